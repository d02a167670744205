import Diagnostics
import Geometry
import Glibc

/// The header of an ESRI ASCII grid, and the first token after it.
struct GridHeader {
    let columns: Int, rows: Int
    let origin: Point
    let cellWidth, cellHeight: Double
    let noDataValue: Double
    let firstValue: GridTokens.Token?

    private static let keys: Set<String> = [
        "ncols", "nrows", "xllcorner", "xllcenter", "yllcorner", "yllcenter", "cellsize", "dx", "dy", "nodata_value",
    ]

    init(_ tokens: borrowing GridTokens) throws {
        var found: [String: Double] = [:]
        var token = try tokens.next()
        if token == nil {
            throw tokens.error(
                "grid-empty", "the file is empty", remedy: "give an ESRI ASCII grid with a header and cell values")
        }
        while let name = token, name.number == nil {
            let key = name.text.lowercased()
            guard Self.keys.contains(key) else {
                throw tokens.error(
                    "grid-header", "\"\(name.text)\" is not a header of an ESRI ASCII grid",
                    remedy: "expected ncols, nrows, xllcorner, yllcorner, cellsize, perhaps NODATA_value; then numbers")
            }
            guard let text = try tokens.next(), let value = text.number else {
                throw tokens.error(
                    "grid-header", "\(name.text) is not followed by a number",
                    remedy: "write \(name.text) and its value")
            }
            if key != "nodata_value", !value.isFinite {
                throw tokens.error(
                    "grid-header", "\(name.text) is \(text.text), which is not a finite number",
                    remedy: "export the grid again with a valid header")
            }
            if found[key] != nil {
                throw tokens.error("grid-header", "\(name.text) stands there twice", remedy: "keep one of them")
            }
            found[key] = value
            token = try tokens.next()
        }
        firstValue = token
        columns = try Self.count("ncols", found, tokens)
        rows = try Self.count("nrows", found, tokens)
        if rows > ESRIASCIIGrid.largestCellCount / columns {
            throw tokens.error(
                "grid-too-large", "\(columns) × \(rows) cells are more than this program holds in memory",
                remedy: "clip the grid to the town or use larger cells")
        }
        (cellWidth, cellHeight) = try Self.cellSize(found, tokens)
        noDataValue = found["nodata_value"] ?? ESRIASCIIGrid.noDataMarker
        origin = Point(
            x: try Self.corner("xll", found, cellWidth, tokens), y: try Self.corner("yll", found, cellHeight, tokens))
    }

    private static func missing(_ key: String, _ tokens: borrowing GridTokens) -> InputError {
        tokens.error(
            "grid-header", "the header has no \(key)",
            remedy: "an ESRI ASCII grid begins with ncols, nrows, xllcorner, yllcorner and cellsize")
    }

    private static func count(
        _ key: String, _ found: [String: Double], _ tokens: borrowing GridTokens
    ) throws -> Int {
        guard let value = found[key] else { throw missing(key, tokens) }
        guard value >= 1, value <= Double(ESRIASCIIGrid.largestCellCount), value == value.rounded() else {
            throw tokens.error(
                "grid-header", "\(key) is \(value); it must be a whole number of at least 1",
                remedy: "export the grid again with a valid header")
        }
        return Int(value)
    }

    /// Width and height of a cell; GDAL writes `dx` and `dy` for cells that are not square.
    private static func cellSize(
        _ found: [String: Double], _ tokens: borrowing GridTokens
    ) throws -> (width: Double, height: Double) {
        guard let width = found["cellsize"] ?? found["dx"], let height = found["cellsize"] ?? found["dy"] else {
            throw missing("cellsize", tokens)
        }
        guard width > 0, height > 0 else {
            throw tokens.error(
                "grid-header", "cellsize is \(min(width, height)); it must be larger than 0",
                remedy: "export the grid again with a valid header")
        }
        return (width, height)
    }

    private static func corner(
        _ axis: String, _ found: [String: Double], _ cellSize: Double, _ tokens: borrowing GridTokens
    ) throws -> Double {
        if let corner = found[axis + "corner"] { return corner }
        guard let centre = found[axis + "center"] else { throw missing(axis + "corner", tokens) }
        return centre - cellSize / 2
    }
}
