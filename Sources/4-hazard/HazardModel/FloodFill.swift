import Geometry

/// Which cells of a terrain water of one level reaches from its sources.
///
/// Water spreads between cells that share a side (not a corner, so that it does not leak diagonally through a dike
/// one cell wide) and whose ground lies below the level. Hollows that no such path reaches stay dry, and so does
/// ground of unknown height.
enum FloodFill {
    /// Depths in metres: 0 where dry, `NaN` where the ground is unknown.
    ///
    /// - Complexity: O(cells); every cell enters the list of places to look at once.
    static func depths(over terrain: Raster, levelMetres: Double, from sources: [Int]) -> [Float] {
        var depths = terrain.values.map { $0.isNaN ? Float.nan : 0 }
        var open: [Int32] = []
        func wet(_ cell: Int) {
            let depth = Float(levelMetres - Double(terrain.values[cell]))
            if depth > 0, depths[cell] == 0 {
                depths[cell] = depth
                open.append(Int32(cell))
            }
        }
        for source in sources { wet(source) }
        while let cell = open.popLast() {
            forEachNeighbour(of: Int(cell), in: terrain) { wet($0) }
        }
        return depths
    }

    /// For each cell, the level at which water from the sources first stands on it: the lowest possible highest
    /// ground on a path there. Infinite for cells that a level of `upTo` metres does not reach.
    ///
    /// After Barnes, Lehman & Mulla 2014, *Priority-flood*, Computers & Geosciences 62, 117-127,
    /// doi:10.1016/j.cageo.2013.04.024, here started from the sources instead of the grid's edge.
    /// - Complexity: O(cells · log cells) for the cells reached.
    static func reachingLevels(over terrain: Raster, from sources: [Int], upTo levelMetres: Double) -> [Float] {
        var levels = [Float](repeating: .infinity, count: terrain.values.count)
        var heap = LevelHeap()
        func reach(_ cell: Int, _ level: Float) {
            let ground = terrain.values[cell]
            guard Double(ground) < levelMetres, levels[cell] == .infinity else { return }
            levels[cell] = max(ground, level)
            heap.insert(levels[cell], cell)
        }
        for source in sources { reach(source, -.infinity) }
        while let (level, cell) = heap.removeLowest() {
            forEachNeighbour(of: cell, in: terrain) { reach($0, level) }
        }
        return levels
    }

    static func forEachNeighbour(of cell: Int, in raster: Raster, _ body: (Int) -> Void) {
        let column = cell % raster.columns
        if column > 0 { body(cell - 1) }
        if column + 1 < raster.columns { body(cell + 1) }
        if cell >= raster.columns { body(cell - raster.columns) }
        if cell + raster.columns < raster.values.count { body(cell + raster.columns) }
    }
}

/// Cells by level, lowest first; equal levels by cell number, so that the order is fixed.
private struct LevelHeap {
    private var items: [(level: Float, cell: Int32)] = []

    private func precedes(_ a: Int, _ b: Int) -> Bool {
        let (a, b) = (items[a], items[b])
        return a.level < b.level || (a.level == b.level && a.cell < b.cell)
    }

    mutating func insert(_ level: Float, _ cell: Int) {
        items.append((level, Int32(cell)))
        var child = items.count - 1
        while child > 0, precedes(child, (child - 1) / 2) {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func removeLowest() -> (Float, Int)? {
        guard let lowest = items.first, let last = items.popLast() else { return nil }
        if !items.isEmpty {
            items[0] = last
            var parent = 0
            while true {
                var least = parent
                for child in [2 * parent + 1, 2 * parent + 2] where child < items.count && precedes(child, least) {
                    least = child
                }
                if least == parent { break }
                items.swapAt(parent, least)
                parent = least
            }
        }
        return (lowest.level, Int(lowest.cell))
    }
}
