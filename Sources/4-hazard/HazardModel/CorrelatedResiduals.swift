import Computation
import Geometry
import Glibc

/// The linear map from independent to correlated standard normals, for one range of correlation.
public struct CorrelatedResiduals: Sendable {
    public let places: ResidualPlaces
    public let rangeKilometres: Double
    /// One per neighbour.
    private let weight: [Float]
    /// How much of a place's own normal enters, one per place.
    private let own: [Double]

    /// - Complexity: O(places × neighbours³), on all cores; 4 bytes per neighbour.
    public init(_ places: ResidualPlaces, rangeKilometres: Double, threads: Int = 0) {
        self.places = places
        self.rangeKilometres = rangeKilometres
        let decay = -3 / (rangeKilometres * 1000), size = 256
        let chunks = parallelMap(
            count: (places.count + size - 1) / size, threads: threads, scratch: { Conditioning() }
        ) { chunk, conditioning in
            var weights: [Float] = [], own: [Double] = []
            for place in (chunk * size)..<min((chunk + 1) * size, places.count) {
                own.append(conditioning.solve(place, places, decay))
                weights += conditioning.weights
            }
            return (weights, own)
        }
        weight = chunks.flatMap(\.0)
        own = chunks.flatMap(\.1)
    }

    /// Correlated standard normals, one per place.
    /// - Parameter independent: independent standard normals, one per place; the same for every range, so that the
    ///   measures of one place are as good as fully correlated.
    public func correlate(_ independent: [Double]) -> [Double] {
        precondition(independent.count == places.count, "one normal per place")
        return [Double](unsafeUninitializedCapacity: places.count) { residual, count in
            places.neighbour.withUnsafeBufferPointer { neighbour in
                weight.withUnsafeBufferPointer { weight in
                    for place in 0..<places.count {
                        var sum = own[place] * independent[place]
                        for slot in places.first[place]..<places.first[place + 1] {
                            sum += Double(weight[slot]) * residual[Int(neighbour[slot])]
                        }
                        residual[place] = sum
                    }
                }
            }
            count = places.count
        }
    }

    /// Simple kriging of one place from its neighbours.
    private struct Conditioning {
        /// Lower triangle of the neighbours' correlation matrix, then of its Cholesky factor, by rows.
        private var factor: [Double] = []
        private var right: [Double] = []
        private(set) var weights: [Float] = []

        /// Fills `weights`; returns the standard deviation that is left when the neighbours are known.
        mutating func solve(_ place: Int, _ places: ResidualPlaces, _ decay: Double) -> Double {
            let slots = places.first[place]..<places.first[place + 1], n = slots.count
            if factor.count < n * n {
                factor = Array(repeating: 0, count: n * n)
                right = Array(repeating: 0, count: n)
            }
            let here = places.position[place]
            for i in 0..<n {
                let p = places.position[Int(places.neighbour[slots.lowerBound + i])]
                for j in 0..<i {
                    let q = places.position[Int(places.neighbour[slots.lowerBound + j])]
                    factor[i * n + j] = exp(decay * p.distance(to: q))
                }
                // Places that all but coincide must not make the matrix singular.
                factor[i * n + i] = 1 + 1e-10
                right[i] = exp(decay * p.distance(to: here))
            }
            // Cholesky, then the forward solution y; the variance explained is y·y.
            var explained = 0.0
            for i in 0..<n {
                for j in 0...i {
                    var sum = factor[i * n + j]
                    for k in 0..<j { sum -= factor[i * n + k] * factor[j * n + k] }
                    factor[i * n + j] = i == j ? max(sum, 1e-12).squareRoot() : sum / factor[j * n + j]
                }
                var sum = right[i]
                for k in 0..<i { sum -= factor[i * n + k] * right[k] }
                right[i] = sum / factor[i * n + i]
                explained += right[i] * right[i]
            }
            for i in stride(from: n - 1, through: 0, by: -1) {
                var sum = right[i]
                for k in (i + 1)..<max(n, i + 1) { sum -= factor[k * n + i] * right[k] }
                right[i] = sum / factor[i * n + i]
            }
            weights.removeAll(keepingCapacity: true)
            for i in 0..<n { weights.append(Float(right[i])) }
            return max(0, 1 - explained).squareRoot()
        }
    }
}
