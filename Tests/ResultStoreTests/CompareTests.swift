import BatchRunner
import CascadeModel
import Computation
import Foundation
import ResultStore
import StoreSamples
import StudyRunner
import TableWriting
import Testing

@Suite final class CompareTests {
    private let folder: SweepFolder
    private let path: String
    init() throws {
        folder = try SweepFolder()
        path = folder.path("results.gpkg")
        try folder.sweep()
        try folder.quakes(samples: 60)
        _ = try Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: path).run()
    }

    private func compare(_ a: String, _ b: String) throws -> Comparison {
        let store = try ResultStore.reading(path)
        return Comparison(try store.result(ofScenario: a), try store.result(ofScenario: b))
    }
    private func figure(_ name: String, _ comparison: Comparison) throws -> [Double] {
        let row = try #require(comparison.figures.rows.first { $0[0] == .text(name) })
        return row.dropFirst().map { if case .number(let value) = $0 { value } else { .nan } }
    }

    @Test func `a scenario does not differ from itself`() throws {
        let comparison = try compare("quake,m=6.0", "quake,m=6.0")
        #expect(comparison.isSame)
        #expect(comparison.inputs.rows.isEmpty)
        #expect(comparison.changeDrawn.map { [$0.mean, $0.lower, $0.upper] } == [0, 0, 0])
    }

    @Test func `what changes, for whom, and which inputs differ`() throws {
        let comparison = try compare("sweep,level=2.0,raised=false", "sweep,level=2.0,raised=true")
        #expect(comparison.inputs.rows == [[.text("measures/raise built"), .text("false"), .text("true")]])
        #expect(try figure("weighted hours", comparison)[0...2] == [88060, 51000, -37060])
        let change = comparison.facilities.rows.reduce(0.0) { if case .number(let value) = $1[8] { $0 + value } else { $0 } }
        #expect(abs(change + 37060) < 1e-6)
        #expect(comparison.facilities.rows[0][0] == .text("houses-west"))
        #expect(comparison.assets.rows.contains { $0[0] == .text("transformer-east") })
        #expect(!comparison.isSame)
    }

    @Test func `the interval is that of pairs of draws, and narrower than of each alone`() throws {
        let comparison = try compare("quake,m=6.0", "quake,m=6.5")
        let drawn = try #require(comparison.changeDrawn)
        let a = try #require(comparison.before.draws), b = try #require(comparison.after.draws)
        // As the two are without a store between, on the same draws.
        let totals = try ["6.0", "6.5"].map {
            try Study(scenarioPath: "\(folder.path("scenarios/quake.xml")),m=\($0)").result().samples
        }
        #expect(drawn == totals[1].consequenceAvoided(by: totals[0]))
        let sizes = Replicates.sizes(of: 0..<a.count)
        let apart = Estimate(sums: a.sums, sizes: sizes), other = Estimate(sums: b.sums, sizes: sizes)
        let unpaired = ((apart.upper - apart.mean) * (apart.upper - apart.mean) + (other.upper - other.mean) * (other.upper - other.mean)).squareRoot()
        #expect(drawn.upper - drawn.mean < unpaired)
        #expect(try compare("quake,m=6.0", "sweep,level=2.0,raised=false").changeDrawn == nil)
    }

    @Test func `two stores are compared scenario by scenario`() throws {
        try folder.sweep("0.8..2.8 step 0.4", samples: 0)
        let terrain = folder.url.appendingPathComponent("tutorial-terrain.asc")
        let heights = try String(contentsOf: terrain, encoding: .utf8)
        try Data(heights.replacingOccurrences(of: "2.5", with: "1.5").utf8).write(to: terrain)
        try FileManager.default.removeItem(atPath: folder.path("scenarios/quake.xml"))
        let after = folder.path("after.gpkg")
        _ = try Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: after).run()
        let comparison = try StoreComparison(ResultStore.reading(path), ResultStore.reading(after))
        #expect(comparison.tables.map(\.title) == ["What changes", "What differs in the inputs", "In one of the two only"])
        #expect(comparison.tables[0].rows.count == 12)
        #expect(comparison.tables[1].rows.contains { if case .text(let what) = $0[1] { what.hasSuffix("terrain.asc") } else { false } })
        #expect(comparison.tables[2].rows.count == 3)
    }

    @Test func `two scenario files are compared by running them`() throws {
        let file = folder.path("scenarios/sweep.xml")
        let comparison = try Batch.withTemporaryStore(of: ["\(file),level=2.0,raised=false", "\(file),level=2.0,raised=true"]) { store, names in
            Comparison(try store.result(ofScenario: names[0]), try store.result(ofScenario: names[1]))
        }
        let stored = try compare("sweep,level=2.0,raised=false", "sweep,level=2.0,raised=true")
        #expect(comparison.figures.csv == stored.figures.csv && comparison.facilities.csv == stored.facilities.csv)
    }
}
