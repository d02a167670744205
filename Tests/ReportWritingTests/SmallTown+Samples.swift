import Diagnostics
import CascadeModel
import CriticalityRanking
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

    /// Made-up results of changed assumptions: a higher level costs more and makes the pump the better measure.
    static func addSensitivity(_ input: inout ReportInput) {
        let peaks = input.outcome.services.map(\.residentsOutPeak), base = input.outcome.consequence
        let weakest = input.impact.worst(4)
        func results(_ factor: Double, _ avoided: [Double], _ impacts: [Double]? = nil) -> Sensitivity.Results {
            Sensitivity.Results(
                consequence: base * factor, residentsOutPeak: peaks.map { ($0 * (0.6 + 0.4 * factor)).rounded() },
                longestHospitalHours: 28 + 5 / 6 + 10 * (factor - 1), avoided: avoided, impacts: impacts ?? weakest.map { input.impact.consequence[$0] })
        }
        let more = Phrase("0.25 m higher", nl: "0,25 m hoger"), less = Phrase("0.25 m lower", nl: "0,25 m lager")
        input.sensitivity = Sensitivity(
            draws: 0, base: results(1, [10, base]), weakestPoints: weakest,
            variations: [
                Sensitivity.Variation(
                    assumption: Phrase("the reserves", nl: "de reserves"), range: Phrase("none, and twice as long.", nl: "geen, en twee keer zo lang."),
                    changes: [
                        Sensitivity.Change(
                            what: Phrase("none", nl: "geen"), results: results(1.05, [10, base], weakest.indices.map { $0 == 1 ? 9e6 : 10 }), difference: nil)
                    ]),
                Sensitivity.Variation(
                    assumption: Phrase("the water level", nl: "de waterstand"), range: Phrase("0.25 m lower and higher.", nl: "0,25 m lager en hoger."),
                    changes: [
                        Sensitivity.Change(what: less, results: results(0.5, [10, base / 2]), difference: nil),
                        Sensitivity.Change(what: more, results: results(1.2, [base, 500]), difference: nil),
                    ]),
                Sensitivity.Variation(
                    assumption: Phrase("the soil", nl: "de bodem"), range: Phrase("softer.", nl: "slapper."),
                    changes: [Sensitivity.Change(what: Phrase("softer", nl: "slapper"), results: results(1, [10, base]), difference: nil)]),
            ])
    }
}
