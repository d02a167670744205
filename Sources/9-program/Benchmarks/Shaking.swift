import Computation
import Geometry
import Glibc
import HazardModel

/// The earthquake workloads: medians and scatter at a million places, and correlated residuals at two thousand.
///
/// The places are those of the peers' script: distances and velocities from the same counter-based generator.
enum Shaking {
    static func run() throws {
        try medians()
        try residuals()
        manyPlaces(20_000, samples: 4000)
        manyPlaces(1_000_000, samples: 0)
    }

    /// Three measures at 1,000,000 places of different distance and ground, magnitude 6.5, strike-slip.
    private static func medians() throws {
        let count = 1_000_000, event = SeismicEvent(magnitude: 6.5, mechanism: .strikeSlip)
        let sites = GroundMotionSites(
            distanceKilometres: uniforms(stream: 11, count).map { 1 + 99 * $0 },
            vs30MetresPerSecond: uniforms(stream: 12, count).map { 180 + 620 * $0 })
        let models: [(any GroundMotionModel, String)] = [
            (BooreEtAl2014(), "BooreEtAl2014"), (AkkarEtAl2014(), "AkkarEtAlRjb2014"),
        ]
        for (model, peerName) in models {
            let peer = try Peer.openQuake(model: peerName)
            for threads in [1, 0] {
                var wall = Double.infinity, processor = wall, sum = 0.0
                for _ in 0..<5 {
                    let (motions, elapsed, used) = wallAndProcessorSeconds {
                        model.shaking([.pga, .sa03, .sa10], of: event, at: sites, threads: threads)
                    }
                    (wall, processor) = (min(wall, elapsed), min(processor, used))
                    sum = motions.values.reduce(0) { $0 + $1.median.reduce(0, +) }
                }
                let isOneCore = threads == 1, time = isOneCore ? processor : wall
                let name = "shaking-\(model.key)-\(isOneCore ? "one-core" : "all-cores")"
                func print(_ name: String, _ seconds: Double) {
                    Measurement(name: name, value: seconds / Double(3 * count) * 1e9, unit: "ns per place and measure").print()
                }
                print(name, time)
                if let peer, isOneCore {
                    print("openquake-\(peerName)", peer.processorSeconds)
                    Measurement(
                        name: "sum-of-medians-relative-difference-\(model.key)", value: abs(sum / peer.checksum - 1),
                        unit: "1", comparedWith: "OpenQuake's hazard library", limit: 1e-9
                    ).print()
                }
                let peerTime = peer.map { isOneCore ? $0.processorSeconds : $0.seconds }
                Measurement(
                    name: name + "-relative", value: peerTime.map { $0 / time } ?? .nan, unit: "1",
                    comparedWith: peer == nil
                        ? "OpenQuake's hazard library is not installed"
                        : "OpenQuake's hazard library in the same run, one core, "
                            + (isOneCore ? "processor seconds of both" : "wall-clock seconds of both"),
                    limit: peer == nil ? .nan : 3, smallerIsBetter: false
                ).print()
            }
        }
    }

