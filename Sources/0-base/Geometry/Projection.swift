import Diagnostics

/// A transformation of places from one coordinate system to another.
///
/// Both ends are in normalised order, x = east and y = north (degrees: x = longitude, y = latitude); a file's own
/// order is undone with `CoordinateSystem.normalise` first. Accuracy: below 1 mm for the projections themselves;
/// 0.25 m where RD New is one end, since the official correction grid is not applied; see `CoordinateSystem` for
/// the datums that are taken as one.
public struct Projection: Sendable {
    /// The system of the input.
    public let source: CoordinateSystem
    /// The system of the output.
    public let target: CoordinateSystem
    private let unproject: (any PlaneMapping)?
    private let project: (any PlaneMapping)?

    /// - Throws: `InputError` `crs-local` when exactly one of the two is a local system, `crs-untransformed` when they
    ///   differ and one is known by its code only.
    public init(from source: CoordinateSystem, to target: CoordinateSystem) throws {
        if source.isLocal != target.isLocal {
            let other = source.isLocal ? target : source
            throw InputError(
                "crs-local", at: nil,
                "coordinates in a local system cannot be combined with \(other.name) (EPSG:\(other.epsg))",
                remedy: "name the EPSG code of the file with the local coordinates, or leave it out")
        }
        if !source.hasSamePlane(as: target), let alone = [source, target].first(where: { !$0.hasTransformation }) {
            let other = alone == source ? target : source
            throw InputError(
                "crs-untransformed", at: nil,
                "coordinates in \(alone.name) (EPSG:\(alone.epsg)) cannot be brought into \(other.name) (EPSG:\(other.epsg))",
                remedy: "convert the data with a GIS first, or use it without data in other systems")
        }
        self.source = source
        self.target = target
        isIdentity = source.hasSamePlane(as: target)
        unproject = isIdentity ? nil : source.mapping
        project = isIdentity ? nil : target.mapping
    }

    /// Whether places come out as they went in.
    public let isIdentity: Bool

    /// The place in the target system. A place that is not a number stays one.
    public func callAsFunction(_ p: Point) -> Point {
        if isIdentity { return p }
        let angles = unproject?.angles(p) ?? GeographicAngles(degrees: p)
        return project?.plane(angles) ?? angles.degrees
    }
}

extension CoordinateSystem {
    /// The way to its plane, or nil for degrees and local metres.
    var mapping: (any PlaneMapping)? {
        switch method {
        case .degrees, .local, .untransformed: return nil
        case .rijksDriehoek: return RijksDriehoek()
        case .utm(let zone, let isSouthern, let datum):
            let ellipsoid = datum == .wgs84 ? Ellipsoid.wgs84 : .grs80
            return TransverseMercator(zone: zone, isSouthern: isSouthern, ellipsoid: ellipsoid)
        case .japanesePlane(let zone): return TransverseMercator(japaneseZone: zone)
        case .lambertEurope: return LambertEurope()
        case .webMercator: return WebMercator()
        }
    }
}
