import Diagnostics
import Geometry
public import NetworkModel
import SQLiteAccess

/// GeoPackage: every layer of features in the file, one row at a time.
///
/// Layers in different coordinate systems are brought into that of the first that names one. Source: OGC GeoPackage 1.3
/// (OGC 12-128r17).
public enum GeoPackage: NetworkFormat {
    public static let name = "GeoPackage"

    public static func recognises(_ head: FileHead) -> Bool { head.bytes.starts(with: "SQLite format 3\0".utf8) }

    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        try read(together: [path], ReadOptions(), into: &builder, &log)
    }

    /// - Throws: `InputError` `geopackage-…`, `sqlite-…`, `crs-unknown`, `position-not-a-number`, `mapping-…`.
    public static func read(
        together paths: [String], _ options: ReadOptions, into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws {
        for path in paths {
            builder.beginFile(path)
            let file = try GeoPackageFile(path)
            // What the user says of the file holds for all of it.
            let isGiven = builder.epsg != nil
            var reader = LayerReader(path, mapping: options.mapping, into: builder)
            if let own = try file.ownProperties() {
                (reader.isOwn, reader.city.isComplete) = (true, true)
                if let name = own.name { reader.city.name = name }
            }
            for layer in try file.layers() { try file.read(layer, isGivenSystem: isGiven, into: &reader) }
            if reader.isOwn { try file.readRequirements(into: &reader) }
            reader.finish()
            let sources = reader.isOwn ? try file.ownSources() : [DataSource(file: reader.file, format: name)]
            builder = reader.city
            builder.sources += sources
            reader.report(to: &log)
        }
    }
}

/// One GeoPackage, open for reading.
private struct GeoPackageFile: ~Copyable {
    let path: String
    let database: Database

    struct Layer {
        var table: String, geometry: String
        var srs: Int
    }

    init(_ path: String) throws { self = try Self.opened(path) }

    private static func opened(_ path: String) throws -> GeoPackageFile {
        let file = try blaming(path) { GeoPackageFile(path: path, database: try Database(opening: path)) }
        let tables = "('gpkg_contents', 'gpkg_geometry_columns', 'gpkg_spatial_ref_sys')"
        guard try blaming(path, { try file.database.integer("SELECT count(*) FROM sqlite_master WHERE name IN \(tables)") }) == 3
        else { throw malformed(path, "a table of contents, of geometries or of coordinate systems is missing") }
        return file
    }

    private init(path: String, database: consuming Database) {
        self.path = path
        self.database = database
    }

    private static func malformed(_ path: String, _ what: String) -> InputError {
        InputError(
            "geopackage-malformed", at: SourcePosition(file: path), "this is no GeoPackage with layers of features: \(what)",
            remedy: "export the layers as a GeoPackage from QGIS")
    }

    /// A name as it stands in a statement.
    private func quoted(_ name: String) -> String {
        "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    private func query<Result: ~Copyable>(_ body: () throws -> Result) throws -> Result {
        try Self.blaming(path, body)
    }
    /// Runs queries of which the file itself is part: what goes wrong is the file's fault.
    private static func blaming<Result: ~Copyable>(_ path: String, _ body: () throws -> Result) throws -> Result {
        do {
            return try body()
        } catch let error as FailureError {
            throw GeoPackageFile.malformed(path, error.message)
        }
    }

    func layers() throws -> [Layer] {
        try query {
            let rows = try database.prepare(
                "SELECT g.table_name, g.column_name, g.srs_id FROM gpkg_geometry_columns g JOIN gpkg_contents c ON c.table_name = g.table_name WHERE c.data_type = 'features' ORDER BY g.table_name")
            var layers: [Layer] = []
            while try rows.step() {
                layers.append(Layer(table: rows.text(0) ?? "", geometry: rows.text(1) ?? "", srs: rows.integer(2) ?? -1))
            }
            return layers
        }
    }

    /// The system of a layer; nil when it is stated to be unknown.
    private func system(_ layer: Layer) throws -> CoordinateSystem? {
        if layer.srs == 0 || layer.srs == -1 { return nil }
        let row = try database.prepare("SELECT organization, organization_coordsys_id, srs_name FROM gpkg_spatial_ref_sys WHERE srs_id = ?")
        try row.bind(layer.srs, at: 1)
        guard try row.step(), row.text(0)?.lowercased() == "epsg", let system = row.integer(1).flatMap({ CoordinateSystem(epsg: $0) })
        else {
            return try CoordinateSystem(srsName: row.text(2) ?? "srs_id \(layer.srs)", at: SourcePosition(file: path))
        }
        return system
    }

