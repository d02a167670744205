public import CascadeModel
public import NetworkModel

/// Every measure of weakness of every node and link, side by side: what its failure alone costs, what it means in an
/// event, and what the shape of the networks says.
public struct WeakNodes: Sendable {
    public let impact: SingleFailureImpact
    /// Draws of the event behind the failure probabilities; 0 for a single course without chance.
    public let samples: Int
    /// E[C], weighted hours.
    public let meanConsequence: Double
    /// How likely the event itself is to put each asset out of use before the horizon; 0 or 1 in a single course.
    public let failureProbability: [Double]
    public let estimate: HazardCriticality
    public let simulated: SimulatedCriticality
    private let simulatedAt: [Int: Int]
    public let structure: NetworkStructure
    /// Every pair among the weakest, highest synergy first.
    public let pairs: [PairImpact]
    /// Nodes and links that mean something in the event, highest hazard criticality first; ties by number.
    public let order: [Int]
    /// For each simulated asset the share of resamples in which it is among the first `top`; nil for a single course.
    private let shareInTop: [Double]?

    /// Places whose firmness is told.
    public static let top = 10
    /// Assets from the top of each ranking that are run exactly.
    public static let simulatedPerRanking = 12
    /// Assets from the top of each ranking among which all pairs are run.
    public static let pairedPerRanking = 20
    /// Sources × nodes of a layer for its betweenness: exact up to 4,000 nodes.
    public static let betweennessWork = 16_000_000

    /// Estimates everything, runs exactly what comes out on top of any measure, and looks at the pairs of it.
    /// - Parameters:
    ///   - draws: what the event does.
    ///   - failureProbability: by number of node or link.
    ///   - samples: draws behind those; 0 for a single course.
    ///   - paired: assets from the top of each ranking among which all pairs are run; fewer than 2 for none.
    public init(
        _ model: CityModel, _ runs: ConsequenceRuns, base: ServiceBase, impact: SingleFailureImpact, draws: EventDraws,
        failureProbability: [Double], samples: Int, meanConsequence: Double, paired: Int = pairedPerRanking,
        threads: Int = 0
    ) {
        let count = model.facilities.lowerBound
        let estimate = HazardCriticality(
            model, runs.cascade, base: base, draws: draws, horizonHours: runs.horizonHours, threads: threads)
        func first(_ n: Int, by value: (Int) -> Double) -> [Int] { Self.first(n, of: count, by: value) }
        let n = Self.simulatedPerRanking
        var chosen = Set(first(n) { impact.consequence[$0] })
        chosen.formUnion(first(n) { estimate.criticality(of: $0) })
        chosen.formUnion(first(n) { estimate.spared[$0] })
        chosen.formUnion(first(n) { failureProbability[$0] * estimate.criticality(of: $0) })
        let parts = IndependentParts(of: model)
        var simulated = SimulatedCriticality(chosen.sorted(), runs, parts, draws: draws, threads: threads)
        // What is printed first is run, also where others turn out to mean less than was estimated.
        for _ in 0..<3 {
            let values = simulated.values
            let lacking = first(Self.top) { values[$0]?.mean ?? estimate.criticality(of: $0) }.filter { values[$0] == nil }
            if lacking.isEmpty { break }
            simulated.add(
                SimulatedCriticality(lacking, runs, parts, draws: draws, threads: threads, mostDraws: simulated.draws))
        }
        let simulatedAt = simulated.places

        self.impact = impact
        self.samples = samples
        self.meanConsequence = meanConsequence
        self.failureProbability = failureProbability
        self.estimate = estimate
        self.simulated = simulated
        self.simulatedAt = simulatedAt
        structure = NetworkStructure(of: model, work: Self.betweennessWork, threads: threads)
        let values = simulated.values
        order = first(count) { values[$0]?.mean ?? estimate.criticality(of: $0) }
        shareInTop = RankingConfidence.shares(
            inTop: Self.top, simulated.assets.map(\.sums), sizes: draws.isRandom ? simulated.sizes : [], seed: draws.seed)
        pairs =
            paired < 2
            ? []
            : PairImpact.search(
                among: first(paired) { impact.consequence[$0] } + Array(order.prefix(paired)), andMostLoaded: paired, model,
                runs, base: base, impact, threads: threads)
    }

