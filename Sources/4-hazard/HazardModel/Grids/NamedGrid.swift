import Diagnostics
import FileReading
import Geometry
import GridReading
import MarkupReading
import NetworkModel

/// A grid that a scenario names: what its file holds, and what the scenario says about it.
struct NamedGrid: Sendable {
    let path: String
    /// What it is called in messages, such as "the depth grid".
    let what: String
    /// The scenario's element, where a problem with the grid's place or unit is shown.
    let position: SourcePosition
    private(set) var raster: Raster
    /// EPSG code: as the scenario states it, else as the file does; nil when neither does.
    private let epsg: Int?
    private let fileUnit: String?

    /// File name without folder.
    var fileName: String { path.split(separator: "/").last.map(String.init) ?? path }

    /// Reads the grid that an attribute names, an ESRI ASCII grid or a GeoTIFF; a file that cannot be opened is
    /// reported at this element.
    init(_ attribute: String, of element: MarkupElement, folder: InputFolder, called what: String) throws {
        let name = try element.required(attribute)
        path = folder.file(name)
        self.what = what
        position = element.position
        let file: GridFile
        do { file = try folder.grid(path) } catch let error as InputError
            where ["file-missing", "file-is-directory", "file-unreadable"].contains(error.code)
        {
            throw InputError(
                "grid-unreadable", at: element.position, "\(attribute)=\"\(name)\": \(error.problem) (\(path))",
                remedy: "give the path of an ESRI ASCII grid (.asc) or a GeoTIFF (.tif), from the scenario's folder")
        }
        raster = file.raster
        fileUnit = file.unit
        let stated = try element.attributes["crs"].map { try Self.code($0, at: element.position) }
        if let stated, let own = file.epsg, stated != own,
            CoordinateSystem(epsg: stated).flatMap({ a in CoordinateSystem(epsg: own).map { a.hasSamePlane(as: $0) } }) != true
        {
            throw InputError(
                "grid-crs-contradicts", at: element.position,
                "\(what) \(name) says that it is in EPSG:\(own), the scenario says crs=\"\(stated)\"",
                remedy: "leave crs out, or correct the file, for instance with gdal_edit.py -a_srs EPSG:\(stated)")
        }
        epsg = stated ?? file.epsg
    }

    private static func code(_ text: String, at position: SourcePosition) throws -> Int {
        let system = try CoordinateSystem(srsName: text, at: position)
        return system.epsg
    }

    // MARK: units

    /// Changes the values to metres.
    ///
    /// - Parameters:
    ///   - element: its attribute `units` counts first, then what the file says.
    ///   - doubtfulAbove: values above this, in a unit that nobody has stated, are refused rather than guessed at.
    /// - Returns: how the unit is known, for the report.
    mutating func convertToMetres(_ element: MarkupElement, doubtfulAbove: Float? = nil) throws -> (origin: Phrase, warning: Phrase?) {
        let stated = try element.word("units", LengthUnit.self), own = fileUnit.flatMap { LengthUnit(written: $0) }
        if stated == nil, own == nil, let limit = doubtfulAbove, let largest = raster.range?.upperBound, largest > limit {
            throw InputError(
                "grid-units", at: position,
                "\(what) \(fileName) does not name its unit, and \(decimal(Double(largest), 1)) is too much for metres",
                remedy: "add units=\"ft\", units=\"cm\" or, if the values are depths in metres all the same, units=\"m\"; "
                    + "heights of the water surface are no depths")
        }
        let unit = stated ?? own ?? .m
        if unit != .m {
            let factor = Float(unit.metres)
            raster = Raster(like: raster, values: raster.values.map { $0 * factor })
        }
        let warning = stated.flatMap { stated in
            own.flatMap { own -> Phrase? in
                guard own != stated else { return nil }
                return Phrase(
                    "\(fileName) says that its values are in \(own.name); they are taken as \(stated.name), as the scenario states.",
                    nl: "Volgens \(fileName) staan de waarden in \(own.name); ze zijn gelezen als \(stated.name), zoals het scenario zegt.")
            }
        }
        let origin =
            stated != nil ? Phrase("as stated", nl: "zoals opgegeven")
            : own != nil ? Phrase("as the file says", nl: "volgens het bestand")
            : Phrase("assumed: the file names no unit", nl: "aangenomen: het bestand noemt geen eenheid")
        return (Phrase("\(unit.name) (\(origin))", nl: "\(unit.name) (\(origin))"), warning)
    }

