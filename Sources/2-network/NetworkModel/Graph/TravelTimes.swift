import Computation

/// What an event leaves of the travel times of a `NearestSource`, computed again and again in the same memory.
///
/// Only what hung below a slowed or closed arc, a closed node or a lost source is searched again, from the border of
/// what kept its time; the rest is left alone (Ramalingam and Reps 1996, "An incremental algorithm for a generalization
/// of the shortest-path problem", J. Algorithms 21(2), doi:10.1006/jagm.1996.0046). Times and sources are those of a
/// search from scratch, to the last bit: adding a travel time never reverses an order, so that the least over all routes
/// is the same whichever way it is found.
public struct TravelTimes: Sendable {
    /// What differs from the undisturbed state.
    public struct Changes: Sendable {
        /// Links (counted from 0) with the travel time they have now, in seconds; infinite for a closed link.
        public var links: [(link: Int32, seconds: Double)] = []
        /// Nodes that cannot be passed, begun or ended at.
        public var closedNodes: [Int32] = []
        /// Sources that do not count, by position in `NearestSource.sourceNodes`.
        public var lostSources: [Int32] = []

        public init() {}
    }

    var tree: NearestSource.Tree
    private var secondsOfArc: [Double]
    private var isLost: [Bool]
    private var queue = DistanceQueue()

    // What the last event changed, to be taken back.
    private var changedArcs: [Int32] = []
    private var lost: [Int32] = []
    private var touched: [Int32] = []
    private var isTouched: [Bool]

    /// The undisturbed times.
    public init(for undisturbed: NearestSource) {
        self.init(blankFor: undisturbed)
        tree = undisturbed.tree
    }

    init(blankFor undisturbed: NearestSource) {
        tree = undisturbed.tree
        secondsOfArc = undisturbed.secondsOfArc
        isLost = Array(repeating: false, count: undisturbed.sourceNodes.count)
        isTouched = Array(repeating: false, count: undisturbed.graph.placeCount)
    }

    // MARK: answers

    /// Seconds from the nearest source to a node; infinite where none leads.
    public func seconds(to node: Int32, _ graph: ArcGraph) -> Double {
        let place = graph.place[Int(node)]
        return place >= 0 ? tree.seconds[Int(place)] : .infinity
    }
    /// The nearest source of a node, by position in `NearestSource.sourceNodes`; nil where none leads.
    public func source(of node: Int32, _ graph: ArcGraph) -> Int? {
        let place = graph.place[Int(node)]
        return place >= 0 && tree.source[Int(place)] >= 0 ? Int(tree.source[Int(place)]) : nil
    }
    /// The links (counted from 0) of a shortest route between a node and its nearest source, the node's own first.
    public func route(of node: Int32, _ graph: ArcGraph) -> [Int32] {
        var links: [Int32] = [], place = graph.place[Int(node)]
        while place >= 0, tree.arc[Int(place)] >= 0 {
            let arc = Int(tree.arc[Int(place)])
            links.append(graph.link[arc])
            place = graph.tail(ofArc: arc)
        }
        return links
    }

    // MARK: events

    /// Takes back the last event and applies another.
    /// - Parameter undisturbed: the one that this was made for.
    /// - Complexity: O(k log k) in what changes, k being the arcs at nodes that lose their route.
    public mutating func apply(_ changes: Changes, to undisturbed: NearestSource) {
        let graph = undisturbed.graph
        restore(undisturbed)
        for source in changes.lostSources where isLost.indices.contains(Int(source)) { lose(source) }
        for change in changes.links where graph.forwardArc.indices.contains(Int(change.link)) {
            for arc in [graph.forwardArc[Int(change.link)], graph.backwardArc[Int(change.link)]] where arc >= 0 {
                set(arc, NearestSource.usable(change.seconds))
            }
        }
        for node in changes.closedNodes where graph.place.indices.contains(Int(node)) && graph.place[Int(node)] >= 0 {
            close(place: Int(graph.place[Int(node)]), undisturbed)
        }
        cutOff(undisturbed)
        reattach(graph, undisturbed)
        for arc in changedArcs where secondsOfArc[Int(arc)] < undisturbed.secondsOfArc[Int(arc)] {
            let tail = Int(graph.tail(ofArc: Int(arc)))
            guard tree.source[tail] >= 0 else { continue }
            improve(
                Int(graph.head[Int(arc)]), tree.seconds[tail] + secondsOfArc[Int(arc)], tree.source[tail], by: arc)
        }
        settle(graph)
    }

    mutating func searchFromEverySource(_ undisturbed: NearestSource) {
        for (source, node) in undisturbed.sourceNodes.enumerated() {
            guard undisturbed.graph.place.indices.contains(Int(node)) else { continue }
            let place = undisturbed.graph.place[Int(node)]
            if place >= 0 { improve(Int(place), 0, Int32(source), by: -1) }
        }
        settle(undisturbed.graph)
    }

    private mutating func set(_ arc: Int32, _ seconds: Double) {
        secondsOfArc[Int(arc)] = seconds
        changedArcs.append(arc)
    }

