import Computation

/// How firmly assets hold their places in a ranking, by resampling the replicates.
///
/// The replicates are independent and alike, the draws within one need not be: so whole replicates are drawn with
/// replacement (bootstrap; Efron 1979, "Bootstrap methods: another look at the jackknife", Ann. Statist. 7,
/// doi:10.1214/aos/1176344552).
enum RankingConfidence {
    static let resamples = 1000

    /// For each row the share of resamples in which fewer than `top` others have a higher mean.
    /// - Parameters:
    ///   - sums: for each row, the sum over each replicate.
    ///   - sizes: draws in each replicate.
    /// - Returns: nil where fewer than two replicates have draws: nothing can be resampled.
    static func shares(inTop top: Int, _ sums: [[Double]], sizes: [Int], seed: UInt64) -> [Double]? {
        let groups = sizes.indices.filter { sizes[$0] > 0 }
        guard groups.count > 1 else { return nil }
        var times = [Int](repeating: 0, count: sums.count)
        for resample in 0..<resamples {
            let drawn = (0..<groups.count).map { i in
                let u = CounterRandom.uniform(seed: seed, sample: UInt64(resample), key: UInt64(i), purpose: 0x626f_6f74)
                return groups[min(groups.count - 1, Int(u * Double(groups.count)))]
            }
            let means = sums.map { row in drawn.reduce(0) { $0 + row[$1] } }
            let sorted = means.sorted(by: >)
            let last = sorted.count > top ? sorted[top - 1] : -.infinity
            for i in means.indices where means[i] >= last { times[i] += 1 }
        }
        return times.map { Double($0) / Double(resamples) }
    }
}
