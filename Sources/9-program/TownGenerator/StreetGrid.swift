import Geometry

/// The numbering of street corners: `columns` from west to east, rows counted away from the river on either side.
///
/// South rows come first, then north rows; the outermost north row may end early, so that any number of corners
/// can be had. Conversions between a corner's number and its column, row and side are arithmetic.
struct StreetGrid: Sendable {
    static let spacingMetres = 80.0

    let count: Int
    let columns: Int
    let southRows: Int
    /// The last one may be shorter than the others.
    let northRows: Int

    init(count: Int) {
        self.count = count
        columns = max(16, Int((Double(count).squareRoot() * 1.06).rounded()))
        let rows = (count + columns - 1) / columns
        southRows = max(6, rows * 45 / 100)
        northRows = rows - southRows
    }

    struct Corner: Sendable, Equatable {
        var column: Int, row: Int, isNorth: Bool
    }

    /// The number of a corner, or nil where there is none.
    func number(_ column: Int, _ row: Int, isNorth: Bool) -> Int? {
        guard column >= 0, column < columns, row >= 0, row < (isNorth ? northRows : southRows) else { return nil }
        let number = ((isNorth ? southRows : 0) + row) * columns + column
        return number < count ? number : nil
    }
    func corner(_ number: Int) -> Corner {
        let line = number / columns
        let isNorth = line >= southRows
        return Corner(column: number % columns, row: isNorth ? line - southRows : line, isNorth: isNorth)
    }
    func isNorth(_ number: Int) -> Bool { number >= southRows * columns }
    func rows(isNorth: Bool) -> Int { isNorth ? northRows : southRows }
    /// The outermost corner of a column.
    func outermost(_ column: Int, isNorth: Bool) -> Int? {
        let last = rows(isNorth: isNorth) - 1
        return number(column, last, isNorth: isNorth) ?? number(column, last - 1, isNorth: isNorth)
    }
    /// The corners of the block whose south-west (nearest to the river, western) corner that is, going round.
    func block(_ number: Int) -> [Int]? {
        let c = corner(number)
        let round = [
            self.number(c.column, c.row, isNorth: c.isNorth), self.number(c.column + 1, c.row, isNorth: c.isNorth),
            self.number(c.column + 1, c.row + 1, isNorth: c.isNorth), self.number(c.column, c.row + 1, isNorth: c.isNorth),
        ].compactMap { $0 }
        return round.count == 4 ? round : nil
    }
    /// The number nearest to a share of the columns and of the rows of one side.
    func number(atColumnShare u: Double, rowShare v: Double, isNorth: Bool) -> Int {
        let column = min(columns - 2, max(0, Int(u * Double(columns))))
        let row = min(rows(isNorth: isNorth) - 3, max(0, Int(v * Double(rows(isNorth: isNorth)))))
        return number(column, max(0, row), isNorth: isNorth) ?? 0
    }
}

/// Rectangles of about equal size that divide one side of the river: service areas and pressure zones.
struct Areas: Sendable {
    let across: Int, deep: Int
    private let columns: Int, rows: Int

    /// - Parameter wanted: how many areas; rounded up to a full rectangle.
    init(_ wanted: Int, columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        deep = max(1, Int((Double(wanted) * Double(rows) / Double(columns)).squareRoot().rounded()))
        across = max(1, (wanted + deep - 1) / deep)
    }
    var count: Int { across * deep }
    func area(column: Int, row: Int) -> Int {
        min(deep - 1, row * deep / max(1, rows)) * across + min(across - 1, column * across / columns)
    }
    /// The middle of an area as shares of columns and rows.
    func middle(_ area: Int) -> (u: Double, v: Double) {
        ((Double(area % across) + 0.5) / Double(across), (Double(area / across) + 0.5) / Double(deep))
    }
    /// The areas to and fro, so that each is beside the one before it.
    var snake: [Int] {
        (0..<deep).flatMap { y in (0..<across).map { x in y * across + (y % 2 == 0 ? x : across - 1 - x) } }
    }
}
