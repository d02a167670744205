import Diagnostics
import Geometry
import NetworkModel

extension OpenStreetMapCity {
    /// A way that cars may use.
    private struct Street {
        var way: Int
        var roadClass: String
        /// 1 along the way, −1 against it, 0 both.
        var direction: Int
        var nodes: [Int]
    }

    /// Streets for cars, split where they meet; what lies between stays as the course of the link.
    mutating func addStreets() {
        var streets: [Street] = []
        var uses = [UInt8](repeating: 0, count: data.nodeID.count)
        for (number, way) in data.ways.enumerated() where wayIndex.position(of: way.id) == number {
            guard let roadClass = data.text(.highway, of: way) else { continue }
            isUsed.ways[number] = true
            guard FreeFlow.usualSpeedKmh[roadClass] != nil else {
                leaveOut("way highway=\(roadClass), not for cars")
                continue
            }
            if OpenStreetMapValues.isYes(data.text(.area, of: way)) {
                leaveOut("way highway=\(roadClass) with area=yes, a square and not a street")
                continue
            }
            if let barred = barredTag(way) {
                leaveOut("way highway=\(roadClass) closed to the public by \(barred)")
                continue
            }
            let nodes = nodes(ofWay: way)
            if nodes.count < 2 {
                leaveOut("way highway=\(roadClass) with fewer than two nodes")
                continue
            }
            for node in nodes { uses[node] = min(uses[node], 200) + 1 }
            uses[nodes[0]] += 1
            uses[nodes[nodes.count - 1]] += 1
            streets.append(Street(way: number, roadClass: roadClass, direction: direction(way, roadClass), nodes: nodes))
        }
        var junction = [Int32](repeating: -1, count: data.nodeID.count)
        for street in streets { addStreet(street, uses, &junction) }
        if streets.contains(where: { !data.has(.maxspeed, data.ways[$0.way]) }) {
            log.add(
                Issue(
                    .note, "speed-assumed", at: SourcePosition(file: file),
                    "\(streets.count { !data.has(.maxspeed, data.ways[$0.way]) }) streets state no speed; one was assumed by class of road"))
        }
    }

    private mutating func addStreet(_ street: Street, _ uses: [UInt8], _ junction: inout [Int32]) {
        let way = data.ways[street.way]
        let breaks = street.nodes.indices.filter { uses[street.nodes[$0]] >= 2 }
        let layer = city.strings.intern(Layer.road.name)
        let kind = city.strings.intern(structure(way).name)
        let name = data.text(.name, of: way) ?? data.text(.ref, of: way)
        let speed = data.text(.maxspeed, of: way).flatMap { OpenStreetMapValues.speed($0) }
        let lanes = data.text(.lanes, of: way).flatMap { OpenStreetMapValues.count($0) }
        let surface = data.text(.surface, of: way)
        let level = data.text(.layer, of: way).flatMap { Double($0) }
        for (part, (first, last)) in zip(breaks, breaks.dropFirst()).enumerated() {
            let stretch = Array(street.nodes[first...last])
            let from = junctionNode(stretch[0], &junction), to = junctionNode(stretch[stretch.count - 1], &junction)
            let id = identifier(breaks.count == 2 ? "way-\(way.id)" : "way-\(way.id)-\(part + 1)", orWith: "road")
            let isReversed = street.direction < 0
            let row = city.addLink(
                id, layer: layer, kind: kind, from: isReversed ? to : from, to: isReversed ? from : to,
                isDirected: street.direction != 0, line: Int(way.line))
            if stretch.count > 2 {
                let course = stretch.map { data.point($0) }
                city.setShape(isReversed ? course.reversed() : course, ofRow: row)
            }
            if let name { city.setName(name, ofRow: row) }
            city.set(.roadClass, street.roadClass, ofRow: row)
            if let speed {
                city.set(.speedLimit, speed, ofRow: row)
            } else if let usual = FreeFlow.usualSpeedKmh[street.roadClass] {
                city.set(.speedLimit, usual, ofRow: row, .assumed)
            }
            if let lanes { city.set(.lanes, lanes, ofRow: row) }
            if let surface { city.set(.surface, surface, ofRow: row) }
            if let level, level.isFinite { city.set(.roadLevel, level, ofRow: row) }
        }
    }

    private mutating func junctionNode(_ node: Int, _ junction: inout [Int32]) -> Int32 {
        if junction[node] >= 0 { return junction[node] }
        let id = identifier("node-\(data.nodeID[node])", orWith: "road")
        city.addNode(
            id, layer: city.strings.intern(Layer.road.name), kind: city.strings.intern(AssetKind.roadJunction.name),
            at: data.point(node), line: Int(data.nodeLine[node]))
        junction[node] = id
        return id
    }

    /// Bridge, tunnel or plain road. A culvert carries the water under the road, a passage leads through a house.
    private func structure(_ way: OpenStreetMapData.Element) -> AssetKind {
        if OpenStreetMapValues.isYes(data.text(.bridge, of: way)) { return .bridge }
        let tunnel = data.text(.tunnel, of: way)
        if OpenStreetMapValues.isYes(tunnel), tunnel != "culvert", tunnel != "building_passage" { return .tunnel }
        return .road
    }

    /// The tag that keeps the public's cars out; the most specific one decides.
    private func barredTag(_ way: OpenStreetMapData.Element) -> String? {
        for key in [OpenStreetMapData.Key.motorcar, .motorVehicle, .vehicle, .access] {
            guard let value = data.text(key, of: way) else { continue }
            return ["no", "private", "agricultural", "forestry", "military"].contains(value) ? "\(key.name)=\(value)" : nil
        }
        return nil
    }

    /// The way's own statement, or else what its class implies: motorways and roundabouts run one way.
    private func direction(_ way: OpenStreetMapData.Element, _ roadClass: String) -> Int {
        switch data.text(.oneway, of: way) {
        case "yes", "1", "true": return 1
        case "-1", "reverse": return -1
        case "no", "0", "false", "reversible", "alternating": return 0
        default:
            let junction = data.text(.junction, of: way)
            return roadClass == "motorway" || junction == "roundabout" || junction == "circular" ? 1 : 0
        }
    }
}
