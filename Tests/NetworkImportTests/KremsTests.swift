import Diagnostics
import Foundation
import Geometry
import NetworkImport
import NetworkModel
import Testing
import TestSupport

/// A real town from OpenStreetMap. The counts were taken from the file with grep and a separate script.
@Suite(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
struct KremsTests {
    private func load() throws -> (city: CityModel, log: ImportLog) {
        let folder = try #require(sharedFolder)
        var log = ImportLog()
        let city = try NetworkImporter.load(
            paths: [folder.appendingPathComponent("data/osm/krems.osm.gz").path], log: &log)
        return (city, log)
    }

    @Test func `streets, junctions and bridges are as many as a count by hand gives`() throws {
        let (city, log) = try load()
        let road = try #require(city.layer(named: "road"))
        func count(_ kind: AssetKind) -> Int { (0..<city.assetCount).count { city.isKind($0, kind) } }
        #expect(city.links.count { Int(city.layer[$0]) == road } == 1018)
        #expect(count(.bridge) == 42, "39 bridge ways for cars, three of them split at a junction")
        #expect(city.nodes.count { Int(city.layer[$0]) == road } == 790)
        #expect(Set(city.links.filter { Int(city.layer[$0]) == road }.map { city.id($0).split(separator: "-")[1] }).count == 557)
        // 570 ways of the classes for cars, less 12 closed to the public and a square.
        let closed = log.skipped["krems.osm.gz", default: [:]].filter { $0.key.contains("closed to the public") || $0.key.contains("area=yes") }
        #expect(closed.values.reduce(0, +) == 13)
        #expect(log.skipped["krems.osm.gz"]?["way highway=track, not for cars"] == 112)
        #expect(count(.roadJunction) + count(.gateway) == 790)
    }

    @Test func `one hospital, eight schools, seven substations`() throws {
        let (city, log) = try load()
        func ids(_ kind: AssetKind) -> [String] { (0..<city.assetCount).filter { city.isKind($0, kind) }.map { city.id($0) } }
        #expect(ids(.hospital) == ["way-26708257"], "the grounds and the main building are one")
        #expect(log.repairs.contains { $0.code == "duplicate-merged" && $0.message.hasPrefix("way-34075064") })
        #expect(ids(.school).count == 8, "nine outlines, one of them within another")
        #expect(ids(.substation).count == 7)
        #expect(ids(.fireStation) == ["way-48405957"])
        #expect(ids(.powerLine).count == 8)
        let towers = try #require(city.numeric[Int(NumericAttribute.towers.rawValue)]).values
        #expect(city.links.compactMap { towers[$0].isNaN ? nil : Int(towers[$0]) }.reduce(0, +) == 48)
        #expect(log.skipped["krems.osm.gz"]?["node power=tower"] == 1, "it stands beside every line")
        let hospital = try #require(city.asset(named: "way-26708257"))
        #expect(city.label(hospital) == "Landesklinikum Krems")
    }

    @Test func `the plane is UTM 33 and the town lies where it should`() throws {
        let (city, _) = try load()
        #expect(city.epsg == 25833)
        // 15.6155 E, 48.4121 N by pyproj: 545565, 5362265.
        let hospital = try #require(city.asset(named: "way-26708257"))
        #expect(city.position[hospital].distance(to: Point(x: 545_515, y: 5_362_285)) < 100)
        #expect(city.sources.map(\.licence) == ["ODbL 1.0, © OpenStreetMap contributors"])
    }

    @Test func `the hospital is reached from gateways and has power before any event`() throws {
        let (city, log) = try load()
        let gateways = city.nodes.filter { city.isKind($0, .gateway) }
        #expect(gateways.count >= 8)
        #expect(gateways.allSatisfy { city.isSource[$0] })
        let hospital = try #require(city.asset(named: "way-26708257"))
        let needs = city.requirements.ofAsset(hospital).map { city.services[Int(city.requirements.service[$0])] }
        #expect(needs == ["power", "road"])
        let power = city.requirements.ofAsset(hospital)[city.requirements.ofAsset(hospital).startIndex]
        #expect(city.requirements.bufferHours[power] == 24)
        #expect(city.requirements.provenance[power] == .assumed)
        let unmet = city.check().issues.filter { $0.code == "unmet-before-event" }
        #expect(unmet.isEmpty)
        #expect(!city.check().hasErrors)
        #expect(log.issues.issues.contains { $0.code == "layer-absent" && $0.message.contains("water") })
    }

    @Test func `the 110 kV lines bring the power in and feed both stations on them`() throws {
        let (city, _) = try load()
        let entrances = city.nodes.filter { city.isKind($0, .gridConnection) }.map { city.id($0) }
        #expect(entrances == ["node-480311784", "node-732191345"])
        for station in ["way-83730525", "way-94239516"] {
            let node = try #require(city.asset(named: station))
            #expect(!city.isSource[node])
            #expect(city.incoming.first[node] < city.incoming.first[node + 1], "a line ends in it")
        }
    }

    @Test func `importing twice gives the same model and the same log`() throws {
        let (a, first) = try load(), (b, second) = try load()
        #expect(RepairLog.csv(first) == RepairLog.csv(second))
        #expect(a.position == b.position)
        #expect((0..<a.assetCount).map { a.id($0) } == (0..<b.assetCount).map { b.id($0) })
        #expect(a.requirements.supplier == b.requirements.supplier)
    }
}
