public import CascadeModel
import Computation

extension ConnectivityMeasures {
    /// The measures over many draws of an event.
    public struct Summary: Sendable, Equatable {
        /// Means over the draws with 95 % intervals. That of the efficiency covers the draws alone where it is sampled.
        public var complete, partial, weighted, efficiency: Estimate
        /// By demand node: the share of draws in which no source reaches it, and its mean losses (`NaN` where no source
        /// reached it before).
        public var isolation, partialOfDemand, weightedOfDemand: [Double]
    }

    /// - Parameters:
    ///   - draws: how many.
    ///   - failures: the nodes, and the links counted from 0, that fail in a draw.
    /// - Returns: The same bits on any number of threads.
    public func summary(
        draws: Int, threads: Int = 0, failures: @Sendable (Int) -> (nodes: [Int32], links: [Int32])
    ) -> Summary {
        parallelSum(
            over: 0..<draws, threads: threads, scratch: makeSearch, from: Totals(demands: demands.count)
        ) { draw, search, totals in
            let failed = failures(draw)
            totals.add(reach(nodes: failed.nodes, links: failed.links, &search), of: self, draw)
        } merging: {
            $0.merge($1)
        }.summary(of: self)
    }

    /// Exact sums, which add up in any order.
    private struct Totals: Sendable {
        var sizes = Array(repeating: 0, count: Replicates.count)
        var losses = Array(repeating: ReplicateSums(), count: 4)
        var isolated: [Int]
        var partial, weighted: [ExactSum]

        init(demands: Int) {
            isolated = Array(repeating: 0, count: demands)
            partial = Array(repeating: ExactSum(), count: demands)
            weighted = partial
        }

        mutating func add(_ now: Reach, of measures: ConnectivityMeasures, _ draw: Int) {
            sizes[Replicates.group(ofSample: draw)] += 1
            let figures = measures.losses(now)
            for (i, loss) in [figures.complete, figures.partial, figures.weighted, figures.efficiency.mean].enumerated()
            where loss.isFinite { losses[i].add(loss * unit, ofSample: draw) }
            for d in isolated.indices {
                if now.sources[d] == 0 { isolated[d] += 1 }
                partial[d].add((measures.partialLoss(of: d, now) ?? 0) * unit)
                weighted[d].add((measures.weightedLoss(of: d, now) ?? 0) * unit)
            }
        }

        mutating func merge(_ other: Self) {
            for i in sizes.indices { sizes[i] += other.sizes[i] }
            for i in losses.indices { losses[i].merge(other.losses[i]) }
            for d in isolated.indices {
                isolated[d] += other.isolated[d]
                partial[d].add(other.partial[d])
                weighted[d].add(other.weighted[d])
            }
        }

        func summary(of measures: ConnectivityMeasures) -> Summary {
            let n = Double(sizes.reduce(0, +)), before = measures.before
            func estimate(_ i: Int, _ hasMeaning: Bool) -> Estimate {
                let e = losses[i].estimate(sizes)
                guard hasMeaning else { return Estimate(mean: .nan, lower: .nan, upper: .nan, samples: e.samples) }
                return Estimate(mean: e.mean / unit, lower: e.lower / unit, upper: e.upper / unit, samples: e.samples)
            }
            let isReached = measures.demands.indices.contains { before.sources[$0] > 0 }
            let hasWeight = measures.demands.indices.contains { before.weight($0) > 0 }
            return Summary(
                complete: estimate(0, isReached), partial: estimate(1, isReached), weighted: estimate(2, hasWeight),
                efficiency: estimate(3, before.efficiency.contains { $0 > 0 }), isolation: isolated.map { Double($0) / n },
                partialOfDemand: partial.indices.map { before.sources[$0] > 0 ? partial[$0].value / n / unit : .nan },
                weightedOfDemand: weighted.indices.map { before.weight($0) > 0 ? weighted[$0].value / n / unit : .nan })
        }
    }
}

/// Shares are summed in units of 2⁻²⁰, so that exact sums keep all their digits.
private let unit = 0x1p20
