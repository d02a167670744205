import Geometry
import NetworkModel
import TestSupport
import Testing

@Suite struct BetweennessTests {
    /// All shortest ways of all pairs, written down plainly: by Floyd and Warshall, then by counting through each node.
    private func plain(_ streets: RandomStreets, _ lengths: [Double]) -> (nodes: [Double], links: [Double]) {
        let n = streets.positions.count
        var distance = (0..<n).map { a in (0..<n).map { a == $0 ? 0 : Double.infinity } }
        var arcs: [(tail: Int, head: Int, link: Int)] = []
        for l in streets.from.indices where streets.from[l] != streets.to[l] && lengths[l].isFinite {
            arcs.append((Int(streets.from[l]), Int(streets.to[l]), l))
            if !streets.isDirected[l] { arcs.append((Int(streets.to[l]), Int(streets.from[l]), l)) }
        }
        for arc in arcs { distance[arc.tail][arc.head] = min(distance[arc.tail][arc.head], lengths[arc.link]) }
        for k in 0..<n { for a in 0..<n { for b in 0..<n { distance[a][b] = min(distance[a][b], distance[a][k] + distance[k][b]) } } }
        // Ways from a to b, by the last arc, nearest first.
        let ways = (0..<n).map { a in
            var count = Array(repeating: 0.0, count: n)
            count[a] = 1
            for b in (0..<n).filter({ $0 != a && distance[a][$0] < .infinity }).sorted(by: { distance[a][$0] < distance[a][$1] }) {
                for arc in arcs where arc.head == b && distance[a][arc.tail] + lengths[arc.link] == distance[a][b] { count[b] += count[arc.tail] }
            }
            return count
        }
        var nodes = Array(repeating: 0.0, count: n), links = Array(repeating: 0.0, count: lengths.count)
        for a in 0..<n {
            for b in 0..<n where a != b && distance[a][b] < .infinity {
                for v in 0..<n where v != a && v != b && distance[a][v] + distance[v][b] == distance[a][b] {
                    nodes[v] += ways[a][v] * ways[v][b] / ways[a][b]
                }
                for arc in arcs where distance[a][arc.tail] + lengths[arc.link] + distance[arc.head][b] == distance[a][b] {
                    links[arc.link] += ways[a][arc.tail] * ways[arc.head][b] / ways[a][b]
                }
            }
        }
        let factor = streets.isDirected.indices.contains { streets.isDirected[$0] && streets.from[$0] != streets.to[$0] } ? 1 : 0.5
        return (nodes.map { $0 * factor }, links.map { $0 * factor })
    }

