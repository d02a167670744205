import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import NetworkModel
import RandomTowns
import Testing

/// Clusters of losses, each run by itself, beside runs of the whole town.
@Suite struct OutageClusterTests {
    private static let horizon = 12.0

    /// A town with an event, and what was lost in it.
    private struct Event {
        let model: CityModel, cascade: Cascade
        let disturbances: [Disturbance]
        var state: CascadeState
        var clusters: OutageClusters
        let lost: Double

        init(_ model: CityModel, _ disturbances: [Disturbance], limit: TravelLimit? = nil) {
            self.model = model
            self.disturbances = disturbances
            cascade = Cascade(model, travelLimit: limit)
            state = CascadeState(for: cascade)
            clusters = OutageClusters(for: cascade)
            lost = consequence(cascade, disturbances, &state, model)
            clusters.sort(state, cascade)
        }

        mutating func clusters(ofAsset asset: Int32) -> Set<Int32> {
            var found = Set<Int32>()
            clusters.forEachCluster(ofAsset: Int(asset), cascade) { found.insert($0) }
            return found
        }
        mutating func clusters(ofNeed need: Int) -> Set<Int32> {
            var found = Set<Int32>()
            clusters.forEachCluster(ofNeed: need, cascade) { found.insert($0) }
            return found
        }
        /// What happens in some clusters, without what harms `spared`.
        mutating func disturbances(of wanted: Set<Int32>, sparing spared: Int32 = -1) -> [Disturbance] {
            disturbances.filter { $0.asset != spared && !clusters(ofAsset: $0.asset).isDisjoint(with: wanted) }
        }
    }

    private static func consequence(
        _ cascade: Cascade, _ disturbances: [Disturbance], _ state: inout CascadeState, _ model: CityModel
    ) -> Double {
        let outage = cascade.run(disturbances, horizonHours: horizon, explaining: false, state: &state)
        return ServiceOutcome(outage, on: model, base: ServiceBase(model)).consequence
    }
    private static func consequence(_ cascade: Cascade, _ disturbances: [Disturbance], _ model: CityModel) -> Double {
        var state = CascadeState(for: cascade)
        return consequence(cascade, disturbances, &state, model)
    }

    private static func event(_ random: inout SeededGenerator) throws -> Event {
        var options = RandomTownOptions()
        options.nodesPerLayer = 4...12
        options.facilities = 2...8
        let model = try randomTown(&random, options)
        return Event(
            model, randomDisturbances(&random, on: model, atMost: 12), limit: random.chance(25) ? limit(on: model, &random) : nil)
    }

    private static func limit(on model: CityModel, _ random: inout SeededGenerator) -> TravelLimit {
        TravelLimit(
            layer: Layer("road"), limitSeconds: Double(Int.random(in: 5...25, using: &random)),
            secondsOfLink: (0..<model.linkCount).map { _ in Double(Int.random(in: 0...8, using: &random)) })
    }

    @Test(arguments: 0..<10) func `what sparing an asset saves is found in its clusters alone`(block: Int) throws {
        var apart = 0
        for seed in (block * 100)..<(block * 100 + 100) {
            var random = SeededGenerator(seed: UInt64(seed))
            var event = try Self.event(&random)
            for asset in Set(event.disturbances.map(\.asset)).sorted() {
                let own = event.clusters(ofAsset: asset)
                let before = event.disturbances(of: own), after = event.disturbances(of: own, sparing: asset)
                let saved = Self.consequence(event.cascade, before, event.model) - Self.consequence(event.cascade, after, event.model)
                let all = event.disturbances.filter { $0.asset != asset }
                #expect(saved == event.lost - Self.consequence(event.cascade, all, event.model), "seed \(seed), asset \(asset)")
                if saved > 0 && before.count < event.disturbances.count { apart += 1 }
            }
        }
        #expect(apart > 10)
    }

