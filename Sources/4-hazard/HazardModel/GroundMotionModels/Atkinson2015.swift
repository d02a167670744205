public import Diagnostics
import Glibc

/// Atkinson 2015: small to moderate, shallow and often induced earthquakes, with hypocentral distance.
///
/// Made for ground of Vs30 = 760 m/s; other ground enters by the site term of Boore et al. 2014. Horizontal component
/// RotD50. Coefficients are in common logarithms, accelerations in cm/s².
public struct Atkinson2015: GroundMotionModel {
    /// How close shaking ceases to grow: the paper's own effective depth, and the alternative that it gives.
    public enum Saturation: Sendable { case standard, alternative }
    let saturation: Saturation

    public var key: String { saturation == .standard ? "atkinson-2015" : "atkinson-2015-alternative" }
    public var name: String {
        "Atkinson (2015)" + (saturation == .standard ? "" : " with the alternative distance saturation")
    }
    public let citation =
        "Atkinson, G. M. (2015): Ground-motion prediction equation for small-to-moderate events at short hypocentral "
        + "distances, with application to induced-seismicity hazards. Bulletin of the Seismological Society of America "
        + "105(2A), 981-992, doi:10.1785/0120140142"
    public let distance = DistanceMeasure.hypocentral
    public let measures: [IntensityMeasure] = [.pga, .pgv, .sa03, .sa10]
    public let remarks = [
        Phrase(
            "This ground-motion model is made for ground of Vs30 = 760 m/s; other ground enters by the site term of Boore, Stewart, Seyhan and Atkinson (2014).",
            nl: "Dit schokmodel is gemaakt voor grond met Vs30 = 760 m/s; andere grond telt mee met de grondterm van Boore, Stewart, Seyhan en Atkinson (2014).")
    ]

    public init(_ saturation: Saturation = .standard) { self.saturation = saturation }

    public func range(_ mechanism: FaultMechanism) -> GroundMotionRange {
        GroundMotionRange(magnitudes: 3.0...6.0, farthestKilometres: 40, vs30: 150.0...1500)
    }

    public func betweenEventSigma(_ measure: IntensityMeasure, of event: SeismicEvent) -> Double {
        (Self.coefficients[measure]?.τ ?? 0) * Self.ln10
    }

    public func fill(_ columns: [GroundMotionColumns], of event: SeismicEvent, at places: GroundMotionStretch) {
        guard let rock = Self.coefficients[.pga] else { return }
        let n = places.count, m = event.magnitude, rockEvent = rock.eventTerm(m)
        let depth = max(1, pow(10, saturation == .standard ? -1.72 + 0.43 * m : -0.28 + 0.19 * m))
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 5 * n) { scratch in
            guard let r = scratch.baseAddress else { return }
            let lnR = r + n, lnRockPGA = r + 2 * n
            for i in 0..<n {
                let distance = places.distanceKilometres[i]
                r[i] = (distance * distance + depth * depth).squareRoot()
                lnR[i] = log(r[i])
                lnRockPGA[i] = rockEvent + rock.c3 * lnR[i] + rock.c4 * Self.ln10 * r[i]
            }
            let ground = BooreEtAl2014.SiteTerm(places, lnRockPGA: lnRockPGA, scratch: r + 3 * n)
            for column in columns {
                guard let k = Self.coefficients[column.measure] else { continue }
                let eventTerm = k.eventTerm(m)
                for i in 0..<n { column.median[i] = eventTerm + k.c3 * lnR[i] + k.c4 * Self.ln10 * r[i] }
                ground.add(column.measure, to: column.median)
                for i in 0..<n {
                    column.median[i] = exp(column.median[i])
                    column.withinEventSigma[i] = k.φ * Self.ln10
                }
            }
        }
    }

    private static let ln10 = log(10.0)

    /// One row of the paper's table 1; the scatter in common logarithms.
    private struct Coefficients {
        var c0, c1, c2, c3, c4, φ, τ: Double
        /// What the value in cm/s or cm/s² is divided by.
        var unit = 980.665
        /// The part that depends on the magnitude, in natural logarithms and the measure's unit.
        func eventTerm(_ m: Double) -> Double { (c0 + c1 * m + c2 * m * m) * ln10 - log(unit) }
    }

    private static let coefficients: [IntensityMeasure: Coefficients] = [
        .pga: Coefficients(c0: -2.376, c1: 1.818, c2: -0.1153, c3: -1.752, c4: -0.002, φ: 0.28, τ: 0.24),
        .pgv: Coefficients(c0: -4.151, c1: 1.762, c2: -0.09509, c3: -1.669, c4: -0.0006, φ: 0.27, τ: 0.19, unit: 1),
        .sa03: Coefficients(c0: -2.794, c1: 1.852, c2: -0.1078, c3: -1.608, c4: -0.001, φ: 0.30, τ: 0.19),
        .sa10: Coefficients(c0: -4.081, c1: 1.742, c2: -0.07381, c3: -1.481, c4: 0, φ: 0.26, τ: 0.22),
    ]
}
