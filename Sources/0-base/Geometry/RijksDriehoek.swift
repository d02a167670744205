import Glibc

/// RD New, the Dutch national grid: datum shift from ETRS89 to Amersfoort, then an oblique stereographic projection.
///
/// The shift is the seven-parameter transformation EPSG "Amersfoort to ETRS89 (8)", good to 0.25 m; the official
/// RDNAPTRANS correction grid is not applied. The projection is EPSG method 9809 (IOGP Guidance Note 7-2).
/// All angles in radians, `Bessel` in a name means on the Amersfoort datum.
package struct RijksDriehoek: PlaneMapping {
    private static let φ0 = 52.15616055555556 * Double.pi / 180
    private static let λ0 = 5.387638888888889 * Double.pi / 180
    private static let k0 = 0.9999079
    private static let falseEastingMetres = 155_000.0
    private static let falseNorthingMetres = 463_000.0

    private let ellipsoid = Ellipsoid.bessel1841
    private let e: Double, n: Double, c: Double, sinχ0: Double, cosχ0: Double
    /// Twice the radius of the conformal sphere times the central scale, in metres.
    private let diameter: Double
    private let shift = AmersfoortShift()

    package init() {
        let e2 = ellipsoid.e2, sinφ = sin(Self.φ0), cosφ = cos(Self.φ0)
        e = e2.squareRoot()
        let ρ = ellipsoid.a * (1 - e2) / pow(1 - e2 * sinφ * sinφ, 1.5)
        let ν = ellipsoid.a / (1 - e2 * sinφ * sinφ).squareRoot()
        diameter = 2 * (ρ * ν).squareRoot() * Self.k0
        n = (1 + e2 * cosφ * cosφ * cosφ * cosφ / (1 - e2)).squareRoot()
        let w1 = Self.conformal(sinφ, e: e, n: n)
        let sinχ00 = (w1 - 1) / (w1 + 1)
        c = (n + sinφ) * (1 - sinχ00) / ((n - sinφ) * (1 + sinχ00))
        sinχ0 = (c * w1 - 1) / (c * w1 + 1)
        cosχ0 = (1 - sinχ0 * sinχ0).squareRoot()
    }

    package func plane(_ angles: GeographicAngles) -> Point { planeFromBessel(shift.bessel(fromETRS89: angles)) }

    package func angles(_ p: Point) -> GeographicAngles { shift.etrs89(fromBessel: besselAngles(p)) }

    /// The projection alone, without the datum shift.
    package func planeFromBessel(_ angles: GeographicAngles) -> Point {
        let δ = n * (angles.longitude - Self.λ0)
        let w = c * Self.conformal(sin(angles.latitude), e: e, n: n)
        let sinχ = (w - 1) / (w + 1), cosχ = (1 - sinχ * sinχ).squareRoot()
        let b = 1 + sinχ * sinχ0 + cosχ * cosχ0 * cos(δ)
        return Point(
            x: Self.falseEastingMetres + diameter * cosχ * sin(δ) / b,
            y: Self.falseNorthingMetres + diameter * (sinχ * cosχ0 - cosχ * sinχ0 * cos(δ)) / b)
    }

    /// The inverse of the projection alone.
    package func besselAngles(_ p: Point) -> GeographicAngles {
        let x = p.x - Self.falseEastingMetres, y = p.y - Self.falseNorthingMetres
        let χ0 = asin(sinχ0)
        let g = diameter * tan(.pi / 4 - χ0 / 2)
        let h = 2 * diameter * tan(χ0) + g
        let i = atan2(x, h + y)
        let j = atan2(x, g - y) - i
        let χ = χ0 + 2 * atan((y - x * tan(j / 2)) / diameter)
        let ψ = 0.5 * log((1 + sin(χ)) / (c * (1 - sin(χ)))) / n
        var φ = 2 * atan(exp(ψ)) - .pi / 2
        let e2 = ellipsoid.e2
        for _ in 0..<6 {
            let ratio = (1 - e * sin(φ)) / (1 + e * sin(φ))
            let ψi = log(tan(φ / 2 + .pi / 4) * pow(ratio, e / 2))
            φ -= (ψi - ψ) * cos(φ) * (1 - e2 * sin(φ) * sin(φ)) / (1 - e2)
        }
        return GeographicAngles(longitude: (j + 2 * i) / n + Self.λ0, latitude: φ)
    }

    private static func conformal(_ sinφ: Double, e: Double, n: Double) -> Double {
        let s1 = (1 + sinφ) / (1 - sinφ)
        let s2 = (1 - e * sinφ) / (1 + e * sinφ)
        return pow(s1 * pow(s2, e), n)
    }
}

/// EPSG "Amersfoort to ETRS89 (8)": coordinate-frame rotation, at height 0 on either side.
struct AmersfoortShift: Sendable {
    private typealias Vector = (x: Double, y: Double, z: Double)

    private static let translationMetres: Vector = (565.7381, 50.4018, 465.2904)
    private static let arcSecond = Double.pi / (180 * 3600)
    private static let rotation: Vector = (
        0.395025981036064 * arcSecond, -0.330772431242031 * arcSecond, 1.87607329462821 * arcSecond
    )
    private static let scale = 1 + 4.07244e-6

    func etrs89(fromBessel angles: GeographicAngles) -> GeographicAngles {
        let p = Ellipsoid.bessel1841.geocentric(longitude: angles.longitude, latitude: angles.latitude)
        let t = Self.translationMetres, r = Self.rotation, m = Self.scale
        let place = Ellipsoid.grs80.geographic(
            x: t.x + m * (p.x + r.z * p.y - r.y * p.z),
            y: t.y + m * (-r.z * p.x + p.y + r.x * p.z),
            z: t.z + m * (r.y * p.x - r.x * p.y + p.z))
        return GeographicAngles(longitude: place.longitude, latitude: place.latitude)
    }

    func bessel(fromETRS89 angles: GeographicAngles) -> GeographicAngles {
        let p = Ellipsoid.grs80.geocentric(longitude: angles.longitude, latitude: angles.latitude)
        let t = Self.translationMetres, r = Self.rotation, m = Self.scale
        let v: Vector = ((p.x - t.x) / m, (p.y - t.y) / m, (p.z - t.z) / m)
        // The rotation matrix is I - [r]×, whose exact inverse is (I + [r]× + r rᵀ) / (1 + r·r).
        let dot = r.x * v.x + r.y * v.y + r.z * v.z
        let d = 1 + r.x * r.x + r.y * r.y + r.z * r.z
        let place = Ellipsoid.bessel1841.geographic(
            x: (v.x + r.y * v.z - r.z * v.y + r.x * dot) / d,
            y: (v.y + r.z * v.x - r.x * v.z + r.y * dot) / d,
            z: (v.z + r.x * v.y - r.y * v.x + r.z * dot) / d)
        return GeographicAngles(longitude: place.longitude, latitude: place.latitude)
    }
}
