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
        let unknown = list.filter { candidate in
            let known = world.gains[candidate]
            return known == nil || mattering(candidate, world).contains { known?[$0].isNaN ?? true }
        }
        let samples = Set(unknown.flatMap { mattering($0, world) }).sorted()
        learnLosses(samples, chosen, &world)
        let confined = unknown.filter { !world.city.confined[$0].isEmpty }, others = unknown.filter { world.city.confined[$0].isEmpty }
        learnConfinedGains(confined, chosen, &world)
        for start in stride(from: 0, to: others.count, by: Self.together) {
            learnGains(Array(others[start..<min(start + Self.together, others.count)]), chosen, &world)
        }
        return list.map { candidate in
            var sums = ReplicateSums()
            for (sample, gain) in (world.gains[candidate] ?? []).enumerated() where gain > 0 || gain < 0 {
                sums.add(gain, ofSample: sample)
            }
            return sums
        }
    }
    /// So many candidates are prepared at a time.
    private static let together = 64

    private mutating func learnGains(_ list: [Int], _ chosen: [Int], _ world: inout World) {
        var tasks: [(place: Int, sample: Int)] = []
        for (place, candidate) in list.enumerated() {
            for sample in unknownSamples(candidate, &world) { tasks.append((place, sample)) }
        }
        guard !tasks.isEmpty else { return }
        learnConsequences(tasks.map { ($0.sample, [list[$0.place]]) }, chosen, &world)
        runsMade += tasks.count
        let all = tasks, fixed = world, draws = draws, plans = list.map { plan(chosen, adding: [$0], world) }
        struct Scratch {
            var place = -1
            var state: CascadeState?
        }
        let values = parallelMap(count: all.count, threads: threads, chunk: 8, scratch: { Scratch() }) { i, scratch in
            let (place, sample) = all[i], plan = plans[place]
            let isOther = scratch.place != place
                && (plan.hasOwnCascade || scratch.place < 0 || plans[scratch.place].hasOwnCascade)
            var state = isOther ? CascadeState(for: plan.runs.cascade) : scratch.state ?? CascadeState(for: plan.runs.cascade)
            scratch.state = nil
            scratch.place = place
            let clusters = fixed.clusters([list[place]], in: sample)
            let events = Self.disturbances(sample, clusters, plan, fixed, draws)
            let with = plan.runs.consequence(of: events, state: &state).value
            scratch.state = state
            return (fixed.losses[sample]?.consequences[clusters] ?? 0) - with
        }
        for (task, value) in zip(all, values) { world.gains[list[task.place]]?[task.sample] = value }
    }

    /// The samples in which the gain of a candidate has to be found by running something; where it cannot matter it becomes
    /// 0 here.
    func unknownSamples(_ candidate: Int, _ world: inout World) -> [Int] {
        let known = world.gains[candidate]
        let samples = mattering(candidate, world).filter { known?[$0].isNaN ?? true }
        var gains = known ?? Array(repeating: 0, count: count), reached: [Int] = []
        for sample in samples {
            gains[sample] = 0
            guard let losses = world.losses[sample], losses.consequence > 0, !losses.clusters(of: candidate).isEmpty else { continue }
            reached.append(sample)
        }
        world.gains[candidate] = gains
        return reached
    }

    /// Runs a set in the clusters that candidates could change, where that was not done yet.
    func learnConsequences(_ wanted: [(sample: Int, candidates: [Int])], _ chosen: [Int], _ world: inout World) {
        var unknown: [(sample: Int, clusters: [Int32])] = []
        for (sample, candidates) in wanted {
            let clusters = world.clusters(candidates, in: sample)
            guard world.losses[sample]?.consequences[clusters] == nil else { continue }
            world.losses[sample]?.consequences[clusters] = .nan
            unknown.append((sample, clusters))
        }
        let all = unknown, fixed = world, draws = draws, plan = plan(chosen, adding: [], world)
        let values = parallelMap(
            count: all.count, threads: threads, chunk: 8, scratch: { CascadeState(for: plan.runs.cascade) }
        ) { i, state in
            let events = Self.disturbances(all[i].sample, all[i].clusters, plan, fixed, draws)
            return plan.runs.consequence(of: events, state: &state).value
        }
        for (task, value) in zip(all, values) { world.losses[task.sample]?.consequences[task.clusters] = value }
    }

    // MARK: how a set is run

    struct Plan: Sendable {
        var runs: ConsequenceRuns
        var hasOwnCascade = false
        var chosen: [Int]
        /// Beyond those.
        var added: [Int]
    }

    func plan(_ chosen: [Int], adding added: [Int], _ world: World) -> Plan {
        var plan = Plan(runs: world.city.runs, chosen: chosen, added: added)
        var changes: [Int: Cascade.ChangedNeed] = [:]
        for candidate in Set(chosen + added).sorted() {
            guard case .needs(let list) = world.city.effects[candidate] else { continue }
            for change in list {
                guard let other = changes[change.need] else {
                    changes[change.need] = change
                    continue
                }
                changes[change.need] = Cascade.ChangedNeed(
                    need: change.need, bufferHours: max(change.bufferHours, other.bufferHours),
                    blackStart: change.blackStart || other.blackStart,
                    suppliers: Set(change.suppliers + other.suppliers).sorted())
            }
        }
        if !changes.isEmpty {
            plan.hasOwnCascade = true
            plan.runs = world.city.runs.on(world.city.run.cascade.changing(changes.values.sorted { $0.need < $1.need }))
        }
        return plan
    }

    /// What happens in a sample in some clusters of what is lost with the chosen set.
    static func disturbances(
        _ sample: Int, _ clusters: [Int32], _ plan: Plan, _ world: World, _ draws: EventSeed
    ) -> [Disturbance] {
        guard let losses = world.losses[sample] else { return [] }
        let result = clusters.flatMap { losses.disturbances(of: $0) }
        let absent = world.city.absences(of: { !plan.chosen.contains($0) && losses.reaches($0, clusters) }, added: plan.added)
        return replacing(result, by: plan.added, in: sample, world) + absent
    }

    /// What happens in a sample in the whole city.
    static func disturbances(_ sample: Int, _ plan: Plan, _ world: World, _ draws: EventSeed) -> [Disturbance] {
        let all = sample < world.kept.count ? world.kept[sample] : draws.disturbances(world.city.run.damage, sample)
        let absent = world.city.absences(of: { _ in true }, added: plan.chosen)
        return replacing(all, by: plan.chosen, in: sample, world) + absent
    }

    /// The same with what candidates that harden make of it.
    private static func replacing(
        _ disturbances: [Disturbance], by candidates: [Int], in sample: Int, _ world: World
    ) -> [Disturbance] {
        var changed = Set<Int32>(), new: [Disturbance] = []
        for candidate in candidates {
            guard case .damage(let targets, _) = world.city.effects[candidate], let entry = world.replaced(candidate, in: sample)
            else { continue }
            changed.formUnion(targets)
            new += entry
        }
        return changed.isEmpty ? disturbances : disturbances.filter { !changed.contains($0.asset) } + new
    }
}
