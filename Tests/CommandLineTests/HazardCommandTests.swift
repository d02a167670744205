@testable import CommandLineInterface
import Foundation
import TestSupport
import Testing

@Suite struct HazardCommandTests {
    private let tutorial = repositoryFolder.appendingPathComponent("networks/tutorial.xml").path
    private let terrain = repositoryFolder.appendingPathComponent("networks/tutorial-terrain.asc").path

    private func run(_ words: String...) -> (code: ExitCode, results: String, talk: String) {
        let listener = Listener()
        return (Lifeline.run(words, terminal: listener.terminal), listener.results, listener.talk)
    }
    private func scenario(_ content: String, _ scratch: borrowing ScratchFolder) throws -> String {
        try scratch.file(
            "high-water.xml",
            "<scenario xmlns=\"urn:lifeline:scenario:1\" title=\"T\" network=\"\(tutorial)\">\n\(content)\n</scenario>")
    }
    private var flood: String {
        "<flood terrain=\"\(terrain)\" level=\"2\" sourceX=\"155375\" sourceY=\"435225\" water=\"salt\"/>"
    }

    @Test func `the event is written as assets, grids and a map`() throws {
        let scratch = try ScratchFolder()
        let quake = "<earthquake magnitude=\"6.5\" x=\"155000\" y=\"435000\" siteClass=\"D\"/>"
        let folder = scratch.folder.path
        let outcome = run("hazard", try scenario(flood + quake, scratch), "-o", folder + "/out", "--cells", "20")
        #expect(outcome.code == .done, "\(outcome.talk)")
        let names = ["hazard.gpkg", "hazard.geojson", "1-depth.asc", "2-pga.asc", "2-pgv.asc", "2-sa03.asc", "2-sa10.asc", "hazard.svg"]
        #expect(outcome.results == names.map { "\(folder)/out/high-water-\($0)\n" }.joined())
        #expect(outcome.talk.contains("Flood: water at 2.00 m\n  depth at "))
        #expect(outcome.talk.contains("\n  pga at "))
        func text(_ name: String) throws -> String { try String(contentsOfFile: "\(folder)/out/high-water-\(name)", encoding: .utf8) }
        // The depths lie on the terrain's own cells.
        #expect(try text("1-depth.asc").prefix(100).split(separator: "\n").prefix(2) == String(contentsOfFile: terrain, encoding: .utf8).split(separator: "\n").prefix(2))
        // Twenty cells along the longer side, the largest acceleration at the epicentre's cell or beside it.
        let pga = try text("2-pga.asc").split(separator: "\n")
        #expect(pga[0] == "ncols 20" || pga[1] == "nrows 20")
        let values = pga.dropFirst(6).flatMap { $0.split(separator: " ").compactMap { Double($0) } }
        #expect(values.allSatisfy { $0 > 0.05 && $0 < 2 })
        #expect(try text("hazard.svg").hasPrefix("<svg") || text("hazard.svg").hasPrefix("<?xml"))
        let package = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/out/high-water-hazard.gpkg"))
        #expect(package.starts(with: Data("SQLite format 3".utf8)))
        for column in ["depth_m_1", "arrival_h_1", "recession_h_1", "pga_g_2", "sigma_ln_pga_2", "pgv_cm_per_s_2"] {
            #expect(package.range(of: Data("\"\(column)\" REAL".utf8)) != nil, "\(column)")
        }
    }

    @Test func `water that is followed over time has grids of its arrival and speed too`() throws {
        let scratch = try ScratchFolder()
        let folder = scratch.folder.path
        let water = "<inundation terrain=\"\(terrain)\" hours=\"1\" recession=\"5\"><level x=\"155375\" y=\"435225\" level=\"2\"/></inundation>"
        let outcome = run("hazard", try scenario(water, scratch), "-o", folder + "/out")
        #expect(outcome.code == .done, "\(outcome.talk)")
        let names = ["hazard.gpkg", "hazard.geojson", "depth.asc", "arrival.asc", "speed.asc", "hazard.svg"]
        #expect(outcome.results == names.map { "\(folder)/out/high-water-\($0)\n" }.joined())
        let assets = try String(contentsOfFile: "\(folder)/out/high-water-hazard.geojson", encoding: .utf8)
        for column in ["depth_m", "arrival_h", "recession_h", "speed_m_per_s"] { #expect(assets.contains("\"\(column)\":"), "\(column)") }
        let arrival = try String(contentsOfFile: "\(folder)/out/high-water-arrival.asc", encoding: .utf8)
        let hours = arrival.split(separator: "\n").dropFirst(6).flatMap { $0.split(separator: " ").compactMap { Double($0) } }
        #expect(hours.contains(-9999) && hours.contains { $0 >= 0 } && hours.allSatisfy { $0 <= 1 })
    }

    @Test func `one file is written when its ending says so`() throws {
        let scratch = try ScratchFolder()
        let scenario = try scenario(flood, scratch)
        for name in ["a.gpkg", "b.asc", "c.svg", "d.geojson"] {
            let path = scratch.folder.path + "/only/" + name
            #expect(run("hazard", scenario, "--output", path).results == path + "\n")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path + "/only").sorted() == ["a.gpkg", "b.asc", "c.svg", "d.geojson"])
    }

    @Test func `a scenario without an event, or with a broken one, leaves nothing behind`() throws {
        let scratch = try ScratchFolder()
        let out = scratch.folder.path + "/out"
        for (content, code) in [("<question>Why?</question>", "hazard-missing"), ("<shakemap grid=\"none.xml\"/>", "file-missing"), ("<depthGrid file=\"none.tif\"/>", "grid-unreadable")] {
            let outcome = run("hazard", try scenario(content, scratch), "-o", out)
            #expect(outcome.code == .inputInvalid && outcome.talk.contains("[\(code)]"), "\(outcome.talk)")
            #expect(outcome.results == "" && !FileManager.default.fileExists(atPath: out))
        }
    }
}
