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
        for candidate in list {
            let known = world.gains[candidate]
            let samples = mattering(candidate, world).filter { known?[$0].isNaN ?? true }
            var gains = known ?? Array(repeating: 0, count: count)
            for sample in samples { gains[sample] = 0 }
            world.gains[candidate] = gains
            if !samples.isEmpty { unknown[candidate] = samples }
        }
        let before = plan(chosen, world)
        for group in groups(list.filter { unknown[$0] != nil }, world) {
            var isWanted = [Bool](repeating: false, count: count)
            for sample in group.flatMap({ unknown[$0] ?? [] }) { isWanted[sample] = true }
            let samples = (0..<count).filter { isWanted[$0] }, part = world.city.part[group[0]]
            let without = losses(at: group, samples, part, before, world)
            let with = losses(at: group, samples, part, plan(chosen + group, world), world)
            runsMade += 2 * samples.count
            for (i, sample) in samples.enumerated() {
                for (place, candidate) in group.enumerated() { world.gains[candidate]?[sample] = without[i][place] - with[i][place] }
            }
        }
    }

    /// Candidates of one part of the city of which no two touch the same place.
    private func groups(_ list: [Int], _ world: World) -> [[Int]] {
        var groups: [(part: Int, members: [Int], places: Set<Int32>)] = []
        for candidate in list {
            let part = world.city.part[candidate], places = world.city.confined[candidate]
            if let i = groups.firstIndex(where: { $0.part == part && $0.places.isDisjoint(with: places) }) {
                groups[i].members.append(candidate)
                groups[i].places.formUnion(places)
            } else {
                groups.append((part, [candidate], Set(places)))
            }
        }
        return groups.map(\.members)
    }

    /// For each sample what the places of each candidate lose.
    private func losses(at group: [Int], _ samples: [Int], _ part: Int, _ plan: Plan, _ world: World) -> [[Double]] {
        var holder: [Int32: Int] = [:]
        for (place, candidate) in group.enumerated() {
            for facility in world.city.confined[candidate] { holder[facility] = place }
        }
        let draws = draws, places = holder
        return parallelMap(
            count: samples.count, threads: threads, chunk: 4, scratch: { CascadeState(for: plan.runs.cascade) }
        ) { i, state in
            var lost = [Double](repeating: 0, count: group.count)
            plan.runs.losses(of: Self.disturbances(samples[i], part, plan, world, draws), state: &state) { facility, loss in
                if loss != 0, let place = places[facility] { lost[place] += loss }
            }
            return lost
        }
    }
}
