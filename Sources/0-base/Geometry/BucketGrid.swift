/// Square buckets over the bulk of a set of places; whatever lies outside counts as being in the nearest edge bucket.
///
/// The grid spans only the middle 98 % of the places in either direction (with a margin), so that a few stray
/// coordinates at (0, 0) do not make the buckets useless. Moving places to the nearest edge never lengthens a
/// distance, hence a bucket `r` rings away from a place's own holds nothing nearer than `(r - 1)` bucket sides:
/// searches that go outwards ring by ring stay exact.
@usableFromInline struct BucketGrid: Sendable {
    @usableFromInline let origin: Point
    @usableFromInline let side: Double
    @usableFromInline let columns: Int
    @usableFromInline let rows: Int

    /// About one bucket for every two of `count` things lying around `sample`.
    init(around sample: [Point], count: Int) {
        let core = Self.core(sample)
        let cells = Double(max(1, count / 2))
        let byArea = (core.width * core.height / cells).squareRoot()
        let byLength = max(core.width, core.height) / cells
        let wanted = max(byArea, byLength)
        side = wanted > 0 && wanted.isFinite ? wanted : 1
        origin = core.isEmpty ? Point(x: 0, y: 0) : Point(x: core.minX, y: core.minY)
        columns = max(1, Int((core.width / side).rounded(.up)))
        rows = max(1, Int((core.height / side).rounded(.up)))
    }

    @usableFromInline func column(_ x: Double) -> Int { Self.bucket((x - origin.x) / side, columns) }

    @usableFromInline func row(_ y: Double) -> Int { Self.bucket((y - origin.y) / side, rows) }

    /// The band of heights that a row stands for; the outer rows reach to infinity.
    func band(ofRow row: Int) -> (low: Double, high: Double) {
        (
            row == 0 ? -.infinity : origin.y + Double(row) * side,
            row == rows - 1 ? .infinity : origin.y + Double(row + 1) * side
        )
    }

    private static func bucket(_ u: Double, _ count: Int) -> Int {
        u >= Double(count) ? count - 1 : u > 0 ? Int(u) : 0
    }

    private static func core(_ points: [Point]) -> Box {
        let step = max(1, points.count / 4096)
        let picked = stride(from: 0, to: points.count, by: step).map { points[$0] }
        guard !picked.isEmpty else { return Box() }
        let x = span(picked.map(\.x)), y = span(picked.map(\.y))
        return Box(minX: x.low, minY: y.low, maxX: x.high, maxY: y.high)
    }

    private static func span(_ values: [Double]) -> (low: Double, high: Double) {
        let sorted = values.sorted()
        let trimmed = sorted.count / 100
        let low = sorted[trimmed], high = sorted[sorted.count - 1 - trimmed]
        let margin = (high - low) * 0.05
        return (max(sorted[0], low - margin), min(sorted[sorted.count - 1], high + margin))
    }
}

/// Numbers grouped by bucket in two flat arrays: those of bucket `b` are `items[first[b]..<first[b + 1]]`, ascending.
@usableFromInline struct Buckets: Sendable {
    @usableFromInline let first: [UInt32]
    @usableFromInline let items: [UInt32]

    /// - Parameter visit: calls back with (bucket, item) pairs, items ascending, the same ones each time it is called.
    init(count: Int, visit: ((Int, Int) -> Void) -> Void) {
        var starts = [UInt32](repeating: 0, count: count + 1)
        visit { bucket, _ in starts[bucket + 1] += 1 }
        for i in 0..<count { starts[i + 1] += starts[i] }
        var next = starts
        var filled = [UInt32](repeating: 0, count: Int(starts[count]))
        visit { bucket, item in
            filled[Int(next[bucket])] = UInt32(item)
            next[bucket] += 1
        }
        first = starts
        items = filled
    }

    @usableFromInline func range(_ bucket: Int) -> Range<Int> { Int(first[bucket])..<Int(first[bucket + 1]) }
}
