import Diagnostics
import Geometry
import NetworkModel

extension OpenStreetMapCity {
    /// Waterworks, towers, covered reservoirs, wells and pumping stations for drinking water, and the pipelines mapped.
    ///
    /// OpenStreetMap hardly ever has the mains under the streets: a water network proper comes from another file.
    mutating func addWater() {
        addWaterWorks()
        addPipelines()
    }

    private static func waterKind(
        _ element: OpenStreetMapData.Element, _ data: OpenStreetMapData
    ) -> AssetKind? {
        switch data.text(.manMade, of: element) {
        case "water_works": .treatmentPlant
        case "water_tower": .waterTower
        case "reservoir_covered": .reservoir
        case "water_well": .well
        case "pumping_station": isDrinkingWater(element, data) ? .pumpingStation : nil
        default: nil
        }
    }

    /// Most pumping stations on Dutch maps drain polders or lift sewage: only those that say so pump drinking water.
    private static func isDrinkingWater(_ element: OpenStreetMapData.Element, _ data: OpenStreetMapData) -> Bool {
        [data.text(.substance, of: element), data.text(.pumpingStation, of: element)].contains { value in
            value.map { ["water", "drinking_water", "potable_water"].contains($0) } ?? false
        }
    }

    private mutating func addWaterWorks() {
        let data = data
        let places = places { Self.waterKind($0, data) != nil }
        for (place, merged) in withoutRepetitions(places, sameNameMetres: 100) {
            let id = identifier(place.id, orWith: "water")
            let row = city.addNode(
                id, layer: city.strings.intern(Layer.water.name),
                kind: city.strings.intern((Self.waterKind(place.element, data) ?? .treatmentPlant).name), at: place.centre,
                line: Int(place.element.line))
            if let name = data.text(.name, of: place.element) { city.setName(name, ofRow: row) }
            logMerged(place, merged)
        }
        let others = self.places { data.text(.manMade, of: $0) == "pumping_station" && !Self.isDrinkingWater($0, data) }
        use(others)
        if !others.isEmpty { leaveOut("pumping station that does not say it pumps drinking water", others.count) }
    }

    private mutating func addPipelines() {
        var nodeAt: [Int: Int32] = [:]
        var pipes: [(way: Int, nodes: [Int])] = [], uses: [Int: Int] = [:]
        for (number, way) in data.ways.enumerated()
        where data.text(.manMade, of: way) == "pipeline" && wayIndex.position(of: way.id) == number {
            isUsed.ways[number] = true
            let substance = data.text(.substance, of: way) ?? data.text(.type, of: way)
            guard substance == "water" || substance == "drinking_water" else {
                leaveOut("way man_made=pipeline for \(substance ?? "a substance not stated")")
                continue
            }
            let nodes = nodes(ofWay: way)
            if nodes.count < 2 { continue }
            for node in nodes { uses[node, default: 0] += 1 }
            pipes.append((number, nodes))
        }
        let layer = city.strings.intern(Layer.water.name)
        for (number, nodes) in pipes {
            let way = data.ways[number]
            let breaks = nodes.indices.filter { $0 == 0 || $0 == nodes.count - 1 || (uses[nodes[$0]] ?? 0) > 1 }
            for (part, (first, last)) in zip(breaks, breaks.dropFirst()).enumerated() {
                let ends = [nodes[first], nodes[last]].map { pipeNode($0, layer, &nodeAt) }
                let id = identifier(breaks.count == 2 ? "way-\(way.id)" : "way-\(way.id)-\(part + 1)", orWith: "water")
                let row = city.addLink(
                    id, layer: layer, kind: city.strings.intern(AssetKind.pipe.name), from: ends[0], to: ends[1],
                    line: Int(way.line))
                city.setShape(nodes[first...last].map { data.point($0) }, ofRow: row)
                if let name = data.text(.name, of: way) { city.setName(name, ofRow: row) }
                if let width = data.text(.diameter, of: way).flatMap({ OpenStreetMapValues.millimetres($0) }) {
                    city.set(.diameter, width, ofRow: row)
                }
            }
        }
    }

    private mutating func pipeNode(_ node: Int, _ layer: Int32, _ nodeAt: inout [Int: Int32]) -> Int32 {
        if let known = nodeAt[node] { return known }
        let id = identifier("node-\(data.nodeID[node])", orWith: "water")
        city.addNode(
            id, layer: layer, kind: city.strings.intern(AssetKind.waterJunction.name), at: data.point(node),
            line: Int(data.nodeLine[node]))
        nodeAt[node] = id
        return id
    }
}
