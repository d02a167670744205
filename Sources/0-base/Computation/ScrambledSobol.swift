/// Randomised quasi-random numbers: Sobol's sequence with Owen's scrambling.
///
/// Direction numbers of Joe and Kuo (2008, "Constructing Sobol sequences with better two-dimensional projections",
/// SIAM J. Sci. Comput. 30, doi:10.1137/070709359). Nested uniform scrambling (Owen 1995, "Randomly permuted
/// (t,m,s)-nets and (t,s)-sequences", doi:10.1007/978-1-4612-2552-2_19): every point is uniform by itself, and any
/// 2^m that follow one another from a multiple of 2^m on lie one in each of the 2^m equal parts of (0, 1). Whether a
/// binary digit is flipped is a keyed random number of the digits before it.
public enum ScrambledSobol {
    public static let dimensions = 5

    /// Polynomial and first direction numbers of the dimensions from the second on.
    private static let polynomials: [(degree: Int, coefficients: UInt32, first: [UInt32])] = [
        (1, 0, [1]), (2, 1, [1, 3]), (3, 1, [1, 3, 1]), (3, 2, [1, 1, 1]),
    ]
    /// For each dimension, what each binary digit of the index contributes.
    private static let directions: [[UInt32]] = [(0..<32).map { 1 << (31 - UInt32($0)) }] + polynomials.map { polynomial in
        var v = polynomial.first.enumerated().map { $1 << (31 - UInt32($0)) }
        let s = polynomial.degree
        for i in s..<32 {
            var next = v[i - s] ^ (v[i - s] >> UInt32(s))
            for k in 1..<max(1, s) where polynomial.coefficients >> UInt32(s - 1 - k) & 1 == 1 { next ^= v[i - k] }
            v.append(next)
        }
        return v
    }

    /// The point of an index before scrambling, as a fraction of 2³²; indexes in natural order, not in Gray's.
    static func point(index: UInt64, dimension: Int) -> UInt32 {
        var point: UInt32 = 0, rest = UInt32(truncatingIfNeeded: index), digit = 0
        while rest != 0 {
            if rest & 1 == 1 { point ^= directions[dimension][digit] }
            rest >>= 1
            digit += 1
        }
        return point
    }

    /// Uniform in the open interval (0, 1), keyed by all that is given.
    /// - Parameter dimension: 0 ..< `dimensions`.
    public static func uniform(
        seed: UInt64, replicate: UInt64, index: UInt64, dimension: Int, purpose: UInt64
    ) -> Double {
        let point = point(index: index, dimension: dimension)
        var scrambled: UInt32 = 0
        for digit in 0..<UInt32(32) {
            // The digits before this one, behind a leading 1.
            let before = UInt64(1) << UInt64(digit) | (digit == 0 ? 0 : UInt64(point >> (32 - digit)))
            let flip = CounterRandom.bits(seed: seed, sample: replicate, key: before, purpose: purpose) & 1
            scrambled = scrambled << 1 | (point >> (31 - digit) & 1 ^ UInt32(flip))
        }
        let below = CounterRandom.bits(
            seed: seed, sample: replicate, key: 1 << 32 | UInt64(point), purpose: purpose) & 0xF_FFFF
        return (Double(UInt64(scrambled) << 20 | below) + 0.5) * 0x1p-52
    }
}
