/// Measures of rings, polylines and segments in one plane; all results in the unit of the coordinates.
///
/// A ring may or may not repeat its first point at the end; both give the same results.
public enum Planar {
    /// The area within a ring: positive when it runs counter-clockwise, negative when clockwise.
    ///
    /// The shoelace formula, taken about the first point so that large national coordinates lose no digits.
    @inlinable public static func signedArea(ofRing ring: some RandomAccessCollection<Point>) -> Double {
        guard let first = ring.first, var previous = ring.last else { return 0 }
        var twice = 0.0
        for p in ring {
            twice += (previous.x - first.x) * (p.y - first.y) - (p.x - first.x) * (previous.y - first.y)
            previous = p
        }
        return twice / 2
    }

    /// The area within a ring, whichever way it runs.
    @inlinable public static func area(ofRing ring: some RandomAccessCollection<Point>) -> Double {
        abs(signedArea(ofRing: ring))
    }

    /// The centre of gravity of the area within a ring; of its points when it encloses no area; nil when empty.
    @inlinable public static func centroid(ofRing ring: some RandomAccessCollection<Point>) -> Point? {
        guard let first = ring.first, var previous = ring.last else { return nil }
        var twice = 0.0, x = 0.0, y = 0.0, sumX = 0.0, sumY = 0.0, extent = 0.0
        for p in ring {
            let cross = (previous.x - first.x) * (p.y - first.y) - (p.x - first.x) * (previous.y - first.y)
            twice += cross
            x += (previous.x + p.x - 2 * first.x) * cross
            y += (previous.y + p.y - 2 * first.y) * cross
            sumX += p.x - first.x
            sumY += p.y - first.y
            extent = max(extent, abs(p.x - first.x), abs(p.y - first.y))
            previous = p
        }
        if abs(twice) <= 1e-12 * extent * extent {
            let n = Double(ring.count)
            return Point(x: first.x + sumX / n, y: first.y + sumY / n)
        }
        return Point(x: first.x + x / (3 * twice), y: first.y + y / (3 * twice))
    }

    /// Whether a place lies within a ring, by counting crossings; on the edge either answer may come.
    @inlinable public static func ring(_ ring: some RandomAccessCollection<Point>, contains p: Point) -> Bool {
        guard var a = ring.last else { return false }
        var isInside = false
        for b in ring {
            if (a.y > p.y) != (b.y > p.y), p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x {
                isInside.toggle()
            }
            a = b
        }
        return isInside
    }

    /// The length along a polyline.
    @inlinable public static func length(ofPolyline line: some RandomAccessCollection<Point>) -> Double {
        guard var previous = line.first else { return 0 }
        var total = 0.0
        for p in line {
            total += previous.distance(to: p)
            previous = p
        }
        return total
    }

    /// The place at a distance along a polyline, held at its ends; nil when it has no points.
    @inlinable public static func point(
        along line: some RandomAccessCollection<Point>, at distance: Double
    ) -> Point? {
        guard var previous = line.first else { return nil }
        var left = distance
        if !(left > 0) { return previous }
        for p in line {
            let step = previous.distance(to: p)
            if step >= left, step > 0 {
                let t = left / step
                return Point(x: previous.x + (p.x - previous.x) * t, y: previous.y + (p.y - previous.y) * t)
            }
            left -= step
            previous = p
        }
        return previous
    }

    /// Calls the body with every corner of a polyline and with places between them, at most a spacing apart.
    @inlinable public static func sample(
        _ line: some RandomAccessCollection<Point>, everyAtMost spacing: Double, _ body: (Point) -> Void
    ) {
        guard var previous = line.first else { return }
        body(previous)
        for p in line.dropFirst() {
            let steps = (previous.distance(to: p) / spacing).rounded(.up)
            if steps > 1, steps < 1e9 {
                for i in 1..<Int(steps) {
                    let t = Double(i) / steps
                    body(Point(x: previous.x + (p.x - previous.x) * t, y: previous.y + (p.y - previous.y) * t))
                }
            }
            body(p)
            previous = p
        }
    }

    /// How far along a segment the place nearest to a point lies: 0 at its start, 1 at its end.
    @inlinable public static func nearestFraction(to p: Point, onSegment a: Point, _ b: Point) -> Double {
        let dx = b.x - a.x, dy = b.y - a.y
        let square = dx * dx + dy * dy
        guard square > 0 else { return 0 }
        return min(1, max(0, ((p.x - a.x) * dx + (p.y - a.y) * dy) / square))
    }

    /// The distance from a point to a segment.
    @inlinable public static func distance(from p: Point, toSegment a: Point, _ b: Point) -> Double {
        let t = nearestFraction(to: p, onSegment: a, b)
        return p.distance(to: Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t))
    }
}
