import Diagnostics
import Geometry
import NetworkModel

extension OpenStreetMapCity {
    /// Substations, transformers and plants as nodes; lines and cables between them, split where they meet.
    mutating func addPower() {
        let stations = addStations()
        addLines(stations)
    }

    // MARK: stations

    private static func stationKind(
        _ element: OpenStreetMapData.Element, _ data: OpenStreetMapData
    ) -> AssetKind? {
        switch data.text(.power, of: element) {
        case "substation", "station", "sub_station": .substation
        case "transformer": .transformer
        case "plant": .powerPlant
        case "generator": isSmall(element, data) ? nil : .powerPlant
        default: nil
        }
    }

    /// Solar panels and single wind turbines feed in, but do not carry a city when the grid is gone.
    private static func isSmall(_ element: OpenStreetMapData.Element, _ data: OpenStreetMapData) -> Bool {
        ["solar", "wind"].contains(data.text(.generatorSource, of: element) ?? "")
    }

    private mutating func addStations() -> [(place: OpenStreetMapArea, id: Int32)] {
        let data = data
        let places = places { Self.stationKind($0, data) != nil }
        var stations: [(OpenStreetMapArea, Int32)] = []
        for (place, merged) in withoutRepetitions(places, sameNameMetres: 0) {
            let id = identifier(place.id, orWith: "power")
            let row = city.addNode(
                id, layer: city.strings.intern(Layer.power.name),
                kind: city.strings.intern((Self.stationKind(place.element, data) ?? .substation).name), at: place.centre,
                line: Int(place.element.line))
            let all = [place] + merged
            if let name = all.compactMap({ data.text(.name, of: $0.element) }).first {
                city.setName(name, ofRow: row)
            }
            let volts = all.compactMap { data.text(.voltage, of: $0.element).flatMap { OpenStreetMapValues.kilovolts($0) } }
            if let highest = volts.max() { city.set(.voltage, highest, ofRow: row) }
            logMerged(place, merged)
            stations.append((place, id))
        }
        return stations
    }

    mutating func logMerged(_ place: OpenStreetMapArea, _ merged: [OpenStreetMapArea]) {
        for other in merged {
            log.add(
                Issue(
                    .note, "duplicate-merged", at: position(other.element.line), asset: place.id, x: other.centre.x,
                    y: other.centre.y, "\(other.id) lies within or repeats \(place.id) and was made one with it"))
        }
    }

    // MARK: lines

    private static let lineKinds: [String: AssetKind] = [
        "line": .powerLine, "minor_line": .powerLine, "cable": .powerCable,
    ]
    /// How far outside a substation's outline a line may end and still be taken to end in it.
    private static let stationReachMetres = 25.0

    private mutating func addLines(_ stations: [(place: OpenStreetMapArea, id: Int32)]) {
        var lines: [(way: Int, kind: AssetKind, nodes: [Int])] = []
        var uses: [Int: Int] = [:]
        for (number, way) in data.ways.enumerated() where wayIndex.position(of: way.id) == number {
            guard let value = data.text(.power, of: way), let kind = Self.lineKinds[value] else { continue }
            isUsed.ways[number] = true
            if let frequency = data.text(.frequency, of: way), frequency.hasPrefix("16.") {
                leaveOut("way power=\(value) of a railway (\(frequency) Hz)")
                continue
            }
            let nodes = nodes(ofWay: way)
            if nodes.count < 2 {
                leaveOut("way power=\(value) with fewer than two nodes")
                continue
            }
            for node in nodes { uses[node, default: 0] += 1 }
            lines.append((number, kind, nodes))
        }
        var nodeAt: [Int: Int32] = [:]
        for line in lines {
            let ends = [line.nodes[0], line.nodes[line.nodes.count - 1]]
            for end in ends where nodeAt[end] == nil {
                if let station = station(at: data.point(end), stations, isShared: (uses[end] ?? 0) > 1) { nodeAt[end] = station }
            }
        }
        let supports = supports()
        for line in lines {
            for node in line.nodes { if let tagged = supports[node] { isUsed.nodes[tagged] = true } }
            addLine(line.way, line.kind, line.nodes, uses, supports, &nodeAt)
        }
    }

    /// The substation in which a line ends: whose outline holds the end or, if no other line ends there, comes near.
    private func station(
        at p: Point, _ stations: [(place: OpenStreetMapArea, id: Int32)], isShared: Bool
    ) -> Int32? {
        if let inside = stations.first(where: { $0.place.contains(p) }) { return inside.id }
        var best: (id: Int32, distance: Double)?
        for station in stations where metres(p, station.place.centre) <= station.place.reachMetres + Self.stationReachMetres {
            let ring = station.place.ring
            let distance =
                ring.isEmpty ? metres(p, station.place.centre)
                : zip(ring, ring.dropFirst()).map { a, b in
                    let t = Planar.nearestFraction(to: p, onSegment: a, b)
                    return metres(p, Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t))
                }.min() ?? .infinity
            if distance <= (isShared ? 0.5 : Self.stationReachMetres), distance < best?.distance ?? .infinity {
                best = (station.id, distance)
            }
        }
        return best?.id
    }

    /// The towers and poles that carry lines: positions among the tagged nodes, by position among all.
    private func supports() -> [Int: Int] {
        var supports: [Int: Int] = [:]
        for (number, node) in data.taggedNodes.enumerated() {
            guard ["tower", "pole", "portal"].contains(data.text(.power, of: node) ?? ""),
                let position = nodeIndex.position(of: node.id)
            else { continue }
            supports[position] = number
        }
        return supports
    }

    private mutating func addLine(
        _ number: Int, _ kind: AssetKind, _ nodes: [Int], _ uses: [Int: Int], _ supports: [Int: Int],
        _ nodeAt: inout [Int: Int32]
    ) {
        let way = data.ways[number]
        let breaks = nodes.indices.filter { $0 == 0 || $0 == nodes.count - 1 || (uses[nodes[$0]] ?? 0) > 1 }
        let layer = city.strings.intern(Layer.power.name)
        let volts = data.text(.voltage, of: way).flatMap { OpenStreetMapValues.kilovolts($0) }
        for (part, (first, last)) in zip(breaks, breaks.dropFirst()).enumerated() {
            let ends = [nodes[first], nodes[last]].map { towerNode($0, layer, &nodeAt) }
            let id = identifier(breaks.count == 2 ? "way-\(way.id)" : "way-\(way.id)-\(part + 1)", orWith: "power")
            let row = city.addLink(
                id, layer: layer, kind: city.strings.intern(kind.name), from: ends[0], to: ends[1], line: Int(way.line))
            city.setShape(nodes[first...last].map { data.point($0) }, ofRow: row)
            if let name = data.text(.name, of: way) ?? data.text(.ref, of: way) { city.setName(name, ofRow: row) }
            if let volts { city.set(.voltage, volts, ofRow: row) }
            let towers = nodes[first...last].count { supports[$0] != nil }
            if towers > 0 { city.set(.towers, Double(towers), ofRow: row) }
        }
    }

    private mutating func towerNode(_ node: Int, _ layer: Int32, _ nodeAt: inout [Int: Int32]) -> Int32 {
        if let known = nodeAt[node] { return known }
        let id = identifier("node-\(data.nodeID[node])", orWith: "power")
        city.addNode(
            id, layer: layer, kind: city.strings.intern(AssetKind.powerNode.name), at: data.point(node),
            line: Int(data.nodeLine[node]))
        nodeAt[node] = id
        return id
    }
}
