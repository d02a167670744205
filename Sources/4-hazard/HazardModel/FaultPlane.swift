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

/// A rectangular rupture; seen from above a point when both sides are 0.
package struct FaultPlane: Sendable {
    /// Where the top edge begins, seen from above; the edge runs along strike, and the plane dips to the right of it.
    var corner: Point
    /// Direction of the top edge, clockwise from the plane's north, and slope below the horizontal, in radians.
    var strike, dip: Double
    /// Length along strike, width down dip and depth of the top edge, in the unit of the coordinates.
    var length, width, topDepth: Double

    package init(
        corner: Point, strike: Double, dip: Double = .pi / 2, length: Double, width: Double, topDepth: Double = 0
    ) {
        (self.corner, self.strike, self.dip) = (corner, strike, dip)
        (self.length, self.width, self.topDepth) = (length, width, topDepth)
    }

    /// A rupture whose middle lies under the epicentre, at the hypocentre's depth. One that would reach above the
    /// ground is slid down along the vertical, which does not change what is seen from above.
    package init(
        epicentre: Point, depth: Double = 0, strike: Double, dip: Double, length: Double, width: Double
    ) {
        let along = length / 2, across = width * cos(dip) / 2
        self.init(
            corner: Point(
                x: epicentre.x - along * sin(strike) - across * cos(strike),
                y: epicentre.y - along * cos(strike) + across * sin(strike)),
            strike: strike, dip: dip, length: length, width: width,
            topDepth: max(0, depth - width * sin(dip) / 2))
    }

    private var widthSeenFromAbove: Double { width * cos(dip) }

    /// Along strike and across it, positive on the side that the plane dips to (Rx).
    private func axes(_ p: Point) -> (along: Double, across: Double) {
        let dx = p.x - corner.x, dy = p.y - corner.y
        return (dx * sin(strike) + dy * cos(strike), dx * cos(strike) - dy * sin(strike))
    }

    /// The Joyner–Boore distance: from a place to the nearest place above the rupture, 0 on it.
    package func rjb(to p: Point) -> Double {
        let (along, across) = axes(p)
        let ex = max(-along, 0, along - length), ey = max(-across, 0, across - widthSeenFromAbove)
        return (ex * ex + ey * ey).squareRoot()
    }

    /// The distance from a place on the ground to the nearest point of the rupture itself.
    package func rrup(to p: Point) -> Double {
        let (along, across) = axes(p)
        let downDip = across * cos(dip) - topDepth * sin(dip), off = across * sin(dip) + topDepth * cos(dip)
        let ex = max(-along, 0, along - length), ev = max(-downDip, 0, downDip - width)
        return (ex * ex + ev * ev + off * off).squareRoot()
    }

    /// The radius of the circle with the area of all places within a distance of what is seen from above.
    package func equalAreaRadius(ofPlacesWithin distance: Double) -> Double {
        let width = widthSeenFromAbove
        return (length * width / .pi + 2 * distance * (length + width) / .pi + distance * distance).squareRoot()
    }
}
