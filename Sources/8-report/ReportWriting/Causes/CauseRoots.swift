import CascadeModel

/// For each loss of a run: where its cause chain begins.
///
/// Chains share their ends, so each step is followed once per moment: O(losses + steps) look-ups.
struct CauseRoots: Sendable {
    /// In the order of the losses: the asset at the beginning of the chain; −1 when the cause is not known.
    let ofLoss: [Int32]

    private struct Step: Hashable {
        var asset: Int32
        var hours: Double
    }
    private static let beingFollowed: Int32 = -2

    /// - Parameters:
    ///   - hours: the moment at which a loss is explained.
    ///   - isHit: whether the event itself hits a facility, which then needs no other explanation of its own failure.
    init(
        _ losses: [ServiceOutcome.FacilityLoss], in outage: Outage, at hours: (ServiceOutcome.FacilityLoss) -> Double,
        isHit: (Int) -> Bool
    ) {
        var known: [Step: Int32] = [:]
        ofLoss = losses.map { loss in
            guard loss.causedBy >= 0 else { return -1 }
            if loss.causedBy == loss.facility && isHit(loss.facility) { return Int32(loss.facility) }
            var path: [Step] = []
            var current = Step(asset: Int32(loss.causedBy), hours: hours(loss))
            var root = current.asset
            while true {
                if let found = known[current] {
                    // A group that waits for itself has no beginning: the asset that was met twice stands for it.
                    root = found == Self.beingFollowed ? current.asset : found
                    break
                }
                path.append(current)
                known[current] = Self.beingFollowed
                root = current.asset
                guard let outage = outage.outage(of: current.asset, at: current.hours), outage.causedBy >= 0 else { break }
                current.asset = outage.causedBy
            }
            for step in path { known[step] = root }
            return root
        }
    }
}
