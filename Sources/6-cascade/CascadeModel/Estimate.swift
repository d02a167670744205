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

    /// A probability from counts, with Wilson's score interval (1927, J. Am. Stat. Assoc. 22, 209–212), which
    /// stays inside 0…1 and does not collapse at 0 or n.
    public init(successes: Int, of count: Int) {
        let n = Double(count), p = Double(successes) / n, z2 = Self.z * Self.z
        let centre = (p + z2 / (2 * n)) / (1 + z2 / n)
        let half = Self.z / (1 + z2 / n) * (p * (1 - p) / n + z2 / (4 * n * n)).squareRoot()
        self.init(mean: p, lower: max(0, centre - half), upper: min(1, centre + half), samples: count)
    }
}
