/// Student's t distribution.
public enum StudentT {
    /// The value that |t| does not exceed with probability 0.95; infinite without a degree of freedom.
    ///
    /// Tabulated for 1 to 31 degrees (quantile 0.975 of the distribution); beyond, the expansion of Abramowitz and
    /// Stegun (1964), 26.7.5, whose error is below 2e-6 there.
    public static func twoSided95(degreesOfFreedom n: Int) -> Double {
        guard n > 0 else { return .infinity }
        if n <= table.count { return table[n - 1] }
        let x = 1.959963984540054, x3 = x * x * x, x5 = x3 * x * x, x7 = x5 * x * x, d = Double(n)
        return x + (x3 + x) / (4 * d) + (5 * x5 + 16 * x3 + 3 * x) / (96 * d * d)
            + (3 * x7 + 19 * x5 + 17 * x3 - 15 * x) / (384 * d * d * d)
    }

    private static let table = [
        12.706204736, 4.302652730, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135,
        2.262157163, 2.228138852, 2.200985160, 2.178812830, 2.160368656, 2.144786688, 2.131449546, 2.119905299,
        2.109815578, 2.100922040, 2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.068657610, 2.063898562,
        2.059538553, 2.055529439, 2.051830516, 2.048407142, 2.045229642, 2.042272456, 2.039513446,
    ]
}
