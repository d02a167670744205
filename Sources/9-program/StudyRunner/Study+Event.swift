public import CascadeModel
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
    /// Of the median event; repairs end when crews have done them.
    public let disturbances: [Disturbance]
    public let outage: Outage
    public let outcome: ServiceOutcome
    /// Nil where every repair starts at once.
    public var crews: CrewPlan?

    /// The disturbances of a draw with the hours at which crews have done their repairs.
    func withRepairs(_ disturbances: [Disturbance], horizonHours: Double) -> [Disturbance] {
        guard let crews else { return disturbances }
        var state = CascadeState(for: cascade)
        return cascade.run(disturbances, horizonHours: horizonHours, crews: crews, explaining: false, state: &state)
            .disturbances
    }
}

extension Study {
    /// Hazard, damage and cascade of the median event.
    func strike(_ progress: (String) -> Void) throws -> EventRun {
        progress("hazard")
        let fields = try fields(on: city, progress: progress)
        progress("damage")
        let damage = try damage(on: city, fields, outOfService: scenario.outOfService)
        progress("cascade")
        return try strike(on: model, cascade, fields, damage, scenario.crews, explaining: true)
    }

    /// - Parameter explaining: whether the outages of every asset are wanted too.
    func strike(
        on city: CityModel, _ cascade: Cascade, _ fields: [HazardField], _ damage: DamageAssessment, _ pools: [CrewPool],
        explaining: Bool
    ) throws -> EventRun {
        let crews = pools.isEmpty ? nil : try CrewPlan(pools, city, cascade)
        let disturbances = damage.deterministic(), base = ServiceBase(city, bedWeight: scenario.bedWeight)
        let cascade = try observingReserves(cascade, on: city, disturbances, crews)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(
            disturbances, horizonHours: scenario.horizonHours, crews: crews, explaining: explaining, state: &state)
        return EventRun(
            model: city, cascade: cascade, base: base, fields: fields, damage: damage,
            disturbances: crews == nil ? disturbances : outage.disturbances, outage: outage,
            outcome: ServiceOutcome(outage, on: city, base: base), crews: crews)
    }

    /// Many draws of an event; none when the scenario asks for none.
    func draw(on event: EventRun, _ threads: Int, _ progress: (String) -> Void) -> SampleTotals {
        if scenario.samples > 0 { progress("samples") }
        return SampledRuns(event: event, scenario: scenario, threads: threads).run()
    }
}
