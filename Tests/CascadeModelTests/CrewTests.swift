import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import NetworkModel
import RandomTowns
import ScenarioModel
import Testing

/// Repair crews in towns whose repairs can be followed with a finger.
@Suite struct CrewTests {
    /// Source S — L1…L5 — transformers T1…T5 in a star, each with its own block of houses; H1 is a hospital.
    private func star(residents: [Double]) throws -> CityModel {
        var builder = CityModelBuilder()
        builder.addNode("S", layer: .power, kind: .gridConnection, at: Point(x: 0, y: 0), isSource: true)
        for (i, people) in residents.enumerated() {
            let n = i + 1
            builder.addNode("T\(n)", layer: .power, kind: .transformer, at: Point(x: Double(n), y: 10))
            builder.addLink("L\(n)", layer: .power, kind: .powerCable, from: "S", to: "T\(n)")
            let row = builder.addFacility("H\(n)", kind: n == 1 ? .hospital : .building, at: Point(x: Double(n), y: 20))
            builder.set(.residents, people, ofRow: row)
            builder.require("H\(n)", "power", from: ["T\(n)"])
        }
        var log = IssueLog()
        return try builder.freeze(&log)
    }

    private func damage(_ model: CityModel, _ id: String, at from: Double = 0, repairFrom: Double? = nil, hours: Double) throws -> Disturbance {
        Disturbance(
            asset: Int32(try #require(model.asset(named: id))), fromHours: from, repairFromHours: repairFrom ?? from,
            crewHours: hours, cause: .damaged, state: .extensive)
    }
    private func pool(
        _ count: Int, _ rule: CrewRule = .firstDamaged, layer: String = "power", needsRoad: Bool = false, from depot: String? = nil
    ) -> CrewPool {
        CrewPool(
            layer: layer, count: count, rule: rule, needsRoad: needsRoad, depot: depot,
            position: SourcePosition(file: "by-hand.xml", line: 3))
    }
    private func run(_ model: CityModel, _ event: [Disturbance], _ pools: [CrewPool], horizon: Double = 500) throws -> Outage {
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        return cascade.run(event, horizonHours: horizon, crews: try CrewPlan(pools, model, cascade), state: &state)
    }
    /// Identifier, start and end of each repair, in the order in which they began.
    private func order(_ outage: Outage, _ model: CityModel) -> [String] {
        outage.repairs.sorted { ($0.startedHours, $0.asset) < ($1.startedHours, $1.asset) }
            .map { "\(model.id(Int($0.asset))) \($0.startedHours)–\($0.finishedHours)" }
    }
    private func consequence(_ outage: Outage, _ model: CityModel) -> Double {
        ServiceOutcome(outage, on: model, base: ServiceBase(model)).consequence
    }

    // MARK: rules

    @Test(arguments: [
        (CrewRule.firstDamaged, ["T1 0.0–4.0", "T2 4.0–6.0", "T3 6.0–7.0"]),
        (.shortestFirst, ["T3 0.0–1.0", "T2 1.0–3.0", "T1 3.0–7.0"]),
        (.mostPeople, ["T2 0.0–2.0", "T3 2.0–3.0", "T1 3.0–7.0"]),
        (.hospitalsFirst, ["T1 0.0–4.0", "T2 4.0–6.0", "T3 6.0–7.0"]),
    ])
    func `one crew takes the jobs in the order of its rule`(rule: CrewRule, expected: [String]) throws {
        let model = try star(residents: [10, 50, 20])
        let event = try [damage(model, "T1", hours: 4), damage(model, "T2", hours: 2), damage(model, "T3", hours: 1)]
        let outage = try run(model, event, [pool(1, rule)])
        #expect(order(outage, model) == expected)
        // Each is out until its own repair is done.
        let ends = Dictionary(uniqueKeysWithValues: outage.repairs.map { ($0.asset, $0.finishedHours) })
        for down in outage.assets { if let end = ends[down.asset] { #expect(down.untilHours == end) } }
        for hit in outage.disturbances { #expect(hit.untilHours == ends[hit.asset]) }
    }

    @Test func `hospitals come before people, and people decide among hospitals' equals`() throws {
        let model = try star(residents: [10, 20, 50])
        let event = try ["T2", "T3", "T1"].map { try damage(model, $0, hours: 1) }
        #expect(order(try run(model, event, [pool(1, .hospitalsFirst)]), model) == ["T1 0.0–1.0", "T3 1.0–2.0", "T2 2.0–3.0"])
    }

    @Test func `two crews work side by side, and a free one takes the next job`() throws {
        let model = try star(residents: [10, 50, 20])
        let event = try [damage(model, "T1", hours: 4), damage(model, "T2", hours: 2), damage(model, "T3", hours: 1)]
        let outage = try run(model, event, [pool(2)])
        #expect(order(outage, model) == ["T1 0.0–4.0", "T2 0.0–2.0", "T3 2.0–3.0"])
        // 10 × 4 + 50 × 2 + 20 × 3 = 200.
        #expect(consequence(outage, model) == 200)
    }

    @Test func `what is under water waits for the water to go, and for a crew`() throws {
        let model = try star(residents: [10, 50])
        let event = try [damage(model, "T1", at: 2, repairFrom: 10, hours: 4), damage(model, "T2", at: 3, repairFrom: 11, hours: 1)]
        let outage = try run(model, event, [pool(1)])
        #expect(order(outage, model) == ["T1 10.0–14.0", "T2 14.0–15.0"])
        #expect(outage.repairs.map(\.waitingFromHours) == [10, 11])
        // 10 × (14 − 2) + 50 × (15 − 3) = 720.
        #expect(consequence(outage, model) == 720)
    }

    @Test func `no crew repairs nothing, and what needs no repair ends by itself`() throws {
        let model = try star(residents: [10, 50])
        let byHand = Disturbance(asset: Int32(try #require(model.asset(named: "T2"))), fromHours: 0, untilHours: 7, cause: .outOfService)
        let outage = try run(model, [damage(model, "T1", hours: 4), byHand], [pool(0)], horizon: 100)
        // 10 × 100 + 50 × 7 = 1,350.
        #expect(consequence(outage, model) == 1350)
        #expect(outage.repairs.map(\.startedHours) == [.infinity])
    }

    @Test func `a pool serves its own layer only, and facilities only where it says so`() throws {
        let model = try star(residents: [10, 50])
        let event = try [damage(model, "T1", hours: 4), damage(model, "H1", hours: 3), damage(model, "H2", hours: 5)]
        #expect(order(try run(model, event, [pool(1)]), model) == ["T1 0.0–4.0"])
        let both = try run(model, event, [pool(1), pool(1, layer: CrewPool.facilities)])
        #expect(order(both, model) == ["T1 0.0–4.0", "H1 0.0–3.0", "H2 3.0–8.0"])
    }

    @Test func `as many crews as jobs give what no limit gives, to the last bit`() throws {
        for seed in 0..<150 {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try randomTown(&random)
            let event = randomDamage(&random, on: model)
            let cascade = Cascade(model)
            var state = CascadeState(for: cascade)
            let pools = (model.layers.map(\.name) + [CrewPool.facilities]).map { pool(50, .mostPeople, layer: $0) }
            let limited = cascade.run(event, horizonHours: 12, crews: try CrewPlan(pools, model, cascade), state: &state)
            var free = cascade.run(event, horizonHours: 12, state: &state)
            #expect(limited.repairs.allSatisfy { $0.startedHours == $0.waitingFromHours })
            free.repairs = limited.repairs
            free.eventHours = limited.eventHours
            #expect(limited == free, "seed \(seed)")
        }
    }

    // MARK: roads

    /// G ═ r1 ═ A ═ r2 ═ B, with transformer T beside B; G is where help comes from.
    private func street() throws -> CityModel {
        var builder = CityModelBuilder()
        builder.addNode("G", layer: .road, kind: .gateway, at: Point(x: 0, y: 0), isSource: true)
        builder.addNode("A", layer: .road, kind: .roadJunction, at: Point(x: 100, y: 0))
        builder.addNode("B", layer: .road, kind: .roadJunction, at: Point(x: 200, y: 0))
        builder.addLink("r1", layer: .road, kind: .road, from: "G", to: "A")
        builder.addLink("r2", layer: .road, kind: .road, from: "A", to: "B")
        builder.addNode("S", layer: .power, kind: .gridConnection, at: Point(x: 0, y: 30), isSource: true)
        builder.addNode("T", layer: .power, kind: .transformer, at: Point(x: 190, y: 30))
        builder.addLink("cable", layer: .power, kind: .powerCable, from: "S", to: "T")
        let row = builder.addFacility("H", kind: .building, at: Point(x: 210, y: 0))
        builder.set(.residents, 100, ofRow: row)
        builder.require("H", "power", from: ["T"])
        var log = IssueLog()
        return try builder.freeze(&log)
    }
    private func closed(_ model: CityModel, _ id: String, _ from: Double, _ until: Double) throws -> Disturbance {
        Disturbance(
            asset: Int32(try #require(model.asset(named: id))), fromHours: from, untilHours: until, cause: .outOfService)
    }

    @Test func `work begins when an open road leads there, and goes on when it closes again`() throws {
        let model = try street()
        let event = try [damage(model, "T", hours: 4), closed(model, "r2", 0, 5), closed(model, "r2", 6, 20)]
        let outage = try run(model, event, [pool(1, needsRoad: true)])
        #expect(order(outage, model) == ["T 5.0–9.0"])
        #expect(outage.repairs.map(\.withoutRoadHours) == [5])
        #expect(!outage.repairs[0].isNeverReached)
        #expect(order(try run(model, event, [pool(1)]), model) == ["T 0.0–4.0"])
    }

    @Test func `what no open road reaches until the end is named`() throws {
        let model = try street()
        let event = try [damage(model, "T", hours: 4), closed(model, "r2", 0, .infinity)]
        let outage = try run(model, event, [pool(1, needsRoad: true)], horizon: 48)
        #expect(outage.repairs.map(\.isNeverReached) == [true])
        #expect(outage.repairs.map(\.withoutRoadHours) == [48])
        // One that only waited for a crew is not.
        let other = try run(model, [damage(model, "T", hours: 4)], [pool(0, needsRoad: true)], horizon: 48)
        #expect(other.repairs.map(\.isNeverReached) == [false])
        #expect(other.repairs.map(\.withoutRoadHours) == [0])
    }

    @Test func `road crews work their way in from what is open, whatever their rule`() throws {
        let model = try street()
        // By its rule the crew would take r2 first, but neither of its ends can be reached yet.
        let event = try [damage(model, "r1", hours: 6), damage(model, "r2", hours: 1), damage(model, "T", hours: 2)]
        let pools = [pool(1, .shortestFirst, layer: "road", needsRoad: true), pool(1, needsRoad: true)]
        #expect(order(try run(model, event, pools), model) == ["r1 0.0–6.0", "r2 6.0–7.0", "T 7.0–9.0"])
    }

    @Test func `a road junction is reached from its neighbour, a way into the network from outside`() throws {
        let model = try street()
        let event = try [damage(model, "A", hours: 3), damage(model, "G", hours: 2)]
        #expect(
            order(try run(model, event, [pool(2, layer: "road", needsRoad: true)]), model) == ["G 0.0–2.0", "A 2.0–5.0"])
    }

    @Test func `crews with a depot drive from there, not from where help enters`() throws {
        let model = try street()
        // The depot is at B; r1 is closed, so that nobody comes in from G, but T can be driven to from B.
        let event = try [damage(model, "T", hours: 4), closed(model, "r1", 0, 30)]
        #expect(order(try run(model, event, [pool(1, needsRoad: true)]), model) == ["T 30.0–34.0"])
        #expect(order(try run(model, event, [pool(1, needsRoad: true, from: "H")]), model) == ["T 0.0–4.0"])
        // With the depot cut off from T it is the other way round.
        let away = try [damage(model, "T", hours: 4), closed(model, "r2", 0, 30)]
        #expect(order(try run(model, away, [pool(1, needsRoad: true, from: "A")]), model) == ["T 30.0–34.0"])
    }

    @Test func `where things meet the roads is taken from the data, and else the nearest road is counted`() throws {
        let model = try street()
        let plan = try CrewPlan([pool(1, needsRoad: true)], model, Cascade(model))
        // S, T and the cable; T lies 10 m and 30 m from B, S 30 m from G.
        let mapping = try #require(plan.roadMapping)
        #expect(mapping.nearest == 3)
        #expect(mapping.stated == 0)
        #expect(abs(mapping.farthestMetres - 1000.0.squareRoot()) < 1e-9)
    }

    // MARK: faults

    @Test func `crews for what is not there are refused with file and line`() throws {
        let model = try star(residents: [1]), cascade = Cascade(model)
        func refusal(_ pools: CrewPool...) throws -> InputError {
            try #require(#expect(throws: InputError.self) { _ = try CrewPlan(pools, model, cascade) })
        }
        #expect(try refusal(pool(1, layer: "powr")).code == "crews-layer")
        #expect(try refusal(pool(1, layer: "powr")).remedy.contains("'power'"))
        #expect(try refusal(pool(1, needsRoad: true)).code == "crews-without-roads")
        #expect(try refusal(pool(1), pool(2)).code == "crews-layer")
        #expect(try refusal(pool(1, layer: "powr")).position?.line == 3)
        let street = try street()
        let unknown = try #require(#expect(throws: InputError.self) {
            _ = try CrewPlan([pool(1, needsRoad: true, from: "B9")], street, Cascade(street))
        })
        #expect(unknown.code == "unknown-asset")
    }

    // MARK: what does not hold

    /// Jobs that become available at different times: a crew that is kept busy is free at the better moment
    /// (Graham 1969, "Bounds on multiprocessing timing anomalies", SIAM J. Appl. Math. 17(2), shows the like).
    @Test func `with crews, more damage can help, where jobs come one after another`() throws {
        let model = try star(residents: [1, 1000, 1])
        // T1 is a long job that few wait for; T2 a short one that many wait for, but it comes later.
        let event = try [damage(model, "T1", at: 1, hours: 100), damage(model, "T2", at: 5, hours: 1)]
        let alone = try run(model, event, [pool(1, .mostPeople)])
        #expect(order(alone, model) == ["T1 1.0–101.0", "T2 101.0–102.0"])
        let more = try run(model, event + [damage(model, "T3", hours: 10)], [pool(1, .mostPeople)])
        #expect(order(more, model) == ["T3 0.0–10.0", "T2 10.0–11.0", "T1 11.0–111.0"])
        #expect(consequence(more, model) < consequence(alone, model))
    }

    @Test func `one more crew can hurt, where jobs come one after another`() throws {
        let model = try star(residents: [10, 10, 1, 1, 1000])
        let event = try [
            damage(model, "T1", hours: 5), damage(model, "T2", hours: 5), damage(model, "T3", at: 1, hours: 100),
            damage(model, "T4", at: 1, hours: 100), damage(model, "T5", at: 6, hours: 1),
        ]
        let one = try run(model, event, [pool(1, .mostPeople)]), two = try run(model, event, [pool(2, .mostPeople)])
        func end(_ outage: Outage) -> Double? { outage.repairs.last?.finishedHours }
        #expect(end(one) == 11)
        #expect(end(two) == 106)
        #expect(consequence(one, model) < consequence(two, model))
    }
}
