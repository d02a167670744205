import FileReading
import GeoPackageWriting
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
        try database.execute("PRAGMA journal_mode = OFF")  // the database is thrown away when a step fails
        let file = try GeoPackageFile(laidOutIn: database)
        try file.database.execute("BEGIN")
        let writer = GeoPackageWriter(model: model, figures: columns, file: file)
        try writer.file.add(system: CoordinateSystem(epsg: model.epsg)?.name, epsg: model.epsg)
        for layer in ExportLayer.layers(of: model) { try writer.features(layer) }
        try writer.footprints()
        try writer.requirements()
        try writer.ownTables()
        try writer.file.database.execute("COMMIT")
        return try writer.file.database.bytes()
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
    let file: GeoPackageFile
    let srs: Int

    init(model: CityModel, figures: [AssetColumn], file: consuming GeoPackageFile) {
        self.model = model
        self.figures = figures
        self.file = file
        srs = GeoPackageFile.srs(ofEPSG: model.epsg)
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
        let insert = try file.create(layer.table, columns)

        var index: [Box] = [], hasHeights = false
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
        try file.finish(layer.table, layer.title, shape, srs: srs, index, hasHeights: hasHeights)
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
        let insert = try file.create("footprints", [("geom", "POLYGON"), ("footprint_of", "TEXT NOT NULL"), ("kind", "TEXT")])
        var index: [Box] = []
        for facility in facilities {
            var row = Row(), own = Box()
            let ring = model.shapes.points(of: facility)
            for point in ring { own.include(point) }
            index.append(own)
            try row.add(GeoPackageGeometry.polygon(ring, srs: srs), insert)
            try row.add(model.id(facility), insert)
            try row.add(model.kindName(facility), insert)
            try insert.run()
        }
        try file.finish("footprints", "Outlines of the facilities", "POLYGON", srs: srs, index)
    }

    /// What the network is called and comes from.
    func ownTables() throws {
        let insert = try file.create("lifeline_network", [("property", "TEXT"), ("value", "TEXT")])
        for (property, value) in [("name", model.name), ("version", "1")] {
            try insert.bind(property, at: 1)
            try insert.bind(value, at: 2)
            try insert.run()
        }
        try file.list("lifeline_network", "attributes", "What the network is called")
        let source = try file.create("lifeline_sources", [("file", "TEXT"), ("format", "TEXT"), ("licence", "TEXT"), ("date", "TEXT")])
        for known in model.sources {
            var row = Row()
            for text in [known.file, known.format, known.licence, known.date] { try row.add(text, source) }
            try source.run()
        }
        try file.list("lifeline_sources", "attributes", "Files that the network was made from")
    }

    /// Who needs what from whom. A requirement with several suppliers has several rows of the same number; one that
    /// names no supplier has one row without. An empty `recharge` means that the buffer is full at once.
    func requirements() throws {
        let insert = try file.create(
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
        try file.list("requirements", "attributes", "Who needs which service from whom")
    }
}
