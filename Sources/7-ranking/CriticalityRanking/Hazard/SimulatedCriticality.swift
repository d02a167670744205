public import CascadeModel
import Computation
import DamageModel
import NetworkModel

/// What the failure and the intactness of some assets change in an event, each run through the cascade on the same
/// draws: exact for the model, sure to the printed interval.
public struct SimulatedCriticality: Sendable {
    public struct Asset: Sendable {
        public let asset: Int
        /// Hazard criticality (Birnbaum): E[C | failed] − E[C | unharmed], weighted hours.
        public let criticality: Estimate
        /// Risk achievement: E[C | failed] / E[C]; nil where nothing is lost.
        public let achievement: Estimate?
        /// Risk reduction: E[C] − E[C | unharmed], weighted hours.
        public let reduction: Estimate
        /// Sum of the criticality over each replicate.
        let sums: [Double]
    }
    /// In the order asked for.
    public private(set) var assets: [Asset]
    /// Draws used, and in each replicate; one for an event without chance, whose figures carry no interval.
    public let draws: Int
    let sizes: [Int]

    /// What runs may touch, all together: about half a minute on two cores.
    static let affordable = 150_000_000

    /// By asset.
    var values: [Int: Estimate] { places.mapValues { assets[$0].criticality } }
    /// Where each asset is found in `assets`.
    var places: [Int: Int] { Dictionary(uniqueKeysWithValues: assets.enumerated().map { ($1.asset, $0) }) }
    /// Others, run on the same draws.
    mutating func add(_ others: Self) { assets += others.assets }

    /// - Parameters:
    ///   - assets: nodes and links by number, each once.
    ///   - meanConsequence: E[C] of the draws, for the achievement.
    ///   - parts: what a change of an asset is run in.
    ///   - mostDraws: for tests; nil for as many as are worth their time.
    public init(
        _ assets: [Int], _ runs: ConsequenceRuns, _ parts: IndependentParts, draws: EventDraws, threads: Int = 0,
        mostDraws: Int? = nil
    ) {
        let cascade = runs.cascade
        // Where crews are limited, one repair less is another one sooner, anywhere.
        let partOf = assets.map { runs.crews == nil ? parts.part(of: $0) : parts.whole }, used = Set(partOf).sorted()
        let count = min(
            draws.count,
            mostDraws ?? max(
                2 * Replicates.count, Self.affordable / max(1, Self.touched(partOf, runs, parts, draws))))
        let totals = parallelSum(
            over: 0..<count, threads: threads, scratch: { CascadeState(for: cascade) }, from: Totals(assets.count)
        ) { number, state, totals in
            let all = draws.disturbances(number)
            totals.without.add(runs.consequence(of: all, state: &state).value, ofSample: number)
            for part in used {
                let disturbances = all.filter { parts.holds($0.asset, in: part) }
                let without = runs.consequence(of: disturbances, state: &state)
                let hit = Set(disturbances.map(\.asset))
                for (i, asset) in assets.enumerated() where partOf[i] == part {
                    var added = runs.consequence(of: disturbances.taking(down: asset), state: &state)
                    added.subtract(without)
                    totals.added[i].add(added.value, ofSample: number)
                    guard hit.contains(Int32(asset)) else { continue }
                    var spared = without
                    spared.subtract(runs.consequence(of: disturbances.sparing(asset), state: &state))
                    totals.spared[i].add(spared.value, ofSample: number)
                }
            }
        } merging: { $0.merge($1) }

        let sizes = Replicates.sizes(of: 0..<count), without = totals.without.values
        func estimate(_ sums: [Double]) -> Estimate {
            let e = Estimate(sums: sums, sizes: sizes)
            return draws.isRandom ? e : Estimate(mean: e.mean, lower: e.mean, upper: e.mean, samples: 1)
        }
        func ratio(_ above: [Double]) -> Estimate? {
            guard totals.without.total > 0 else { return nil }
            let e = Estimate(ratioOf: above, to: without, sizes: sizes)
            return draws.isRandom ? e : Estimate(mean: e.mean, lower: e.mean, upper: e.mean, samples: 1)
        }
        self.assets = assets.enumerated().map { i, asset in
            let added = totals.added[i].values, spared = totals.spared[i].values
            let sums = zip(added, spared).map { $0 + $1 }
            return Asset(
                asset: asset, criticality: estimate(sums), achievement: ratio(zip(without, added).map { $0 + $1 }),
                reduction: estimate(spared), sums: sums)
        }
        self.draws = count
        self.sizes = sizes
    }

    /// How much the runs of one draw touch, on the mean of a few.
    private static func touched(
        _ partOf: [Int], _ runs: ConsequenceRuns, _ parts: IndependentParts, _ draws: EventDraws
    ) -> Int {
        var state = CascadeState(for: runs.cascade), sum = 0
        let tried = min(8, draws.count)
        for number in 0..<tried {
            let all = draws.disturbances(number)
            for part in Set(partOf) {
                _ = runs.consequence(of: all.filter { parts.holds($0.asset, in: part) }, state: &state)
                sum += partOf.count { $0 == part } * (1 + state.touchedCount)
            }
        }
        return sum / max(1, tried)
    }

    private struct Totals: Sendable {
        var without = ReplicateSums()
        var added, spared: [ReplicateSums]
        init(_ count: Int) {
            added = Array(repeating: ReplicateSums(), count: count)
            spared = added
        }
        mutating func merge(_ other: Self) {
            without.merge(other.without)
            for i in added.indices {
                added[i].merge(other.added[i])
                spared[i].merge(other.spared[i])
            }
        }
    }
}
