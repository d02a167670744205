public import CascadeModel
import Computation
public import NetworkModel

/// The infrastructure measures of OpenQuake, so that results can be compared across tools: how much of the connection
/// between sources and demand nodes of one network is lost when parts of it fail.
///
/// - *complete* connectivity loss: of the demand nodes that a source reached before, the share that none reaches now;
/// - *partial*: the mean over demand nodes of 1 − n / n₀, n being the sources that reach it (Poljanšek, Bono, Gutiérrez
///   2012, "Seismic risk assessment of interdependent critical infrastructure systems", Earthq. Eng. Struct. Dyn. 41(1),
///   doi:10.1002/eqe.1118);
/// - *weighted*: the mean of 1 − W / W₀ with W = n · Σ 1/d over the sources that reach it, d being the length of the
///   shortest way in links, or in metres where lengths are given;
/// - *efficiency* loss: 1 − E / E₀ with E the mean over all nodes of Σ 1/d to every other node it reaches, divided by the
///   number of other nodes (Latora, Marchiori 2001, "Efficient behavior of small-world networks", Phys. Rev. Lett. 87,
///   doi:10.1103/PhysRevLett.87.198701).
///
/// As in OpenQuake engine 3.26 (`risklib/connectivity.py`): a failed node reaches nothing and counts as 0, a way of length
/// 0 counts for nothing, demand nodes that no source reached before are left out of the means. Parallel links stay apart
/// (its graph type `multi`). Only this network is looked at: what depends on another network fails when it is said to.
public struct ConnectivityMeasures: Sendable {
    /// What one set of failures takes away, 0 to 1; `NaN` where there is nothing to lose.
    public struct Losses: Sendable, Equatable {
        public var complete, partial, weighted: Double
        /// Exact where every node is a start, otherwise with a 95 % interval.
        public var efficiency: Estimate
    }
    public let graph: ArcGraph
    /// Nodes of the model that are sources, and that are to be reached.
    public let sources, demands: [Int32]
    /// Length of each link, counted from 0; empty to count links.
    let lengths: [Double]
    /// Places from which efficiency is measured.
    let starts: [Int32]
    /// Before any failure.
    let before: Reach

    /// Sources that reach each demand node and the sum of their inverse distances; efficiency of each start.
    struct Reach: Sendable {
        var sources: [Int32]
        var inverse: [Double]
        var efficiency: [Double]

        func weight(_ d: Int) -> Double { Double(sources[d]) * inverse[d] }
    }

    /// Up to so many nodes efficiency is measured from every one of them, as OpenQuake does; beyond, from so many.
    public static let exactNodes = 1000

    /// - Parameters:
    ///   - sources, demands: nodes of the model within the graph.
    ///   - metresOfLink: by link, counted from 0; nil to count links. What is negative or no number cannot be passed.
    ///   - efficiencyStarts: nodes from which efficiency is measured, drawn by `seed`; all where there are no more.
    /// - Complexity: O((sources + starts) × links), with a factor of log nodes where lengths are given.
    public init(
        _ graph: ArcGraph, sources: [Int32], demands: [Int32], metresOfLink: [Double]? = nil,
        efficiencyStarts: Int = exactNodes, seed: UInt64 = 1
    ) {
        func inside(_ nodes: [Int32]) -> [Int32] { nodes.filter { graph.place.indices.contains(Int($0)) && graph.place[Int($0)] >= 0 } }
        self.graph = graph
        self.sources = inside(sources)
        self.demands = inside(demands)
        lengths = metresOfLink?.map { $0 >= 0 ? $0 : .infinity } ?? []
        if graph.placeCount <= efficiencyStarts {
            starts = graph.nodeAt.sorted().map { graph.place[Int($0)] }
        } else {
            let keyed = graph.nodeAt.map { node in
                (CounterRandom.bits(seed: seed, sample: 0, key: UInt64(node), purpose: 0xef), node)
            }
            starts = keyed.sorted { $0 < $1 }.prefix(max(0, efficiencyStarts)).map { graph.place[Int($0.1)] }
        }
        var search = ConnectivitySearch(graph, lengths)
        before = search.reach(from: self.sources, to: self.demands, starts: starts)
    }