    @Test(arguments: 0..<10) func `what a bigger reserve or one more supplier saves is found in the clusters of the requirement`(block: Int) throws {
        var apart = 0
        for seed in (block * 100)..<(block * 100 + 100) {
            var random = SeededGenerator(seed: UInt64(1000 + seed))
            var event = try Self.event(&random)
            let model = event.model, needs = model.requirements
            for need in 0..<needs.count where event.cascade.isMetAtBaseline(need) {
                guard !needs.suppliers(need).contains(where: { model.links.contains(Int($0)) }) else { continue }
                var suppliers = Set(needs.suppliers(need))
                if random.chance(50) {
                    let other = Int32(Int.random(in: 0..<model.nodeCount, using: &random))
                    if other != needs.asset[need] { suppliers.insert(other) }
                }
                let change = Cascade.ChangedNeed(
                    need: need, bufferHours: needs.bufferHours[need] + Double(Int.random(in: 0...6, using: &random)) / 2,
                    blackStart: needs.blackStart[need], suppliers: suppliers.sorted())
                let changed = event.cascade.changing([change])
                let saved = event.lost - Self.consequence(changed, event.disturbances, model)
                var own = event.clusters(ofNeed: need)
                guard !own.isEmpty else {
                    #expect(saved == 0, "seed \(seed), requirement \(need)")
                    continue
                }
                for supplier in suppliers { own.formUnion(event.clusters(ofAsset: supplier)) }
                let inside = event.disturbances(of: own)
                let there = Self.consequence(event.cascade, inside, model) - Self.consequence(changed, inside, model)
                #expect(there == saved, "seed \(seed), requirement \(need)")
                if saved > 0 && inside.count < event.disturbances.count { apart += 1 }
            }
        }
        #expect(apart > 2)
    }

    @Test(arguments: 0..<5) func `what a new cable saves is found in the clusters around it`(block: Int) throws {
        var useful = 0
        for seed in (block * 100)..<(block * 100 + 100) {
            var random = SeededGenerator(seed: UInt64(5000 + seed))
            let town = try Self.event(&random)
            var builder = CityModelBuilder(editing: town.model)
            let layer = random.pick(["power", "water", "road"])
            let ends = town.model.nodes.filter { town.model.layers[Int(town.model.layer[$0])].name == layer }.map { town.model.id($0) }
            builder.addLink("new", layer: Layer(layer), kind: AssetKind("link"), from: random.pick(ends), to: random.pick(ends))
            var log = IssueLog()
            let model = try builder.freeze(&log)
            guard let new = model.asset(named: "new") else { continue }
            let built = town.disturbances.compactMap { disturbance -> Disturbance? in
                var moved = disturbance
                guard let asset = model.asset(named: town.model.id(Int(disturbance.asset))) else { return nil }
                moved.asset = Int32(asset)
                return moved
            }
            let absent = Disturbance(asset: Int32(new), fromHours: 0, untilHours: .infinity, cause: .outOfService)
            var event = Event(model, built + [absent], limit: random.chance(40) ? Self.limit(on: model, &random) : nil)
            event.clusters.sort(event.state, event.cascade, leavingOut: [Int32(new)])
            var own = Set<Int32>()
            event.clusters.forEachCluster(around: new, event.cascade) { own.insert($0) }
            let inside = event.disturbances(of: own)
            let there = Self.consequence(event.cascade, inside + [absent], model) - Self.consequence(event.cascade, inside, model)
            #expect(there == event.lost - Self.consequence(event.cascade, built, model), "seed \(seed)")
            if there > 0 { useful += 1 }
        }
        #expect(useful > 0)
    }

    @Test func `two neighbourhoods fed apart are two clusters, and a place that lost both services joins nothing`() throws {
        var builder = CityModelBuilder()
        builder.epsg = 28992
        for (i, name) in ["east", "west", "well"].enumerated() {
            builder.addNode(
                name, layer: Layer(i < 2 ? "power" : "water"), kind: AssetKind("node"), at: Point(x: Double(i), y: 0), isSource: true)
        }
        for name in ["a", "b"] { builder.set(.residents, 3, ofRow: builder.addFacility(name, kind: .building, at: Point(x: 0, y: 1))) }
        builder.require("a", "power", from: ["east"])
        builder.require("b", "power", from: ["west"])
        builder.require("b", "water", from: ["well"])
        var log = IssueLog()
        let model = try builder.freeze(&log)
        let down = try ["east", "west", "well"].map {
            Disturbance(asset: Int32(try #require(model.asset(named: $0))), fromHours: 0, untilHours: 4, cause: .damaged)
        }
        var event = Event(model, down)
        let own = down.map { event.clusters(ofAsset: $0.asset) }
        #expect(Set(own).count == 3 && own.allSatisfy { $0.count == 1 })
        #expect(event.lost == 36)
        event.clusters.sort(event.state, event.cascade, asOne: true)
        #expect(Set(down.map { event.clusters(ofAsset: $0.asset) }).count == 1)
    }
}
