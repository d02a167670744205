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
        let outage = cascade.run(disturbances, horizonHours: horizonHours, crews: crews, explaining: false, state: &state)
        for interval in outage.services {
            lacking(interval.facility)
            guard interval.state == .out else { continue }
            sum.add(weight[Int(interval.facility) - facilityStart] * (interval.untilHours - interval.fromHours))
        }
        return sum
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
