import CascadeModel
import Computation
import NetworkModel

/// What every single failure takes from the facilities whose losses can be read off the tree, summed over its subtrees.
///
/// Each loss is marked at the lowest place that causes it, and taken back where two marks of the same loss meet: the sum
/// over the subtree of a place is what its failure costs. Sums are exact, so that differences of running totals are too.
/// - Complexity: O(places + requirements log places).
struct PlainLosses: Sendable {
    /// Positions in `CityModel.services` of the services that facilities require.
    let services: [Int]
    private let size: [Int32]
    /// Running totals of what is marked before each place, by service.
    private var sums: [[ExactSum]]
    private var facilities: [Int32]

    init(_ failures: FailureTree, _ model: CityModel, _ cascade: Cascade, _ base: ServiceBase, horizonHours: Double) {
        size = failures.tree.size
        services = Set(cascade.pairs.map { Int($0.service) }).sorted()
        var slot = [Int](repeating: 0, count: model.services.count)
        for (i, service) in services.enumerated() { slot[service] = i }
        sums = Array(repeating: Array(repeating: ExactSum(), count: size.count + 1), count: services.count)
        facilities = Array(repeating: 0, count: size.count + 1)
        let needs = model.requirements
        var points: [Int32] = [], own: [Int32] = []
        for (f, facility) in model.facilities.enumerated() where failures.isPlain[f] {
            let weight = base.weight(of: facility, in: model)
            points.removeAll(keepingCapacity: true)
            for p in cascade.pairs(ofFacility: facility) where !cascade.isFaulty(pair: p) {
                // From the requirement whose reserve ends first: each of the others adds the places where only it is unmet.
                let ordered = cascade.pairs[p].needs.count == 1 ? Array(cascade.pairs[p].needs) :
                    cascade.pairs[p].needs.filter { needs.bufferHours[$0] < horizonHours }
                        .sorted { needs.bufferHours[$0] < needs.bufferHours[$1] }
                own.removeAll(keepingCapacity: true)
                for (i, r) in ordered.enumerated() {
                    failures.addPoints(ofNeed: r, to: &own)
                    if ordered.count > 1 { own.sort() }
                    var loss = ExactSum()
                    loss.add(weight * (horizonHours - needs.bufferHours[r]))
                    if i + 1 < ordered.count { loss.subtract(weight * (horizonHours - needs.bufferHours[ordered[i + 1]])) }
                    failures.paths.forEachMark(of: own) { place, isPoint in
                        if isPoint {
                            sums[slot[Int(cascade.pairs[p].service)]][Int(place) + 1].add(loss)
                        } else {
                            sums[slot[Int(cascade.pairs[p].service)]][Int(place) + 1].subtract(loss)
                        }
                    }
                }
                points += own
            }
            points.sort()
            failures.paths.forEachMark(of: points) { facilities[Int($0) + 1] += $1 ? 1 : -1 }
        }
        for i in 1...size.count {
            for s in sums.indices { sums[s][i].add(sums[s][i - 1]) }
            facilities[i] += facilities[i - 1]
        }
    }

    /// What the failure of a place costs in each of `services`.
    func cost(of place: Int32) -> [ExactSum] {
        sums.map { total in
            var sum = total[Int(place + size[Int(place)])]
            sum.subtract(total[Int(place)])
            return sum
        }
    }
    /// Facilities that lose at least one service.
    func facilityCount(_ place: Int32) -> Int32 { facilities[Int(place + size[Int(place)])] - facilities[Int(place)] }
}
