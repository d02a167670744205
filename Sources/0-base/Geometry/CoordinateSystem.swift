/// A coordinate reference system, known by its EPSG code; heights are ignored.
///
/// WGS 84, ETRS89, JGD2011 and NAD83 are treated as one datum: they differ by less than about two metres, which is
/// below the accuracy of the data that a city has about its networks. RD New (Amersfoort datum, Bessel ellipsoid)
/// is about 115 m away from them and is shifted properly.
public struct CoordinateSystem: Sendable, Hashable {
    /// The EPSG code as declared, for instance 7415 for RD New with NAP heights; 0 for a local system.
    public let epsg: Int
    /// Which of a file's two numbers comes first.
    public let axisOrder: AxisOrder
    let method: Method

    /// The order in which a file writes its two horizontal numbers.
    public enum AxisOrder: String, Sendable, Hashable {
        /// East (or x, or longitude) first.
        case eastNorth
        /// North (or y, or latitude) first.
        case northEast
    }

    /// How the numbers are made from longitude and latitude.
    enum Method: Sendable, Hashable {
        case degrees
        case rijksDriehoek
        case utm(zone: Int, isSouthern: Bool, datum: Datum)
        case japanesePlane(zone: Int)
        case lambertEurope
        case webMercator
        case untransformed(epsg: Int)
        case local
    }

    /// Only names and ellipsoids differ between these; see the note on the type.
    enum Datum: String, Sendable, Hashable {
        case wgs84 = "WGS 84"
        case etrs89 = "ETRS89"
        case nad83 = "NAD83"
    }

    /// Metres in a system of its own; no transformation to any other is possible.
    public static let local = CoordinateSystem(epsg: 0, axisOrder: .eastNorth, method: .local)
    /// RD New, the Dutch national grid (EPSG:28992).
    public static let rijksDriehoek = CoordinateSystem(epsg: 28992, axisOrder: .eastNorth, method: .rijksDriehoek)
    /// WGS 84 in degrees, latitude first (EPSG:4326).
    public static let wgs84 = CoordinateSystem(epsg: 4326, axisOrder: .northEast, method: .degrees)

    /// The supported codes in words, for error messages and help.
    public static let supportedList =
        "28992, 7415 (RD New); 4326, 4258, 4269, 4979, 4937, 6668, 6697 (degrees); 25828-25838, 5554-5556, "
        + "32601-32660, 32701-32760, 26901-26923 (UTM); 3035 (LAEA Europe); 6669-6687, 10162-10174 (Japan); 3857 (Web Mercator); by themselves only, without transformation: "
        + "2056, 2154, 3068, 3942-3950, 27700, 31370, 31466-31469"

    init(epsg: Int, axisOrder: AxisOrder, method: Method) {
        self.epsg = epsg
        self.axisOrder = axisOrder
        self.method = method
    }

    /// The system with an EPSG code, or nil when the code is not supported.
    ///
    /// Axis orders are those of the EPSG registry: geographic systems and 3035 write north first.
    public init?(epsg: Int) {
        switch epsg {
        case 0: self = .local
        case 28992, 7415: self.init(epsg: epsg, axisOrder: .eastNorth, method: .rijksDriehoek)
        case 4326, 4258, 4269, 4979, 4937, 6668, 6697:
            self.init(epsg: epsg, axisOrder: .northEast, method: .degrees)
        case 25828...25838: self.init(epsg: epsg, zone: epsg - 25800, .etrs89)
        case 5554...5556: self.init(epsg: epsg, zone: epsg - 5554 + 31, .etrs89)
        case 32601...32660: self.init(epsg: epsg, zone: epsg - 32600, .wgs84)
        case 32701...32760: self.init(epsg: epsg, zone: epsg - 32700, .wgs84, isSouthern: true)
        case 26901...26923: self.init(epsg: epsg, zone: epsg - 26900, .nad83)
        case 3035: self.init(epsg: epsg, axisOrder: .northEast, method: .lambertEurope)
        case 6669...6687: self.init(epsg: epsg, axisOrder: .northEast, method: .japanesePlane(zone: epsg - 6668))
        // Zones 1 to 13 with heights above the vertical datum.
        case 10162...10174: self.init(epsg: epsg, axisOrder: .northEast, method: .japanesePlane(zone: epsg - 10161))
        case 3857: self.init(epsg: epsg, axisOrder: .eastNorth, method: .webMercator)
        default:
            guard let plane = Self.untransformedPlane(epsg) else { return nil }
            self.init(epsg: epsg, axisOrder: plane.axisOrder, method: .untransformed(epsg: epsg))
        }
    }

    private init(epsg: Int, zone: Int, _ datum: Datum, isSouthern: Bool = false) {
        self.init(
            epsg: epsg, axisOrder: .eastNorth,
            method: .utm(zone: zone, isSouthern: isSouthern, datum: datum))
    }

    /// Whether coordinates are degrees.
    public var isGeographic: Bool { method == .degrees }

    /// Whether the system is metres of unknown place.
    public var isLocal: Bool { method == .local }

    /// Whether lengths and areas may be measured in it: metres, and not Web Mercator, which stretches them.
    public var isMetric: Bool { method != .degrees && method != .webMercator }

    /// Whether both describe places by the same numbers once axes are normalised; 7415 and 28992 do.
    public func hasSamePlane(as other: CoordinateSystem) -> Bool { method == other.method }

    /// The name as the EPSG registry has it.
    public var name: String {
        switch method {
        case .degrees:
            let names = [
                4326: "WGS 84", 4979: "WGS 84 (3D)", 4258: "ETRS89", 4937: "ETRS89 (3D)", 4269: "NAD83",
                6668: "JGD2011", 6697: "JGD2011 + JGD2011 (vertical) height",
            ]
            return names[epsg] ?? "degrees"
        case .rijksDriehoek: return epsg == 7415 ? "Amersfoort / RD New + NAP height" : "Amersfoort / RD New"
        case .utm(let zone, let isSouthern, let datum):
            let height = (5554...5556).contains(epsg) ? " + DHHN92 height" : ""
            return "\(datum.rawValue) / UTM zone \(zone)\(isSouthern ? "S" : "N")\(height)"
        case .japanesePlane(let zone):
            return "JGD2011 / Japan Plane Rectangular CS \(zone)\(epsg > 10_000 ? " + JGD2011 (vertical) height" : "")"
        case .lambertEurope: return "ETRS89-extended / LAEA Europe"
        case .webMercator: return "WGS 84 / Pseudo-Mercator"
        case .untransformed(let epsg): return Self.untransformedPlane(epsg)?.name ?? "EPSG:\(epsg)"
        case .local: return "local metres"
        }
    }

    /// The same system for a file that writes its axes in the other order than the registry says.
    public var withSwappedAxes: CoordinateSystem {
        CoordinateSystem(
            epsg: epsg, axisOrder: axisOrder == .eastNorth ? .northEast : .eastNorth, method: method)
    }

    /// A file's two numbers as x = east and y = north.
    @inlinable public func normalise(_ first: Double, _ second: Double) -> Point {
        axisOrder == .eastNorth ? Point(x: first, y: second) : Point(x: second, y: first)
    }
}
