public import CascadeModel
import Computation
import DamageModel
import NetworkModel
public import ReportWriting
import ScenarioModel

/// The samples of a scenario on one city: many draws of the same event.
public struct SampledRuns: Sendable {
    let event: EventRun
    let scenario: Scenario
    let threads: Int

    /// What is kept of one sample; memory does not grow with the city.
    public struct Sample: Sendable {
        /// The consequence C, weighted hours.
        public var consequence: Double
        /// Per service: resident-hours, peak residents out, hospital bed-hours.
        public var services: [(Double, Double, Double)]
        /// Vulnerable facilities that were out: pair and hours.
        public var facilities: [(facility: Int, service: Int, hours: Double)]
    }

    public struct Results: Sendable {
        /// By number of the draw.
        public var samples: [Sample]
        public var services: [String]
    }

    /// Runs all samples; the result does not depend on the number of threads.
    func run() -> Results {
        let model = event.model, cascade = event.cascade, damage = event.damage, base = event.base
        let vulnerable = Set(AssetKind.vulnerable)
        let samples = parallelMap(
            count: scenario.samples, threads: threads, chunk: 4, scratch: { CascadeState(for: cascade) }
        ) { number, state in
            let outage = cascade.run(
                damage.sample(number, seed: scenario.seed), horizonHours: scenario.horizonHours, explaining: false,
                state: &state)
            let outcome = ServiceOutcome(outage, on: model, base: base)
            return Sample(
                consequence: outcome.consequence,
                services: outcome.services.map { ($0.residentHoursLost, $0.residentsOutPeak, $0.hospitalBedHoursLost) },
                facilities: outcome.losses.filter {
                    $0.outHours > 0 && vulnerable.contains(model.kinds[Int(model.kind[$0.facility])])
                }.map { ($0.facility, $0.service, $0.outHours) })
        }
        return Results(samples: samples, services: base.serviceNames)
    }
}

extension SampledRuns.Results {
    /// Means with 95 % intervals; nil without samples.
    public var estimates: SampledOutcome? {
        guard !samples.isEmpty else { return nil }
        var out: [[Int]: (count: Int, hours: Double)] = [:]
        for sample in samples {
            for loss in sample.facilities { out[[loss.facility, loss.service], default: (0, 0)].count += 1 }
            for loss in sample.facilities { out[[loss.facility, loss.service], default: (0, 0)].hours += loss.hours }
        }
        let facilityOut = out.keys.sorted { $0.lexicographicallyPrecedes($1) }.map { key in
            let (count, hours) = out[key] ?? (0, 0)
            return (
                facility: key[0], service: key[1], probability: Estimate(successes: count, of: samples.count),
                meanOutHours: hours / Double(samples.count)
            )
        }
        return SampledOutcome(
            consequence: Estimate(samples.map(\.consequence)),
            services: services.indices.map { i in
                SampledOutcome.ServiceEstimate(
                    service: services[i], residentHoursLost: Estimate(samples.map { $0.services[i].0 }),
                    residentsOutPeak: Estimate(samples.map { $0.services[i].1 }),
                    hospitalBedHoursLost: Estimate(samples.map { $0.services[i].2 }))
            },
            facilityOut: facilityOut)
    }

    /// Mean reduction of C, sample by sample on the same draws; nil without samples.
    public func consequenceAvoided(by other: Self) -> Estimate? {
        guard !samples.isEmpty, samples.count == other.samples.count else { return nil }
        return Estimate(zip(samples, other.samples).map { $0.consequence - $1.consequence })
    }
}
