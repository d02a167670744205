import Geometry
import Glibc

/// Places for nodes of which no file says where they are. The same network is always drawn the same way.
enum SchematicLayout {
    /// Metres between one ring of the drawing and the next.
    private static let ringMetres = 100.0

    /// A drawing of the whole network: each part a tree of shortest paths around its best connected node, on rings, with
    /// an angle for each branch that grows with its leaves; parts side by side.
    /// - Complexity: O(nodes + links).
    static func places(nodeCount: Int, links: [(from: Int, to: Int)]) -> [Point] {
        let neighbours = Neighbours(nodeCount, links)
        var places = [Point](repeating: Point(x: 0, y: 0), count: nodeCount)
        var ring = [Int](repeating: -1, count: nodeCount), parent = ring
        var leaves = [Double](repeating: 0, count: nodeCount)
        var start = [Double](repeating: 0, count: nodeCount), width = start
        var left = 0.0
        let byDegree = (0..<nodeCount).sorted {
            (neighbours.degree(of: $1), $0) < (neighbours.degree(of: $0), $1)
        }
        for centre in byDegree where ring[centre] < 0 {
            var order = [centre], next = 0
            ring[centre] = 0
            while next < order.count {
                let v = order[next]
                next += 1
                neighbours.forEach(of: v) { w in
                    guard ring[w] < 0 else { return }
                    ring[w] = ring[v] + 1
                    parent[w] = v
                    order.append(w)
                }
            }
            for v in order.reversed() {
                if leaves[v] == 0 { leaves[v] = 1 }
                if parent[v] >= 0 { leaves[parent[v]] += leaves[v] }
            }
            let radius = Double(ring[order[order.count - 1]]) * ringMetres
            width[centre] = 2 * .pi
            var used = [Int: Double]()
            for v in order {
                if parent[v] >= 0 {
                    let p = parent[v]
                    width[v] = width[p] * leaves[v] / leaves[p]
                    start[v] = start[p] + used[p, default: 0]
                    used[p, default: 0] += width[v]
                }
                let angle = start[v] + width[v] / 2, distance = Double(ring[v]) * ringMetres
                places[v] = Point(x: left + radius + distance * cos(angle), y: distance * sin(angle))
            }
            left += 2 * radius + 2 * ringMetres
        }
        return places
    }

    /// Places for the nodes that have none: the middle of the neighbours that have one, the nearest to such first; a
    /// part in which no node has a place goes to the middle of all.
    static func filled(_ known: [Point?], links: [(from: Int, to: Int)]) -> [Point] {
        var places = known
        var waiting = places.indices.filter { places[$0] == nil }
        if waiting.isEmpty { return places.compactMap { $0 } }
        let neighbours = Neighbours(known.count, links)
        while !waiting.isEmpty {
            var found: [(node: Int, place: Point)] = []
            for node in waiting {
                var sum = Point(x: 0, y: 0), count = 0.0
                neighbours.forEach(of: node) { other in
                    guard let place = places[other] else { return }
                    sum = Point(x: sum.x + place.x, y: sum.y + place.y)
                    count += 1
                }
                if count > 0 { found.append((node, Point(x: sum.x / count, y: sum.y / count))) }
            }
            if found.isEmpty {
                let all = places.compactMap { $0 }, count = Double(max(1, all.count))
                let middle = Point(
                    x: all.reduce(0) { $0 + $1.x / count }, y: all.reduce(0) { $0 + $1.y / count })
                found = waiting.map { ($0, middle) }
            }
            for (node, place) in found { places[node] = place }
            waiting.removeAll { places[$0] != nil }
        }
        return places.compactMap { $0 }
    }

    /// The nodes at the other ends of each node's links, in order of the links.
    private struct Neighbours {
        private var first: [Int], other: [Int]

        init(_ count: Int, _ links: [(from: Int, to: Int)]) {
            first = Array(repeating: 0, count: count + 1)
            for link in links {
                first[link.from + 1] += 1
                first[link.to + 1] += 1
            }
            for v in 0..<count { first[v + 1] += first[v] }
            var next = first
            other = Array(repeating: 0, count: links.count * 2)
            for link in links {
                other[next[link.from]] = link.to
                next[link.from] += 1
                other[next[link.to]] = link.from
                next[link.to] += 1
            }
        }
        func degree(of v: Int) -> Int { first[v + 1] - first[v] }
        func forEach(of v: Int, _ body: (Int) -> Void) {
            for i in first[v]..<first[v + 1] { body(other[i]) }
        }
    }
}
