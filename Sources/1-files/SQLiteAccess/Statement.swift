import CSQLite3

/// A prepared statement: bind values, step through the rows, reset, and again.
///
/// Parameters are numbered from 1 and columns from 0, as in SQLite.
public struct Statement: ~Copyable {
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let name: String

    init(_ sql: String, in database: borrowing Database) throws {
        var prepared: OpaquePointer?
        try database.check(sqlite3_prepare_v2(database.connection, sql, -1, &prepared, nil))
        guard let prepared else { throw DatabaseProblem.error(SQLITE_MISUSE, "an empty statement", in: database.name) }
        handle = prepared
        connection = database.connection
        name = database.name
    }

    deinit { sqlite3_finalize(handle) }

    /// Binds a whole number; nil is NULL.
    public func bind(_ value: Int?, at parameter: Int) throws {
        guard let value else { return try bindNull(at: parameter) }
        try check(sqlite3_bind_int64(handle, Int32(clamping: parameter), Int64(value)))
    }

    /// Binds 1 or 0.
    public func bind(_ value: Bool, at parameter: Int) throws { try bind(value ? 1 : 0, at: parameter) }

    /// Binds a number; nil and `NaN` are NULL.
    public func bind(_ value: Double?, at parameter: Int) throws {
        guard let value, !value.isNaN else { return try bindNull(at: parameter) }
        try check(sqlite3_bind_double(handle, Int32(clamping: parameter), value))
    }

    /// Binds a text, whatever characters it has; nil is NULL.
    public func bind(_ value: String?, at parameter: Int) throws {
        guard let value else { return try bindNull(at: parameter) }
        // The length goes with it, so that a NUL inside does not cut it short.
        try check(
            sqlite3_bind_text64(
                handle, Int32(clamping: parameter), value, UInt64(value.utf8.count), Self.copied, UInt8(SQLITE_UTF8)))
    }

    /// Binds bytes; nil is NULL.
    public func bind(_ value: [UInt8]?, at parameter: Int) throws {
        guard let value else { return try bindNull(at: parameter) }
        guard !value.isEmpty else { return try check(sqlite3_bind_zeroblob(handle, Int32(clamping: parameter), 0)) }
        try check(
            value.withUnsafeBytes {
                sqlite3_bind_blob64(handle, Int32(clamping: parameter), $0.baseAddress, UInt64($0.count), Self.copied)
            })
    }

    private func bindNull(at parameter: Int) throws {
        try check(sqlite3_bind_null(handle, Int32(clamping: parameter)))
    }

    /// Goes to the next row; false when there is none.
    public func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let status: throw DatabaseProblem.error(status, String(cString: sqlite3_errmsg(connection)), in: name)
        }
    }

    /// Runs a statement that gives no rows, and makes it ready for the next values.
    public func run() throws {
        _ = try step()
        reset()
    }

    /// Binds whole numbers from left to right, `RowWriter.null` as NULL, and runs; the values stay bound.
    func run(whole values: ArraySlice<Int>) throws {
        var parameter: Int32 = 0
        for value in values {
            parameter += 1
            try check(value == RowWriter.null ? sqlite3_bind_null(handle, parameter) : sqlite3_bind_int64(handle, parameter, Int64(value)))
        }
        _ = try step()
        sqlite3_reset(handle)
    }

    /// Goes back to before the first row and forgets the bound values.
    public func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    public var columnCount: Int { Int(sqlite3_column_count(handle)) }

    /// What a column of the result is called.
    public func columnName(_ column: Int) -> String {
        sqlite3_column_name(handle, Int32(clamping: column)).map { String(cString: $0) } ?? ""
    }

    /// What a column of the current row holds.
    public enum Kind: Sendable { case integer, real, text, blob, null }
    public func kind(_ column: Int) -> Kind {
        switch sqlite3_column_type(handle, Int32(clamping: column)) {
        case SQLITE_INTEGER: .integer
        case SQLITE_FLOAT: .real
        case SQLITE_TEXT: .text
        case SQLITE_BLOB: .blob
        default: .null
        }
    }

    /// A column of the current row as a whole number, or nil when it is NULL.
    public func integer(_ column: Int) -> Int? {
        isNull(column) ? nil : Int(sqlite3_column_int64(handle, Int32(clamping: column)))
    }

    /// A column of the current row as a number, or nil when it is NULL.
    public func real(_ column: Int) -> Double? {
        isNull(column) ? nil : sqlite3_column_double(handle, Int32(clamping: column))
    }

    /// A column of the current row as text, or nil when it is NULL; what is no UTF-8 becomes U+FFFD.
    public func text(_ column: Int) -> String? {
        guard !isNull(column), let start = sqlite3_column_text(handle, Int32(clamping: column)) else { return nil }
        let count = Int(sqlite3_column_bytes(handle, Int32(clamping: column)))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// A column of the current row as bytes, or nil when it is NULL.
    public func blob(_ column: Int) -> [UInt8]? {
        guard !isNull(column) else { return nil }
        guard let start = sqlite3_column_blob(handle, Int32(clamping: column)) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(clamping: column)))))
    }

    private func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(clamping: column)) == SQLITE_NULL }

    private func check(_ status: Int32) throws {
        guard status == SQLITE_OK else {
            throw DatabaseProblem.error(status, String(cString: sqlite3_errmsg(connection)), in: name)
        }
    }

    /// SQLite's SQLITE_TRANSIENT, a macro that Swift cannot import: the value is copied at once.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
