import Glibc

/// Transverse Mercator (UTM and national planes) by the Krüger series to the fourth order in the third flattening.
///
/// L. Krüger, *Konforme Abbildung des Erdellipsoids in der Ebene*, 1912; coefficients as in C. F. F. Karney,
/// *Transverse Mercator with an accuracy of a few nanometers*, J. Geodesy 85, 2011, equations 35 and 36,
/// doi:10.1007/s00190-011-0445-3. Within 5° of the central meridian the error is below 1 µm.
struct TransverseMercator: PlaneMapping {
    private let centralMeridian: Double
    private var falseNorthingMetres: Double
    private let falseEastingMetres: Double
    private let e: Double, e2: Double
    /// Scale factor times the radius of the rectifying sphere, in metres.
    private let scaledRadius: Double
    private let α: (Double, Double, Double, Double)
    private let β: (Double, Double, Double, Double)

    init(zone: Int, isSouthern: Bool, ellipsoid: Ellipsoid) {
        self.init(
            centralMeridian: Double(zone * 6 - 183), scale: 0.9996, falseEastingMetres: 500_000,
            falseNorthingMetres: isSouthern ? 10_000_000 : 0, ellipsoid: ellipsoid)
    }

    /// Zone 1 to 19 of the Japan Plane Rectangular system: scale 0.9999, no false origin; origins as decreed by the
    /// ministry (MLIT notice 9 of 2002; EPSG:6669 to 6687).
    init(japaneseZone zone: Int) {
        let origins: [(latitude: Double, longitude: Double)] = [
            (33, 129.5), (33, 131), (36, 132 + 1 / 6), (33, 133.5), (36, 134 + 1 / 3), (36, 136), (36, 137 + 1 / 6),
            (36, 138.5), (36, 139 + 5 / 6), (40, 140 + 5 / 6), (44, 140.25), (44, 142.25), (44, 144.25), (26, 142),
            (26, 127.5), (26, 124), (26, 131), (20, 136), (26, 154),
        ]
        let origin = origins[min(max(zone, 1), origins.count) - 1]
        self.init(
            centralMeridian: origin.longitude, scale: 0.9999, falseEastingMetres: 0, falseNorthingMetres: 0,
            ellipsoid: .grs80)
        falseNorthingMetres = -plane(GeographicAngles(degrees: Point(x: origin.longitude, y: origin.latitude))).y
    }

    /// - Parameter centralMeridian: degrees; northings count from the equator.
    private init(
        centralMeridian: Double, scale: Double, falseEastingMetres: Double, falseNorthingMetres: Double,
        ellipsoid: Ellipsoid
    ) {
        self.centralMeridian = centralMeridian * .pi / 180
        self.falseEastingMetres = falseEastingMetres
        self.falseNorthingMetres = falseNorthingMetres
        e2 = ellipsoid.e2
        e = e2.squareRoot()
        let n = ellipsoid.f / (2 - ellipsoid.f)
        let n2 = n * n, n3 = n2 * n, n4 = n2 * n2
        scaledRadius = scale * ellipsoid.a / (1 + n) * (1 + n2 / 4 + n4 / 64 + n4 * n2 / 256)
        α = (
            n / 2 - 2 * n2 / 3 + 5 * n3 / 16 + 41 * n4 / 180,
            13 * n2 / 48 - 3 * n3 / 5 + 557 * n4 / 1440,
            61 * n3 / 240 - 103 * n4 / 140,
            49561 * n4 / 161280
        )
        β = (
            n / 2 - 2 * n2 / 3 + 37 * n3 / 96 - n4 / 360,
            n2 / 48 + n3 / 15 - 437 * n4 / 1440,
            17 * n3 / 480 - 37 * n4 / 840,
            4397 * n4 / 161280
        )
    }

    func plane(_ angles: GeographicAngles) -> Point {
        let sinφ = sin(angles.latitude), δλ = angles.longitude - centralMeridian
        let t = sinh(atanh(sinφ) - e * atanh(e * sinφ))
        let ξ = atan2(t, cos(δλ))
        let η = asinh(sin(δλ) / (t * t + cos(δλ) * cos(δλ)).squareRoot())
        let shift = series(α, ξ, η)
        return Point(
            x: falseEastingMetres + scaledRadius * (η + shift.η),
            y: falseNorthingMetres + scaledRadius * (ξ + shift.ξ))
    }

    func angles(_ p: Point) -> GeographicAngles {
        let ξ0 = (p.y - falseNorthingMetres) / scaledRadius
        let η0 = (p.x - falseEastingMetres) / scaledRadius
        let shift = series(β, ξ0, η0)
        let ξ = ξ0 - shift.ξ, η = η0 - shift.η
        let target = sin(ξ) / (sinh(η) * sinh(η) + cos(ξ) * cos(ξ)).squareRoot()
        // Newton on the tangent of the latitude (Karney 2011, equations 19 to 21); four rounds suffice.
        var t = target
        for _ in 0..<4 {
            let root = (1 + t * t).squareRoot()
            let s = sinh(e * atanh(e * t / root))
            let ti = t * (1 + s * s).squareRoot() - s * root
            t += (target - ti) / (1 + ti * ti).squareRoot() * (1 + (1 - e2) * t * t) / ((1 - e2) * root)
        }
        return GeographicAngles(longitude: centralMeridian + atan2(sinh(η), cos(ξ)), latitude: atan(t))
    }

    private func series(
        _ c: (Double, Double, Double, Double), _ ξ: Double, _ η: Double
    ) -> (ξ: Double, η: Double) {
        (
            c.0 * sin(2 * ξ) * cosh(2 * η) + c.1 * sin(4 * ξ) * cosh(4 * η)
                + c.2 * sin(6 * ξ) * cosh(6 * η) + c.3 * sin(8 * ξ) * cosh(8 * η),
            c.0 * cos(2 * ξ) * sinh(2 * η) + c.1 * cos(4 * ξ) * sinh(4 * η)
                + c.2 * cos(6 * ξ) * sinh(6 * η) + c.3 * cos(8 * ξ) * sinh(8 * η)
        )
    }
}
