import CascadeModel
import Computation
import NetworkModel

/// A city's supply graph and requirements in flat arrays, with the state before onset: what snapshots of an event start
/// from. Prepared once and read by all workers.
struct SupplyNetwork: Sendable {
    let nodeCount, assetCount, facilityStart: Int
    let outFirst, outHead, outLink: [Int32]
    let inFirst, inTail, inLink: [Int32]
    let linkFrom, linkTo: [Int32]
    let linkDirected: [Bool]
    let isSource: [Bool]

    let needAsset, needAtLeast: [Int32]
    let needBuffer: [Double]
    let needSupplierFirst, needSupplier: [Int32]
    let assetNeedFirst: [Int32]
    /// Per requirement the pair it belongs to; −1 where its asset is no facility.
    let pairOfNeed: [Int32]
    /// The requirements in which each asset is a supplier.
    let dependentFirst, dependentNeed: [Int32]
    /// Links that somebody names as a supplier; mostly none.
    let supplierLinks: [Int32]

    /// The pairs of facility f (counted from 0) are `pairFirst[f] ..< pairFirst[f + 1]`.
    let pairFirst: [Int32]
    let pairNeeds: [Range<Int32>]
    let pairFacility: [Int32]
    /// Weight of each pair in C; 0 for one that rests on a fault of the data and never counts.
    let pairWeight: [Double]
    /// Whether losing an asset's requirement goes on: into a network, or to those whom a facility supplies.
    let carriesOn: [Bool]

    // Before onset.
    let isOn: [Bool]
    let delivers: [Bool]
    let isMet: [Bool]
    let delivering: [Int32]
    /// How supply reaches each node: −1 for a source, −2 for none.
    let parentNode, parentLink: [Int32]

    init(_ model: CityModel, _ cascade: Cascade, _ base: ServiceBase) {
        let needs = model.requirements
        nodeCount = model.nodeCount
        assetCount = model.assetCount
        facilityStart = model.facilities.lowerBound
        (outFirst, outHead, outLink) = (model.outgoing.first, model.outgoing.head, model.outgoing.link)
        (inFirst, inTail, inLink) = (model.incoming.first, model.incoming.head, model.incoming.link)
        (linkFrom, linkTo, linkDirected, isSource) = (model.from, model.to, model.isDirected, model.isSource)
        (needAsset, needAtLeast, needBuffer) = (needs.asset, needs.atLeast, needs.bufferHours)
        (needSupplierFirst, needSupplier, assetNeedFirst) = (needs.firstSupplier, needs.supplier, needs.firstOfAsset)
        pairOfNeed = (0..<needs.count).map { cascade.pair(ofNeed: $0).map { Int32($0) } ?? -1 }
        var needOfSlot = [Int32](repeating: 0, count: needs.supplier.count)
        for r in 0..<needs.count {
            for slot in needs.firstSupplier[r]..<needs.firstSupplier[r + 1] { needOfSlot[Int(slot)] = Int32(r) }
        }
        let slots = CompressedRows(rowCount: model.assetCount, rowOf: needs.supplier)
        dependentFirst = slots.first
        dependentNeed = slots.item.map { needOfSlot[Int($0)] }
        let links = model.links
        supplierLinks = Set(needs.supplier.filter { links.contains(Int($0)) }).sorted()

        pairFirst = model.facilities.map { Int32(cascade.pairs(ofFacility: $0).lowerBound) } + [Int32(cascade.pairs.count)]
        pairNeeds = cascade.pairs.map { Int32($0.needs.lowerBound)..<Int32($0.needs.upperBound) }
        pairFacility = cascade.pairs.map(\.facility)
        pairWeight = cascade.pairs.indices.map {
            cascade.isFaulty(pair: $0) ? 0 : base.weight(of: Int(cascade.pairs[$0].facility), in: model)
        }
        let start = facilityStart
        carriesOn = needs.asset.map { Int($0) < start || !slots.range(Int($0)).isEmpty }

        isOn = (0..<model.assetCount).map { cascade.isOnAtBaseline($0) }
        delivers = (0..<model.assetCount).map { cascade.deliversAtBaseline($0) }
        isMet = (0..<needs.count).map { cascade.isMetAtBaseline($0) }
        let reached = delivers
        delivering = (0..<needs.count).map { r in Int32(needs.suppliers(r).count { reached[Int($0)] }) }
        (parentNode, parentLink) = Self.supplyTree(model, isOn)
    }

    private static func supplyTree(_ model: CityModel, _ isOn: [Bool]) -> ([Int32], [Int32]) {
        var parentNode = [Int32](repeating: -2, count: model.nodeCount), parentLink = parentNode
        var queue: [Int32] = []
        for v in model.nodes where model.isSource[v] && isOn[v] {
            parentNode[v] = -1
            parentLink[v] = -1
            queue.append(Int32(v))
        }
        var next = 0
        while next < queue.count {
            let v = Int(queue[next])
            next += 1
            for arc in Int(model.outgoing.first[v])..<Int(model.outgoing.first[v + 1]) {
                let w = Int(model.outgoing.head[arc])
                guard parentNode[w] == -2, isOn[w], isOn[Int(model.outgoing.link[arc])] else { continue }
                parentNode[w] = Int32(v)
                parentLink[w] = model.outgoing.link[arc]
                queue.append(Int32(w))
            }
        }
        return (parentNode, parentLink)
    }

    func pairs(ofFacility asset: Int) -> Range<Int> {
        Int(pairFirst[asset - facilityStart])..<Int(pairFirst[asset - facilityStart + 1])
    }
    func needs(of asset: Int) -> Range<Int> { Int(assetNeedFirst[asset])..<Int(assetNeedFirst[asset + 1]) }
    func dependents(of asset: Int) -> Range<Int> { Int(dependentFirst[asset])..<Int(dependentFirst[asset + 1]) }
    func suppliers(of need: Int) -> Range<Int> { Int(needSupplierFirst[need])..<Int(needSupplierFirst[need + 1]) }
}
