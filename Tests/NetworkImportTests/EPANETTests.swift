import Diagnostics
import Foundation
import Geometry
import NetworkModel
import TestSupport
import Testing

@testable import NetworkImport

/// A network of a reservoir, a pump, a tank and two junctions; every quirk goes in as a line of its section.
struct SmallWaterFile {
    var junctions = " J1 10 5 ;first\n J2 12 0"
    var reservoirs = " R 100"
    var tanks = " T 50 6 1 10 20 0"
    var pipes = " P1 J1 J2 1000 300 130 0 Open\n P2 J2 T 500 200 120"
    var pumps = " PU R J1 HEAD C"
    var coordinates = " J1 100 0\n J2 200 0\n R 0 0\n T 200 50"
    var options = " Units CMH\n Headloss H-W"
    var more = ""
    var text: String {
        """
        [TITLE]
        Small town
        [JUNCTIONS]
        ;id elev demand pattern
        \(junctions)
        [RESERVOIRS]
        \(reservoirs)
        [TANKS]
        \(tanks)
        [PIPES]
        \(pipes)
        [PUMPS]
        \(pumps)
        [CURVES]
         C 20 40
        [COORDINATES]
        \(coordinates)
        [OPTIONS]
        \(options)
        \(more)
        [END]
        what stands after the end is not read
        """
    }
}

private func load(_ text: String, _ options: JoinOptions = JoinOptions()) throws -> (model: CityModel, log: ImportLog) {
    let scratch = try ScratchFolder()
    var log = ImportLog()
    let model = try NetworkImporter.load(paths: [try scratch.file("town.inp", text)], options: options, log: &log)
    return (model, log)
}

private func refusal(_ text: String) throws -> InputError {
    do {
        _ = try load(text)
    } catch let error as InputError {
        return error
    }
    throw FailureError("the file was read")
}

private func count(_ log: ImportLog, _ code: String) -> Int { log.repairs.count { $0.code == code } }

