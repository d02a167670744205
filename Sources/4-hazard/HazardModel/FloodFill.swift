import Computation
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
        var spread = Spread(terrain, levelMetres)
        for source in sources { spread.wet(source) }
        while let cell = spread.open.popLast() {
            forEachNeighbour(of: Int(cell), in: terrain) { spread.wet($0) }
        }
        return spread.depths
    }

    private struct Spread {
        let ground: [Float]
        let levelMetres: Double
        var depths: [Float]
        var open: [Int32] = []

        init(_ terrain: Raster, _ levelMetres: Double) {
            ground = terrain.values
            self.levelMetres = levelMetres
            depths = terrain.values.map { $0.isNaN ? Float.nan : 0 }
        }

        @inline(__always) mutating func wet(_ cell: Int) {
            let depth = Float(levelMetres - Double(ground[cell]))
            guard depth > 0, depths[cell] == 0 else { return }
            depths[cell] = depth
            open.append(Int32(truncatingIfNeeded: cell))
        }
    }

    /// For each cell, the level at which water from the sources first stands on it: the lowest possible highest
    /// ground on a path there. Infinite for cells that a level of `upTo` metres does not reach.
    ///
    /// After Barnes, Lehman & Mulla 2014, *Priority-flood*, Computers & Geosciences 62, 117-127,
    /// doi:10.1016/j.cageo.2013.04.024, algorithm 2, here started from the sources instead of the grid's edge: ground no
    /// higher than the water on its way there needs no place in the order of levels.
    /// - Complexity: O(cells) for low ground, O(cells · log cells) for what rises on the way.
    static func reachingLevels(over terrain: Raster, from sources: [Int], upTo levelMetres: Double) -> [Float] {
        var rise = Rise(terrain, levelMetres)
        for source in sources { rise.reach(source, -.infinity) }
        while let (cell, level) = rise.next() {
            forEachNeighbour(of: cell, in: terrain) { rise.reach($0, level) }
        }
        return rise.levels
    }

    private struct Rise {
        let ground: [Float]
        let levelMetres: Double
        var levels: [Float]
        /// Cells that lie higher than the water that reached them, by their height.
        private var high = DistanceQueue()
        /// Cells that the water stood above at once, all at the level of now.
        private var low: [Int32] = []

        init(_ terrain: Raster, _ levelMetres: Double) {
            ground = terrain.values
            self.levelMetres = levelMetres
            levels = Array(repeating: .infinity, count: terrain.values.count)
        }

        @inline(__always) mutating func reach(_ cell: Int, _ level: Float) {
            let height = ground[cell]
            guard Double(height) < levelMetres, levels[cell] == .infinity else { return }
            if height > level {
                levels[cell] = height
                high.insert(Double(height), Int32(truncatingIfNeeded: cell))
            } else {
                levels[cell] = level
                low.append(Int32(truncatingIfNeeded: cell))
            }
        }

        mutating func next() -> (cell: Int, level: Float)? {
            if let cell = low.popLast() { return (Int(cell), levels[Int(cell)]) }
            return high.removeNearest().map { (cell: Int($0.1), level: Float($0.0)) }
        }
    }

    /// The cells that share a side with one.
    @inline(__always) static func forEachNeighbour(of cell: Int, in raster: Raster, _ body: (Int) -> Void) {
        let column = cell % raster.columns
        if column > 0 { body(cell - 1) }
        if column + 1 < raster.columns { body(cell + 1) }
        if cell >= raster.columns { body(cell - raster.columns) }
        if cell + raster.columns < raster.values.count { body(cell + raster.columns) }
    }
}
