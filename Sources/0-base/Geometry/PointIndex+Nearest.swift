extension PointIndex {
    /// The nearest places, nearest first; equal distances by index.
    ///
    /// - Parameters:
    ///   - count: at most this many.
    ///   - limit: only places with a smaller index than this.
    ///   - found: replaced by the answer; its memory is used again.
    public func nearest(
        _ count: Int, to p: Point, below limit: Int = .max, into found: inout [(distance: Double, index: Int)]
    ) {
        found.removeAll(keepingCapacity: true)
        guard p.isFinite, count > 0 else { return }
        let column = grid.column(p.x), row = grid.row(p.y)
        let farthest = max(grid.columns, grid.rows)
        var ring = 0
        while ring <= farthest {
            if found.count == count, Double(ring - 1) * grid.side > found[count - 1].distance { break }
            grid.forEachBucket(inRing: ring, column, row) { bucket in
                for slot in buckets.range(bucket) {
                    let i = Int(buckets.items[slot])
                    if i >= limit { break }
                    insert((p.distance(to: points[i]), i), count, &found)
                }
            }
            ring += 1
        }
    }

    @inline(__always)
    private func insert(
        _ candidate: (distance: Double, index: Int), _ count: Int, _ found: inout [(distance: Double, index: Int)]
    ) {
        func isNearer(_ a: (distance: Double, index: Int), _ b: (distance: Double, index: Int)) -> Bool {
            a.distance < b.distance || (a.distance == b.distance && a.index < b.index)
        }
        if found.count == count {
            guard isNearer(candidate, found[count - 1]) else { return }
            found.removeLast()
        }
        found.append(candidate)
        var k = found.count - 1
        while k > 0, isNearer(candidate, found[k - 1]) {
            found.swapAt(k, k - 1)
            k -= 1
        }
    }
}
