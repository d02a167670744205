import Computation
import NetworkModel

/// Shortest ways through what is left of a network, from one node after the other; reused from sample to sample.
public struct ConnectivitySearch: Sendable {
    private let graph: ArcGraph
    private let lengths: [Double]
    private var isClosed: [Bool], linkIsClosed: [Bool]
    private var closedNodes: [Int32] = [], closedLinks: [Int32] = []
    /// Of the search under way; infinite where it did not come.
    private var distance: [Double]
    private var reached: [Int32] = []
    private var queue = DistanceQueue()

    init(_ graph: ArcGraph, _ lengths: [Double]) {
        self.graph = graph
        self.lengths = lengths
        isClosed = Array(repeating: false, count: graph.placeCount)
        linkIsClosed = Array(repeating: false, count: graph.linkCount)
        distance = Array(repeating: .infinity, count: graph.placeCount)
    }

    /// Closes these nodes and links (counted from 0) and opens all others.
    mutating func close(nodes: [Int32], links: [Int32]) {
        for place in closedNodes { isClosed[Int(place)] = false }
        for link in closedLinks { linkIsClosed[Int(link)] = false }
        closedNodes = nodes.compactMap { graph.place.indices.contains(Int($0)) && graph.place[Int($0)] >= 0 ? graph.place[Int($0)] : nil }
        closedLinks = links.filter { linkIsClosed.indices.contains(Int($0)) }
        for place in closedNodes { isClosed[Int(place)] = true }
        for link in closedLinks { linkIsClosed[Int(link)] = true }
    }

    mutating func reach(from sources: [Int32], to demands: [Int32], starts: [Int32]) -> ConnectivityMeasures.Reach {
        var reach = ConnectivityMeasures.Reach(
            sources: Array(repeating: 0, count: demands.count), inverse: Array(repeating: 0, count: demands.count),
            efficiency: [])
        for source in sources {
            search(from: Int(graph.place[Int(source)]))
            for (d, node) in demands.enumerated() {
                let length = distance[Int(graph.place[Int(node)])]
                if length == .infinity { continue }
                reach.sources[d] += 1
                if length > 0 { reach.inverse[d] += 1 / length }
            }
        }
        for start in starts {
            search(from: Int(start))
            var sum = 0.0
            for place in reached where distance[Int(place)] > 0 { sum += 1 / distance[Int(place)] }
            reach.efficiency.append(graph.placeCount > 1 ? sum / Double(graph.placeCount - 1) : 0)
        }
        return reach
    }

    private mutating func search(from start: Int) {
        for place in reached { distance[Int(place)] = .infinity }
        reached.removeAll(keepingCapacity: true)
        if isClosed[start] { return }
        distance[start] = 0
        reached.append(Int32(start))
        if lengths.isEmpty { searchBreadthFirst() } else { searchByLength(from: start) }
    }

    private mutating func searchBreadthFirst() {
        var next = 0
        while next < reached.count {
            let place = Int(reached[next])
            next += 1
            for arc in Int(graph.first[place])..<Int(graph.first[place + 1]) {
                let head = Int(graph.head[arc])
                guard distance[head] == .infinity, !isClosed[head], !linkIsClosed[Int(graph.link[arc])] else { continue }
                distance[head] = distance[place] + 1
                reached.append(graph.head[arc])
            }
        }
    }

    /// Dijkstra's algorithm.
    private mutating func searchByLength(from start: Int) {
        queue.insert(0, Int32(start))
        while let (length, place32) = queue.removeNearest() {
            let place = Int(place32)
            guard length == distance[place] else { continue }
            for arc in Int(graph.first[place])..<Int(graph.first[place + 1]) {
                let head = Int(graph.head[arc]), link = Int(graph.link[arc])
                let offer = length + lengths[link]
                guard offer < distance[head], !isClosed[head], !linkIsClosed[link] else { continue }
                if distance[head] == .infinity { reached.append(graph.head[arc]) }
                distance[head] = offer
                queue.insert(offer, graph.head[arc])
            }
        }
    }
}
