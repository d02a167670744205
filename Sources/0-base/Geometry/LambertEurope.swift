import Glibc

/// ETRS89-LAEA Europe (EPSG:3035): Lambert azimuthal equal area on the ellipsoid, EPSG method 9820.
///
/// J. P. Snyder, *Map Projections: A Working Manual*, USGS Professional Paper 1395, 1987, equations 24-17 to 24-26.
struct LambertEurope: PlaneMapping {
    private static let φ0 = 52 * Double.pi / 180
    private static let λ0 = 10 * Double.pi / 180
    private static let falseEastingMetres = 4_321_000.0
    private static let falseNorthingMetres = 3_210_000.0

    private let e: Double, e2: Double
    private let qp: Double, sinβ0: Double, cosβ0: Double
    /// Radius of the sphere of equal area, in metres.
    private let radius: Double
    private let d: Double

    init() {
        let ellipsoid = Ellipsoid.grs80
        let e2 = ellipsoid.e2, e = e2.squareRoot(), s = sin(Self.φ0)
        self.e2 = e2
        self.e = e
        qp = Self.q(1, e: e)
        sinβ0 = Self.q(s, e: e) / qp
        cosβ0 = (1 - sinβ0 * sinβ0).squareRoot()
        radius = ellipsoid.a * (qp / 2).squareRoot()
        d = ellipsoid.a * cos(Self.φ0) / ((1 - e2 * s * s).squareRoot() * radius * cosβ0)
    }

    func plane(_ angles: GeographicAngles) -> Point {
        let δ = angles.longitude - Self.λ0
        let sinβ = Self.q(sin(angles.latitude), e: e) / qp
        let cosβ = max(0, 1 - sinβ * sinβ).squareRoot()
        let b = radius * (2 / (1 + sinβ0 * sinβ + cosβ0 * cosβ * cos(δ))).squareRoot()
        return Point(
            x: Self.falseEastingMetres + b * d * cosβ * sin(δ),
            y: Self.falseNorthingMetres + b / d * (cosβ0 * sinβ - sinβ0 * cosβ * cos(δ)))
    }

    func angles(_ p: Point) -> GeographicAngles {
        let x = p.x - Self.falseEastingMetres, y = p.y - Self.falseNorthingMetres
        let ρ = (x / d * (x / d) + d * y * (d * y)).squareRoot()
        guard ρ > 0 else { return GeographicAngles(longitude: Self.λ0, latitude: Self.φ0) }
        let c = 2 * asin(min(1, ρ / (2 * radius)))
        let q = qp * (cos(c) * sinβ0 + d * y * sin(c) * cosβ0 / ρ)
        var φ = asin(max(-1, min(1, q / 2)))
        for _ in 0..<8 {
            let s = sin(φ), u = 1 - e2 * s * s
            φ += u * u / (2 * cos(φ))
                * (q / (1 - e2) - s / u + log((1 - e * s) / (1 + e * s)) / (2 * e))
        }
        return GeographicAngles(
            longitude: Self.λ0 + atan2(x * sin(c), d * ρ * cosβ0 * cos(c) - d * d * y * sinβ0 * sin(c)),
            latitude: φ)
    }

    /// The authalic function q of the sine of the latitude (Snyder 1987, equation 3-12).
    private static func q(_ s: Double, e: Double) -> Double {
        let e2 = e * e
        return (1 - e2) * (s / (1 - e2 * s * s) - log((1 - e * s) / (1 + e * s)) / (2 * e))
    }
}

/// WGS 84 / Pseudo-Mercator (EPSG:3857, method 1024): a sphere of the WGS 84 semi-major axis. Not for distances.
struct WebMercator: PlaneMapping {
    private let radius = Ellipsoid.wgs84.a

    func plane(_ angles: GeographicAngles) -> Point {
        Point(x: radius * angles.longitude, y: radius * asinh(tan(angles.latitude)))
    }

    func angles(_ p: Point) -> GeographicAngles {
        GeographicAngles(longitude: p.x / radius, latitude: atan(sinh(p.y / radius)))
    }
}
