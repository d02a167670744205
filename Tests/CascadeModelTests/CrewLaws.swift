import CascadeModel
import DamageModel
import Diagnostics
import NetworkModel
import RandomTowns
import ScenarioModel
import Testing

/// What holds of repair crews in every town, where all jobs may begin at once and no road is needed: then crews that are
/// handed jobs in a fixed order never begin one later for having fewer jobs before it or more hands.
///
/// Neither holds where jobs come one after another, nor where a road decides who is next: see `CrewTests`.
@Suite struct CrewLaws {
    private func damage(_ random: inout SeededGenerator, _ model: CityModel, count: Int) -> [Disturbance] {
        (0..<count).map { _ in
            Disturbance(
                asset: Int32(Int.random(in: 0..<model.assetCount, using: &random)), fromHours: 0, repairFromHours: 0,
                crewHours: Double(Int.random(in: 1...16, using: &random)) / 4, cause: .damaged)
        }
    }

    /// Black start depends on when a reserve began to drain, so that more damage can come at a better time.
    private func town(_ random: inout SeededGenerator) throws -> CityModel {
        var builder = CityModelBuilder(editing: try randomTown(&random))
        for i in builder.requirements.indices { builder.requirements[i].blackStart = false }
        var log = IssueLog()
        return try builder.freeze(&log)
    }

    private func run(_ model: CityModel, _ event: [Disturbance], _ rule: CrewRule, crews: Int) throws -> (consequence: Double, ends: [Double]) {
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let pools = (model.layers.map(\.name) + [CrewPool.facilities]).map {
            CrewPool(layer: $0, count: crews, rule: rule, position: SourcePosition(file: "law.xml", line: 1))
        }
        let outage = cascade.run(event, horizonHours: 40, crews: try CrewPlan(pools, model, cascade), state: &state)
        let ends = event.map { d in
            outage.repairs.first { $0.asset == d.asset && $0.finishedHours - $0.startedHours == d.crewHours }?.finishedHours ?? .infinity
        }
        return (ServiceOutcome(outage, on: model, base: ServiceBase(model)).consequence, ends)
    }

    @Test(arguments: CrewRule.allCases)
    func `more damage never brings a repair forward, and never helps`(rule: CrewRule) throws {
        for seed in 0..<60 {
            var random = SeededGenerator(seed: UInt64(seed) + 500)
            let model = try town(&random)
            let event = damage(&random, model, count: 6), more = event + damage(&random, model, count: 2)
            let crews = Int.random(in: 1...3, using: &random)
            let few = try run(model, event, rule, crews: crews), many = try run(model, more, rule, crews: crews)
            #expect(zip(few.ends, many.ends).allSatisfy { $0 <= $1 }, "seed \(seed)")
            #expect(few.consequence <= many.consequence, "seed \(seed)")
        }
    }

    @Test(arguments: CrewRule.allCases)
    func `one more crew never puts a repair off, and never hurts`(rule: CrewRule) throws {
        for seed in 0..<60 {
            var random = SeededGenerator(seed: UInt64(seed) + 900)
            let model = try town(&random)
            let event = damage(&random, model, count: 8)
            let crews = Int.random(in: 1...3, using: &random)
            let few = try run(model, event, rule, crews: crews), many = try run(model, event, rule, crews: crews + 1)
            #expect(zip(few.ends, many.ends).allSatisfy { $0 >= $1 }, "seed \(seed)")
            #expect(few.consequence >= many.consequence, "seed \(seed)")
        }
    }

    @Test func `restoring everything restores everyone`() throws {
        for seed in 0..<100 {
            var random = SeededGenerator(seed: UInt64(seed) + 70)
            // Black start and rings of requirements can leave assets off for good: those are named as deadlocks.
            let model = try randomTown(&random)
            let cascade = Cascade(model)
            var state = CascadeState(for: cascade)
            let event = damage(&random, model, count: 8)
            let pools = (model.layers.map(\.name) + [CrewPool.facilities]).map {
                CrewPool(layer: $0, count: 1, rule: random.pick(CrewRule.allCases), position: SourcePosition(file: "law.xml", line: 1))
            }
            let outage = cascade.run(event, horizonHours: 300, crews: try CrewPlan(pools, model, cascade), state: &state)
            #expect(outage.repairs.count == event.count)
            #expect(outage.repairs.allSatisfy { $0.finishedHours < 300 })
            if outage.deadlocks.isEmpty { #expect(outage.assets.allSatisfy { $0.untilHours < 300 }, "seed \(seed)") }
        }
    }

    @Test func `the order of the file never matters to crews`() throws {
        for seed in 0..<60 {
            var random = SeededGenerator(seed: UInt64(seed) + 40)
            let model = try randomTown(&random)
            let event = randomDamage(&random, on: model), pools = randomPools(&random, on: model)
            var builder = CityModelBuilder(editing: model)
            builder.reorderRows(using: &random)
            var log = IssueLog()
            let shuffled = try builder.freeze(&log)
            let a = Cascade(model), b = Cascade(shuffled)
            guard let planA = try? CrewPlan(pools, model, a) else { continue }
            let planB = try CrewPlan(pools, shuffled, b)
            var stateA = CascadeState(for: a), stateB = CascadeState(for: b)
            #expect(
                a.run(event, horizonHours: 12, crews: planA, state: &stateA)
                    == b.run(event.reversed(), horizonHours: 12, crews: planB, state: &stateB), "seed \(seed)")
        }
    }
}
