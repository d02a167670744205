public import CascadeModel
import Computation
import DamageModel
public import NetworkModel

/// What the failure of two assets together costs, nothing else being wrong: exact.
public struct PairImpact: Sendable, Equatable {
    /// Asset numbers, the smaller one first.
    public let first, second: Int
    /// C when both fail at onset and stay out, weighted hours.
    public let consequence: Double
    /// C of both less C of each alone: what only the two together cost; negative where they cost the same people the same.
    public let synergy: Double

    /// All pairs among the assets that cost most alone, and the pairs that promise most of those that hold one of them, or
    /// one of those through which most supply comes; each run through the cascade.
    /// - Parameters:
    ///   - assets: among which every pair is run.
    ///   - count: how many of the most loaded assets join them in the search for partners.
    ///   - impact: of single failures on the same city, with the same horizon.
    /// - Returns: highest synergy first; ties by number.
    public static func search(
        among assets: [Int], andMostLoaded count: Int, _ model: CityModel, _ runs: ConsequenceRuns, base: ServiceBase,
        _ impact: SingleFailureImpact, threads: Int = 0
    ) -> [PairImpact] {
        let screen = PairScreen(model, runs.cascade, base: base, horizonHours: runs.horizonHours)
        let searched = Set(assets).union(screen.mostLoaded(count)).sorted()
        let promising = screen.pairs(with: searched, most: mostPromising, threads: threads)
        return run(pairs(among: assets) + promising, runs, impact, threads: threads)
    }
    private static let mostPromising = 200

    /// All pairs among some assets, each run through the cascade.
    public static func all(
        among assets: [Int], _ runs: ConsequenceRuns, _ impact: SingleFailureImpact, threads: Int = 0
    ) -> [PairImpact] {
        run(pairs(among: assets), runs, impact, threads: threads)
    }

    private static func pairs(among assets: [Int]) -> [(Int, Int)] {
        let sorted = Set(assets).sorted()
        return sorted.indices.flatMap { i in sorted[(i + 1)...].map { (sorted[i], $0) } }
    }

    private static func run(
        _ pairs: [(Int, Int)], _ runs: ConsequenceRuns, _ impact: SingleFailureImpact, threads: Int
    ) -> [PairImpact] {
        let cascade = runs.cascade
        var seen = Set<[Int]>()
        let list = pairs.filter { seen.insert([$0.0, $0.1]).inserted }
        return parallelMap(count: list.count, threads: threads, scratch: { CascadeState(for: cascade) }) { i, state in
            let (a, b) = list[i]
            let both = runs.consequence(of: [Disturbance]().taking(down: a).taking(down: b), state: &state).value
            return PairImpact(
                first: a, second: b, consequence: both, synergy: both - impact.consequence[a] - impact.consequence[b])
        }.sorted { ($1.synergy, $0.first, $0.second) < ($0.synergy, $1.first, $1.second) }
    }
}
