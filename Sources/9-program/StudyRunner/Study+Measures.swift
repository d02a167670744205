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
        var measures: [any Measure]
    }

    private var comparedMeasures: [Compared] {
        var list = scenario.measures.map { Compared(title: $0.title, costEuros: $0.costEuros, measures: [$0]) }
        if list.count > 1 {
            let costs = scenario.measures.compactMap(\.costEuros)
            list.append(
                Compared(
                    title: list.count == 2
                        ? Phrase("Both measures together", nl: "Beide maatregelen samen")
                        : Phrase("All \(list.count) measures together", nl: "Alle \(list.count) maatregelen samen"),
                    costEuros: costs.count == list.count ? costs.reduce(0, +) : nil, measures: scenario.measures))
        }
        return list
    }

    /// The same event on the changed city, with the same draws.
    private func compare(
        _ compared: Compared, _ event: EventRun, _ without: SampleTotals, _ threads: Int
    ) throws -> MeasureRun {
        var builder = CityModelBuilder(editing: model), absent: [Scenario.OutOfService] = [], pools = scenario.crews
        for measure in compared.measures {
            absent += try apply(measure, to: &builder)
            try measure.apply(to: &pools)
        }
        let run = try self.event(on: builder, pools, absent, event), changed = run.model
        let with = SampledRuns(event: run, scenario: scenario, threads: threads).run(0..<without.count)
        let result = MeasureResult(
            title: compared.title, costEuros: compared.costEuros,
            outcome: run.outcome.renumbered(from: changed, to: model),
            consequenceAvoided: without.consequenceAvoided(by: with))
        return MeasureRun(result: result, samples: with)
    }
}

extension Study {
    /// Carries a measure out.
    /// - Returns: when what it adds is not there.
    func apply(_ measure: any Measure, to builder: inout CityModelBuilder) throws -> [Scenario.OutOfService] {
        let before = builder.rowCount
        try measure.apply(to: &builder)
        return (before..<builder.rowCount).flatMap { row in
            measure.absences.map {
                .init(
                    asset: builder.strings[builder.identifier[row]], fromHours: $0.lowerBound, untilHours: $0.upperBound,
                    position: SourcePosition(file: scenario.file))
            }
        }
    }

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
