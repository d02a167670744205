import Diagnostics
import GeoPackageWriting
import SQLiteAccess
import StudyRunner

/// What changed in the tables from version to version of the store: opening an older one runs the steps that it lacks.
enum StoreMigrations {
    /// The nth step makes version n + 2 of version n + 1.
    static let all: [(about: String, run: @Sendable (borrowing Database) throws -> Void)] = [
        ("the meaning of columns stands in the file; filled when the views are made", { try $0.execute(StoreColumns.tables) })
    ]

    static func version(of database: borrowing Database) throws -> Int {
        try database.text("SELECT value FROM lifeline_store WHERE property = 'format'").flatMap { Int($0) } ?? 0
    }

    /// - Throws: `InputError` for a store that this program does not know yet.
    static func refuseNewer(_ database: borrowing Database, _ path: String) throws {
        let version = try version(of: database)
        guard version >= 1 else {
            throw InputError(
                "store-damaged", at: SourcePosition(file: path), "the store does not say which version of the program made it",
                remedy: "take the file from its copy, or run the batch again into a new file")
        }
        guard version <= all.count + 1 else {
            throw InputError(
                "store-newer", at: SourcePosition(file: path),
                "the store has format \(version), made by a newer version of the program; this one, \(Study.programVersion), knows formats up to \(all.count + 1)",
                remedy: "use the newer program, or write to another file")
        }
    }

    /// Brings a store up to date, all steps or none.
    static func run(on file: borrowing GeoPackageFile) throws {
        let version = try version(of: file.database)
        guard version <= all.count else { return }
        try file.database.transaction {
            for step in all[(version - 1)...] { try step.run(file.database) }
            try file.database.execute("UPDATE lifeline_store SET value = '\(all.count + 1)' WHERE property = 'format'")
            try StoreLayout.makeViews(in: file, services: file.database.services())
        }
    }
}
