import FileReading
import Geometry
import MarkupReading
public import NetworkModel
import SQLiteAccess

/// The network as a GeoPackage, the file that map programs open by themselves.
///
/// Layers `nodes` and `facilities` (points) and `links` (lines), and the table `requirements` without shapes: one row
/// per requirement and supplier. Source: OGC GeoPackage Encoding Standard 1.3 (OGC 12-128r17).
public enum GeoPackageExport {
    /// Writes the file whole or not at all.
    /// - Throws: `FailureError` when the disk is full or writing is not permitted.
    public static func write(_ model: CityModel, to path: String) throws {
        try AtomicFile.write(bytes(of: model), to: path)
    }

    /// The file's bytes: always the same for the same network and version of SQLite.
    /// - Parameter columns: figures about the assets that are no part of the network, for its layers.
    /// - Throws: `FailureError` when there is not enough memory.
    public static func bytes(of model: CityModel, columns: [AssetColumn] = []) throws -> [UInt8] {
        let database = try Database()
        // "GPKG" as a number, and version 1.3.0: clause 1.1.1.1.1 of the standard.
        try database.execute(
            """
            PRAGMA page_size = 4096;
            PRAGMA journal_mode = OFF;
            PRAGMA encoding = 'UTF-8';
            PRAGMA application_id = 0x47504B47;
            PRAGMA user_version = 10300;
            """)
        try database.execute("BEGIN")  // the database is thrown away when a step fails
        try database.execute(GeoPackageTables.definitions)
        let writer = GeoPackageWriter(model: model, figures: columns, database: database)
        try writer.coordinateSystem()
        try writer.features("nodes", "Nodes of the networks", "POINT", model.nodes)
        try writer.features("links", "Links between the nodes", "LINESTRING", model.links)
        try writer.features("facilities", "Buildings that need services", "POINT", model.facilities)
        try writer.requirements()
        try writer.database.execute("COMMIT")
        return try writer.database.bytes()
    }
}

/// A figure about every asset of a model, such as the depth of water; one that is no finite number is left empty.
public struct AssetColumn: Sendable {
    /// With its unit, such as `depth_m`: letters, digits and `_`.
    public var name: String
    /// One per asset.
    public var values: [Double]
    public init(name: String, values: [Double]) {
        self.name = name
        self.values = values
    }
    subscript(asset: Int) -> Double? { asset < values.count && values[asset].isFinite ? values[asset] : nil }
}

/// Fills the tables of one GeoPackage.
private struct GeoPackageWriter: ~Copyable {
    let model: CityModel
    let figures: [AssetColumn]
    let database: Database
    /// −1 is the standard's number for a plane of unknown place.
    let srs: Int
    /// The standard wants a time of the last change; a fixed one keeps the bytes the same from run to run.
    static let lastChange = "1970-01-01T00:00:00.000Z"

    init(model: CityModel, figures: [AssetColumn], database: consuming Database) {
        self.model = model
        self.figures = figures
        self.database = database
        srs = model.epsg == 0 ? -1 : model.epsg
    }

    /// The model's system, unless it is one that every GeoPackage lists.
    func coordinateSystem() throws {
        guard model.epsg != 0, model.epsg != 4326 else { return }
        let insert = try database.prepare(
            "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, 'EPSG', ?, 'undefined', NULL)")
        try insert.bind(CoordinateSystem(epsg: model.epsg)?.name ?? "EPSG:\(model.epsg)", at: 1)
        try insert.bind(srs, at: 2)
        try insert.bind(model.epsg, at: 3)
        try insert.run()
    }

