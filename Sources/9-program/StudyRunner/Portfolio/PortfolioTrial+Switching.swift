import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel

/// Candidates that are switched on and off on one city.
extension PortfolioTrial {
    /// What each candidate adds to a set, by replicate. What is known of a sample is not run again.
    mutating func switchedDifferences(_ list: [Int], _ chosen: [Int], _ world: inout World) -> [ReplicateSums] {
        remember(chosen, &world)
        let confined = list.filter { !world.city.confined[$0].isEmpty }, others = list.filter { world.city.confined[$0].isEmpty }
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
        let unknown = list.map { candidate -> [Int] in
            let known = world.gains[candidate]
            return mattering(candidate, world).filter { known?[$0].isNaN ?? true }
        }
        // What has to be known of the set first.
        let before = plan(chosen, world)
        for part in Set(list.map { world.city.part[$0] }).sorted() {
            var isWanted = [Bool](repeating: false, count: count)
            for (candidate, samples) in zip(list, unknown) where world.city.part[candidate] == part {
                for sample in samples { isWanted[sample] = true }
            }
            learn(part, (0..<count).filter { isWanted[$0] }, before, &world)
        }
        var tasks: [(place: Int, sample: Int)] = []
        for (place, candidate) in list.enumerated() {
            // Where a candidate does not matter it adds nothing.
            var gains = world.gains[candidate] ?? Array(repeating: 0, count: count)
            let part = world.city.part[candidate]
            for sample in unknown[place] {
                gains[sample] = 0
                if isTouched(candidate, sample, world) && (world.consequence[part]?[sample] ?? 0) > 0 {
                    tasks.append((place, sample))
                }
            }
            world.gains[candidate] = gains
        }
        guard !tasks.isEmpty else { return }
        runsMade += tasks.count
        let all = tasks, fixed = world, draws = draws, plans = list.map { plan(chosen + [$0], world) }
        struct Scratch {
            var place = -1
            var state: CascadeState?
        }
        let values = parallelMap(count: all.count, threads: threads, chunk: 8, scratch: { Scratch() }) { i, scratch in
            let (place, sample) = all[i], part = fixed.city.part[list[place]], plan = plans[place]
            let isOther = scratch.place != place
                && (plan.hasOwnCascade || scratch.place < 0 || plans[scratch.place].hasOwnCascade)
            var state = isOther ? CascadeState(for: plan.runs.cascade) : scratch.state ?? CascadeState(for: plan.runs.cascade)
            scratch.state = nil
            scratch.place = place
            let events = Self.disturbances(sample, part, plan, fixed, draws)
            let with = plan.runs.consequence(of: events, state: &state).value
            scratch.state = state
            return (fixed.consequence[part]?[sample] ?? 0) - with
        }
        for (task, value) in zip(all, values) { world.gains[list[task.place]]?[task.sample] = value }
    }

    /// How a set is run.
    struct Plan: Sendable {
        var runs: ConsequenceRuns
        var hasOwnCascade = false
        var hardening: [Int] = []
        var absent: [Disturbance] = []
    }

    func plan(_ chosen: [Int], _ world: World) -> Plan {
        var plan = Plan(runs: world.city.runs)
        var changes: [Int: Cascade.ChangedNeed] = [:]
        for (candidate, effect) in world.city.effects.enumerated() {
            let isChosen = chosen.contains(candidate)
            switch effect {
            case .damage:
                if isChosen { plan.hardening.append(candidate) }
            case .needs(let list):
                guard isChosen else { continue }
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
            case .additions(let assets, let absences):
                plan.absent +=
                    isChosen
                    ? absences
                    : assets.map {
                        Disturbance(asset: $0, fromHours: 0, untilHours: .infinity, cause: .outOfService)
                    }
            case nil: continue
            }
        }
        if !changes.isEmpty {
            plan.hasOwnCascade = true
            plan.runs = world.city.runs.on(world.city.run.cascade.changing(changes.values.sorted { $0.need < $1.need }))
        }
        return plan
    }

