/// How a loss is distributed over samples, in classes of under 0.8 % width: counts only, so that it merges exactly and
/// stays small whatever the number of samples.
public struct LossDistribution: Sendable, Equatable {
    /// Samples by class: the sign, exponent and leading seven binary digits of the value.
    private(set) var counts: [UInt64: Int] = [:]
    public init() {}

    private static let droppedBits: UInt64 = 45

    /// - Parameter value: 0 or more.
    public mutating func add(_ value: Double) { counts[max(0, value).bitPattern >> Self.droppedBits, default: 0] += 1 }
    public mutating func merge(_ other: Self) { counts.merge(other.counts, uniquingKeysWith: +) }
    public var count: Int { counts.values.reduce(0, +) }

    /// The loss that a share of the samples does not exceed, to the middle of its class; nil without samples.
    /// - Parameter share: 0 to 1.
    public func quantile(_ share: Double) -> Double? {
        let wanted = Double(count) * share
        var seen = 0
        for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
            seen += count
            if Double(seen) >= wanted {
                let low = Double(bitPattern: key << Self.droppedBits)
                return low == 0 ? 0 : (low + Double(bitPattern: (key + 1) << Self.droppedBits)) / 2
            }
        }
        return nil
    }
}