    @Test(arguments: 0..<30)
    func `every pair's shortest ways are shared out as counted plainly`(seed: Int) {
        var draws = Draws(seed: seed)
        for round in 0..<4 {
            let streets = RandomStreets(&draws, nodes: 1...14, oneWayPercent: round % 2 == 0 ? 0 : 40)
            // Whole lengths with many ties; in the last round short and very long ones together, and closed links.
            let lengths = streets.from.map { _ in
                round == 3 && draws.chance(30)
                    ? draws.chance(30) ? .infinity : 100_000 : Double(Int.random(in: 1...4, using: &draws))
            }
            let own = Betweenness(
                streets.graph(), lengthOfLink: lengths, resolution: 0.5, includingLinks: true, threads: 1 + seed % 2)
            let expected = plain(streets, lengths)
            for (a, b) in zip(own.ofNode, expected.nodes) { #expect(abs(a - b) < 1e-9) }
            for (a, b) in zip(own.ofLink, expected.links) { #expect(abs(a - b) < 1e-9) }
            #expect(own.isExact && own.largestError == 0)
        }
    }

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `the tables of networkx and igraph are reproduced`() throws {
        let nodeRows = try referenceRows("domain/reference/graph_nodes.csv")
        let edgeRows = try referenceRows("domain/reference/graph_edges.csv")
        #expect(Set(nodeRows.map { $0["graph"] }).count >= 8)
        for name in Set(nodeRows.compactMap { $0["graph"] }) {
            let nodes = nodeRows.filter { $0["graph"] == name }, edges = edgeRows.filter { $0["graph"] == name }
            let number = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1["node"] ?? "", Int32($0)) })
            func ends(_ column: String) throws -> [Int32] { try edges.map { try #require(number[$0[column] ?? ""]) } }
            let graph = ArcGraph(
                positions: nodes.map { _ in Point(x: 0, y: 0) }, isIncluded: nodes.map { _ in true }, from: try ends("u"),
                to: try ends("v"), isDirected: edges.map { _ in false })
            let own = Betweenness(graph, includingLinks: true)
            for (i, row) in nodes.enumerated() {
                #expect(abs(own.ofNode[i] - (Double(row["betweenness_raw"] ?? "") ?? .nan)) < 1e-9, "\(name) \(row)")
            }
            for (i, row) in edges.enumerated() {
                #expect(abs(own.ofLink[i] - (Double(row["edge_betweenness_raw"] ?? "") ?? .nan)) < 1e-9, "\(name) \(row)")
            }
        }
        let arcs = try referenceRows("domain/reference/graph_weighted_digraph_edges.csv")
        let expected = try referenceRows("domain/reference/graph_weighted_digraph_nodes.csv")
        func column(_ name: String) throws -> [Double] { try arcs.map { try #require(Double($0[name] ?? "")) } }
        let graph = ArcGraph(
            positions: expected.map { _ in Point(x: 0, y: 0) }, isIncluded: expected.map { _ in true },
            from: try column("u").map { Int32($0) }, to: try column("v").map { Int32($0) }, isDirected: arcs.map { _ in true })
        let own = Betweenness(graph, lengthOfLink: try column("w"))
        for (i, row) in expected.enumerated() {
            #expect(row["node"] == "\(i)")
            #expect(abs(own.ofNode[i] - (Double(row["betweenness_raw"] ?? "") ?? .nan)) < 1e-9)
        }
    }

    /// A row of diamonds: through each of them there are two ways.
    private func diamonds(_ count: Int) -> ArcGraph {
        var from: [Int32] = [], to: [Int32] = []
        for d in 0..<Int32(count) {
            for side: Int32 in [1, 2] {
                from += [3 * d, 3 * d + side]
                to += [3 * d + side, 3 * d + 3]
            }
        }
        let n = 3 * count + 1
        return ArcGraph(
            positions: (0..<n).map { Point(x: Double($0), y: 0) }, isIncluded: (0..<n).map { _ in true }, from: from, to: to,
            isDirected: from.map { _ in false })
    }

    @Test func `more shortest ways than a number can hold are shared out all the same`() {
        // Between the ends of 1,100 diamonds there are 2¹¹⁰⁰ ways.
        let count = 1100, own = Betweenness(diamonds(count))
        for d in [0, 1, 550, 1099] {
            // A side of diamond d: of the pairs left and right of it half pass it, and none of the others.
            let left = Double(3 * d + 1), right = Double(3 * (count - d - 1) + 1)
            #expect(abs(own.ofNode[3 * d + 1] - (left * right / 2)) < 1e-3 * left * right)
        }
        // The node between two diamonds: every pair left and right of it.
        let left = Double(3 * 550), right = left
        #expect(abs(own.ofNode[3 * 550] - left * right) < 1 + 1e-3 * left * right)
    }

    /// Drawing k of n sources without replacement, the square of the standard error is in the mean the mean square error
    /// (Cochran 1977, "Sampling techniques", 3rd ed., theorems 2.2 and 2.4), whatever the network.
    @Test func `the standard error is as large as errors are, and none is beyond the bound`() {
        var draws = Draws(seed: 5)
        let streets = RandomStreets(&draws, nodes: 60...60, oneWayPercent: 0)
        let graph = streets.graph(), exact = Betweenness(graph, lengthOfLink: streets.seconds)
        var errors = 0.0, told = 0.0, sum = 0.0, beyond = 0, all = 0
        for seed in 0..<400 {
            let some = Betweenness(graph, lengthOfLink: streets.seconds, from: .drawn(20, seed: UInt64(seed)), threads: 1)
            #expect(!some.isExact && some.sourceCount == 20)
            for v in exact.ofNode.indices where exact.ofNode[v] > 50 {
                let error = some.ofNode[v] - exact.ofNode[v]
                errors += error * error
                told += some.standardError[v] * some.standardError[v]
                sum += error / exact.ofNode[v]
                all += 1
                if abs(error) > some.largestError { beyond += 1 }
            }
        }
        #expect(all > 2000 && beyond == 0)
        #expect(abs(errors / told - 1) < 0.1, "\(errors / told)")
        #expect(abs(sum / Double(all)) < 0.02, "\(sum / Double(all))")
    }

    @Test func `twice the standard error covers most errors of the nodes that many ways pass`() {
        var draws = Draws(seed: 6), streets = RandomStreets(line: 1)
        while streets.from.count < 500 { streets = RandomStreets(&draws, nodes: 300...300, oneWayPercent: 0) }
        let graph = streets.graph(), exact = Betweenness(graph, lengthOfLink: streets.seconds)
        var inside = 0, all = 0
        for seed in 0..<40 {
            let some = Betweenness(graph, lengthOfLink: streets.seconds, from: .drawn(100, seed: UInt64(seed)))
            for v in exact.ofNode.indices where exact.ofNode[v] > 3000 {
                all += 1
                if abs(some.ofNode[v] - exact.ofNode[v]) <= 2 * some.standardError[v] { inside += 1 }
            }
        }
        #expect(all > 300 && Double(inside) > 0.9 * Double(all) && inside < all, "\(inside) of \(all)")
    }

    @Test func `all nodes as sources leave no error`() {
        var draws = Draws(seed: 5)
        let streets = RandomStreets(&draws, nodes: 60...60, oneWayPercent: 0)
        let graph = streets.graph(), exact = Betweenness(graph, lengthOfLink: streets.seconds)
        let every = Betweenness(graph, lengthOfLink: streets.seconds, from: .drawn(60, seed: 1))
        #expect(every.isExact && every.ofNode == exact.ofNode && every.largestError == 0)
        let listed = Betweenness(graph, lengthOfLink: streets.seconds, from: .these((0..<60).map { $0 } + [99, -1]))
        #expect(listed.sourceCount == 60 && zip(listed.ofNode, exact.ofNode).allSatisfy { abs($0 - $1) < 1e-9 })
    }

    @Test(arguments: [1, 2, 3]) func `neither threads nor the order in memory change a bit`(threads: Int) {
        var draws = Draws(seed: 9)
        let streets = RandomStreets(&draws, nodes: 200...200)
        let one = Betweenness(streets.graph(), lengthOfLink: streets.seconds, includingLinks: true, threads: 1)
        let many = Betweenness(streets.graph(), lengthOfLink: streets.seconds, includingLinks: true, threads: threads)
        #expect(one.ofNode == many.ofNode && one.ofLink == many.ofLink)
    }

    @Test func `nothing to pass gives nothing`() {
        let empty = ArcGraph(positions: [], isIncluded: [], from: [], to: [], isDirected: [])
        #expect(Betweenness(empty).ofNode.isEmpty)
        let line = RandomStreets(line: 3).graph()
        for closed in [[1, .infinity], [.nan, 1], [-1, 1.0]] { #expect(Betweenness(line, lengthOfLink: closed).ofNode == [0, 0, 0]) }
        // What is too short to tell counts as the shortest that can be told.
        #expect(Betweenness(line, lengthOfLink: [0, 0]).ofNode == [0, 1, 0])
        #expect(Betweenness(line, lengthOfLink: [1e-300, 1e300]).ofNode == [0, 1, 0])
    }
}
