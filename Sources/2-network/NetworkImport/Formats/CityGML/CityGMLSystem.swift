import Diagnostics
import Geometry
import NetworkModel

/// The one coordinate system of a document's buildings.
struct CityGMLSystem {
    private var name: String?
    private var place: SourcePosition?
    private var system: CoordinateSystem?
    /// Whether positions have been read already.
    private var isInUse = false
    private var isNamedLate = false
    private var toMetres: Projection?

    /// Takes note of an `srsName`. It is looked at only when a building needs it, so that what is not read may be in
    /// any system.
    /// - Throws: `InputError` `crs-mixed` when it contradicts an earlier one.
    mutating func declare(_ newName: String, at newPlace: @autoclosure () -> SourcePosition) throws {
        guard newName != name else { return }
        guard isInUse || name != nil else {
            (name, place) = (newName, newPlace())
            return
        }
        let other = try CoordinateSystem(srsName: newName, at: newPlace())
        let current = try resolved()
        if name != nil, other.hasSamePlane(as: current), other.axisOrder == current.axisOrder { return }
        if name == nil, other.isMetric, other.axisOrder == current.axisOrder {
            // The first geometries left it out: nothing in them changes when they are taken to be in this one.
            (name, place, system, isNamedLate) = (newName, newPlace(), other, true)
            return
        }
        throw InputError(
            "crs-mixed", at: newPlace(),
            "this geometry is in \"\(newName)\", but earlier ones are in \(name.map { "\"\($0)\"" } ?? "a system that is not named")",
            remedy: "export the file in one coordinate system, named on its first envelope")
    }

    private mutating func resolved() throws -> CoordinateSystem {
        if let system { return system }
        let found = try name.map { try CoordinateSystem(srsName: $0, at: place) } ?? .local
        system = found
        return found
    }

    /// A file's two numbers as x = east and y = north.
    /// - Throws: `InputError` `crs-unknown`.
    mutating func normalise(_ first: Double, _ second: Double) throws -> Point {
        isInUse = true
        if let system { return system.normalise(first, second) }
        return try resolved().normalise(first, second)
    }

    /// The way into a plane in metres, around a place; nil when positions are in one already.
    mutating func metres(around p: Point) throws -> Projection? {
        let system = try resolved()
        if system.isMetric { return nil }
        if let toMetres { return toMetres }
        let degrees = try Projection(from: system, to: .wgs84)(p)
        let plane = CoordinateSystem.suggestedPlane(forLongitude: degrees.x, latitude: degrees.y)
        guard !plane.isLocal else { return nil }
        let projection = try Projection(from: system, to: plane)
        toMetres = projection
        return projection
    }

    /// Tells the builder which system its positions are in.
    mutating func settle(
        hasFeatures: Bool, _ path: String, _ builder: inout CityModelBuilder, _ log: inout IssueLog
    ) throws {
        if name == nil {
            guard hasFeatures else { return }
            log.add(
                Issue(
                    .warning, "crs-missing", at: SourcePosition(file: path),
                    "the file names no coordinate reference system (srsName)",
                    remedy: "name its EPSG code; its coordinates are taken as they are, east first"))
        } else if hasFeatures {
            builder.epsg = try resolved().epsg
            guard isNamedLate else { return }
            log.add(
                Issue(
                    .warning, "crs-late", at: place,
                    "\"\(name ?? "")\" is the first coordinate system named, after buildings that name none",
                    remedy: "all are taken to be in this one; name it on the envelope of the file"))
        } else if let known = try? resolved() {
            builder.epsg = builder.epsg ?? known.epsg
        }
    }
}
