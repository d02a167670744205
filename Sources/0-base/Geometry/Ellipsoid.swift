import Glibc

/// A reference ellipsoid.
struct Ellipsoid: Sendable {
    /// Semi-major axis in metres.
    let a: Double
    /// Flattening.
    let f: Double

    /// GRS 80, used by ETRS89 and NAD83 (EPSG ellipsoid 7019).
    static let grs80 = Ellipsoid(a: 6_378_137, f: 1 / 298.257222101)
    /// WGS 84 (EPSG ellipsoid 7030).
    static let wgs84 = Ellipsoid(a: 6_378_137, f: 1 / 298.257223563)
    /// Bessel 1841, used by RD New (EPSG ellipsoid 7004).
    static let bessel1841 = Ellipsoid(a: 6_377_397.155, f: 1 / 299.1528128)

    /// First eccentricity squared.
    var e2: Double { f * (2 - f) }

    /// Geocentric metres of a place on the ellipsoid (height 0); angles in radians.
    func geocentric(longitude: Double, latitude: Double) -> (x: Double, y: Double, z: Double) {
        let ν = a / (1 - e2 * sin(latitude) * sin(latitude)).squareRoot()
        return (ν * cos(latitude) * cos(longitude), ν * cos(latitude) * sin(longitude), ν * (1 - e2) * sin(latitude))
    }

    /// Longitude and latitude in radians of a geocentric place in metres; the height is dropped.
    ///
    /// Fixed-point iteration on the latitude; its error shrinks by e² a round, so a few rounds reach 1e-14 rad.
    func geographic(x: Double, y: Double, z: Double) -> (longitude: Double, latitude: Double) {
        let p = (x * x + y * y).squareRoot()
        var latitude = atan2(z, p * (1 - e2))
        for _ in 0..<12 {
            let ν = a / (1 - e2 * sin(latitude) * sin(latitude)).squareRoot()
            let better = atan2(z + e2 * ν * sin(latitude), p)
            let change = abs(better - latitude)
            latitude = better
            if change < 1e-14 { break }
        }
        return (atan2(y, x), latitude)
    }
}

/// Longitude and latitude in radians: what every projection here starts from and returns to.
package struct GeographicAngles: Sendable {
    package var longitude, latitude: Double

    package init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// From degrees, x = longitude and y = latitude.
    package init(degrees p: Point) {
        self.init(longitude: p.x * .pi / 180, latitude: p.y * .pi / 180)
    }

    /// In degrees, x = longitude and y = latitude.
    package var degrees: Point { Point(x: longitude * 180 / .pi, y: latitude * 180 / .pi) }
}

/// One way between longitude and latitude on the common datum and metres in a plane.
package protocol PlaneMapping: Sendable {
    func plane(_ angles: GeographicAngles) -> Point
    func angles(_ p: Point) -> GeographicAngles
}
