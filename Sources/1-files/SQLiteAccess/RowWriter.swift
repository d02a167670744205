import CSQLite3

/// Puts rows of whole numbers into one table, many of them with each statement: half the time of one by one.
///
/// Rows are in the database only after `flush`.
public struct RowWriter: ~Copyable {
    private let columns: Int
    private let many: Statement, one: Statement
    private var cells: [Int] = []

    /// Few enough that the statement stays small, enough that its own cost no longer counts.
    private static let rowsAtOnce = 50

    /// - Parameters:
    ///   - table: name of the table, a plain word.
    ///   - columns: what the values of a row are, plain words too.
    public init(into table: String, columns: [String], of database: borrowing Database) throws {
        let many = try Self.insert(Self.rowsAtOnce, columns, into: table, database)
        let one = try Self.insert(1, columns, into: table, database)
        self.init(columns: columns.count, many: many, one: one)
    }

    private init(columns: Int, many: consuming Statement, one: consuming Statement) {
        self.columns = columns
        self.many = many
        self.one = one
        cells.reserveCapacity(columns * Self.rowsAtOnce)
    }

    private static func insert(
        _ rows: Int, _ columns: [String], into table: String, _ database: borrowing Database
    ) throws -> Statement {
        let names = columns.map { "\"\($0)\"" }.joined(separator: ",")
        let row = "(" + Array(repeating: "?", count: columns.count).joined(separator: ",") + ")"
        let values = Array(repeating: row, count: rows).joined(separator: ",")
        return try database.prepare("INSERT INTO \"\(table)\" (\(names)) VALUES \(values)")
    }

    /// Stands for NULL.
    public static let null = Int.min

    /// The next value of the row; after the last of a row begins the next row.
    public mutating func add(_ value: Int) throws {
        cells.append(value)
        guard cells.count == columns * Self.rowsAtOnce else { return }
        try many.run(whole: cells[...])
        cells.removeAll(keepingCapacity: true)
    }

    /// Whole rows, of which nothing is left waiting.
    public mutating func add(all values: [Int]) throws {
        for value in values { try add(value) }
        try flush()
    }

    /// Puts in what is still waiting.
    public mutating func flush() throws {
        for start in stride(from: 0, to: cells.count, by: columns) { try one.run(whole: cells[start..<start + columns]) }
        cells.removeAll(keepingCapacity: true)
    }
}
