/// A fixed index of the segments of many polylines, for the nearest place on any of them.
///
/// Used to attach facilities to the road or pipe they front on. Segments with an end that is not finite are left out.
/// - Complexity: building O(n) for segments not much longer than the usual; tried with 500,000 segments.
public struct SegmentIndex: Sendable {
    /// The nearest place on a polyline.
    public struct Match: Sendable, Equatable {
        /// The index of the polyline.
        public var polyline: Int
        /// The segment within it, counted from 0.
        public var segment: Int
        /// How far along the segment, 0 to 1.
        public var fraction: Double
        /// The place on the segment.
        public var point: Point
        /// How far that is from the place asked about, in the unit of the coordinates.
        public var distance: Double

        @usableFromInline init(polyline: Int, segment: Int, fraction: Double, point: Point, distance: Double) {
            self.polyline = polyline
            self.segment = segment
            self.fraction = fraction
            self.point = point
            self.distance = distance
        }
    }

    @usableFromInline let starts: [Point], ends: [Point]
    @usableFromInline let polylines: [UInt32], ordinals: [UInt32]
    @usableFromInline let grid: BucketGrid
    @usableFromInline let buckets: Buckets

    public init(_ lines: some Sequence<some RandomAccessCollection<Point>>) {
        var starts: [Point] = [], ends: [Point] = [], polylines: [UInt32] = [], ordinals: [UInt32] = []
        for (number, line) in lines.enumerated() {
            guard var previous = line.first else { continue }
            for (ordinal, p) in line.dropFirst().enumerated() {
                if previous.isFinite, p.isFinite {
                    starts.append(previous)
                    ends.append(p)
                    polylines.append(UInt32(number))
                    ordinals.append(UInt32(ordinal))
                }
                previous = p
            }
        }
        let grid = BucketGrid(around: starts, count: starts.count)
        self.grid = grid
        buckets = Buckets(count: grid.columns * grid.rows) { visit in
            for i in starts.indices {
                grid.forEachBucket(touchedBy: starts[i], ends[i]) { visit($0, i) }
            }
        }
        (self.starts, self.ends, self.polylines, self.ordinals) = (starts, ends, polylines, ordinals)
    }

    /// The nearest place not further away than a radius; equal distances go to the polyline and segment named first.
    ///
    /// - Parameters:
    ///   - radius: in the unit of the coordinates; may be infinite.
    ///   - isWanted: leaves out polylines by their index.
    @inlinable public func nearest(
        to p: Point, within radius: Double, where isWanted: (Int) -> Bool = { _ in true }
    ) -> Match? {
        guard p.isFinite, radius >= 0 else { return nil }
        var best: Int?, bestDistance = radius
        let column = grid.column(p.x), row = grid.row(p.y)
        var ring = 0
        while ring <= max(grid.columns, grid.rows), Double(ring - 1) * grid.side <= bestDistance {
            grid.forEachBucket(inRing: ring, column, row) { bucket in
                for slot in buckets.range(bucket) {
                    let i = Int(buckets.items[slot])
                    let distance = Planar.distance(from: p, toSegment: starts[i], ends[i])
                    if distance > bestDistance { continue }
                    if let best, distance == bestDistance, i >= best { continue }
                    if isWanted(Int(polylines[i])) { (best, bestDistance) = (i, distance) }
                }
            }
            ring += 1
        }
        guard let i = best else { return nil }
        let a = starts[i], b = ends[i]
        let t = Planar.nearestFraction(to: p, onSegment: a, b)
        return Match(
            polyline: Int(polylines[i]), segment: Int(ordinals[i]), fraction: t,
            point: Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t), distance: bestDistance)
    }
}

extension BucketGrid {
    /// Calls the body with every bucket through which a segment runs, row by row.
    func forEachBucket(touchedBy a: Point, _ b: Point, _ body: (Int) -> Void) {
        let (low, high) = a.y <= b.y ? (a, b) : (b, a)
        for row in row(low.y)...row(high.y) {
            let band = band(ofRow: row)
            let x0 = Self.x(on: low, high, atHeight: max(low.y, band.low))
            let x1 = Self.x(on: low, high, atHeight: min(high.y, band.high))
            // Rounding may put the crossing of a band's edge a hair to one side: widen by a billionth of a bucket.
            let slack = side * 1e-9
            for column in column(min(x0, x1) - slack)...column(max(x0, x1) + slack) {
                body(row * columns + column)
            }
        }
    }

    private static func x(on low: Point, _ high: Point, atHeight y: Double) -> Double {
        if y <= low.y { return low.x }
        if y >= high.y { return high.x }
        return low.x + (high.x - low.x) * (y - low.y) / (high.y - low.y)
    }
}
