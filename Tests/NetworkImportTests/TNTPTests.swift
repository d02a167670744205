import Diagnostics
import Foundation
import Geometry
import NetworkModel
import TestSupport
import Testing

@testable import NetworkImport

private let net = """
    <NUMBER OF ZONES> 2
    <NUMBER OF NODES> 3
    <NUMBER OF LINKS> 4
    <END OF METADATA>

    ~ \tinit\tterm\tcapacity\tlength\tfft\tb\tpower\tspeed\ttoll\ttype\tid\t;
    \t1\t2\t900\t1.5\t1\t0.15\t4\t0\t0\t1\tL1\t;
    \t2\t1\t900\t1.5\t1\t0.15\t4\t0\t0\t1\tL2\t;
    \t2\tmarket\t800\t2\t1\t0.15\t4\t0\t0\t1\t;
    \tmarket\t2\t700\t2\t1\t0.15\t4\t0\t0\t1\t;
    """
private let nodes = "Node\tX\tY\t;\n1\t0\t0\t;\n2\t1500\t0\t;\nmarket\t1500\t800\t;\n"

private func load(_ files: [(String, String)]) throws -> (model: CityModel, log: ImportLog) {
    let scratch = try ScratchFolder()
    var paths: [String] = []
    for (name, text) in files { paths.append(try scratch.file(name, text)) }
    var log = ImportLog()
    return (try NetworkImporter.load(paths: paths, log: &log), log)
}

@Suite struct TNTPTests {
    /// Lines after the metadata, counted with awk: 589, of which 294 have a counterpart the other way with the same
    /// capacity and length; 1552 and 776 in the larger file.
    @Test(
        .enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"),
        arguments: [("reduced", 191, 295, 1), ("large", 484, 776, 0)])
    func `the roads of Shelby County have the crossings and roads of their files`(
        folder: String, crossings: Int, roads: Int, oneWay: Int
    ) throws {
        let shared = try #require(sharedFolder)
        let place = shared.appendingPathComponent("data/integrated/shelby/transportation/\(folder)")
        var log = ImportLog(), options = JoinOptions()
        options.epsgOfFile = ["transpo_net.tntp": 3857]
        let model = try NetworkImporter.load(
            paths: ["transpo_net.tntp", "transpo_node.tntp"].map { place.appendingPathComponent($0).path },
            options: options, log: &log)
        #expect(model.nodeCount == crossings && model.linkCount == roads && model.facilityCount == 0)
        #expect(model.isDirected.count { $0 } == oneWay)
        #expect(model.layers == [.road])
        #expect(log.repairs.count { $0.code == "position-assumed" } == 0)
    }

    @Test func `two directions of one road are one link`() throws {
        let (model, _) = try load([("town_net.tntp", net), ("town_node.tntp", nodes)])
        #expect(model.nodes.map { model.id($0) } == ["crossing-1", "crossing-2", "market"])
        #expect(model.links.map { model.id($0) } == ["L1", "road-2-market", "road-market-2"])
        #expect(model.isDirected == [false, true, true])
        let road = try #require(model.asset(named: "L1"))
        #expect(model.value(.capacity, of: road) == 900 && model.value(.length, of: road) == 1500)
        #expect(model.position[try #require(model.asset(named: "market"))] == Point(x: 1500, y: 800))
    }

    @Test func `without coordinates the roads are drawn`() throws {
        let (model, log) = try load([("town_net.tntp", net)])
        #expect(log.repairs.contains { $0.code == "positions-missing" })
        #expect(model.links.allSatisfy { model.value(.length, of: $0) == nil })
    }

    @Test(arguments: [
        ("\t900\t1.5\t1\t0.15\t4\t0\t0\t1\tL1", "\tmany\t1.5", "not-a-number", 7),
        ("\tmarket\t800\t2\t1\t0.15\t4\t0\t0\t1", "\tmarket", "field-missing", 9),
    ])
    func `what is wrong is said with its line`(old: String, new: String, code: String, line: Int) throws {
        let error = try #require(throws: InputError.self) {
            try load([("town_net.tntp", net.replacingOccurrences(of: old, with: new)), ("town_node.tntp", nodes)])
        }
        #expect(error.code == code && error.position?.line == line, "\(error)")
        let alone = try #require(throws: InputError.self) { try load([("town_node.tntp", nodes)]) }
        #expect(alone.code == "network-missing")
    }
}
