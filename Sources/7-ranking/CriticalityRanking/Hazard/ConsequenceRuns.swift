public import CascadeModel
public import Computation
public import DamageModel
public import NetworkModel

/// The consequence C of one draw after another on one city, without the rest of an outcome.
public struct ConsequenceRuns: Sendable {
    public private(set) var cascade: Cascade
    public let horizonHours: Double
    /// Nil where every repair starts at once.
    public let crews: CrewPlan?
    private let facilityStart: Int
    private let weight: [Double]

    public init(
        _ model: CityModel, _ cascade: Cascade, base: ServiceBase, horizonHours: Double, crews: CrewPlan? = nil
    ) {
        self.cascade = cascade
        self.horizonHours = horizonHours
        self.crews = crews
        facilityStart = model.facilities.lowerBound
        weight = model.facilities.map { base.weight(of: $0, in: model) }
    }

    /// The same city with requirements changed.
    public func on(_ changed: Cascade) -> ConsequenceRuns {
        var runs = self
        runs.cascade = changed
        return runs
    }

    /// C of one event.
    public func consequence(of disturbances: [Disturbance], state: inout CascadeState) -> ExactSum {
        var sum = ExactSum()
        losses(of: disturbances, state: &state) { _, loss in sum.add(loss) }
        return sum
    }

    /// What makes up C of one event.
    /// - Parameter each: told every stretch in which a facility is without a service, with what it adds to C.
    public func losses(of disturbances: [Disturbance], state: inout CascadeState, _ each: (Int32, Double) -> Void) {
        let outage = cascade.run(
            disturbances, horizonHours: horizonHours, crews: crews, explaining: false, tracing: false, state: &state)
        for interval in outage.services where interval.state == .out {
            let loss = (interval.untilHours - interval.fromHours) * weight[Int(interval.facility) - facilityStart]
            if loss != 0 { each(interval.facility, loss) }
        }
    }
}

extension [Disturbance] {
    /// The same event with one asset down from onset to the end.
    func taking(down asset: Int) -> [Disturbance] {
        filter { $0.asset != Int32(asset) }
            + [Disturbance(asset: Int32(asset), fromHours: 0, untilHours: .infinity, cause: .outOfService)]
    }
    /// The same event with one asset that nothing harms.
    func sparing(_ asset: Int) -> [Disturbance] { filter { $0.asset != Int32(asset) } }
}
