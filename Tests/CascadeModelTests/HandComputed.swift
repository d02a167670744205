import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import NetworkModel
import Testing

/// Small towns whose outages can be followed with a finger.
@Suite struct HandComputed {
    /// source S — line L — transformer T; hospital H needs power from T.
    private func chain(buffer: Double, restart: Double = 0, recharge: Double = .infinity, black: Bool = false) throws -> CityModel {
        var builder = CityModelBuilder()
        builder.addNode("S", layer: .power, kind: .gridConnection, at: Point(x: 0, y: 0), isSource: true)
        builder.addNode("T", layer: .power, kind: .transformer, at: Point(x: 10, y: 0))
        builder.addLink("L", layer: .power, kind: .powerCable, from: "S", to: "T")
        let row = builder.addFacility("H", kind: .hospital, at: Point(x: 10, y: 5))
        builder.set(.residents, 100, ofRow: row)
        builder.require(
            "H", "power", from: ["T"], bufferHours: buffer, restartDelayHours: restart, rechargeRate: recharge,
            blackStart: black)
        return try freeze(builder)
    }
    private func freeze(_ builder: CityModelBuilder) throws -> CityModel {
        var log = IssueLog()
        return try builder.freeze(&log)
    }
    private func down(_ model: CityModel, _ id: String, _ from: Double, _ until: Double) throws -> Disturbance {
        Disturbance(
            asset: Int32(try #require(model.asset(named: id))), fromHours: from, untilHours: until, cause: .outOfService)
    }
    private func run(_ model: CityModel, _ event: [Disturbance], horizon: Double = 72) -> Outage {
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        return cascade.run(event, horizonHours: horizon, state: &state)
    }
    private func services(_ outage: Outage) -> [[Double]] {
        outage.services.map { [$0.state == .onReserve ? 1 : 2, $0.fromHours, $0.untilHours] }
    }

    @Test func `a generator of 24 h carries a hospital from the loss to the hour it runs dry`() throws {
        let model = try chain(buffer: 24)
        let outage = run(model, [try down(model, "L", 3, 40)])
        // Lost at 3, reserve [3, 27), out [27, 40).
        #expect(services(outage) == [[1, 3, 27], [2, 27, 40]])
        let outcome = ServiceOutcome(outage, on: model, base: ServiceBase(model))
        #expect(outcome.consequence == 100 * 13)
        #expect(outcome.services[0].residentHoursLost == 1300)
        #expect(outcome.services[0].resilienceCurve == [.init(hours: 0, shareServed: 1), .init(hours: 27, shareServed: 0), .init(hours: 40, shareServed: 1)])
        #expect(outcome.services[0].resilienceLossHours == 13)
    }

    @Test func `the cause chain runs from the damage to the hospital`() throws {
        let model = try chain(buffer: 24)
        let outage = run(model, [try down(model, "L", 3, 40)])
        let hospital = Int32(try #require(model.asset(named: "H")))
        #expect(outage.causeChain(of: hospital, at: 30).map { model.id(Int($0)) } == ["L", "T", "H"])
        #expect(outage.assets.map(\.reason) == [.unsupplied, .hazard, .cascade])
    }

    @Test func `a reserve that ends in the moment supply returns leaves no outage`() throws {
        let model = try chain(buffer: 24)
        #expect(services(run(model, [try down(model, "T", 0, 24)])) == [[1, 0, 24]])
    }

    @Test func `a partly drained reserve recharges at its rate`() throws {
        // Drained 0–3 of 4 h, recharged 3–5 at half an hour per hour: 1 + 1 = 2 h are left at 5.
        let model = try chain(buffer: 4, recharge: 0.5)
        let outage = run(model, [try down(model, "T", 0, 3), try down(model, "T", 5, 20)])
        #expect(services(outage) == [[1, 0, 3], [1, 5, 7], [2, 7, 20]])
    }

    @Test func `service returns with supply, the facility itself after its restart delay`() throws {
        let model = try chain(buffer: 1, restart: 2)
        let outage = run(model, [try down(model, "T", 0, 10)])
        #expect(services(outage) == [[1, 0, 1], [2, 1, 10]])
        let hospital = try #require(model.asset(named: "H"))
        let own = outage.assets.filter { Int($0.asset) == hospital }
        #expect(own.map { [$0.fromHours, $0.untilHours] } == [[1, 12]])
    }

    @Test func `what was wrong before the event is a fault of the data and never a loss`() throws {
        var builder = CityModelBuilder(editing: try chain(buffer: 4))
        builder.addNode("orphan", layer: .power, kind: .transformer, at: Point(x: 50, y: 0))
        let row = builder.addFacility("school", kind: .school, at: Point(x: 50, y: 5))
        builder.set(.residents, 7, ofRow: row)
        builder.require("school", "power", from: ["orphan"])
        let model = try freeze(builder)
        let cascade = Cascade(model)
        #expect(cascade.baselineFaults.map { model.id($0.asset) } == ["school"])
        var state = CascadeState(for: cascade)
        let outage = cascade.run([try down(model, "S", 0, .infinity)], horizonHours: 48, state: &state)
        #expect(Set(outage.services.map { model.id(Int($0.facility)) }) == ["H"])
    }

    /// Plant P (source) needs cooling water from pump W; W (source of water) needs power from P.
    private func cooling(black: Bool) throws -> CityModel {
        var builder = CityModelBuilder()
        builder.addNode("P", layer: .power, kind: .powerPlant, at: Point(x: 0, y: 0), isSource: true)
        builder.addNode("W", layer: .water, kind: .pumpingStation, at: Point(x: 10, y: 0), isSource: true)
        builder.require("P", "water", from: ["W"], bufferHours: 1)
        builder.require("W", "power", from: ["P"], bufferHours: 6, blackStart: black)
        return try freeze(builder)
    }

    @Test func `a ring that supports itself keeps running`() throws {
        let model = try cooling(black: false)
        #expect(Cascade(model).baselineFaults.isEmpty)
        #expect(run(model, []).assets.isEmpty)
    }

    @Test func `two assets that each need the other stay off and are named`() throws {
        let model = try cooling(black: false)
        // W is out 0–3; P follows at 1 h; at 3 h W may return but waits for P, and P for W.
        let outage = run(model, [try down(model, "W", 0, 3)])
        #expect(outage.deadlocks.map { $0.map { model.id(Int($0)) } } == [["P", "W"]])
        #expect(outage.assets.map { [$0.fromHours, $0.untilHours] } == [[1, 72], [0, 72]])
    }

    @Test func `a deadlock through a link is named too`() throws {
        // Pump W needs its own main M to be under pressure, and M is only under pressure when W runs.
        var builder = CityModelBuilder()
        builder.addNode("W", layer: .water, kind: .pumpingStation, at: Point(x: 0, y: 0), isSource: true)
        builder.addNode("J", layer: .water, kind: .waterJunction, at: Point(x: 10, y: 0))
        builder.addLink("M", layer: .water, kind: .pipe, from: "W", to: "J")
        builder.require("W", "water", from: ["M"])
        let model = try freeze(builder)
        let outage = run(model, [try down(model, "W", 1, 2)])
        #expect(outage.deadlocks.map { $0.map { model.id(Int($0)) } } == [["W"]])
    }

    @Test func `a reserve without end can start an asset too`() throws {
        let model = try chain(buffer: .infinity, black: true)
        // H is hit while T is down: it starts again on its own reserve, which never ends.
        let outage = run(model, [try down(model, "T", 0, 50), try down(model, "H", 1, 3)])
        let hospital = try #require(model.asset(named: "H"))
        #expect(outage.assets.filter { Int($0.asset) == hospital }.map { [$0.fromHours, $0.untilHours] } == [[1, 3]])
    }

    @Test func `with a limit of travel time a node is supplied up to the limit, and a detour can be too long`() throws {
        // S ─10─ A ─10─ B, and a way round S ─25─ B; limit 20.
        var builder = CityModelBuilder()
        for (id, x) in [("A", 1.0), ("B", 2), ("S", 0)] {
            builder.addNode(id, layer: .road, kind: .roadJunction, at: Point(x: x, y: 0), isSource: id == "S")
        }
        for (id, from, to) in [("1", "S", "A"), ("2", "A", "B"), ("3", "S", "B")] {
            builder.addLink(id, layer: .road, kind: .road, from: from, to: to)
        }
        let model = try freeze(builder)
        func outages(_ limit: Double, _ event: [Disturbance]) -> [[Double]] {
            let cascade = Cascade(model, travelLimit: TravelLimit(limitSeconds: limit, secondsOfLink: [10, 10, 25]))
            var state = CascadeState(for: cascade)
            return cascade.run(event, horizonHours: 72, state: &state).assets.map { [Double($0.asset), $0.fromHours, $0.untilHours] }
        }
        let closed = [try down(model, "2", 5, 9)]
        // B (node 1) goes round in 25: within a limit of 25, beyond one of 24. Link 2 is asset 4.
        #expect(outages(25, closed) == [[4, 5, 9]])
        #expect(outages(24, closed) == [[1, 5, 9], [4, 5, 9]])
        #expect(outages(.infinity, closed) == [[4, 5, 9]])
        // With a limit of 19 B was too far before: a fault of the data, not a loss.
        #expect(outages(19, closed) == [[4, 5, 9]])
        let near = Cascade(model, travelLimit: TravelLimit(limitSeconds: 19, secondsOfLink: [10, 10, 25]))
        #expect(near.unsuppliedAtBaseline == [1])
    }

    @Test func `a reserve that may black-start breaks the deadlock`() throws {
        let model = try cooling(black: true)
        // At 3 h the pump starts on the reserve that it lost power with at 1 h (good to 7 h); the plant follows.
        let outage = run(model, [try down(model, "W", 0, 3)])
        #expect(outage.deadlocks.isEmpty)
        #expect(outage.assets.map { [$0.fromHours, $0.untilHours] } == [[1, 3], [0, 3]])
    }

    @Test func `two of three feeders are enough until the second fails`() throws {
        var builder = CityModelBuilder()
        for i in 1...3 {
            builder.addNode("F\(i)", layer: .power, kind: .transformer, at: Point(x: Double(i), y: 0), isSource: true)
        }
        let row = builder.addFacility("H", kind: .hospital, at: Point(x: 0, y: 5))
        builder.set(.residents, 10, ofRow: row)
        builder.require("H", "power", from: ["F1", "F2", "F3"], atLeast: 2)
        let model = try freeze(builder)
        let outage = run(model, [try down(model, "F1", 0, .infinity), try down(model, "F3", 8, 9)])
        #expect(services(outage) == [[2, 8, 9]])
    }

    @Test func `a one-way link carries one way only`() throws {
        var builder = CityModelBuilder()
        builder.addNode("A", layer: .water, kind: .well, at: Point(x: 0, y: 0), isSource: true)
        for (i, id) in ["B", "C"].enumerated() {
            builder.addNode(id, layer: .water, kind: .waterJunction, at: Point(x: Double(i + 1), y: 0))
        }
        builder.addLink("AB", layer: .water, kind: .pipe, from: "A", to: "B", isDirected: true)
        builder.addLink("CB", layer: .water, kind: .pipe, from: "C", to: "B", isDirected: true)
        let cascade = Cascade(try freeze(builder))
        #expect(cascade.unsuppliedAtBaseline == [2])
    }

    @Test func `restoring everything restores everyone`() throws {
        for buffer in [0.0, 2, 30] {
            let model = try chain(buffer: buffer)
            let outage = run(model, [try down(model, "S", 0, 20), try down(model, "L", 5, 21), try down(model, "H", 1, 22)])
            #expect(outage.assets.allSatisfy { $0.untilHours < 72 })
            #expect(outage.services.allSatisfy { $0.untilHours < 72 })
        }
    }
}
