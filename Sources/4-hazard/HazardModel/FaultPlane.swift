import Geometry
import Glibc

/// Median size of a rupture from its magnitude.
///
/// Wells, D. L., Coppersmith, K. J. (1994): New empirical relationships among magnitude, rupture length, rupture
/// width, rupture area, and surface displacement. BSSA 84(4), 974-1002, table 2A: log10 X = a + b M. The data reach
/// from magnitude 4.8 to 8.1.
package enum RuptureScaling {
    static let citation =
        "Wells, D. L., Coppersmith, K. J. (1994): New empirical relationships among magnitude, rupture length, rupture "
        + "width, rupture area, and surface displacement. Bulletin of the Seismological Society of America "
        + "84(4), 974-1002"

    /// Subsurface rupture length in kilometres.
    package static func lengthKilometres(magnitude: Double, _ mechanism: FaultMechanism) -> Double {
        let (a, b): (Double, Double)
        switch mechanism {
        case .unspecified: (a, b) = (-2.44, 0.59)
        case .strikeSlip: (a, b) = (-2.57, 0.62)
        case .reverse: (a, b) = (-2.42, 0.58)
        case .normal: (a, b) = (-1.88, 0.50)
        }
        return pow(10, a + b * magnitude)
    }

    /// Down-dip rupture width in kilometres.
    package static func widthKilometres(magnitude: Double, _ mechanism: FaultMechanism) -> Double {
        let (a, b): (Double, Double)
        switch mechanism {
        case .unspecified: (a, b) = (-1.01, 0.32)
        case .strikeSlip: (a, b) = (-0.76, 0.27)
        case .reverse: (a, b) = (-1.61, 0.41)
        case .normal: (a, b) = (-1.14, 0.35)
        }
        return pow(10, a + b * magnitude)
    }
}

/// The upright projection of a rectangular rupture onto the ground; a point when both sides are 0.
package struct FaultPlane: Sendable {
    /// Where the top edge begins; the edge runs along strike, and the plane dips to the right of it.
    var corner: Point
    /// Direction of the top edge, clockwise from the plane's north, in radians.
    var strike: Double
    /// Length along strike and horizontal width across it, in the unit of the coordinates.
    var length, width: Double

    package init(corner: Point, strike: Double, length: Double, width: Double) {
        (self.corner, self.strike, self.length, self.width) = (corner, strike, length, width)
    }

    /// A rupture whose middle lies under the epicentre. Sliding it down, so that it does not reach above the ground,
    /// does not change the projection.
    package init(epicentre: Point, strike: Double, length: Double, width: Double) {
        let along = length / 2, across = width / 2
        self.init(
            corner: Point(
                x: epicentre.x - along * sin(strike) - across * cos(strike),
                y: epicentre.y - along * cos(strike) + across * sin(strike)),
            strike: strike, length: length, width: width)
    }

    /// The Joyner–Boore distance: from a place to the nearest place of the projection, 0 on it.
    package func rjb(to p: Point) -> Double {
        let dx = p.x - corner.x, dy = p.y - corner.y
        let along = dx * sin(strike) + dy * cos(strike), across = dx * cos(strike) - dy * sin(strike)
        let ex = max(-along, 0, along - length), ey = max(-across, 0, across - width)
        return (ex * ex + ey * ey).squareRoot()
    }

    /// The radius of the circle with the area of all places within a distance of the projection.
    package func equalAreaRadius(ofPlacesWithin distance: Double) -> Double {
        (length * width / .pi + 2 * distance * (length + width) / .pi + distance * distance).squareRoot()
    }
}
