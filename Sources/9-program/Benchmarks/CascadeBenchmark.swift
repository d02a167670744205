import CascadeModel
import Computation
import DamageModel
import NetworkModel

/// The outage travelling through a week on the peers' city, sample after sample: nodes fail as in their workload, each
/// takes its own time to repair, and hospitals with a generator run for a day without power.
///
/// Nobody else computes the same. A peer that knows only the state at one moment has to compute it anew whenever
/// something changes: SciPy's time for one moment, times the moments of a sample, stands beside it.
enum CascadeBenchmark {
    private struct Figures: Decodable { var cpuSPerSample: [Double] }

    static let horizonHours = 168.0

    static func run(roadNodes: Int, samples: Int) throws {
        let city = try Peer.city(roadNodes, hospitalBufferHours: 24)
        let cascade = Cascade(city.model), base = ServiceBase(city.model)
        Measurement(name: "assets", value: Double(city.model.assetCount), unit: "1").print()
        var one: [Double] = [], moments = 0, state = CascadeState(for: cascade)
        for sample in 0..<min(samples, 100) {
            let damage = city.damage(sample: sample)
            one.append(
                cpuSeconds {
                    let outage = cascade.run(damage, horizonHours: horizonHours, explaining: false, state: &state)
                    moments += outage.eventHours.count
                    _ = ServiceOutcome(outage, on: city.model, base: base)
                }.1)
        }
        let perSample = median(one), perSampleMoments = Double(moments) / Double(one.count)
        Measurement(name: "cascade-per-sample", value: perSample * 1e3, unit: "ms", comparedWith: "one core, median").print()
        Measurement(name: "cascade-moments-per-sample", value: perSampleMoments, unit: "1").print()
        let (sum, wall) = seconds { total(samples, city, cascade, base, threads: 0) }
        Measurement(
            name: "cascade-\(samples)-samples", value: wall, unit: "s", comparedWith: "drawing included, all cores, wall-clock time",
            limit: roadNodes == 100_000 ? 60 * Double(samples) / 1000 : .nan
        ).print()
        Measurement(name: "cascade-resident-hours-per-sample", value: sum / Double(samples), unit: "h").print()
        Measurement(name: "peak-memory", value: peakMemoryBytes() / 1e9, unit: "GB").print()
        guard let peer = try Peer.figures(Figures.self, "w3_montecarlo.py", ["scipy", "\(roadNodes)", "20"]) else {
            return Measurement(name: "cascade-scipy", value: .nan, unit: "ms", comparedWith: "not installed").print()
        }
        let other = peer.cpuSPerSample[0] * perSampleMoments
        Measurement(name: "cascade-scipy", value: other * 1e3, unit: "ms", comparedWith: "connected_components anew at every moment").print()
        Measurement(
            name: "cascade-relative", value: other / perSample, unit: "1", comparedWith: "SciPy anew at every moment, one core",
            smallerIsBetter: false
        ).print()
    }

    /// C of all samples together.
    static func total(_ samples: Int, _ city: PeerCity, _ cascade: Cascade, _ base: ServiceBase, threads: Int) -> Double {
        parallelSum(over: 0..<samples, threads: threads, scratch: { CascadeState(for: cascade) }, from: ExactSum()) { sample, state, sum in
            let outage = cascade.run(city.damage(sample: sample), horizonHours: horizonHours, explaining: false, state: &state)
            sum.add(ServiceOutcome(outage, on: city.model, base: base).consequence)
        } merging: {
            $0.add($1)
        }.value
    }
}

extension PeerCity {
    /// What fails in a sample, and for how long: 1 to 48 whole hours, a draw of its own for each.
    func damage(sample: Int) -> [Disturbance] {
        failures(sample: sample).map { asset in
            let draw = CounterRandom.uniform(seed: 1, sample: UInt64(sample), key: UInt64(asset), purpose: 2)
            return Disturbance(
                asset: asset, fromHours: 0, untilHours: 1 + (47 * draw).rounded(.down), cause: .damaged, state: .extensive)
        }
    }
}
