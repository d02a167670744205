import Geometry
import Glibc

extension Earthquake {
    /// Whether the rupture is given a size.
    var isFinite: Bool {
        strikeDegrees != nil
            && (magnitude >= Self.finiteMagnitude || statedLengthKilometres != nil || statedWidthKilometres != nil)
    }
    var isSizeStated: Bool { statedLengthKilometres != nil && statedWidthKilometres != nil }

    var lengthKilometres: Double {
        statedLengthKilometres ?? RuptureScaling.lengthKilometres(magnitude: magnitude, mechanism)
    }
    var widthKilometres: Double {
        statedWidthKilometres ?? RuptureScaling.widthKilometres(magnitude: magnitude, mechanism)
    }

    /// The stated dip, or the usual one of the mechanism: 90° strike-slip, 50° normal, 40° reverse (Kaklamanos, Baise
    /// & Boore 2011, Earthquake Spectra 27(4), 1219-1235).
    var dip: Double {
        if let dipDegrees { return dipDegrees }
        switch mechanism {
        case .normal: return 50
        case .reverse: return 40
        case .strikeSlip, .unspecified: return 90
        }
    }

    /// The rupture seen from above, in metres; a point when its size is left out.
    func rupture(at epicentre: Point, epsg: Int) -> FaultPlane {
        guard isFinite, let strikeDegrees else {
            return FaultPlane(corner: epicentre, strike: 0, length: 0, width: 0)
        }
        return FaultPlane(
            epicentre: epicentre, depth: hypocentreKilometres * 1000,
            strike: strikeDegrees * .pi / 180 + northDirection(at: epicentre, epsg: epsg), dip: dip * .pi / 180,
            length: lengthKilometres * 1000, width: widthKilometres * 1000)
    }

    /// Where true north points in the plane, in radians clockwise from the plane's own north; 0 in a local plane.
    private func northDirection(at p: Point, epsg: Int) -> Double {
        guard let plane = CoordinateSystem(epsg: epsg), !plane.isLocal,
            let back = try? Projection(from: plane, to: .wgs84), let there = try? Projection(from: .wgs84, to: plane)
        else { return 0 }
        let degrees = back(p)
        let north = there(Point(x: degrees.x, y: degrees.y + 0.01))
        return north.isFinite ? atan2(north.x - p.x, north.y - p.y) : 0
    }

