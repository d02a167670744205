import CascadeModel
import Computation
import NetworkModel

/// What hangs on each node of the networks: the dominator tree of the supply graph, and at which of its places
/// requirements and services are lost.
struct FailureTree: Sendable {
    let tree: DominatorTree
    let paths: AncestorPaths
    /// The part of the networks (what hangs together within a layer) of each node.
    let partOfNode: [Int32]

    /// Facilities, counted from 0, whose losses can be read off the tree: nobody depends on them, and all their suppliers
    /// are nodes.
    let isPlain: [Bool]
    /// The part that all suppliers of a pair lie in; −1 where there are several.
    let partOfPair: [Int32]
    /// Places that supply anything but a plain facility, sorted; one entry for each requirement.
    let carryingPlaces: [Int32]
    private let needs: Requirements
    private let cascade: Cascade
    private let horizonHours: Double

    init(_ model: CityModel, _ cascade: Cascade, horizonHours: Double) {
        let isOpen = (0..<(model.nodeCount + model.linkCount)).map { cascade.isOnAtBaseline($0) }
        let tree = DominatorTree(
            nodeCount: model.nodeCount, linkCount: model.linkCount, outFirst: model.outgoing.first,
            outHead: model.outgoing.head, outLink: model.outgoing.link, inFirst: model.incoming.first,
            inTail: model.incoming.head, inLink: model.incoming.link, isStart: model.isSource, isOpen: isOpen)
        var union = UnionFind(count: model.nodeCount)
        for l in 0..<model.linkCount { union.join(Int(model.from[l]), Int(model.to[l])) }
        let partOfNode = union.groups().ofNumber
        let needs = model.requirements, facilityStart = model.facilities.lowerBound
        isPlain = model.facilities.map { facility in
            cascade.dependents(of: facility).isEmpty
                && needs.ofAsset(facility).allSatisfy { r in needs.suppliers(r).allSatisfy { Int($0) < model.nodeCount } }
        }
        partOfPair = cascade.pairs.map { pair in
            var part: Int32?
            for r in pair.needs {
                for supplier in needs.suppliers(r) {
                    let own = Int(supplier) < model.nodeCount ? partOfNode[Int(supplier)] : -1
                    if part ?? own != own { return -1 }
                    part = own
                }
            }
            return part ?? -1
        }
        var carrying: [Int32] = []
        for r in 0..<needs.count where needs.bufferHours[r] < horizonHours {
            let asset = Int(needs.asset[r])
            if asset >= facilityStart && isPlain[asset - facilityStart] { continue }
            for supplier in needs.suppliers(r) where Int(supplier) < model.nodeCount && tree.place[Int(supplier)] > 0 {
                carrying.append(tree.place[Int(supplier)])
            }
        }
        carryingPlaces = carrying.sorted()
        self.tree = tree
        paths = AncestorPaths(size: tree.size)
        self.partOfNode = partOfNode
        self.needs = needs
        self.cascade = cascade
        self.horizonHours = horizonHours
    }

    /// Adds the lowest places whose failure leaves a requirement unmet; none when that does not matter before the horizon.
    func addPoints(ofNeed r: Int, to points: inout [Int32]) {
        guard needs.bufferHours[r] < horizonHours else { return }
        let suppliers = needs.suppliers(r)
        if suppliers.count == 1, let only = suppliers.first {
            if tree.place[Int(only)] > 0 && needs.atLeast[r] == 1 { points.append(tree.place[Int(only)]) }
            return
        }
        let places = suppliers.map { tree.place[Int($0)] }.filter { $0 > 0 }.sorted()
        points += paths.meetings(of: places, count: places.count - Int(needs.atLeast[r]) + 1)
    }

    /// The lowest places whose failure takes any service from a plain facility, sorted.
    /// - Parameter facility: asset number.
    func points(ofFacility facility: Int, into points: inout [Int32]) {
        points.removeAll(keepingCapacity: true)
        for p in cascade.pairs(ofFacility: facility) where !cascade.isFaulty(pair: p) {
            for r in cascade.pairs[p].needs { addPoints(ofNeed: r, to: &points) }
        }
        points.sort()
    }
}
