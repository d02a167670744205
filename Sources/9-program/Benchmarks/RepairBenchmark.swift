import AccessModel
import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import FoundationEssentials
import NetworkModel
import ScenarioModel
import TownGenerator

/// Outages over a week with buffers and repair, sample after sample, on a generated town: with a repair for everything at
/// once, with limited crews, with crews that need a road, with a limit of travel time; and the drives of help.
///
/// Every node and link fails with probability 0.02 and takes 1 to 48 crew-hours. No peer computes the same.
enum RepairBenchmark {
    static func run(roadNodes: Int, samples: Int) throws {
        let model = try TownGenerator.town(try TownOptions(roadNodes: roadNodes)).model()
        Measurement(name: "assets", value: Double(model.assetCount), unit: "1").print()
        let cascade = Cascade(model), base = ServiceBase(model)
        func damage(_ sample: Int) -> [Disturbance] {
            (0..<model.links.upperBound).compactMap { asset in
                func draw(_ purpose: UInt64) -> Double {
                    CounterRandom.uniform(seed: 1, sample: UInt64(sample), key: UInt64(asset), purpose: purpose)
                }
                guard draw(1) < 0.02 else { return nil }
                return Disturbance(
                    asset: Int32(asset), fromHours: 0, repairFromHours: 0, crewHours: 1 + (47 * draw(2)).rounded(.down),
                    cause: .damaged, state: .extensive)
            }
        }
        let events = (0..<samples).map(damage)
        let limit = TravelLimit(limitSeconds: 1800, secondsOfLink: FreeFlow(model).seconds)
        let (timed, preparing) = seconds { Cascade(model, travelLimit: limit) }
        Measurement(name: "prepare-travel-limit", value: preparing, unit: "s").print()

        func measure(_ name: String, _ cascade: Cascade, _ plan: CrewPlan?) {
            var state = CascadeState(for: cascade)
            let (sum, time) = cpuSeconds {
                events.reduce(0) { sum, event in
                    let outage = cascade.run(event, horizonHours: 168, crews: plan, explaining: false, state: &state)
                    return sum + ServiceOutcome(outage, on: model, base: base).consequence
                }
            }
            Measurement(
                name: name, value: time / Double(samples) * 1000, unit: "ms of one processor per sample",
                comparedWith: "1,000 samples in 60 s on two cores, at 100,000 road nodes",
                limit: roadNodes == 100_000 ? 120 : .nan
            ).print()
            Measurement(name: name + "-resident-hours", value: sum / Double(samples), unit: "h").print()
        }
        measure("repair-at-once", cascade, nil)
        for (name, rule, needsRoad) in [
            ("repair-by-crews", CrewRule.firstDamaged, false), ("repair-by-crews-for-people", .mostPeople, false),
            ("repair-by-crews-on-roads", .firstDamaged, true),
        ] {
            let pools = model.layers.map {
                CrewPool(
                    layer: $0.name, count: max(1, roadNodes / 500), rule: rule, needsRoad: needsRoad,
                    position: SourcePosition(file: "benchmark"))
            }
            let (plan, time) = try seconds { try CrewPlan(pools, model, cascade) }
            Measurement(name: name + "-prepare", value: time, unit: "s").print()
            measure(name, cascade, plan)
        }
        measure("repair-at-once-within-30-minutes", timed, nil)

        var state = CascadeState(for: cascade)
        let (outage, explaining) = cpuSeconds { cascade.run(events[0], horizonHours: 168, state: &state) }
        Measurement(name: "one-run-explained", value: explaining * 1000, unit: "ms").print()
        let water = try RoadWater(model, [], .standard())
        let (access, time) = cpuSeconds {
            EmergencyAccess(model, cascade, outage, water: water, norms: AccessNorms(), vehicle: .ambulance, threads: 1)
        }
        Measurement(name: "access-of-one-run", value: time, unit: "s of one processor").print()
        Measurement(name: "access-moments", value: Double(access?.momentCount ?? 0), unit: "1").print()
        Measurement(name: "peak-memory", value: peakMemoryBytes() / 1e9, unit: "GB").print()
    }
}
