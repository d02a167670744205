import CascadeModel
import CriticalityRanking
import Diagnostics
import Geometry
import NetworkModel
import Testing

/// Against OpenQuake engine 3.26.2 (`openquake.risklib.connectivity.ELWCLPCLCCL_demand`), run on this network.
@Suite struct ConnectivityMeasuresTests {
    private static let edges: [(String, String, Double)] = [
        ("a", "c", 2), ("b", "c", 3), ("c", "d", 1), ("c", "e", 1.5), ("d", "f", 2.5), ("e", "f", 1), ("f", "g", 4),
        ("g", "h", 1), ("h", "i", 2), ("i", "e", 6), ("b", "j", 1), ("j", "h", 2), ("k", "l", 1),
    ]
    private static let events = [
        [], ["c"], ["cd", "hi"], ["b", "f"], ["e", "gh", "a"], ["a", "b"], ["j", "d", "ie"], ["h", "ef", "bc"],
    ]
    private func town(directed: Bool) throws -> CityModel {
        var builder = CityModelBuilder()
        for (i, id) in "abcdefghijkl".enumerated() {
            builder.addNode(
                String(id), layer: .power, kind: .powerNode, at: Point(x: Double(i), y: 0), isSource: "ab".contains(id))
        }
        for edge in Self.edges {
            builder.addLink(edge.0 + edge.1, layer: .power, kind: .powerLine, from: edge.0, to: edge.1, isDirected: directed)
        }
        // Nodes that something depends on are the ones to be reached.
        for id in "defghik" {
            builder.addFacility("house-\(id)", kind: .building, at: Point(x: 0, y: 0))
            builder.require("house-\(id)", "power", from: [String(id)])
        }
        var log = IssueLog()
        return try builder.freeze(&log)
    }
    private func failures(_ event: [String], _ model: CityModel) -> (nodes: [Int32], links: [Int32]) {
        let assets = event.compactMap { model.asset(named: $0) }
        return (
            assets.filter { $0 < model.nodeCount }.map { Int32($0) },
            assets.filter { $0 >= model.nodeCount }.map { Int32($0 - model.nodeCount) }
        )
    }

    /// Complete, partial, weighted and efficiency loss, event by event.
    private static let expected: [(byLength: Bool, directed: Bool, losses: [[Double]])] = [
        (false, false, [
            [0, 0, 0, 0], [0, 0.5, 0.7864087301587301, 0.36832298136645963],
            [0, 0, 0.08333333333333333, 0.09627329192546571],
            [0.16666666666666663, 0.5833333333333334, 0.8186507936507935, 0.4236024844720495],
            [0.16666666666666663, 0.5833333333333334, 0.7837301587301587, 0.4505767524401064],
            [1, 1, 1, 0.3291925465838508],
            [0.16666666666666663, 0.16666666666666666, 0.3515873015873016, 0.43726708074534154],
            [0.16666666666666663, 0.5833333333333334, 0.7976190476190476, 0.49254658385093164],
        ]),
        (false, true, [
            [0, 0, 0, 0], [0.16666666666666663, 0.5833333333333334, 0.8113095238095238, 0.3078848560700876],
            [0.33333333333333337, 0.3333333333333333, 0.3333333333333333, 0.3166458072590739],
            [0.6666666666666667, 0.8333333333333334, 0.9166666666666666, 0.5807259073842302],
            [0.16666666666666663, 0.5833333333333334, 0.7599206349206349, 0.5588235294117647],
            [1, 1, 1, 0.27659574468085096],
            [0.16666666666666663, 0.16666666666666666, 0.29365079365079366, 0.45181476846057567],
            [0.33333333333333337, 0.6666666666666666, 0.8333333333333334, 0.5901126408010011],
        ]),
        (true, false, [
            [0, 0, 0, 0], [0, 0.5, 0.77051371273431, 0.37564292766043095],
            [0, 0, 0.147333646102119, 0.1473335844451302],
            [0.16666666666666663, 0.5833333333333334, 0.8428267101838691, 0.4313112234755865],
            [0.16666666666666663, 0.5833333333333334, 0.7957638817121576, 0.4551388639806911],
            [1, 1, 1, 0.3363685847140356],
            [0.16666666666666663, 0.16666666666666666, 0.4015500657053565, 0.42087847066450634],
            [0.16666666666666663, 0.5833333333333334, 0.8154106710742374, 0.5004992054555886],
        ]),
        (true, true, [
            [0, 0, 0, 0], [0.16666666666666663, 0.5833333333333334, 0.8231184238215489, 0.3400664189275638],
            [0.33333333333333337, 0.3333333333333333, 0.3333333333333333, 0.29822878668686337],
            [0.6666666666666667, 0.8333333333333334, 0.9055059523809524, 0.5294379772584132],
            [0.16666666666666663, 0.5833333333333334, 0.7755367472034139, 0.53171009278171],
            [1, 1, 1, 0.2928834647252412],
            [0.16666666666666663, 0.16666666666666666, 0.3268398268398269, 0.403384185029744],
            [0.33333333333333337, 0.6666666666666666, 0.8286541005291005, 0.5574772107827738],
        ]),
    ]

