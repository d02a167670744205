import Geometry
import HazardModel

/// A raster as the page takes it: only the cells that are wet (or shaken), in runs, each with its value and its hours.
struct ViewRaster {
    let columns, rows: Int
    let cellWidth, cellHeight: Double
    /// The north-western corner.
    let corner: Point
    private(set) var runStart: [Int] = [], runLength: [Int] = []
    /// Thousandths of a metre of water, or of g; per cell of the runs, in their order.
    private(set) var values: [Int] = []
    /// Minutes after onset; empty where the hours are unknown.
    private(set) var fromMinutes: [Int] = [], untilMinutes: [Int] = []

    /// No screen shows more cells at once; finer grids are joined in squares.
    private static let mostCells = 250_000
    /// Two years: an hour that never comes.
    private static let never: Float = 17_520

    /// - Parameter above: smaller values count as dry.
    init(_ raster: Raster, hours: FootprintHours?, above least: Float) {
        let wet = raster.values.count { $0 >= least }
        var step = 1
        while wet / (step * step) > Self.mostCells || raster.values.count / (step * step) > 16 * Self.mostCells { step += 1 }
        columns = (raster.columns + step - 1) / step
        rows = (raster.rows + step - 1) / step
        (cellWidth, cellHeight) = (raster.cellWidth * Double(step), raster.cellHeight * Double(step))
        corner = Point(x: raster.bounds.minX, y: raster.bounds.maxY)
        for row in 0..<rows {
            var isInRun = false
            for column in 0..<columns {
                guard let cell = Self.cell(row * step, column * step, step, raster, hours, least) else {
                    isInRun = false
                    continue
                }
                if isInRun { runLength[runLength.count - 1] += 1 } else {
                    runStart.append(row * columns + column)
                    runLength.append(1)
                }
                isInRun = true
                values.append(Int(min(cell.value * 1000, 1e6)))
                if hours != nil {
                    fromMinutes.append(Int((min(cell.from, Self.never) * 60).rounded()))
                    untilMinutes.append(Int((min(cell.until, Self.never) * 60).rounded()))
                }
            }
        }
    }

    /// The greatest value, the first and the last hour in a square of cells; nil when all of it is dry.
    private static func cell(
        _ top: Int, _ left: Int, _ step: Int, _ raster: Raster, _ hours: FootprintHours?, _ least: Float
    ) -> (value: Float, from: Float, until: Float)? {
        var value: Float = 0, from = Float.infinity, until: Float = 0
        for row in top..<min(top + step, raster.rows) {
            for column in left..<min(left + step, raster.columns) {
                let i = row * raster.columns + column
                guard raster.values[i] >= least else { continue }
                value = max(value, raster.values[i])
                guard let hours else { continue }
                from = min(from, hours.arrival[i])
                until = max(until, hours.recession[i])
            }
        }
        return value > 0 ? (value, from, until) : nil
    }
}
