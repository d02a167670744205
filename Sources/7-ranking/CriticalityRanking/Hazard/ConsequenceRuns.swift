public import CascadeModel
public import Computation
public import DamageModel
public import NetworkModel

/// The consequence C of one draw after another on one city, without the rest of an outcome.
public struct ConsequenceRuns: Sendable {
    public let cascade: Cascade
    public let horizonHours: Double
    private let facilityStart: Int
    private let weight: [Double]

    public init(_ model: CityModel, _ cascade: Cascade, base: ServiceBase, horizonHours: Double) {
        self.cascade = cascade
        self.horizonHours = horizonHours
        facilityStart = model.facilities.lowerBound
        weight = model.facilities.map { base.weight(of: $0, in: model) }
    }

    /// C of one event.
    public func consequence(of disturbances: [Disturbance], state: inout CascadeState) -> ExactSum {
        var sum = ExactSum()
        let outage = cascade.run(disturbances, horizonHours: horizonHours, explaining: false, state: &state)
        for interval in outage.services where interval.state == .out {
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
