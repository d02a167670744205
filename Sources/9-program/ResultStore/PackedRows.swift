import SQLiteAccess

/// Many small rows of whole numbers in one row of a table: each number as digits of one width, one after the other.
///
/// A scenario has some thousand places that fail, and a row for each would cost more than computing it. Digits of a
/// fixed width keep them readable for SQL, which the views use: the value at `start` is
/// `CAST(substr(entries, start + 1, 7) AS INTEGER)`, and −1 stands for none.
enum PackedRows {
    /// Characters of a number: up to ten million assets, nineteen years of minutes, ten kilometres in mm.
    static let digits = 7
    static let largest = 9_999_999
    /// Stands for no value.
    static let none = -1
    /// What fits into one page of the file beside the row's own head.
    private static let pageBytes = 4000

    /// The columns of a table that holds such rows. `fid` is scenario × 100,000,000 + number of the first place in it.
    static let columns = "width INTEGER NOT NULL, entries BLOB NOT NULL"

    static func rowsToAPage(_ values: Int) -> Int { max(1, pageBytes / (values * digits)) }

    // MARK: SQL

    /// Rows of a packed table of scenario `s` one by one: `b` is the packed row, `n.fid` counts in it.
    static func unpacked(_ table: String) -> String {
        let size = StoreTables.perAsset
        return "JOIN \(table) b ON b.fid BETWEEN s.fid * \(size) AND s.fid * \(size) + \(size - 1) JOIN slots n ON n.fid < length(b.entries) / b.width"
    }
    /// The value in a column of row `n` of `b`; NULL where it is none, or the row has not that many.
    static func value(_ column: Int) -> String {
        "CASE WHEN b.width > \(column * digits) THEN nullif(CAST(substr(b.entries, n.fid * b.width + \(column * digits + 1), \(digits)) AS INTEGER), -1) END"
    }
    /// A value in minutes as hours.
    static func hours(_ column: Int) -> String { "CAST(\(value(column)) / 60.0 AS REAL)" }
    /// Number of the place, and of the row as if it stood alone.
    static let place = "CAST(substr(b.entries, n.fid * b.width + 1, \(digits)) AS INTEGER)"
    static let fid = "CAST(s.fid * \(StoreTables.perAsset) + \(place) AS INTEGER)"

    // MARK: reading

    /// The rows of one packed row; values of each as they were written.
    static func rows(_ entries: [UInt8], width: Int) -> [[Int]] {
        guard width >= digits, width % digits == 0 else { return [] }
        return stride(from: 0, to: entries.count - width + 1, by: width).map { start in
            stride(from: start, to: start + width, by: digits).map { number(entries[$0..<$0 + digits]) }
        }
    }

    private static func number(_ characters: ArraySlice<UInt8>) -> Int {
        var value = 0, isNegative = false
        for character in characters {
            switch character {
            case 0x30...0x39: value = value * 10 + Int(character - 0x30)
            case 0x2D: isNegative = true
            default: break
            }
        }
        return isNegative ? -value : value
    }
}

/// Packs rows and puts them into a table, as many to a row of it as fit into a page.
struct PackedWriter: ~Copyable {
    private let insert: Statement
    private let values: Int
    private let bytesToARow: Int
    private var bytes: [UInt8] = []
    private var first = 0

    /// - Parameter values: how many numbers a row has; the first is the place.
    init(into table: String, values: Int, of database: borrowing Database) throws {
        insert = try database.prepare("INSERT INTO \(table) (fid, width, entries) VALUES (?, ?, ?)")
        self.values = values
        bytesToARow = PackedRows.rowsToAPage(values) * values * PackedRows.digits
        bytes.reserveCapacity(bytesToARow)
    }

    /// Begins a row about a place; its other values follow by `add`.
    /// - Parameter base: what is added to the number of the place to number the row.
    mutating func begin(_ place: Int, base: Int) throws {
        if bytes.count >= bytesToARow { try flush() }
        if bytes.isEmpty { first = base + place }
        add(place)
    }

    /// A number; what does not fit is taken as the largest.
    mutating func add(_ value: Int) {
        var rest = min(max(value, PackedRows.none), PackedRows.largest)
        let start = bytes.count
        bytes.append(contentsOf: [0x20, 0x20, 0x20, 0x20, 0x20, 0x20, 0x20])
        if rest < 0 {
            bytes[start + 5] = 0x2D
            rest = -rest
        }
        var place = start + 6
        repeat {
            bytes[place] = 0x30 + UInt8(rest % 10)
            rest /= 10
            place -= 1
        } while rest > 0
    }

    mutating func flush() throws {
        guard !bytes.isEmpty else { return }
        try insert.bind(first, at: 1)
        try insert.bind(values * PackedRows.digits, at: 2)
        try insert.bind(bytes, at: 3)
        try insert.run()
        bytes.removeAll(keepingCapacity: true)
    }
}
