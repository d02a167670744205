import NetworkModel

/// Betweenness on the peers' roads by travel time: exact where there are few nodes, from drawn nodes where there are many,
/// beside igraph.
enum BetweennessBenchmark {
    private struct Figures: Decodable {
        var cpuMsPerSource, sum: Double
        var top5: [Int]
    }

    /// - Parameter sources: nil for every node.
    static func run(roadNodes: Int, sources: Int?) throws {
        let city = try Peer.city(roadNodes), name = "betweenness-\(roadNodes)-\(sources.map { "\($0)" } ?? "exact")"
        let count = sources ?? roadNodes
        // As the peer counts them: roads only, without the nodes at which access begins.
        let (graph, preparing) = cpuSeconds { city.roadGraph }
        let drawn = city.drawnSources(count)
        var own: [Double] = [], scores: Betweenness?
        for _ in 0..<(sources == nil ? 1 : 3) {
            let (result, time) = cpuSeconds {
                Betweenness(
                    graph, lengthOfLink: city.secondsOfLink, from: sources == nil ? .all : .these(drawn), threads: 1)
            }
            own.append(time / Double(count) * 1e3)
            scores = result
        }
        Measurement(name: name + "-prepare", value: preparing, unit: "s").print()
        Measurement(name: name, value: median(own), unit: "ms per source, one core").print()
        Measurement(name: name + "-peak-memory", value: peakMemoryBytes() / 1e9, unit: "GB").print()
        guard
            let peer = try Peer.figures(
                Figures.self, "w1_betweenness.py", ["igraph", "\(roadNodes)", sources.map { "\($0)" } ?? "exact", "1", "1"])
        else { return Measurement(name: name + "-igraph", value: .nan, unit: "ms", comparedWith: "not installed").print() }
        Measurement(name: name + "-igraph", value: peer.cpuMsPerSource, unit: "ms per source, one core").print()
        Measurement(
            name: name + "-relative", value: peer.cpuMsPerSource / median(own), unit: "1",
            comparedWith: "igraph, per source and core", limit: 3, smallerIsBetter: false
        ).print()
        // The peer counts every pair twice, and does not scale what it drew.
        let factor = sources.map { Double(roadNodes) / Double($0) } ?? 1
        let values = city.roadNodes.map { 2 * (scores?.ofNode[$0] ?? 0) / factor }
        let sum = values.reduce(0, +)
        Measurement(
            name: name + "-sum-relative-difference", value: abs(sum / peer.sum - 1), unit: "1",
            comparedWith: "checksum of the peer", limit: 1e-9
        ).print()
        let top = values.indices.sorted { (values[$1], $0) < (values[$0], $1) }.prefix(5)
        Measurement(
            name: name + "-first-five-differing", value: Double(zip(top, peer.top5).count { $0 != $1 }), unit: "1",
            comparedWith: "the peer's", limit: 0
        ).print()
    }
}
