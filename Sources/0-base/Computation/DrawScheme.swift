/// How the numbers of a whole event, the few on which everything in a sample depends, are spread over the samples.
public enum DrawScheme: String, Sendable, CaseIterable {
    /// Each sample draws for itself.
    case plain
    /// The samples of one replicate divide the possible events evenly among themselves (`ScrambledSobol`), so that
    /// their mean varies less. The replicates are independent, and intervals rest on how they differ.
    case stratified

    /// Uniform in (0, 1): the number of one sample. It depends on the sample's number, not on how many there are.
    /// - Parameters:
    ///   - dimension: 0 for the first event, 1 for the next; those without a sequence of their own draw plainly.
    ///   - purpose: what a plain number is keyed by.
    public func uniform(seed: UInt64, sample: UInt64, dimension: Int, purpose: UInt64) -> Double {
        guard self == .stratified, dimension < ScrambledSobol.dimensions else {
            return CounterRandom.uniform(seed: seed, sample: sample, key: 0, purpose: purpose)
        }
        return ScrambledSobol.uniform(
            seed: seed, replicate: sample % UInt64(Replicates.count), index: sample / UInt64(Replicates.count),
            dimension: dimension, purpose: purpose)
    }
}

/// The groups that samples are dealt to in turn: sample j belongs to group j mod `count`.
///
/// Whatever the scheme of drawing, the groups are independent of one another and alike in distribution, so that the
/// scatter of their means says how sure the mean over all samples is.
public enum Replicates {
    /// Many enough for a steady interval, few enough for each to have several samples.
    public static let count = 32
    @inlinable public static func group(ofSample number: Int) -> Int { number % count }

    /// How many samples of a range each group has.
    public static func sizes(of range: Range<Int>) -> [Int] {
        (0..<count).map { group in
            func upTo(_ end: Int) -> Int { end > group ? (end - group - 1) / count + 1 : 0 }
            return upTo(range.upperBound) - upTo(range.lowerBound)
        }
    }
}