    private mutating func lose(_ source: Int32) {
        if isLost[Int(source)] { return }
        isLost[Int(source)] = true
        lost.append(source)
    }

    private mutating func close(place: Int, _ undisturbed: NearestSource) {
        for source in undisturbed.sourcesAt[place] { lose(source) }
        let graph = undisturbed.graph
        for arc in graph.arcs(from: place) { set(Int32(arc), .infinity) }
        graph.forEachArc(to: place) { arc, _, _ in set(arc, .infinity) }
    }

    private mutating func restore(_ undisturbed: NearestSource) {
        for arc in changedArcs { secondsOfArc[Int(arc)] = undisturbed.secondsOfArc[Int(arc)] }
        changedArcs.removeAll(keepingCapacity: true)
        for source in lost { isLost[Int(source)] = false }
        lost.removeAll(keepingCapacity: true)
        for place32 in touched {
            let place = Int(place32)
            isTouched[place] = false
            tree.seconds[place] = undisturbed.tree.seconds[place]
            tree.source[place] = undisturbed.tree.source[place]
            tree.arc[place] = undisturbed.tree.arc[place]
        }
        touched.removeAll(keepingCapacity: true)
    }

    /// Takes their time from all places whose route used what is slower, closed or lost now.
    private mutating func cutOff(_ undisturbed: NearestSource) {
        let graph = undisturbed.graph
        for arc in changedArcs where secondsOfArc[Int(arc)] > undisturbed.secondsOfArc[Int(arc)] {
            let head = Int(graph.head[Int(arc)])
            if tree.arc[head] == arc { touch(head) }
        }
        for source in lost {
            let node = Int(undisturbed.sourceNodes[Int(source)])
            guard graph.place.indices.contains(node), graph.place[node] >= 0 else { continue }
            let place = Int(graph.place[node])
            if tree.arc[place] == -1 && tree.source[place] == source { touch(place) }
        }
        var next = 0
        while next < touched.count {
            let place = Int(touched[next])
            next += 1
            for arc in graph.arcs(from: place) where tree.arc[Int(graph.head[arc])] == Int32(arc) {
                touch(Int(graph.head[arc]))
            }
        }
        for place in touched {
            tree.seconds[Int(place)] = .infinity
            tree.source[Int(place)] = -1
            tree.arc[Int(place)] = -2
        }
    }

    /// Gives each place that was cut off the best that a neighbour or a source of its own offers it.
    private mutating func reattach(_ graph: ArcGraph, _ undisturbed: NearestSource) {
        for i in touched.indices {
            let place = Int(touched[i])
            for source in undisturbed.sourcesAt[place] where !isLost[Int(source)] { improve(place, 0, source, by: -1) }
            graph.forEachArc(to: place) { arc, tail, weightArc in
                let source = tree.source[tail]
                if source >= 0 { improve(place, tree.seconds[tail] + secondsOfArc[weightArc], source, by: arc) }
            }
        }
    }

    @inline(__always) private mutating func touch(_ place: Int) {
        if isTouched[place] { return }
        isTouched[place] = true
        touched.append(Int32(truncatingIfNeeded: place))
    }

    @inline(__always) private mutating func improve(_ place: Int, _ seconds: Double, _ source: Int32, by arc: Int32) {
        let old = tree.seconds[place]
        guard seconds < old || (seconds == old && source < tree.source[place]) else { return }
        touch(place)
        tree.seconds[place] = seconds
        tree.source[place] = source
        tree.arc[place] = arc
        queue.insert(seconds, Int32(truncatingIfNeeded: place))
    }

    /// Dijkstra's algorithm from what is in the queue; a place that improves meanwhile is taken up again.
    private mutating func settle(_ graph: ArcGraph) {
        while let (seconds, place32) = queue.removeNearest() {
            let place = Int(place32)
            guard seconds == tree.seconds[place] else { continue }
            let source = tree.source[place]
            for arc in graph.arcs(from: place) {
                improve(Int(graph.head[arc]), seconds + secondsOfArc[arc], source, by: Int32(arc))
            }
        }
    }
}

extension ArcGraph {
    @inline(__always) func arcs(from place: Int) -> Range<Int> { Int(first[place])..<Int(first[place + 1]) }

    func tail(ofArc arc: Int) -> Int32 { tail.isEmpty ? head[Int(opposite[arc])] : tail[arc] }

    /// Calls `body` for every arc that arrives at a place, with its tail and an arc of the same link, near in memory.
    @inline(__always) func forEachArc(to place: Int, _ body: (_ arc: Int32, _ tail: Int, _ sameLink: Int) -> Void) {
        if inFirst.isEmpty {
            for arc in arcs(from: place) { body(opposite[arc], Int(head[arc]), arc) }
        } else {
            for i in Int(inFirst[place])..<Int(inFirst[place + 1]) {
                let arc = Int(inArc[i])
                body(inArc[i], Int(tail[arc]), arc)
            }
        }
    }
}
