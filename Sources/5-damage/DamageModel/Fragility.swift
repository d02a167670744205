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
        /// Probabilities of the state or worse at rising intensities, a row for each state from slight upwards;
        /// straight lines between, the last value beyond the last intensity, 0 below the first.
        case discrete(levels: [Double], probabilities: [[Double]])
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
    /// Intensities that the relation is made for; one outside counts as the nearest end.
    public var validRange: ClosedRange<Double> = 0 ... .infinity
    /// No damage below this intensity.
    public var noDamageBelow = 0.0

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
    /// Curves of different spread can cross in their tails. Who reaches a worse state has reached the lighter ones,
    /// so each state takes the largest of its own curve and those of the worse states: the published probability
    /// of complete damage always holds.
    /// - Parameters:
    ///   - intensity: in the unit of `measure`.
    ///   - lengthKm: length of a pipe; the other forms do not depend on it.
    public func exceedanceProbability(_ state: DamageState, intensity: Double, lengthKm: Double = 0) -> Double {
        if state == .none { return 1 }
        guard intensity > 0, intensity >= noDamageBelow else { return 0 }
        let intensity = min(max(intensity, validRange.lowerBound), validRange.upperBound)
        let lighter = Int(state.rawValue) - 1
        switch form {
        case .lognormal(let curves):
            return curves.dropFirst(lighter).map { $0.exceedanceProbability(intensity) }.max() ?? 0
        case .discrete(let levels, let rows):
            return rows.dropFirst(lighter).map { Self.interpolate(levels, $0, at: intensity) }.max() ?? 0
        case .repairRate(_, _, let breakShare):
            return -expm1(-breakShare * repairsPerKm(intensity) * lengthKm)
        }
    }

    /// Straight lines between points of rising `levels`; the last value beyond, 0 before the first.
    static func interpolate(_ levels: [Double], _ values: [Double], at level: Double) -> Double {
        guard let first = levels.first, let last = values.last, level >= first else { return 0 }
        guard let i = levels.firstIndex(where: { $0 > level }) else { return last }
        let share = (level - levels[i - 1]) / (levels[i] - levels[i - 1])
        return values[i - 1] + share * (values[i] - values[i - 1])
    }

    /// Repairs per km of pipe; 0 for the other forms.
    public func repairsPerKm(_ intensity: Double) -> Double {
        guard case .repairRate(let coefficient, let exponent, _) = form, intensity > 0 else { return 0 }
        return coefficient * pow(intensity, exponent)
    }
}