    func read(_ layer: Layer, isGivenSystem: Bool, into reader: inout LayerReader) throws {
        let projection = isGivenSystem ? nil : try self.projection(of: layer, &reader)
        let columns = try query { try self.columns(of: layer) }
        var open = try reader.open(layer.table, columns: columns.filter { $0 != layer.geometry })
        let geometry = columns.firstIndex(of: layer.geometry)
        guard let geometry else { throw GeoPackageFile.malformed(path, "layer '\(layer.table)' has no column '\(layer.geometry)'") }
        let list = columns.map { quoted($0) }.joined(separator: ", ")
        let rows = try query { try database.prepare("SELECT \(list) FROM \(quoted(layer.table))") }
        var number = 0
        while try query({ try rows.step() }) {
            number += 1
            var feature = GISFeature(line: 0)
            feature.values.reserveCapacity(columns.count)
            for column in columns.indices where column != geometry { feature.values.append(rows.value(column)) }
            if let blob = rows.blob(geometry) {
                do {
                    feature.shape = try WellKnownBinary.shape(ofGeoPackage: blob)
                } catch let problem as WellKnownBinary.Problem {
                    throw badShape(layer.table, number, problem)
                }
            }
            if let projection, feature.shape.isFinite { feature.shape.project(projection) }
            try reader.add(feature, to: &open)
        }
        reader.close(open)
    }

    private func badShape(_ layer: String, _ number: Int, _ problem: WellKnownBinary.Problem) -> InputError {
        let what =
            switch problem {
            case .header: "its header is damaged or of an unknown kind"
            case .truncated: "it ends before its last point"
            case .kind(let code): "its kind (\(code)) is no point, line or polygon"
            case .tooDeep: "its parts stand too deep inside each other"
            }
        return InputError(
            "geometry-malformed", at: SourcePosition(file: path), "the shape of feature \(number) of layer '\(layer)' cannot be read: \(what)",
            remedy: "repair the layer in a GIS (curves: convert them to lines) and export it again")
    }

    /// The way from a layer's coordinates to the builder's; sets the builder's system by the first layer that has one.
    private func projection(of layer: Layer, _ reader: inout LayerReader) throws -> Projection? {
        guard let system = try query({ try self.system(layer) }) else { return nil }
        guard let epsg = reader.city.epsg, let target = CoordinateSystem(epsg: epsg) else {
            reader.city.epsg = system.epsg
            return nil
        }
        return try Projection(from: system, to: target)
    }

    private func columns(of layer: Layer) throws -> [String] {
        let rows = try database.prepare("SELECT name FROM pragma_table_info(?) ORDER BY cid")
        try rows.bind(layer.table, at: 1)
        var columns: [String] = []
        while try rows.step() { columns.append(rows.text(0) ?? "") }
        return columns
    }

    // MARK: what Lifeline adds

    /// What Lifeline's own export says of itself; nil for any other file.
    func ownProperties() throws -> (name: String?, Void)? {
        try query {
            guard try database.integer("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'lifeline_network'") == 1
            else { return nil }
            return (try database.text("SELECT value FROM lifeline_network WHERE property = 'name'"), ())
        }
    }

    func ownSources() throws -> [DataSource] {
        try query {
            guard try database.integer("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'lifeline_sources'") == 1
            else { return [] }
            let rows = try database.prepare("SELECT file, format, licence, date FROM lifeline_sources ORDER BY rowid")
            var sources: [DataSource] = []
            while try rows.step() {
                sources.append(
                    DataSource(
                        file: rows.text(0) ?? "", format: rows.text(1) ?? "", licence: rows.text(2) ?? "", date: rows.text(3) ?? ""))
            }
            return sources
        }
    }

    func readRequirements(into reader: inout LayerReader) throws {
        try query {
            guard try database.integer("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'requirements'") == 1
            else { return }
            let rows = try database.prepare(
                "SELECT requirement, asset, service, supplier, \"atLeast\", buffer, \"restartDelay\", recharge, \"blackStart\", distance, provenance, confidence, \"bufferProvenance\" FROM requirements ORDER BY requirement, rowid")
            var last: Int?
            while try rows.step() {
                let supplier = rows.text(3).map { reader.city.strings.intern($0) }
                if let number = rows.integer(0), number == last, !reader.city.requirements.isEmpty {
                    if let supplier { reader.city.requirements[reader.city.requirements.count - 1].suppliers.append(supplier) }
                    continue
                }
                last = rows.integer(0)
                var requirement = CityModelBuilder.Requirement(
                    asset: reader.city.strings.intern(rows.text(1) ?? ""),
                    service: reader.city.strings.intern(rows.text(2) ?? ""), suppliers: supplier.map { [$0] } ?? [])
                requirement.atLeast = max(1, rows.integer(4) ?? 1)
                requirement.bufferHours = rows.real(5) ?? 0
                requirement.restartDelayHours = rows.real(6) ?? 0
                requirement.rechargeRate = rows.real(7) ?? .infinity
                requirement.blackStart = rows.integer(8) == 1
                requirement.distanceMetres = rows.real(9) ?? .nan
                requirement.provenance = rows.text(10).flatMap { Provenance(name: $0) } ?? .measured
                requirement.confidence = rows.real(11) ?? .nan
                requirement.bufferProvenance = rows.text(12).flatMap { Provenance(name: $0) }
                requirement.position = SourcePosition(file: path)
                reader.city.requirements.append(requirement)
            }
        }
    }
}

extension Statement {
    /// A column of the current row; nil for NULL and for bytes.
    fileprivate func value(_ column: Int) -> GISValue? {
        switch kind(column) {
        case .integer, .real: real(column).map { .number($0) }
        case .text: text(column).map { .text($0) }
        case .blob, .null: nil
        }
    }
}
