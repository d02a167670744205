import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import NetworkModel
import RandomTowns
import Testing

@Suite struct LossOriginTests {
    private func run(_ model: CityModel, _ event: [Disturbance], horizon: Double = 12) -> (Outage, ServiceOutcome) {
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(event, horizonHours: horizon, state: &state)
        return (outage, ServiceOutcome(outage, on: model, base: ServiceBase(model)))
    }

    @Test func `what begins at the origins is all that is lost, and every origin was hit`() throws {
        var origins = 0
        for seed in 0..<300 {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try randomTown(&random)
            let event = randomDisturbances(&random, on: model)
            let (outage, outcome) = run(model, event)
            let hit = Set(event.map { Int($0.asset) })
            for service in outcome.services {
                let number = model.service(named: service.service)
                let sum = outcome.origins.reduce(0) { sum, origin in
                    sum + (origin.services.first { $0.service == number }?.residentHours ?? 0)
                }
                #expect(sum == service.residentHoursLost, "seed \(seed)")
            }
            for origin in outcome.origins {
                origins += 1
                #expect(origin.residents <= outcome.residents)
                #expect(origin.services.allSatisfy { $0.residents <= origin.residents })
                #expect(hit.contains(origin.asset), "seed \(seed)")
            }
            #expect(outcome.origins.map(\.residentHours) == outcome.origins.map(\.residentHours).sorted(by: >))
            #expect(Set(outcome.origins.map(\.asset)).count == outcome.origins.count)
            if outage.services.allSatisfy({ $0.state == .onReserve }) { #expect(outcome.origins.isEmpty) }
        }
        #expect(origins > 150)
    }

    /// S feeds T1 and T2 by one cable; T1 feeds a hospital and a pump, the pump a block of houses that T2 feeds too.
    @Test func `people are counted once for each origin, and once for each service`() throws {
        var b = CityModelBuilder()
        b.addNode("S", layer: .power, kind: .gridConnection, at: Point(x: 0, y: 0), isSource: true)
        for id in ["T1", "T2"] {
            b.addNode(id, layer: .power, kind: .transformer, at: Point(x: 1, y: 0))
            b.addLink("L" + id, layer: .power, kind: .powerCable, from: "S", to: id)
        }
        b.addNode("P", layer: .water, kind: .pumpingStation, at: Point(x: 2, y: 0), isSource: true)
        b.require("P", "power", from: ["T1"])
        for (id, people, power) in [("H", 10.0, "T1"), ("B", 100, "T2")] {
            let row = b.addFacility(id, kind: .building, at: Point(x: 3, y: 0))
            b.set(.residents, people, ofRow: row)
            b.require(id, "power", from: [power])
            b.require(id, "water", from: ["P"])
        }
        var log = IssueLog()
        let model = try b.freeze(&log)
        func down(_ id: String, _ from: Double, _ until: Double) throws -> Disturbance {
            .init(asset: Int32(try #require(model.asset(named: id))), fromHours: from, untilHours: until, cause: .outOfService)
        }
        // T1 twice, 0–2 and 5–6: H without power and water, B without water. T2 at 1–4: B without power.
        let (_, outcome) = run(model, try [down("T1", 0, 2), down("T1", 5, 6), down("T2", 1, 4)])
        #expect(outcome.origins.map { model.id($0.asset) } == ["T1", "T2"])
        let first = outcome.origins[0]
        #expect(first.facilities == 2)
        #expect(first.residents == 110)
        // Power: 10 × 3; water: 110 × 3.
        #expect(first.services.map(\.residentHours) == [30, 330])
        #expect(first.services.map(\.residents) == [10, 110])
        #expect(first.residentHours == 360)
        #expect(outcome.origins[1].services.map(\.residentHours) == [300])
        // What began a loss counts: H is hit at 3 and has nothing from then on, although T1 would have stopped it at 5.
        let (_, own) = run(model, try [down("T1", 5, 12), down("H", 3, 12)])
        #expect(own.origins.map { model.id($0.asset) } == ["T1", "H"])
        #expect(own.origins.map(\.residentHours) == [700, 180])
    }

    @Test func `how many people an asset supplied is counted along the way of supply, through other networks too`() throws {
        var b = CityModelBuilder()
        b.addNode("S", layer: .power, kind: .gridConnection, at: Point(x: 0, y: 0), isSource: true)
        b.addNode("T", layer: .power, kind: .transformer, at: Point(x: 1, y: 0))
        b.addNode("U", layer: .power, kind: .transformer, at: Point(x: 1, y: 1))
        b.addLink("ST", layer: .power, kind: .powerCable, from: "S", to: "T")
        b.addLink("SU", layer: .power, kind: .powerCable, from: "S", to: "U")
        b.addNode("P", layer: .water, kind: .pumpingStation, at: Point(x: 2, y: 0), isSource: true)
        b.addNode("W", layer: .water, kind: .waterJunction, at: Point(x: 3, y: 0))
        b.addLink("PW", layer: .water, kind: .pipe, from: "P", to: "W")
        b.require("P", "power", from: ["T"])
        for (id, kind, people) in [("H", AssetKind.hospital, 10.0), ("B", .building, 100)] {
            let row = b.addFacility(id, kind: kind, at: Point(x: 3, y: 0))
            b.set(.residents, people, ofRow: row)
        }
        b.require("H", "power", from: ["U"])
        b.require("H", "water", from: ["W"])
        b.require("B", "power", from: ["T"])
        var log = IssueLog()
        let model = try b.freeze(&log)
        let dependence = SupplyDependence(model, Cascade(model))
        func people(_ id: String) throws -> [Double] {
            let asset = try #require(model.asset(named: id))
            return [dependence.residents[asset], dependence.hospitals[asset]]
        }
        // H hangs on U for power, and by its water on PW, P and T; both hang on S, each counted once.
        #expect(try people("S") == [110, 1])
        #expect(try people("T") == [110, 1])
        #expect(try people("ST") == [110, 1])
        #expect(try people("U") == [10, 1])
        #expect(try people("PW") == [10, 1])
        #expect(try people("B") == [100, 0])
    }
}
