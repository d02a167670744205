import Diagnostics
import Geometry

/// GeoTIFF: a TIFF whose tags say where its cells lie.
///
/// Read are grids of one band: in strips or tiles; uncompressed or packed by Deflate, LZW or PackBits, with predictor
/// 2 or 3; whole numbers of 8 to 64 bits and floating-point ones of 32 and 64; in either byte order; BigTIFF as well.
/// Sources: *TIFF Revision 6.0*; *OGC GeoTIFF Standard 1.1* (OGC 19-008r4); GDAL's tags 42112 and 42113.
public enum GeoTIFF {
    /// Whether a file begins as a TIFF does.
    static func recognises(_ path: String) throws -> Bool {
        let file = try? ByteFile(path: path)
        let head = try file?.bytes(at: 0, count: 4) ?? []
        return [[0x49, 0x49, 42, 0], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 42], [0x4D, 0x4D, 0, 43]].contains(head)
    }

    /// Reads the grid; cells without data become NaN.
    ///
    /// No data is what GDAL's tag 42113 names, not-a-number, and anything beyond ±1e30.
    /// - Throws: `InputError` for what is damaged, or is no grid of one band with a place.
    public static func read(path: String) throws -> GridFile {
        let directory = try TIFFDirectory(try ByteFile(path: path))
        let place = try GeoTIFFPlace(directory)
        let cells = try TIFFCells(directory)
        let raster = Raster(
            origin: Point(x: place.west, y: place.north - Double(cells.rows) * place.cellHeight),
            cellWidth: place.cellWidth, cellHeight: place.cellHeight, columns: cells.columns, rows: cells.rows,
            values: try cells.values())
        guard raster.bounds.maxX.isFinite, raster.bounds.minY.isFinite else {
            throw directory.damaged("its place is no finite number")
        }
        return GridFile(raster: raster, epsg: place.epsg, unit: cells.unit ?? place.verticalUnit)
    }
}
