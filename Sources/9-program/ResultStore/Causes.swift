import CascadeModel

/// Chains of causes of one run, and what they begin with. Chains run into each other, so that most need only a step.
struct Causes {
    private let outage: Outage
    /// Assets whose cause changed while they were out.
    private var changes: Set<Int32> = []
    /// The last hour for which each asset was asked, and what its chain then began with.
    private var hours: [Double]
    private var begins: [Begin]

    private enum Begin {
        /// A chain of outages that contain the hour, each caused by the next, up to one that nothing else caused.
        case plainly(Int32)
        /// Any other chain: looked up as a whole.
        case otherwise
    }

    init(_ outage: Outage, assets: Int) {
        self.outage = outage
        for change in outage.causeChanges { changes.insert(change.asset) }
        hours = Array(repeating: .nan, count: assets)
        begins = Array(repeating: .otherwise, count: assets)
    }

    /// From the asset that was hit to what stopped delivering; the facility itself when it was hit.
    func chain(of loss: ServiceOutcome.FacilityLoss) -> [Int] {
        guard loss.causedBy >= 0 else { return [] }
        let chain = outage.causeChain(of: Int32(loss.causedBy), at: Self.moment(of: loss)).map { Int($0) }
        return chain.isEmpty ? [loss.causedBy] : chain
    }

    /// The first of that chain; −1 when there is none.
    mutating func first(of loss: ServiceOutcome.FacilityLoss) -> Int {
        guard loss.causedBy >= 0 else { return -1 }
        if case .plainly(let first) = begin(of: Int32(loss.causedBy), at: Self.moment(of: loss), depth: 0) { return Int(first) }
        return chain(of: loss).first ?? -1
    }

    private mutating func begin(of asset: Int32, at moment: Double, depth: Int) -> Begin {
        if hours[Int(asset)] == moment { return begins[Int(asset)] }
        var begin = Begin.otherwise
        if depth < 100, !changes.contains(asset), let own = outage.outage(of: asset, at: moment), moment < own.untilHours {
            // A chain that comes back to itself never ends plainly: it has no first outage.
            begin = own.causedBy < 0 ? .plainly(asset) : self.begin(of: own.causedBy, at: moment, depth: depth + 1)
        }
        hours[Int(asset)] = moment
        begins[Int(asset)] = begin
        return begin
    }

    private static func moment(of loss: ServiceOutcome.FacilityLoss) -> Double {
        loss.outHours > 0 && loss.firstOutHours.isFinite ? loss.firstOutHours : loss.firstLossHours
    }
}
