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
        consequence(of: disturbances, state: &state) { _ in }
    }

    /// C of one event.
    /// - Parameter lacking: told every facility that lacks a supplier at some time, whether or not its reserve holds.
    public func consequence(
        of disturbances: [Disturbance], state: inout CascadeState, lacking: (Int32) -> Void
    ) -> ExactSum {
        var sum = ExactSum()
        losses(of: disturbances, state: &state) { facility, loss in
            lacking(facility)
            if loss != 0 { sum.add(loss) }
        }
        return sum
    }

    /// What makes up C of one event.
    /// - Parameter each: told every stretch in which a facility lacks a supplier, with what it adds to C: 0 where its
    ///   reserve holds.
    public func losses(of disturbances: [Disturbance], state: inout CascadeState, _ each: (Int32, Double) -> Void) {
        let outage = cascade.run(disturbances, horizonHours: horizonHours, crews: crews, explaining: false, state: &state)
        for interval in outage.services {
            let hours = interval.state == .out ? interval.untilHours - interval.fromHours : 0
            each(interval.facility, hours * weight[Int(interval.facility) - facilityStart])
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
