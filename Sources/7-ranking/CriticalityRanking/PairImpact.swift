import CascadeModel
import Computation
import DamageModel
import NetworkModel

/// What the failure of two assets together costs, nothing else being wrong: exact.
public struct PairImpact: Sendable, Equatable {
    /// Asset numbers, the smaller one first.
    public let first, second: Int
    /// C when both fail at onset and stay out, weighted hours.
    public let consequence: Double
    /// C of both less C of each alone: what only the two together cost; negative where they cost the same people the same.
    public let synergy: Double

    /// All pairs among some assets, each run through the cascade.
    /// - Parameter impact: of single failures on the same city, with the same horizon.
    /// - Returns: highest synergy first; ties by number.
    public static func all(
        among assets: [Int], _ runs: ConsequenceRuns, _ impact: SingleFailureImpact, threads: Int = 0
    ) -> [PairImpact] {
        let sorted = Set(assets).sorted(), cascade = runs.cascade
        var pairs: [(Int, Int)] = []
        for (i, a) in sorted.enumerated() { for b in sorted[(i + 1)...] { pairs.append((a, b)) } }
        let list = pairs
        return parallelMap(count: list.count, threads: threads, scratch: { CascadeState(for: cascade) }) { i, state in
            let (a, b) = list[i]
            let both = runs.consequence(of: [Disturbance]().taking(down: a).taking(down: b), state: &state).value
            return PairImpact(
                first: a, second: b, consequence: both, synergy: both - impact.consequence[a] - impact.consequence[b])
        }.sorted { ($1.synergy, $0.first, $0.second) < ($0.synergy, $1.first, $1.second) }
    }
}
