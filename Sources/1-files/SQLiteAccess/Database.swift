import CSQLite3
import Diagnostics
import Glibc

/// A SQLite database: a file, or one in memory that is later stored as bytes.
///
/// It is closed when it goes out of scope. Not for several threads at once.
public struct Database: ~Copyable {
    let connection: OpaquePointer
    /// What error messages call it.
    let name: String

    /// An empty database in memory.
    /// - Throws: `FailureError` when memory runs out.
    public init() throws { try self.init(":memory:", name: "a database in memory", SQLITE_OPEN_READWRITE) }

    /// A new, empty database file.
    /// - Throws: `FailureError` when there is a database of that name already or the file cannot be made.
    public init(creating path: String) throws { self = try Self.created(path) }

    /// A database file, for reading only.
    /// - Throws: `InputError` when it is missing, no SQLite database, or damaged.
    public init(opening path: String) throws { self = try Self.opened(path) }

    /// A database file to be changed; it is made when it is missing.
    ///
    /// Changes are safe against the end of the program at any moment: they are written to a log beside the file first.
    /// - Throws: `FailureError` when the file cannot be made or changed, `InputError` when it is no SQLite database.
    public init(updating path: String) throws { self = try Self.updating(path) }

    private static func updating(_ path: String) throws -> Database {
        let database = try Database(plain(path), name: path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        guard sqlite3_db_readonly(database.connection, "main") == 0 else {
            throw DatabaseProblem.error(SQLITE_READONLY, "", in: path)
        }
        sqlite3_busy_timeout(database.connection, 10_000)
        try database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        _ = try database.integer("SELECT count(*) FROM sqlite_master")
        return database
    }

    private static func created(_ path: String) throws -> Database {
        let database = try Database(plain(path), name: path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
        guard try database.integer("SELECT count(*) FROM sqlite_master") == 0 else {
            throw FailureError("cannot create \(path): there is a database of that name")
        }
        return database
    }

    private static func opened(_ path: String) throws -> Database {
        // A program that was killed may have left a step half done, which only one that may write can undo.
        do { return try opened(path, SQLITE_OPEN_READONLY) } catch let error as FailureError {
            guard let recovered = try? opened(path, SQLITE_OPEN_READWRITE) else { throw error }
            return recovered
        }
    }

    private static func opened(_ path: String, _ flags: Int32) throws -> Database {
        let database = try Database(plain(path), name: path, flags)
        sqlite3_busy_timeout(database.connection, 10_000)
        // The file may come from anywhere: nothing that it defines is run, and damaged pages are noticed.
        try database.execute("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
        _ = try database.integer("SELECT count(*) FROM sqlite_master")
        return database
    }

    /// What a path leads to when it is there and no file that a database could be: "a folder", "no ordinary file".
    private static func obstacle(at path: String) -> String? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no ordinary file"
    }

    private init(_ path: String, name: String, _ flags: Int32) throws {
        if path != ":memory:", let obstacle = Self.obstacle(at: path) {
            guard flags & SQLITE_OPEN_CREATE == 0 else { throw FailureError("cannot write \(name): it is \(obstacle); name a file") }
            throw InputError("sqlite-file", at: SourcePosition(file: name), "this is \(obstacle)", remedy: "name the file itself")
        }
        var opened: OpaquePointer?
        let status = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard status == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            if status & 0xFF == SQLITE_CANTOPEN, flags & SQLITE_OPEN_CREATE != 0 {
                throw FailureError("cannot create \(name): its folder is missing, or you have no permission to write there")
            }
            throw DatabaseProblem.error(status, "", in: name)
        }
        connection = opened
        self.name = name
    }

    // This close waits for statements that are still open.
    deinit { sqlite3_close_v2(connection) }

    /// A path that SQLite takes as it is, whatever it starts with (":memory:", "file:…").
    private static func plain(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

    /// Lets the file grow to a size and no further; writing more fails as on a full disk.
    public func limit(bytes: Int) throws {
        let page = try integer("PRAGMA page_size") ?? 4096
        _ = try integer("PRAGMA max_page_count = \(max(1, bytes / page))")
    }

    /// Makes the tables of another file known under a name of its own, to be copied from.
    public func attach(_ path: String, as name: String) throws {
        let attach = try prepare("ATTACH ? AS \"\(name)\"")
        try attach.bind(Self.plain(path), at: 1)
        _ = try attach.step()
    }

    /// Runs statements that give no rows; values never belong in the text, but in `Statement.bind`.
    public func execute(_ sql: String) throws { try check(sqlite3_exec(connection, sql, nil, nil, nil)) }

    /// Prepares one statement; `?` stands for a value bound later.
    public func prepare(_ sql: String) throws -> Statement { try Statement(sql, in: self) }

    /// The first number of the first row, or nil when there is none.
    public func integer(_ sql: String) throws -> Int? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.integer(0) : nil
    }

    /// The first text of the first row, or nil when there is none.
    public func text(_ sql: String) throws -> String? {
        let statement = try prepare(sql)
        return try statement.step() ? statement.text(0) : nil
    }

    /// Does all of `body` or, when it throws, nothing of it.
    public func transaction<Result>(_ body: () throws -> Result) throws -> Result {
        try execute("BEGIN")
        do {
            let result = try body()
            try execute("COMMIT")
            return result
        } catch {
            // SQLite may have rolled back by itself already; the first error is the one that matters.
            try? execute("ROLLBACK")
            throw error
        }
    }

    /// The database as the bytes of a file.
    public func bytes() throws -> [UInt8] {
        var size: sqlite3_int64 = 0
        guard let start = sqlite3_serialize(connection, "main", &size, 0) else {
            throw FailureError("cannot store \(name): there is not enough memory")
        }
        defer { sqlite3_free(start) }
        return Array(UnsafeBufferPointer(start: start, count: Int(size)))
    }

    func check(_ status: Int32) throws {
        guard status == SQLITE_OK else {
            throw DatabaseProblem.error(status, String(cString: sqlite3_errmsg(connection)), in: name)
        }
    }
}

/// What SQLite's result codes mean for the user.
enum DatabaseProblem {
    /// - Parameter detail: SQLite's own words, for codes that only a defect of the program can cause.
    static func error(_ status: Int32, _ detail: String, in name: String) -> any Error {
        let position = SourcePosition(file: name)
        switch status & 0xFF {  // the lower byte of an extended code is the primary one
        case SQLITE_NOTADB:
            return InputError(
                "sqlite-format", at: position, "this is no SQLite database, although one was expected",
                remedy: "check the name of the file, or fetch it again")
        case SQLITE_CORRUPT:
            return InputError(
                "sqlite-damaged", at: position, "the database is damaged", remedy: "fetch or export the file again")
        case SQLITE_CANTOPEN:
            return InputError(
                "sqlite-open", at: position, "the database cannot be opened",
                remedy: "check that the file exists and that you may read it")
        case SQLITE_FULL: return FailureError("cannot write \(name): the disk is full")
        case SQLITE_PERM, SQLITE_READONLY, SQLITE_AUTH:
            return FailureError("cannot write \(name): you have no permission to write there")
        case SQLITE_BUSY, SQLITE_LOCKED:
            return FailureError("cannot use \(name): another program is using it; close it there and try again")
        case SQLITE_IOERR:
            return FailureError("cannot write \(name): the disk takes no more data; it is full, too large a file is not allowed, or it fails")
        case SQLITE_NOMEM: return FailureError("cannot use \(name): there is not enough memory")
        case SQLITE_TOOBIG: return FailureError("cannot write \(name): a text or shape is larger than a database can hold")
        default: return FailureError("cannot use \(name): \(detail.isEmpty ? "error \(status) of SQLite" : detail)")
        }
    }
}
