import Glibc

/// Boore, Stewart, Seyhan & Atkinson 2014 (NGA-West2): shallow earthquakes in active crust.
///
/// The form for California and other regions without an adjustment (Δc3 = 0) and without the basin term. Horizontal
/// component RotD50. Equation numbers are those of the paper.
public struct BooreEtAl2014: GroundMotionModel {
    public let name = "Boore, Stewart, Seyhan and Atkinson (2014)"
    public let citation =
        "Boore, D. M., Stewart, J. P., Seyhan, E., Atkinson, G. M. (2014): NGA-West2 equations for predicting PGA, "
        + "PGV, and 5% damped PSA for shallow crustal earthquakes. Earthquake Spectra 30(3), 1057-1085, "
        + "doi:10.1193/070113EQS184M"

    public init() {}

    public func rangeWarnings(
        magnitude: Double, mechanism: FaultMechanism, farthestKilometres: Double, vs30MetresPerSecond: Double
    ) -> [String] {
        let largest = mechanism == .normal ? 7.0 : 8.5
        var warnings: [String] = []
        if !(3.0...largest).contains(magnitude) {
            warnings.append(
                "Magnitude \(decimal(magnitude, 1)) lies outside the range of the ground-motion model (3 to "
                    + "\(decimal(largest, 1)) for this mechanism).")
        }
        if farthestKilometres > 400 {
            warnings.append(
                "Places lie up to \(decimal(farthestKilometres, 0)) km from the rupture; the ground-motion model is "
                    + "made for 400 km at most.")
        }
        if !(150.0...1500).contains(vs30MetresPerSecond) {
            warnings.append(
                "Vs30 = \(decimal(vs30MetresPerSecond, 0)) m/s lies outside the range of the ground-motion model (150 "
                    + "to 1500 m/s).")
        }
        return warnings
    }

    public func shaking(
        _ measure: IntensityMeasure, magnitude: Double, mechanism: FaultMechanism, rjbKilometres: [Double],
        vs30MetresPerSecond vs30: Double
    ) -> GroundMotion? {
        guard let k = Self.coefficients[measure], let rock = Self.coefficients[.pga] else { return nil }
        let event = k.eventTerm(magnitude, mechanism), rockEvent = rock.eventTerm(magnitude, mechanism)
        // Equations 6 and 8: the parts of the site term that do not depend on the shaking.
        let linear = k.c * log(min(vs30, k.vc) / 760)
        let f2 = k.f4 * (exp(k.f5 * (min(vs30, 760) - 360)) - exp(k.f5 * 400))
        let ramp = min(1, max(0, magnitude - 4.5))
        let φM = k.φ1 + (k.φ2 - k.φ1) * ramp
        // Equations 14 to 17: the scatter; soft ground scatters less, and far places more.
        let φV = -k.δφV * min(1, max(0, log(300 / vs30) / log(300.0 / 225)))
        var median = [Double](repeating: 0, count: rjbKilometres.count), within = median
        for (i, rjb) in rjbKilometres.enumerated() {
            let pgaOnRock = exp(rockEvent + rock.pathTerm(magnitude, rjb))
            // Equation 7: stronger shaking is amplified less.
            let nonlinear = f2 * log((pgaOnRock + 0.1) / 0.1)
            median[i] = exp(event + k.pathTerm(magnitude, rjb) + linear + nonlinear)
            let φR = rjb > k.r1 ? k.δφR * min(1, log(rjb / k.r1) / log(k.r2 / k.r1)) : 0
            within[i] = φM + φR + φV
        }
        return GroundMotion(
            median: median, betweenEventSigma: k.τ1 + (k.τ2 - k.τ1) * ramp, withinEventSigma: within)
    }

    /// One column of the paper's coefficient tables (electronic supplement, esupp1); distances in km, speeds in m/s.
    private struct Coefficients {
        var e0, e1, e2, e3, e4, e5, e6, mh: Double
        var c1, c2, c3, h: Double
        var c, vc, f4, f5: Double
        var r1, r2, δφR, δφV: Double
        var φ1, φ2, τ1, τ2: Double

        /// F_E, equation 2.
        func eventTerm(_ m: Double, _ mechanism: FaultMechanism) -> Double {
            let style: Double
            switch mechanism {
            case .unspecified: style = e0
            case .strikeSlip: style = e1
            case .normal: style = e2
            case .reverse: style = e3
            }
            return m <= mh ? style + e4 * (m - mh) + e5 * (m - mh) * (m - mh) : style + e6 * (m - mh)
        }

        /// F_P, equations 3 and 4, with M_ref = 4.5 and R_ref = 1 km.
        func pathTerm(_ m: Double, _ rjb: Double) -> Double {
            let r = (rjb * rjb + h * h).squareRoot()
            return (c1 + c2 * (m - 4.5)) * log(r) + c3 * (r - 1)
        }
    }

    private static let coefficients: [IntensityMeasure: Coefficients] = [
        .pga: Coefficients(
            e0: 0.4473, e1: 0.4856, e2: 0.2459, e3: 0.4539, e4: 1.431, e5: 0.05053, e6: -0.1662, mh: 5.5,
            c1: -1.134, c2: 0.1917, c3: -0.008088, h: 4.5, c: -0.6, vc: 1500, f4: -0.15, f5: -0.00701,
            r1: 110, r2: 270, δφR: 0.1, δφV: 0.07, φ1: 0.695, φ2: 0.495, τ1: 0.398, τ2: 0.348),
        .pgv: Coefficients(
            e0: 5.037, e1: 5.078, e2: 4.849, e3: 5.033, e4: 1.073, e5: -0.1536, e6: 0.2252, mh: 6.2,
            c1: -1.243, c2: 0.1489, c3: -0.00344, h: 5.3, c: -0.84, vc: 1300, f4: -0.1, f5: -0.00844,
            r1: 105, r2: 272, δφR: 0.082, δφV: 0.08, φ1: 0.644, φ2: 0.552, τ1: 0.401, τ2: 0.346),
        .sa03: Coefficients(
            e0: 1.2217, e1: 1.2401, e2: 1.0246, e3: 1.2653, e4: 0.95676, e5: -0.1959, e6: -0.092855, mh: 6.14,
            c1: -1.0948, c2: 0.13388, c3: -0.005475, h: 4.93, c: -0.84165, vc: 1308.47, f4: -0.21912, f5: -0.0067,
            r1: 103.15, r2: 268.59, δφR: 0.138, δφV: 0.05, φ1: 0.675, φ2: 0.561, τ1: 0.363, τ2: 0.229),
        .sa10: Coefficients(
            e0: 0.3932, e1: 0.4218, e2: 0.207, e3: 0.4124, e4: 1.5004, e5: -0.18983, e6: 0.17895, mh: 6.2,
            c1: -1.193, c2: 0.10248, c3: -0.00121, h: 5.74, c: -1.05, vc: 1109.95, f4: -0.10521, f5: -0.00844,
            r1: 116.39, r2: 270, δφR: 0.098, δφV: 0.02, φ1: 0.553, φ2: 0.625, τ1: 0.498, τ2: 0.298),
    ]
}
