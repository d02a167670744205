import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Gives every link its two end nodes, makes one node of junctions that nearly touch, and splits links where
    /// another one ends on them, layer by layer.
    ///
    /// - Where two links cross without a node, one passes over the other.
    /// - What a file itself says about its connections stands (see `findStatedConnections`): only things that come
    ///   without connections, or from different files, are joined for being near.
    /// - Nodes on different road levels are left apart; a link's own two ends are never made one.
    /// - Complexity: O(ends). Tried with 500,000 ends.
    mutating func snapEnds(isComplete: Bool) {
        for layer in layerNames() {
            if !isComplete { mergeTouchingNodes(layer.number) }
            attachLooseEnds(layer.number, layer.name)
            if !isComplete { splitTouchedLinks(layer.number) }
        }
    }

    // MARK: nodes that nearly touch

    private mutating func mergeTouchingNodes(_ layer: Int32) {
        let nodes = nodeRows(layer).filter { city.x[$0].isFinite && city.y[$0].isFinite }
            .sorted { city.strings.precedes(city.identifier[$0], city.identifier[$1]) }
        let points = nodes.map { Point(x: city.x[$0], y: city.y[$0]) }
        let index = PointIndex(points)
        let isJunction = nodes.map { Self.isJunction(kind($0)) }
        let level = levels(of: nodes), neighbours = neighbours(of: nodes, layer)
        var target = [Int32](repeating: -1, count: nodes.count)
        var near: [(distance: Double, node: Int)] = []
        // Equipment keeps its place; junctions come to it, or else to the first among them.
        for i in nodes.indices.filter({ !isJunction[$0] }) + nodes.indices.filter({ isJunction[$0] }) where target[i] < 0 {
            target[i] = Int32(i)
            near.removeAll(keepingCapacity: true)
            index.forEach(within: options.snapMetres, of: points[i]) { other, distance in
                if target[other] < 0, isJunction[other], level[other] == level[i] { near.append((distance, other)) }
            }
            if near.isEmpty { continue }
            var parts: Set<Int32> = [connectedPart[nodes[i]]]
            for (_, other) in near.sorted(by: { ($0.distance, $0.node) < ($1.distance, $1.node) }) {
                let part = connectedPart[nodes[other]]
                if part >= 0, parts.contains(part) { continue }
                if neighbours.of(other).contains(where: { target[Int($0)] == Int32(i) }) { continue }
                target[other] = Int32(i)
                parts.insert(part)
            }
        }
        var replacement: [Int32: Int32] = [:]
        for i in nodes.indices where target[i] != Int32(i) {
            let keep = nodes[Int(target[i])], drop = nodes[i]
            replacement[city.identifier[drop]] = city.identifier[keep]
            if city.isSource[drop], !city.isSource[keep] {
                city.isSource[keep] = true
                city.sourceProvenance[keep] = city.sourceProvenance[drop]
            }
            if city.displayName[keep] < 0 { city.displayName[keep] = city.displayName[drop] }
            let distance = points[i].distance(to: points[Int(target[i])])
            note(
                .note, "nodes-joined", row: drop, metres: distance,
                "\(described(drop)) lies \(Self.metres(distance)) from \(described(keep)) and was made one with it")
            city.rowClass[drop] = .removed
        }
        replaceReferences(replacement)
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
    func levels(of nodes: [Int]) -> [Double] {
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

    /// For each of the nodes the others that a link joins it with, as positions in `nodes`.
    private struct Neighbours {
        var first: [Int32]
        var node: [Int32]
        func of(_ i: Int) -> ArraySlice<Int32> { node[Int(first[i])..<Int(first[i + 1])] }
    }

    private func neighbours(of nodes: [Int], _ layer: Int32) -> Neighbours {
        var numberOf = [Int32](repeating: -1, count: city.strings.count)
        for (i, row) in nodes.enumerated() { numberOf[Int(city.identifier[row])] = Int32(i) }
        var pairs: [(Int32, Int32)] = []
        for row in city.rowClass.indices
        where city.rowClass[row] == .link && city.layer[row] == layer && city.from[row] >= 0 && city.to[row] >= 0 {
            let a = numberOf[Int(city.from[row])], b = numberOf[Int(city.to[row])]
            if a >= 0, b >= 0, a != b { pairs.append((a, b)) }
        }
        var first = [Int32](repeating: 0, count: nodes.count + 1)
        for (a, b) in pairs {
            first[Int(a) + 1] += 1
            first[Int(b) + 1] += 1
        }
        for i in nodes.indices { first[i + 1] += first[i] }
        var next = first, node = [Int32](repeating: 0, count: pairs.count * 2)
        for (a, b) in pairs {
            for (at, other) in [(a, b), (b, a)] {
                node[Int(next[Int(at)])] = other
                next[Int(at)] += 1
            }
        }
        return Neighbours(first: first, node: node)
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
