import CascadeModel
import Foundation
import Geometry
import GridReading
import NetworkImport
import NetworkModel
import TestSupport
import Testing
import TownGenerator

@Suite struct `The files of a generated town` {
    /// A folder of its own for one test, removed afterwards.
    private func inFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("town-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private static let networkFiles = ["buildings.gml", "power.gml", "water.gml", "streets.osm", "dependencies.xml"]

    @Test func `are the same bytes for the same seed and others for another`() throws {
        let a = try TownGenerator.town(TownOptions(seed: 5, roadNodes: 600)).files()
        let b = try TownGenerator.town(TownOptions(seed: 5, roadNodes: 600)).files()
        let c = try TownGenerator.town(TownOptions(seed: 6, roadNodes: 600)).files()
        #expect(a.map(\.path) == ["buildings.gml", "dependencies.xml", "power.gml", "streets.osm", "terrain.asc", "water.gml"])
        let isSame = a.map(\.bytes) == b.map(\.bytes)
        #expect(isSame)
        for (one, other) in zip(a, c) where one.path != "dependencies.xml" {
            let differs = one.bytes != other.bytes
            #expect(differs, "\(one.path)")
        }
    }

    @Test func `joined again are the town they were made from`() throws {
        try inFolder { folder in
            let town = TownGenerator.town(try TownOptions(seed: 2, roadNodes: 1500))
            try TownGenerator.writeSources(of: town, to: folder)
            var log = ImportLog()
            let joined = try NetworkImporter.load(paths: Self.networkFiles.map { "\(folder)/\($0)" }, log: &log)
            #expect(log.skipped.isEmpty)
            let cascade = Cascade(joined)
            #expect(cascade.baselineFaults.isEmpty)
            #expect(cascade.unsuppliedAtBaseline.isEmpty)

            let own = try town.model()
            #expect(joined.epsg == own.epsg)
            // Streets are cut at crossings only, so their number differs; everything else is one to one.
            func ids(_ model: CityModel) -> [String] {
                (0..<model.assetCount).filter { asset in
                    asset >= model.links.upperBound || model.layers[Int(model.layer[asset])] != .road
                }.map { model.id($0) + " " + model.kindName($0) }
            }
            let hasSameIDs = ids(joined) == ids(own)
            #expect(hasSameIDs)
            #expect(joined.nodes.count { joined.isKind($0, .gateway) } == own.nodes.count { own.isKind($0, .gateway) })
            #expect(joined.links.count { joined.isKind($0, .bridge) } == 2)

            var sameAsStated = 0
            for facility in own.facilities {
                let other = try #require(joined.asset(named: own.id(facility)))
                for attribute in [NumericAttribute.residents, .beds, .storeys, .height] {
                    #expect(joined.value(attribute, of: other) == own.value(attribute, of: facility), "\(own.id(facility))")
                }
                #expect(joined.text(.district, of: other) == own.text(.district, of: facility))
                #expect(joined.position[other].distance(to: own.position[facility]) < 0.5)
                if needs(own, facility) == needs(joined, other) { sameAsStated += 1 }
            }
            // The import looks for the nearest supplier as the generator did, but does not stop at the river.
            #expect(sameAsStated >= own.facilityCount * 98 / 100)
            for node in own.nodes where !own.requirements.ofAsset(node).isEmpty {
                let other = try #require(joined.asset(named: own.id(node)))
                #expect(needs(own, node) == needs(joined, other), "\(own.id(node))")
            }
        }
    }

    /// Power and water as stated: suppliers, reserve and restart.
    private func needs(_ model: CityModel, _ asset: Int) -> [String] {
        model.requirements.ofAsset(asset).filter { model.services[Int(model.requirements.service[$0])] != "road" }.map { need in
            "\(model.services[Int(model.requirements.service[need])]) \(model.requirements.suppliers(need).map { model.id(Int($0)) }) "
                + "\(model.requirements.bufferHours[need]) \(model.requirements.restartDelayHours[need])"
        }
    }

    @Test func `hold the terrain as it was made`() throws {
        try inFolder { folder in
            let town = TownGenerator.town(try TownOptions(roadNodes: 500))
            try TownGenerator.writeSources(of: town, to: folder)
            let terrain = try ESRIASCIIGrid.read(path: "\(folder)/terrain.asc")
            let hasSameHeights = terrain.values == town.terrain.values
            #expect(hasSameHeights)
            #expect(terrain.origin == town.terrain.origin)
            #expect(terrain.columns == town.terrain.columns)
        }
    }

    @Test func `as one network are read back without loss`() throws {
        try inFolder { folder in
            let town = TownGenerator.town(try TownOptions(seed: 9, roadNodes: 700))
            let path = "\(folder)/town.xml"
            try TownGenerator.writeNetwork(of: town, to: path)
            var log = ImportLog()
            let back = try NetworkImporter.load(paths: [path], log: &log)
            let isSame = try NetworkXML.bytes(of: back) == NetworkXML.bytes(of: town.model())
            #expect(isSame)
        }
    }

    @Test func `escape a name that would break them`() throws {
        try inFolder { folder in
            let town = TownGenerator.town(try TownOptions(name: "A<b & \"c\" -- d'\n]]>", roadNodes: 400))
            try TownGenerator.writeSources(of: town, to: folder)
            var log = ImportLog()
            let joined = try NetworkImporter.load(paths: Self.networkFiles.map { "\(folder)/\($0)" }, log: &log)
            #expect(joined.facilityCount == town.builder.rowClass.count { $0 == .facility })
        }
    }

    @Test func `are not written where there is a file in place of the folder`() throws {
        try inFolder { folder in
            #expect(FileManager.default.createFile(atPath: folder, contents: nil))
            #expect(throws: (any Error).self) {
                try TownGenerator.writeSources(of: TownGenerator.town(TownOptions(roadNodes: 400)), to: folder)
            }
        }
    }

    // MARK: the committed ones

    @Test func `of Lindewaard are those that the generator makes`() throws {
        for file in try TownGenerator.town(.standard).files() {
            let path = repositoryFolder.appendingPathComponent("networks/lindewaard/\(file.path)")
            let committed = try Data(contentsOf: path)
            // Compared beforehand: a failing expectation would work out the difference of two megabytes.
            let isSame = Array(committed) == file.bytes
            #expect(isSame, "\(file.path)")
            #expect(committed.count < 3_000_000)
        }
    }
}
