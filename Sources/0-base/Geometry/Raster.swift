import Glibc

/// Values on a grid of equal cells: terrain heights, water depths.
///
/// Row 0 is the northernmost; values run west to east, then north to south, as in an ESRI ASCII grid. NaN means that
/// nothing is known (outside the survey, or dry ground in some depth grids).
public struct Raster: Sendable {
    /// The lower-left (south-west) corner of the lower-left cell.
    public let origin: Point
    /// The sides of a cell from west to east and from south to north, in metres (in degrees only when the grid is
    /// geographic).
    public let cellWidth, cellHeight: Double
    /// Cells from west to east.
    public let columns: Int
    /// Cells from north to south.
    public let rows: Int
    /// `columns * rows` values; NaN = no data.
    public var values: [Float]

    public init(
        origin: Point, cellWidth: Double, cellHeight: Double, columns: Int, rows: Int, values: [Float]
    ) {
        precondition(columns > 0 && rows > 0 && cellWidth > 0 && cellHeight > 0, "a raster has cells of positive size")
        precondition(values.count == columns * rows, "a raster has one value per cell")
        self.origin = origin
        self.cellWidth = cellWidth
        self.cellHeight = cellHeight
        self.columns = columns
        self.rows = rows
        self.values = values
    }

    /// A raster of square cells.
    public init(origin: Point, cellSizeMetres: Double, columns: Int, rows: Int, values: [Float]) {
        self.init(
            origin: origin, cellWidth: cellSizeMetres, cellHeight: cellSizeMetres, columns: columns, rows: rows,
            values: values)
    }

    /// The side of a cell in metres; that of a square of the same area when the cells are not square.
    public var cellSizeMetres: Double {
        isSquare ? cellWidth : (cellWidth * cellHeight).squareRoot()
    }

    /// Whether cells are as wide as they are high, to a millionth.
    public var isSquare: Bool { abs(cellWidth - cellHeight) <= 1e-6 * cellWidth }

    /// A raster of the same cells with other values.
    public init(like other: Raster, values: [Float]) {
        self.init(
            origin: other.origin, cellWidth: other.cellWidth, cellHeight: other.cellHeight, columns: other.columns,
            rows: other.rows, values: values)
    }

    /// The extent, to the outer edges of the cells.
    public var bounds: Box {
        Box(
            minX: origin.x, minY: origin.y, maxX: origin.x + Double(columns) * cellWidth,
            maxY: origin.y + Double(rows) * cellHeight)
    }

    /// The index of the cell in which a place lies, or nil outside.
    ///
    /// A place on an edge between cells belongs to the eastern and to the northern one; the outermost eastern and
    /// northern edges belong to the grid.
    @inlinable public func index(of p: Point) -> Int? {
        let u = (p.x - origin.x) / cellWidth, v = (p.y - origin.y) / cellHeight
        guard u >= 0, v >= 0, u <= Double(columns), v <= Double(rows) else { return nil }
        let column = min(Int(u), columns - 1), rowFromSouth = min(Int(v), rows - 1)
        return (rows - 1 - rowFromSouth) * columns + column
    }

    /// The value of the cell in which a place lies; nil outside the grid and where nothing is known.
    @inlinable public func value(at p: Point) -> Float? {
        guard let i = index(of: p), !values[i].isNaN else { return nil }
        return values[i]
    }

    /// The centre of a cell by its index.
    @inlinable public func centre(of index: Int) -> Point {
        Point(
            x: origin.x + (Double(index % columns) + 0.5) * cellWidth,
            y: origin.y + (Double(rows - 1 - index / columns) + 0.5) * cellHeight)
    }

    /// The smallest and the largest known value, or nil when none is known.
    public var range: ClosedRange<Float>? {
        var low = Float.infinity, high = -Float.infinity
        for value in values where !value.isNaN {
            low = min(low, value)
            high = max(high, value)
        }
        return low <= high ? low...high : nil
    }
}
