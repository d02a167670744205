import FileReading
import Geometry
import MarkupReading
public import NetworkModel
import SQLiteAccess

/// The network as a GeoPackage, the file that map programs open by themselves.
///
/// One layer for each kind of asset in each network (`water_pipe`, `power_substation`, `facility_hospital`), points and
/// lines, with a spatial index; the layer `footprints`; and without shapes the tables `requirements` (one row per
/// requirement and supplier), `lifeline_network` and `lifeline_sources`, by which Lifeline knows its own file again.
/// Source: OGC GeoPackage Encoding Standard 1.3 (OGC 12-128r17).
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
        for layer in ExportLayer.layers(of: model) { try writer.features(layer) }
        try writer.footprints()
        try writer.requirements()
        try writer.ownTables()
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

    /// One layer, in the order of the model.
    func features(_ layer: ExportLayer) throws {
        let isLinks = layer.role == .link, isNodes = layer.role == .node
        let numbers = layer.numbers, texts = layer.texts
        let shape = isLinks ? "LINESTRING" : "POINT"
        var columns = [("geom", shape), ("id", "TEXT NOT NULL"), ("name", "TEXT")]
        if isNodes || isLinks { columns.append(("layer", "TEXT")) }
        columns.append(("kind", "TEXT"))
        if isNodes { columns.append(("is_source", "BOOLEAN")) }
        if isLinks { columns += [("from", "TEXT"), ("to", "TEXT"), ("directed", "BOOLEAN")] }
        columns += figures.map { ($0.name, "REAL") }
        columns += numbers.map { ($0.name, "REAL") } + texts.map { ($0.name, "TEXT") }
        columns += [("assumed", "TEXT"), ("derived", "TEXT")]
        let insert = try create(layer.table, columns)

        var box = Box(), index: [Box] = [], hasHeights = false
        for asset in layer.assets {
            var row = Row(), own = Box()
            if isLinks {
                let course = model.course(ofLink: asset), heights = heights(asset, count: course.count)
                hasHeights = hasHeights || heights != nil
                for point in course { own.include(point) }
                try row.add(GeoPackageGeometry.line(course, heights, srs: srs), insert)
            } else {
                own.include(model.position[asset])
                try row.add(GeoPackageGeometry.point(model.position[asset], srs: srs), insert)
            }
            box.include(own)
            index.append(own)
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
            for provenance in [Provenance.assumed, .derived] {
                let names = model.attributeNames(of: asset, provenance)
                try row.add(names.isEmpty ? nil : names.joined(separator: ","), insert)
            }
            try insert.run()
        }
        try finish(layer.table, layer.title, shape, box, index, hasHeights: hasHeights)
    }

    /// Heights of a link's course where all of them are known.
    private func heights(_ asset: Int, count: Int) -> [Double]? {
        let range = model.shapes.range(of: asset)
        guard range.count == count, range.allSatisfy({ model.shapes.z[$0].isFinite }) else { return nil }
        return range.map { model.shapes.z[$0] }
    }

    /// The outlines of facilities: a layer of its own, so that every layer has one kind of shape.
    func footprints() throws {
        let facilities = model.facilities.filter { model.shapes.range(of: $0).count >= 3 }
        if facilities.isEmpty { return }
        let insert = try create("footprints", [("geom", "POLYGON"), ("footprint_of", "TEXT NOT NULL"), ("kind", "TEXT")])
        var box = Box(), index: [Box] = []
        for facility in facilities {
            var row = Row(), own = Box()
            let ring = model.shapes.points(of: facility)
            for point in ring { own.include(point) }
            box.include(own)
            index.append(own)
            try row.add(GeoPackageGeometry.polygon(ring, srs: srs), insert)
            try row.add(model.id(facility), insert)
            try row.add(model.kindName(facility), insert)
            try insert.run()
        }
        try finish("footprints", "Outlines of the facilities", "POLYGON", box, index, hasHeights: false)
    }

    /// Lists a filled layer and gives it its spatial index.
    private func finish(
        _ table: String, _ title: String, _ shape: String, _ box: Box, _ index: [Box], hasHeights: Bool
    ) throws {
        try list(table, "features", title, box: index.isEmpty ? nil : box)
        let geometry = try database.prepare("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, ?, 0)")
        try geometry.bind(table, at: 1)
        try geometry.bind(shape, at: 2)
        try geometry.bind(srs, at: 3)
        try geometry.bind(hasHeights ? 2 : 0, at: 4)  // 2: optional
        try geometry.run()
        let extend = try database.prepare(GeoPackageTables.indexExtension)
        try extend.bind(table, at: 1)
        try extend.run()
        try database.execute(GeoPackageTables.spatialIndex(of: table))
        let insert = try database.prepare("INSERT INTO \"rtree_\(table)_geom\" VALUES (?, ?, ?, ?, ?)")
        for (i, own) in index.enumerated() {
            var row = Row()
            try row.add(i + 1, insert)
            for value in [own.minX, own.maxX, own.minY, own.maxY] { try row.add(value, insert) }
            try insert.run()
        }
        // Triggers only now: they would ask for functions that only map programs have.
        try database.execute(GeoPackageTables.indexTriggers(of: table))
    }

    /// What the network is called and comes from.
    func ownTables() throws {
        let insert = try create("lifeline_network", [("property", "TEXT"), ("value", "TEXT")])
        for (property, value) in [("name", model.name), ("version", "1")] {
            try insert.bind(property, at: 1)
            try insert.bind(value, at: 2)
            try insert.run()
        }
        try list("lifeline_network", "attributes", "What the network is called", box: nil)
        let source = try create("lifeline_sources", [("file", "TEXT"), ("format", "TEXT"), ("licence", "TEXT"), ("date", "TEXT")])
        for known in model.sources {
            var row = Row()
            for text in [known.file, known.format, known.licence, known.date] { try row.add(text, source) }
            try source.run()
        }
        try list("lifeline_sources", "attributes", "Files that the network was made from", box: nil)
    }

    /// Who needs what from whom. A requirement with several suppliers has several rows of the same number; one that
    /// names no supplier has one row without. An empty `recharge` means that the buffer is full at once.
    func requirements() throws {
        let insert = try create(
            "requirements",
            [
                ("requirement", "INTEGER"), ("asset", "TEXT"), ("service", "TEXT"), ("supplier", "TEXT"),
                ("atLeast", "INTEGER"), ("buffer", "REAL"), ("restartDelay", "REAL"), ("recharge", "REAL"),
                ("blackStart", "BOOLEAN"), ("distance", "REAL"), ("provenance", "TEXT"),
                ("confidence", "REAL"), ("bufferProvenance", "TEXT"),
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
                try row.add(needs.provenance[r].name, insert)
                try row.add(needs.confidence[r].isFinite ? needs.confidence[r] : nil, insert)
                try row.add(needs.bufferProvenance[r].name, insert)
                try insert.run()
            }
        }
        try list("requirements", "attributes", "Who needs which service from whom", box: nil)
    }

    /// Makes a table; names come from this file, the attributes' definitions and `ExportLayer`, never as they stand in
    /// the data.
    private func create(_ table: String, _ columns: [(name: String, type: String)]) throws -> Statement {
        let list = columns.map { "\"\($0.name)\" \($0.type)" }.joined(separator: ", ")
        try database.execute("CREATE TABLE \"\(table)\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, \(list))")
        let names = columns.map { "\"\($0.name)\"" }.joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        return try database.prepare("INSERT INTO \"\(table)\" (\(names)) VALUES (\(marks))")
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
