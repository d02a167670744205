import Diagnostics
import Foundation
import Geometry
import NetworkModel
import TestSupport
import Testing

@testable import NetworkImport

private let small = """
    function mpc = small   % a case
    %% 'quoted % sign'
    mpc.version = '2';
    mpc.baseMVA = 100;
    mpc.bus = [ 10 3 0 0 0 0 1 1 0 110 1 1.1 0.9; 20 1 50 0 0 0 1 1 0 110 1 1.1 0.9;
    \t300, 1, 7.5, 0, 0, 0, 1, 1, 0, 20, 1, 1.1, 0.9 % third
    ];
    mpc.gen = [
     10 0 0 9 -9 1 100 1 250 0;
     20 0 0 9 -9 1 100 0 250 0;
     300 0 0 Inf -Inf 1 100 1 0 0;
    ];
    mpc.branch = [
     10 20 0.01 0.1 0 120 0 0 0 0 1 -360 360;
     10 20 0.01 0.1 0 0 0 0 0 0 1 -360 360;
     20 300 0 0.2 0 60 0 0 0.98 ...
       0 1 -360 360;
     10 300 0 0.2 0 60 0 0 0 0 0 -360 360;
    ];
    mpc.bus_name = {
     'North  yard';
     'It is 50% full';
    };
    """

private func load(_ files: [(String, String)]) throws -> (model: CityModel, log: ImportLog) {
    let scratch = try ScratchFolder()
    var paths: [String] = []
    for (name, text) in files { paths.append(try scratch.file(name, text)) }
    var log = ImportLog()
    return (try NetworkImporter.load(paths: paths, log: &log), log)
}
private func count(_ log: ImportLog, _ code: String) -> Int { log.repairs.count { $0.code == code } }

@Suite struct MATPOWERTests {
    /// Counted by a few lines of Python over the tables: rows, rows with a ratio, sums of PD and of PMAX.
    @Test(
        .enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"),
        arguments: [
            ("case9", 9, 9, 0, 3, 315.0, 820.0, 9), ("case14", 14, 20, 3, 5, 259.0, 772.4, 0),
            ("case118", 118, 186, 11, 54, 4242.0, 9966.2, 0),
        ])
    func `cases have the buses, branches, generators and loads of their tables`(
        name: String, buses: Int, branches: Int, transformers: Int, sources: Int, load: Double, generation: Double,
        rated: Int
    ) throws {
        let shared = try #require(sharedFolder)
        var log = ImportLog()
        let model = try NetworkImporter.load(
            paths: [shared.appendingPathComponent("data/power/matpower/\(name).m").path], log: &log)
        #expect(model.nodeCount == buses && model.linkCount == branches && model.facilityCount == 0)
        #expect(model.links.count { model.isKind($0, .transformer) } == transformers)
        #expect(model.nodes.count { model.isSource[$0] } == sources)
        #expect(abs(model.nodes.reduce(0) { $0 + (model.value(.demand, of: $1) ?? 0) } - load) < 1e-6)
        #expect(abs(model.nodes.reduce(0) { $0 + (model.value(.capacity, of: $1) ?? 0) } - generation) < 1e-6)
        #expect(model.links.count { model.value(.capacity, of: $0) != nil } == rated)
        #expect(GraphStructure(of: model).componentSizes.count == 1)
        #expect(model.name == name && count(log, "positions-missing") == 1 && count(log, "nodes-joined") == 0)
        // Drawn apart, and without pretending to know lengths.
        #expect(Set(model.position[model.nodes].map { "\($0.x) \($0.y)" }).count == buses)
        #expect(model.links.allSatisfy { model.value(.length, of: $0) == nil })
    }

    /// domain.md §4.3: 9 branches of case118 are bridges.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"), arguments: [("case9", 3), ("case14", 1), ("case118", 9)])
    func `parallel branches are kept, so that bridges are those of the reference`(name: String, bridges: Int) throws {
        let shared = try #require(sharedFolder)
        var log = ImportLog()
        let model = try NetworkImporter.load(
            paths: [shared.appendingPathComponent("data/power/matpower/\(name).m").path], log: &log)
        #expect(GraphStructure(of: model).isBridge.count { $0 } == bridges)
    }

