import Diagnostics
import FileReading
import Geometry
import MarkupReading
import NetworkModel

/// `<shakingPoints>`: shaking at places of a table; every asset takes the nearest.
public struct ShakingPoints: Hazard {
    public static let element = "shakingPoints"
    public static let summary =
        "shaking at the nearest place of a table (CSV): table with columns x, y (or lon, lat) and some of PGA, PGV, SA03, "
        + "SA10; crs, units, sigma, correlation as for shakingGrid"

    public let inputFiles: [String]
    let places: [Point]
    /// One value per place.
    let values: [IntensityMeasure: [Double]]
    let sigma: Double
    let correlation: SpatialCorrelation
    let system: CoordinateSystem?
    let position: SourcePosition
    private let units: ShakingUnit

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        try element.refuseUnknown(attributes: ["table", "crs", "units", "sigma", SpatialCorrelation.attribute])
        correlation = try SpatialCorrelation(element)
        position = element.position
        sigma = try element.number("sigma", in: 0...3) ?? 0
        units = try ShakingUnit(element)
        let path = folder.file(try element.required("table"))
        inputFiles = [path]
        let table = try DelimitedTable(path: path)
        let inDegrees = table.column("lon", "longitude") != nil && table.column("lat", "latitude") != nil
        guard let x = table.column("x", "lon", "longitude", "lon_utm", "east", "easting"),
            let y = table.column("y", "lat", "latitude", "lat_utm", "north", "northing")
        else { throw Self.missing("x and y, or lon and lat", table) }
        let stated = try element.attributes["crs"].map { try CoordinateSystem(srsName: $0, at: element.position) }
        system = stated ?? (inDegrees ? .wgs84 : nil)
        func number(_ row: DelimitedTable.Row, _ column: Int) throws -> Double {
            if let value = Double(row[column]), abs(value) < 1e9 { return value }
            throw InputError(
                "not-a-number", at: table.position(row), "\"\(row[column].prefix(40))\" under \(table.header[column]) is no number",
                remedy: "write every cell as a number with a decimal point")
        }
        places = try table.rows.map { Point(x: try number($0, x), y: try number($0, y)) }
        var values: [IntensityMeasure: [Double]] = [:]
        for (name, measure) in ShakeMap.fields {
            guard let column = table.column(name, name.replacing("PSA", with: "SA")) else { continue }
            var found = try table.rows.map { max(0, try number($0, column)) }
            if measure != .pgv {
                let factor = try units.factor(largest: found.max().map { Float($0) }, of: table.header[column], at: position)
                found = found.map { $0 * factor }
            }
            values[measure] = found
        }
        guard !values.isEmpty, !places.isEmpty else { throw Self.missing("PGA, PGV, SA03 or SA10, with rows under it", table) }
        self.values = values
    }

    private static func missing(_ columns: String, _ table: DelimitedTable) -> InputError {
        InputError(
            "table-column-missing", at: SourcePosition(file: table.path, line: 1), "the table has no column \(columns)",
            remedy: "name the columns in its first line")
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        let plane = CoordinateSystem(epsg: model.epsg) ?? .local
        var there = places
        if let system {
            do {
                let projection = try Projection(from: system, to: plane)
                there = places.map { projection($0) }
            } catch let error as InputError {
                throw InputError(error.code, at: position, "the table: \(error.problem)", remedy: error.remedy)
            }
        }
        var box = Box()
        for p in there where p.isFinite { box.include(p) }
        guard !box.isEmpty, model.bounds.isEmpty || box.intersects(model.bounds) else {
            throw InputError(
                "grid-elsewhere", at: position, "the places of the table do not lie in the town",
                remedy: "state their coordinate system as crs=\"…\"; without it they are taken in the model's, EPSG:\(model.epsg)")
        }
        let index = PointIndex(there)
        var field = HazardField(title: Phrase("Shaking at \(places.count) places", nl: "Schudden op \(places.count) plaatsen"), method: [], median: [:])
        var farthest = 0.0
        let nearest = model.position.map { p -> Int? in
            guard let found = index.nearest(to: p, within: .infinity) else { return nil }
            farthest = max(farthest, found.distance)
            return found.index
        }
        for (measure, values) in values {
            field.median[measure] = nearest.map { $0.map { values[$0] } ?? 0 }
            field.withinEventSigma[measure] = Array(repeating: sigma, count: model.assetCount)
            field.betweenEventSigma[measure] = Array(repeating: 0, count: model.assetCount)
        }
        if let pga = values[.pga] {
            field.shakingMap = Raster.forMap(of: model) { index.nearest(to: $0, within: .infinity).map { pga[$0.index] } }
        }
        let name = inputFiles[0].split(separator: "/").last.map(String.init) ?? inputFiles[0]
        field.method = [
            Phrase(
                "Shaking was read from \(name) at \(places.count) places, accelerations in \(units.name); an asset takes that of the nearest place, at most \(farthest / 1000, 1) km away. Links are judged at their middle.",
                nl: "Het schudden komt uit \(name), voor \(places.count) plaatsen, versnellingen in \(units.name); een object krijgt dat van de dichtstbijzijnde plaats, hoogstens \(farthest / 1000, 1) km ver. Verbindingen zijn in hun midden beoordeeld."),
            ShakingUnit.scatterSentence(sigma),
        ]
        field.citations = [Phrase("Shaking: \(name)", nl: "Schudden: \(name)")]
        if sigma > 0 { correlation.fill(&field) }
        return field
    }
}
