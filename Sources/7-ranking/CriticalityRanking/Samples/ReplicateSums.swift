public import CascadeModel
import Computation

/// Sums of one figure over the samples of each replicate: all that its mean and interval need.
///
/// Sums are exact and merge in any order, so that neither threads nor shards change a bit.
public struct ReplicateSums: Sendable, Equatable {
    private(set) var sums = Array(repeating: ExactSum(), count: Replicates.count)
    public init() {}

    public mutating func add(_ value: Double, ofSample number: Int) { sums[Replicates.group(ofSample: number)].add(value) }
    public mutating func merge(_ other: Self) { for i in sums.indices { sums[i].add(other.sums[i]) } }

    public var values: [Double] { sums.map(\.value) }
    /// Over all samples.
    public var total: Double {
        var total = ExactSum()
        for sum in sums { total.add(sum) }
        return total.value
    }

    /// Mean and interval.
    /// - Parameter sizes: samples of each replicate.
    public func estimate(_ sizes: [Int]) -> Estimate { Estimate(sums: values, sizes: sizes) }
    /// Mean and interval of this less another figure of the same samples.
    public func estimate(less other: Self, _ sizes: [Int]) -> Estimate {
        Estimate(sums: zip(values, other.values).map { $0 - $1 }, sizes: sizes)
    }
}
