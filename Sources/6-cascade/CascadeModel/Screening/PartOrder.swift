import Computation

/// The parts of a city's networks in the order in which they depend on each other, and the nodes in that order.
///
/// A part is what hangs together within a layer, links taken both ways, or a facility that supplies others. Where parts
/// need each other in a ring they form one group.
struct PartOrder {
    private(set) var parts: [Screening.Part] = []
    private(set) var groups: [Screening.Group] = []
    private(set) var partOfLink: [Int32] = []
    private(set) var slotOfNode: [Int32] = []
    private(set) var nodeAtSlot: [Int32] = []

    init(_ c: Cascade) {
        var union = UnionFind(count: c.nodeCount)
        for l in c.linkFrom.indices { union.join(Int(c.linkFrom[l]), Int(c.linkTo[l])) }
        let (partOfNode, networkParts) = union.groups()
        let suppliers = (c.facilityStart..<c.assetCount).filter { !c.dependents(of: $0).isEmpty }
        var partOfFacility = [Int: Int32](minimumCapacity: suppliers.count)
        for (i, facility) in suppliers.enumerated() { partOfFacility[facility] = Int32(networkParts + i) }
        func part(_ asset: Int) -> Int32? {
            asset < c.nodeCount
                ? partOfNode[asset]
                : asset < c.facilityStart ? partOfNode[Int(c.linkFrom[asset - c.nodeCount])] : partOfFacility[asset]
        }

        // Who needs whom, part by part.
        var from: [Int32] = [], to: [Int32] = []
        var needy = [[Int32]](repeating: [], count: networkParts + suppliers.count)
        for a in 0..<c.assetCount where c.assetNeedFirst[a] < c.assetNeedFirst[a + 1] {
            guard let own = part(a) else { continue }
            needy[Int(own)].append(Int32(a))
            for r in Int(c.assetNeedFirst[a])..<Int(c.assetNeedFirst[a + 1]) {
                for i in Int(c.needSupplierFirst[r])..<Int(c.needSupplierFirst[r + 1]) {
                    guard let supplier = part(Int(c.needSupplier[i])) else { continue }
                    from.append(supplier)
                    to.append(own)
                }
            }
        }
        let rows = CompressedRows(rowCount: needy.count, rowOf: from)
        let order = StrongComponents(first: rows.first, head: rows.item.map { to[Int($0)] })

        // Slots: part after part, breadth first from the sources within each.
        let nodesOfPart = CompressedRows(rowCount: needy.count, rowOf: partOfNode)
        slotOfNode = Array(repeating: -1, count: c.nodeCount)
        nodeAtSlot.reserveCapacity(c.nodeCount)
        var newNumber = [Int32](repeating: 0, count: needy.count)
        for (members, isRing) in zip(order.groups, order.isCyclic) {
            let firstPart = parts.count
            for old in members {
                newNumber[Int(old)] = Int32(parts.count)
                let start = nodeAtSlot.count
                let nodes = nodesOfPart[Int(old)]
                for node in nodes where c.isSource[Int(node)] { addSlot(Int(node)) }
                spread(from: start, c)
                for node in nodes where slotOfNode[Int(node)] < 0 {
                    addSlot(Int(node))
                    spread(from: nodeAtSlot.count - 1, c)
                }
                var part = Screening.Part(slots: start..<nodeAtSlot.count)
                part.needy = needy[Int(old)]
                part.hasNeedyLinks = part.needy.contains { Int($0) >= c.nodeCount && Int($0) < c.facilityStart }
                parts.append(part)
            }
            groups.append(.init(parts: firstPart..<parts.count, isRing: isRing))
        }
        partOfLink = c.linkFrom.map { newNumber[Int(partOfNode[Int($0)])] }
    }

    private mutating func addSlot(_ node: Int) {
        slotOfNode[node] = Int32(nodeAtSlot.count)
        nodeAtSlot.append(Int32(node))
    }

    private mutating func spread(from start: Int, _ c: Cascade) {
        var next = start
        while next < nodeAtSlot.count {
            let v = Int(nodeAtSlot[next])
            next += 1
            for arc in Int(c.outFirst[v])..<Int(c.outFirst[v + 1]) where slotOfNode[Int(c.outHead[arc])] < 0 {
                addSlot(Int(c.outHead[arc]))
            }
        }
    }
}
