import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// An end of a link for which the data names no node.
    private struct LooseEnd {
        var row: Int
        var isStart: Bool
        var point: Point
        /// The link's other end among the loose ones; −1 when that one has a node.
        var partner: Int32 = -1
        /// The link's other node, when the data names it.
        var otherNode: Int32
    }

    /// Gives ends without a node the nearest node within the tolerance, or makes one where several of them meet.
    ///
    /// A link's two ends get the same node only where they lie on exactly the same spot.
    mutating func attachLooseEnds(_ layer: Int32, _ layerName: String) {
        let loose = looseEnds(layer)
        if loose.isEmpty { return }
        var nodeOfEnd = [Int32](repeating: -1, count: loose.count)
        attachToNodes(loose, layer, &nodeOfEnd)
        makeNodes(loose, layer, layerName, &nodeOfEnd)
        for (i, end) in loose.enumerated() {
            if end.isStart { city.from[end.row] = nodeOfEnd[i] } else { city.to[end.row] = nodeOfEnd[i] }
        }
    }

    /// In the order of the links' identifiers, so that the order of files decides nothing.
    private func looseEnds(_ layer: Int32) -> [LooseEnd] {
        let links = city.rowClass.indices.filter {
            city.rowClass[$0] == .link && city.layer[$0] == layer && city.shapeCount[$0] >= 2
                && (city.from[$0] < 0 || city.to[$0] < 0)
        }.sorted { city.strings.precedes(city.identifier[$0], city.identifier[$1]) }
        var loose: [LooseEnd] = []
        for row in links {
            let first = Int(city.shapeStart[row]), last = first + Int(city.shapeCount[row]) - 1
            for (isStart, v, stated, other) in [
                (true, first, city.from[row], city.to[row]), (false, last, city.to[row], city.from[row]),
            ] where stated < 0 {
                let point = Point(x: city.shapeX[v], y: city.shapeY[v])
                if !point.isFinite { continue }
                var end = LooseEnd(row: row, isStart: isStart, point: point, otherNode: other)
                if let before = loose.last, before.row == row {
                    end.partner = Int32(loose.count - 1)
                    loose[loose.count - 1].partner = Int32(loose.count)
                }
                loose.append(end)
            }
        }
        return loose
    }

    private mutating func attachToNodes(_ loose: [LooseEnd], _ layer: Int32, _ nodeOfEnd: inout [Int32]) {
        let nodes = nodeRows(layer).sorted { city.strings.precedes(city.identifier[$0], city.identifier[$1]) }
        if nodes.isEmpty { return }
        let known = PointIndex(nodes.map { Point(x: city.x[$0], y: city.y[$0]) })
        for (i, end) in loose.enumerated() {
            var taken = end.otherNode
            if end.partner >= 0, loose[Int(end.partner)].point != end.point { taken = nodeOfEnd[Int(end.partner)] }
            let found = known.nearest(to: end.point, within: options.snapMetres) { city.identifier[nodes[$0]] != taken }
            guard let found else { continue }
            nodeOfEnd[i] = city.identifier[nodes[found.index]]
            noteSnapped(end, nodeOfEnd[i], found.distance)
        }
    }

    private mutating func makeNodes(
        _ loose: [LooseEnd], _ layer: Int32, _ layerName: String, _ nodeOfEnd: inout [Int32]
    ) {
        // Ends on one spot belong together, whatever else is near.
        var spotOf: [Point: Int] = [:], spots: [[Int]] = []
        for (i, end) in loose.enumerated() where nodeOfEnd[i] < 0 {
            if let spot = spotOf[end.point] {
                spots[spot].append(i)
            } else {
                spotOf[end.point] = spots.count
                spots.append([i])
            }
        }
        let index = PointIndex(spots.map { loose[$0[0]].point })
        let kind = city.strings.intern(Self.junctionKind(ofLayer: layerName).name)
        var taken = Set(city.identifier)
        var near: [(distance: Double, spot: Int)] = []
        for (spot, ends) in spots.enumerated() where nodeOfEnd[ends[0]] < 0 {
            let end = loose[ends[0]]
            let name = unusedIdentifier("\(id(end.row))-\(end.isStart ? "start" : "end")", &taken)
            let made = city.addNode(name, layer: layer, kind: kind, at: end.point)
            connectedPart.append(-1)
            city.fileNumber[made] = -1
            near.removeAll(keepingCapacity: true)
            index.forEach(within: options.snapMetres, of: end.point) { other, distance in
                if other != spot, nodeOfEnd[spots[other][0]] < 0 { near.append((distance, other)) }
            }
            for i in ends { nodeOfEnd[i] = name }
            var joined = ends.count
            for (distance, other) in near.sorted(by: { ($0.distance, $0.spot) < ($1.distance, $1.spot) }) {
                let wouldCollapse = spots[other].contains { i in
                    let partner = loose[i].partner
                    return partner >= 0 && nodeOfEnd[Int(partner)] == name
                }
                if wouldCollapse { continue }
                for i in spots[other] {
                    nodeOfEnd[i] = name
                    noteSnapped(loose[i], name, distance)
                }
                joined += spots[other].count
            }
            note(
                .note, "node-made", row: made,
                "node '\(id(made))' was made where \(joined == 1 ? "a link of the \(layerName) network ends" : "\(joined) links of the \(layerName) network end")")
        }
    }

    private mutating func noteSnapped(_ end: LooseEnd, _ node: Int32, _ distance: Double) {
        note(
            .note, "end-snapped", row: end.row, at: end.point, metres: distance,
            "\(described(end.row)) \(end.isStart ? "starts" : "ends") \(Self.metres(distance)) from node '\(city.strings[node])' and was joined to it")
    }
}