@Suite struct EPANETTests {
    /// What WNTR 1.5 counts in the same file (networkx components, sum of `Pipe.length`, `average_expected_demand`),
    /// and the usable content of its tanks: π/4 d² (initial − minimum level).
    struct RealFile: CustomTestStringConvertible {
        var path: String
        var junctions, reservoirs, tanks, pipes, pumps, valves: Int
        var metres, cubicMetresPerHour, sumOfDiameters, sumOfElevations: Double
        var stored: [String: Double]
        var testDescription: String { path }
    }
    static let realFiles = [
        RealFile(
            path: "epanet/Net1.inp", junctions: 9, reservoirs: 1, tanks: 1, pipes: 12, pumps: 1, valves: 0,
            metres: 19363.944, cubicMetresPerHour: 249.837178, sumOfDiameters: 3352.8, sumOfElevations: 1923.288,
            stored: ["2": 1134.3512]),
        RealFile(
            path: "epanet/Net3.inp", junctions: 92, reservoirs: 2, tanks: 3, pipes: 117, pumps: 2, valves: 0,
            metres: 65748.957, cubicMetresPerHour: 2486.485430, sumOfDiameters: 49758.6, sumOfElevations: 497.9518,
            stored: ["1": 2088.8919, "2": 945.2, "3": 14954.1755]),
        RealFile(
            path: "epanet/ky4.inp", junctions: 959, reservoirs: 1, tanks: 4, pipes: 1156, pumps: 2, valves: 0,
            metres: 260241.035, cubicMetresPerHour: 236.235375, sumOfDiameters: 207899, sumOfElevations: 188285.9544,
            stored: ["T-1": 374.0768, "T-2": 0, "T-3": 516.6805, "T-4": 2724.3999]),
        RealFile(
            path: "integrated/shelby/water/water.inp", junctions: 55, reservoirs: 9, tanks: 6, pipes: 83, pumps: 14,
            valves: 0, metres: 401_470, cubicMetresPerHour: 151.890542, sumOfDiameters: 24900, sumOfElevations: 120,
            stored: ["W_T60": 127.2345, "W_T64": 603.1858]),
    ]

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)), arguments: realFiles)
    func `real networks have the nodes, links, lengths and demands that WNTR finds`(file: RealFile) throws {
        let shared = try #require(sharedFolder)
        let folder = shared.appendingPathComponent("data")
        var log = ImportLog()
        let model = try NetworkImporter.load(paths: [folder.appendingPathComponent(file.path).path], log: &log)
        func nodes(_ kind: AssetKind) -> [Int] { model.nodes.filter { model.isKind($0, kind) } }
        func links(_ kind: AssetKind) -> [Int] { model.links.filter { model.isKind($0, kind) } }
        #expect(nodes(.waterJunction).count == file.junctions)
        #expect(nodes(.reservoir).count == file.reservoirs)
        #expect(nodes(.tank).count == file.tanks)
        #expect(links(.pipe).count == file.pipes)
        #expect(links(.pumpingStation).count == file.pumps)
        #expect(links(.valve).count == file.valves)
        #expect(model.assetCount == model.nodeCount + model.linkCount)
        #expect(GraphStructure(of: model).componentSizes.count == 1)
        func sum(_ attribute: NumericAttribute, _ assets: [Int]) -> Double {
            assets.reduce(0) { $0 + (model.value(attribute, of: $1) ?? 0) }
        }
        #expect(abs(sum(.length, links(.pipe)) - file.metres) < 0.001)
        #expect(abs(sum(.demand, Array(model.nodes)) - file.cubicMetresPerHour) < 1e-3 * file.cubicMetresPerHour)
        #expect(abs(sum(.diameter, links(.pipe)) - file.sumOfDiameters) < 0.001)
        #expect(abs(sum(.elevation, nodes(.waterJunction)) - file.sumOfElevations) < 0.001)
        for (tank, cubicMetres) in file.stored {
            let asset = try #require(model.asset(named: tank))
            #expect(abs((model.value(.storage, of: asset) ?? -1) - cubicMetres) < 0.001)
        }
        #expect(nodes(.reservoir).allSatisfy { model.isSource[$0] })
        #expect(model.epsg == 0)
        #expect(count(log, "crs-missing") == 1)
        // Nodes that are drawn close together are different ones all the same.
        #expect(count(log, "nodes-joined") == 0)
        #expect(count(log, "closed-link-left-out") == 0)
        let bytes = NetworkXML.bytes(of: model)
        #expect(bytes.count > 1000)
    }

    /// Net1: 1134.35 m³ above the lowest level and an average demand of 249.837 m³/h make 4.54 h (EPANET, with the
    /// demands of the first hours, empties the tank after 4.10 h). What fills it is pump 9, through pipe 10 and what lies
    /// between; the pipes of the grid back each other up.
    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `a tank lasts as long as its content and is filled through what nothing can replace`() throws {
        let shared = try #require(sharedFolder)
        let path = shared.appendingPathComponent("data/epanet/Net1.inp").path
        var log = ImportLog()
        let model = try NetworkImporter.load(paths: [path], log: &log)
        let tank = try #require(model.asset(named: "2"))
        let needs = model.requirements.ofAsset(tank)
        #expect(needs.count == 2)
        let first = needs.lowerBound, second = first + 1
        #expect(model.requirements.suppliers(first).map { model.id(Int($0)) } == ["pump-9"])
        #expect(
            model.requirements.suppliers(second).map { model.id(Int($0)) }
                == ["10", "11", "12", "9", "pipe-10", "pipe-110"])
        #expect(model.requirements.atLeast[second] == 6)
        for need in needs {
            #expect(model.requirements.bufferHours[need] == 4.54)
            #expect(model.requirements.provenance[need] == .derived)
        }
        #expect(model.isSource[tank])
        #expect(count(log, "links-renamed") == 1)
    }

    @Test func `a small file is read with its units`() throws {
        let (model, log) = try load(SmallWaterFile().text)
        #expect(model.name == "Small town")
        #expect(model.nodeCount == 4 && model.linkCount == 3 && model.facilityCount == 0)
        let pipe = try #require(model.asset(named: "P1")), pump = try #require(model.asset(named: "PU"))
        #expect(model.value(.length, of: pipe) == 1000)
        #expect(model.value(.diameter, of: pipe) == 300)
        #expect(model.value(.roughness, of: pipe) == 130)
        #expect(model.value(.capacity, of: pump) == 20)
        #expect(model.isDirected[pump - model.nodeCount])
        #expect(!model.isDirected[pipe - model.nodeCount])
        let junction = try #require(model.asset(named: "J1")), tank = try #require(model.asset(named: "T"))
        #expect(model.value(.demand, of: junction) == 5)
        #expect(model.position[junction] == Point(x: 100, y: 0))
        // (6 − 1) m × π/4 × 20² m² = 1570.8 m³; at 5 m³/h 314.16 h.
        #expect(abs((model.value(.storage, of: tank) ?? 0) - 1570.796) < 0.001)
        #expect(model.requirements.bufferHours[model.requirements.ofAsset(tank).lowerBound] == 314.16)
        #expect(count(log, "links-renamed") == 0)
        #expect(model.sources.map(\.format) == ["EPANET input"])
    }

    /// One unit of flow in m³/h, computed by hand: 1 US gallon 3.785411784 l, 1 imperial gallon 4.54609 l,
    /// 1 ft³ 28.316846592 l, 1 acre-foot 43560 ft³.
    @Test(arguments: [
        ("CFS", 101.9406, true), ("GPM", 0.2271247, true), ("MGD", 157.72549, true), ("IMGD", 189.42042, true),
        ("AFD", 51.395075, true), ("LPS", 3.6, false), ("LPM", 0.06, false), ("MLD", 41.666667, false),
        ("CMH", 1, false), ("CMD", 0.041666667, false), ("cmh", 1, false),
    ])
    func `the flow unit fixes all units`(unit: String, cubicMetresPerHour: Double, isUSCustomary: Bool) throws {
        var file = SmallWaterFile()
        file.options = " UNITS\t\(unit)"
        file.junctions = "J1 10 1000\nJ2 10"
        let (model, _) = try load(file.text)
        let junction = try #require(model.asset(named: "J1")), pipe = try #require(model.asset(named: "P1"))
        #expect(abs((model.value(.demand, of: junction) ?? 0) / 1000 - cubicMetresPerHour) < 1e-5 * cubicMetresPerHour)
        #expect(abs((model.value(.length, of: pipe) ?? 0) - (isUSCustomary ? 304.8 : 1000)) < 1e-9)
        #expect(abs((model.value(.diameter, of: pipe) ?? 0) - (isUSCustomary ? 7620 : 300)) < 1e-9)
        #expect(abs((model.value(.elevation, of: junction) ?? 0) - (isUSCustomary ? 3.048 : 10)) < 1e-9)
    }

    @Test func `demands take their patterns, their section and the multiplier into account`() throws {
        var file = SmallWaterFile()
        file.junctions = " J1 10 5\n J2 10 4 flat\n J3 10 8\n j3 10 8"
        file.pipes += "\n P3 J2 J3 1 1 1\n P4 J2 j3 1 1 1"
        file.coordinates += "\n J3 1 1\n j3 2 2"
        file.options += "\n Demand Multiplier 2\n Pattern day"
        file.more = """
            [PATT]
             day 1 2 3
             day 2
             flat 1 1
            [DEMANDS]
             J1 1 flat ;domestic
             J1 2 day ;industry
            """
        let (model, _) = try load(file.text)
        // J1 (1×1 + 2×2)×2, J2 4×1×2, J3 8×2×2; identifiers are case-sensitive.
        for (id, expected) in [("J1", 10.0), ("J2", 8), ("J3", 32), ("j3", 32)] {
            #expect(model.value(.demand, of: try #require(model.asset(named: id))) == expected, "\(id)")
        }
    }

    @Test func `check valves and pressure valves are one-way, throttles are not`() throws {
        var file = SmallWaterFile()
        file.pipes = " P1 J1 J2 1000 300 130 0 CV\n P2 J2 T 500 200 120 cv"
        file.more = "[VALVES]\n V1 J1 J2 300 PRV 40 0\n V2 J1 J2 300 psv 40\n V3 J1 J2 300 TCV 2\n V4 J1 J2 300 FCV 9"
        let (model, _) = try load(file.text)
        for (id, isOneWay) in [("P1", true), ("P2", true), ("V1", true), ("V2", true), ("V3", false), ("V4", false)] {
            let link = try #require(model.asset(named: id))
            #expect(model.isDirected[link - model.nodeCount] == isOneWay, "\(id)")
        }
        let valve = try #require(model.asset(named: "V1"))
        #expect(model.isKind(valve, .valve) && model.text(.function, of: valve) == "PRV")
    }

    @Test func `what is closed for good is left out, and what a control opens is kept`() throws {
        var file = SmallWaterFile()
        file.pipes += "\n A J1 J2 1 1 1 0 Closed\n B J1 J2 1 1 1 0 Closed\n C J1 J2 1 1 1 0 Closed\n D J1 J2 1 1 1\n 7 J1 J2 1 1 1\n 8 J1 J2 1 1 1"
        file.more = """
            [STATUS]
             D Closed
             7 8 Closed
            [CONTROLS]
             LINK B OPEN IF NODE T BELOW 2
             LINK A CLOSED AT TIME 5
            [RULES]
             RULE 1
             IF TANK T LEVEL BELOW 2
             AND PIPE A STATUS IS OPEN
             THEN PIPE C STATUS IS OPEN
            """
        let (model, log) = try load(file.text)
        for (id, isKept) in [("A", false), ("B", true), ("C", true), ("D", false), ("7", false), ("8", false)] {
            #expect((model.asset(named: id) != nil) == isKept, "\(id)")
        }
        #expect(count(log, "closed-link-left-out") == 4)
    }

    @Test func `nodes without coordinates lie among their neighbours, and a file without any is a drawing`() throws {
        var file = SmallWaterFile()
        file.coordinates = " J1 100 0\n T 200 50\n R 0 0\n ghost 1 1"
        let (some, log) = try load(file.text)
        #expect(some.position[try #require(some.asset(named: "J2"))] == Point(x: 150, y: 25))
        #expect(count(log, "position-assumed") == 1)
        #expect(log.skipped["town.inp"]?["[COORDINATES] of a node that is not defined"] == 1)
        file.coordinates = ""
        let (none, other) = try load(file.text)
        #expect(count(other, "positions-missing") == 1)
        #expect(Set(none.position[none.nodes].map { "\($0.x) \($0.y)" }).count == 4)
        let scratch = try ScratchFolder()
        var together = ImportLog()
        let paths = [try scratch.file("a.inp", file.text), try scratch.file("b.inp", SmallWaterFile().text)]
        let error = try #require(throws: InputError.self) {
            try NetworkImporter.load(paths: paths, log: &together)
        }
        #expect(error.code == "positions-missing" && error.position?.file == paths[0])
    }

    @Test func `a drawing does not go on the map with files that have a coordinate system`() throws {
        let scratch = try ScratchFolder()
        let town = """
            <LifelineNetwork xmlns="urn:lifeline:network:1" xmlns:gml="http://www.opengis.net/gml/3.2" srsName="EPSG:28992">
            <node gml:id="S" layer="power" kind="substation" source="true"><gml:pos>155000 463000</gml:pos></node></LifelineNetwork>
            """
        var file = SmallWaterFile()
        file.coordinates = " J1 -9000 0\n J2 200 0\n R 0 0\n T 200 50"
        let paths = [try scratch.file("town.xml", town), try scratch.file("b.inp", file.text)]
        var log = ImportLog()
        let error = try #require(throws: InputError.self) { try NetworkImporter.load(paths: paths, log: &log) }
        #expect(error.code == "crs-missing" && error.position?.file == paths[1] && error.remedy.contains("EPSG"))
    }

    /// Power comes in at the substation; the pump takes it from there.
    @Test func `a pump needs power when there is a power network`() throws {
        let scratch = try ScratchFolder()
        let power = """
            <LifelineNetwork xmlns="urn:lifeline:network:1" xmlns:gml="http://www.opengis.net/gml/3.2" srsName="EPSG:28992">
            <node gml:id="S" layer="power" kind="substation" source="true"><gml:pos>155000 463000</gml:pos></node></LifelineNetwork>
            """
        var file = SmallWaterFile()
        file.coordinates = " J1 155100 463000\n J2 155200 463000\n R 155000 463000\n T 155200 463050"
        var log = ImportLog()
        let model = try NetworkImporter.load(
            paths: [try scratch.file("power.xml", power), try scratch.file("b.inp", file.text)], log: &log)
        let pump = try #require(model.asset(named: "PU"))
        let needs = model.requirements.ofAsset(pump)
        #expect(needs.count == 1)
        #expect(needs.map { model.services[Int(model.requirements.service[$0])] } == ["power"])
        #expect(needs.map { model.requirements.provenance[$0] } == [.assumed])
    }

    struct Wrong: CustomTestStringConvertible {
        var change: @Sendable (inout SmallWaterFile) -> Void
        var code: String
        var line: Int
        var testDescription: String { "\(code) in line \(line)" }
    }
    static let wrongs = [
        Wrong(change: { $0.junctions = "J1 10 5\nJ2 ten" }, code: "not-a-number", line: 6),
        Wrong(change: { $0.junctions = "J1 10 5\nJ2 nan" }, code: "not-a-number", line: 6),
        Wrong(change: { $0.junctions = "J1 10 5\nJ1 10" }, code: "duplicate-identifier", line: 6),
        Wrong(change: { $0.pipes = "P1 J1 J2 1000 300 130\nP1 J2 T 1 1 1" }, code: "duplicate-identifier", line: 13),
        Wrong(change: { $0.pipes = "P1 J1 J2 1000 300 130\nP2 J2 X 1 1 1" }, code: "unknown-reference", line: 13),
        Wrong(change: { $0.pipes = "P1 J1 J2 1000\nP2 J2 T 1 1 1" }, code: "field-missing", line: 12),
        Wrong(change: { $0.pipes = "P1 J1 J2 1000 300 130 0 Shut" }, code: "not-a-number", line: 12),
        Wrong(change: { $0.options = "UNITS furlongs" }, code: "unit-unknown", line: 24),
        Wrong(change: { $0.options = "HEADLOSS x" }, code: "head-loss-unknown", line: 24),
        Wrong(change: { $0.coordinates = "J1 1 2\nJ2 1e999 3" }, code: "not-a-number", line: 20),
        Wrong(change: { $0.junctions = "J1 10 5 P9\nJ2 10" }, code: "unknown-reference", line: 5),
        Wrong(change: { $0.more = "[VALVES]\nV J1 J2 10 XYZ 1" }, code: "valve-type-unknown", line: 27),
        Wrong(change: { $0.more = "[DEMANDS]\nJ9 3" }, code: "unknown-reference", line: 27),
        Wrong(change: { $0.more = "[STATUS]\nP9 Closed" }, code: "unknown-reference", line: 27),
    ]

    @Test(arguments: wrongs)
    func `what is wrong is said with its line`(wrong: Wrong) throws {
        var file = SmallWaterFile()
        wrong.change(&file)
        let error = try refusal(file.text)
        #expect(error.code == wrong.code)
        #expect(error.position?.line == wrong.line)
        #expect(error.position?.file.hasSuffix("town.inp") == true)
        #expect(!error.remedy.isEmpty)
    }
}