    static func disturbances(
        _ sample: Int, _ part: Int, _ plan: Plan, _ world: World, _ draws: EventSeed
    ) -> [Disturbance] {
        let all = sample < world.kept.count ? world.kept[sample] : draws.disturbances(world.city.run.damage, sample)
        var changed: [Int32: [Disturbance]] = [:]
        for candidate in plan.hardening {
            guard let entry = world.replaced(candidate, in: sample), case .damage(let targets, _) = world.city.effects[candidate]
            else { continue }
            for target in targets { changed[target] = entry.filter { $0.asset == target } }
        }
        var result = all.filter { world.city.parts.holds($0.asset, in: part) && changed[$0.asset] == nil }
        for new in changed.sorted(by: { $0.key < $1.key }).map(\.value) {
            result += new.filter { world.city.parts.holds($0.asset, in: part) }
        }
        return result + plan.absent.filter { world.city.parts.holds($0.asset, in: part) }
    }

    /// Samples in which a candidate may matter whatever is chosen.
    func mattering(_ candidate: Int, _ world: World) -> [Int] {
        switch world.city.effects[candidate] {
        case .damage: world.replaced[candidate].map(\.sample)
        case .needs, .additions: Array(0..<count)
        case nil: []
        }
    }

    /// Whether the requirements that a candidate changes, or could come to help, are touched in a sample.
    private func isTouched(_ candidate: Int, _ sample: Int, _ world: World) -> Bool {
        guard !world.city.watched[candidate].isEmpty else { return true }
        return world.touches[sample].isEmpty || world.touches[sample][candidate]
    }

    /// Starts remembering another set; what the change cannot have altered is kept: samples in which what comes or goes
    /// changes nothing.
    func remember(_ chosen: [Int], _ world: inout World) {
        if world.touches.isEmpty { world.touches = Array(repeating: [], count: count) }
        let changed = Set(chosen).symmetricDifference(world.chosen).filter { world.city.effects[$0] != nil }
        defer { world.chosen = chosen }
        guard !changed.isEmpty else { return }
        var isAltered = [Bool](repeating: false, count: count)
        for candidate in changed {
            // What goes was there: whether it mattered is no longer known.
            let goes = !chosen.contains(candidate)
            for sample in mattering(candidate, world) where goes || isTouched(candidate, sample, world) {
                isAltered[sample] = true
            }
        }
        let altered = (0..<count).filter { isAltered[$0] }
        for part in world.consequence.keys { for sample in altered { world.consequence[part]?[sample] = .nan } }
        for candidate in world.gains.keys {
            // Where a candidate itself changes nothing, it adds nothing to any set.
            for sample in altered where !(world.gains[candidate]?[sample] == 0 && isIdle(candidate, sample, world)) {
                world.gains[candidate]?[sample] = .nan
            }
        }
        for sample in altered { world.touches[sample] = [] }
    }

    /// Whether hardening changes nothing in a sample, whatever else is chosen.
    private func isIdle(_ candidate: Int, _ sample: Int, _ world: World) -> Bool {
        guard case .damage = world.city.effects[candidate] else { return false }
        return world.replaced(candidate, in: sample) == nil
    }

    /// Runs the set in a part where that was not done yet.
    mutating func learn(_ part: Int, _ samples: [Int], _ plan: Plan, _ world: inout World) {
        var known = world.consequence[part] ?? Array(repeating: .nan, count: count)
        let unknown = samples.filter { known[$0].isNaN }
        guard !unknown.isEmpty else { return }
        runsMade += unknown.count
        let fixed = world, draws = draws
        let watched = world.city.watched.indices.filter {
            world.city.part[$0] == part && !world.city.watched[$0].isEmpty
        }.map { (candidate: $0, assets: world.city.watched[$0]) }
        let results = parallelMap(
            count: unknown.count, threads: threads, chunk: 4, scratch: { CascadeState(for: plan.runs.cascade) }
        ) { i, state in
            let events = Self.disturbances(unknown[i], part, plan, fixed, draws)
            var lacking = Set<Int32>()
            let sum = plan.runs.consequence(of: events, state: &state) { lacking.insert($0) }
            let isTouched = watched.map { entry in
                entry.assets.contains { state.wasTouched(asset: $0) || lacking.contains(Int32($0)) }
            }
            return (sum.value, isTouched)
        }
        for (sample, result) in zip(unknown, results) {
            known[sample] = result.0
            guard !watched.isEmpty else { continue }
            if world.touches[sample].isEmpty { world.touches[sample] = Array(repeating: true, count: candidates.count) }
            for (entry, isTouched) in zip(watched, result.1) { world.touches[sample][entry.candidate] = isTouched }
        }
        world.consequence[part] = known
    }
}
