/// Numbers along a Hilbert curve: places that are near in the plane get numbers that are near.
///
/// Arrays in this order keep what a search touches together close in memory. The curve is the one of Hilbert 1891
/// ("Ueber die stetige Abbildung einer Linie auf ein Flächenstück", Math. Ann. 38, doi:10.1007/BF01199431), on a grid
/// of 65,536 × 65,536 cells over the box.
public enum HilbertCurve {
    /// The order in which to list points: positions in `points`, along the curve; points in one cell keep their order.
    /// - Complexity: O(n log n).
    public static func order(of points: [Point]) -> [Int32] {
        var box = Box()
        for point in points where point.x.isFinite && point.y.isFinite { box.include(point) }
        let cells = max(box.width, box.height) / 65_535
        let scale = cells > 0 && cells.isFinite ? 1 / cells : 0
        var keys = points.indices.map { i in
            let point = points[i]
            guard point.x.isFinite, point.y.isFinite else { return UInt64(i) }
            let x = UInt32(min(65_535, max(0, (point.x - box.minX) * scale)))
            let y = UInt32(min(65_535, max(0, (point.y - box.minY) * scale)))
            return UInt64(number(x: x, y: y)) << 32 | UInt64(i)
        }
        keys.sort()
        return keys.map { Int32(truncatingIfNeeded: $0) }
    }

    /// The number of a cell, coordinates below 65,536; two bits of the answer for each bit of them.
    static func number(x: UInt32, y: UInt32) -> UInt32 {
        var x = x, y = y, number: UInt32 = 0
        var bit: UInt32 = 1 << 15
        while bit > 0 {
            let right: UInt32 = x & bit > 0 ? 1 : 0, up: UInt32 = y & bit > 0 ? 1 : 0
            number = number << 2 | ((3 * right) ^ up)
            // The curve within each quarter is turned so that it goes on where the last one ended.
            if up == 0 {
                if right == 1 { (x, y) = (65_535 - x, 65_535 - y) }
                swap(&x, &y)
            }
            bit >>= 1
        }
        return number
    }
}
