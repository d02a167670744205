import Diagnostics
import Geometry
import NetworkModel
import Testing

/// A small generator (SplitMix64); the seed is the test's argument.
struct Draws: RandomNumberGenerator {
    private var state: UInt64
    init(seed: Int) { state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678 }
    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}

/// Streets at random: parallel links, loops and one-way links among them.
struct RandomStreets {
    var positions: [Point] = []
    var from: [Int32] = [], to: [Int32] = []
    var isDirected: [Bool] = []
    var seconds: [Double] = []

    init(_ draws: inout Draws, nodes: ClosedRange<Int> = 1...30, oneWayPercent: Int = 30, ties: Bool = false) {
        let count = Int.random(in: nodes, using: &draws)
        for _ in 0..<count {
            positions.append(Point(x: Double.random(in: 0...100, using: &draws), y: Double.random(in: 0...100, using: &draws)))
        }
        for _ in 0..<Int.random(in: 0...(2 * count), using: &draws) {
            from.append(Int32.random(in: 0..<Int32(count), using: &draws))
            to.append(Int32.random(in: 0..<Int32(count), using: &draws))
            isDirected.append(draws.chance(oneWayPercent))
            seconds.append(ties ? Double(Int.random(in: 0...3, using: &draws)) : Double.random(in: 0...10, using: &draws))
        }
    }

    func graph(without left: Set<Int> = []) -> ArcGraph {
        ArcGraph(
            positions: positions, isIncluded: positions.indices.map { !left.contains($0) }, from: from, to: to,
            isDirected: isDirected)
    }

    /// Bellman and Ford: every arc again and again until nothing gets better.
    func plainTimes(_ seconds: [Double], closed: Set<Int>, sources: [(number: Int, node: Int)]) -> [(Double, Int)] {
        var best = Array(repeating: (Double.infinity, -1), count: positions.count)
        for source in sources.reversed() where !closed.contains(source.node) { best[source.node] = (0, source.number) }
        var changed = true
        while changed {
            changed = false
            for l in from.indices {
                for (a, b) in [(Int(from[l]), Int(to[l])), (Int(to[l]), Int(from[l]))].prefix(isDirected[l] ? 1 : 2)
                where best[a].1 >= 0 && !closed.contains(a) && !closed.contains(b) {
                    let offer = (best[a].0 + seconds[l], best[a].1)
                    if offer.0 < best[b].0 || (offer.0 == best[b].0 && offer.1 < best[b].1) {
                        best[b] = offer
                        changed = true
                    }
                }
            }
        }
        return best
    }
}

@Suite struct TravelTimesTests {
    @Test(arguments: 0..<40)
    func `after every event the times are those of a search from scratch, to the last bit`(seed: Int) {
        var draws = Draws(seed: seed)
        for _ in 0..<10 {
            let streets = RandomStreets(
                &draws, oneWayPercent: draws.chance(50) ? 0 : 30, ties: draws.chance(50))
            let count = Int32(streets.positions.count)
            let sources = (0..<Int.random(in: 0...4, using: &draws)).map { _ in Int32.random(in: 0..<count, using: &draws) }
            let graph = streets.graph()
            let undisturbed = NearestSource(graph, secondsOfLink: streets.seconds, sourceNodes: sources)
            var times = TravelTimes(for: undisturbed)
            for event in 0..<6 {
                var changes = TravelTimes.Changes()
                var seconds = streets.seconds
                for l in seconds.indices where event > 0 && draws.chance(20) {
                    seconds[l] = draws.chance(60) ? .infinity : Double(Int.random(in: 0...12, using: &draws))
                    changes.links.append((Int32(l), seconds[l]))
                }
                for v in 0..<count where event > 0 && draws.chance(5) { changes.closedNodes.append(v) }
                for s in sources.indices where event > 0 && draws.chance(20) { changes.lostSources.append(Int32(s)) }
                times.apply(changes, to: undisturbed)
                let lost = Set(changes.lostSources)
                let plain = streets.plainTimes(
                    seconds, closed: Set(changes.closedNodes.map { Int($0) }),
                    sources: sources.enumerated().filter { !lost.contains(Int32($0.offset)) }.map { ($0.offset, Int($0.element)) })
                for v in 0..<count {
                    #expect(times.seconds(to: v, graph) == plain[Int(v)].0)
                    #expect(times.source(of: v, graph) ?? -1 == (plain[Int(v)].0 < .infinity ? plain[Int(v)].1 : -1))
                    // The route that is named takes as long as it should.
                    let route = times.route(of: v, graph).reversed().reduce(0.0) { $0 + seconds[Int($1)] }
                    #expect(plain[Int(v)].0 == .infinity || route == plain[Int(v)].0)
                }
            }
        }
    }

    @Test func `one-way streets lead from a post, and the other way to a hospital`() throws {
        var builder = CityModelBuilder()
        for (i, id) in ["a", "b", "c"].enumerated() {
            builder.addNode(id, layer: .road, kind: .roadJunction, at: Point(x: Double(i), y: 0))
        }
        builder.addNode("pipe", layer: .water, kind: .waterJunction, at: Point(x: 0, y: 0))
        builder.addLink("ab", layer: .road, kind: .road, from: "a", to: "b", isDirected: true)
        builder.addLink("bc", layer: .road, kind: .road, from: "b", to: "c")
        var log = IssueLog()
        let model = try builder.freeze(&log)
        let road = model.layer(named: "road")
        let away = ArcGraph(model, layer: road), towards = ArcGraph(model, layer: road, reversed: true)
        #expect(away.placeCount == 3 && away.place[3] == -1)
        func seconds(_ graph: ArcGraph, from node: Int32) -> [Double] {
            let times = TravelTimes(for: NearestSource(graph, secondsOfLink: [10, 5], sourceNodes: [node]))
            return (0..<4).map { times.seconds(to: $0, graph) }
        }
        #expect(seconds(away, from: 1) == [.infinity, 0, 5, .infinity])
        #expect(seconds(towards, from: 1) == [10, 0, 5, .infinity])
    }

    @Test func `times that are no times close a street`() {
        let streets = RandomStreets(line: 3)
        let graph = streets.graph()
        for wrong in [-1.0, .nan, .infinity, -.infinity] {
            let times = TravelTimes(
                for: NearestSource(graph, secondsOfLink: [1, wrong], sourceNodes: [0, -5, 99]))
            #expect([0, 1, 2].map { times.seconds(to: $0, graph) } == [0, 1, .infinity])
            #expect(times.source(of: 2, graph) == nil)
        }
    }
}

extension RandomStreets {
    /// A street of that many nodes, one second from each to the next.
    init(line count: Int) {
        var draws = Draws(seed: 0)
        self.init(&draws, nodes: 1...1)
        positions = (0..<count).map { Point(x: Double($0), y: 0) }
        from = (0..<Int32(count - 1)).map { $0 }
        to = from.map { $0 + 1 }
        isDirected = from.map { _ in false }
        seconds = from.map { _ in 1 }
    }
}
