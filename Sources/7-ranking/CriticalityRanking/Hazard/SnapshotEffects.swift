import Computation

/// For every node and link, what its failure adds to the loss at one moment, or what its intactness would spare.
///
/// The failure of what works takes down, in its own layer, its subtree in the dominator tree of what is supplied now.
/// Requirements that rest on one supplier are added up along the tree's preorder; those with several are counted; and
/// where a failure goes on into another network it is tried on the snapshot and undone. What is down now is restored
/// and taken down again.
/// - Complexity: near-linear in the model, plus what the tried failures and restorations change.
struct SnapshotEffects {
    /// Weight that goes out in addition when the asset is down from onset on; 0 for one that is down already.
    private(set) var added: [ExactSum]
    /// Weight that is served when nothing holds the asset down; 0 for one that is not down.
    private(set) var spared: [ExactSum]
    private var lost: [Int32]
    private var lostNeeds: [Int32] = []
    private var hitPairs: [Int32] = []
    private var isHit: [Bool]

    init(_ network: SupplyNetwork) {
        added = Array(repeating: ExactSum(), count: network.facilityStart)
        spared = added
        lost = Array(repeating: 0, count: network.needAsset.count)
        isHit = Array(repeating: false, count: network.pairWeight.count)
    }

    /// Looks at every node and link of a settled snapshot. The snapshot stays as it is.
    mutating func measure(_ snapshot: inout Snapshot, _ network: SupplyNetwork) {
        let tree = DominatorTree(
            nodeCount: network.nodeCount, linkCount: network.facilityStart - network.nodeCount,
            outFirst: network.outFirst, outHead: network.outHead, outLink: network.outLink, inFirst: network.inFirst,
            inTail: network.inTail, inLink: network.inLink, isStart: network.isSource, isOpen: snapshot.isOn)
        let rests = Dependence(snapshot, network, tree)
        for asset in 0..<network.facilityStart {
            added[asset] = ExactSum()
            spared[asset] = ExactSum()
            if snapshot.isDown[asset] {
                spared[asset] = snapshot.lossSpared(byIntactness: asset, network)
                continue
            }
            guard snapshot.isOn[asset] else { continue }
            guard network.supplierLinks.isEmpty else {
                added[asset] = snapshot.lossAdded(byFailureOf: asset, network)
                continue
            }
            let place = asset < network.nodeCount ? tree.place[asset] : tree.hangsOnLink[asset - network.nodeCount]
            guard place >= 0 else { continue }
            let subtree = Int(place)..<Int(place + tree.size[Int(place)])
            if rests.goesOn(from: subtree) {
                added[asset] = snapshot.lossAdded(byFailureOf: asset, network)
                continue
            }
            var weight = rests.weight(of: subtree)
            let isComplete = !rests.hasShared(subtree) || addShared(subtree, rests, snapshot, network, to: &weight)
            added[asset] = isComplete ? weight : snapshot.lossAdded(byFailureOf: asset, network)
        }
    }

    /// Adds the pairs that rest on several suppliers, too many of which are lost; false when one of these losses goes on.
    private mutating func addShared(
        _ subtree: Range<Int>, _ rests: Dependence, _ snapshot: Snapshot, _ network: SupplyNetwork,
        to sum: inout ExactSum
    ) -> Bool {
        var isComplete = true
        for i in Int(rests.sharedFirst[subtree.lowerBound])..<Int(rests.sharedFirst[subtree.upperBound]) {
            let need = Int(rests.sharedNeed[i])
            if lost[need] == 0 { lostNeeds.append(Int32(need)) }
            lost[need] += 1
            guard snapshot.delivering[need] - lost[need] == network.needAtLeast[need] - 1 else { continue }
            if network.carriesOn[need] && snapshot.isOn[Int(network.needAsset[need])] { isComplete = false }
            let pair = network.pairOfNeed[need]
            if pair >= 0, !snapshot.isPairOut[Int(pair)], !isHit[Int(pair)] {
                isHit[Int(pair)] = true
                hitPairs.append(pair)
                sum.add(network.pairWeight[Int(pair)])
            }
        }
        for need in lostNeeds { lost[Int(need)] = 0 }
        for pair in hitPairs { isHit[Int(pair)] = false }
        lostNeeds.removeAll(keepingCapacity: true)
        hitPairs.removeAll(keepingCapacity: true)
        return isComplete
    }
}

/// What rests on each place of a dominator tree, at the moment of a snapshot.
private struct Dependence {
    /// Sums over the places before each one: weight of the pairs that rest on that place alone, and how many of the
    /// losses there go on.
    private var weightBefore: [ExactSum]
    private var goingOnBefore: [Int32]
    /// Requirements with several suppliers, by place of each supplier.
    private(set) var sharedFirst: [Int32]
    private(set) var sharedNeed: [Int32]

    init(_ snapshot: Snapshot, _ network: SupplyNetwork, _ tree: DominatorTree) {
        let places = tree.nodeAt.count
        weightBefore = Array(repeating: ExactSum(), count: places + 1)
        goingOnBefore = Array(repeating: 0, count: places + 1)
        sharedFirst = Array(repeating: 0, count: places + 1)
        var shared: [(place: Int32, need: Int32)] = []
        for need in network.needAsset.indices {
            // Unmet already, or its reserve outlasts the moment whatever fails.
            guard snapshot.delivering[need] >= network.needAtLeast[need], network.needBuffer[need] <= snapshot.moment else { continue }
            let pair = Int(network.pairOfNeed[need])
            let goesOn = network.carriesOn[need] && snapshot.isOn[Int(network.needAsset[need])]
            let counts = pair >= 0 && !snapshot.isPairOut[pair] && network.pairWeight[pair] > 0
            guard goesOn || counts else { continue }
            let isAlone = pair < 0 || network.pairNeeds[pair].count == 1
            let suppliers = network.suppliers(of: need)
            if isAlone && snapshot.delivering[need] == 1 {
                guard let supplier = suppliers.first(where: { snapshot.delivers[Int(network.needSupplier[$0])] })
                    .map({ Int(network.needSupplier[$0]) }), supplier < network.nodeCount, tree.place[supplier] >= 0
                else { continue }
                let place = Int(tree.place[supplier])
                if counts { weightBefore[place + 1].add(network.pairWeight[pair]) }
                if goesOn { goingOnBefore[place + 1] += 1 }
            } else {
                for slot in suppliers {
                    let supplier = Int(network.needSupplier[slot])
                    if supplier < network.nodeCount, tree.place[supplier] >= 0 {
                        shared.append((tree.place[supplier], Int32(need)))
                    }
                }
            }
        }
        for entry in shared { sharedFirst[Int(entry.place) + 1] += 1 }
        for place in 0..<places {
            weightBefore[place + 1].add(weightBefore[place])
            goingOnBefore[place + 1] += goingOnBefore[place]
            sharedFirst[place + 1] += sharedFirst[place]
        }
        var next = sharedFirst
        sharedNeed = Array(repeating: 0, count: shared.count)
        for entry in shared {
            sharedNeed[Int(next[Int(entry.place)])] = entry.need
            next[Int(entry.place)] += 1
        }
    }

    func weight(of places: Range<Int>) -> ExactSum {
        var weight = weightBefore[places.upperBound]
        weight.subtract(weightBefore[places.lowerBound])
        return weight
    }
    func goesOn(from places: Range<Int>) -> Bool { goingOnBefore[places.upperBound] > goingOnBefore[places.lowerBound] }
    func hasShared(_ places: Range<Int>) -> Bool { sharedFirst[places.upperBound] > sharedFirst[places.lowerBound] }
}
