import Computation
import Glibc

/// How many shortest ways between others pass each node and each link.
///
/// Of all pairs of other nodes, the share of their shortest ways that leads through, summed (Brandes 2001, "A faster
/// algorithm for betweenness centrality", J. Math. Sociol. 25(2), doi:10.1080/0022250X.2001.9990249; links: Brandes 2008,
/// "On variants of shortest-path betweenness centrality", Soc. Networks 30(2), doi:10.1016/j.socnet.2007.11.001). Where
/// every link goes both ways each pair counts once, otherwise once in each direction. Nothing is normalised.
///
/// Lengths are rounded to whole multiples of a resolution, so that ways of the same length are found to be so in
/// whatever order they are added up.
/// Several links between two nodes are several ways. From many nodes at random in place of all of them it is an estimate,
/// with bounds.
/// Sums are whole numbers of a fine unit: neither threads nor order change a bit.
/// - Complexity: O(sources × (links + nodes)) where the shortest link is not many thousand times shorter than the longest,
///   with a factor of log nodes otherwise; memory O(nodes + links) for each thread.
public struct Betweenness: Sendable {
    /// From where ways are counted.
    public enum Sources: Sendable {
        case all
        /// So many nodes drawn at random, each at most once.
        case drawn(Int, seed: UInt64)
        /// These nodes of the model, as often as they are listed.
        case these([Int32])
    }
    /// By node of the model; 0 for nodes outside the graph. An estimate unless every node was a source.
    public let ofNode: [Double]
    /// By link, counted from 0; empty when not asked for.
    public let ofLink: [Double]
    public let sourceCount: Int
    public let isExact: Bool
    /// With 95 % confidence no node's estimate is further off than this; 0 when exact.
    ///
    /// Hoeffding's inequality (1963, J. Am. Stat. Assoc. 58, 13–30, theorem 1) for the share of a source's ways that a node
    /// carries, for all nodes at once (Brandes, Pich 2007, "Centrality estimation in large networks", Int. J. Bifurcation
    /// Chaos 17(7), doi:10.1142/S0218127407018403). It holds whatever the network; the standard error is closer.
    public let largestError: Double
    /// By node of the model: standard error of the estimate from the scatter over sources, drawn without replacement
    /// (Cochran 1977, "Sampling techniques", 3rd ed., theorem 2.4); 0 when exact. Its square is right in the mean. Twice
    /// that covers most errors where many nodes lie on either side; for the only way to a handful of nodes it is mostly
    /// too small and now and then too large, as few of them are drawn.
    public let standardError: [Double]

