public import CascadeModel
import Computation
public import DamageModel
public import HazardModel
public import NetworkModel
import ScenarioModel

/// One event on a city: what it touches, what it stops, and who loses what.
public struct EventRun: Sendable {
    public let model: CityModel
    public let cascade: Cascade
    public let base: ServiceBase
    /// One field per hazard of the scenario.
    public let fields: [HazardField]
    public let damage: DamageAssessment
    /// Of the median event.
    public let disturbances: [Disturbance]
    public let outage: Outage
    public let outcome: ServiceOutcome
}

extension Study {
    /// Hazard, damage and cascade of the median event.
    func strike(_ progress: (String) -> Void) throws -> EventRun {
        progress("hazard")
        let fields = try zip(hazards, hazardKeys).map { hazard, key in
            try shared.fields.value(for: .init(hazard: key, network: network.path)) { try hazard.field(on: model) }
        }
        progress("damage")
        let damage = try DamageAssessment(
            model: model, fields: fields, outOfService: scenario.outOfService,
            observations: scenario.observations, catalogue: catalogue)
        progress("cascade")
        return try strike(on: model, network.cascade, fields, damage, explaining: true)
    }

    /// - Parameter explaining: whether the outages of every asset are wanted too.
    func strike(
        on city: CityModel, _ cascade: Cascade, _ fields: [HazardField], _ damage: DamageAssessment, explaining: Bool
    ) throws -> EventRun {
        let disturbances = damage.deterministic(), base = ServiceBase(city, bedWeight: scenario.bedWeight)
        let cascade = try observingReserves(cascade, on: city, disturbances)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(
            disturbances, horizonHours: scenario.horizonHours, explaining: explaining, state: &state)
        return EventRun(
            model: city, cascade: cascade, base: base, fields: fields, damage: damage, disturbances: disturbances,
            outage: outage, outcome: ServiceOutcome(outage, on: city, base: base))
    }

    /// Many draws of an event; none when the scenario asks for none.
    func draw(on event: EventRun, _ threads: Int, _ progress: (String) -> Void) -> SampleTotals {
        if scenario.samples > 0 { progress("samples") }
        return SampledRuns(event: event, scenario: scenario, threads: threads).run()
    }
}
