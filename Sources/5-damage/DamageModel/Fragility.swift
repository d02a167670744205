import Computation
public import HazardModel
import Glibc

/// How an asset's damage depends on the intensity of shaking.
public struct Fragility: Sendable, Equatable {
    /// Name by which rules, and an asset's `fragilityClass`, refer to it.
    public var id: String
    /// What is meant, such as "elevated steel tank".
    public var title: String
    /// The intensity it is given in.
    public var measure: IntensityMeasure
    /// Position in `FragilityCatalogue.sources`; nil for figures that are assumed.
    public var source: Int?
    public var form: Form

    public enum Form: Sendable, Equatable {
        /// P(state or worse) = Φ(ln(intensity / median) / beta); curves from slight upwards, at most four.
        case lognormal([Curve])
        /// Repairs per km = coefficient × intensity^exponent; this share of them are breaks.
        case repairRate(coefficient: Double, exponent: Double, breakShare: Double)
    }
    public struct Curve: Sendable, Equatable {
        /// Intensity at which the state is reached with probability one half.
        public var median: Double
        /// Standard deviation of the natural logarithm.
        public var beta: Double
        public init(median: Double, beta: Double) {
            self.median = median
            self.beta = beta
        }
        /// Probability of the state or worse; 0 for an intensity of 0 or less.
        public func exceedanceProbability(_ intensity: Double) -> Double {
            intensity > 0 ? Normal.cdf(log(intensity / median) / beta) : 0
        }
    }
    /// State from which the asset does not work.
    public var stopsAt: DamageState

    public init(
        id: String, title: String, measure: IntensityMeasure, source: Int?, form: Form,
        stopsAt: DamageState = .extensive
    ) {
        self.id = id
        self.title = title
        self.measure = measure
        self.source = source
        self.form = form
        self.stopsAt = stopsAt
    }

    /// Probability that the state or a worse one is reached.
    ///
    /// Curves of different spread can cross in their tails; a worse state is never more probable than a lighter
    /// one, so each curve is cut off at the ones below it.
    /// - Parameters:
    ///   - intensity: in the unit of `measure`.
    ///   - lengthKm: length of a pipe; a lognormal form does not depend on it.
    public func exceedanceProbability(_ state: DamageState, intensity: Double, lengthKm: Double = 0) -> Double {
        if state == .none { return 1 }
        switch form {
        case .lognormal(let curves):
            guard Int(state.rawValue) <= curves.count else { return 0 }
            return curves.prefix(Int(state.rawValue)).map { $0.exceedanceProbability(intensity) }.min() ?? 0
        case .repairRate(_, _, let breakShare):
            return -expm1(-breakShare * repairsPerKm(intensity) * lengthKm)
        }
    }

    /// Repairs per km of pipe; 0 for a lognormal form.
    public func repairsPerKm(_ intensity: Double) -> Double {
        guard case .repairRate(let coefficient, let exponent, _) = form, intensity > 0 else { return 0 }
        return coefficient * pow(intensity, exponent)
    }
}
