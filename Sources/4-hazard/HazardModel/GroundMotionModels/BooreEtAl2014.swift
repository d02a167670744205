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

    public let key = "boore-2014"
    public let distance = DistanceMeasure.joynerBoore
    public let measures: [IntensityMeasure] = [.pga, .pgv, .sa03, .sa10]

    public init() {}

    /// The authors' own statement.
    public func range(_ mechanism: FaultMechanism) -> GroundMotionRange {
        GroundMotionRange(
            magnitudes: 3.0...(mechanism == .normal ? 7.0 : 8.5), farthestKilometres: 400, vs30: 150.0...1500)
    }

    public func betweenEventSigma(_ measure: IntensityMeasure, of event: SeismicEvent) -> Double {
        guard let k = Self.coefficients[measure] else { return 0 }
        return k.τ1 + (k.τ2 - k.τ1) * Self.ramp(event)
    }

    /// How far the scatter is from that of small earthquakes, 0, to that of large ones, 1.
    private static func ramp(_ event: SeismicEvent) -> Double { min(1, max(0, event.magnitude - 4.5)) }

    public func fill(_ columns: [GroundMotionColumns], of event: SeismicEvent, at places: GroundMotionStretch) {
        guard let rock = Self.coefficients[.pga] else { return }
        let m = event.magnitude, rockEvent = rock.eventTerm(m, event.mechanism)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * places.count) { scratch in
            guard let lnRockPGA = scratch.baseAddress else { return }
            for i in 0..<places.count { lnRockPGA[i] = rockEvent + rock.pathTerm(m, places.distanceKilometres[i]) }
            let ground = SiteTerm(places, lnRockPGA: lnRockPGA, scratch: lnRockPGA + places.count)
            for column in columns {
                guard let k = Self.coefficients[column.measure] else { continue }
                let isRock = column.measure == .pga, eventTerm = k.eventTerm(m, event.mechanism)
                let φM = k.φ1 + (k.φ2 - k.φ1) * Self.ramp(event), perR = k.δφR / log(k.r2 / k.r1)
                ground.forEach(k) { i, siteTerm, φV in
                    let rjb = places.distanceKilometres[i]
                    let onRock = isRock ? lnRockPGA[i] : eventTerm + k.pathTerm(m, rjb)
                    column.median[i] = exp(onRock + siteTerm)
                    // Equations 14 to 17, the scatter: far places scatter more.
                    let φR = rjb > k.r1 ? min(k.δφR, perR * log(rjb / k.r1)) : 0
                    column.withinEventSigma[i] = φM + φR + φV
                }
            }
        }
    }

    /// What the ground does to the shaking, relative to rock of Vs30 = 760 m/s: equations 5 to 8 of the paper, and
    /// its part of equations 14 to 17 for the scatter. Other models without a site term of their own borrow it.
    struct SiteTerm {
        private let places: GroundMotionStretch
        /// ln(Vs30 / 760).
        private let lnVelocityRatio: UnsafeMutablePointer<Double>
        /// ln((PGAr + 0.1) / 0.1), with the median PGA on rock in g.
        private let lnStrength: UnsafeMutablePointer<Double>

        /// - Parameters:
        ///   - lnRockPGA: ln of the median PGA on rock in g, one per place.
        ///   - scratch: room for two numbers per place, as long as the term is used.
        init(_ places: GroundMotionStretch, lnRockPGA: UnsafePointer<Double>, scratch: UnsafeMutablePointer<Double>) {
            self.places = places
            (lnVelocityRatio, lnStrength) = (scratch, scratch + places.count)
            var last = (velocity: 760.0, ln: 0.0)
            for i in 0..<places.count {
                let velocity = places.vs30MetresPerSecond[i]
                if velocity != last.velocity { last = (velocity, log(velocity / 760)) }
                lnVelocityRatio[i] = last.ln
                lnStrength[i] = log(10 * exp(lnRockPGA[i]) + 1)
            }
        }

        /// Calls the body with each place's number, its F_S and its part of φ.
        @inline(__always) fileprivate func forEach(_ k: Coefficients, _ body: (Int, Double, Double) -> Void) {
            let lnLimit = log(k.vc / 760), atRock = exp(k.f5 * 400)
            let ln300 = log(300.0 / 760), ramp = 1 / log(300.0 / 225)
            // Many places share their ground: an exponential per change of ground is enough.
            var velocity = Double.nan, f2 = 0.0
            for i in 0..<places.count {
                let v = places.vs30MetresPerSecond[i]
                if v != velocity {
                    velocity = v
                    f2 = k.f4 * (exp(k.f5 * (min(v, 760) - 360)) - atRock)
                }
                let lnV = lnVelocityRatio[i]
                // Soft ground scatters less; stronger shaking is amplified less.
                let φV = -k.δφV * min(1, max(0, (ln300 - lnV) * ramp))
                body(i, k.c * min(lnV, lnLimit) + f2 * lnStrength[i], φV)
            }
        }

        /// Adds F_S of a measure to the logarithm of the median on rock, one per place; nothing for a measure that the
        /// model does not cover.
        func add(_ measure: IntensityMeasure, to lnMedian: UnsafeMutablePointer<Double>) {
            if let k = coefficients[measure] { forEach(k) { i, term, _ in lnMedian[i] += term } }
        }
    }

    /// One column of the paper's coefficient tables (electronic supplement, esupp1); distances in km, speeds in m/s.
    fileprivate struct Coefficients {
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

    fileprivate static let coefficients: [IntensityMeasure: Coefficients] = [
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
