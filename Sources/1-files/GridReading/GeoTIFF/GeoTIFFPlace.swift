import Diagnostics

/// Where the cells of a GeoTIFF lie: OGC GeoTIFF 1.1, annex B (tags) and clause 7 (keys).
struct GeoTIFFPlace {
    /// The outer corner of the north-western cell.
    let west, north: Double
    let cellWidth, cellHeight: Double
    let epsg: Int?
    /// The unit of heights, when the file states it.
    let verticalUnit: String?

    init(_ directory: TIFFDirectory) throws {
        let keys = try Self.keys(directory)
        let scale = try directory.doubles(33550), tie = try directory.doubles(33922)
        let matrix = try directory.doubles(34264)
        func refused(_ what: String) -> InputError {
            InputError(
                "geotiff-place", at: SourcePosition(file: directory.file.path), what,
                remedy: "bring it into rows from north to south, for instance with gdalwarp -t_srs EPSG:… in.tif out.tif")
        }
        var corner: (x: Double, y: Double)
        if scale.count >= 2, tie.count >= 6 {
            (cellWidth, cellHeight) = (scale[0], scale[1])
            corner = (tie[3] - tie[0] * cellWidth, tie[4] + tie[1] * cellHeight)
        } else if matrix.count >= 16 {
            guard matrix[1] == 0, matrix[4] == 0 else { throw refused("the rows of the GeoTIFF are turned") }
            (cellWidth, cellHeight) = (matrix[0], -matrix[5])
            corner = (matrix[3], matrix[7])
        } else {
            throw refused("the TIFF does not say where its cells lie")
        }
        guard cellWidth > 0, cellHeight > 0, cellWidth < 1e9, cellHeight < 1e9, abs(corner.x) < 1e12,
            abs(corner.y) < 1e12
        else { throw refused("the cells of the GeoTIFF are \(cellWidth) by \(cellHeight)") }
        // GTRasterTypeGeoKey 2: the place is that of the middle of the first cell.
        if keys[1025] == 2 { corner = (corner.x - cellWidth / 2, corner.y + cellHeight / 2) }
        (west, north) = (corner.x, corner.y)
        // GTModelTypeGeoKey: 1 projected, 2 geographic. 32767 stands for a system of the user's own.
        let code = keys[1024] == 1 ? keys[3072] : keys[1024] == 2 ? keys[2048] : nil
        epsg = code.flatMap { $0 > 0 && $0 < 32_767 ? $0 : nil }
        verticalUnit = keys[4099].flatMap { Self.units[$0] }
    }

    /// EPSG codes of units of length (VerticalUnitsGeoKey).
    private static let units = [9001: "m", 9002: "ft", 9003: "ft", 1025: "mm", 1033: "cm"]

    /// The keys with a short number as their value.
    private static func keys(_ directory: TIFFDirectory) throws -> [Int: Int] {
        let numbers = try directory.integers(34735)
        var keys: [Int: Int] = [:]
        for start in stride(from: 4, to: numbers.count - 3, by: 4) where numbers[start + 1] == 0 {
            keys[numbers[start]] = numbers[start + 3]
        }
        return keys
    }
}
