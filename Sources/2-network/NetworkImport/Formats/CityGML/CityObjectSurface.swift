import Geometry

/// One polygon of a feature, as x = east, y = north and height (`NaN` in flat data).
struct CityObjectSurface {
    /// What it stands for, in the order in which a footprint is looked for.
    enum Role: Int, Comparable {
        /// The surface on the ground.
        case ground
        /// An outline on the ground (level of detail 0).
        case footprint
        /// A wall, roof or any part of a solid.
        case other
        /// The outline of the roof (level of detail 0): its height is not the ground's.
        case roofEdge
        static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    var role: Role
    var levelOfDetail: Int
    /// Hashes of the `gml:id`s of the polygon and of what it is in, by which it may be referred to.
    var ids: [UInt64]
    var ring: [Point] = []
    var heights: [Double] = []
    var holes: [[Point]] = []

    var lowest: Double { heights.min() ?? .nan }
    var highest: Double { heights.max() ?? .nan }
    /// Whether it is level within a decimetre and encloses an area in plan.
    var isLevel: Bool { !(highest - lowest > 0.1) && Planar.area(ofRing: ring) > 0 }
}

/// The outline of a building on the ground.
struct Footprint {
    /// Square metres, without courtyards.
    var areaSquareMetres: Double
    /// Centre of gravity of that area, in the coordinates of the file.
    var centroid: Point
    /// The outline; the convex hull when it is made of several polygons.
    var ring: [Point]
    /// Height of the ground, the lowest point; nil when the data gives none.
    var groundHeightMetres: Double?

    /// Chooses among a building's polygons: its ground surfaces, else its footprint of level 0, else its lowest level
    /// polygons, else its roof's outline, else the convex hull of everything; of several levels of detail the lowest.
    /// - Parameter plane: brings positions into a plane in metres, where areas are measured.
    init?(of surfaces: [CityObjectSurface], plane: (Point) -> Point) {
        let usable = surfaces.filter { $0.ring.count >= 3 }
        let solid = usable.filter { $0.role != .roofEdge }
        // Outlines of level 0 are often drawn at height 0, wherever the building stands.
        let raised = solid.contains { $0.levelOfDetail > 0 } ? solid.filter { $0.levelOfDetail > 0 } : solid
        let lowest = raised.lazy.flatMap(\.heights).filter(\.isFinite).min()
        func coarsest(_ candidates: [CityObjectSurface]) -> [CityObjectSurface] {
            let level = candidates.map(\.levelOfDetail).min()
            return candidates.filter { $0.levelOfDetail == level }
        }
        var chosen = coarsest(usable.filter { $0.role == .ground })
        if chosen.isEmpty { chosen = coarsest(usable.filter { $0.role == .footprint }) }
        if chosen.isEmpty {
            let level = coarsest(usable.filter { $0.role == .other && $0.isLevel })
            if let bottom = level.map(\.lowest).min() { chosen = level.filter { !($0.lowest - bottom > 0.1) } }
        }
        if chosen.isEmpty { chosen = coarsest(usable.filter { $0.role == .roofEdge }) }

        var area = 0.0, moment = Point(x: 0, y: 0)
        let origin = surfaces.first?.ring.first ?? Point(x: 0, y: 0)
        func add(_ ring: [Point], _ sign: Double) {
            let part = sign * Planar.area(ofRing: ring.map(plane))
            guard let middle = Planar.centroid(ofRing: ring) else { return }
            area += part
            moment.x += part * (middle.x - origin.x)
            moment.y += part * (middle.y - origin.y)
        }
        for surface in chosen {
            add(surface.ring, 1)
            for hole in surface.holes { add(hole, -1) }
        }
        if area > 0 {
            centroid = Point(x: origin.x + moment.x / area, y: origin.y + moment.y / area)
            ring = chosen.count == 1 ? chosen[0].ring : Footprint.hull(of: chosen.flatMap(\.ring))
            if ring.count > 1, ring.first == ring.last { ring.removeLast() }
        } else {
            ring = Footprint.hull(of: surfaces.flatMap(\.ring))
            area = Planar.area(ofRing: ring.map(plane))
            guard let middle = Planar.centroid(ofRing: ring) else { return nil }
            centroid = middle
        }
        areaSquareMetres = area
        groundHeightMetres = lowest
    }

    /// The convex hull, counter-clockwise (monotone chain, Andrew 1979, doi:10.1016/0020-0190(79)90072-3).
    static func hull(of points: [Point]) -> [Point] {
        let sorted = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }
        func chain(_ points: some Sequence<Point>) -> [Point] {
            var chain: [Point] = []
            for p in points {
                while chain.count >= 2 {
                    let a = chain[chain.count - 2], b = chain[chain.count - 1]
                    if (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x) > 0 { break }
                    chain.removeLast()
                }
                chain.append(p)
            }
            return chain.dropLast()
        }
        let ring = chain(sorted) + chain(sorted.reversed())
        return ring.isEmpty ? Array(points.prefix(1)) : ring
    }
}