    /// The first n of the assets with a value above 0, highest first; ties by number.
    static func first(_ n: Int, of count: Int, by value: (Int) -> Double) -> [Int] {
        let values = (0..<count).map(value)
        return Array(
            values.indices.filter { values[$0] > 0 }.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(n))
    }

    /// All nodes and links with a value above 0, highest first; ties by number.
    public func assets(by value: (Int) -> Double) -> [Int] {
        Self.first(failureProbability.count, of: failureProbability.count, by: value)
    }

    // MARK: one asset

    /// Whether an asset's figures were run exactly on the draws; the others are estimated from moments.
    public func isSimulated(_ asset: Int) -> Bool { simulatedAt[asset] != nil }
    private func exact(_ asset: Int) -> SimulatedCriticality.Asset? { simulatedAt[asset].map { simulated.assets[$0] } }

    /// Hazard criticality (Birnbaum): E[C | failed] − E[C | unharmed], weighted hours.
    public func criticality(of asset: Int) -> Estimate {
        if let exact = exact(asset) { return exact.criticality }
        let mean = estimate.criticality(of: asset), half = estimate.halfWidth[asset]
        return Estimate(mean: mean, lower: max(0, mean - half), upper: mean + half, samples: estimate.snapshots)
    }
    /// Risk achievement: E[C | failed] / E[C]; nil where nothing is lost.
    public func achievement(of asset: Int) -> Double? {
        if let exact = exact(asset) { return exact.achievement?.mean }
        return meanConsequence > 0 ? 1 + estimate.added[asset] / meanConsequence : nil
    }
    /// Risk reduction: E[C] − E[C | unharmed], weighted hours.
    public func reduction(of asset: Int) -> Double { exact(asset)?.reduction.mean ?? estimate.spared[asset] }
    /// Risk contribution: probability of failure × hazard criticality, weighted hours.
    public func contribution(of asset: Int) -> Double { failureProbability[asset] * criticality(of: asset).mean }
    /// In how many of the resamples it is among the first `top`; nil where nothing was resampled.
    public func firmness(of asset: Int) -> Double? { simulatedAt[asset].flatMap { shareInTop?[$0] } }

    /// What makes an asset weak in the event.
    public enum Weakness: String, Sendable, CaseIterable {
        /// Its failure costs about what it costs when nothing else is wrong.
        case alone
        /// It costs more together with what else the event damages: other ways are gone.
        case together
        /// It costs less than alone: what hangs on it is lost anyway.
        case overshadowed
    }
    public func weakness(of asset: Int) -> Weakness {
        let alone = impact.consequence[asset], inEvent = criticality(of: asset).mean
        return inEvent > 1.5 * alone ? .together : inEvent < 0.5 * alone ? .overshadowed : .alone
    }

    /// Assets high in the ranking that the shape of the networks does not show: neither bridges nor articulation
    /// points, nor among as many of the highest betweenness.
    public var unseenByStructure: [Int] {
        let busiest = Set(structure.busiest(Self.top))
        return order.prefix(Self.top).filter { !structure.isCut($0) && !busiest.contains($0) }
    }
    /// Simulated assets whose estimate and simulation differ by more than both intervals allow.
    public var disagreeing: [Int] {
        simulated.assets.map(\.asset).filter { asset in
            guard let exact = exact(asset) else { return false }
            let half = estimate.halfWidth[asset], mean = estimate.criticality(of: asset)
            return mean + half < exact.criticality.lower || mean - half > exact.criticality.upper
        }
    }
}