    /// One layer: nodes, links or facilities, in the order of the model.
    func features(_ table: String, _ description: String, _ shape: String, _ assets: Range<Int>) throws {
        let isLinks = table == "links", isNodes = table == "nodes"
        let numbers = NumericAttribute.allCases.filter { a in assets.contains { model.value(a, of: $0) != nil } }
        let texts = TextAttribute.allCases.filter { a in assets.contains { model.text(a, of: $0) != nil } }
        var columns = [("geom", shape), ("id", "TEXT NOT NULL"), ("name", "TEXT")]
        if isNodes || isLinks { columns.append(("layer", "TEXT")) }
        columns.append(("kind", "TEXT"))
        if isNodes { columns.append(("is_source", "BOOLEAN")) }
        if isLinks { columns += [("from", "TEXT"), ("to", "TEXT"), ("directed", "BOOLEAN")] }
        columns += figures.map { ($0.name, "REAL") }
        columns += numbers.map { ($0.name, "REAL") } + texts.map { ($0.name, "TEXT") } + [("assumed", "TEXT")]
        let insert = try create(table, columns)

        var box = Box()
        for asset in assets {
            var row = Row()
            if isLinks {
                let course = model.course(ofLink: asset)
                for point in course { box.include(point) }
                try row.add(GeoPackageGeometry.line(course, srs: srs), insert)
            } else {
                box.include(model.position[asset])
                try row.add(GeoPackageGeometry.point(model.position[asset], srs: srs), insert)
            }
            try row.add(model.id(asset), insert)
            try row.add(model.displayName[asset] >= 0 ? model.label(asset) : nil, insert)
            if isNodes || isLinks { try row.add(model.layers[Int(model.layer[asset])].name, insert) }
            try row.add(model.kindName(asset), insert)
            if isNodes { try row.add(model.isSource[asset], insert) }
            if isLinks {
                let link = asset - model.nodeCount
                try row.add(model.id(Int(model.from[link])), insert)
                try row.add(model.id(Int(model.to[link])), insert)
                try row.add(model.isDirected[link], insert)
            }
            for figure in figures { try row.add(figure[asset], insert) }
            for attribute in numbers { try row.add(model.value(attribute, of: asset), insert) }
            for attribute in texts { try row.add(model.text(attribute, of: asset), insert) }
            let assumed = assumedNames(asset, numbers, texts)
            try row.add(assumed.isEmpty ? nil : assumed.joined(separator: ","), insert)
            try insert.run()
        }
        try list(table, "features", description, box: assets.isEmpty ? nil : box)
        let geometry = try database.prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)")
        try geometry.bind(table, at: 1)
        try geometry.bind(shape, at: 2)
        try geometry.bind(srs, at: 3)
        try geometry.run()
    }

    /// Who needs what from whom. A requirement with several suppliers has several rows of the same number; one that
    /// names no supplier has one row without. An empty `recharge` means that the buffer is full at once.
    func requirements() throws {
        let insert = try create(
            "requirements",
            [
                ("requirement", "INTEGER"), ("asset", "TEXT"), ("service", "TEXT"), ("supplier", "TEXT"),
                ("atLeast", "INTEGER"), ("buffer", "REAL"), ("restartDelay", "REAL"), ("recharge", "REAL"),
                ("blackStart", "BOOLEAN"), ("distance", "REAL"), ("assumed", "BOOLEAN"),
            ])
        let needs = model.requirements
        for r in 0..<needs.count {
            let suppliers = needs.suppliers(r).map { Optional(model.id(Int($0))) }
            for supplier in suppliers.isEmpty ? [nil] : suppliers {
                var row = Row()
                try row.add(r + 1, insert)
                try row.add(model.id(Int(needs.asset[r])), insert)
                try row.add(model.services[Int(needs.service[r])], insert)
                try row.add(supplier, insert)
                try row.add(Int(needs.atLeast[r]), insert)
                try row.add(needs.bufferHours[r], insert)
                try row.add(needs.restartDelayHours[r], insert)
                try row.add(needs.rechargeRate[r].isFinite ? needs.rechargeRate[r] : nil, insert)
                try row.add(needs.blackStart[r], insert)
                try row.add(needs.distanceMetres[r], insert)
                try row.add(needs.provenance[r] == .assumed, insert)
                try insert.run()
            }
        }
        try list("requirements", "attributes", "Who needs which service from whom", box: nil)
    }

    /// Makes a table; names come from this file and the attributes' definitions, never from the data.
    private func create(_ table: String, _ columns: [(name: String, type: String)]) throws -> Statement {
        let list = columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
        try database.execute("CREATE TABLE \(table) (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \(list))")
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        return try database.prepare("INSERT INTO \(table) (\(names)) VALUES (\(marks))")
    }

    /// Enters a table into the list of contents.
    private func list(_ table: String, _ type: String, _ description: String, box: Box?) throws {
        let insert = try database.prepare("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        var row = Row()
        for text in [table, type, table, description, Self.lastChange] { try row.add(text, insert) }
        for value in [box?.minX, box?.minY, box?.maxX, box?.maxY] { try row.add(value, insert) }
        try row.add(type == "features" ? srs : nil, insert)
        try insert.run()
    }

    private func assumedNames(_ asset: Int, _ numbers: [NumericAttribute], _ texts: [TextAttribute]) -> [String] {
        numbers.filter {
            model.value($0, of: asset) != nil && model.numeric[Int($0.rawValue)]?.provenance[asset] == .assumed
        }.map(\.name)
            + texts.filter {
                model.text($0, of: asset) != nil && model.text[Int($0.rawValue)]?.provenance[asset] == .assumed
            }.map(\.name)
    }
}

/// Binds the values of one row from left to right.
private struct Row {
    private var column = 0
    private mutating func next() -> Int {
        column += 1
        return column
    }
    mutating func add(_ value: Int?, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    mutating func add(_ value: Bool, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    mutating func add(_ value: Double?, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    mutating func add(_ value: String?, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    mutating func add(_ value: [UInt8], _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
}
