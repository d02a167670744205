import NetworkModel

/// Travel time from the nearest hospital to every building, in flood after flood, beside SciPy's Dijkstra.
enum NearestBenchmark {
    private struct Figures: Decodable {
        var cpuSPerScenario: [Double]
        var reached: Int
        var sumS: Double
    }

    static func run(roadNodes: Int, scenarios: Int) throws {
        let city = try Peer.city(roadNodes)
        let floods = (0..<scenarios).map { city.floodedRoads(scenario: $0) }
        let layer = city.model.layer(named: "road")
        let firstRoad = city.roads.lowerBound - city.model.nodeCount
        let seconds = city.secondsOfLink

        let ((graph, nearest), preparing) = cpuSeconds {
            let graph = ArcGraph(city.model, layer: layer)
            return (graph, NearestSource(graph, secondsOfLink: seconds, sourceNodes: city.hospitalRoad))
        }
        var times = TravelTimes(for: nearest)
        var costs: [Double] = [], reached = 0, sum = 0.0
        for flood in floods {
            let ((count, total), cost) = cpuSeconds {
                var changes = TravelTimes.Changes()
                changes.links = flood.map { (Int32(firstRoad + $0), .infinity) }
                times.apply(changes, to: nearest)
                var count = 0, total = 0.0, part = 0.0
                for (i, node) in city.buildingRoad.enumerated() {
                    let time = times.seconds(to: node, graph)
                    if time < .infinity {
                        count += 1
                        part += time
                    }
                    // Sums of sums, so that rounding stays below the digits that are compared.
                    if i % 512 == 511 { (total, part) = (total + part, 0) }
                }
                return (count, total + part)
            }
            costs.append(cost + preparing / Double(scenarios))
            reached += count
            sum += total
        }
        let own = median(costs)
        Measurement(name: "nearest-prepare", value: preparing, unit: "s", comparedWith: "graph and undisturbed tree, once; shared out over the scenarios below").print()
        Measurement(name: "nearest-per-scenario", value: own * 1e3, unit: "ms").print()
        guard let peer = try Peer.figures(Figures.self, "w5_access.py", ["scipy", "\(roadNodes)", "\(scenarios)"]) else {
            return Measurement(name: "nearest-scipy", value: .nan, unit: "ms", comparedWith: "not installed").print()
        }
        Measurement(name: "nearest-scipy", value: peer.cpuSPerScenario[0] * 1e3, unit: "ms").print()
        Measurement(
            name: "nearest-relative", value: peer.cpuSPerScenario[0] / own, unit: "1",
            comparedWith: "SciPy dijkstra per scenario, one core, medians", limit: 5, smallerIsBetter: false
        ).print()
        Measurement(
            name: "nearest-buildings-reached-difference", value: Double(reached - peer.reached), unit: "1",
            comparedWith: "checksum of the peer", limit: 0
        ).print()
        Measurement(
            name: "nearest-seconds-difference", value: abs(sum - peer.sumS), unit: "s", comparedWith: "checksum of the peer, rounded to 0.001 s",
            limit: 0.001
        ).print()
    }
}
