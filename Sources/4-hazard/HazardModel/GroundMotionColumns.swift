import Computation

/// A stretch of places, as the inner loops of ground-motion models read them.
public struct GroundMotionStretch: @unchecked Sendable {
    /// Kilometres, by the model's `distance`, and Vs30 in m/s; as many as `count`.
    public let distanceKilometres, vs30MetresPerSecond: UnsafePointer<Double>
    public let count: Int
}

/// Where a ground-motion model writes what it computes for one measure at a stretch of places; columns are not
/// initialised before.
///
/// Safe to share among threads because each of them writes only to its own stretch.
public struct GroundMotionColumns: @unchecked Sendable {
    public let measure: IntensityMeasure
    /// Median in the measure's unit, and standard deviation φ of the natural logarithm within the event.
    public let median, withinEventSigma: UnsafeMutablePointer<Double>

    func from(_ place: Int) -> GroundMotionColumns {
        GroundMotionColumns(measure: measure, median: median + place, withinEventSigma: withinEventSigma + place)
    }
}

extension GroundMotionModel {
    /// Shaking at all places, by all cores; measures that the model does not cover are left out.
    public func shaking(
        _ wanted: [IntensityMeasure], of event: SeismicEvent, at sites: GroundMotionSites, threads: Int = 0
    ) -> [IntensityMeasure: GroundMotion] {
        let covered = wanted.filter(measures.contains)
        let filled = [Double].filled(2 * covered.count, each: sites.count) { pointers in
            let columns = covered.enumerated().map {
                GroundMotionColumns(measure: $1, median: pointers[2 * $0], withinEventSigma: pointers[2 * $0 + 1])
            }
            sites.inStretches(threads: threads) { stretch, first in fill(columns.map { $0.from(first) }, of: event, at: stretch) }
        }
        var result: [IntensityMeasure: GroundMotion] = [:]
        for (i, measure) in covered.enumerated() {
            result[measure] = GroundMotion(
                median: filled[2 * i], betweenEventSigma: betweenEventSigma(measure, of: event),
                withinEventSigma: filled[2 * i + 1])
        }
        return result
    }
}

extension GroundMotionSites {
    /// Hands out stretches small enough for the cache, to all cores.
    fileprivate func inStretches(threads: Int, _ body: @Sendable (_ stretch: GroundMotionStretch, _ first: Int) -> Void) {
        distanceKilometres.withUnsafeBufferPointer { distance in
            vs30MetresPerSecond.withUnsafeBufferPointer { vs30 in
                guard let distances = distance.baseAddress, let velocities = vs30.baseAddress else { return }
                let all = GroundMotionStretch(distanceKilometres: distances, vs30MetresPerSecond: velocities, count: count)
                let size = 2048
                _ = parallelMap(count: (count + size - 1) / size, threads: threads, scratch: {}) { i, _ in
                    let first = i * size
                    body(
                        GroundMotionStretch(
                            distanceKilometres: all.distanceKilometres + first,
                            vs30MetresPerSecond: all.vs30MetresPerSecond + first, count: min(size, all.count - first)),
                        first)
                }
            }
        }
    }
}

extension [Double] {
    /// Several arrays of one length that one body fills whole; they are not set to zero first.
    fileprivate static func filled(
        _ arrays: Int, each count: Int, _ body: ([UnsafeMutablePointer<Double>]) -> Void
    ) -> [[Double]] {
        var filled: [[Double]] = []
        func nest(_ outer: [UnsafeMutablePointer<Double>]) {
            guard outer.count < arrays else { return body(outer) }
            filled.append([Double](unsafeUninitializedCapacity: count) { buffer, initialized in
                guard let pointer = buffer.baseAddress else { return }
                nest(outer + [pointer])
                initialized = count
            })
        }
        nest([])
        // The innermost is ready first.
        return filled.count == arrays ? filled.reversed() : Array<[Double]>(repeating: [], count: arrays)
    }
}
