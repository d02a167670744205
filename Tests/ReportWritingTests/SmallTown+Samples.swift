import Diagnostics
import CascadeModel
import NetworkModel
import ReportWriting
import ScenarioModel

extension SmallTown {
    /// Made-up means over 200 samples.
    static func addSamples(_ input: inout ReportInput) {
        func e(_ mean: Double, _ half: Double) -> Estimate {
            Estimate(mean: mean, lower: mean - half, upper: mean + half, samples: 200)
        }
        let hospital = input.model.asset(named: "H1") ?? 0, home = input.model.asset(named: "C1") ?? 0
        let power = input.model.service(named: "power") ?? 0, water = input.model.service(named: "water") ?? 0
        input.scenario.samples = 200
        input.sampled = SampledOutcome(
            consequence: e(80_123, 4321),
            services: input.outcome.services.map {
                .init(
                    service: $0.service, residentHoursLost: $0.service == "road" ? e(0, 0) : e(30_000, 2000),
                    residentsOutPeak: $0.service == "road" ? e(0, 0) : e(1402.5, 98),
                    hospitalBedHoursLost: $0.service == "water" ? e(2871.4, 155) : e(0, 0))
            },
            facilityOut: [
                (home, power, Estimate(mean: 0.9, lower: 0.85, upper: 0.94, samples: 200), 25.9),
                (hospital, water, Estimate(mean: 0.83, lower: 0.78, upper: 0.88, samples: 200), 21.5),
            ])
    }

    /// Made-up comparisons of two measures, and of both together.
    static func addMeasures(_ input: inout ReportInput) {
        input.scenario.measures = [
            TestMeasure(title: "Second pump", costEuros: nil), TestMeasure(title: "Raise Substation West", costEuros: 250_000),
        ]
        func e(_ mean: Double, _ half: Double) -> Estimate {
            Estimate(mean: mean, lower: mean - half, upper: mean + half, samples: 200)
        }
        let nothing = Outage(assets: [], services: [], deadlocks: [], eventHours: [], horizonHours: input.outage.horizonHours)
        let spared = ServiceOutcome(nothing, on: input.model, base: ServiceBase(input.model))
        input.measures = [
            MeasureResult(title: Phrase(data: "Second pump"), costEuros: nil, outcome: input.outcome, consequenceAvoided: e(12, 16)),
            MeasureResult(title: Phrase(data: "Raise Substation West"), costEuros: 250_000, outcome: spared, consequenceAvoided: e(30_111, 2110)),
            MeasureResult(title: Phrase("Both measures together", nl: "Beide maatregelen samen"), costEuros: nil, outcome: spared, consequenceAvoided: e(30_115, 2110)),
        ]
    }
}