    /// Changes the values.
    mutating func map(_ change: (Float) -> Float) { raster = Raster(like: raster, values: raster.values.map(change)) }

    /// Puts other values on the same cells.
    mutating func replace(with raster: Raster) { self.raster = Raster(like: self.raster, values: raster.values) }

    // MARK: place

    /// The grid where the model has it.
    /// - Throws: `InputError` when its system cannot be brought together with the model's, or it misses the town.
    func placed(on model: CityModel) throws -> PlacedGrid {
        let plane = CoordinateSystem(epsg: model.epsg) ?? .local
        guard let epsg, epsg != model.epsg else {
            let grid = PlacedGrid(raster)
            try requireOverlap(grid, model)
            return grid
        }
        guard let system = CoordinateSystem(epsg: epsg) else {
            throw InputError(
                "crs-unknown", at: position, "\(what) \(fileName) is in EPSG:\(epsg), which is not supported",
                remedy: "bring it into the town's system, for instance with gdalwarp -t_srs EPSG:\(model.epsg) in.tif out.tif")
        }
        if let sentence = system.declaredImplausible(raster.bounds) {
            throw InputError(
                "grid-crs-implausible", at: position, "\(what) \(fileName): \(sentence)",
                remedy: "correct the file's coordinate system, or state the right one as crs=\"…\"")
        }
        let grid: PlacedGrid
        do { grid = try PlacedGrid(raster, in: system, plane: plane) } catch let error as InputError {
            throw InputError(
                error.code, at: position, "\(what) \(fileName): \(error.problem)",
                remedy: plane.isLocal
                    ? "the network has no coordinate system: import it again with --crs, or bring the grid into its plane"
                    : "bring the grid into EPSG:\(model.epsg) with a GIS")
        }
        try requireOverlap(grid, model)
        return grid
    }

    /// Refuses a grid that lies beside the town, most often for a mistaken coordinate system.
    private func requireOverlap(_ grid: PlacedGrid, _ model: CityModel) throws {
        let town = model.bounds
        if town.isEmpty || grid.overlaps(town) { return }
        let bounds = raster.bounds
        let isDegrees = epsg == nil && raster.cellWidth < 0.1 && abs(bounds.minX) <= 180 && abs(bounds.maxY) <= 90
        func extent(_ b: Box, _ decimals: Int) -> String {
            "x \(decimal(b.minX, decimals)) to \(decimal(b.maxX, decimals)), "
                + "y \(decimal(b.minY, decimals)) to \(decimal(b.maxY, decimals))"
        }
        let system = epsg.map { " in EPSG:\($0)" } ?? ""
        throw InputError(
            "grid-elsewhere", at: position,
            "\(what) (\(extent(bounds, raster.cellWidth < 0.1 ? 3 : 0))\(system)) does not overlap the town "
                + "(\(extent(town, 0)))",
            remedy: isDegrees
                ? "the grid seems to be in degrees: add crs=\"4326\", or project it to EPSG:\(model.epsg), the model's system"
                : "the grid must cover the town: check the coordinate system of both (the model's is EPSG:\(model.epsg)), "
                    + "or state the grid's as crs=\"…\"")
    }
}

/// A unit in which grids count heights and depths.
enum LengthUnit: String, CaseIterable, Sendable {
    case m, cm, ft

    var metres: Double {
        switch self {
        case .m: 1
        case .cm: 0.01
        // The international foot; the US survey foot differs by two millionths.
        case .ft: 0.3048
        }
    }
    var name: Phrase {
        switch self {
        case .m: Phrase("metres", nl: "meters")
        case .cm: Phrase("centimetres", nl: "centimeters")
        case .ft: Phrase("feet", nl: "voet")
        }
    }

    /// As files write units; nil for a word that is none.
    init?(written text: String) {
        switch text.lowercased().filter({ $0.isLetter }) {
        case "m", "metre", "metres", "meter", "meters": self = .m
        case "cm", "centimetre", "centimetres", "centimeter", "centimeters": self = .cm
        case "ft", "foot", "feet", "usft", "ftus", "ussurveyfoot", "ussurveyfeet", "footus": self = .ft
        default: return nil
        }
    }
}
