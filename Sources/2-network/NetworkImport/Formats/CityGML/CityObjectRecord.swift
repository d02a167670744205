import Geometry
import NetworkModel

/// What a feature of a city model is, as far as it is read.
enum CityObject: Sendable, Equatable {
    case building, bridge, tunnel
    /// A road; the stretches and crossings that it consists of; lanes, pavements and other areas inside those.
    case road, section, intersection, trafficArea
    case waterBody, relief
    /// A pipe or cable of that layer without topology, and a manhole and the like.
    case conduit(layer: String, kind: String), conduitNode
}

/// A line or a point of a feature, as x = east, y = north and height (`NaN` in flat data).
struct CityObjectCurve {
    var points: [Point] = []
    var heights: [Double] = []
}

/// One feature of a city model (or a part of one) as its file tells it, before it becomes an asset.
struct CityObjectRecord {
    var object: CityObject
    var id: String?
    var line: Int
    var name: String?
    var classCodes: [String] = [], functions: [String] = [], usages: [String] = []
    var storeys: Double?, heightMetres: Double?, constructionYear: Double?
    var residents: Double?, beds: Double?, district: String?
    var address: BuildingAddress?
    /// Corners of the building's own envelope: where it is when it has no geometry.
    var envelope: [Point] = []
    var surfaces: [CityObjectSurface] = []
    var curves: [CityObjectCurve] = []
    var floodRisks: [FloodRisk] = []
    /// References from a ground surface or footprint to polygons that are listed elsewhere in the building.
    var references: [(id: UInt64, role: CityObjectSurface.Role, levelOfDetail: Int)] = []
    var parts: [CityObjectRecord] = []

    init(_ object: CityObject, line: Int) { (self.object, self.line) = (object, line) }

    /// What is lived in: area times storeys, summed over the parts.
    var floorAreaSquareMetres = 0.0
    var footprint: Footprint?

    /// Storeys, or else as many as fit under the height at `metresPerStorey`, or else one.
    private func storeysOrGuess(_ inherited: Double?) -> Double {
        storeys ?? inherited ?? heightMetres.map { max(1, ($0 / BuildingDefaults.metresPerStorey).rounded(.down)) } ?? 1
    }

    /// Merges the parts into the building: areas add up, the highest counts, and what the building states itself wins.
    mutating func mergeParts(plane: (Point) -> Point) {
        resolveReferences()
        var prints: [Footprint] = []
        let own = Footprint(of: surfaces, plane: plane)
        let height = ([heightMetres] + parts.map(\.heightMetres)).compactMap { $0 }.max()
        let isWhole = surfaces.contains { $0.role == .footprint || $0.role == .roofEdge }
        if let own {
            prints.append(own)
            floorAreaSquareMetres = own.areaSquareMetres * storeysOrGuess(nil)
        }
        for var part in parts {
            part.resolveReferences()
            // An outline of the whole building covers its parts.
            if isWhole { continue }
            guard let print = Footprint(of: part.surfaces, plane: plane) else { continue }
            prints.append(print)
            if part.heightMetres == nil { part.heightMetres = heightMetres }
            floorAreaSquareMetres += print.areaSquareMetres * part.storeysOrGuess(storeys)
        }
        heightMetres = height
        storeys = storeys ?? parts.compactMap(\.storeys).max()
        constructionYear = constructionYear ?? parts.compactMap(\.constructionYear).min()
        if functions.isEmpty { functions = parts.flatMap(\.functions).uniqued() }
        if usages.isEmpty { usages = parts.flatMap(\.usages).uniqued() }
        if classCodes.isEmpty { classCodes = parts.flatMap(\.classCodes).uniqued() }
        residents = residents ?? sum(parts.compactMap(\.residents))
        beds = beds ?? sum(parts.compactMap(\.beds))
        district = district ?? parts.lazy.compactMap(\.district).first
        address = address ?? parts.lazy.compactMap(\.address).first
        footprint = Footprint(joining: prints)
    }

    private mutating func resolveReferences() {
        for reference in references {
            for i in surfaces.indices where surfaces[i].ids.contains(reference.id) {
                surfaces[i].role = min(surfaces[i].role, reference.role)
                surfaces[i].levelOfDetail = reference.levelOfDetail
            }
        }
        references = []
    }

    private func sum(_ values: [Double]) -> Double? { values.isEmpty ? nil : values.reduce(0, +) }
}

/// What is assumed about a building whose file does not say.
enum BuildingDefaults {
    /// Square metres of gross floor per resident: an assumption of this program, not a statistic. It is on the low
    /// side, so that people are rather counted than overlooked.
    static let squareMetresPerResident = 35.0
    /// Height of a storey where only the building's height is known.
    static let metresPerStorey = 3.0
}

/// An address as far as reports need it.
struct BuildingAddress {
    var street = "", number = "", postcode = "", city = ""

    var text: String {
        [[street, number], [postcode, city]].map { $0.filter { !$0.isEmpty }.joined(separator: " ") }
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }
}

extension Footprint {
    /// One footprint of several: areas add up; the outline is that of the only one, or the hull of all.
    init?(joining prints: [Footprint]) {
        guard let first = prints.first else { return nil }
        self = first
        guard prints.count > 1 else { return }
        let origin = first.centroid
        let total = prints.map(\.areaSquareMetres).reduce(0, +)
        areaSquareMetres = total
        if total > 0 {
            centroid = Point(
                x: origin.x + prints.map { $0.areaSquareMetres / total * ($0.centroid.x - origin.x) }.reduce(0, +),
                y: origin.y + prints.map { $0.areaSquareMetres / total * ($0.centroid.y - origin.y) }.reduce(0, +))
        }
        ring = Self.hull(of: prints.flatMap(\.ring))
        groundHeightMetres = prints.compactMap(\.groundHeightMetres).min()
    }
}

extension [String] {
    /// Each once, in the order of first mention.
    fileprivate func uniqued() -> [String] {
        reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
