import Diagnostics
import Geometry

/// A terrain whose cells are joined in squares, so that a flood over a large area takes minutes instead of days.
struct CoarseGrid: Sendable {
    let raster: Raster
    /// Cells of the terrain along a side of a joined one; 1 when none are joined.
    let factor: Int
    /// Joined cells in which some ground stands more than half a metre above the mean: there a dike may be lost.
    private(set) var flattenedCount = 0

    /// - Parameter cellMetres: the side of a joined cell, a multiple of the terrain's; nil for the terrain as it is.
    init(_ terrain: Raster, cellMetres: Double?, at position: SourcePosition) throws(InputError) {
        let ratio = (cellMetres ?? terrain.cellSizeMetres) / terrain.cellSizeMetres
        factor = Int(min(1e6, ratio.rounded()))
        guard factor >= 1, abs(ratio - Double(factor)) < 0.01 * ratio else {
            throw InputError(
                "cell-size", at: position,
                "cells of \(decimal(cellMetres ?? 0, 2)) m cannot be joined from the terrain's of "
                    + "\(decimal(terrain.cellSizeMetres, 2)) m",
                remedy: "give a multiple: \(decimal(2 * terrain.cellSizeMetres, 2)) or \(decimal(4 * terrain.cellSizeMetres, 2))")
        }
        if factor == 1 {
            raster = terrain
        } else {
            var flattened = 0
            raster = Self.joined(terrain, factor) { mean, highest in if highest - mean > 0.5 { flattened += 1 } }
            flattenedCount = flattened
        }
    }

    /// Means of squares, from the north-west; a square of which more than half is unknown is unknown.
    private static func joined(
        _ fine: Raster, _ factor: Int, _ visit: (_ mean: Float, _ highest: Float) -> Void = { _, _ in }
    ) -> Raster {
        let columns = (fine.columns + factor - 1) / factor, rows = (fine.rows + factor - 1) / factor
        var values = [Float](repeating: .nan, count: columns * rows)
        for row in 0..<rows {
            for column in 0..<columns {
                var sum = 0.0, known = 0, all = 0, highest = -Float.infinity
                for r in row * factor ..< min(fine.rows, (row + 1) * factor) {
                    for c in column * factor ..< min(fine.columns, (column + 1) * factor) {
                        let value = fine.values[r * fine.columns + c]
                        all += 1
                        guard value.isFinite else { continue }
                        sum += Double(value)
                        known += 1
                        highest = max(highest, value)
                    }
                }
                guard 2 * known >= all, known > 0 else { continue }
                values[row * columns + column] = Float(sum / Double(known))
                visit(values[row * columns + column], highest)
            }
        }
        let side = fine.cellSizeMetres * Double(factor)
        return Raster(
            origin: Point(x: fine.origin.x, y: fine.bounds.maxY - Double(rows) * side), cellSizeMetres: side,
            columns: columns, rows: rows, values: values)
    }

    /// Manning's n per cell from a grid of the same cells as the terrain.
    func roughness(
        from grid: Raster, terrain: Raster, elsewhere: Float, at position: SourcePosition
    ) throws(InputError) -> Roughness {
        let shift = max(abs(grid.origin.x - terrain.origin.x), abs(grid.origin.y - terrain.origin.y))
        guard grid.columns == terrain.columns, grid.rows == terrain.rows, shift < terrain.cellSizeMetres / 2 else {
            throw InputError(
                "grids-differ", at: position, "the roughness grid does not have the cells of the terrain",
                remedy: "give it the same origin, cell size, columns and rows as the terrain")
        }
        let values = (factor == 1 ? grid : Self.joined(grid, factor)).values
        if let wrong = values.first(where: { !$0.isNaN && !(0.005...1).contains($0) }) {
            throw InputError(
                "number-out-of-range", at: position, "the roughness grid holds \(wrong), which is no Manning coefficient",
                remedy: "values lie between 0.005 (glass) and 1 (dense wood), in s/m^(1/3)")
        }
        return .perCell(values.map { $0.isNaN ? elsewhere : $0 })
    }
}
