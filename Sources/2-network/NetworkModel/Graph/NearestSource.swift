import Computation

/// The travel time from the nearest of several sources to every node of a layer, when nothing is disturbed.
///
/// Sources are hospitals, posts or gateways, each at a node; to search towards them (a patient who is brought), take a
/// reversed graph. Travel times along a route are added in its order, and each node has the least over all routes: the
/// figures are those of Dijkstra's algorithm (1959, "A note on two problems in connexion with graphs", Numer. Math. 1,
/// doi:10.1007/BF01386390) to the last bit. Among equally near sources the first in the list counts.
/// What an event changes is computed from here by `TravelTimes`.
/// - Complexity: O(arcs + nodes log nodes), once.
public struct NearestSource: Sendable {
    public let graph: ArcGraph
    /// The node of each source; several may share one.
    public let sourceNodes: [Int32]
    /// Undisturbed travel time of each arc; infinite where it cannot be used.
    let secondsOfArc: [Double]
    /// The sources at each place.
    let sourcesAt: CompressedRows
    /// By place, when nothing is disturbed.
    private(set) var tree: Tree

    /// A tree of shortest routes, by place.
    struct Tree: Sendable {
        /// Infinite where no source leads.
        var seconds: [Double]
        /// Position in `sourceNodes`; −1 where no source leads.
        var source: [Int32]
        /// The last arc of the route; −1 at a source, −2 where no source leads.
        var arc: [Int32]

        init(placeCount: Int) {
            seconds = Array(repeating: .infinity, count: placeCount)
            source = Array(repeating: -1, count: placeCount)
            arc = Array(repeating: -2, count: placeCount)
        }
    }

    /// - Parameters:
    ///   - secondsOfLink: travel time of each link, ≥ 0; what is infinite, negative or no number cannot be used.
    ///   - sourceNodes: the node of each source; nodes outside the graph reach nobody.
    public init(_ graph: ArcGraph, secondsOfLink: [Double], sourceNodes: [Int32]) {
        self.graph = graph
        self.sourceNodes = sourceNodes
        secondsOfArc = graph.link.map { Self.usable(secondsOfLink[Int($0)]) }
        sourcesAt = CompressedRows(
            rowCount: graph.placeCount,
            rowOf: sourceNodes.map { graph.place.indices.contains(Int($0)) ? graph.place[Int($0)] : -1 })
        tree = Tree(placeCount: graph.placeCount)
        var times = TravelTimes(blankFor: self)
        times.searchFromEverySource(self)
        tree = times.tree
    }

    static func usable(_ seconds: Double) -> Double { seconds >= 0 ? seconds : .infinity }
}
