import Geometry
import Testing

/// SplitMix64 (Steele, Lea & Flood 2014), so that a failing seed can be repeated.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

@Suite struct SpatialIndexTests {
    /// Places on a coarse lattice (so that distances tie), in two clusters, with strays at the origin and far off.
    static func places(_ seed: UInt64, _ count: Int) -> [Point] {
        var random = SplitMix(state: seed)
        var points = (0..<count).map { i in
            Point(
                x: 120_000 + Double(Int.random(in: 0...40, using: &random)) * 25 + (i % 3 == 0 ? 5000 : 0),
                y: 487_000 + Double(Int.random(in: 0...40, using: &random)) * 25)
        }
        if seed % 2 == 0, count > 3 {
            points[1] = Point(x: 0, y: 0)
            points[2] = Point(x: 9e6, y: -3e7)
            points[3] = Point(x: .nan, y: 0)
        }
        return points
    }

    static func nearestByTrying(_ points: [Point], _ p: Point, _ radius: Double) -> Int? {
        var best: (Int, Double)?
        for (i, q) in points.enumerated() {
            let d = p.distance(to: q)
            if d <= radius, d < (best?.1 ?? .infinity) { best = (i, d) }
        }
        return best?.0
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64], [1, 2, 7, 300])
    func `searches find what trying every place finds`(_ seed: UInt64, _ count: Int) {
        let points = Self.places(seed, count), index = PointIndex(points)
        var random = SplitMix(state: seed &+ 1000)
        for _ in 0..<60 {
            let p = Point(
                x: .random(in: 118_000...128_000, using: &random), y: .random(in: 485_000...490_000, using: &random))
            let radius = [10, 100, 900, 1e5, .infinity].randomElement(using: &random) ?? 10
            #expect(index.nearest(to: p, within: radius)?.index == Self.nearestByTrying(points, p, radius))
            let near = points.indices.filter { p.distance(to: points[$0]) <= radius }
            #expect(index.indices(within: radius, of: p) == near)
        }
        for p in points.prefix(50) where p.isFinite {
            #expect(index.nearest(to: p, within: 0)?.index == Self.nearestByTrying(points, p, 0))
        }
    }

    @Test func `equal distances go to the lowest index, and the radius is inclusive`() {
        let index = PointIndex([Point(x: 2, y: 0), Point(x: 0, y: 2), Point(x: 2, y: 0)])
        #expect(index.nearest(to: Point(x: 0, y: 0), within: 2)?.index == 0)
        #expect(index.nearest(to: Point(x: 0, y: 0), within: 1.99) == nil)
        #expect(index.nearest(to: Point(x: 0, y: 0), within: 9, where: { $0 != 0 })?.index == 1)
        #expect(index.nearest(to: Point(x: 0, y: 0), within: -1) == nil)
        #expect(index.nearest(to: Point(x: .nan, y: 0), within: 9) == nil)
    }

    @Test func `an empty index finds nothing`() {
        #expect(PointIndex([]).nearest(to: Point(x: 0, y: 0), within: .infinity) == nil)
        #expect(PointIndex([]).indices(within: 5, of: Point(x: 0, y: 0)).isEmpty)
        #expect(SegmentIndex([[Point]]()).nearest(to: Point(x: 0, y: 0), within: .infinity) == nil)
    }

    @Test func `a stray far away does not slow the search down`() {
        var points = (0..<20_000).map { Point(x: Double($0 % 141) * 50, y: Double($0 / 141) * 50) }
        points.append(Point(x: 1e7, y: 1e7))
        let index = PointIndex(points)
        var found = 0
        for p in points where index.nearest(to: p, within: 10) != nil { found += 1 }
        #expect(found == points.count)
    }

    @Test(arguments: [1, 2, 3, 4, 5, 6] as [UInt64])
    func `the nearest segment is what trying every segment finds`(_ seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let places = Self.places(seed, 120).filter(\.isFinite)
        var lines = stride(from: 0, to: 117, by: 3).map { Array(places[$0..<($0 + 3)]) }
        lines[4] = []
        lines[5] = [places[0]]
        lines[6] = [places[1], Point(x: .nan, y: 1), places[2]]
        let index = SegmentIndex(lines)
        for _ in 0..<60 {
            let p = Point(
                x: .random(in: 118_000...128_000, using: &random), y: .random(in: 485_000...490_000, using: &random))
            var best: (line: Int, segment: Int, distance: Double)?
            for (number, line) in lines.enumerated() where line.count > 1 {
                for (segment, (a, b)) in zip(line, line.dropFirst()).enumerated() where a.isFinite && b.isFinite {
                    let d = Planar.distance(from: p, toSegment: a, b)
                    if d < best?.distance ?? .infinity { best = (number, segment, d) }
                }
            }
            let expected = try #require(best)
            let match = try #require(index.nearest(to: p, within: .infinity))
            #expect(match.polyline == expected.line && match.segment == expected.segment)
            #expect(match.distance == expected.distance)
            #expect(abs(match.point.distance(to: p) - match.distance) < 1e-6)
            #expect(index.nearest(to: p, within: expected.distance / 2) == nil)
        }
    }

    @Test func `a facility fronts on the road beside it`() throws {
        let roads = [
            [Point(x: 0, y: 0), Point(x: 100, y: 0)],
            [Point(x: 0, y: 50), Point(x: 50, y: 50), Point(x: 50, y: 90)],
        ]
        let match = try #require(SegmentIndex(roads).nearest(to: Point(x: 60, y: 70), within: 30))
        #expect(match.polyline == 1 && match.segment == 1)
        #expect(match.point == Point(x: 50, y: 70) && match.distance == 10 && match.fraction == 0.5)
        let other = SegmentIndex(roads).nearest(to: Point(x: 60, y: 70), within: 80, where: { $0 == 0 })
        #expect(other?.polyline == 0 && other?.distance == 70)
    }
}

@Suite struct NearestPlacesTests {
    /// Against sorting all places by distance, on a lattice with many equal distances and one stray place.
    @Test func `the nearest places are found in order, also among the first ones only`() {
        var points: [Point] = []
        for i in 0..<400 {
            let cell = i * 37 % 400
            points.append(Point(x: Double(cell % 20), y: Double(cell / 20)))
        }
        points.append(Point(x: 1e6, y: -1e6))
        points.append(Point(x: .nan, y: 0))
        let index = PointIndex(points)
        var found: [(distance: Double, index: Int)] = []
        for (count, limit) in [(1, 402), (7, 402), (32, 100), (500, 402), (0, 10), (5, 3), (5, 0)] {
            for p in [Point(x: 3.2, y: 4.9), Point(x: -50, y: 900), points[400], points[17]] {
                index.nearest(count, to: p, below: limit, into: &found)
                let all = (0..<min(limit, 401)).sorted {
                    (p.distance(to: points[$0]), $0) < (p.distance(to: points[$1]), $1)
                }
                #expect(found.map { $0.index } == Array(all.prefix(count)))
            }
        }
        index.nearest(3, to: Point(x: .nan, y: 0), into: &found)
        #expect(found.isEmpty)
    }
}
