import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Gives every link its two end nodes and makes one node of junctions that nearly touch, layer by layer.
    ///
    /// Only ends are joined: where two links cross without a node, one passes over the other. Nodes on different
    /// road levels are left apart, and so are two nodes with a link between them.
    /// - Complexity: O(ends). Tried with 500,000 ends.
    mutating func snapEnds(mergesNodes: Bool) {
        for layer in layerNames() {
            if mergesNodes { mergeTouchingNodes(layer.number, layer.name) }
            attachLooseEnds(layer.number, layer.name)
        }
    }

    // MARK: ends without a node

    private mutating func attachLooseEnds(_ layer: Int32, _ layerName: String) {
        struct LooseEnd {
            var row: Int
            var isStart: Bool
            var point: Point
        }
        var loose: [LooseEnd] = []
        for row in city.rowClass.indices
        where city.rowClass[row] == .link && city.layer[row] == layer && city.shapeCount[row] >= 2 {
            let start = Int(city.shapeStart[row]), end = start + Int(city.shapeCount[row]) - 1
            if city.from[row] < 0 {
                loose.append(LooseEnd(row: row, isStart: true, point: Point(x: city.shapeX[start], y: city.shapeY[start])))
            }
            if city.to[row] < 0 {
                loose.append(LooseEnd(row: row, isStart: false, point: Point(x: city.shapeX[end], y: city.shapeY[end])))
            }
        }
        if loose.isEmpty { return }
        loose.removeAll { !$0.point.isFinite }
        let nodes = nodeRows(layer)
        let known = PointIndex(nodes.map { Point(x: city.x[$0], y: city.y[$0]) })
        let among = PointIndex(loose.map(\.point))
        var taken = Set(city.identifier)
        var nodeOfEnd = [Int32](repeating: -1, count: loose.count)
        let kind = city.strings.intern(Self.junctionKind(ofLayer: layerName).name)
        for i in loose.indices where nodeOfEnd[i] < 0 {
            let end = loose[i]
            if let found = known.nearest(to: end.point, within: options.snapMetres) {
                nodeOfEnd[i] = city.identifier[nodes[found.index]]
                note(
                    .note, "end-snapped", row: end.row,
                    "\(described(end.row)) \(end.isStart ? "starts" : "ends") \(Self.metres(found.distance)) from node '\(id(nodes[found.index]))' and was joined to it")
                continue
            }
            let name = unusedIdentifier("\(id(end.row))-\(end.isStart ? "start" : "end")", &taken)
            let made = city.addNode(name, layer: layer, kind: kind, at: end.point)
            city.fileNumber[made] = -1
            var joined = 0
            among.forEach(within: options.snapMetres, of: end.point) { other, _ in
                if nodeOfEnd[other] < 0 {
                    nodeOfEnd[other] = name
                    joined += 1
                }
            }
            note(
                .note, "node-made", row: made,
                "node '\(id(made))' was made where \(joined == 1 ? "a link of the \(layerName) network ends" : "\(joined) links of the \(layerName) network end")")
        }
        for (i, end) in loose.enumerated() {
            if end.isStart { city.from[end.row] = nodeOfEnd[i] } else { city.to[end.row] = nodeOfEnd[i] }
        }
    }

    // MARK: nodes that nearly touch

    private mutating func mergeTouchingNodes(_ layer: Int32, _ layerName: String) {
        let nodes = nodeRows(layer).filter { city.x[$0].isFinite && city.y[$0].isFinite }
        let points = nodes.map { Point(x: city.x[$0], y: city.y[$0]) }
        let index = PointIndex(points)
        let isJunction = nodes.map { Self.isJunction(kind($0)) }
        // Equipment keeps its place; junctions come to it, or else to the first among them.
        let order = nodes.indices.sorted {
            isJunction[$0] != isJunction[$1]
                ? !isJunction[$0] : city.strings.precedes(city.identifier[nodes[$0]], city.identifier[nodes[$1]])
        }
        let level = levels(of: nodes), linked = linkedPairs(layer)
        var target = [Int32](repeating: -1, count: nodes.count)
        for i in order where target[i] < 0 {
            target[i] = Int32(i)
            index.forEach(within: options.snapMetres, of: points[i]) { other, _ in
                guard target[other] < 0, isJunction[other], level[other] == level[i],
                    !areToldApart(nodes[i], nodes[other]),
                    !linked.contains(Self.pair(city.identifier[nodes[i]], city.identifier[nodes[other]]))
                else { return }
                target[other] = Int32(i)
            }
        }
        var replacement: [Int32: Int32] = [:]
        for i in nodes.indices where target[i] != Int32(i) {
            let keep = nodes[Int(target[i])], drop = nodes[i]
            replacement[city.identifier[drop]] = city.identifier[keep]
            city.isSource[keep] = city.isSource[keep] || city.isSource[drop]
            if city.displayName[keep] < 0 { city.displayName[keep] = city.displayName[drop] }
            note(
                .note, "nodes-joined", row: drop,
                "\(described(drop)) lies \(Self.metres(points[i].distance(to: points[Int(target[i])]))) from \(described(keep)) and was made one with it")
            city.rowClass[drop] = .removed
        }
        replaceReferences(replacement)
    }

    /// Whether one file holds both nodes and says itself what meets where.
    private func areToldApart(_ a: Int, _ b: Int) -> Bool {
        city.fileNumber[a] == city.fileNumber[b] && filesWithTopology.contains(city.fileNumber[a])
    }

    /// Lets what was made one with another be found under the other's identifier.
    mutating func replaceReferences(_ replacement: [Int32: Int32]) {
        if replacement.isEmpty { return }
        for row in city.rowClass.indices where city.rowClass[row] == .link {
            if let new = replacement[city.from[row]] { city.from[row] = new }
            if let new = replacement[city.to[row]] { city.to[row] = new }
        }
        for r in city.requirements.indices {
            if let new = replacement[city.requirements[r].asset] { city.requirements[r].asset = new }
            guard city.requirements[r].suppliers.contains(where: { replacement[$0] != nil }) else { continue }
            var seen = Set<Int32>()
            city.requirements[r].suppliers = city.requirements[r].suppliers.map { replacement[$0] ?? $0 }
                .filter { seen.insert($0).inserted }
        }
    }

    /// The road level that all links of each node share; 0 where they differ or have none.
    private func levels(of nodes: [Int]) -> [Double] {
        let column = city.numeric[Int(NumericAttribute.roadLevel.rawValue)]
        if column.rows.isEmpty { return Array(repeating: 0, count: nodes.count) }
        var levelOfLink: [Int32: Double] = [:]
        for (i, row) in column.rows.enumerated() { levelOfLink[row] = column.values[i] }
        var levelOfNode: [Int32: Double] = [:]
        for row in city.rowClass.indices where city.rowClass[row] == .link {
            let level = levelOfLink[Int32(row)] ?? 0
            for end in [city.from[row], city.to[row]] where end >= 0 {
                levelOfNode[end] = levelOfNode[end].map { $0 == level ? level : 0 } ?? level
            }
        }
        return nodes.map { levelOfNode[city.identifier[$0]] ?? 0 }
    }

    /// Pairs of nodes that a link of the layer joins.
    private func linkedPairs(_ layer: Int32) -> Set<UInt64> {
        var pairs = Set<UInt64>()
        for row in city.rowClass.indices
        where city.rowClass[row] == .link && city.layer[row] == layer && city.from[row] >= 0 && city.to[row] >= 0 {
            pairs.insert(Self.pair(city.from[row], city.to[row]))
        }
        return pairs
    }

    private static func pair(_ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: min(a, b))) << 32 | UInt64(UInt32(bitPattern: max(a, b)))
    }

    // MARK: words

    func nodeRows(_ layer: Int32) -> [Int] {
        city.rowClass.indices.filter { city.rowClass[$0] == .node && city.layer[$0] == layer }
    }

    /// Whether a node is a mere meeting point of links, which may be made one with another.
    static func isJunction(_ kind: AssetKind) -> Bool {
        kind == .roadJunction || kind == .waterJunction || kind == .powerNode
            || kind.name.hasSuffix("Junction") || kind.name.hasSuffix("Node")
    }

    /// What to call a node that is made where a link of the layer ends.
    static func junctionKind(ofLayer name: String) -> AssetKind {
        switch Layer(name) {
        case .road: .roadJunction
        case .water: .waterJunction
        case .power: .powerNode
        default: AssetKind("\(name)Junction")
        }
    }

    /// `0.35 m` below a metre, `120 m` above.
    static func metres(_ distance: Double) -> String {
        if distance >= 1, distance < 1e15 { return "\(Int(distance.rounded())) m" }
        return "\((distance * 100).rounded() / 100) m"
    }
}
