import Glibc

/// Akkar, Sandıkkaya & Bommer 2014: shallow earthquakes in Europe and the Middle East, with Joyner–Boore distance.
///
/// Horizontal component: geometric mean. Equation numbers are those of the paper.
public struct AkkarEtAl2014: GroundMotionModel {
    public let key = "akkar-2014"
    public let name = "Akkar, Sandıkkaya and Bommer (2014)"
    public let citation =
        "Akkar, S., Sandıkkaya, M. A., Bommer, J. J. (2014): Empirical ground-motion models for point- and "
        + "extended-source crustal earthquake scenarios in Europe and the Middle East. Bulletin of Earthquake "
        + "Engineering 12(1), 359-387, doi:10.1007/s10518-013-9461-4"
    public let distance = DistanceMeasure.joynerBoore
    public let measures: [IntensityMeasure] = [.pga, .pgv, .sa03, .sa10]

    public init() {}

    public func range(_ mechanism: FaultMechanism) -> GroundMotionRange {
        GroundMotionRange(magnitudes: 4.0...8.0, farthestKilometres: 200, vs30: 150.0...1200)
    }

    public func betweenEventSigma(_ measure: IntensityMeasure, of event: SeismicEvent) -> Double {
        Self.coefficients[measure]?.τ ?? 0
    }

    public func fill(_ columns: [GroundMotionColumns], of event: SeismicEvent, at places: GroundMotionStretch) {
        guard let rock = Self.coefficients[.pga] else { return }
        let n = places.count, (rockEvent, rockSlope) = rock.terms(event)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * n) { scratch in
            guard let lnR = scratch.baseAddress else { return }
            let lnVelocityRatio = lnR + n, nonlinear = lnR + 2 * n
            var velocity = Double.nan, lnV = 0.0, power = 1.0
            for i in 0..<n {
                // All measures share the fictitious depth a6 and the nonlinear part of the site term.
                let r = places.distanceKilometres[i], v = places.vs30MetresPerSecond[i]
                lnR[i] = 0.5 * log(r * r + Self.a6 * Self.a6)
                if v != velocity {
                    velocity = v
                    lnV = log(v / Self.referenceVelocity)
                    power = exp(Self.n * lnV)
                }
                lnVelocityRatio[i] = min(lnV, Self.lnLimit)
                // Equation 3: stronger shaking is amplified less, and not at all on rock.
                let pga = exp(rockEvent + rockSlope * lnR[i])
                nonlinear[i] = v < Self.referenceVelocity ? log((pga + Self.c * power) / ((pga + Self.c) * power)) : 0
            }
            for column in columns {
                guard let k = Self.coefficients[column.measure] else { continue }
                let (eventTerm, slope) = k.terms(event)
                for i in 0..<n {
                    column.median[i] = exp(eventTerm + slope * lnR[i] + k.b1 * lnVelocityRatio[i] + k.b2 * nonlinear[i])
                    column.withinEventSigma[i] = k.φ
                }
            }
        }
    }

    // Common to all measures: tables 3 and 4 of the paper; km, m/s, g.
    private static let a2 = 0.0029, a5 = 0.2529, a6 = 7.5, a7 = -0.5096
    private static let referenceVelocity = 750.0, c = 2.5, n = 3.2
    /// The ground stops to matter above 1000 m/s.
    private static let lnLimit = log(1000.0 / 750)

    /// One row of the paper's tables for Rjb.
    private struct Coefficients {
        var a1, a3, a4, a8, a9, b1, b2, φ, τ: Double

        /// Equation 1 without the distance, and the factor of ln R; the hinge magnitude is 6.75.
        func terms(_ event: SeismicEvent) -> (event: Double, slope: Double) {
            let m = event.magnitude, above = m - 6.75
            let style = event.mechanism == .normal ? a8 : event.mechanism == .reverse ? a9 : 0
            return (
                a1 + (above <= 0 ? a2 : a7) * above + a3 * (8.5 - m) * (8.5 - m) + style, a4 + a5 * above
            )
        }
    }

    private static let coefficients: [IntensityMeasure: Coefficients] = [
        .pga: Coefficients(
            a1: 1.85329, a3: -0.02807, a4: -1.23452, a8: -0.1091, a9: 0.0937, b1: -0.41997, b2: -0.28846, φ: 0.6201,
            τ: 0.3501),
        .pgv: Coefficients(
            a1: 5.61201, a3: -0.0998, a4: -0.98388, a8: -0.0616, a9: 0.063, b1: -0.72057, b2: -0.19688, φ: 0.6014,
            τ: 0.3311),
        .sa03: Coefficients(
            a1: 2.3015, a3: -0.05672, a4: -1.17072, a8: 0, a9: 0.0469, b1: -0.82609, b2: -0.4573, φ: 0.6599, τ: 0.3816),
        .sa10: Coefficients(
            a1: 0.52349, a3: -0.14345, a4: -0.81838, a8: 0, a9: 0, b1: -1.01331, b2: -0.28702, φ: 0.6787, τ: 0.3943),
    ]
}