    private func measures(_ model: CityModel, byLength: Bool, starts: Int = 1000, seed: UInt64 = 1) -> ConnectivityMeasures {
        let plain = ConnectivityMeasures(model, layer: 0, efficiencyStarts: starts, seed: seed)
        guard byLength else { return plain }
        let length = Dictionary(uniqueKeysWithValues: Self.edges.map { ($0.0 + $0.1, $0.2) })
        return ConnectivityMeasures(
            plain.graph, sources: plain.sources, demands: plain.demands,
            metresOfLink: model.links.map { length[model.id($0)] ?? .nan })
    }

    @Test func `the losses of each event are those of OpenQuake`() throws {
        for table in Self.expected {
            let model = try town(directed: table.directed)
            let measures = measures(model, byLength: table.byLength)
            #expect(measures.demands.count == 7 && measures.sources.count == 2)
            var search = measures.makeSearch()
            for (event, losses) in zip(Self.events, table.losses) {
                let failed = failures(event, model)
                let own = measures.losses(nodes: failed.nodes, links: failed.links, &search)
                for (a, b) in zip([own.complete, own.partial, own.weighted, own.efficiency.mean], losses) {
                    #expect(abs(a - b) < 1e-12, "\(event), by length \(table.byLength), one-way \(table.directed)")
                }
            }
        }
    }

    @Test(arguments: [1, 2]) func `means over events are those of OpenQuake, node by node, on any number of threads`(threads: Int) throws {
        let model = try town(directed: false)
        let measures = measures(model, byLength: false)
        let events = Self.events.map { failures($0, model) }
        let summary = measures.summary(draws: events.count, threads: threads) { events[$0] }
        #expect(summary.isolation.map { $0 * 8 } == [2, 2, 2, 1, 2, 1, 8])
        for (own, oq) in zip(summary.partialOfDemand.prefix(6), [4, 3.5, 3.5, 3, 3.5, 3]) { #expect(abs(own * 8 - oq) < 1e-5) }
        for (own, oq) in zip(summary.weightedOfDemand.prefix(6), [5.65, 4.375, 4.3125, 4.257143, 4.633333, 4.5]) {
            #expect(abs(own * 8 - oq) < 1e-5)
        }
        #expect(summary.partialOfDemand[6].isNaN && summary.weightedOfDemand[6].isNaN)
        let mean = Self.expected[0].losses.map { $0[2] }.reduce(0, +) / 8
        #expect(abs(summary.weighted.mean - mean) < 1e-6)
        #expect(summary.weighted.lower < mean && mean < summary.weighted.upper)
    }

    @Test func `efficiency from a few starts comes with an interval that holds the exact loss nineteen times in twenty`() throws {
        let model = try town(directed: false)
        let failed = failures(["h", "ef", "bc"], model)
        let exact = Self.expected[0].losses[7][3]
        var held = 0
        for seed in 0..<200 {
            let sampled = measures(model, byLength: false, starts: 8, seed: UInt64(seed))
            var search = sampled.makeSearch()
            let loss = sampled.losses(nodes: failed.nodes, links: failed.links, &search).efficiency
            #expect(loss.samples == 8 && loss.lower < loss.upper)
            if loss.lower <= exact && exact <= loss.upper { held += 1 }
        }
        #expect(held >= 180)
    }

    @Test func `a network without sources, demands or nodes loses nothing and says so`() {
        let empty = ArcGraph(positions: [], isIncluded: [], from: [], to: [], isDirected: [])
        let none = ConnectivityMeasures(empty, sources: [3], demands: [-1, 9])
        var search = none.makeSearch()
        let losses = none.losses(nodes: [7], links: [5, -1], &search)
        #expect(losses.complete.isNaN && losses.partial.isNaN && losses.weighted.isNaN && losses.efficiency.mean.isNaN)
        let summary = none.summary(draws: 3) { _ in ([], []) }
        #expect(summary.complete.mean.isNaN && summary.isolation.isEmpty)
    }
}
