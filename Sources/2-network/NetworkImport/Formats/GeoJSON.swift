import Diagnostics
import FileReading
import Geometry
public import NetworkModel

/// GeoJSON (RFC 7946): a feature collection, a single feature, or one feature on each line (RFC 8142).
///
/// The layer is called as the file without its ending. Coordinates are longitude and latitude; the `crs` member of older
/// files is honoured.
public enum GeoJSON: NetworkFormat {
    public static let name = "GeoJSON"
    /// Everything is in memory at once, at about ten times its size.
    static let largestBytes = 512 << 20

    public static func recognises(_ head: FileHead) -> Bool {
        guard !head.isMarkup, !head.bytes.contains(0) else { return false }
        let text = head.text
        guard text.first(where: { !$0.isWhitespace && $0 != "\u{1E}" && $0 != "\u{FEFF}" }) == "{" else { return false }
        return text.contains("\"Feature") || text.contains("\"features\"")
    }

    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        try read(together: [path], ReadOptions(), into: &builder, &log)
    }

    /// - Throws: `InputError` `json-malformed`, `geojson-…`, `position-not-a-number`, `mapping-…`, with file and line.
    public static func read(
        together paths: [String], _ options: ReadOptions, into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws {
        for path in paths {
            builder.beginFile(path)
            var reader = LayerReader(path, mapping: options.mapping, into: builder)
            let collection = try GeoJSONCollection(path)
            reader.isOwn = collection.isOwn
            var projection: Projection?
            if reader.city.epsg == nil {
                reader.city.epsg = try collection.epsg()
                if let own = collection.ownSystem {
                    // A network without a place stands there in its own metres.
                    projection = own.isLocal ? nil : try Projection(from: try collection.system(), to: own)
                    reader.city.epsg = own.epsg
                }
            }
            if collection.isOwn {
                reader.city.isComplete = true
                if let name = collection.name { reader.city.name = name }
            }
            let stem = reader.file.split(separator: ".").first.map(String.init) ?? reader.file
            var layer = try reader.open(stem, columns: collection.columns)
            for var feature in try collection.features() {
                if let projection, feature.shape.isFinite { feature.shape.project(projection) }
                try reader.add(feature, to: &layer)
            }
            reader.close(layer)
            reader.finish()
            builder = reader.city
            builder.sources.append(contentsOf: collection.sources ?? [DataSource(file: reader.file, format: name)])
            reader.report(to: &log)
        }
    }
}

/// The features of one file as JSON.
private struct GeoJSONCollection {
    let path: String
    private var items: [(value: GISValue, line: Int)] = []
    private(set) var columns: [String] = []
    private var numberOfColumn: [String: Int] = [:]
    private var crs: GISValue?
    /// What Lifeline's own export says of itself.
    private var own: GISValue?
    var isOwn: Bool { own != nil }
    var name: String? { own?["name"]?.text }

