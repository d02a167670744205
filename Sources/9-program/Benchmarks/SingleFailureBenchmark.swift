import CascadeModel
import CriticalityRanking
import NetworkModel

/// What the failure of every single asset of power and water costs, beside igraph's dominator trees.
enum SingleFailureBenchmark {
    private struct Figures: Decodable {
        var totalCpuS: [Double]
        var lostPower, lostWater, lostAny: Int
    }

    static func run(roadNodes: Int) throws {
        let city = try Peer.city(roadNodes)
        // The peer has power and water only, and counts buildings: every building weighs one, for one hour.
        let bare = try city.withoutRoads()
        let small = Cascade(bare.model), whole = Cascade(city.model)
        let base = ServiceBase(bare.model), wholeBase = ServiceBase(city.model)
        var own: [Double] = [], impact: SingleFailureImpact?
        for _ in 0..<5 {
            let (result, time) = cpuSeconds { SingleFailureImpact(bare.model, small, base: base, horizonHours: 1, threads: 1) }
            own.append(time)
            impact = result
        }
        guard let impact else { return }
        let (_, all) = cpuSeconds { SingleFailureImpact(city.model, whole, base: wholeBase, horizonHours: 72, threads: 1) }
        let (_, wall) = seconds { SingleFailureImpact(city.model, whole, base: wholeBase, horizonHours: 72) }
        Measurement(name: "single-failure", value: median(own), unit: "s", comparedWith: "every node, link and facility of power and water, one core", limit: 2).print()
        Measurement(name: "single-failure-with-roads", value: all, unit: "s", comparedWith: "every asset of the city, one core").print()
        Measurement(name: "single-failure-with-roads-all-cores", value: wall, unit: "s", comparedWith: "wall-clock time").print()
        guard let peer = try Peer.figures(Figures.self, "w4_dominator.py", ["\(roadNodes)", "3"]) else {
            return Measurement(name: "single-failure-igraph", value: .nan, unit: "s", comparedWith: "not installed").print()
        }
        Measurement(name: "single-failure-igraph", value: peer.totalCpuS[0], unit: "s", comparedWith: "every node of power and water").print()
        Measurement(
            name: "single-failure-relative", value: peer.totalCpuS[0] / median(own), unit: "1",
            comparedWith: "igraph dominator trees, medians", limit: 1, smallerIsBetter: false
        ).print()
        let sums = bare.nodes.reduce(into: (power: 0.0, water: 0.0, any: 0)) { sums, node in
            sums.power += bare.model.service(named: "power").map { impact.byService[$0][node] } ?? 0
            sums.water += bare.model.service(named: "water").map { impact.byService[$0][node] } ?? 0
            sums.any += Int(impact.facilitiesOut[node])
        }
        for (name, own, other) in [
            ("power", Int(sums.power), peer.lostPower), ("water", Int(sums.water), peer.lostWater), ("any", sums.any, peer.lostAny),
        ] {
            Measurement(
                name: "single-failure-\(name)-difference", value: Double(own - other), unit: "1",
                comparedWith: "buildings lost, summed over all failures, as the peer counts them", limit: 0
            ).print()
        }
    }
}
