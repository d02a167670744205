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
    /// In compressed rows: the disturbances of each cluster. That of a place stands in the cluster of each of its services.
    private var firstDisturbance: [Int32] = [0], disturbance: [Disturbance] = []
    /// C of some clusters run by themselves.
    var consequences: [[Int32]: Double] = [:]

    /// - Parameters:
    ///   - clusters: sorted from the run.
    ///   - disturbances: what was run.
    init(
        consequence: Double, _ clusters: inout OutageClusters, _ cascade: Cascade, _ disturbances: [Disturbance],
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

        var members: [[Disturbance]] = Array(repeating: [], count: number.count), last: [Int32] = []
        for disturbance in disturbances {
            clusters.forEachCluster(ofAsset: Int(disturbance.asset), cascade) { root in
                guard let number = number[root], !last.contains(number) else { return }
                members[Int(number)].append(disturbance)
                last.append(number)
            }
            last.removeAll(keepingCapacity: true)
        }
        for list in members {
            disturbance += list
            firstDisturbance.append(Int32(disturbance.count))
        }
    }

    func clusters(of candidate: Int) -> ArraySlice<Int32> {
        cluster[Int(firstCluster[candidate])..<Int(firstCluster[candidate + 1])]
    }

    func disturbances(of cluster: Int32) -> ArraySlice<Disturbance> {
        disturbance[Int(firstDisturbance[Int(cluster)])..<Int(firstDisturbance[Int(cluster) + 1])]
    }

    /// Whether a candidate could change one of these clusters, which ascend.
    func reaches(_ candidate: Int, _ clusters: some Collection<Int32>) -> Bool {
        self.clusters(of: candidate).contains { clusters.contains($0) }
    }
}
