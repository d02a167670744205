import Computation
import Diagnostics
import Geometry
import NetworkModel

extension UtilityNetworkAssembly {
    /// Joins the nodes that connections declare to be one place.
    ///
    /// Connections are taken in the order of their ends' identifiers, so that a file's order changes nothing. Nodes
    /// that merely lie on the same spot stay apart: pipes cross. Two devices, or the connections of two buildings, are
    /// never made one; a link without length runs between them.
    /// - Returns: for each node the one that stands for its group, the smallest identifier in byte order; and the
    ///   connections that became links.
    mutating func joinNodes() throws -> (group: [Int], devices: [(connection: Int, from: Int, to: Int)]) {
        var union = UnionFind(count: data.nodes.count)
        var deviceOfRoot = device.indices.map { device[$0] == nil ? -1 : $0 }
        var between: [(connection: Int, from: Int, to: Int)] = []
        for (number, a, b) in try declaredConnections() {
            guard layerOfNode(a) == layerOfNode(b) else {
                issues.add(
                    Issue(
                        .warning, "connection-between-layers", at: at(data.connections[number].line),
                        asset: name(data.nodes[a].id),
                        "a connection joins '\(name(data.nodes[a].id))' of \(layerOfNode(a).name) and '\(name(data.nodes[b].id))' of \(layerOfNode(b).name); it was left out",
                        remedy: "state what depends on what as a requirement"))
                continue
            }
            let rootA = union.find(a), rootB = union.find(b)
            if rootA == rootB { continue }
            let deviceA = deviceOfRoot[rootA], deviceB = deviceOfRoot[rootB]
            if deviceA >= 0, deviceB >= 0 {
                between.append((number, a, b))
            } else {
                union.join(a, b)
                deviceOfRoot[union.find(a)] = max(deviceA, deviceB)
            }
        }
        return (keep(&union), between)
    }

    /// Connections by the identifiers of their ends, in byte order.
    private mutating func declaredConnections() throws -> [(number: Int, a: Int, b: Int)] {
        var list: [(number: Int, a: Int, b: Int)] = []
        for (number, connection) in data.connections.enumerated() {
            if connection.type >= 0, name(connection.type) != "connects" {
                skipped["InterFeatureLink (\(name(connection.type)))", default: 0] += 1
                continue
            }
            guard let start = index[.node]?[connection.start], let end = index[.node]?[connection.end] else {
                throw missingEnd("connection", connection.id, connection.line)
            }
            list.append(isBefore(end, start) ? (number, end, start) : (number, start, end))
        }
        return list.sorted { $0.a != $1.a ? isBefore($0.a, $1.a) : $0.b != $1.b ? isBefore($0.b, $1.b) : $0.number < $1.number }
    }

    /// The node that stands for each node's group, with one line in the log for each node that went into another.
    private mutating func keep(_ union: inout UnionFind) -> [Int] {
        var kept = Array(repeating: -1, count: data.nodes.count)
        for node in data.nodes.indices where data.nodes[node].id >= 0 {
            let root = union.find(node)
            if kept[root] < 0 || isBefore(node, kept[root]) { kept[root] = node }
        }
        let group = data.nodes.indices.map { kept[union.find($0)] }
        for (node, stays) in group.enumerated() where stays >= 0 && node != stays {
            if point[stays].x.isNaN { point[stays] = point[node] }
        }
        for (node, stays) in group.enumerated() where stays >= 0 && node != stays {
            let distance = point[node].distance(to: point[stays])
            let apart = distance > 0 ? ", \((distance * 1000).rounded() / 1000) apart" : ""
            repairs.append(
                Repair(
                    "nodes-joined", asset: name(data.nodes[stays].id), x: point[stays].x, y: point[stays].y,
                    "node '\(name(data.nodes[node].id))' became one with '\(name(data.nodes[stays].id))'\(apart), as the file declares them connected"))
        }
        return group
    }

    private func isBefore(_ a: Int, _ b: Int) -> Bool { data.strings.precedes(data.nodes[a].id, data.nodes[b].id) }
    private func layerOfNode(_ node: Int) -> Layer {
        let graph = graphOfNode[node]
        return graph < 0 ? fallbackLayer : layerOfGraph[graph]
    }

    func missingEnd(_ what: String, _ id: Int32, _ line: Int) -> InputError {
        InputError(
            "link-without-end", at: at(line), "the \(what) '\(name(id))' lacks its start or end node",
            remedy: "give it a start and an end with xlink:href to a Node of the file")
    }

    // MARK: rows

