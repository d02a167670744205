import Geometry
import Testing

@Suite struct PlanarTests {
    static let square = [Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 4), Point(x: 0, y: 4)]
    /// An L of area 12: a 4 × 4 square without its upper right quarter.
    static let corner = [
        Point(x: 0, y: 0), Point(x: 4, y: 0), Point(x: 4, y: 2), Point(x: 2, y: 2), Point(x: 2, y: 4),
        Point(x: 0, y: 4),
    ]

    @Test func `areas of rings, closed or not, in either direction`() {
        #expect(Planar.signedArea(ofRing: Self.square) == 16)
        #expect(Planar.signedArea(ofRing: Array(Self.square.reversed())) == -16)
        #expect(Planar.area(ofRing: Self.corner) == 12)
        #expect(Planar.area(ofRing: Self.corner + [Self.corner[0]]) == 12)
        #expect(Planar.area(ofRing: [Point]()) == 0)
    }

    @Test func `large coordinates cost no digits`() {
        let far = Self.square.map { Point(x: $0.x / 100 + 155_000_000, y: $0.y / 100 + 463_000_000) }
        #expect(abs(Planar.area(ofRing: far) - 16e-4) < 1e-9)
    }

    @Test func `centroids`() {
        // Two rectangles: 4×2 about (2, 1) and 2×2 about (1, 3).
        let expected = Point(x: (8.0 * 2 + 4 * 1) / 12, y: (8.0 * 1 + 4 * 3) / 12)
        #expect(Planar.centroid(ofRing: Self.corner)?.distance(to: expected) ?? 1 < 1e-12)
        #expect(Planar.centroid(ofRing: Self.corner + [Self.corner[0]])?.distance(to: expected) ?? 1 < 1e-12)
        #expect(Planar.centroid(ofRing: [Point(x: 1, y: 1), Point(x: 3, y: 1)]) == Point(x: 2, y: 1))
        #expect(Planar.centroid(ofRing: [Point(x: 7, y: 8)]) == Point(x: 7, y: 8))
        #expect(Planar.centroid(ofRing: [Point]()) == nil)
    }

    @Test func `points in and out of a ring`() {
        #expect(Planar.ring(Self.corner, contains: Point(x: 1, y: 3)))
        #expect(!Planar.ring(Self.corner, contains: Point(x: 3, y: 3)))
        #expect(!Planar.ring(Self.corner, contains: Point(x: -1, y: 1)))
        #expect(!Planar.ring([Point](), contains: Point(x: 0, y: 0)))
    }

    @Test func `places along a polyline`() {
        let line = [Point(x: 0, y: 0), Point(x: 3, y: 0), Point(x: 3, y: 0), Point(x: 3, y: 4)]
        #expect(Planar.length(ofPolyline: line) == 7)
        #expect(Planar.point(along: line, at: 5) == Point(x: 3, y: 2))
        #expect(Planar.point(along: line, at: 3) == Point(x: 3, y: 0))
        #expect(Planar.point(along: line, at: 99) == Point(x: 3, y: 4))
        #expect(Planar.point(along: line, at: -1) == Point(x: 0, y: 0))
        #expect(Planar.point(along: [Point](), at: 1) == nil)
    }

    @Test func `samples keep corners and spacing`() {
        var seen: [Point] = []
        let line = [Point(x: 0, y: 0), Point(x: 3, y: 0), Point(x: 3, y: 1)]
        Planar.sample(line, everyAtMost: 1.5) { seen.append($0) }
        #expect(seen == [Point(x: 0, y: 0), Point(x: 1.5, y: 0), Point(x: 3, y: 0), Point(x: 3, y: 1)])
    }

    @Test func `distances to a segment`() {
        let a = Point(x: 0, y: 0), b = Point(x: 4, y: 0)
        #expect(Planar.distance(from: Point(x: 2, y: 3), toSegment: a, b) == 3)
        #expect(Planar.distance(from: Point(x: 7, y: 4), toSegment: a, b) == 5)
        #expect(Planar.distance(from: Point(x: -3, y: 4), toSegment: a, a) == 5)
    }
}
