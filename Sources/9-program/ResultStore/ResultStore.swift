import Diagnostics
import FileReading
import GeoPackageWriting
import SQLiteAccess
import StudyRunner

/// The results of many scenarios in one file: a GeoPackage that map programs open, and that survives anything.
///
/// A scenario is in it whole or not at all: each is one transaction, written to a log beside the file first, so that the
/// program may end at any moment. `StoreTables` and `StoreViews` say what is in it.
public struct ResultStore: ~Copyable {
    let file: GeoPackageFile
    private let pageBytes: Int
    public let path: String
    /// The sole right to write; nil for a store that is only read.
    private let lock: FileLock?
    /// Statements and what is known to be written already; nil until something is written.
    var writer: StoreWriter?

    /// Version of the tables; grows with `StoreMigrations`.
    public static var formatVersion: Int { StoreMigrations.all.count + 1 }

    /// A store to be written to; it is made when it is missing.
    /// - Parameters:
    ///   - isAlone: nobody else will look into the file meanwhile; it may then lie on a network disk.
    ///   - maximumBytes: the file does not grow beyond; writing then fails as on a full disk.
    /// - Throws: `FailureError` when another program writes to it, the disk is full or writing is not permitted;
    ///   `InputError` when the file is something else, or was made by a newer version of the program.
    public static func updating(_ path: String, isAlone: Bool = false, maximumBytes: Int? = nil) throws -> ResultStore {
        let lock = try FileLock(path)
        let file = try opened(path, isAlone, maximumBytes)
        return ResultStore(file: file, path: path, lock: .some(lock))
    }

    private init(file: consuming GeoPackageFile, path: String, lock: consuming FileLock?) {
        pageBytes = ((try? file.database.integer("PRAGMA page_size")) ?? nil) ?? 4096
        self.file = file
        self.path = path
        self.lock = lock
    }

    private static func opened(_ path: String, _ isAlone: Bool, _ maximumBytes: Int?) throws -> GeoPackageFile {
        let database = try Database(updating: path)
        try refuseForeign(database, path)
        let isNew = try database.integer("SELECT count(*) FROM sqlite_master") == 0
        if let maximumBytes { try database.limit(bytes: maximumBytes) }
        if isAlone { _ = try database.text("PRAGMA locking_mode = EXCLUSIVE") }
        _ = try database.text("PRAGMA journal_mode = WAL")
        // Enough against the end of the program; a power cut may take the last scenarios, never the file.
        try database.execute("PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 8192; PRAGMA cache_size = -65536")
        guard isNew else {
            let file = GeoPackageFile(opened: database)
            try StoreMigrations.run(on: file)
            return file
        }
        try database.execute("BEGIN IMMEDIATE")
        let file = try GeoPackageFile(laidOutIn: database)
        try StoreLayout.make(in: file)
        try file.database.execute("COMMIT")
        return file
    }

    /// A store to be read.
    ///
    /// One that an older version of the program made is brought up to date first.
    /// - Throws: `InputError` when it is missing, something else, or made by a newer version of the program.
    public static func reading(_ path: String) throws -> ResultStore {
        let database = try Database(opening: path)
        guard try database.hasTable("lifeline_store") else { throw foreign(path) }
        try StoreMigrations.refuseNewer(database, path)
        guard try StoreMigrations.version(of: database) < formatVersion else {
            return ResultStore(file: GeoPackageFile(opened: database), path: path, lock: .none)
        }
        do {
            var older = try updating(path)
            try older.finish()
            return older
        } catch let error as FailureError {
            throw FailureError(
                "\(error.message)\n  the store has format \(try StoreMigrations.version(of: database)), of an older version of the program, and is brought up to date before it is read: "
                    + "copy it to where you may write, and name the copy")
        }
    }

    /// Whether a file is a database at all, and so no scenario.
    public static func isStore(_ path: String) -> Bool {
        (try? InputFile.head(of: path, 16))?.starts(with: Array("SQLite format 3".utf8)) == true
    }

    private static func refuseForeign(_ database: borrowing Database, _ path: String) throws {
        guard try database.integer("SELECT count(*) FROM sqlite_master") != 0 else { return }
        guard try database.hasTable("lifeline_store") else { throw foreign(path) }
        try StoreMigrations.refuseNewer(database, path)
    }

    private static func foreign(_ path: String) -> InputError {
        InputError(
            "store-foreign", at: SourcePosition(file: path), "this database holds no results of Lifeline",
            remedy: "name a file that 'lifeline batch' has made, or one that is not there yet")
    }

