import Diagnostics
import Geometry
import NetworkModel

/// Makes nodes and links of layer `road` of the roads, bridges and tunnels of a city model.
///
/// Centre lines become links as they are. Where roads are only areas, a crossing becomes a node, and a stretch
/// becomes a chain of links along its longest direction, through the places where it touches crossings and other
/// stretches: files hardly ever say what follows what. Where a link runs over a bridge of the file or through a
/// tunnel, that part of it becomes a bridge or tunnel.
struct RoadAssembly {
    /// One area (or centre line) of a road.
    struct Piece {
        var id: String, name: String?, line: Int
        var isCrossing: Bool
        var surfaces: [CityObjectSurface], curves: [CityObjectCurve]
        var function: String
    }
    /// Areas no further apart than this touch, and a common border of at least `passableMetres` can be driven over:
    /// the widths at which drawing errors end and lanes begin; design values.
    static let contactMetres = 0.5, passableMetres = 1.5
    /// Areas further apart than this in height lie above each other.
    static let storeyMetres = 1.0

    let pieces: [Piece]
    let structures: [RoadStructure]
    let plane: (Point) -> Point
    var city: CityModelBuilder
    var log = IssueLog()
    var taken: Set<Int32>
    var usedStructures: Set<Int> = []
    /// Crossings by piece: the identifier and place of their node.
    private var crossing: [Int: (id: Int32, vertex: RoadCourse.Vertex)] = [:]
    private let path: String

    init(
        _ pieces: [Piece], _ structures: [RoadStructure], plane: @escaping (Point) -> Point, _ path: String,
        into city: CityModelBuilder
    ) {
        (self.pieces, self.structures, self.plane, self.path, self.city) = (pieces, structures, plane, path, city)
        taken = Set(city.identifier)
    }

    mutating func assemble() {
        let outlines = pieces.map { $0.surfaces.map { $0.ring.map(plane) } }
        for i in pieces.indices where pieces[i].isCrossing && !pieces[i].surfaces.isEmpty { addCrossing(i, outlines[i]) }
        let contacts = RoadContacts(
            outlines, heights: pieces.map { $0.surfaces.map(\.heights) }, isCrossing: pieces.indices.map { crossing[$0] != nil })
        let lined = pieces.indices.filter { !pieces[$0].curves.isEmpty && crossing[$0] == nil }
        for i in lined { addCentreLines(i, contacts) }
        // A common border of two stretches is one node, made when the first of them needs it.
        var borders: [RoadContacts.Pair: (id: Int32, vertex: RoadCourse.Vertex)] = [:]
        let areas = pieces.indices.filter { pieces[$0].curves.isEmpty && crossing[$0] == nil }
        for i in areas { addStretch(i, outlines[i], contacts, &borders) }
        for (number, structure) in structures.enumerated() where !usedStructures.contains(number) { addAlone(structure) }
    }

    // MARK: nodes

    private mutating func addCrossing(_ i: Int, _ outline: [[Point]]) {
        var area = 0.0, x = 0.0, y = 0.0, px = 0.0, py = 0.0
        for (surface, ring) in zip(pieces[i].surfaces, outline) {
            guard let middle = Planar.centroid(ofRing: surface.ring), let inPlane = Planar.centroid(ofRing: ring) else { continue }
            let weight = max(Planar.area(ofRing: ring), 1e-6)
            area += weight
            x += weight * middle.x
            y += weight * middle.y
            px += weight * inPlane.x
            py += weight * inPlane.y
        }
        guard area > 0 else { return }
        let heights = pieces[i].surfaces.flatMap(\.heights)
        let vertex = RoadCourse.Vertex(
            point: Point(x: x / area, y: y / area), plane: Point(x: px / area, y: py / area), z: heights.min() ?? .nan)
        crossing[i] = (addNode(pieces[i].id, vertex, pieces[i].line, pieces[i].name), vertex)
    }

    private mutating func addNode(_ id: String, _ vertex: RoadCourse.Vertex, _ line: Int, _ name: String? = nil) -> Int32 {
        let number = unused(id)
        let row = city.addNode(
            number, layer: city.strings.intern(Layer.road.name), kind: city.strings.intern(AssetKind.roadJunction.name),
            at: vertex.point, line: line)
        if let name { city.setName(name, ofRow: row) }
        if vertex.z.isFinite, vertex.z != 0 { city.set(.elevation, vertex.z, ofRow: row, .derived) }
        return number
    }

    private mutating func unused(_ id: String) -> Int32 {
        var text = id, attempt = 2
        while !taken.insert(city.strings.intern(text)).inserted {
            text = "\(id)-\(attempt)"
            attempt += 1
        }
        return city.strings.intern(text)
    }

    // MARK: links

