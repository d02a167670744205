import Geometry

/// A bridge or tunnel, as far as it tells which part of a road runs over or through it.
struct RoadStructure {
    var id: String, name: String?, line: Int
    var isTunnel: Bool
    var year: Double?
    /// Convex outline, counter-clockwise, in the plane in metres, and the same corners in the coordinates of the file.
    var hull: [Point], corners: [Point]
    /// Lowest and highest point; `NaN` in flat data.
    var lowest: Double, highest: Double
    var axis: LongAxis

    /// Whether a stretch of road of that course that lies inside the outline is on the bridge or in the tunnel, not
    /// under or over it: by its height, or, where heights are missing, by running along and not across.
    func carries(_ stretch: ArraySlice<RoadCourse.Vertex>) -> Bool {
        let heights = stretch.map(\.z).filter(\.isFinite)
        if highest > lowest, !heights.isEmpty, heights.contains(where: { $0 != 0 }) || lowest <= 0 {
            let height = heights.reduce(0, +) / Double(heights.count)
            return isTunnel
                ? height >= lowest - 1 && height <= highest + 1 : height >= (lowest + highest) / 2 - 0.5
        }
        guard let first = stretch.first, let last = stretch.last, axis.isSlender else { return true }
        let length = first.plane.distance(to: last.plane)
        guard length > 0 else { return true }
        let along = (last.plane.x - first.plane.x) * axis.direction.x + (last.plane.y - first.plane.y) * axis.direction.y
        return abs(along) >= 0.7 * length
    }
}

/// The direction in which an outline is longest: that of the smallest rectangle around it.
struct LongAxis {
    /// Unit vector along, and the range of positions along and across.
    var direction = Point(x: 1, y: 0)
    var along: ClosedRange<Double> = 0...0, across: ClosedRange<Double> = 0...0

    var length: Double { along.upperBound - along.lowerBound }
    var width: Double { across.upperBound - across.lowerBound }
    var isSlender: Bool { length >= 1.5 * width }

    /// - Parameter hull: a convex outline. The smallest rectangle lies along one of its edges (Freeman and Shapira
    ///   1975, doi:10.1145/360881.360919).
    init(of hull: [Point]) {
        var smallest = Double.infinity
        for (i, a) in hull.enumerated() {
            let b = hull[(i + 1) % hull.count], side = a.distance(to: b)
            guard side > 0 else { continue }
            let u = Point(x: (b.x - a.x) / side, y: (b.y - a.y) / side)
            let along = Self.extent(hull) { $0.x * u.x + $0.y * u.y }, across = Self.extent(hull) { $0.y * u.x - $0.x * u.y }
            let (l, w) = (along.upperBound - along.lowerBound, across.upperBound - across.lowerBound)
            if l * w < smallest - 1e-9 {
                smallest = l * w
                if l >= w { (direction, self.along, self.across) = (u, along, across) }
                else { (direction, self.along, self.across) = (Point(x: -u.y, y: u.x), across, -along.upperBound...(-along.lowerBound)) }
            }
        }
    }

    func position(of p: Point) -> Double { p.x * direction.x + p.y * direction.y }

    private static func extent(_ points: [Point], _ value: (Point) -> Double) -> ClosedRange<Double> {
        let values = points.map(value)
        guard let low = values.min(), let high = values.max(), low <= high else { return 0...0 }
        return low...high
    }
}

/// The course of a road in the coordinates of its file and in a plane in metres.
struct RoadCourse {
    struct Vertex {
        var point: Point, plane: Point, z: Double

        func towards(_ other: Vertex, _ t: Double) -> Vertex {
            Vertex(
                point: Point(x: point.x + t * (other.point.x - point.x), y: point.y + t * (other.point.y - point.y)),
                plane: Point(x: plane.x + t * (other.plane.x - plane.x), y: plane.y + t * (other.plane.y - plane.y)),
                z: z + t * (other.z - z))
        }
    }
    var vertices: [Vertex]

    var length: Double { Planar.length(ofPolyline: vertices.map(\.plane)) }

    /// Cuts the course where it enters and leaves a convex outline.
    /// - Returns: the stretches in order, each with whether it lies inside; those shorter than 1 m are not cut off.
    func cut(by hull: [Point]) -> [(course: RoadCourse, isInside: Bool)] {
        var pieces: [(vertices: [Vertex], isInside: Bool)] = []
        func add(_ a: Vertex, _ b: Vertex, _ isInside: Bool) {
            if let last = pieces.last, last.isInside == isInside { pieces[pieces.count - 1].vertices.append(b) }
            else { pieces.append(([a, b], isInside)) }
        }
        for (a, b) in zip(vertices, vertices.dropFirst()) {
            guard let inside = Self.part(of: a.plane, b.plane, in: hull) else {
                add(a, b, false)
                continue
            }
            let enter = a.towards(b, inside.lowerBound), leave = a.towards(b, inside.upperBound)
            if inside.lowerBound > 0 { add(a, enter, false) }
            add(enter, leave, true)
            if inside.upperBound < 1 { add(leave, b, false) }
        }
        // Slivers join their neighbour.
        var merged: [(course: RoadCourse, isInside: Bool)] = []
        for piece in pieces {
            let course = RoadCourse(vertices: piece.vertices)
            if let last = merged.last, last.isInside == piece.isInside || course.length < 1 || last.course.length < 1 {
                merged[merged.count - 1].course.vertices += piece.vertices.dropFirst()
                if last.course.length < 1 { merged[merged.count - 1].isInside = piece.isInside }
            } else {
                merged.append((course, piece.isInside))
            }
        }
        return merged
    }

    /// The part of a segment inside a convex outline, as fractions (Cyrus and Beck 1978,
    /// doi:10.1016/0097-8493(78)90021-3); nil when there is none.
    private static func part(of a: Point, _ b: Point, in hull: [Point]) -> ClosedRange<Double>? {
        guard hull.count >= 3 else { return nil }
        var low = 0.0, high = 1.0
        for (i, p) in hull.enumerated() {
            let q = hull[(i + 1) % hull.count]
            // Positive on the inside of the edge.
            func side(_ r: Point) -> Double { (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x) }
            let start = side(a), end = side(b)
            if start < 0, end < 0 { return nil }
            if start < 0 { low = max(low, start / (start - end)) }
            if end < 0 { high = min(high, start / (start - end)) }
        }
        return high > low ? low...high : nil
    }
}
