import Computation

/// Which losses of a run hang together.
///
/// Two losses are in one cluster when one could follow from the other: neighbours in a network that were both lost at
/// some time, and a lost asset and what lost that supply. A place that supplies nobody joins nothing: each of its
/// services belongs to the cluster that it was lost with.
///
/// Less harm makes nothing worse, so that only what was lost can change, and whatever is spared in one cluster changes
/// nothing in another: a cluster can be run by itself, with what disturbs its own members. Where that cannot be relied on,
/// all losses are one cluster: what has to start on its reserve may find it drained because something else went down later.
public struct OutageClusters: Sendable {
    /// Per asset and per pair its place among the members, −1 for what was not lost.
    private var placeOfAsset, placeOfPair: [Int32]
    private var members: [Int32] = []
    /// By place.
    private var groups = UnionFind(count: 0)
    private var assetCount = 0
    /// Of the losses in the layer whose travel time is limited: there what opens one road shortens another's way.
    private var timed: Int32 = -1
    /// What others depend on and what can start on its reserve.
    private var starters: [Int32] = []

    /// Scratch for runs on a cascade.
    public init(for cascade: Cascade) {
        placeOfAsset = Array(repeating: -1, count: cascade.assetCount)
        placeOfPair = Array(repeating: -1, count: cascade.pairs.count)
        starters = cascade.needAsset.indices.filter {
            cascade.needBlackStart[$0] && cascade.needBuffer[$0] > 0 && !isSink(Int(cascade.needAsset[$0]), cascade)
        }.map { cascade.needAsset[$0] }
    }

    /// Sorts the losses of the last run of `state`.
    /// - Parameters:
    ///   - leftOut: assets that are not looked at, such as those that are not built.
    ///   - asOne: all losses are one cluster, as where limited crews tie every repair to every other.
    /// - Complexity: near-linear in what was lost.
    public mutating func sort(_ state: CascadeState, _ c: Cascade, leavingOut leftOut: [Int32] = [], asOne: Bool = false) {
        for i in members.indices {
            if i < assetCount { placeOfAsset[Int(members[i])] = -1 } else { placeOfPair[Int(members[i])] = -1 }
        }
        members.removeAll(keepingCapacity: true)
        for a in leftOut { placeOfAsset[Int(a)] = .max }
        for a in state.everLost where placeOfAsset[Int(a)] < 0 {
            placeOfAsset[Int(a)] = Int32(members.count)
            members.append(a)
        }
        for a in leftOut { placeOfAsset[Int(a)] = -1 }
        assetCount = members.count
        for p in state.touchedPairs where placeOfPair[Int(p)] < 0 {
            placeOfPair[Int(p)] = Int32(members.count)
            members.append(p)
        }
        groups = UnionFind(count: members.count)
        timed = -1
        // What a reserve can switch on before anything is lost is not among the losses.
        if asOne || !c.blackStartFaults.isEmpty || starters.contains(where: { placeOfAsset[Int($0)] >= 0 }) {
            for place in members.indices { groups.join(0, place) }
            if c.hasTravelLimit && !members.isEmpty { timed = 0 }
            return
        }
        for place in 0..<assetCount { joinNeighbours(Int32(place), c) }
    }

    private mutating func joinNeighbours(_ place: Int32, _ c: Cascade) {
        let a = Int(members[Int(place)])
        if a < c.nodeCount {
            for arc in Int(c.outFirst[a])..<Int(c.outFirst[a + 1]) {
                join(place, placeOfAsset[Int(c.outLink[arc])])
                join(place, placeOfAsset[Int(c.outHead[arc])])
            }
            for arc in Int(c.inFirst[a])..<Int(c.inFirst[a + 1]) {
                join(place, placeOfAsset[Int(c.inLink[arc])])
                join(place, placeOfAsset[Int(c.inTail[arc])])
            }
        }
        if isTimed(a, c) {
            join(place, timed)
            timed = place
        }
        for d in Int(c.dependentFirst[a])..<Int(c.dependentFirst[a + 1]) {
            let need = Int(c.dependentNeed[d])
            if c.pairOfNeed[need] >= 0 { join(place, placeOfPair[Int(c.pairOfNeed[need])]) }
            if !isSink(Int(c.needAsset[need]), c) { join(place, placeOfAsset[Int(c.needAsset[need])]) }
        }
    }