    /// One layer of a city: from its sources to its nodes that something depends on, or to all others where nothing does.
    public init(_ model: CityModel, layer: Int, efficiencyStarts: Int = exactNodes, seed: UInt64 = 1) {
        let nodes = model.nodes.filter { Int(model.layer[$0]) == layer }
        var isSupplier = [Bool](repeating: false, count: model.assetCount)
        for supplier in model.requirements.supplier { isSupplier[Int(supplier)] = true }
        let others = nodes.filter { !model.isSource[$0] }
        let suppliers = others.filter { isSupplier[$0] }
        self.init(
            ArcGraph(model, layer: layer), sources: nodes.filter { model.isSource[$0] }.map { Int32($0) },
            demands: (suppliers.isEmpty ? others : suppliers).map { Int32($0) }, efficiencyStarts: efficiencyStarts, seed: seed)
    }

    /// What is lost when some nodes and links fail.
    /// - Parameters:
    ///   - links: counted from 0.
    ///   - search: scratch, made by `makeSearch`, reused from sample to sample.
    public func losses(nodes: [Int32], links: [Int32], _ search: inout ConnectivitySearch) -> Losses {
        losses(reach(nodes: nodes, links: links, &search))
    }

    public func makeSearch() -> ConnectivitySearch { ConnectivitySearch(graph, lengths) }

    func reach(nodes: [Int32], links: [Int32], _ search: inout ConnectivitySearch) -> Reach {
        search.close(nodes: nodes, links: links)
        return search.reach(from: sources, to: demands, starts: starts)
    }

    func losses(_ now: Reach) -> Losses {
        var reachedBefore = 0, reachedNow = 0
        for d in demands.indices {
            if before.sources[d] > 0 { reachedBefore += 1 }
            if now.sources[d] > 0 { reachedNow += 1 }
        }
        return Losses(
            complete: reachedBefore > 0 ? 1 - Double(reachedNow) / Double(reachedBefore) : .nan,
            partial: Self.mean(demands.indices.compactMap { partialLoss(of: $0, now) }),
            weighted: Self.mean(demands.indices.compactMap { weightedLoss(of: $0, now) }), efficiency: efficiencyLoss(now))
    }

    /// Of one demand node; nil where no source reached it before.
    func partialLoss(of d: Int, _ now: Reach) -> Double? {
        before.sources[d] > 0 ? 1 - Double(now.sources[d]) / Double(before.sources[d]) : nil
    }
    func weightedLoss(of d: Int, _ now: Reach) -> Double? {
        before.weight(d) > 0 ? 1 - now.weight(d) / before.weight(d) : nil
    }

    private static func mean(_ values: [Double]) -> Double {
        values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
    }

    /// A ratio of two sums over the same starts: with starts drawn at random, its standard error is that of the residuals
    /// (Cochran 1977, "Sampling Techniques", ch. 6), with the correction for drawing without replacement.
    private func efficiencyLoss(_ now: Reach) -> Estimate {
        let k = Double(starts.count), total = before.efficiency.reduce(0, +)
        guard total > 0 else { return Estimate(mean: .nan, lower: .nan, upper: .nan, samples: starts.count) }
        let kept = now.efficiency.reduce(0, +) / total, loss = 1 - kept
        guard starts.count < graph.placeCount else { return Estimate(mean: loss, lower: loss, upper: loss, samples: starts.count) }
        let squares = zip(now.efficiency, before.efficiency).reduce(0.0) { sum, pair in
            let residual = pair.0 - kept * pair.1
            return sum + residual * residual
        }
        let error = k > 1 ? (squares / (k - 1) / k * (1 - k / Double(graph.placeCount))).squareRoot() / (total / k) : .infinity
        let half = StudentT.twoSided95(degreesOfFreedom: max(1, starts.count - 1)) * error
        return Estimate(mean: loss, lower: loss - half, upper: loss + half, samples: starts.count)
    }
}
