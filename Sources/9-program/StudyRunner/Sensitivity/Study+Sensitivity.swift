import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import HazardModel
import NetworkModel
import ReportWriting
import ScenarioModel

extension Study {
    /// How far the results move when one assumption at a time is changed, on the same draws; nil without an event.
    ///
    /// A change that cannot be computed (a level below the river's bed) is left out.
    func vary(
        _ event: EventRun, _ samples: SampleTotals, _ impact: SingleFailureImpact, _ threads: Int, _ progress: (String) -> Void
    ) -> Sensitivity? {
        guard !event.fields.isEmpty else { return nil }
        progress("sensitivity")
        let assumed = Assumptions(city: model, hazards: scenario.hazards, catalogue: catalogue, crews: scenario.crews)
        let variations = Variation.all(assumed, fields: event.fields)
        let run = VariedRuns(study: self, event: event, drawCount: Self.drawCount(samples.count, model), weakest: impact.worst(VariedRuns.weakestShown))
        let base = run.base(impact)
        let changes = variations.indices.flatMap { v in variations[v].changes.map { (v, $0) } }
        let results = parallelMap(count: changes.count, threads: threads, scratch: {}) { i, _ in
            var varied = assumed
            changes[i].1.apply(&varied)
            return try? run.results(varied, base)
        }
        return Sensitivity(
            draws: run.drawCount, base: base.results, weakestPoints: run.weakest,
            variations: variations.indices.compactMap { v in
                let tried = zip(changes, results).compactMap { change, result -> Sensitivity.Change? in
                    guard change.0 == v, let result else { return nil }
                    return Sensitivity.Change(what: change.1.what, results: result.results, difference: result.difference)
                }
                return tried.isEmpty ? nil : Sensitivity.Variation(assumption: variations[v].assumption, range: variations[v].range, changes: tried)
            })
    }

    /// Draws behind a mean: as many as the scenario has, up to 64 in a town and 16 in the largest cities.
    private static func drawCount(_ samples: Int, _ model: CityModel) -> Int {
        min(samples, max(16, min(64, 10_000_000 / max(1, model.assetCount))))
    }
}

/// Runs a scenario under changed assumptions.
struct VariedRuns: Sendable {
    let study: Study
    let event: EventRun
    let drawCount: Int
    /// The weakest points of the city as it is.
    let weakest: [Int]
    static let weakestShown = 10

    struct Base: Sendable {
        var results: Sensitivity.Results
        var totals: SampleTotals
    }
    private var scenario: Scenario { study.scenario }

    func base(_ impact: SingleFailureImpact) -> Base {
        let totals = draws(event)
        let avoided = scenario.measures.map { measure in
            let with = try? consequence(of: measure, on: study.model, event.fields, study.hazards, study.catalogue, scenario.crews)
            return with.map { event.outcome.consequence - $0 } ?? 0
        }
        return Base(results: results(event, totals, avoided, weakest.map { impact.consequence[$0] }), totals: totals)
    }

    /// - Throws: `InputError` when the changed hazard cannot be computed.
    func results(_ varied: Assumptions, _ base: Base) throws -> (results: Sensitivity.Results, difference: Estimate?) {
        let folder = study.shared.folder(of: scenario)
        let hazards = varied.areHazardsChanged ? try varied.hazards.map { try Hazards.read($0, folder: folder) } : study.hazards
        var fields = varied.areHazardsChanged ? try hazards.map { try $0.field(on: varied.city) } : event.fields
        if let change = varied.changeOfFields { for i in fields.indices { change(&fields[i]) } }
        let cascade = varied.isCityChanged ? scenario.cascade(on: varied.city) : event.cascade
        let run = try study.strike(
            on: varied.city, cascade, fields, try damage(varied.city, fields, varied.catalogue), varied.crews,
            explaining: false)
        let totals = draws(run)
        let avoided = scenario.measures.map { measure in
            let with = try? consequence(of: measure, on: varied.city, fields, hazards, varied.catalogue, varied.crews, varied.changeOfFields)
            return with.map { run.outcome.consequence - $0 } ?? 0
        }
        let impacts = varied.isCityChanged ? weakest.map { impact(of: $0, run) } : base.results.impacts
        let difference = totals.consequenceAvoided(by: base.totals)
        return (results(run, totals, avoided, impacts), difference)
    }

    private func draws(_ run: EventRun) -> SampleTotals {
        SampledRuns(event: run, scenario: scenario, threads: 1).run(0..<drawCount)
    }

    private func results(_ run: EventRun, _ totals: SampleTotals, _ avoided: [Double], _ impacts: [Double]) -> Sensitivity.Results {
        let sampled = totals.estimates
        let hospital = run.outcome.losses.filter { run.model.isKind($0.facility, .hospital) }.map(\.outHours).max() ?? 0
        return Sensitivity.Results(
            consequence: sampled?.consequence.mean ?? run.outcome.consequence,
            residentsOutPeak: sampled?.services.map(\.residentsOutPeak.mean) ?? run.outcome.services.map(\.residentsOutPeak),
            longestHospitalHours: hospital, avoided: avoided, impacts: impacts)
    }

    private func damage(_ city: CityModel, _ fields: [HazardField], _ catalogue: FragilityCatalogue) throws -> DamageAssessment {
        try DamageAssessment(
            model: city, fields: fields, outOfService: scenario.outOfService, observations: scenario.observations, catalogue: catalogue)
    }

    /// C of the single course with one measure.
    /// - Parameter change: of fields that have to be computed anew because the measure adds an asset.
    private func consequence(
        of measure: any Measure, on city: CityModel, _ fields: [HazardField], _ hazards: [any Hazard], _ catalogue: FragilityCatalogue,
        _ crews: [CrewPool], _ change: (@Sendable (inout HazardField) -> Void)? = nil
    ) throws -> Double {
        var builder = CityModelBuilder(editing: city)
        try measure.apply(to: &builder)
        var pools = crews
        try measure.apply(to: &pools)
        var log = IssueLog()
        let changed = try builder.freeze(&log)
        var own = fields
        if type(of: measure).addsAssets {
            own = try hazards.map { try $0.field(on: changed) }
            if let change { for i in own.indices { change(&own[i]) } }
        }
        return try study.strike(
            on: changed, scenario.cascade(on: changed), own, try damage(changed, own, catalogue), pools, explaining: false
        ).outcome.consequence
    }

    /// C when one asset alone is out for the whole period: what `SingleFailureImpact` gives for the city as it is.
    private func impact(of asset: Int, _ run: EventRun) -> Double {
        var state = CascadeState(for: run.cascade)
        let outage = run.cascade.run(
            [Disturbance(asset: Int32(asset), fromHours: 0, untilHours: .infinity, cause: .outOfService)],
            horizonHours: scenario.horizonHours, explaining: false, state: &state)
        return ServiceOutcome(outage, on: run.model, base: run.base).consequence
    }
}
