import Glibc

/// The standard normal distribution.
public enum Normal {
    /// Probability that a standard normal variable is at most `z`; full relative precision in both tails.
    public static func cdf(_ z: Double) -> Double { 0.5 * erfc(-z * 0.5.squareRoot()) }

    /// The value that a standard normal variable does not exceed with probability `p`.
    ///
    /// Wichura (1988), "Algorithm AS 241: The percentage points of the normal distribution", Applied Statistics 37,
    /// routine PPND16: relative accuracy about 1e-16. −∞ at 0, +∞ at 1, NaN outside.
    public static func quantile(_ p: Double) -> Double {
        let q = p - 0.5
        if abs(q) <= 0.425 {
            let r = 0.180625 - q * q
            return q * ratio(central, r)
        }
        guard p > 0, p < 1 else { return p == 0 ? -.infinity : p == 1 ? .infinity : .nan }
        let r = (-log(min(p, 1 - p))).squareRoot()
        let tail = r <= 5 ? ratio(middle, r - 1.6) : ratio(far, r - 5)
        return q < 0 ? -tail : tail
    }

    /// Numerator and denominator coefficients of a rational approximation, lowest power first; the
    /// denominator's first coefficient is 1.
    private typealias Coefficients = (
        n: (Double, Double, Double, Double, Double, Double, Double, Double),
        d: (Double, Double, Double, Double, Double, Double, Double)
    )

    private static func ratio(_ c: Coefficients, _ r: Double) -> Double {
        let (n, d) = c
        let low = ((n.3 * r + n.2) * r + n.1) * r + n.0
        let high = ((n.7 * r + n.6) * r + n.5) * r + n.4
        let below = ((d.2 * r + d.1) * r + d.0) * r + 1
        let above = ((d.6 * r + d.5) * r + d.4) * r + d.3
        let r4 = (r * r) * (r * r)
        return (high * r4 + low) / (above * r4 + below)
    }

    /// AS 241, coefficients a and b: |p − 0.5| ≤ 0.425.
    private static let central: Coefficients = (
        (
            3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
            4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
        ),
        (
            4.2313330701600911252e1, 6.8718700749205790830e2, 5.3941960214247511077e3, 2.1213794301586595867e4,
            3.9307895800092710610e4, 2.8729085735721942674e4, 5.2264952788528545610e3
        )
    )
    /// AS 241, coefficients c and d: the tails down to about 1.4e-11.
    private static let middle: Coefficients = (
        (
            1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
            1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
        ),
        (
            2.05319162663775882187e0, 1.67638483018380384940e0, 6.89767334985100004550e-1, 1.48103976427480074590e-1,
            1.51986665636164571966e-2, 5.47593808499534494600e-4, 1.05075007164441684324e-9
        )
    )
    /// AS 241, coefficients e and f: beyond.
    private static let far: Coefficients = (
        (
            6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
            2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
        ),
        (
            5.99832206555887937690e-1, 1.36929880922735805310e-1, 1.48753612908506148525e-2, 7.86869131145613259100e-4,
            1.84631831751005468180e-5, 1.42151175831644588870e-7, 2.04426310338993978564e-15
        )
    )
}
