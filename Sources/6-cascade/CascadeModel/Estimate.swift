import Computation

/// A mean over samples with its 95 % confidence interval.
public struct Estimate: Sendable, Equatable {
    public var mean, lower, upper: Double
    public var samples: Int
    public init(mean: Double, lower: Double, upper: Double, samples: Int) {
        self.mean = mean
        self.lower = lower
        self.upper = upper
        self.samples = samples
    }

    /// Quantile 0.975 of the standard normal distribution.
    private static let z = 1.959963984540054

    /// Mean of values ± z · s/√n (central limit theorem; s with n − 1). A single value has an infinite interval.
    public init(_ values: [Double]) {
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let half = values.count > 1 ? Self.z * (squares / (n - 1) / n).squareRoot() : Double.infinity
        self.init(mean: mean, lower: mean - half, upper: mean + half, samples: values.count)
    }

    /// A mean from independent groups of samples, from how the groups differ: it holds for samples that are not
    /// independent within their group.
    ///
    /// Mean ± t · √(Σ (group sum − group size · mean)² · R / (R − 1)) / n over the R groups that have samples, with
    /// Student's t for R − 1 degrees of freedom (Owen 2013, "Monte Carlo theory, methods and examples", ch. 17.2). With
    /// groups of one sample it is the interval of plain samples. One group alone has an infinite interval.
    /// - Parameters:
    ///   - sums: of the values of each group.
    ///   - sizes: samples of each group.
    public init(sums: [Double], sizes: [Int]) {
        let groups = sizes.indices.filter { sizes[$0] > 0 }, n = Double(sizes.reduce(0, +))
        let mean = groups.reduce(0) { $0 + sums[$1] } / n
        self.init(mean: mean, half: Self.halfWidth(groups.map { sums[$0] - Double(sizes[$0]) * mean }, over: n), samples: Int(n))
    }

    /// The ratio of two means over the same samples, by the linear part of its error.
    /// - Parameters above, below: sums of each group; those below add up to more than 0.
    public init(ratioOf above: [Double], to below: [Double], sizes: [Int]) {
        let groups = sizes.indices.filter { sizes[$0] > 0 }
        let total = groups.reduce(0) { $0 + below[$1] }
        let ratio = groups.reduce(0) { $0 + above[$1] } / total
        self.init(
            mean: ratio, half: Self.halfWidth(groups.map { above[$0] - ratio * below[$0] }, over: total),
            samples: sizes.reduce(0, +))
    }

    private init(mean: Double, half: Double, samples: Int) {
        self.init(mean: mean, lower: mean - half, upper: mean + half, samples: samples)
    }

    private static func halfWidth(_ deviations: [Double], over total: Double) -> Double {
        let r = Double(deviations.count)
        guard r > 1 else { return .infinity }
        let squares = deviations.reduce(0) { $0 + $1 * $1 }
        return StudentT.twoSided95(degreesOfFreedom: deviations.count - 1) * (squares * r / (r - 1)).squareRoot() / abs(total)
    }

    /// Half the interval's width as a share of the mean; infinite where the mean is 0.
    public var relativeHalfWidth: Double { mean == 0 ? .infinity : (upper - lower) / 2 / abs(mean) }

    /// A probability from counts, with Wilson's score interval (1927, J. Am. Stat. Assoc. 22, 209–212), which
    /// stays inside 0…1 and does not collapse at 0 or n.
    public init(successes: Int, of count: Int) {
        let n = Double(count), p = Double(successes) / n, z2 = Self.z * Self.z
        let centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        let half = Self.z / (1 + z2 / n) * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
        self.init(mean: p, lower: max(0, centre - half), upper: min(1, centre + half), samples: count)
    }
}