    /// PGA values of the rings on the map, in g.
    private static let ringLevels = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8]

    /// Circles on which the median PGA has a round value. About a rupture of some size, circles of the same area.
    func rings(around plane: FaultPlane) -> [(radiusMetres: Double, pga: Double)] {
        func pga(_ kilometres: Double) -> Double {
            let isFromBelow = groundMotion.distance == .hypocentral
            let sites = GroundMotionSites(
                distanceKilometres: [isFromBelow ? hypot(kilometres, hypocentreKilometres) : kilometres],
                vs30MetresPerSecond: site.vs30MetresPerSecond)
            return groundMotion.shaking([.pga], of: event, at: sites, threads: 1)[.pga]?.median[0] ?? 0
        }
        return Self.ringLevels.compactMap { level in
            var near = 0.0, far = 400.0
            guard pga(near) > level, pga(far) < level else { return nil }
            for _ in 0..<40 {
                let middle = (near + far) / 2
                if pga(middle) > level { near = middle } else { far = middle }
            }
            return (
                groundMotion.distance == .hypocentral ? near * 1000 : plane.equalAreaRadius(ofPlacesWithin: near * 1000),
                level
            )
        }
    }

    var method: [String] {
        var sentences = [
            "Median \(groundMotion.measures.map(\.inWords).inOneSentence) after \(groundMotion.name)"
                + "\(isModelStated ? "" : " (assumed)"), for a \(mechanismInWords) of moment magnitude "
                + "\(decimal(magnitude, 1)), with the model's scatter between events and between places, which is not "
                + "cut off; links are judged at their middle.",
            site.sentence,
            (liquefaction.map { $0.sentence + " Landslides" } ?? "Liquefaction, landslides")
                + " and fault displacement are left out.",
        ]
        sentences += groundMotion.remarks
        switch groundMotion.distance {
        case .hypocentral:
            sentences.append(
                "Distances count from the hypocentre, \(decimal(hypocentreKilometres, 1)) km deep"
                    + "\(depthKilometres == nil ? " (assumed)" : "").")
        case .joynerBoore where isFinite: sentences.append(ruptureInWords)
        case .joynerBoore: sentences.append("Distances count from the epicentre.")
        }
        if groundMotion.distance == .joynerBoore, let depthKilometres {
            sentences.append(
                "The stated depth of \(decimal(depthKilometres, 1)) km does not enter: the model works with horizontal "
                    + "distances.")
        }
        return sentences + [correlation.sentence(groundMotion.measures)]
    }

    private var ruptureInWords: String {
        let size: String
        switch (statedLengthKilometres, statedWidthKilometres) {
        case (nil, nil): size = "Wells and Coppersmith 1994, medians"
        case (_?, _?): size = "as stated"
        case (_?, nil): size = "the width after Wells and Coppersmith 1994, median"
        case (nil, _?): size = "the length after Wells and Coppersmith 1994, median"
        }
        return "Distances count from the ground above a rupture \(decimal(lengthKilometres, 1)) km long and "
            + "\(decimal(widthKilometres, 1)) km wide (\(size)) with its middle under the epicentre, strike "
            + "\(decimal(strikeDegrees ?? 0, 0))°, dip \(decimal(dip, 0))°\(dipDegrees == nil ? " (assumed)" : ""). The "
            + "rings on the map are circles of the same area as the zones shaken at least so hard."
    }

    private var mechanismInWords: String {
        switch mechanism {
        case .strikeSlip: "strike-slip earthquake"
        case .normal: "normal-faulting earthquake"
        case .reverse: "reverse-faulting earthquake"
        case .unspecified: "earthquake of unspecified mechanism"
        }
    }

    func warnings(
        farthestKilometres: Double, nearestKilometres: Double, vs30: ClosedRange<Double>
    ) -> [String] {
        var warnings = groundMotion.rangeWarnings(
            event, farthestKilometres: farthestKilometres, vs30MetresPerSecond: vs30)
        let missing = IntensityMeasure.shaking.filter { !groundMotion.measures.contains($0) }
        if !missing.isEmpty {
            warnings.append(
                "The ground-motion model gives no \(missing.map(\.inWords).inOneSentence): assets whose damage depends "
                    + "on it are taken as undamaged.")
        }
        if groundMotion.distance == .hypocentral, depthKilometres == nil {
            warnings.append(
                "No depth is stated: the hypocentre is assumed \(decimal(hypocentreKilometres, 0)) km deep, as induced "
                    + "earthquakes in gas fields are.")
        }
        if site.isAssumed {
            warnings.append(
                "No site class is stated: NEHRP class D (Vs30 = \(decimal(site.vs30MetresPerSecond, 0)) m/s) is "
                    + "assumed.")
        }
        if magnitude >= Self.finiteMagnitude, !isFinite, groundMotion.distance == .joynerBoore {
            warnings.append(
                "No strike is stated, so the rupture (about \(decimal(lengthKilometres, 0)) km long at this magnitude) "
                    + "is taken as a point: shaking near its ends is underestimated.")
        }
        if isFinite, magnitude > 8.1 {
            warnings.append("The size of the rupture is extrapolated: the data behind it end at magnitude 8.1.")
        }
        if let depthKilometres, depthKilometres > 30, groundMotion.distance == .joynerBoore {
            warnings.append(
                "At \(decimal(depthKilometres, 0)) km this is no shallow crustal earthquake; the ground-motion model "
                    + "is made for those and does not use the depth.")
        }
        if nearestKilometres > 200 {
            warnings.append(
                "The nearest place of the model is \(decimal(nearestKilometres, 0)) km from the earthquake: check the "
                    + "epicentre's coordinates.")
        }
        return warnings
    }
}
