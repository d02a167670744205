import BatchRunner
import Diagnostics
import Foundation
import ResultStore
import SQLiteAccess
import StoreSamples
import Testing

@Suite final class BatchTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    private func batch(_ name: String = "results.gpkg", threads: Int = 0) throws -> Batch {
        var batch = Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: folder.path(name))
        batch.threads = threads
        return batch
    }
    private func same(_ a: String, _ b: String) throws -> [String] { try StoreDump.differences(folder.path(a), folder.path(b)) }

    @Test(arguments: [2, 3, 5]) func `the number of threads changes nothing`(threads: Int) throws {
        try folder.sweep()
        try folder.quakes()
        _ = try batch("one.gpkg", threads: 1).run()
        _ = try batch("more.gpkg", threads: threads).run()
        #expect(try same("one.gpkg", "more.gpkg") == [])
    }

    @Test(arguments: [1, 4, 9, 14]) func `a run that is stopped goes on where it stopped, to the same store`(after: Int) throws {
        try folder.sweep()
        try folder.quakes()
        _ = try batch("whole.gpkg").run()
        let counter = Counter()
        let stopped = try batch().run(isInterrupted: { counter.next() > after })
        #expect(stopped.wasInterrupted && stopped.doneNow + stopped.left == 15)
        let rest = try batch().run()
        #expect(rest.doneBefore == stopped.doneNow && rest.doneNow == stopped.left && !rest.wasInterrupted)
        #expect(try same("results.gpkg", "whole.gpkg") == [])
        let nothing = try batch().run()
        #expect(nothing.doneBefore == 15 && nothing.doneNow == 0)
        #expect(try same("results.gpkg", "whole.gpkg") == [])
    }

    @Test func `a broken scenario fails alone, with its reason, and is tried again`() throws {
        try folder.sweep("1.2..2.0 step 0.4")
        try folder.scenario("no-terrain", "<flood terrain=\"../none.asc\" level=\"2\" sourceX=\"1\" sourceY=\"2\"/>")
        try folder.scenario("no-asset", "<outOfService asset=\"nothing\"/>")
        try folder.scenario("no-xml", "<flood")
        try folder.scenario("one-bad-value", "<parameters><parameter name=\"h\" values=\"5 -1 9\"/></parameters><outOfService asset=\"pump\" until=\"{h}\"/>")
        try Data("<scenario xmlns=\"urn:lifeline:scenario:1\" title=\"x\" network=\"../gone.xml\"/>".utf8)
            .write(to: folder.url.appendingPathComponent("scenarios/no-network.xml"))
        let outcome = try batch().run()
        #expect(outcome.doneNow == 8)
        #expect(outcome.failed.map(\.name) == ["no-asset", "no-network", "no-terrain", "no-xml", "one-bad-value,h=-1"])
        for ((_, reason), words) in zip(outcome.failed, ["'nothing'", "gone.xml", "none.asc", "no-xml.xml:", "until"]) {
            #expect(reason.contains(words), "\(reason)")
        }
        let stored = try ResultStore.reading(folder.path("results.gpkg")).scenarios().filter { $0.status == .failed }
        #expect(stored.map(\.name) == outcome.failed.map(\.name) && stored.map(\.reason) == outcome.failed.map(\.reason))
        try FileManager.default.copyItem(atPath: folder.path("tutorial-terrain.asc"), toPath: folder.path("none.asc"))
        try folder.scenario("no-asset", "<outOfService asset=\"pump\"/>")
        let again = try batch().run()
        #expect(again.doneBefore == 8 && again.doneNow >= 1)
        #expect(!again.failed.map(\.name).contains("no-asset"))
    }

    @Test func `changed inputs are noticed, named, and computed anew only when asked`() throws {
        try folder.sweep("1.2..2.0 step 0.4")
        try folder.scenario("dry", "<outOfService asset=\"pump\"/>")
        _ = try batch().run()
        let terrain = folder.url.appendingPathComponent("tutorial-terrain.asc")
        let heights = try String(contentsOf: terrain, encoding: .utf8)
        try Data(heights.replacingOccurrences(of: "2.5", with: "1.5").utf8).write(to: terrain)
        let before = try StoreDump.tables(of: folder.path("results.gpkg"))
        let error = try #require(#expect(throws: InputError.self) { try batch().run() })
        #expect(error.code == "inputs-changed")
        #expect(error.problem.contains("6 scenarios") && error.problem.contains("tutorial-terrain.asc"))
        #expect(error.remedy.contains("--rerun-changed"))
        #expect(try StoreDump.tables(of: folder.path("results.gpkg")) == before)

        var anew = try batch()
        anew.rerunsChanged = true
        let outcome = try anew.run()
        #expect(outcome.doneBefore == 1 && outcome.doneNow == 6)
        _ = try batch("fresh.gpkg").run()
        #expect(try same("results.gpkg", "fresh.gpkg") == [])
    }

    @Test func `a changed network or scenario is noticed, a changed comment is not`() throws {
        let path = try folder.scenario("dry", "<outOfService asset=\"pump\"/>")
        _ = try batch().run()
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try Data(text.replacingOccurrences(of: "<outOfService", with: "<!-- the only one -->\n<outOfService").utf8).write(to: URL(fileURLWithPath: path))
        #expect(try batch().run().doneBefore == 1)
        try folder.scenario("dry", "<outOfService asset=\"tank\"/>")
        #expect(try #require(#expect(throws: InputError.self) { try batch().run() }).problem.contains("what the scenario says"))
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        #expect(try batch().run().doneBefore == 1)

        let network = folder.url.appendingPathComponent("tutorial.xml")
        let city = try String(contentsOf: network, encoding: .utf8)
        try Data(city.replacingOccurrences(of: "\"Hospital\"", with: "\"The hospital\"").utf8).write(to: network)
        #expect(try #require(#expect(throws: InputError.self) { try batch().run() }).problem.contains("tutorial.xml"))
        var anew = try batch()
        anew.rerunsChanged = true
        #expect(try anew.run().doneNow == 1)
        _ = try batch("fresh.gpkg").run()
        #expect(try same("results.gpkg", "fresh.gpkg") == [])
    }

    @Test func `scenarios that come later are numbered on, and those before stay`() throws {
        try folder.sweep("1.2 2.0")
        _ = try batch().run()
        try folder.scenario("another", "<outOfService asset=\"pump\"/>")
        let outcome = try batch().run()
        #expect(outcome.doneBefore == 4 && outcome.doneNow == 1)
        let all = try ResultStore.reading(folder.path("results.gpkg")).scenarios()
        #expect(all.map(\.number) == [1, 2, 3, 4, 5] && all.last?.name == "another")
    }

    @Test func `progress counts every scenario, and knows what is left after some`() throws {
        try folder.sweep("0.5..2.5 step 0.1")
        let heard = Heard()
        let outcome = try batch().run(progress: { heard.add($0) })
        let all = heard.all
        #expect(all.count == outcome.doneNow && all.map { $0.done + $0.failed }.sorted() == Array(1...42))
        #expect(all.allSatisfy { $0.total == 42 && ($0.secondsLeft != nil) == ($0.done + $0.failed >= 8) })
        #expect(all.contains { $0.bytesExpected ?? 0 > 10_000 })
    }
}

import Synchronization

/// Remembers progress.
private final class Heard: Sendable {
    private let list = Mutex<[Batch.Progress]>([])
    func add(_ progress: Batch.Progress) { list.withLock { $0.append(progress) } }
    var all: [Batch.Progress] { list.withLock { $0 } }
}