    @Test func `a small case is read with its quirks`() throws {
        let (model, log) = try load([("small.m", small)])
        #expect(model.nodeCount == 3 && model.linkCount == 3)
        #expect(model.nodes.map { model.id($0) } == ["bus-10", "bus-20", "bus-300"])
        #expect(model.links.map { model.id($0) } == ["line-10-20", "line-10-20-2", "transformer-20-300"])
        #expect(model.nodes.map { model.isSource[$0] } == [true, false, false])
        #expect(model.label(0) == "North yard" && model.label(1) == "It is 50% full")
        #expect(model.value(.demand, of: 2) == 7.5 && model.value(.voltage, of: 2) == 20)
        #expect(model.value(.capacity, of: 0) == 250 && model.value(.capacity, of: 3) == 120)
        #expect(model.value(.capacity, of: 4) == nil)
        // 0.1 × 110² / 100 = 12.1 ohm.
        #expect(abs((model.value(.reactance, of: 3) ?? 0) - 12.1) < 1e-9)
        #expect(count(log, "out-of-service-left-out") == 2)
    }

    @Test func `a table gives the places`() throws {
        let (model, log) = try load([("small.m", small), ("places.csv", "Bus;X;Y\n10;100;0\n20;200;50\n")])
        #expect(model.position[0] == Point(x: 100, y: 0) && model.position[1] == Point(x: 200, y: 50))
        #expect(count(log, "positions-missing") == 0 && count(log, "position-assumed") == 1)
        #expect(model.sources.map(\.file) == ["small.m", "places.csv"])
        let error = try #require(throws: InputError.self) {
            try load([("small.m", small), ("places.csv", "bus,x,y\n10,1,1\n11,2,2\n")])
        }
        #expect(error.code == "unknown-reference" && error.position?.line == 3)
        let alone = try #require(throws: InputError.self) { try load([("places.csv", "bus,x,y\n10,1,1\n")]) }
        #expect(alone.code == "case-missing")
    }

    @Test func `code that scales loads and impedances is honoured, other code is refused`() throws {
        let scaled = small + """

            Vbase = mpc.bus(1, BASE_KV) * 1e3;
            Sbase = mpc.baseMVA * 1e6;
            mpc.branch(:, [BR_R BR_X]) = mpc.branch(:, [BR_R BR_X]) / (Vbase^2 / Sbase);
            mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;
            """
        let (model, _) = try load([("small.m", scaled)])
        #expect(abs((model.value(.demand, of: 1) ?? 0) - 0.05) < 1e-12)
        #expect(model.value(.reactance, of: 3) == 0.1)
        let error = try #require(throws: InputError.self) {
            try load([("small.m", small + "\nmpc.bus(:, 3) = mpc.bus(:, 3) * f(2);\n")])
        }
        #expect(error.code == "case-computes" && error.position?.line == 24)
    }

    @Test(arguments: [
        ("mpc.baseMVA = 100", "mpc.baseMVA = ten", "not-a-number", 4),
        ("20 1 50", "20 1 fifty", "not-a-number", 5),
        ("20 1 50", "10 1 50", "duplicate-identifier", 5),
        (" 10 300 0 0.2", " 10 301 0 0.2", "unknown-reference", 18),
        (" 10 20 0.01 0.1 0 120 0 0 0 0 1 -360 360;", " 10 20 0.01;", "field-missing", 14),
        ("mpc.branch", "mpc.trunk", "table-missing", 23),
        ("    };", "", "table-open", 22),
        ("'2'", "'1'", "version-unknown", 3),
    ])
    func `what is wrong is said with its line`(old: String, new: String, code: String, line: Int) throws {
        let text = code == "table-open" ? small.split(separator: "\n").dropLast().joined(separator: "\n") : small
        let error = try #require(throws: InputError.self) {
            try load([("small.m", text.replacingOccurrences(of: old, with: new))])
        }
        #expect(error.code == code && error.position?.line == line, "\(error)")
        #expect(!error.remedy.isEmpty)
    }

    @Test func `two cases are not mixed`() throws {
        let error = try #require(throws: InputError.self) { try load([("a.m", small), ("b.m", small)]) }
        #expect(error.code == "cases-several")
    }
}
