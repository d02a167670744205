import CascadeModel
import DamageModel
import Diagnostics
import HazardModel
import NetworkModel
import ReportWriting
import ScenarioModel

extension Study {
    /// Each measure alone, and all of them together when there are several, under the same event and the same draws.
    func compareMeasures(
        with event: EventRun, _ samples: SampleTotals, _ threads: Int, _ progress: (String) -> Void
    ) throws -> [MeasureRun] {
        try comparedMeasures.map { measure in
            progress("measure: \(measure.title.english)")
            return try compare(measure, event, samples, threads)
        }
    }

    private struct Compared {
        var title: Phrase
        var costEuros: Double?
        var measures: [PlannedMeasure]
    }

    private var comparedMeasures: [Compared] {
        let planned = scenario.planned
        var list = planned.map { Compared(title: $0.measure.title, costEuros: $0.measure.costEuros, measures: [$0]) }
        if list.count > 1 {
            let costs = planned.compactMap(\.measure.costEuros)
            list.append(
                Compared(
                    title: list.count == 2
                        ? Phrase("Both measures together", nl: "Beide maatregelen samen")
                        : Phrase("All \(list.count) measures together", nl: "Alle \(list.count) maatregelen samen"),
                    costEuros: costs.count == list.count ? costs.reduce(0, +) : nil, measures: planned))
        }
        return list
    }

    /// The same event on the changed city, with the same draws.
    private func compare(
        _ compared: Compared, _ event: EventRun, _ without: SampleTotals, _ threads: Int
    ) throws -> MeasureRun {
        let changed = try Self.city(of: network, with: scenario.built + compared.measures, in: scenario, sharing: shared)
        var pools = scenario.crews
        for planned in compared.measures { try planned.measure.apply(to: &pools) }
        let fields = try fields(on: changed)
        // What built measures are waited for is in the scenario already.
        let damage = try damage(
            on: changed, fields, outOfService: scenario.outOfService + changed.absent.dropFirst(city.absent.count))
        let run = try strike(on: changed.model, changed.cascade, fields, damage, pools, explaining: false)
        let with = SampledRuns(event: run, scenario: scenario, threads: threads).run(0..<without.count)
        let result = MeasureResult(
            title: compared.title, costEuros: compared.costEuros,
            outcome: run.outcome.renumbered(from: changed.model, to: model),
            consequenceAvoided: without.consequenceAvoided(by: with))
        return MeasureRun(result: result, samples: with)
    }
}

extension Study {
    /// The same event on a changed city.
    /// - Parameter absent: what is not there for a time, beside what the scenario puts out of service.
    func event(
        on builder: CityModelBuilder, _ pools: [CrewPool], _ absent: [Scenario.OutOfService], _ event: EventRun
    ) throws -> EventRun {
        var log = IssueLog()
        let changed = try builder.freeze(&log)
        let isAsBefore = changed.assetCount == model.assetCount
        let fields = isAsBefore ? event.fields : try hazards.map { try $0.field(on: changed) }
        let damage = try DamageAssessment(
            model: changed, fields: fields, outOfService: scenario.outOfService + absent,
            observations: scenario.observations, catalogue: catalogue)
        return try strike(on: changed, scenario.cascade(on: changed), fields, damage, pools, explaining: false)
    }
}

extension ServiceOutcome {
    /// The same losses with the asset numbers of another model: a measure that adds an asset shifts the numbers.
    fileprivate func renumbered(from changed: CityModel, to model: CityModel) -> ServiceOutcome {
        var outcome = self
        outcome.losses = losses.compactMap { loss in
            guard let facility = model.asset(named: changed.id(loss.facility)) else { return nil }
            var loss = loss
            loss.facility = facility
            loss.causedBy = loss.causedBy < 0 ? -1 : model.asset(named: changed.id(loss.causedBy)) ?? -1
            return loss
        }
        return outcome
    }
}
