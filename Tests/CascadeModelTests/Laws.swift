import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import NetworkModel
import RandomTowns
import Testing

/// What must hold in every town.
@Suite struct Laws {
    private func consequence(_ model: CityModel, _ event: [Disturbance], horizon: Double = 12) -> Double {
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(event, horizonHours: horizon, explaining: false, state: &state)
        return ServiceOutcome(outage, on: model, base: ServiceBase(model)).consequence
    }

    /// Black start depends on when a reserve began to drain, so that more damage can come at a better time.
    private func townWithoutBlackStart(_ random: inout SeededGenerator) throws -> CityModel {
        var builder = CityModelBuilder(editing: try randomTown(&random))
        for i in builder.requirements.indices { builder.requirements[i].blackStart = false }
        var log = IssueLog()
        return try builder.freeze(&log)
    }

    @Test(arguments: 0..<10) func `more damage never helps`(block: Int) throws {
        for seed in (block * 20)..<(block * 20 + 20) {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try townWithoutBlackStart(&random)
            let event = randomDisturbances(&random, on: model).map {
                Disturbance(asset: $0.asset, fromHours: $0.fromHours, untilHours: .infinity, cause: $0.cause)
            }
            let more = event + randomDisturbances(&random, on: model)
            #expect(consequence(model, event) <= consequence(model, more), "seed \(seed)")
        }
    }

    @Test(arguments: 0..<10) func `the order in which a file lists things never matters`(block: Int) throws {
        for seed in (block * 10)..<(block * 10 + 10) {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try randomTown(&random)
            let event = randomDisturbances(&random, on: model)
            var builder = CityModelBuilder(editing: model)
            builder.reorderRows(using: &random)
            var log = IssueLog()
            let shuffled = try builder.freeze(&log)
            #expect((0..<model.assetCount).map { model.id($0) } == (0..<model.assetCount).map { shuffled.id($0) })
            let a = Cascade(model), b = Cascade(shuffled)
            var stateA = CascadeState(for: a), stateB = CascadeState(for: b)
            #expect(
                a.run(event, horizonHours: 12, state: &stateA) == b.run(event, horizonHours: 12, state: &stateB),
                "seed \(seed)")
        }
    }

    @Test(arguments: 0..<10) func `a bigger buffer never hurts when nothing is repaired`(block: Int) throws {
        for seed in (block * 20)..<(block * 20 + 20) {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try townWithoutBlackStart(&random)
            guard model.requirements.count > 0 else { continue }
            let event = randomDisturbances(&random, on: model).map {
                Disturbance(asset: $0.asset, fromHours: $0.fromHours, untilHours: .infinity, cause: $0.cause)
            }
            var builder = CityModelBuilder(editing: model)
            let chosen = Int.random(in: 0..<builder.requirements.count, using: &random)
            builder.requirements[chosen].bufferHours += 3
            var log = IssueLog()
            #expect(consequence(try builder.freeze(&log), event) <= consequence(model, event), "seed \(seed)")
        }
    }
}

extension CityModelBuilder {
    /// The same features in another order, as if the file had been shuffled.
    mutating func reorderRows(using random: inout SeededGenerator) {
        let order = (0..<rowCount).shuffled(using: &random)
        var newRow = [Int32](repeating: 0, count: rowCount)
        for (new, old) in order.enumerated() { newRow[old] = Int32(new) }
        rowClass = order.map { rowClass[$0] }
        identifier = order.map { identifier[$0] }
        displayName = order.map { displayName[$0] }
        kind = order.map { kind[$0] }
        layer = order.map { layer[$0] }
        x = order.map { x[$0] }
        y = order.map { y[$0] }
        isSource = order.map { isSource[$0] }
        from = order.map { from[$0] }
        to = order.map { to[$0] }
        isDirected = order.map { isDirected[$0] }
        shapeStart = order.map { shapeStart[$0] }
        shapeCount = order.map { shapeCount[$0] }
        fileNumber = order.map { fileNumber[$0] }
        line = order.map { line[$0] }
        for i in numeric.indices { numeric[i].rows = numeric[i].rows.map { newRow[Int($0)] } }
        for i in text.indices { text[i].rows = text[i].rows.map { newRow[Int($0)] } }
        requirements.shuffle(using: &random)
        for i in requirements.indices { requirements[i].suppliers.shuffle(using: &random) }
    }
}
