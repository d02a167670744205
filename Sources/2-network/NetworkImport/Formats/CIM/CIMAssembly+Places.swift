import Diagnostics
import Geometry
import NetworkModel

extension CIMAssembly {
    /// Where nodes are and how lines run: from the places profile (GL), or else from the drawing (DL), or else laid
    /// out by the program.
    mutating func placeNodes() throws -> (points: [Point], courses: [Int: [Point]]) {
        let links = branches.map { (from: $0.from, to: $0.to) }
            + stars.flatMap { star in star.nodes.dropFirst().map { (from: star.nodes[0], to: $0) } }
        var geometry = try points(.positionPoint, .pointLocation, .pointSequence, .pointX, .pointY) { location in
            data.target(location, .locationOf)
        }
        // In older files the equipment names its location.
        for object in data.objects.indices {
            if let location = data.target(object, .resourceLocation), let found = geometry[location] { geometry[object] = found }
        }
        let isDrawing = geometry.isEmpty
        if isDrawing {
            geometry = try points(.diagramPoint, .drawnPoint, .drawnSequence, .drawnX, .drawnY) { data.target($0, .drawn) }
            city.isSchematic = true
        } else if city.epsg == nil {
            city.epsg = try declaredSystem()
        }
        let known = placesOfNodes(geometry)
        if isDrawing {
            let isDrawn = known.contains { $0 != nil }
            log.add(
                Issue(
                    .warning, "positions-missing", at: SourcePosition(file: data.files.first ?? ""),
                    "the files hold no places (profile GL): the network is \(isDrawn ? "shown as its diagram has it" : "drawn without regard to where things are"), and no hazard can be laid over it",
                    remedy: "add the GL file of the delivery"))
            return (isDrawn ? SchematicLayout.filled(known, links: links) : SchematicLayout.places(nodeCount: nodes.count, links: links), [:])
        }
        let filled = SchematicLayout.filled(known, links: links)
        for (number, place) in known.enumerated() where place == nil {
            note(
                .warning, "position-assumed", nodes[number],
                "\(label(nodes[number])) has no place and is taken to lie among its neighbours",
                remedy: "complete the GL file")
        }
        var courses: [Int: [Point]] = [:]
        for branch in branches {
            if let course = geometry[branch.object], course.count > 1 { courses[branch.object] = course }
        }
        return (filled, courses)
    }

    /// The points of each object in their order.
    private func points(
        _ type: CIMWord, _ owner: CIMWord, _ sequence: CIMWord, _ x: CIMWord, _ y: CIMWord, _ object: (Int) -> Int?
    ) throws -> [Int: [Point]] {
        var found: [Int: [(sequence: Double, number: Int, point: Point)]] = [:]
        for point in objects([type]) {
            guard let holder = data.target(point, owner), let px = try data.number(point, x), let py = try data.number(point, y)
            else { continue }
            found[holder, default: []].append((try data.number(point, sequence) ?? 0, point, Point(x: px, y: py)))
        }
        var geometry: [Int: [Point]] = [:]
        for (holder, list) in found.sorted(by: { $0.key < $1.key }) {
            let ordered = list.sorted { ($0.sequence, $0.number) < ($1.sequence, $1.number) }.map(\.point)
            geometry[holder] = ordered
            if let object = object(holder) { geometry[object] = ordered }
        }
        return geometry
    }

    /// The system that the files name; longitude and latitude when they name none, as CGMES prescribes.
    private func declaredSystem() throws -> Int {
        for object in objects([.coordinateSystem]) {
            guard let statement = data.statement(object, .systemName) else { continue }
            let digits = data.strings[statement.value].split { !$0.isNumber }.last ?? ""
            if let code = Int(digits), CoordinateSystem(epsg: code) != nil { return code }
            throw InputError(
                "crs-unknown", at: data.position(statement),
                "the coordinate system '\(data.strings[statement.value].prefix(80))' is not supported",
                remedy: "use one of \(CoordinateSystem.supportedList), or name its EPSG code when importing")
        }
        return CoordinateSystem.wgs84.epsg
    }

    /// A node's own place, or that of a busbar or other equipment at it, or of the end of a line there, or of its
    /// substation.
    private func placesOfNodes(_ geometry: [Int: [Point]]) -> [Point?] {
        func middle(_ points: [Point]) -> Point {
            let count = Double(points.count)
            return Point(x: points.reduce(0) { $0 + $1.x } / count, y: points.reduce(0) { $0 + $1.y } / count)
        }
        var own = [Point?](repeating: nil, count: nodes.count), atEnd = own
        for (number, node) in nodes.enumerated() { own[number] = geometry[node].map(middle) }
        for equipment in terminals.keys.sorted() {
            guard let points = geometry[equipment], let list = terminals[equipment] else { continue }
            if list.count == 1, let number = numberOfNode[list[0].node] {
                if own[number] == nil || data.objects[equipment].type == .busbar { own[number] = middle(points) }
            } else if points.count > 1, list.count == 2 {
                for (terminal, point) in zip(list, [points[0], points[points.count - 1]]) {
                    if let number = numberOfNode[terminal.node], atEnd[number] == nil { atEnd[number] = point }
                }
            }
        }
        return nodes.indices.map { number in
            own[number] ?? substation(of: nodes[number]).flatMap { geometry[$0].map(middle) } ?? atEnd[number]
        }
    }
}
