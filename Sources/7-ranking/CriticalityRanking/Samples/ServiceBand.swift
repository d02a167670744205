public import CascadeModel
import Computation

/// The share of residents served by one service over time, over many samples: its mean and the band that holds nine
/// samples of ten at each time.
///
/// Counts by time and by steps of 0.1 % of the residents: exact to that step, mergeable, and of one size whatever the
/// number of samples.
public struct ServiceBand: Sendable, Equatable {
    /// Equal steps from onset to the horizon.
    public static let steps = 96
    private static let classes = 1000

    public let horizonHours: Double
    private var served = Array(repeating: ExactSum(), count: steps + 1)
    private var counts = [Int32](repeating: 0, count: (steps + 1) * (classes + 1))
    private var samples = 0

    public init(horizonHours: Double) { self.horizonHours = horizonHours }

    public mutating func add(_ curve: [ServiceOutcome.CurveStep]) {
        samples += 1
        var step = 0
        for i in 0...Self.steps {
            while step + 1 < curve.count && curve[step + 1].hours <= hours(i) { step += 1 }
            let share = curve.isEmpty ? 1 : min(max(curve[step].shareServed, 0), 1)
            served[i].add(share)
            counts[i * (Self.classes + 1) + Int((share * Double(Self.classes)).rounded())] += 1
        }
    }

    public mutating func merge(_ other: Self) {
        samples += other.samples
        for i in served.indices { served[i].add(other.served[i]) }
        for i in counts.indices { counts[i] += other.counts[i] }
    }

    /// The state at one time.
    public struct Point: Sendable, Equatable {
        public var hours: Double
        /// Mean share of residents served.
        public var mean: Double
        /// The shares that one sample of twenty stays below, and one of twenty stays above.
        public var low, high: Double
        public init(hours: Double, mean: Double, low: Double, high: Double) {
            self.hours = hours
            self.mean = mean
            self.low = low
            self.high = high
        }
    }
    /// In order of time; empty without samples.
    public var points: [Point] {
        guard samples > 0 else { return [] }
        return (0...Self.steps).map {
            Point(
                hours: hours($0), mean: served[$0].value / Double(samples), low: quantile(0.05, at: $0),
                high: quantile(0.95, at: $0))
        }
    }

    private func hours(_ i: Int) -> Double { horizonHours * Double(i) / Double(Self.steps) }

    private func quantile(_ share: Double, at time: Int) -> Double {
        let wanted = Double(samples) * share, first = time * (Self.classes + 1)
        var seen = 0
        for i in 0...Self.classes {
            seen += Int(counts[first + i])
            if Double(seen) >= wanted { return Double(i) / Double(Self.classes) }
        }
        return 1
    }
}
