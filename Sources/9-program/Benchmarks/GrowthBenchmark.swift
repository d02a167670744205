import CascadeModel
import CriticalityRanking
import Glibc
import NetworkModel

/// How time and memory grow from 10,000 to 1,000,000 road nodes and with the number of samples, on the peers' city.
///
/// An exponent of 1 is growth in proportion; between two sizes it is the logarithm of the times over that of the assets.
enum GrowthBenchmark {
    private struct Size {
        var assets: Double
        var times: [(name: String, seconds: Double)]
    }

    static func run(sizes: [Int] = [10_000, 100_000, 1_000_000]) throws {
        var previous: Size?
        for roadNodes in sizes {
            let size = try measure(roadNodes)
            for (i, (name, time)) in size.times.enumerated() {
                guard let previous else { continue }
                Measurement(
                    name: "growth-\(roadNodes)-\(name)-exponent",
                    value: log(time / previous.times[i].seconds) / log(size.assets / previous.assets), unit: "1",
                    comparedWith: "near-linear in assets", limit: 1.25
                ).print()
            }
            previous = size
        }
    }

    private static func measure(_ roadNodes: Int) throws -> Size {
        let (city, reading) = try seconds { try Peer.city(roadNodes, hospitalBufferHours: 24) }
        let assets = Double(city.model.assetCount), base = ServiceBase(city.model)
        var times: [(String, Double)] = []
        func note(_ name: String, _ time: Double) {
            times.append((name, time))
            Measurement(name: "growth-\(roadNodes)-\(name)", value: time / assets * 1e9, unit: "ns per asset").print()
        }
        note("read", reading)
        let (cascade, preparing) = cpuSeconds { Cascade(city.model) }
        note("prepare-cascade", preparing)
        note("every-single-failure", cpuSeconds { SingleFailureImpact(city.model, cascade, base: base, horizonHours: 72, threads: 1) }.1)
        let (screening, sorting) = cpuSeconds { Screening(cascade, reserves: .full) }
        note("prepare-screening", sorting)
        _ = screening
        // Twice as many samples take twice the time and no more memory.
        let few = max(4, 1_000_000 / roadNodes)
        _ = CascadeBenchmark.total(few, city, cascade, base, threads: 1)
        let (_, once) = cpuSeconds { CascadeBenchmark.total(few, city, cascade, base, threads: 1) }
        let memory = peakMemoryBytes()
        let (_, fourTimes) = cpuSeconds { CascadeBenchmark.total(4 * few, city, cascade, base, threads: 1) }
        note("sample", fourTimes / Double(4 * few))
        Measurement(
            name: "growth-\(roadNodes)-time-of-four-times-the-samples", value: fourTimes / once, unit: "1",
            comparedWith: "linear in samples", limit: 4.4
        ).print()
        Measurement(
            name: "growth-\(roadNodes)-memory-of-four-times-the-samples", value: peakMemoryBytes() / memory, unit: "1",
            comparedWith: "independent of samples", limit: 1.02
        ).print()
        Measurement(
            name: "growth-\(roadNodes)-peak-memory", value: memory / assets, unit: "byte per asset",
            comparedWith: "the tables of the city read in included", limit: 1000
        ).print()
        return Size(assets: assets, times: times)
    }
}
