import CascadeModel
import Computation
import DamageModel
import Diagnostics
import NetworkModel
import RandomTowns
import Testing

@testable import CriticalityRanking

/// Snapshots beside the cascade itself, run again with each asset harmed or spared.
@Suite struct SnapshotTests {
    /// A random town without reserves, delays, black start and mutual support: power needs nothing, roads need power,
    /// water needs both.
    private func plainTown(_ random: inout SeededGenerator, linksSupply: Bool) throws -> CityModel {
        var options = RandomTownOptions()
        options.everyFeature = linksSupply
        options.nodesPerLayer = 3...9
        options.facilities = 2...6
        let model = try randomTown(&random, options)
        var builder = CityModelBuilder(editing: model)
        let strings = builder.strings
        func rank(_ id: Int32) -> Int {
            let name = strings[id]
            return name.hasPrefix("power") ? 0 : name.hasPrefix("road") ? 1 : name.hasPrefix("water") ? 2 : 3
        }
        builder.requirements.removeAll { need in
            rank(need.asset) == 3
                ? need.suppliers.contains { rank($0) == 3 } : need.suppliers.contains { rank($0) >= rank(need.asset) }
        }
        for i in builder.requirements.indices {
            builder.requirements[i].bufferHours = 0
            builder.requirements[i].restartDelayHours = 0
            builder.requirements[i].blackStart = false
        }
        var log = IssueLog()
        return try builder.freeze(&log)
    }

    @Test(arguments: 0..<10)
    func `integrated over time, snapshots are the cascade with one asset harmed or spared`(block: Int) throws {
        var effects = 0
        for seed in (block * 8)..<(block * 8 + 8) {
            var random = SeededGenerator(seed: UInt64(7000 + seed))
            let model = try plainTown(&random, linksSupply: seed % 2 == 1)
            let cascade = Cascade(model), base = ServiceBase(model)
            let event = randomDisturbances(&random, on: model, atMost: 8), horizon = 12.0
            let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: horizon)
            var state = CascadeState(for: cascade)
            func c(_ event: [Disturbance]) -> Double { runs.consequence(of: event, state: &state).value }

            let network = SupplyNetwork(model, cascade, base)
            var snapshot = Snapshot(network), all = SnapshotEffects(network)
            var added = [Double](repeating: 0, count: model.assetCount), spared = added, loss = 0.0
            let times = Set([0, horizon] + event.flatMap { [$0.fromHours, $0.untilHours] }).filter { $0 <= horizon }.sorted()
            for (from, until) in zip(times, times.dropFirst()) {
                let moment = (from + until) / 2
                snapshot.settle(
                    at: moment,
                    event.filter { $0.fromHours <= moment && moment < $0.untilHours }.map { ($0.fromHours, $0.asset) }
                        .sorted { $0.0 < $1.0 }, network)
                loss += snapshot.lossRate.value * (until - from)
                all.measure(&snapshot, network)
                for asset in 0..<model.facilities.lowerBound {
                    added[asset] += all.added[asset].value * (until - from)
                    spared[asset] += all.spared[asset].value * (until - from)
                }
            }
            let without = c(event)
            try #require(loss == without, "seed \(seed)")
            for asset in 0..<model.facilities.lowerBound {
                try #require(added[asset] == c(event.taking(down: asset)) - without, "seed \(seed), \(model.id(asset)) down")
                try #require(spared[asset] == without - c(event.sparing(asset)), "seed \(seed), \(model.id(asset)) unharmed")
                effects += added[asset] > 0 ? 1 : 0
                effects += spared[asset] > 0 ? 1 : 0
            }
        }
        #expect(effects > 40)
    }

    @Test func `whatever is tried, the snapshot is as before`() throws {
        for seed in 0..<20 {
            var random = SeededGenerator(seed: UInt64(8000 + seed))
            let model = try randomTown(&random), cascade = Cascade(model)
            let network = SupplyNetwork(model, cascade, ServiceBase(model))
            var snapshot = Snapshot(network), effects = SnapshotEffects(network)
            let downs = randomDisturbances(&random, on: model).map { ($0.fromHours, $0.asset) }.sorted { $0.0 < $1.0 }
            snapshot.settle(at: 6, downs, network)
            func picture() -> [[Bool]] {
                [snapshot.isOn, snapshot.delivers, snapshot.isDown, snapshot.isExhausted, snapshot.isPairOut]
            }
            let before = picture(), loss = snapshot.lossRate, parents = snapshot.parentNode
            effects.measure(&snapshot, network)
            #expect(picture() == before && snapshot.lossRate == loss && snapshot.parentNode == parents)
            snapshot.settle(at: 6, downs, network)
            #expect(picture() == before && snapshot.lossRate == loss)
            snapshot.undo(to: 0, network)
            #expect(snapshot.lossRate == ExactSum() && snapshot.delivers == network.delivers)
        }
    }

    /// Differences that are run in the part of the city that they matter in are those of the whole.
    @Test(arguments: 0..<5) func `an independent part gives the difference of the whole`(block: Int) throws {
        var smaller = 0
        for seed in (block * 10)..<(block * 10 + 10) {
            var random = SeededGenerator(seed: UInt64(9000 + seed))
            // Few relations between layers, so that parts are often smaller than the town.
            var options = RandomTownOptions()
            options.everyFeature = seed % 3 == 0
            options.facilities = 2...5
            var builder = CityModelBuilder(editing: try randomTown(&random, options))
            if seed % 3 > 0 {
                let strings = builder.strings
                builder.requirements.removeAll { !strings[$0.asset].hasPrefix("facility") && random.chance(70) }
            }
            var log = IssueLog()
            let model = try builder.freeze(&log), cascade = Cascade(model), parts = IndependentParts(of: model)
            let event = randomDisturbances(&random, on: model, atMost: 8)
            let runs = ConsequenceRuns(model, cascade, base: ServiceBase(model), horizonHours: 12)
            var state = CascadeState(for: cascade)
            func c(_ event: [Disturbance]) -> Double { runs.consequence(of: event, state: &state).value }
            for asset in 0..<model.assetCount {
                let part = parts.part(of: asset)
                let within = event.filter { parts.holds($0.asset, in: part) }
                if within.count < event.count { smaller += 1 }
                try #require(
                    c(within.taking(down: asset)) - c(within) == c(event.taking(down: asset)) - c(event), "seed \(seed)")
                try #require(c(within.sparing(asset)) - c(within) == c(event.sparing(asset)) - c(event), "seed \(seed)")
            }
        }
        #expect(smaller > 20)
    }
}