    /// Adds one node for each group, as its device where it has one.
    mutating func addNodes(_ group: [Int]) {
        var members: [Int: [Int]] = [:]
        for (node, stays) in group.enumerated() where stays >= 0 { members[stays, default: []].append(node) }
        let hasHeights = data.nodes.contains { $0.z.isFinite && $0.z != 0 }
        for (node, stays) in group.enumerated() where node == stays {
            let record = data.nodes[node], layer = layerOfNode(node)
            let group = (members[node] ?? []).sorted { isBefore($0, $1) }
            let found = group.compactMap { device[$0] }.first
            let row = city.addNode(
                record.id, layer: city.strings.intern(layer.name),
                kind: city.strings.intern((found?.kind ?? ComponentKinds.defaultNodeKind(layer)).name), at: point[node],
                isSource: found?.isSource ?? false, line: record.line)
            // A file whose heights are all 0 has none.
            if hasHeights, record.z.isFinite { city.set(.elevation, record.z, ofRow: row, .derived) }
            // The device speaks last, so that what it says of itself stands.
            for member in group.filter({ device[$0] == nil }) + group.filter({ device[$0] != nil })
            where componentOfNode[member] >= 0 {
                describe(row, by: componentOfNode[member], isLink: false)
            }
        }
    }

    mutating func addLinks(_ group: [Int], between devices: [(connection: Int, from: Int, to: Int)]) throws {
        for (number, link) in data.links.enumerated() {
            guard let start = index[.node]?[link.start], let end = index[.node]?[link.end] else {
                throw missingEnd("link", link.id, link.line)
            }
            let layer = link.graph < 0 ? layerOfNode(start) : layerOfGraph[link.graph]
            let component = componentOfLink[number]
            let kind =
                component < 0
                ? nil
                : ComponentKinds.linkKind(
                    ofElement: data.components[component].element,
                    words: data.components[component].words.map { name($0) }, layer: layer)
            let isForward = link.direction >= 0
            let from = group[isForward ? start : end], to = group[isForward ? end : start]
            let row = city.addLink(
                link.id >= 0 ? link.id : madeIdentifier(number), layer: city.strings.intern(layer.name),
                kind: city.strings.intern((kind ?? ComponentKinds.defaultLinkKind(layer)).name),
                from: data.nodes[from].id, to: data.nodes[to].id, isDirected: link.direction != 0, line: link.line)
            setCourse(of: row, link, from: point[from], to: point[to], isForward: isForward)
            if layer == .power, link.graph >= 0, let voltage = voltageOfGraph[link.graph] {
                let asset = city.strings[city.identifier[row]]
                note(.voltage, UtilityNetworkMeasures.voltage(voltage.value, unit: name(voltage.unit)), row, asset)
            }
            if component >= 0 { describe(row, by: component, isLink: true) }
        }
        for (number, from, to) in devices {
            let connection = data.connections[number], layer = layerOfNode(from)
            let ends = [from, to].map { name(data.nodes[group[$0]].id) }
            let id = connection.id >= 0 ? name(connection.id) : "\(ends[0])-\(ends[1])"
            city.addLink(
                id, layer: layer, kind: ComponentKinds.defaultLinkKind(layer), from: ends[0], to: ends[1],
                line: connection.line)
            repairs.append(
                Repair(
                    "devices-linked", asset: id, x: point[from].x, y: point[from].y,
                    "'\(ends[0])' and '\(ends[1])' are devices of their own; their connection became the link '\(id)'"))
        }
    }

    private mutating func madeIdentifier(_ number: Int) -> Int32 {
        let link = data.links[number], owner = link.graph < 0 ? "network" : name(data.graphs[link.graph].id)
        let place = link.graph < 0 ? number : (linksOfGraph[link.graph].firstIndex(of: number) ?? 0)
        let id = "\(owner)-link-\(place + 1)"
        repairs.append(Repair("identifier-made", asset: id, "a link without gml:id was named '\(id)'"))
        return city.strings.intern(id)
    }

    /// The link's course, running from its first to its last node.
    private mutating func setCourse(of row: Int, _ link: Data.Link, from: Point, to: Point, isForward: Bool) {
        var points = link.course.map { system.normalise(data.first[$0], data.second[$0]) }
        var heights = link.course.map { data.z[$0] }
        guard points.count >= 2 else { return }
        let asset = city.strings[city.identifier[row]]
        if !isForward {
            points.reverse()
            heights.reverse()
        }
        let last = points.count - 1
        let straight = points[0].distance(to: from) + points[last].distance(to: to)
        if points[0].distance(to: to) + points[last].distance(to: from) < straight {
            points.reverse()
            heights.reverse()
            repairs.append(
                Repair("course-reversed", asset: asset, "the course of link '\(asset)' ran from its end to its start"))
        }
        let gap = max(points[0].distance(to: from), points[last].distance(to: to))
        if gap > 0 {
            if points[0] != from { points.insert(from, at: 0); heights.insert(.nan, at: 0) }
            if points[points.count - 1] != to { points.append(to); heights.append(.nan) }
            repairs.append(
                Repair(
                    "course-extended", asset: asset, x: from.x, y: from.y,
                    "the course of link '\(asset)' ended \((gap * 1000).rounded() / 1000) from its node and was led to it"))
        }
        city.setShape(points, z: heights, ofRow: row)
    }
}