    /// Centre lines: an end in a crossing joins its node, the others are left to the joiner.
    private mutating func addCentreLines(_ i: Int, _ contacts: RoadContacts) {
        let curves = pieces[i].curves.filter { $0.points.count >= 2 }
        for (number, curve) in curves.enumerated() {
            var course = RoadCourse(
                vertices: zip(curve.points, curve.heights).map { .init(point: $0, plane: plane($0), z: $1) })
            var from: Int32 = -1, to: Int32 = -1
            if let found = contacts.piece(at: course.vertices[0].plane, where: { crossing[$0] != nil }), let node = crossing[found] {
                from = node.id
                course.vertices.insert(node.vertex, at: 0)
            }
            if let last = course.vertices.last, let found = contacts.piece(at: last.plane, where: { crossing[$0] != nil }),
                let node = crossing[found], node.id != from || course.length > 1 {
                to = node.id
                course.vertices.append(node.vertex)
            }
            addLink(pieces[i], curves.count == 1 ? pieces[i].id : "\(pieces[i].id)-\(number + 1)", course, from, to)
        }
    }

    /// An area as a chain of links along its longest direction.
    private mutating func addStretch(
        _ i: Int, _ outline: [[Point]], _ contacts: RoadContacts,
        _ borders: inout [RoadContacts.Pair: (id: Int32, vertex: RoadCourse.Vertex)]
    ) {
        let corners = pieces[i].surfaces.enumerated().flatMap { s, surface in
            surface.ring.indices.map {
                RoadCourse.Vertex(point: surface.ring[$0], plane: outline[s][$0], z: surface.heights[$0])
            }
        }
        let hull = Footprint.hull(of: corners.map(\.plane))
        guard hull.count >= 2 else { return }
        let axis = LongAxis(of: hull)
        struct Stop {
            var id: Int32, place: Double, vertex: RoadCourse.Vertex
            /// Where the border of a crossing is, on the way to its node.
            var gate: RoadCourse.Vertex?
        }
        var stops: [Stop] = []
        for contact in contacts.ofPiece[i] {
            let middle = average(contact.corners.map { self.vertex($0, contacts) })
            if let node = crossing[contact.other] {
                stops.append(Stop(id: node.id, place: axis.position(of: middle.plane), vertex: node.vertex, gate: middle))
            } else if pieces[contact.other].curves.isEmpty {
                let pair = RoadContacts.Pair(i, contact.other)
                let node = borders[pair] ?? (
                    addNode("\(pieces[min(i, contact.other)].id)-\(pieces[max(i, contact.other)].id)", middle, pieces[i].line),
                    middle)
                borders[pair] = node
                stops.append(Stop(id: node.id, place: axis.position(of: node.vertex.plane), vertex: node.vertex))
            }
        }
        stops.sort { ($0.place, $0.id) < ($1.place, $1.id) }
        // Ends that touch nothing go on to the end of the area, if that is further away than it is wide.
        let area = outline.map { Planar.area(ofRing: $0) }.reduce(0, +)
        let width = min(axis.width, axis.length > 0 ? area / axis.length : 0)
        for (isStart, end) in [(true, axis.along.lowerBound), (false, axis.along.upperBound)] {
            let nearest = stops.map { abs($0.place - end) }.min() ?? .infinity
            // A link needs two ends in any case: then the farther end of the area.
            let isNeeded = stops.count == 1 && (!isStart || axis.along.upperBound - stops[0].place < nearest)
            guard nearest > max(width, 2) || isNeeded else { continue }
            let reach = max(axis.length * 0.05, 0.5)
            let vertex = average(corners.filter { abs(axis.position(of: $0.plane) - end) <= reach })
            let id = addNode("\(pieces[i].id)-\(isStart ? "start" : "end")", vertex, pieces[i].line)
            stops.append(Stop(id: id, place: end, vertex: vertex))
        }
        stops.sort { ($0.place, $0.id) < ($1.place, $1.id) }
        let links = zip(stops, stops.dropFirst()).filter { $0.id != $1.id }
        for (number, (a, b)) in links.enumerated() {
            let course = RoadCourse(vertices: [a.vertex, a.gate, b.gate, b.vertex].compactMap { $0 })
            addLink(pieces[i], links.count == 1 ? pieces[i].id : "\(pieces[i].id)-\(number + 1)", course, a.id, b.id)
        }
    }

    private func vertex(_ corner: RoadContacts.Corner, _ contacts: RoadContacts) -> RoadCourse.Vertex {
        let surface = pieces[corner.piece].surfaces[corner.surface]
        return .init(point: surface.ring[corner.index], plane: plane(surface.ring[corner.index]), z: surface.heights[corner.index])
    }

