import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel

/// What is known of the samples of a set, and what of it stays true for another.
extension PortfolioTrial {
    /// Samples in which a candidate may matter whatever is chosen.
    func mattering(_ candidate: Int, _ world: World) -> [Int] {
        switch world.city.effects[candidate] {
        case .damage: world.replaced[candidate].map(\.sample)
        case .needs, .additions: Array(0..<count)
        case nil: []
        }
    }

    /// Starts remembering another set. What the change cannot have altered is kept: samples whose losses what comes cannot
    /// change, and in the others the gains of candidates that could change only other losses.
    func remember(_ chosen: [Int], _ world: inout World) {
        let before = Set(world.chosen), after = Set(chosen)
        world.chosen = chosen
        // What goes was there: what it changed is no longer known.
        for candidate in before.subtracting(after).sorted() {
            for sample in mattering(candidate, world) { forget(sample, &world) }
        }
        for candidate in after.subtracting(before).sorted() {
            for sample in mattering(candidate, world) {
                guard let losses = world.losses[sample] else {
                    forget(sample, &world)
                    continue
                }
                let changed = losses.clusters(of: candidate)
                guard !changed.isEmpty else { continue }
                world.losses[sample] = nil
                for other in world.gains.keys where losses.reaches(other, changed) { world.gains[other]?[sample] = .nan }
            }
        }
    }

    private func forget(_ sample: Int, _ world: inout World) {
        world.losses[sample] = nil
        for candidate in world.gains.keys where !isIdle(candidate, sample, world) { world.gains[candidate]?[sample] = .nan }
    }

    /// Whether hardening changes nothing in a sample, whatever else is chosen.
    private func isIdle(_ candidate: Int, _ sample: Int, _ world: World) -> Bool {
        guard case .damage = world.city.effects[candidate] else { return false }
        return world.replaced(candidate, in: sample) == nil
    }

    /// Runs a set in the whole city, in the samples where that was not done yet.
    mutating func learnLosses(_ samples: [Int], _ chosen: [Int], _ world: inout World) {
        let unknown = samples.filter { world.losses[$0] == nil }
        guard !unknown.isEmpty else { return }
        runsMade += unknown.count
        let fixed = world, draws = draws, runs = world.plan(chosen).runs
        let leftOut = world.city.additions(notIn: chosen), asOne = world.city.run.crews != nil
        struct Scratch {
            var state: CascadeState
            var clusters: OutageClusters
        }
        let losses = parallelMap(
            count: unknown.count, threads: threads,
            scratch: { Scratch(state: CascadeState(for: runs.cascade), clusters: OutageClusters(for: runs.cascade)) }
        ) { i, scratch in
            let sample = unknown[i], events = fixed.events(sample, chosen, draws)
            let sum = runs.consequence(of: events.all, state: &scratch.state)
            scratch.clusters.sort(scratch.state, runs.cascade, leavingOut: leftOut, asOne: asOne)
            return SampleLosses(
                consequence: sum.value, &scratch.clusters, runs.cascade, events, isKept: sample < fixed.kept.count, fixed.city.effects)
        }
        for (sample, losses) in zip(unknown, losses) { world.losses[sample] = losses }
    }
}