    /// - Parameters:
    ///   - lengthOfLink: by link, counted from 0; nil to count links. What is negative, infinite or no number cannot be
    ///     passed; what is shorter than the resolution counts as that long.
    ///   - resolution: in the unit of the lengths.
    public init(
        _ graph: ArcGraph, lengthOfLink: [Double]? = nil, resolution: Double = 1e-6, from sources: Sources = .all,
        includingLinks: Bool = false, threads: Int = 0
    ) {
        let n = graph.placeCount
        let lengths = PathLengths(graph, lengthOfLink, resolution: resolution)
        let isUndirected = !graph.isOneWay
        var starts = graph.nodeAt.indices.map { Int32($0) }
        var isExact = true
        switch sources {
        case .all: break
        case .drawn(let count, let seed):
            isExact = count >= n
            let keyed = graph.nodeAt.enumerated().map { place, node in
                (CounterRandom.bits(seed: seed, sample: 0, key: UInt64(node), purpose: 0xbc), Int32(place))
            }
            if !isExact { starts = keyed.sorted { $0 < $1 }.prefix(max(0, count)).map(\.1) }
        case .these(let nodes):
            starts = nodes.filter { graph.place.indices.contains(Int($0)) && graph.place[Int($0)] >= 0 }.map { graph.place[Int($0)] }
            isExact = false
        }
        let begun = starts
        let sums = parallelSum(
            over: starts.indices, threads: threads, chunk: 8, scratch: { PathCounter(graph, lengths, links: includingLinks) },
            from: DependencySums(graph, links: includingLinks, squares: !isExact)
        ) { i, counter, sums in
            counter.addWays(from: Int(begun[i]), to: &sums, graph, lengths)
        } merging: {
            $0.merge($1)
        }

        let k = Double(starts.count)
        let factor = (isExact ? 1 : Double(n) / max(1, k)) * (isUndirected ? 0.5 : 1)
        var ofNode = [Double](repeating: 0, count: graph.place.count), standardError = ofNode
        for (place, node) in graph.nodeAt.enumerated() {
            ofNode[Int(node)] = factor * sums.value(place)
            if !isExact { standardError[Int(node)] = factor * sums.standardError(place, sources: k, of: Double(n)) }
        }
        var ofLink = [Double](repeating: 0, count: includingLinks ? graph.linkCount : 0)
        for link in ofLink.indices {
            ofLink[link] = factor * [graph.forwardArc[link], graph.backwardArc[link]].filter { $0 >= 0 }
                .reduce(0) { $0 + sums.value(arc: Int($1)) }
        }
        self.ofNode = ofNode
        self.ofLink = ofLink
        self.standardError = standardError
        self.isExact = isExact
        sourceCount = starts.count
        let bound = k > 0 ? (log(2 * Double(max(1, n)) / 0.05) / (2 * k)).squareRoot() : .infinity
        largestError = isExact || n < 3 ? 0 : bound * Double(n) * Double(n - 2) * (isUndirected ? 0.5 : 1)
    }
}

extension ArcGraph {
    /// Whether any link goes one way only.
    public var isOneWay: Bool { !inFirst.isEmpty }
}

/// Arcs with lengths in whole units, and how to sort ways by length.
struct PathLengths: Sendable {
    /// The place an arc leads to, and its length.
    struct Arc: Sendable, BitwiseCopyable {
        private let place: Int32
        /// 0 for an arc that cannot be passed.
        private let units: UInt32

        init(to place: Int32, units: Double) {
            self.place = place
            self.units = units.isFinite ? UInt32(units) : 0
        }
        var head: Int { Int(place) }
        /// `NaN`, which compares with nothing, where the arc cannot be passed.
        var length: Double { units > 0 ? Double(units) : .nan }
    }
    let arcs: [Arc]
    /// Ways are sorted into buckets this wide: a power of two, at most the shortest arc where there are not too many.
    let inverseWidth: Double
    /// A power of two; all ways under way at one time fit in.
    let bucketCount: Int
    /// Whether ways in one bucket may follow one another and have to be sorted.
    let mustSort: Bool

    private static let mostBuckets = 1 << 14

    init(_ graph: ArcGraph, _ lengthOfLink: [Double]?, resolution: Double) {
        // As fine as asked for, unless the longest link would not fit.
        let unit = max(resolution, (lengthOfLink?.filter { $0 >= 0 && $0 < .infinity }.max() ?? 0) / 0x1p31)
        func units(_ link: Int32) -> Double {
            guard let length = lengthOfLink?[Int(link)] else { return 1 }
            return length >= 0 && length < .infinity ? max(1, (length / unit).rounded()) : .nan
        }
        var shortest = Double.infinity, longest = 0.0
        arcs = graph.head.indices.map { arc in
            let length = units(graph.link[arc])
            if length.isFinite {
                shortest = min(shortest, length)
                longest = max(longest, length)
            }
            return Arc(to: graph.head[arc], units: length)
        }
        if shortest > longest { (shortest, longest) = (1, 1) }
        var width = pow(2, log2(shortest).rounded(.down)), sorts = false
        while longest / width > Double(Self.mostBuckets - 2) {
            width *= 2
            sorts = true
        }
        var count = 4
        while Double(count) < longest / width + 2 { count *= 2 }
        (inverseWidth, bucketCount, mustSort) = (1 / width, count, sorts)
    }
}
