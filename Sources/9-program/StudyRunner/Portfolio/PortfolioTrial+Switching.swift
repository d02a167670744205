import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel

/// Candidates that are switched on and off on one city.
///
/// In each sample only the losses that a candidate could change are run, with and without it.
extension PortfolioTrial {
    /// What each candidate adds to a set, by replicate. What is known of a sample is not run again.
    mutating func switchedDifferences(_ list: [Int], _ chosen: [Int], _ world: inout World) -> [ReplicateSums] {
        remember(chosen, &world)
        let unknown = list.filter { world.gains[$0] == nil || !samplesToLearn($0, world).isEmpty }
        let samples = Set(unknown.flatMap { mattering($0, world) }).sorted()
        learnLosses(samples, chosen, &world)
        let confined = unknown.filter { !world.city.confined[$0].isEmpty }, others = unknown.filter { world.city.confined[$0].isEmpty }
        learnConfinedGains(confined, chosen, &world)
        learnGains(others, chosen, &world)
        return list.map { candidate in
            var sums = ReplicateSums()
            for (sample, gain) in (world.gains[candidate] ?? []).enumerated() where gain > 0 || gain < 0 {
                sums.add(gain, ofSample: sample)
            }
            return sums
        }
    }

    private mutating func learnGains(_ list: [Int], _ chosen: [Int], _ world: inout World) {
        var tasks: [(candidate: Int, sample: Int)] = []
        for candidate in list {
            for sample in unknownSamples(candidate, &world) { tasks.append((candidate, sample)) }
        }
        guard !tasks.isEmpty else { return }
        learnConsequences(tasks, chosen, &world)
        runsMade += tasks.count
        let all = tasks, fixed = world, before = world.plan(chosen)
        struct Scratch {
            var candidate = -1
            var plan: Plan
            var state: CascadeState
        }
        let values = parallelMap(
            count: all.count, threads: threads, chunk: 8,
            scratch: { Scratch(plan: before, state: CascadeState(for: before.runs.cascade)) }
        ) { i, scratch in
            let (candidate, sample) = all[i]
            if scratch.candidate != candidate {
                let hadOther = scratch.plan.changesNeeds
                scratch.candidate = candidate
                scratch.plan = fixed.plan(before, adding: [candidate])
                if hadOther || scratch.plan.changesNeeds { scratch.state = CascadeState(for: scratch.plan.runs.cascade) }
            }
            let clusters = fixed.clusters([candidate], in: sample)
            let events = fixed.disturbances(sample, clusters, scratch.plan)
            let with = scratch.plan.runs.consequence(of: events, state: &scratch.state).value
            return (fixed.losses[sample]?.consequences[clusters] ?? 0) - with
        }
        for (task, value) in zip(all, values) { world.gains[task.candidate]?[task.sample] = value }
    }

    /// The samples in which a candidate may matter and its gain is not known.
    private func samplesToLearn(_ candidate: Int, _ world: World) -> [Int] {
        let known = world.gains[candidate]
        return mattering(candidate, world).filter { known?[$0].isNaN ?? true }
    }

    /// The samples in which the gain of a candidate has to be found by running something; where it cannot matter it becomes
    /// 0 here.
    func unknownSamples(_ candidate: Int, _ world: inout World) -> [Int] {
        var gains = world.gains[candidate] ?? Array(repeating: 0, count: count), reached: [Int] = []
        for sample in samplesToLearn(candidate, world) {
            gains[sample] = 0
            guard let losses = world.losses[sample], losses.consequence > 0, !losses.clusters(of: candidate).isEmpty else { continue }
            reached.append(sample)
        }
        world.gains[candidate] = gains
        return reached
    }

    /// Runs a set in the clusters that candidates could change, where that was not done yet.
    private func learnConsequences(_ wanted: [(candidate: Int, sample: Int)], _ chosen: [Int], _ world: inout World) {
        var unknown: [(sample: Int, clusters: [Int32])] = []
        for (candidate, sample) in wanted {
            let clusters = world.clusters([candidate], in: sample)
            guard world.losses[sample]?.consequences[clusters] == nil else { continue }
            world.losses[sample]?.consequences[clusters] = .nan
            unknown.append((sample, clusters))
        }
        let all = unknown, fixed = world, plan = world.plan(chosen)
        let values = parallelMap(
            count: all.count, threads: threads, chunk: 8, scratch: { CascadeState(for: plan.runs.cascade) }
        ) { i, state in
            let events = fixed.disturbances(all[i].sample, all[i].clusters, plan)
            return plan.runs.consequence(of: events, state: &state).value
        }
        for (task, value) in zip(all, values) { world.losses[task.sample]?.consequences[task.clusters] = value }
    }
}
