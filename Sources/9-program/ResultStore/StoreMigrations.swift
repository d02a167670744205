import Diagnostics
import GeoPackageWriting
import SQLiteAccess
import StudyRunner

/// What changed in the tables from version to version of the store: opening an older one runs the steps that it lacks.
enum StoreMigrations {
    /// The nth step makes version n + 2 of version n + 1. Tables and columns that are only new need none: see `conform`.
    static let all: [(about: String, run: @Sendable (borrowing GeoPackageFile) throws -> Void)] = [
        (
            "the meaning of columns stands in the file; filled when the views are made",
            { file in try file.database.execute(StoreColumns.tables) }
        ),
        (
            "places that fare alike share a fate, footprints have no spatial index; help and best combinations, which are not there",
            { file in
                try dropIndex(of: "footprints", file)
                try shareFates("facility_losses", "facility_fates", values: 2 + file.database.services().count, file)
                try shareFates("asset_outages", "asset_fates", values: 5, file)
                try file.database.execute("INSERT INTO lifeline_store (property, value) VALUES ('access', 'no')")
            }
        ),
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
        // Tables are renamed; views that somebody made over them are left as they are.
        try file.database.execute("PRAGMA legacy_alter_table = ON")
        try file.database.transaction {
            for view in StoreViews.all([]) { try file.database.execute("DROP VIEW IF EXISTS \"\(view.name)\"") }
            for step in all[(version - 1)...] { try step.run(file) }
            try conform(file)
            try file.database.execute("UPDATE lifeline_store SET value = '\(all.count + 1)' WHERE property = 'format'")
            try StoreLayout.makeViews(in: file, services: file.database.services())
        }
        try file.database.execute("PRAGMA legacy_alter_table = OFF")
    }

    /// Makes tables that are missing, gives others the columns that they lack, and says of all what is in them.
    private static func conform(_ file: borrowing GeoPackageFile) throws {
        for table in StoreTables.attributes {
            let definition = StoreTables.create(table.name, table.columns)
            if try !file.database.hasTable(table.name) {
                try file.database.execute(definition)
                try file.list(table.name, "attributes", table.about)
            } else if try file.database.definition(of: table.name) != definition {
                let old = try file.database.columns(of: table.name)
                try file.database.execute("ALTER TABLE \"\(table.name)\" RENAME TO before_migration; \(definition)")
                let common = try file.database.columns(of: table.name).filter(old.contains).map { "\"\($0)\"" }.joined(separator: ", ")
                try file.database.execute(
                    "INSERT INTO \"\(table.name)\" (\(common)) SELECT \(common) FROM before_migration; DROP TABLE before_migration")
            }
        }
        let describe = try file.database.prepare("UPDATE gpkg_contents SET description = ? WHERE table_name = ?")
        for (name, about) in StoreTables.attributes.map({ ($0.name, $0.about) }) + StoreTables.layers.map({ ($0.name, $0.about) })
            + StoreViews.all([]).map({ ($0.name, $0.about) })
        {
            try describe.bind(about, at: 1)
            try describe.bind(name, at: 2)
            try describe.run()
        }
    }

    private static func dropIndex(of layer: String, _ file: borrowing GeoPackageFile) throws {
        try file.dropTriggers(of: layer)
        try file.database.execute(
            """
            DROP TABLE IF EXISTS "rtree_\(layer)_geom";
            DELETE FROM gpkg_extensions WHERE table_name = '\(layer)' AND extension_name = 'gpkg_rtree_index'
            """)
    }

    /// Formats 1 and 2 had a row of 7 digits to a number for each place, with the place first.
    private static func shareFates(_ places: String, _ fates: String, values: Int, _ file: borrowing GeoPackageFile) throws {
        try file.database.execute("ALTER TABLE \(places) RENAME TO before_migration")
        for table in StoreTables.attributes where [places, fates].contains(table.name) {
            try file.database.execute(StoreTables.create(table.name, table.columns))
            if table.name == fates { try file.list(table.name, "attributes", table.about) }
        }
        let insertPlaces = try file.database.prepareInsert(into: places), insertFates = try file.database.prepareInsert(into: fates)
        var scenario = -1, shared = SharedFates(width: values)
        func flush() throws {
            try StoreWriter.write(shared.packedFates(), insertFates, scenario * StoreTables.perAsset)
            try StoreWriter.write(shared.packedPlaces(), insertPlaces, scenario * StoreTables.perAsset)
            shared = SharedFates(width: values)
        }
        let select = try file.database.prepare("SELECT fid, width, entries FROM before_migration ORDER BY fid")
        while try select.step() {
            let own = (select.integer(0) ?? 0) / StoreTables.perAsset
            if own != scenario {
                try flush()
                scenario = own
            }
            let width = max(1, (select.integer(1) ?? 0) / 7)
            var row: [Int] = []
            PackedRows.append(select.blob(2) ?? [], digits: 7, to: &row)
            for start in stride(from: 0, to: row.count - width + 1, by: width) {
                // A service that came later is in none of the earlier rows.
                let fate = row[start + 1..<start + width] + Array(repeating: PackedRows.none, count: max(0, values + 1 - width))
                shared.add(row[start], Array(fate.prefix(values)))
            }
        }
        try flush()
        try file.database.execute("DROP TABLE before_migration")
    }
}

extension Database {
    /// The statement that made a table.
    fileprivate func definition(of table: String) throws -> String? {
        let select = try prepare("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?")
        try select.bind(table, at: 1)
        return try select.step() ? select.text(0) : nil
    }
}
