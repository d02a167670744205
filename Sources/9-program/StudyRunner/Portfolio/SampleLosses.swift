import CascadeModel
import DamageModel

/// What a set of candidates leaves lost in one sample, and which candidate could change what of it.
///
/// Kept are only the clusters of losses that some candidate could change, numbered from 0.
struct SampleLosses: Sendable {
    /// C of the sample.
    let consequence: Double
    /// In compressed rows: the clusters that each candidate could change, ascending; none where it cannot matter.
    private var firstCluster: [Int32] = [0], cluster: [Int32] = []
    /// In compressed rows: the disturbances of each cluster, by place in `drawn` and after that in `changed`. That of a
    /// place stands in the cluster of each of its services.
    private var firstMember: [Int32] = [0], member: [Int32] = []
    /// What the event did in the sample, as it is kept elsewhere, or only as much of it as is needed.
    private let drawn: [Disturbance]
    /// What the set made of it.
    private let changed: [Disturbance]
    /// C of some clusters run by themselves.
    var consequences: [[Int32]: Double] = [:]

    /// - Parameters:
    ///   - clusters: sorted from the run.
    ///   - events: what was run.
    ///   - isKept: whether what was drawn is kept anyway.
    ///   - effects: what each candidate changes.
    init(
        consequence: Double, _ clusters: inout OutageClusters, _ cascade: Cascade, _ events: SampleEvents, isKept: Bool,
        _ effects: [PortfolioWorld.Effect?]
    ) {
        self.consequence = consequence
        var number: [Int32: Int32] = [:], own: [Int32] = []
        func take(_ root: Int32) {
            let known = number[root] ?? Int32(number.count)
            number[root] = known
            own.append(known)
        }
        for effect in effects {
            switch effect {
            case .damage(let targets, _):
                for target in targets { clusters.forEachCluster(ofAsset: Int(target), cascade, take) }
            case .needs(let changes):
                for change in changes {
                    let before = own.count
                    clusters.forEachCluster(ofNeed: change.need, cascade, take)
                    // Where the requirement did not matter, more suppliers of it do not either.
                    guard own.count > before else { continue }
                    for supplier in change.suppliers { clusters.forEachCluster(ofAsset: Int(supplier), cascade, take) }
                }
            case .additions(let assets, _):
                for asset in assets {
                    clusters.forEachCluster(ofAsset: Int(asset), cascade, take)
                    clusters.forEachCluster(around: Int(asset), cascade, take)
                }
            case nil: break
            }
            cluster += Set(own).sorted()
            firstCluster.append(Int32(cluster.count))
            own.removeAll(keepingCapacity: true)
        }

        var members: [[Int32]] = Array(repeating: [], count: number.count), needed: [Disturbance] = []
        func place(_ disturbance: Disturbance, at place: Int32) -> Bool {
            var isMember = false
            clusters.forEachCluster(ofAsset: Int(disturbance.asset), cascade) { root in
                guard let number = number[root], members[Int(number)].last != place else { return }
                members[Int(number)].append(place)
                isMember = true
            }
            return isMember
        }
        for (i, disturbance) in events.drawn.enumerated() where !events.replaced.contains(disturbance.asset) {
            let isMember = place(disturbance, at: Int32(isKept ? i : needed.count))
            if isMember && !isKept { needed.append(disturbance) }
        }
        drawn = isKept ? events.drawn : needed
        changed = events.changed
        for (i, disturbance) in changed.enumerated() { _ = place(disturbance, at: Int32(drawn.count + i)) }
        member.reserveCapacity(members.reduce(0) { $0 + $1.count })
        for list in members {
            member += list
            firstMember.append(Int32(member.count))
        }
    }

    func clusters(of candidate: Int) -> ArraySlice<Int32> {
        cluster[Int(firstCluster[candidate])..<Int(firstCluster[candidate + 1])]
    }

    /// What disturbs the members of some clusters.
    func disturbances(of clusters: [Int32]) -> [Disturbance] {
        clusters.flatMap { cluster in
            member[Int(firstMember[Int(cluster)])..<Int(firstMember[Int(cluster) + 1])].map { place in
                Int(place) < drawn.count ? drawn[Int(place)] : changed[Int(place) - drawn.count]
            }
        }
    }

    /// Whether a candidate could change one of these clusters, which ascend.
    func reaches(_ candidate: Int, _ clusters: some Collection<Int32>) -> Bool {
        self.clusters(of: candidate).contains { clusters.contains($0) }
    }
}

/// What happens in a sample in the whole city.
struct SampleEvents {
    /// What the event does.
    let drawn: [Disturbance]
    /// Assets of which the set makes something else.
    var replaced: Set<Int32> = []
    /// What it makes of them, and when what candidates add is not in service.
    var changed: [Disturbance] = []

    var all: [Disturbance] { (replaced.isEmpty ? drawn : drawn.filter { !replaced.contains($0.asset) }) + changed }
}
