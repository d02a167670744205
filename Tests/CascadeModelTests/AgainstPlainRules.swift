import CascadeModel
import DamageModel
import NetworkModel
import ScenarioModel
import RandomTowns
import Testing

@Suite struct AgainstPlainRules {
    private var options: RandomTownOptions {
        var options = RandomTownOptions()
        options.endlessBuffers = true
        return options
    }

    @Test(arguments: 0..<40)
    func `the engine gives what the plain rules give, on random towns with every feature`(block: Int) throws {
        for seed in (block * 25)..<(block * 25 + 25) {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try randomTown(&random, options)
            let cascade = Cascade(model)
            var state = CascadeState(for: cascade)
            // Several events on one state: what a run leaves behind must not reach the next.
            for _ in 0..<3 {
                let event = randomDisturbances(&random, on: model)
                let outage = cascade.run(event, horizonHours: 12, state: &state)
                let plain = PlainCascade(model)
                let expected = plain.run(event, horizon: 12)
                try #require(compared(outage) == expected, "seed \(seed)")
            }
        }
    }

    /// Travel times in tenths, whose sums are not exact in binary; some roads take no time, some cannot be driven.
    private func randomLimit(_ random: inout SeededGenerator, _ model: CityModel) -> (layer: String, seconds: [Double], limit: Double) {
        let seconds = (0..<model.linkCount).map { _ in
            random.chance(10) ? 0 : random.chance(3) ? .infinity : Double(Int.random(in: 1...40, using: &random)) / 10
        }
        return (random.pick(model.layers).name, seconds, Double(Int.random(in: 0...120, using: &random)) / 10)
    }

    @Test(arguments: 0..<40)
    func `crews, roads to the work and limits of travel time give what the plain rules give`(block: Int) throws {
        var seen = (repairs: 0, waited: 0, cutOff: 0, tooFar: 0)
        for seed in (block * 50)..<(block * 50 + 50) {
            var random = SeededGenerator(seed: UInt64(seed) + 1_000_000)
            let model = try randomTown(&random, options)
            let limit = random.chance(60) ? randomLimit(&random, model) : nil
            let cascade = Cascade(
                model,
                travelLimit: limit.map { TravelLimit(layer: Layer($0.layer), limitSeconds: $0.limit, secondsOfLink: $0.seconds) })
            if limit != nil, cascade.unsuppliedAtBaseline != Cascade(model).unsuppliedAtBaseline { seen.tooFar += 1 }
            var state = CascadeState(for: cascade)
            for _ in 0..<3 {
                var pools = randomPools(&random, on: model)
                if (try? CrewPlan(pools, model, cascade)) == nil { pools.indices.forEach { pools[$0].needsRoad = false; pools[$0].depot = nil } }
                let plan = try CrewPlan(pools, model, cascade)
                let event = randomDamage(&random, on: model)
                let outage = cascade.run(event, horizonHours: 12, crews: plan, state: &state)
                let plain = PlainCascade(model, limit: limit)
                let expected = plain.run(
                    event, horizon: 12, crews: PlainCrews(pools, SupplyDependence(model, cascade)))
                try #require(compared(outage) == expected, "seed \(seed): \(pools)")
                let unexplained = cascade.run(event, horizonHours: 12, crews: plan, explaining: false, state: &state)
                try #require(unexplained.services == outage.services, "seed \(seed)")
                let untraced = cascade.run(event, horizonHours: 12, crews: plan, explaining: false, tracing: false, state: &state)
                try #require(times(untraced) == times(outage), "seed \(seed)")
                seen.repairs += outage.repairs.count
                seen.waited += outage.repairs.count { $0.startedHours > $0.waitingFromHours }
                seen.cutOff += outage.repairs.count { $0.withoutRoadHours > 0 }
            }
        }
        #expect(seen.repairs > 100 && seen.waited > 20 && seen.cutOff > 5 && seen.tooFar > 0, "\(seen)")
    }

    /// Services with their times, without what they were lost with.
    private func times(_ outage: Outage) -> [Outage.ServiceOutage] {
        outage.services.map { service in
            var service = service
            // What was hit itself is known either way.
            service.causedBy = -1
            return service
        }.sorted { ($0.facility, $0.service, $0.fromHours) < ($1.facility, $1.service, $1.fromHours) }
    }

    private func compared(_ outage: Outage) -> PlainCascade.Result {
        var result = PlainCascade.Result()
        result.services = outage.services.map {
            [Double($0.facility), Double($0.service), $0.state == .onReserve ? 1 : 2, $0.fromHours, $0.untilHours]
        }
        result.assets = outage.assets.map { [Double($0.asset), $0.fromHours, $0.untilHours] }
        result.repairs = outage.repairs.map {
            [Double($0.asset), Double($0.pool), $0.waitingFromHours, $0.startedHours, $0.finishedHours]
        }.sorted { $0.lexicographicallyPrecedes($1) }
        result.stops = outage.stoppedNodes.map { [Double($0.node), $0.fromHours, $0.untilHours] }
        return result
    }

    @Test func `every cause chain starts at something the event hit`() throws {
        var chains = 0, later = 0, standing = 0
        for seed in 0..<300 {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try randomTown(&random, options)
            let cascade = Cascade(model)
            guard cascade.baselineFaults.isEmpty else { continue }
            var state = CascadeState(for: cascade)
            let event = randomDisturbances(&random, on: model)
            let outage = cascade.run(event, horizonHours: 12, state: &state)
            let hit = Set(event.map(\.asset))
            for down in outage.assets {
                let chain = outage.causeChain(of: down.asset, at: down.fromHours)
                #expect(chain.last == down.asset)
                chains += 1
                #expect(hit.contains(try #require(chain.first)), "seed \(seed): \(chain.map { model.id(Int($0)) })")
                // At every quarter of an hour it begins at what the event keeps down, or has kept down before.
                for hours in stride(from: down.fromHours, to: down.untilHours, by: 0.25) {
                    let chain = outage.causeChain(of: down.asset, at: hours)
                    #expect(hit.contains(try #require(chain.first)), "seed \(seed) at \(hours): \(chain.map { model.id(Int($0)) })")
                    later += 1
                    if event.contains(where: { $0.asset == chain[0] && $0.fromHours <= hours && hours < $0.untilHours }) { standing += 1 }
                }
            }
        }
        #expect(chains > 300)
        // The others are starting again, or wait for each other.
        #expect(standing * 10 > later * 8, "\(standing) of \(later)")
    }
}
