@testable import CommandLineInterface
import Foundation
import StoreSamples
import Testing

/// The commands about many scenarios, as a user runs them.
@Suite final class BatchCommandTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    private func run(_ words: String...) -> (code: ExitCode, results: String, talk: String) {
        let listener = Listener()
        let code = Lifeline.run(words.map { $0.replacingOccurrences(of: "%", with: folder.url.path) }, terminal: listener.terminal)
        return (code, listener.results, listener.talk)
    }

    @Test func `a batch names its plan, its end and its file, and says with its exit code what failed`() throws {
        try folder.sweep("1.2 2.0")
        let first = run("batch", "%/scenarios", "-o", "%/r.gpkg")
        #expect(first.code == .done && first.results == "\(folder.path("r.gpkg"))\n")
        #expect(first.talk.contains("4 scenarios: level (2 values) × raised (2 values)") && first.talk.hasSuffix("4 scenarios done\n"))
        try folder.scenario("broken", "<outOfService asset=\"nothing\"/>")
        let second = run("batch", "%/scenarios", "-o", "%/r.gpkg")
        #expect(second.code == .someFailed)
        #expect(second.talk.contains("failed: broken\n") && second.talk.contains("0 scenarios done, 4 were there before, 1 failed"))
        #expect(run("batch", "%/scenarios", "-o", "%/r.gpkg", "-q").talk == "")
    }

    @Test func `a dry run lists the scenarios and writes nothing`() throws {
        try folder.sweep("1.2 2.0")
        let dry = run("batch", "%/scenarios", "-o", "%/r.gpkg", "--dry-run", "--shard", "1/2")
        #expect(dry.code == .done && dry.results == "sweep,level=1.2,raised=false\nsweep,level=1.2,raised=true\n")
        #expect(!FileManager.default.fileExists(atPath: folder.path("r.gpkg")))
        #expect(run("batch", "%/scenarios", "--dry-run", "--at-most", "3").code == .inputInvalid)
    }

    @Test(arguments: [
        ["batch", "x", "--shard", "3"], ["batch", "x", "--shards", "3"], ["batch", "x", "--emit", "slurm", "--shard", "1/2"], ["batch"],
        ["merge", "a"], ["merge", "a", "a"], ["query", "r"], ["query", "r", "worst"], ["query", "r", "facility"],
        ["query", "r", "summary", "x"], ["compare", "a"], ["compare", "a", "b", "c", "d"], ["export", "r", "-o", "x.pdf"],
        ["export", "r", "-o", "x.xlsx", "--table", "facilities"],
    ])
    func `what is used wrongly is said`(words: [String]) {
        let listener = Listener()
        #expect(Lifeline.run(words, terminal: listener.terminal) == .usedWrongly)
        #expect(listener.talk.contains("what to do"))
    }

    @Test func `a merge that fails leaves no new file, and an old one as it was`() throws {
        try folder.sweep("1.2")
        #expect(run("batch", "%/scenarios", "-o", "%/r.gpkg", "-q").code == .done)
        let before = run("query", "%/r.gpkg", "summary", "--format", "csv").results
        #expect(run("merge", "%/new.gpkg", "%/r.gpkg", "%/missing.gpkg").code == .inputInvalid)
        #expect(run("merge", "%/r.gpkg", "%/missing.gpkg").code == .inputInvalid)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
        #expect(!names.contains { $0.hasPrefix("new.gpkg") })
        #expect(before.count > 20 && run("query", "%/r.gpkg", "summary", "--format", "csv").results == before)
    }

    @Test func `every question is answered in every form`() throws {
        try folder.sweep("1.2 2.0")
        #expect(run("batch", "%/scenarios", "-o", "%/r.gpkg", "-q").code == .done)
        let scenario = "sweep,level=2.0,raised=false"
        for question in [["summary"], ["scenarios"], ["worst-hospitals"], ["weak-nodes"], ["measures"], ["facility", "hospital"], ["facility", "pump"], ["losses", scenario], ["causes", scenario], ["failures", scenario]] {
            for format in ["table", "csv", "json"] {
                let listener = Listener()
                let code = Lifeline.run(["query", folder.path("r.gpkg")] + question + ["--format", format], terminal: listener.terminal)
                #expect(code == .done && listener.results.count > 20, "\(question) \(listener.talk)")
                if format == "json" { #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(listener.results.utf8)) } }
            }
        }
        #expect(run("query", "%/r.gpkg", "facility", "hospitl").talk.contains("did you mean 'hospital'?"))
        #expect(run("query", "%/r.gpkg", "losses", "sweep,level=2.0,raised=falsé").talk.contains("did you mean 'sweep,level=2.0,raised=false'?"))
        #expect(run("query", "%/missing.gpkg", "summary").code == .inputInvalid)
    }

    @Test func `the report of a file of results is printed, or written with its pictures`() throws {
        try folder.sweep("1.2 2.0")
        _ = run("batch", "%/scenarios", "-o", "%/weekend.gpkg")
        let printed = run("report", "%/weekend.gpkg")
        #expect(printed.code == .done && printed.results.hasPrefix("# High water\n"))
        #expect(run("report", "%/weekend.gpkg", "--format", "json").results.hasPrefix("{"))
        let written = run("report", "%/weekend.gpkg", "-o", "%/out", "--language", "nl")
        let files = written.results.split(separator: "\n").map(String.init)
        #expect(files.contains(folder.path("out/weekend.md")) && files.contains(folder.path("out/weekend/exceedance.svg")))
        #expect(files.allSatisfy { FileManager.default.fileExists(atPath: $0) })
        #expect(run("report", "%/weekend.gpkg", "-o", "%/out", "--format", "json").code == .usedWrongly)
        #expect(run("report", "%/scenarios/sweep.xml").code == .inputInvalid)
    }

    @Test func `two scenarios are compared, by file or in a store`() throws {
        try folder.sweep("1.2 2.0")
        #expect(run("batch", "%/scenarios", "-o", "%/r.gpkg", "-q").code == .done)
        let stored = run("compare", "%/r.gpkg", "sweep,level=2.0,raised=false", "sweep,level=2.0,raised=true")
        let files = run("compare", "%/scenarios/sweep.xml,level=2.0,raised=false", "%/scenarios/sweep.xml,level=2.0,raised=true")
        #expect(stored.code == .done && stored.results == files.results)
        #expect(stored.results.contains("-37060") && stored.results.contains("houses-west"))
        #expect(run("compare", "%/r.gpkg", "%/r.gpkg").code == .done)
        #expect(run("compare", "%/scenarios/sweep.xml", "%/r.gpkg").code == .inputInvalid)
        let same = run("compare", "%/r.gpkg", "sweep,level=2.0,raised=false", "sweep,level=2.0,raised=false", "--format", "json")
        #expect(same.code == .done)
    }

    @Test func `results are exported as a workbook, as CSV and as GeoJSON, from a store and from a scenario`() throws {
        try folder.sweep("1.2 2.0")
        #expect(run("batch", "%/scenarios", "-o", "%/r.gpkg", "-q").code == .done)
        for (words, file) in [
            (["%/r.gpkg", "-o", "%/all.xlsx"], "all.xlsx"), (["%/r.gpkg", "-o", "%/all.geojson"], "all.geojson"),
            (["%/r.gpkg", "-o", "%/all.csv", "--table", "scenarios"], "all.csv"),
            (["%/r.gpkg", "--scenario", "sweep,level=2.0,raised=false", "-o", "%/one.csv"], "one.csv"),
            (["%/r.gpkg", "--scenario", "sweep,level=2.0,raised=false", "-o", "%/one.geojson"], "one.geojson"),
            (["%/scenarios/sweep.xml,level=2.0,raised=false", "-o", "%/run.csv"], "run.csv"),
        ] {
            let listener = Listener()
            let code = Lifeline.run(["export"] + words.map { $0.replacingOccurrences(of: "%", with: folder.url.path) }, terminal: listener.terminal)
            #expect(code == .done, "\(listener.talk)")
            #expect(try Data(contentsOf: folder.url.appendingPathComponent(file)).count > 200)
        }
        func text(_ file: String) throws -> String { try String(contentsOf: folder.url.appendingPathComponent(file), encoding: .utf8) }
        #expect(try text("one.csv") == text("run.csv"))
        #expect(try text("one.csv").hasPrefix("id,name,kind,residents,power_out_h,road_out_h,water_out_h,longest_out_h,first_out_h,weighted_hours\r\nhouses-east,Houses East,building,300,48,48,48,48,0,43200\r\n"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(text("one.geojson").utf8)) as? [String: Any])
        let features = try #require(json["features"] as? [[String: Any]])
        #expect(features.count == 12)
        let place = try #require((features[0]["geometry"] as? [String: Any])?["coordinates"] as? [Double])
        // The tutorial town lies near Arnhem only on paper: at 5.4° east, 51.9° north.
        #expect(abs(place[0] - 5.4) < 0.1 && abs(place[1] - 51.9) < 0.1)
    }

    @Test func `a file with parameters is run by choosing one of its scenarios`() throws {
        let path = try folder.sweep("1.2 2.0")
        let all = run("run", path, "-o", "%/reports")
        #expect(all.code == .inputInvalid && all.talk.contains("lifeline batch"))
        let one = run("run", path + ",level=2.0,raised=true", "-o", "%/reports")
        #expect(one.code == .done && one.results.contains("sweep,level=2.0,raised=true.md"))
        let report = try String(contentsOf: folder.url.appendingPathComponent("reports/sweep,level=2.0,raised=true.md"), encoding: .utf8)
        #expect(report.contains("the city has already: Raise transformer-east by 1 m"))
    }
}
