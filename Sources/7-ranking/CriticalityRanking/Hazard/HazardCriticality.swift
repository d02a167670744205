public import CascadeModel
import Computation
import DamageModel
import Glibc
public import NetworkModel

/// For every node and link at once, estimates of what its failure would add to the loss in an event, and of what its
/// intactness would spare: E[C | a down from onset on] − E[C], and E[C] − E[C | a unharmed].
///
/// From one pass over the draws. Each is looked at at one moment, drawn evenly over the period: the loss rate that an
/// asset would add or spare then, times the period, has the wanted mean, because both are integrals over time. Harm is
/// done to the asset and not looked for among the draws, so that neither failures that come together nor events that
/// always or never harm an asset disturb the figures. `Snapshot` says what is left out; the assets that matter most are
/// run exactly afterwards (`SimulatedCriticality`).
public struct HazardCriticality: Sendable {
    /// Moments looked at.
    public let snapshots: Int
    /// Weighted hours, by asset number of nodes and links.
    public let added, spared: [Double]
    /// Half the 95 % interval of `added + spared`.
    public let halfWidth: [Double]

    /// Hazard criticality (Birnbaum): E[C | failed] − E[C | unharmed].
    public func criticality(of asset: Int) -> Double { added[asset] + spared[asset] }

    /// Moments of an event without chance.
    static let momentsOfSingle = 256
    /// Assets × moments that are worth their time: about a minute on two cores.
    static let affordable = 60_000_000

    /// - Parameters:
    ///   - draws: what the event does; at most one moment of each draw is looked at.
    ///   - horizonHours: C counts up to here.
    ///   - mostSnapshots: for tests; nil for as many as are worth their time.
    /// - Complexity: near-linear in the model for each snapshot; memory does not grow with their number.
    public init(
        _ model: CityModel, _ cascade: Cascade, base: ServiceBase, draws: EventDraws, horizonHours: Double,
        threads: Int = 0, mostSnapshots: Int? = nil
    ) {
        let network = SupplyNetwork(model, cascade, base)
        let most = mostSnapshots ?? max(64, Self.affordable / max(1, model.assetCount))
        let count = min(most, draws.isRandom ? draws.count : Self.momentsOfSingle)
        let assets = network.facilityStart
        let allWeight = max(network.pairWeight.reduce(0, +), .leastNormalMagnitude)
        struct Scratch {
            var snapshot: Snapshot
            var effects: SnapshotEffects
        }
        let totals = parallelSum(
            over: 0..<count, threads: threads, scratch: { Scratch(snapshot: Snapshot(network), effects: SnapshotEffects(network)) },
            from: Totals(assets)
        ) { number, scratch, totals in
            let moment = horizonHours * Self.share(number, draws)
            let downs = draws.repaired(draws.isRandom ? number : 0)
                .filter { $0.fromHours <= moment && moment < $0.untilHours }
                .map { (hours: $0.fromHours, asset: $0.asset) }.sorted { ($0.hours, $0.asset) < ($1.hours, $1.asset) }
            scratch.snapshot.settle(at: moment, downs, network)
            scratch.effects.measure(&scratch.snapshot, network)
            for asset in 0..<assets {
                totals.added[asset].add(scratch.effects.added[asset])
                totals.spared[asset].add(scratch.effects.spared[asset])
                let share = (scratch.effects.added[asset].value + scratch.effects.spared[asset].value) / allWeight
                totals.squares[asset].add(share * share * Totals.scale)
            }
        } merging: { $0.merge($1) }

        let n = Double(max(1, count))
        snapshots = count
        added = totals.added.map { $0.value / n * horizonHours }
        spared = totals.spared.map { $0.value / n * horizonHours }
        halfWidth = (0..<assets).map { asset in
            guard count > 1 else { return .infinity }
            let mean = (totals.added[asset].value + totals.spared[asset].value) / n / allWeight
            let square = totals.squares[asset].value / n / Totals.scale
            let variance = max(0, square - mean * mean) / (n - 1)
            return 1.959963984540054 * variance.squareRoot() * allWeight * horizonHours
        }
    }

    /// The moment of a draw, as a share of the period: evenly spread over the draws of each replicate.
    static func share(_ number: Int, _ draws: EventDraws) -> Double {
        ScrambledSobol.uniform(
            seed: draws.seed, replicate: UInt64(Replicates.group(ofSample: number)),
            index: UInt64(number / Replicates.count), dimension: ScrambledSobol.dimensions - 1, purpose: 0x6d6f_6d65_6e74)
    }

    /// Sums over snapshots, by asset.
    private struct Totals: Sendable {
        var added, spared: [ExactSum]
        /// Of squared shares of the whole city's weight, times `scale` to keep small ones.
        var squares: [ExactSum]
        static let scale = 0x1p30

        init(_ assets: Int) {
            added = Array(repeating: ExactSum(), count: assets)
            spared = added
            squares = added
        }
        mutating func merge(_ other: Self) {
            for i in added.indices {
                added[i].add(other.added[i])
                spared[i].add(other.spared[i])
                squares[i].add(other.squares[i])
            }
        }
    }
}