    init(_ path: String) throws {
        self.path = path
        let bytes = try InputFile.contents(of: path, atMost: GeoJSON.largestBytes)
        // A sequence has a whole feature on its first line, and more behind it.
        let firstLine = bytes.firstIndex(of: 0x0A) ?? bytes.count
        let first = firstLine < bytes.count - 1 ? try? JSONText.value(of: Array(bytes[..<firstLine]), file: path) : nil
        let isSequence = bytes.first == 0x1E || first?["type"] == .text("Feature")
        if isSequence {
            var line = 0
            for part in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
                line += 1
                let part = part.drop { $0 == 0x1E }
                if part.allSatisfy({ $0 <= 0x20 }) { continue }
                if let value = try JSONText.value(of: Array(part), file: path, line: line) { try add(value, line) }
            }
        } else if let value = try JSONText.value(of: bytes, file: path) {
            try add(value, 0)
        }
        for item in items {
            guard case .table(let entries)? = item.value["properties"] else { continue }
            for entry in entries where numberOfColumn[entry.name] == nil {
                numberOfColumn[entry.name] = columns.count
                columns.append(entry.name)
            }
        }
    }

    private mutating func add(_ value: GISValue, _ line: Int) throws {
        switch value["type"]?.text {
        case "FeatureCollection":
            guard case .list(let features)? = value["features"] else { throw malformed("the collection has no list of features", line) }
            crs = value["crs"]
            own = value["lifeline"]
            items += features.map { ($0, line) }
        case "Feature": items.append((value, line))
        case let other:
            throw malformed("a \(other.map { "'\($0.prefix(40))'" } ?? "value without a type") stands where features are expected", line)
        }
    }

    private func malformed(_ what: String, _ line: Int) -> InputError {
        InputError(
            "geojson-malformed", at: SourcePosition(file: path, line: line), what,
            remedy: "export the layer again as GeoJSON (RFC 7946)")
    }

    /// - Throws: `InputError` `crs-unknown`.
    func system() throws -> CoordinateSystem {
        guard let name = crs?["properties"]?["name"]?.text, !name.isEmpty else { return .wgs84 }
        return try CoordinateSystem(srsName: name, at: SourcePosition(file: path))
    }
    func epsg() throws -> Int { try system().epsg }

    /// The plane of the network that Lifeline wrote.
    var ownSystem: CoordinateSystem? {
        own?["epsg"]?.number.flatMap { Int(exactly: $0) }.flatMap { CoordinateSystem(epsg: $0) }
    }

    /// Where Lifeline's own export says that its data comes from.
    var sources: [DataSource]? {
        guard case .list(let list)? = own?["sources"] else { return nil }
        return list.map {
            DataSource(
                file: $0["file"]?.text ?? "", format: $0["format"]?.text ?? "", licence: $0["licence"]?.text ?? "",
                date: $0["date"]?.text ?? "")
        }
    }

    func features() throws -> [GISFeature] {
        try items.enumerated().map { number, item in
            guard item.value["type"]?.text == "Feature" else { throw malformed("item \(number + 1) of the list is no Feature", item.line) }
            var feature = GISFeature(id: item.value["id"]?.text, line: item.line)
            feature.values = Array(repeating: nil, count: columns.count)
            if case .table(let entries)? = item.value["properties"] {
                for entry in entries { if let column = numberOfColumn[entry.name] { feature.values[column] = entry.value } }
            }
            if let geometry = item.value["geometry"] {
                guard Self.read(geometry, into: &feature.shape, 0) else {
                    throw malformed("feature \(number + 1) has a geometry that is none", item.line)
                }
            }
            return feature
        }
    }

    // MARK: geometry

    private static func read(_ geometry: GISValue, into shape: inout GISShape, _ depth: Int) -> Bool {
        if geometry["type"]?.text == "GeometryCollection" {
            guard depth < 8, case .list(let parts)? = geometry["geometries"] else { return false }
            return parts.allSatisfy { read($0, into: &shape, depth + 1) }
        }
        guard let type = geometry["type"]?.text, case .list(let list)? = geometry["coordinates"] else { return false }
        switch type {
        case "Point":
            if list.isEmpty { return true }
            guard let position = position(.list(list)) else { return false }
            shape.points.append(position.point)
            return true
        case "MultiPoint":
            for item in list {
                guard let position = position(item) else { return false }
                shape.points.append(position.point)
            }
            return true
        case "LineString": return add(line(.list(list)), to: &shape.lines)
        case "MultiLineString": return list.allSatisfy { add(line($0), to: &shape.lines) }
        case "Polygon": return list.first.map { add(line($0), to: &shape.rings) } ?? true
        case "MultiPolygon":
            return list.allSatisfy {
                guard case .list(let rings) = $0 else { return false }
                return rings.first.map { add(line($0), to: &shape.rings) } ?? true
            }
        default: return false
        }
    }
    private static func add(_ line: GISShape.Line?, to list: inout [GISShape.Line]) -> Bool {
        guard let line else { return false }
        list.append(line)
        return true
    }
    private static func line(_ value: GISValue) -> GISShape.Line? {
        guard case .list(let items) = value else { return nil }
        var line = GISShape.Line()
        for item in items {
            guard let (point, z) = position(item) else { return nil }
            line.points.append(point)
            line.z.append(z)
        }
        return line
    }
    private static func position(_ value: GISValue) -> (point: Point, z: Double)? {
        guard case .list(let numbers) = value, numbers.count >= 2, case .number(let x) = numbers[0],
            case .number(let y) = numbers[1]
        else { return nil }
        if numbers.count > 2, case .number(let z) = numbers[2] { return (Point(x: x, y: y), z) }
        return (Point(x: x, y: y), .nan)
    }
}
