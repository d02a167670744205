/// A fixed index of places for searches by distance; answers never depend on anything but the input.
///
/// Places whose coordinates are not finite are never found. Equal distances go to the lowest index.
/// - Complexity: building O(n); a search visits the few buckets about its place. Tried with 1,000,000 points.
public struct PointIndex: Sendable {
    @usableFromInline let points: [Point]
    @usableFromInline let grid: BucketGrid
    @usableFromInline let buckets: Buckets

    public init(_ points: [Point]) {
        self.points = points
        let grid = BucketGrid(around: points.filter(\.isFinite), count: points.count)
        self.grid = grid
        buckets = Buckets(count: grid.columns * grid.rows) { visit in
            for (i, p) in points.enumerated() where p.isFinite {
                visit(grid.row(p.y) * grid.columns + grid.column(p.x), i)
            }
        }
    }

    /// The nearest place not further away than a radius, and its distance; nil when there is none.
    ///
    /// - Parameters:
    ///   - radius: in the unit of the coordinates; may be infinite. A place exactly this far away is found.
    ///   - isWanted: leaves out places by their index.
    @inlinable public func nearest(
        to p: Point, within radius: Double, where isWanted: (Int) -> Bool = { _ in true }
    ) -> (index: Int, distance: Double)? {
        guard p.isFinite, radius >= 0 else { return nil }
        var best: (index: Int, distance: Double)?
        let column = grid.column(p.x), row = grid.row(p.y)
        let farthest = max(grid.columns, grid.rows)
        var ring = 0
        while ring <= farthest, Double(ring - 1) * grid.side <= (best?.distance ?? radius) {
            grid.forEachBucket(inRing: ring, column, row) { bucket in
                for slot in buckets.range(bucket) {
                    let i = Int(buckets.items[slot])
                    let distance = p.distance(to: points[i])
                    if distance > (best?.distance ?? radius) { continue }
                    if let best, distance == best.distance, i > best.index { continue }
                    if isWanted(i) { best = (i, distance) }
                }
            }
            ring += 1
        }
        return best
    }

    /// Calls the body with the index and distance of every place within a radius, in no particular but fixed order.
    @inlinable public func forEach(within radius: Double, of p: Point, _ body: (Int, Double) -> Void) {
        guard p.isFinite, radius >= 0 else { return }
        let columns = grid.column(p.x - radius)...grid.column(p.x + radius)
        for row in grid.row(p.y - radius)...grid.row(p.y + radius) {
            for column in columns {
                for slot in buckets.range(row * grid.columns + column) {
                    let i = Int(buckets.items[slot])
                    let distance = p.distance(to: points[i])
                    if distance <= radius { body(i, distance) }
                }
            }
        }
    }

    /// The indices of all places within a radius, ascending.
    public func indices(within radius: Double, of p: Point) -> [Int] {
        var found: [Int] = []
        forEach(within: radius, of: p) { i, _ in found.append(i) }
        return found.sorted()
    }
}

extension BucketGrid {
    /// Calls the body with the buckets whose larger offset in columns or rows is exactly `ring`.
    @inlinable func forEachBucket(inRing ring: Int, _ column: Int, _ row: Int, _ body: (Int) -> Void) {
        let left = max(0, column - ring), right = min(columns - 1, column + ring)
        for y in max(0, row - ring)...min(rows - 1, row + ring) {
            if abs(y - row) == ring {
                for x in left...right { body(y * columns + x) }
            } else {
                if column - ring >= 0 { body(y * columns + column - ring) }
                if column + ring < columns { body(y * columns + column + ring) }
            }
        }
    }
}

extension Point {
    /// Whether both coordinates are numbers.
    @inlinable public var isFinite: Bool { x.isFinite && y.isFinite }
}
