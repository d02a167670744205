import CascadeModel
import NetworkModel

/// Outages right after a sampled event, power, water and road access, beside SciPy's connected components.
enum ScreeningBenchmark {
    private struct Figures: Decodable {
        var cpuSPerSample: [Double]
        var lostPower, lostWater, lostRoad, lostAny, weighted: Int
    }

    static func run(roadNodes: Int, samples: Int) throws {
        let city = try Peer.city(roadNodes)
        let cascade = Cascade(city.model)
        let (screening, preparing) = cpuSeconds { Screening(cascade, reserves: .full) }
        Measurement(name: "screening-prepare", value: preparing, unit: "s").print()
        var block = ScreenedSamples(for: screening)
        var tally = ScreeningTally(city.model, screening)
        var failing = 0.0, settling = 0.0, counting = 0.0, drawing = 0.0
        for start in stride(from: 0, to: samples, by: Screening.samplesAtOnce) {
            let count = min(Screening.samplesAtOnce, samples - start)
            let (failures, draw) = cpuSeconds { (start..<(start + count)).map { city.failures(sample: $0) } }
            drawing += draw
            failing += cpuSeconds {
                block.begin(screening)
                for (sample, assets) in failures.enumerated() { block.fail(assets, inSample: sample, screening) }
            }.1
            settling += cpuSeconds { block.settle(screening) }.1
            counting += cpuSeconds { _ = tally.add(block, samples: count, screening) }.1
        }
        for (name, time) in [("failures", failing), ("settling", settling), ("counting", counting), ("drawing-not-counted", drawing)] {
            Measurement(name: "screening-\(name)-per-sample", value: time / Double(samples) * 1e6, unit: "us").print()
        }
        let own = (failing + settling + counting) / Double(samples)
        Measurement(name: "screening-per-sample", value: own * 1e6, unit: "us").print()
        guard let peer = try Peer.figures(Figures.self, "w3_montecarlo.py", ["scipy", "\(roadNodes)", "\(samples)"]) else {
            return Measurement(name: "screening-scipy", value: .nan, unit: "us", comparedWith: "not installed").print()
        }
        Measurement(name: "screening-scipy", value: peer.cpuSPerSample[0] * 1e6, unit: "us").print()
        Measurement(
            name: "screening-relative", value: peer.cpuSPerSample[0] / own, unit: "1",
            comparedWith: "SciPy connected_components per sample, one core", limit: 50, smallerIsBetter: false
        ).print()
        var lost: [String: Int] = [:], weighted = 0
        let outCount = tally.outCount(screening), anyOutCount = tally.anyOutCount
        for (p, pair) in cascade.pairs.enumerated() where city.buildings.contains(Int(pair.facility)) {
            lost[city.model.services[Int(pair.service)], default: 0] += outCount[p]
            weighted += (Int(pair.facility) - city.buildings.lowerBound + 1) * outCount[p]
        }
        for (b, building) in city.buildings.enumerated() {
            let count = anyOutCount[building - city.model.facilities.lowerBound]
            lost["any", default: 0] += count
            weighted += (b + 1) * count
        }
        for (name, own, other) in [
            ("power", lost["power"], peer.lostPower), ("water", lost["water"], peer.lostWater),
            ("road", lost["road"], peer.lostRoad), ("any", lost["any"], peer.lostAny), ("weighted", weighted, peer.weighted),
        ] {
            Measurement(
                name: "screening-lost-\(name)-difference", value: Double((own ?? 0) - other), unit: "1",
                comparedWith: "checksum of the peer", limit: 0
            ).print()
        }
    }
}