    private mutating func join(_ a: Int32, _ b: Int32) {
        guard b >= 0 else { return }
        groups.join(Int(a), Int(b))
    }

    private mutating func root(of place: Int32) -> Int32 { Int32(groups.find(Int(place))) }

    /// A place that nobody depends on.
    private func isSink(_ asset: Int, _ c: Cascade) -> Bool {
        asset >= c.facilityStart && c.dependentFirst[asset] == c.dependentFirst[asset + 1]
    }

    private func isTimed(_ a: Int, _ c: Cascade) -> Bool {
        guard c.hasTravelLimit, a < c.facilityStart else { return false }
        return c.isTimed[a < c.nodeCount ? a : Int(c.linkFrom[a - c.nodeCount])]
    }

    // MARK: what is asked

    /// Tells the clusters that an asset has a part in, some perhaps twice: its own and those that its services were lost
    /// with. None when nothing of it was lost.
    public mutating func forEachCluster(ofAsset asset: Int, _ c: Cascade, _ body: (Int32) -> Void) {
        if placeOfAsset[asset] >= 0 { body(root(of: placeOfAsset[asset])) }
        guard asset >= c.facilityStart else { return }
        for pair in c.pairs(ofFacility: asset) where placeOfPair[pair] >= 0 { body(root(of: placeOfPair[pair])) }
    }

    /// Tells the clusters in which a requirement may have mattered, some perhaps twice.
    public mutating func forEachCluster(ofNeed need: Int, _ c: Cascade, _ body: (Int32) -> Void) {
        let asset = Int(c.needAsset[need])
        if !isSink(asset, c) && placeOfAsset[asset] >= 0 { body(root(of: placeOfAsset[asset])) }
        if c.pairOfNeed[need] >= 0 && placeOfPair[Int(c.pairOfNeed[need])] >= 0 {
            body(root(of: placeOfPair[Int(c.pairOfNeed[need])]))
        }
    }

    /// Tells the clusters that adding an asset that now is left out could reach: those of its neighbours, of what it would
    /// supply and of what would supply it; some perhaps twice.
    public mutating func forEachCluster(around asset: Int, _ c: Cascade, _ body: (Int32) -> Void) {
        if asset < c.nodeCount {
            for arc in Int(c.outFirst[asset])..<Int(c.outFirst[asset + 1]) {
                forEachCluster(ofAsset: Int(c.outLink[arc]), c, body)
                forEachCluster(ofAsset: Int(c.outHead[arc]), c, body)
            }
            for arc in Int(c.inFirst[asset])..<Int(c.inFirst[asset + 1]) {
                forEachCluster(ofAsset: Int(c.inLink[arc]), c, body)
                forEachCluster(ofAsset: Int(c.inTail[arc]), c, body)
            }
        } else if asset < c.facilityStart {
            forEachCluster(ofAsset: Int(c.linkFrom[asset - c.nodeCount]), c, body)
            forEachCluster(ofAsset: Int(c.linkTo[asset - c.nodeCount]), c, body)
        }
        if isTimed(asset, c) && timed >= 0 { body(root(of: timed)) }
        for d in Int(c.dependentFirst[asset])..<Int(c.dependentFirst[asset + 1]) {
            forEachCluster(ofNeed: Int(c.dependentNeed[d]), c, body)
        }
        for need in Int(c.assetNeedFirst[asset])..<Int(c.assetNeedFirst[asset + 1]) {
            for s in Int(c.needSupplierFirst[need])..<Int(c.needSupplierFirst[need + 1]) {
                forEachCluster(ofAsset: Int(c.needSupplier[s]), c, body)
            }
        }
    }
}
