import Geometry
import Glibc
import NetworkModel

/// A place that is tagged as something: a node, or the outline of an area.
struct OpenStreetMapArea {
    /// `node-1`, `way-2` or `relation-3`.
    var id: String
    var element: OpenStreetMapData.Element
    var centre: Point
    /// The outer ring in degrees; empty for a node.
    var ring: [Point]
    var box: Box
    var squareMetres: Double
    /// Positions in `OpenStreetMapData` of what it is made of: tagged nodes, ways, relations.
    var taggedNodes: [Int] = [], ways: [Int] = [], relations: [Int] = []

    func contains(_ p: Point) -> Bool { !ring.isEmpty && box.contains(p) && Planar.ring(ring, contains: p) }

    init(node element: OpenStreetMapData.Element, number: Int, at place: Point) {
        id = "node-\(element.id)"
        self.element = element
        centre = place
        ring = []
        box = Box()
        squareMetres = 0
        taggedNodes = [number]
    }

    /// - Returns: nil when the ring encloses nothing.
    init?(id: String, _ element: OpenStreetMapData.Element, ring: [Point], ways: [Int], relation: Int? = nil) {
        guard ring.count >= 4, let centre = Planar.centroid(ofRing: ring) else { return nil }
        self.id = id
        self.element = element
        self.centre = centre
        self.ring = ring
        self.ways = ways
        relations = relation.map { [$0] } ?? []
        box = Box()
        for p in ring { box.include(p) }
        let metresPerDegree = 111_320.0
        squareMetres =
            Planar.area(ofRing: ring) * metresPerDegree * metresPerDegree * Self.cosine(ofDegrees: centre.y)
    }

    /// No point of the outline lies further from the centre than this.
    var reachMetres: Double {
        ring.isEmpty ? 0 : Point(x: box.width, y: box.height).distance(to: Point(x: 0, y: 0)) * 111_320
    }

    static func cosine(ofDegrees degrees: Double) -> Double { cos(degrees * .pi / 180) }
}

extension OpenStreetMapCity {
    /// All nodes, closed ways and multipolygons that `isWanted`, in the order of the file.
    mutating func places(_ isWanted: (OpenStreetMapData.Element) -> Bool) -> [OpenStreetMapArea] {
        var found: [OpenStreetMapArea] = []
        for (number, node) in data.taggedNodes.enumerated() where isWanted(node) {
            guard let position = nodeIndex.position(of: node.id) else { continue }
            found.append(OpenStreetMapArea(node: node, number: number, at: data.point(position)))
        }
        return found + areas(isWanted)
    }

    /// The same without nodes.
    mutating func areas(_ isWanted: (OpenStreetMapData.Element) -> Bool) -> [OpenStreetMapArea] {
        var found: [OpenStreetMapArea] = []
        for (number, way) in data.ways.enumerated() where isWanted(way) && wayIndex.position(of: way.id) == number {
            let references = data.references(of: way)
            guard references.count >= 4, references.first == references.last else { continue }
            let ring = nodes(ofWay: way).map { data.point($0) }
            if let area = OpenStreetMapArea(id: "way-\(way.id)", way, ring: ring, ways: [number]) { found.append(area) }
        }
        for (number, relation) in data.relations.enumerated() where isWanted(relation) && isMultipolygon(relation) {
            let members = data.references(of: relation).compactMap { wayIndex.position(of: $0) }
            let rings = outerRings(members)
            let candidates = rings.compactMap {
                OpenStreetMapArea(id: "relation-\(relation.id)", relation, ring: $0, ways: members, relation: number)
            }
            // Simplified to its largest outline: what counts is where it is and roughly how large.
            guard let largest = candidates.max(by: { $0.squareMetres < $1.squareMetres }) else {
                leaveOut("multipolygon whose outline is not in the file")
                continue
            }
            found.append(largest)
        }
        return found
    }

    private func isMultipolygon(_ relation: OpenStreetMapData.Element) -> Bool {
        let type = data.text(.type, of: relation)
        return type == "multipolygon" || type == "site"
    }

    /// Joins ways end to end until they close.
    private mutating func outerRings(_ members: [Int]) -> [[Point]] {
        var pieces = members.map { nodes(ofWay: data.ways[$0]) }.filter { $0.count >= 2 }
        var rings: [[Int]] = []
        while var chain = pieces.popLast() {
            while let end = chain.last, end != chain[0],
                let next = pieces.firstIndex(where: { $0.first == end || $0.last == end })
            {
                let piece = pieces.remove(at: next)
                chain += (piece.first == end ? piece : piece.reversed()).dropFirst()
            }
            if chain.count >= 4, chain.first == chain.last { rings.append(chain) }
        }
        return rings.map { $0.map { data.point($0) } }
    }

    /// Leaves out what occurs twice: a place inside a larger one, or one of the same name nearby. The largest
    /// outline stands for the whole.
    ///
    /// - Returns: what remains, with the places that each stands for.
    mutating func withoutRepetitions(
        _ places: [OpenStreetMapArea], sameNameMetres: Double
    ) -> [(place: OpenStreetMapArea, merged: [OpenStreetMapArea])] {
        let order = places.indices.sorted { (places[$1].squareMetres, $0) < (places[$0].squareMetres, $1) }
        var kept: [(place: OpenStreetMapArea, merged: [OpenStreetMapArea])] = []
        for i in order {
            let place = places[i], name = data.text(.name, of: place.element)
            let twin = kept.firstIndex { other in
                if other.place.contains(place.centre) { return true }
                guard let name, name == data.text(.name, of: other.place.element) else { return false }
                return metres(place.centre, other.place.centre) <= sameNameMetres
            }
            if let twin { kept[twin].merged.append(place) } else { kept.append((place, [])) }
        }
        for (place, merged) in kept { use([place] + merged) }
        return kept
    }

    /// Remembers that something became of these, so that they are not counted as left out.
    mutating func use(_ places: [OpenStreetMapArea]) {
        for place in places {
            for node in place.taggedNodes { isUsed.nodes[node] = true }
            for way in place.ways { isUsed.ways[way] = true }
            for relation in place.relations { isUsed.relations[relation] = true }
        }
    }
}
