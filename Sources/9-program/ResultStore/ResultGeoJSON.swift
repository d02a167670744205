import FoundationEssentials
import GeoPackageWriting
import Geometry
import SQLiteAccess
import TableWriting

/// Results as GeoJSON (RFC 7946): degrees of WGS 84, longitude first.
struct ResultGeoJSON: Encodable {
    private struct Feature: Encodable {
        var type = "Feature"
        var properties: [String: Table.Cell]
        var geometry: Shape
    }
    private struct Shape: Encodable {
        var type: String
        var coordinates: Coordinates
    }
    private enum Coordinates: Encodable {
        case point([Double])
        case line([[Double]])
        func encode(to encoder: any Encoder) throws {
            switch self {
            case .point(let point): try point.encode(to: encoder)
            case .line(let line): try line.encode(to: encoder)
            }
        }
    }
    private var type = "FeatureCollection"
    private var features: [Feature] = []
    private let projection: Projection?

    private enum CodingKeys: CodingKey { case type, features }

    /// - Parameter epsg: of the store's coordinates.
    init(epsg: Int) {
        let system = CoordinateSystem(epsg: epsg)
        projection = system.flatMap { $0.isLocal ? nil : try? Projection(from: $0, to: .wgs84) }
    }

    /// The rows of a query that has a column `geom`; `fid` is left out.
    mutating func add(layer: String, _ select: borrowing Statement) throws {
        let names = (0..<select.columnCount).map { select.columnName($0) }
        guard let shape = names.firstIndex(of: "geom") else { return }
        while try select.step() {
            let points = GeoPackageGeometry.points(of: select.blob(shape) ?? []).map(position)
            guard !points.isEmpty else { continue }
            var properties = ["layer_of_results": Table.Cell.text(layer)]
            for (column, name) in names.enumerated() where column != shape && name != "fid" {
                let cell = select.cell(column)
                if cell != .empty { properties[name] = cell }
            }
            let isPoint = points.count == 1
            features.append(
                Feature(
                    properties: properties,
                    geometry: Shape(
                        type: isPoint ? "Point" : "LineString", coordinates: isPoint ? .point(points[0]) : .line(points))))
        }
    }

    /// Eight decimals of a degree are a millimetre; metres of a plane that has no place on earth keep three.
    private func position(_ point: Point) -> [Double] {
        guard let degrees = projection?(point) else {
            return [(point.x * 1000).rounded() / 1000, (point.y * 1000).rounded() / 1000]
        }
        return [(degrees.x * 1e8).rounded() / 1e8, (degrees.y * 1e8).rounded() / 1e8]
    }

    func bytes() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(self))
    }
}

extension ResultStore {
    /// The places that fail in a scenario, or every place with its sums over all scenarios, as GeoJSON.
    public func geoJSON(scenario name: String?) throws -> [UInt8] {
        let srs = try file.database.integer("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'facilities'") ?? -1
        var json = ResultGeoJSON(epsg: max(0, srs))
        if let name {
            _ = try number(ofScenario: name)
            for view in ["facility_results", "node_results", "link_results"] {
                let select = try file.database.prepare("SELECT * FROM \(view) WHERE scenario = ? ORDER BY fid")
                try select.bind(name, at: 1)
                try json.add(layer: view, select)
            }
        } else {
            try json.add(layer: "facilities", file.database.prepare("SELECT * FROM facilities WHERE scenarios_out > 0 ORDER BY fid"))
            for layer in ["nodes", "links"] {
                try json.add(
                    layer: layer, file.database.prepare("SELECT * FROM \(layer) WHERE scenarios_down > 0 ORDER BY fid"))
            }
        }
        return try json.bytes()
    }
}
