import Geometry
import NetworkModel

/// One layer of a builder, with nodes numbered from 0 in the order of their identifiers, to walk on while joining.
struct LayerGraph {
    let layer: Layer
    /// Rows of the nodes and of the links whose two ends exist.
    let nodes: [Int], links: [Int]
    /// End nodes of each link.
    let from, to: [Int32]
    let points: [Point]
    /// The links at node v are `link[first[v] ..< first[v + 1]]`, whichever way they run.
    let first: [Int32], link: [Int32]
    private let city: CityModelBuilder

    init(_ city: CityModelBuilder, layer number: Int32, rowOfIdentifier: [Int32]) {
        layer = Layer(city.strings[number])
        func rows(_ wanted: CityModelBuilder.RowClass) -> [Int] {
            city.rowClass.indices.filter { city.rowClass[$0] == wanted && city.layer[$0] == number }
                .sorted { city.strings.precedes(city.identifier[$0], city.identifier[$1]) }
        }
        let nodes = rows(.node)
        var nodeOfRow: [Int32: Int32] = [:]
        nodeOfRow.reserveCapacity(nodes.count)
        for (v, row) in nodes.enumerated() { nodeOfRow[Int32(row)] = Int32(v) }
        func end(_ id: Int32) -> Int32 { id < 0 ? -1 : nodeOfRow[rowOfIdentifier[Int(id)]] ?? -1 }
        var links: [Int] = [], from: [Int32] = [], to: [Int32] = []
        for row in rows(.link) {
            let a = end(city.from[row]), b = end(city.to[row])
            guard a >= 0, b >= 0 else { continue }
            links.append(row)
            from.append(a)
            to.append(b)
        }
        var first = [Int32](repeating: 0, count: nodes.count + 1)
        for l in links.indices {
            first[Int(from[l]) + 1] += 1
            if from[l] != to[l] { first[Int(to[l]) + 1] += 1 }
        }
        for v in nodes.indices { first[v + 1] += first[v] }
        var next = first, link = [Int32](repeating: 0, count: Int(first[nodes.count]))
        for l in links.indices {
            for v in from[l] == to[l] ? [from[l]] : [from[l], to[l]] {
                link[Int(next[Int(v)])] = Int32(l)
                next[Int(v)] += 1
            }
        }
        points = nodes.map { Point(x: city.x[$0], y: city.y[$0]) }
        (self.nodes, self.links, self.from, self.to, self.first, self.link, self.city) =
            (nodes, links, from, to, first, link, city)
    }

    /// The links at a node.
    func links(at v: Int) -> ArraySlice<Int32> { link[Int(first[v])..<Int(first[v + 1])] }

    func otherEnd(of l: Int, from v: Int) -> Int { Int(from[l]) == v ? Int(to[l]) : Int(from[l]) }

    /// Whether a link may be travelled away from a node.
    func leads(_ l: Int, awayFrom v: Int) -> Bool { Int(from[l]) == v || !city.isDirected[links[l]] }

    /// The nodes that a path leads to from the given ones, respecting direction.
    func reached(from starts: some Sequence<Int>) -> [Bool] {
        var isReached = [Bool](repeating: false, count: nodes.count)
        var queue: [Int32] = []
        for v in starts where !isReached[v] {
            isReached[v] = true
            queue.append(Int32(v))
        }
        var next = 0
        while next < queue.count {
            let v = Int(queue[next])
            next += 1
            for l32 in links(at: v) {
                let l = Int(l32), w = otherEnd(of: l, from: v)
                if !isReached[w], leads(l, awayFrom: v) {
                    isReached[w] = true
                    queue.append(Int32(w))
                }
            }
        }
        return isReached
    }

    /// The only neighbour's side of a dead end: true when all links at the node lead to one other node.
    func isDeadEnd(_ v: Int) -> Bool {
        let others = Set(links(at: v).map { otherEnd(of: Int($0), from: v) })
        return others.count == 1 && !others.contains(v)
    }

    /// The course of a link from its first to its last node.
    func course(_ l: Int) -> [Point] {
        let shape = city.shape(ofRow: links[l])
        return shape.count >= 2 ? shape : [points[Int(from[l])], points[Int(to[l])]]
    }

    /// The numbers of the nodes that are sources.
    func sources() -> [Int] { nodes.indices.filter { city.isSource[nodes[$0]] } }
}