    private func average(_ vertices: [RoadCourse.Vertex]) -> RoadCourse.Vertex {
        let n = Double(max(vertices.count, 1))
        func mean(_ value: (RoadCourse.Vertex) -> Double) -> Double { vertices.map(value).reduce(0, +) / n }
        return .init(
            point: Point(x: mean { $0.point.x }, y: mean { $0.point.y }),
            plane: Point(x: mean { $0.plane.x }, y: mean { $0.plane.y }), z: mean { $0.z })
    }

    /// Adds a road, in pieces where it runs over a bridge or through a tunnel.
    private mutating func addLink(_ piece: Piece, _ id: String, _ course: RoadCourse, _ from: Int32, _ to: Int32) {
        var box = Box()
        for vertex in course.vertices { box.include(vertex.plane) }
        var parts: [(course: RoadCourse, structure: Int)] = [(course, -1)]
        for (number, structure) in structures.enumerated() {
            var outline = Box()
            for p in structure.hull { outline.include(p) }
            guard box.intersects(outline) else { continue }
            parts = parts.flatMap { part in
                if part.structure >= 0 { return [part] }
                return part.course.cut(by: structure.hull).map {
                    ($0.course, $0.isInside && structure.carries($0.course.vertices[...]) ? number : -1)
                }
            }
        }
        // What was cut by a bridge that runs above is put together again.
        var merged: [(course: RoadCourse, structure: Int)] = []
        for part in parts {
            if let last = merged.last, last.structure == part.structure {
                merged[merged.count - 1].course.vertices += part.course.vertices.dropFirst()
            } else {
                merged.append(part)
            }
        }
        var start = from
        for (number, part) in merged.enumerated() {
            let isLast = number == merged.count - 1
            var end = to
            if !isLast, let cut = part.course.vertices.last { end = addNode("\(id)-cut-\(number + 1)", cut, piece.line) }
            addPart(piece, merged.count == 1 ? id : "\(id)-\(number + 1)", part.course, part.structure, start, end)
            start = end
        }
    }

    private mutating func addPart(
        _ piece: Piece, _ id: String, _ course: RoadCourse, _ structure: Int, _ from: Int32, _ to: Int32
    ) {
        var kind = AssetKind.road
        if structure >= 0 { kind = structures[structure].isTunnel ? .tunnel : .bridge }
        let row = addRow(structure >= 0 ? structures[structure].id : id, kind, course, from, to, piece.line)
        if let name = (structure >= 0 ? structures[structure].name : nil) ?? piece.name { city.setName(name, ofRow: row) }
        if !piece.function.isEmpty { city.set(.function, piece.function, ofRow: row) }
        if structure >= 0 {
            usedStructures.insert(structure)
            if let year = structures[structure].year { city.set(.constructionYear, year, ofRow: row) }
        }
    }

    private mutating func addRow(
        _ id: String, _ kind: AssetKind, _ course: RoadCourse, _ from: Int32, _ to: Int32, _ line: Int
    ) -> Int {
        let number = unused(id)
        let row = city.addLink(
            number, layer: city.strings.intern(Layer.road.name), kind: city.strings.intern(kind.name), from: from, to: to,
            line: line)
        city.setShape(course.vertices.map(\.point), z: course.vertices.map(\.z), ofRow: row)
        return row
    }

    /// A bridge or tunnel that no road of the file uses: a link along it, whose ends the joiner joins to what is there.
    private mutating func addAlone(_ structure: RoadStructure) {
        let along = structure.hull.map { structure.axis.position(of: $0) }
        let reach = max(structure.axis.length * 0.1, 0.5)
        func end(_ place: Double) -> RoadCourse.Vertex {
            average(structure.hull.indices.filter { abs(along[$0] - place) <= reach }.map {
                .init(point: structure.corners[$0], plane: structure.hull[$0], z: structure.highest)
            })
        }
        guard structure.axis.length > 0 else { return }
        let course = RoadCourse(vertices: [end(structure.axis.along.lowerBound), end(structure.axis.along.upperBound)])
        let row = addRow(structure.id, structure.isTunnel ? .tunnel : .bridge, course, -1, -1, structure.line)
        if let name = structure.name { city.setName(name, ofRow: row) }
        if let year = structure.year { city.set(.constructionYear, year, ofRow: row) }
        let word = structure.isTunnel ? "tunnel" : "bridge"
        log.add(
            Issue(
                .warning, "\(word)-without-road", at: SourcePosition(file: path, line: structure.line), asset: structure.id,
                "no road of the file runs \(structure.isTunnel ? "through" : "over") the \(word) '\(structure.id)': it becomes a link of its own along its longest direction",
                remedy: "add the roads; ends that lie within the snapping distance of a road's are joined to it"))
    }
}