    /// 2,000 places in 30 km by 33 km, 1,000 samples: finding the map, drawing the normals, applying it.
    private static func residuals() throws {
        let count = 2000, samples = 1000
        let position = zip(uniforms(stream: 21, count), uniforms(stream: 22, count)).map {
            Point(x: 0.4 * $0 * 74_500, y: 0.3 * $1 * 111_200)
        }
        let key = (0..<count).map { CounterRandom.bits(seed: 1, sample: 0, key: UInt64($0), purpose: 0) }
        let peer = try Peer.numPyResiduals(places: count, samples: samples)
        for threads in [1, 0] {
            var best = Double.infinity, drawn: [[Double]] = []
            for _ in 0..<3 {
                let (result, wall, processor) = wallAndProcessorSeconds {
                    let places = ResidualPlaces(position: position, key: key, threads: threads)
                    let map = CorrelatedResiduals(places, rangeKilometres: 8.5, threads: threads)
                    return parallelMap(count: samples, threads: threads, chunk: 8, scratch: {}) { sample, _ in
                        map.correlate(places.independentNormals(seed: 1, sample: UInt64(sample), purpose: 2))
                    }
                }
                let time = threads == 1 ? processor : wall
                if time < best { (best, drawn) = (time, result) }
            }
            let variance = drawn.reduce(0) { $0 + $1.reduce(0) { $0 + $1 * $1 } } / Double(count * samples)
            let name = "correlated-residuals-\(threads == 1 ? "one-core" : "all-cores")"
            let peerTime = peer.map { threads == 1 ? $0.processorSeconds : $0.seconds }
            Measurement(name: name, value: best, unit: "s").print()
            Measurement(name: name + "-variance", value: variance, unit: "1").print()
            Measurement(
                name: name + "-relative", value: peerTime.map { $0 / best } ?? .nan, unit: "1",
                comparedWith: peer == nil
                    ? "NumPy is not installed" : "NumPy: distances, dense Cholesky, normals, product, one core",
                limit: peer == nil ? .nan : 1, smallerIsBetter: false
            ).print()
        }
    }

    /// Memory and time of many places, and how near the correlation of what is drawn comes to the model's.
    private static func manyPlaces(_ count: Int, samples: Int) {
        let position = zip(uniforms(stream: 31, count), uniforms(stream: 32, count)).map {
            Point(x: $0 * 30_000, y: $1 * 30_000)
        }
        let key = (0..<count).map { CounterRandom.bits(seed: 1, sample: 0, key: UInt64($0), purpose: 0) }
        let before = residentMemoryBytes(), range = 25.7, name = "\(count)-places-correlation"
        let (map, making) = seconds {
            CorrelatedResiduals(ResidualPlaces(position: position, key: key), rangeKilometres: range)
        }
        Measurement(name: name + "-prepare", value: making, unit: "s").print()
        Measurement(
            name: name + "-memory", value: (residentMemoryBytes() - before) / 1e6, unit: "MB",
            comparedWith: "a dense matrix of \(count)² doubles: \(Double(count) * Double(count) * 8 / 1e6) MB"
        ).print()
        Measurement(name: name + "-anchors", value: Double(map.places.anchorCount), unit: "1").print()
        let (_, drawing) = seconds { map.correlate(map.places.independentNormals(seed: 1, sample: 1, purpose: 2)) }
        Measurement(name: name + "-sample", value: drawing, unit: "s", comparedWith: "one core, one sample").print()
        guard samples > 0 else { return }
        // Two hundred pairs up to the whole town apart.
        let pairs = (0..<200).map { (($0 * 7919) % count, ($0 * 104_729 + 31) % count) }
        let products = parallelMap(count: samples, chunk: 8, scratch: {}) { sample, _ in
            let drawn = map.correlate(map.places.independentNormals(seed: 1, sample: UInt64(sample), purpose: 2))
            return pairs.map { drawn[$0] * drawn[$1] }
        }
        var squares = 0.0, noise = 0.0
        for (i, pair) in pairs.enumerated() {
            let mean = products.reduce(0) { $0 + $1[i] } / Double(samples), p = map.places.position
            let ρ = exp(-3 * p[pair.0].distance(to: p[pair.1]) / (range * 1000))
            squares += (mean - ρ) * (mean - ρ)
            noise += (1 + ρ * ρ) / Double(samples)
        }
        Measurement(
            name: name + "-deviation", value: (squares / 200).squareRoot(), unit: "1",
            comparedWith: "root mean square over 200 pairs; the noise of \(samples) samples alone", limit: 1.5 * (noise / 200).squareRoot()
        ).print()
    }

    /// Uniform numbers of the peers' generator: splitmix64 of a stream's own number plus a counter.
    private static func uniforms(stream: UInt64, _ count: Int) -> [Double] {
        func mix(_ a: UInt64) -> UInt64 {
            var z = a &+ 0x9e37_79b9_7f4a_7c15
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
        let start = mix(stream)
        return (0..<count).map { Double(mix(start &+ UInt64($0)) >> 11) * 0x1p-53 }
    }
}
