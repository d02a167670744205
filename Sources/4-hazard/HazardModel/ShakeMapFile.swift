import Diagnostics
import Geometry
import Glibc
import MarkupReading

/// A `grid.xml` or `uncertainty.xml` of the USGS ShakeMap system.
///
/// Source: USGS ShakeMap documentation, *grid.xml* (Worden et al. 2020, doi:10.5066/F7D21VPQ): columns are named by
/// `grid_field`, rows are looked up by their coordinates, because some may be missing.
struct ShakeMapFile: Sendable {
    /// Values at the nodes of the map, which are the centres of the raster's cells; longitude and latitude.
    /// Accelerations in g, velocities in cm/s, STD fields as standard deviations of the natural logarithm; NaN where
    /// the file has no row.
    private(set) var grids: [String: Raster] = [:]
    let magnitude: Double?
    let epicentre: Point?
    let description: String
    /// Whether the map is of an event that has happened.
    let isActual: Bool
    private(set) var rowCount = 0

    /// A larger map is refused: the whole Earth at 30 arc seconds has 933 million nodes, a map of one event some
    /// hundred thousand.
    private static let largestNodeCount = 50_000_000

    /// - Parameter wanted: names of the fields to keep.
    init(path: String, wanted: Set<String>) throws {
        let root = try MarkupReader.tree(path, maximumElements: 10_000)
        guard root.name == "shakemap_grid" else {
            throw InputError(
                "shakemap-unknown", at: root.position, "this is no ShakeMap grid: it begins with <\(root.name)>",
                remedy: "download grid.xml (and uncertainty.xml) of the event's ShakeMap")
        }
        let event = root.child(named: "event")
        magnitude = try event?.number("magnitude", in: -2...10)
        let longitude = try event?.number("lon", in: -360...360), latitude = try event?.number("lat", in: -90...90)
        epicentre = longitude.flatMap { x in latitude.map { Point(x: x, y: $0) } }
        description = String(
            (event?.attributes["event_description"] ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(80))
        isActual = root.attributes["shakemap_event_type"] != "SCENARIO"
        try readRows(root, wanted)
    }

    private mutating func readRows(_ root: MarkupElement, _ wanted: Set<String>) throws {
        guard let specification = root.child(named: "grid_specification"), let data = root.child(named: "grid_data") else {
            throw InputError(
                "shakemap-incomplete", at: root.position, "the ShakeMap has no <grid_specification> or no <grid_data>",
                remedy: "download it again: it may be cut off")
        }
        let frame = try Self.frame(specification, textBytes: data.text.utf8.count)
        let (fields, columnCount) = try Self.fields(root)
        guard let x = fields["LON"]?.column, let y = fields["LAT"]?.column else {
            throw InputError(
                "shakemap-incomplete", at: root.position, "no <grid_field> is called LON or LAT",
                remedy: "download the grid again")
        }
        let kept = try fields.filter { wanted.contains($0.key) }.sorted { $0.key < $1.key }.map { name, field in
            (name: name, column: field.column, factor: try Self.factor(name, field.units, at: field.position))
        }
        for field in kept { grids[field.name] = frame }
        var columns = kept.map { _ in frame.values }
        var words = ShakeMapWords(data.text)
        var row = [Double](repeating: .nan, count: columnCount)
        while let first = words.next() {
            let line = words.line
            func damaged(_ what: String) -> InputError {
                InputError(
                    "shakemap-row", at: SourcePosition(file: root.position.file, line: data.position.line + line), what,
                    remedy: "download the grid again: every row has one number for each <grid_field>")
            }
            row[0] = first
            for column in 1..<max(1, columnCount) {
                guard let value = words.next() else { throw damaged("the last row is cut off") }
                row[column] = value
            }
            guard let cell = frame.index(of: Point(x: row[x], y: row[y])),
                abs(frame.centre(of: cell).x - row[x]) < 0.25 * frame.cellWidth,
                abs(frame.centre(of: cell).y - row[y]) < 0.25 * frame.cellHeight
            else { throw damaged("longitude \(row[x]), latitude \(row[y]) is no node of the map") }
            rowCount += 1
            for (i, field) in kept.enumerated() { columns[i][cell] = Float(row[field.column] * field.factor) }
        }
        guard rowCount > 0 else {
            throw InputError(
                "shakemap-incomplete", at: data.position, "<grid_data> holds no rows", remedy: "download the grid again")
        }
        for (i, field) in kept.enumerated() { grids[field.name] = Raster(like: frame, values: columns[i]) }
    }

    /// The nodes as the centres of cells, without values.
    private static func frame(_ element: MarkupElement, textBytes: Int) throws -> Raster {
        let west = try element.requiredNumber("lon_min", in: -360...360), east = try element.requiredNumber("lon_max", in: -360...360)
        let south = try element.requiredNumber("lat_min", in: -90...90), north = try element.requiredNumber("lat_max", in: -90...90)
        let columns = try element.requiredNumber("nlon", in: 2...100_000), rows = try element.requiredNumber("nlat", in: 2...100_000)
        guard east > west, north > south, columns == columns.rounded(), rows == rows.rounded() else {
            throw InputError(
                "shakemap-grid", at: element.position, "the map's extent or its numbers of nodes make no grid",
                remedy: "download the grid again; maps across the date line are not read")
        }
        // A row takes at least eight bytes; three quarters of the rows may be missing.
        guard Int(columns * rows) <= min(largestNodeCount, textBytes / 2 + 100) else {
            throw InputError(
                "shakemap-too-few-rows", at: element.position,
                "the map has \(Int(columns)) × \(Int(rows)) nodes, far more than <grid_data> has rows",
                remedy: "download the grid again: it may be cut off")
        }
        let width = (east - west) / (columns - 1), height = (north - south) / (rows - 1)
        return Raster(
            origin: Point(x: west - width / 2, y: south - height / 2), cellWidth: width, cellHeight: height,
            columns: Int(columns), rows: Int(rows), values: Array(repeating: .nan, count: Int(columns * rows)))
    }

    private typealias Field = (column: Int, units: String, position: SourcePosition)

    /// Columns by the names of their fields.
    private static func fields(_ root: MarkupElement) throws -> (fields: [String: Field], count: Int) {
        var fields: [String: Field] = [:], columns: Set<Int> = []
        let elements = root.children(named: "grid_field")
        for element in elements {
            let index = Int(try element.requiredNumber("index", in: 1...1000))
            let name = try element.required("name").uppercased()
            guard columns.insert(index).inserted, fields[name] == nil, index <= elements.count else {
                throw InputError(
                    "shakemap-field", at: element.position, "field \(index) (\(name)) is listed twice or out of order",
                    remedy: "download the grid again")
            }
            fields[name] = (index - 1, element.attributes["units"] ?? "", element.position)
        }
        return (fields, elements.count)
    }

    /// What a field's numbers are multiplied by.
    private static func factor(_ name: String, _ units: String, at position: SourcePosition) throws -> Double {
        if name.hasPrefix("STD") {
            if units.lowercased().hasPrefix("ln") || units.isEmpty { return 1 }
        } else {
            switch units.lowercased() {
            case "pctg", "%g": return 0.01
            case "g", "cms", "cm/s": return 1
            default: break
            }
        }
        throw InputError(
            "shakemap-units", at: position, "the unit \"\(units)\" of \(name) is not known",
            remedy: "expected pctg or g for accelerations, cms for velocities, ln(…) for standard deviations")
    }
}

/// Numbers between blanks, counting lines.
private struct ShakeMapWords {
    private let bytes: [UInt8]
    private var place = 0
    private(set) var line = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// The next number; not-a-number for a word that is none; nil at the end.
    mutating func next() -> Double? {
        while place < bytes.count, bytes[place] <= 32 {
            if bytes[place] == 10 { line += 1 }
            place += 1
        }
        guard place < bytes.count else { return nil }
        let start = place
        while place < bytes.count, bytes[place] > 32 { place += 1 }
        return Double(String(decoding: bytes[start..<place], as: UTF8.self)) ?? .nan
    }
}
