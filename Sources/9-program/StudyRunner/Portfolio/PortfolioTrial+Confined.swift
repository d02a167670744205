import CascadeModel
import Computation
import CriticalityRanking

/// Candidates whose whole effect stays within places on which nobody depends, such as a generator for a school.
///
/// What happens at one such place changes nothing elsewhere, so all of them are switched on in one run, and each one's
/// gain is what its own places lose less: a run per sample and group instead of one per sample and candidate.
extension PortfolioTrial {
    /// Learns what each of `list` adds to a set, in the samples in which that is not known.
    mutating func learnConfinedGains(_ list: [Int], _ chosen: [Int], _ world: inout World) {
        var unknown: [Int: [Int]] = [:]
        for candidate in list { unknown[candidate] = unknownSamples(candidate, &world) }
        let before = world.plan(chosen)
        for group in groups(list, world) {
            var wanted: [[Int]] = Array(repeating: [], count: count)
            for candidate in group { for sample in unknown[candidate] ?? [] { wanted[sample].append(candidate) } }
            let samples = (0..<count).filter { !wanted[$0].isEmpty }
            guard !samples.isEmpty else { continue }
            let clusters = samples.map { world.clusters(wanted[$0], in: $0) }
            let without = losses(at: group, samples, clusters, before, world)
            let with = losses(at: group, samples, clusters, world.plan(before, adding: group), world)
            runsMade += 2 * samples.count
            for (i, sample) in samples.enumerated() {
                for (place, candidate) in group.enumerated() where wanted[sample].contains(candidate) {
                    world.gains[candidate]?[sample] = without[i][place] - with[i][place]
                }
            }
        }
    }

    /// Candidates of which no two touch the same place.
    private func groups(_ list: [Int], _ world: World) -> [[Int]] {
        var groups: [(members: [Int], places: Set<Int32>)] = []
        for candidate in list {
            let places = world.city.confined[candidate]
            if let i = groups.firstIndex(where: { $0.places.isDisjoint(with: places) }) {
                groups[i].members.append(candidate)
                groups[i].places.formUnion(places)
            } else {
                groups.append(([candidate], Set(places)))
            }
        }
        return groups.map(\.members)
    }

    /// For each sample what the places of each candidate lose.
    private func losses(
        at group: [Int], _ samples: [Int], _ clusters: [[Int32]], _ plan: Plan, _ world: World
    ) -> [[Double]] {
        var holder: [Int32: Int] = [:]
        for (place, candidate) in group.enumerated() {
            for facility in world.city.confined[candidate] { holder[facility] = place }
        }
        let places = holder
        return parallelMap(
            count: samples.count, threads: threads, chunk: 4, scratch: { CascadeState(for: plan.runs.cascade) }
        ) { i, state in
            var lost = [Double](repeating: 0, count: group.count)
            plan.runs.losses(of: world.disturbances(samples[i], clusters[i], plan), state: &state) { facility, loss in
                if let place = places[facility] { lost[place] += loss }
            }
            return lost
        }
    }
}
