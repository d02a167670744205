import BatchRunner
import Diagnostics
import Foundation
import ResultStore
import SQLiteAccess
import StoreSamples
import Testing

@Suite final class MergeTests {
    private let folder: SweepFolder
    init() throws {
        folder = try SweepFolder()
        try folder.sweep("0.8..2.8 step 0.2")
        try folder.quakes(samples: 4)
        try folder.scenario("broken", "<flood terrain=\"none.asc\" level=\"2\" sourceX=\"1\" sourceY=\"2\"/>")
    }

    private func run(_ name: String, _ shard: Shard? = nil, detail: StoreDetail = .places) throws {
        var batch = Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: folder.path(name))
        batch.shard = shard
        batch.options.detail = detail
        _ = try batch.run()
    }
    private func merge(_ name: String, _ parts: [String]) throws -> ResultStore.Merged {
        var store = try ResultStore.updating(folder.path(name))
        for part in parts { try store.merge(folder.path(part)) }
        try store.finish()
        return try store.tally()
    }

    @Test(arguments: [1, 2, 3, 7, 40]) func `however a plan is divided, the merged store is that of the whole`(count: Int) throws {
        try run("whole.gpkg")
        var parts: [String] = []
        for number in 1...count {
            parts.append("part-\(number).gpkg")
            try run(parts[number - 1], Shard("\(number)/\(count)"))
        }
        // In another order each time, the middle first.
        parts = parts.enumerated().sorted { ($0.offset * 5 % count, $0.offset) < ($1.offset * 5 % count, $1.offset) }.map(\.element)
        let tally = try merge("merged.gpkg", parts)
        #expect(tally.done == 25 && tally.failed == 1 && tally.open == 0)
        #expect(try StoreDump.differences(folder.path("merged.gpkg"), folder.path("whole.gpkg")) == [])
    }

    @Test func `a part that is missing leaves its scenarios open, and a batch fills them in`() throws {
        try run("whole.gpkg")
        for number in [1, 3] { try run("part-\(number).gpkg", Shard("\(number)/3")) }
        let tally = try merge("merged.gpkg", ["part-1.gpkg", "part-3.gpkg"])
        #expect(tally.open > 5 && tally.done + tally.open + tally.failed == 26)
        // Merging the same again changes nothing.
        #expect(try merge("merged.gpkg", ["part-1.gpkg"]).done == tally.done)
        try run("merged.gpkg")
        #expect(try StoreDump.differences(folder.path("merged.gpkg"), folder.path("whole.gpkg")) == [])
    }

    private func refusal(_ part: String) throws -> String {
        let before = try StoreDump.tables(of: folder.path("part-1.gpkg"))
        let error = try #require(#expect(throws: InputError.self) { _ = try merge("part-1.gpkg", [part]) })
        #expect(error.code == "merge-different" && error.position?.file == folder.path(part))
        #expect(try StoreDump.tables(of: folder.path("part-1.gpkg")) == before)
        return error.problem
    }

    @Test func `parts that do not belong together are refused`() throws {
        try run("part-1.gpkg", Shard("1/2"))
        try run("totals.gpkg", Shard("2/2"), detail: .totals)
        #expect(try refusal("totals.gpkg").contains("its detail is totals and not places"))

        try run("program.gpkg", Shard("2/2"))
        try Database(updating: folder.path("program.gpkg")).execute("UPDATE lifeline_store SET value = '9' WHERE property = 'program'")
        #expect(try refusal("program.gpkg").contains("its program is 9"))

        let terrain = folder.url.appendingPathComponent("tutorial-terrain.asc")
        let heights = try String(contentsOf: terrain, encoding: .utf8)
        try Data((heights + "\n").utf8).write(to: terrain)
        try run("terrain.gpkg", Shard("2/2"))
        #expect(try refusal("terrain.gpkg").contains("tutorial-terrain.asc was another one"))
        try Data(heights.utf8).write(to: terrain)

        try folder.sweep("0.8..2.8 step 0.2", samples: 5)
        try run("definition.gpkg", Shard("2/2"))
        #expect(try refusal("definition.gpkg").contains("says something else"))

        try folder.sweep("0.8..2.8 step 0.5")
        try run("plan.gpkg", Shard("2/2"))
        #expect(try refusal("plan.gpkg").contains("where the other has"))
    }

    @Test func `a part that was stopped half way can be merged and run on`() throws {
        try run("whole.gpkg")
        let counter = Counter()
        var batch = Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: folder.path("part.gpkg"))
        batch.threads = 1
        #expect(try batch.run(isInterrupted: { counter.next() > 6 }).wasInterrupted)
        let tally = try merge("merged.gpkg", ["part.gpkg"])
        // The broken one is the first of the six.
        #expect(tally.done == 5 && tally.failed == 1 && tally.open == 20)
        try run("merged.gpkg")
        #expect(try StoreDump.differences(folder.path("merged.gpkg"), folder.path("whole.gpkg")) == [])
    }
}
