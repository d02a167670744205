import CriticalityRanking
import Computation
public import CascadeModel
import StudyRunner

/// C over the draws of a scenario, summed in groups: what the mean and its interval need, and those of a difference.
public struct DrawSums: Sendable, Equatable {
    public var count: Int
    /// How they were drawn: two scenarios have draws in common when this, the seed and the number are equal.
    public var scheme: String
    /// Of each of the groups, as `Replicates` numbers them.
    public var sums: [Double]

    public var mean: Double { sums.reduce(0, +) / Double(count) }

    /// Mean and interval of this less another over draws in common; nil where there are none.
    public func estimate(less other: Self) -> Estimate? {
        guard count > 0, count == other.count, scheme == other.scheme, sums.count == Replicates.count, other.sums.count == sums.count else {
            return nil
        }
        return Estimate(sums: zip(sums, other.sums).map { $0 - $1 }, sizes: Replicates.sizes(of: 0..<count))
    }
}

extension DrawSums {
    /// Nil without draws.
    init?(_ totals: SampleTotals) {
        guard totals.count > 0 else { return nil }
        self.init(count: totals.count, scheme: totals.draws.rawValue, sums: totals.consequence.values)
    }
}

/// Doubles as the bytes of a column, the low byte first.
enum DoubleBytes {
    static func bytes(of values: [Double]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 * values.count)
        for value in values { withUnsafeBytes(of: value.bitPattern.littleEndian) { bytes.append(contentsOf: $0) } }
        return bytes
    }
    static func values(of bytes: [UInt8]) -> [Double] {
        stride(from: 0, to: bytes.count - 7, by: 8).map { start in
            Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) })
        }
    }
}
