import CSQLite3

/// Puts rows of numbers into one table, many of them with each statement: half the time of one by one.
///
/// Rows are in the database only after `flush`.
public struct RowWriter: ~Copyable {
    private let columns: Int
    private let many: Statement, one: Statement
    private var cells: [Cell] = []

    private enum Cell {
        case null
        case integer(Int)
        case real(Double)
    }
    /// Few enough that the statement stays small, enough that its own cost no longer counts.
    private static let rowsAtOnce = 50

    /// - Parameters:
    ///   - table: name of the table, a plain word.
    ///   - columns: how many values a row has, in the order of the table's columns.
    public init(into table: String, columns: Int, of database: borrowing Database) throws {
        let many = try Self.insert(Self.rowsAtOnce, columns, into: table, database)
        let one = try Self.insert(1, columns, into: table, database)
        self.init(columns: columns, many: many, one: one)
    }

    private init(columns: Int, many: consuming Statement, one: consuming Statement) {
        self.columns = columns
        self.many = many
        self.one = one
        cells.reserveCapacity(columns * Self.rowsAtOnce)
    }

    private static func insert(
        _ rows: Int, _ columns: Int, into table: String, _ database: borrowing Database
    ) throws -> Statement {
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ",") + ")"
        let values = Array(repeating: row, count: rows).joined(separator: ",")
        return try database.prepare("INSERT INTO \"\(table)\" VALUES \(values)")
    }

    /// The next value of the row; after the last of a row begins the next row.
    public mutating func add(_ value: Int) throws { try add(.integer(value)) }
    /// The next value of the row; nil and `NaN` are NULL.
    public mutating func add(_ value: Double?) throws {
        if let value, !value.isNaN { try add(.real(value)) } else { try add(.null) }
    }
    public mutating func addNull() throws { try add(.null) }

    private mutating func add(_ cell: Cell) throws {
        cells.append(cell)
        guard cells.count == columns * Self.rowsAtOnce else { return }
        try Self.run(many, cells[...])
        cells.removeAll(keepingCapacity: true)
    }

    /// Puts in what is still waiting.
    public mutating func flush() throws {
        for start in stride(from: 0, to: cells.count, by: columns) { try Self.run(one, cells[start..<start + columns]) }
        cells.removeAll(keepingCapacity: true)
    }

    private static func run(_ statement: borrowing Statement, _ cells: ArraySlice<Cell>) throws {
        var parameter = 1
        for cell in cells {
            switch cell {
            case .null: try statement.bind(nil as Int?, at: parameter)
            case .integer(let value): try statement.bind(value, at: parameter)
            case .real(let value): try statement.bind(value, at: parameter)
            }
            parameter += 1
        }
        try statement.runKeepingValues()
    }
}
