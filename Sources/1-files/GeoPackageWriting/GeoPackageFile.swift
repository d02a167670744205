public import Geometry
public import SQLiteAccess

/// A GeoPackage being written: its standard tables, layers with a spatial index, tables without shapes.
///
/// Names of tables and columns are put into statements as they are: they must be plain words (letters, digits, `_`).
/// Source: OGC GeoPackage Encoding Standard 1.3 (OGC 12-128r17).
public struct GeoPackageFile: ~Copyable {
    public let database: Database
    /// The standard wants a time of the last change; a fixed one keeps the bytes the same from run to run.
    private static let lastChange = "1970-01-01T00:00:00.000Z"

    /// A GeoPackage in a database that is empty.
    public init(laidOutIn database: consuming Database) throws {
        // "GPKG" as a number, and version 1.3.0: clause 1.1.1.1.1 of the standard.
        try database.execute(
            """
            PRAGMA page_size = 4096;
            PRAGMA encoding = 'UTF-8';
            PRAGMA application_id = 0x47504B47;
            PRAGMA user_version = 10300;
            """)
        try database.execute(GeoPackageTables.definitions)
        self.database = database
    }

    /// One that is there already.
    public init(opened database: consuming Database) { self.database = database }

    /// The standard's number for a system: −1 for a plane of unknown place.
    public static func srs(ofEPSG epsg: Int) -> Int { epsg == 0 ? -1 : epsg }

    /// Lists a coordinate system, unless it is one that every GeoPackage lists.
    public func add(system name: String?, epsg: Int) throws {
        guard epsg != 0, epsg != 4326 else { return }
        let insert = try database.prepare(
            "INSERT OR IGNORE INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, 'undefined', NULL)")
        try insert.bind(name ?? "EPSG:\(epsg)", at: 1)
        try insert.bind(epsg, at: 2)
        try insert.bind(epsg, at: 3)
        try insert.run()
    }

    /// Makes a table whose first column, `fid`, numbers the rows; the statement inserts a row without it.
    public func create(_ table: String, _ columns: [(name: String, type: String)]) throws -> Statement {
        let list = columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
        try database.execute("CREATE TABLE \"\(table)\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \(list))")
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        return try database.prepare("INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))")
    }

    /// Enters a table or view into the list of contents.
    /// - Parameters:
    ///   - type: `features` or `attributes`.
    ///   - box: where its shapes lie; nil for a table without shapes, or without rows.
    ///   - srs: of its shapes; nil for a table without.
    public func list(_ table: String, _ type: String, _ description: String, box: Box? = nil, srs: Int? = nil) throws {
        let insert = try database.prepare("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        var row = Row()
        for text in [table, type, table, description, Self.lastChange] { try row.add(text, insert) }
        for value in [box?.minX, box?.minY, box?.maxX, box?.maxY] { try row.add(value, insert) }
        try row.add(srs, insert)
        try insert.run()
    }

    /// Enters a table or view with shapes into the lists of contents and of shapes.
    /// - Parameter shape: the standard's word for its shapes, such as `POINT`.
    public func listLayer(
        _ table: String, _ description: String, _ shape: String, srs: Int, box: Box?, hasHeights: Bool = false
    ) throws {
        try list(table, "features", description, box: box, srs: srs)
        let geometry = try database.prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, ?, 0)")
        var row = Row()
        try row.add(table, geometry)
        try row.add(shape, geometry)
        try row.add(srs, geometry)
        try row.add(hasHeights ? 2 : 0, geometry)  // 2: optional
        try geometry.run()
    }

    /// Lists a filled layer and gives it its spatial index.
    /// - Parameter boxes: of its shapes, by `fid` from 1.
    public func finish(
        _ table: String, _ description: String, _ shape: String, srs: Int, _ boxes: [Box], hasHeights: Bool = false
    ) throws {
        var box = Box()
        for own in boxes { box.include(own) }
        try listLayer(table, description, shape, srs: srs, box: boxes.isEmpty ? nil : box, hasHeights: hasHeights)
        try addSpatialIndex(of: table)
        let insert = try spatialIndexRow(of: table)
        for (i, own) in boxes.enumerated() { try insert.add(i + 1, own) }
        // Triggers only now: they would ask for functions that only map programs have.
        try database.execute(GeoPackageTables.indexTriggers(of: table))
    }

    /// Makes the spatial index of a layer, empty and without its triggers.
    public func addSpatialIndex(of table: String) throws {
        let extend = try database.prepare(GeoPackageTables.indexExtension)
        try extend.bind(table, at: 1)
        try extend.run()
        try database.execute(GeoPackageTables.spatialIndex(of: table))
    }

    /// What puts shapes into the spatial index of a layer.
    public func spatialIndexRow(of table: String) throws -> Statement {
        try database.prepare("INSERT INTO \"rtree_\(table)_geom\" VALUES (?, ?, ?, ?, ?)")
    }
}

extension Statement {
    /// For a statement of `spatialIndexRow`: the shape of that `fid` lies in this box.
    public func add(_ fid: Int, _ box: Box) throws {
        var row = Row()
        try row.add(fid, self)
        for value in [box.minX, box.maxX, box.minY, box.maxY] { try row.add(value, self) }
        try run()
    }
}
