@testable import CommandLineInterface
import Foundation
import TestSupport
import Testing

/// The program as a user runs it, on the tutorial town and on a small generated one.
@Suite final class EndToEndTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
    private let tutorial = repositoryFolder.appendingPathComponent("networks/tutorial.xml").path
    private let terrain = repositoryFolder.appendingPathComponent("networks/tutorial-terrain.asc").path
    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(at: folder) }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
    private func run(_ words: String...) -> (code: ExitCode, results: String, talk: String) {
        let listener = Listener()
        return (Lifeline.run(words, terminal: listener.terminal), listener.results, listener.talk)
    }
    private func files(in name: String) -> [String] {
        (FileManager.default.enumerator(atPath: path(name))?.allObjects as? [String] ?? []).sorted()
    }
    private func scenario(_ content: String, attributes: String = "") throws -> String {
        let text = """
            <scenario xmlns="urn:lifeline:scenario:1" title="High water" network="\(tutorial)" \(attributes)>
            \(content)
            </scenario>
            """
        try Data(text.utf8).write(to: folder.appendingPathComponent("high water.xml"))
        return path("high water.xml")
    }
    private var flood: String {
        "<flood terrain=\"\(terrain)\" level=\"2\" sourceX=\"155375\" sourceY=\"435225\" recession=\"10\"/>"
    }

    @Test func `a run writes every file it names, and the same bytes the second time`() throws {
        let scenario = try scenario(
            flood + "<earthquake magnitude=\"6.5\" x=\"155000\" y=\"435000\" siteClass=\"D\"/>"
                + "<measures><raise asset=\"transformer-east\" by=\"2\" cost=\"1000\"/></measures>",
            attributes: "samples=\"20\" seed=\"5\" start=\"2026-01-15T03:00\"")
        let first = run("run", scenario, "--output", path("one"))
        #expect(first.code == .done)
        #expect(first.talk == "")
        let named = first.results.split(separator: "\n").map(String.init)
        #expect(named.sorted() == files(in: "one").filter { $0.contains(".") }.map { path("one") + "/" + $0 }.sorted())
        #expect(named.first == path("one/high water.md"))

        #expect(run("run", scenario, "-o", path("two"), "--threads", "1", "--quiet").code == .done)
        #expect(files(in: "one") == files(in: "two") && files(in: "one").count > 5)
        for file in files(in: "one") where file.contains(".") {
            let bytes = try Data(contentsOf: folder.appendingPathComponent("one/\(file)"))
            #expect(bytes == (try Data(contentsOf: folder.appendingPathComponent("two/\(file)"))), "\(file)")
        }
        let printed = run("report", scenario)
        #expect(printed.results == (try String(contentsOfFile: path("one/high water.md"), encoding: .utf8)))
        let json = run("report", scenario, "--format", "json").results
        #expect(try JSONSerialization.jsonObject(with: Data(json.utf8)) is [String: Any])
    }

    @Test(arguments: [
        ("<outOfService asset=\"transfromer-east\"/>", "unknown-asset"),
        ("<measures><raise asset=\"nobody\" by=\"1\"/></measures>", "unknown-asset"),
        ("<flood terrain=\"nowhere.asc\" level=\"2\" sourceX=\"1\" sourceY=\"2\"/>", "grid-unreadable"),
        ("<earthquake magnitude=\"6\"/>", "attribute-missing"), ("<storm/>", "element-unknown"),
    ])
    func `a run that fails leaves nothing behind`(content: String, code: String) throws {
        let outcome = run("run", try scenario(content), "-o", path("reports"))
        #expect(outcome.code == .inputInvalid)
        #expect(outcome.results == "")
        #expect(outcome.talk.contains("high water.xml:2:") && outcome.talk.contains("[\(code)]"), "\(outcome.talk)")
        #expect(!FileManager.default.fileExists(atPath: path("reports")))
    }

    @Test func `a folder that cannot be written to is a failure, not a fault of the input`() throws {
        let outcome = run("run", try scenario(flood), "-o", path("high water.xml"))
        #expect(outcome.code == .failed)
        #expect(outcome.talk.contains("high water.xml"))
    }

    @Test func `the ranking is the same as table, CSV and JSON, worst first`() throws {
        struct Row: Decodable {
            var rank: Int
            var id: String
            var weightedHours: Double
        }
        let json = run("rank", tutorial, "--format", "json", "--top", "100")
        let rows = try JSONDecoder().decode([Row].self, from: Data(json.results.utf8))
        #expect(rows.count > 5)
        #expect(rows.map(\.rank) == Array(1...rows.count))
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.weightedHours >= $1.weightedHours })
        let csv = run("rank", tutorial, "--format", "csv", "--top", "100").results.split(separator: "\n")
        #expect(csv.dropFirst().map { String($0.split(separator: ",")[1]) } == rows.map(\.id))
        #expect(run("rank", tutorial, "--top", "3").results.split(separator: "\n").count == 4)
    }

    @Test func `a scenario is ranked by what its event means, a network only by impact`() throws {
        struct Row: Decodable {
            struct Event: Decodable {
                var criticality, failureProbability, riskReduction: Double
                var isSimulated: Bool
            }
            var id: String
            var weightedHours: Double
            var event: Event?
        }
        let scenario = try scenario(flood)
        func rows(_ measure: String) throws -> [Row] {
            let listed = run("rank", scenario, "--measure", measure, "--format", "json")
            #expect(listed.code == .done)
            return try JSONDecoder().decode([Row].self, from: Data(listed.results.utf8))
        }
        let critical = try rows("criticality")
        #expect(critical.first { $0.id == "transformer-east" }?.event?.failureProbability == 1)
        #expect(critical.first?.event?.isSimulated == true)
        #expect(zip(critical, critical.dropFirst()).allSatisfy { $0.event?.criticality ?? 0 >= $1.event?.criticality ?? 0 })
        #expect(try rows("reduction").allSatisfy { $0.event?.riskReduction ?? 0 > 0 })
        #expect(try rows("impact").first?.id == "cable-1" || rows("impact").first?.id == "grid")
        #expect(run("rank", scenario).results.split(separator: "\n").count > 10)
        #expect(run("rank", scenario, "--measure", "criticality", "--format", "csv").results.contains("riskAchievement"))
        #expect(run("rank", scenario, "--measure", "criticality").results.contains("overshadowed"))
        let network = run("rank", tutorial, "--measure", "criticality")
        #expect(network.code == .inputInvalid && network.talk.contains("needs an event"))
        #expect(run("rank", scenario, "--horizon", "5").code == .inputInvalid)
    }

    @Test func `pairs are listed by what only both together cost`() throws {
        struct Row: Decodable {
            var first, second: String
            var weightedHours, synergy: Double
        }
        let listed = run("rank", tutorial, "--pairs", "20", "--top", "500", "--format", "json")
        let rows = try JSONDecoder().decode([Row].self, from: Data(listed.results.utf8))
        #expect(rows.count >= 17 * 16 / 2)
        #expect(zip(rows, rows.dropFirst()).allSatisfy { $0.synergy >= $1.synergy })
        // The tank stands in for the main; losing both leaves the town dry.
        #expect(rows.first?.synergy ?? 0 > 0)
        #expect(run("rank", tutorial, "--pairs", "5", "--top", "4").results.split(separator: "\n").count == 5)
        #expect(run("rank", tutorial, "--pairs", "5", "--format", "csv").results.hasPrefix("first,second"))
        #expect(run("rank", try scenario(flood), "--pairs", "5", "--format", "json").code == .done)
        #expect(run("rank", tutorial, "--pairs", "1").code == .usedWrongly)
        #expect(run("rank", tutorial, "--pairs", "5", "--measure", "impact").code == .usedWrongly)
    }

    @Test func `the tutorial town passes its check`() {
        let outcome = run("check", tutorial)
        #expect(outcome.code == .done)
        #expect(outcome.talk.contains("facilities"))
        #expect(!outcome.results.contains("error"))
    }

    @Test func `a network with faults ends the check in exit code 3`() throws {
        let text = try String(contentsOfFile: tutorial, encoding: .utf8)
        try Data(text.replacing("ref=\"transformer-east\"", with: "ref=\"transformer-south\"").utf8)
            .write(to: folder.appendingPathComponent("broken.xml"))
        let outcome = run("check", path("broken.xml"))
        #expect(outcome.code == .inputInvalid)
        #expect((outcome.talk + outcome.results).contains("transformer-south"))
    }

    @Test func `the files of a generated town are imported into one network that can be run`() throws {
        let made = run("generate", "--output", path("town"), "--road-nodes", "400", "--seed", "3")
        #expect(made.code == .done)
        let named = made.results.split(separator: "\n").map(String.init)
        #expect(named.map { String($0.dropFirst(path("town").count + 1)) }.sorted() == files(in: "town"))
        let sources = named.filter { !$0.hasSuffix(".asc") }
        let joined = Listener()
        let words = ["import"] + sources + ["-o", path("town.xml"), "--repairs", path("repairs.csv")]
        #expect(Lifeline.run(words, terminal: joined.terminal) == .done, "\(joined.talk)")
        #expect(joined.results.hasPrefix(path("town.xml")))
        #expect(FileManager.default.fileExists(atPath: path("repairs.csv")))
        #expect(run("check", path("town.xml")).code == .done)
        #expect(run("rank", path("town.xml"), "--top", "5").results.split(separator: "\n").count == 6)
        let scenario = """
            <scenario xmlns="urn:lifeline:scenario:1" title="Dark" network="town.xml">
            <outOfService asset="grid-connection-1"/></scenario>
            """
        try Data(scenario.utf8).write(to: folder.appendingPathComponent("dark.xml"))
        #expect(run("run", path("dark.xml"), "-o", path("reports")).code == .done)
    }
}