    /// Makes everything ready for map programs and leaves one file behind: the log beside it is taken in.
    ///
    /// Call it when nothing more is to be written; what was written before is safe without it.
    public mutating func finish() throws {
        try writeSummary()
        writer = nil
        _ = try file.database.integer("PRAGMA wal_checkpoint(TRUNCATE)")
        // Somebody who is reading keeps the log there; the file is whole with it.
        _ = try? file.database.text("PRAGMA journal_mode = DELETE")
    }

    /// Size of the file when the log beside it is taken in.
    public var bytes: Int {
        let pages = (try? writer?.pageCount()) ?? (try? file.database.integer("PRAGMA page_count")) ?? 0
        return pages * pageBytes
    }

    /// A property of the file: what it is and what it was made with.
    public func property(_ name: String) throws -> String? {
        let select = try file.database.prepare("SELECT value FROM lifeline_store WHERE property = ?")
        try select.bind(name, at: 1)
        return try select.step() ? select.text(0) : nil
    }

    func set(_ name: String, to value: String) throws {
        let insert = try file.database.prepare(
            "INSERT INTO lifeline_store (property, value) VALUES (?, ?) ON CONFLICT (property) DO UPDATE SET value = excluded.value")
        try insert.bind(name, at: 1)
        try insert.bind(value, at: 2)
        try insert.run()
    }
}

/// Lays out a new store.
enum StoreLayout {
    static func make(in file: borrowing GeoPackageFile) throws {
        try file.database.execute(StoreColumns.tables)
        for table in StoreTables.attributes {
            try file.database.execute(StoreTables.create(table.name, table.columns))
            try file.list(table.name, "attributes", table.about)
        }
        for layer in StoreTables.layers {
            try file.database.execute(StoreTables.createLayer(layer.name, layer.shape, layer.columns))
            try file.listLayer(layer.name, layer.about, layer.shape, srs: -1, box: nil)
            if StoreTables.indexed.contains(layer.name) { try file.addSpatialIndex(of: layer.name) }
        }
        let reason = try file.database.prepare("INSERT INTO reasons VALUES (?, ?)")
        for (value, words) in StoreTables.reasons {
            try reason.bind(value.rawValue, at: 1)
            try reason.bind(words, at: 2)
            try reason.run()
        }
        var slots = try RowWriter(into: "slots", columns: ["fid"], of: file.database)
        for slot in 0..<PackedRows.mostRows { try slots.add(slot) }
        try slots.flush()
        let property = try file.database.prepare("INSERT INTO lifeline_store (property, value) VALUES (?, ?)")
        for (name, value) in [("format", "\(ResultStore.formatVersion)"), ("program", Study.programVersion)] {
            try property.bind(name, at: 1)
            try property.bind(value, at: 2)
            try property.run()
        }
        try makeViews(in: file, services: [])
    }

    /// Makes the views anew, for the services that are known now, and says what all columns mean.
    static func makeViews(in file: borrowing GeoPackageFile, services: [StoreService]) throws {
        let srs = try file.database.integer("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'facilities'") ?? -1
        for view in StoreViews.all(services) {
            try file.database.execute("DROP VIEW IF EXISTS \"\(view.name)\"; CREATE VIEW \"\(view.name)\" AS \(view.query)")
            let isListed = try file.database.integer("SELECT count(*) FROM gpkg_contents WHERE table_name = '\(view.name)'") == 1
            guard !isListed else { continue }
            if let shape = view.shape {
                try file.listLayer(view.name, view.about, shape, srs: srs, box: nil)
            } else {
                try file.list(view.name, "attributes", view.about)
            }
        }
        try StoreColumns.describe(in: file, services: services)
    }
}

extension Database {
    func hasTable(_ name: String) throws -> Bool {
        let select = try prepare("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = ?")
        try select.bind(name, at: 1)
        return try select.step() && select.integer(0) == 1
    }

    /// Services of a store, in the order of their columns.
    func services() throws -> [StoreService] {
        let select = try prepare("SELECT fid, name, word FROM services ORDER BY fid")
        var list: [StoreService] = []
        while try select.step() {
            // Words go into statements, and the file may come from anywhere.
            list.append(StoreService(number: select.integer(0) ?? 0, name: select.text(1) ?? "", word: PlainWord.of(select.text(2) ?? "")))
        }
        return list
    }
}
