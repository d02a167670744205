public import Geometry

/// A grid as its file has it: the cells, and what the file says about their place and unit.
public struct GridFile: Sendable {
    /// The cells, in the file's own coordinates: metres, or degrees when it is geographic.
    public var raster: Raster
    /// EPSG code of the coordinate system; nil when the file states none.
    public var epsg: Int?
    /// What the values count, as the file has it, such as `m` or `ft`; nil when it does not say.
    public var unit: String?

    public init(raster: Raster, epsg: Int? = nil, unit: String? = nil) {
        self.raster = raster
        self.epsg = epsg
        self.unit = unit
    }

    /// Reads a grid, recognised by its content: a GeoTIFF, or else an ESRI ASCII grid, plain or gzip-compressed.
    /// - Throws: `InputError` when the file is missing or neither.
    public static func read(path: String) throws -> GridFile {
        if try GeoTIFF.recognises(path) { return try GeoTIFF.read(path: path) }
        return GridFile(raster: try ESRIASCIIGrid.read(path: path))
    }
}
