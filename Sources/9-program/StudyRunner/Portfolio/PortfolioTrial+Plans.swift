import CascadeModel
import CriticalityRanking
import DamageModel

extension PortfolioTrial {
    /// How a set is run.
    struct Plan: Sendable {
        var runs: ConsequenceRuns
        var chosen: [Int]
        /// Beyond those.
        var added: [Int] = []
        /// Whether what is added changes requirements.
        var changesNeeds = false
    }
}

extension PortfolioTrial.World {
    /// How a set is run in the whole city.
    func plan(_ chosen: [Int]) -> PortfolioTrial.Plan { .init(runs: runs(with: chosen), chosen: chosen) }

    /// How more candidates are run beside a set.
    func plan(_ before: PortfolioTrial.Plan, adding added: [Int]) -> PortfolioTrial.Plan {
        var plan = before
        plan.added = added
        plan.changesNeeds = added.contains { if case .needs = city.effects[$0] { true } else { false } }
        if plan.changesNeeds { plan.runs = runs(with: before.chosen + added) }
        return plan
    }

    private func runs(with candidates: [Int]) -> ConsequenceRuns {
        var changes: [Int: Cascade.ChangedNeed] = [:]
        for candidate in candidates.sorted() {
            guard case .needs(let list) = city.effects[candidate] else { continue }
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
        return changes.isEmpty ? city.runs : city.runs.on(city.run.cascade.changing(changes.values.sorted { $0.need < $1.need }))
    }

    /// What happens in a sample in some clusters of what is lost with the chosen set.
    func disturbances(_ sample: Int, _ clusters: [Int32], _ plan: PortfolioTrial.Plan) -> [Disturbance] {
        guard let losses = losses[sample] else { return [] }
        let (replaced, new) = changes(by: plan.added, in: sample)
        let here = losses.disturbances(of: clusters)
        return (replaced.isEmpty ? here : here.filter { !replaced.contains($0.asset) }) + new
            + city.absences(of: { !plan.chosen.contains($0) && losses.reaches($0, clusters) }, added: plan.added)
    }

    /// What happens in a sample in the whole city with a set.
    func events(_ sample: Int, _ chosen: [Int], _ draws: PortfolioTrial.EventSeed) -> SampleEvents {
        let (replaced, new) = changes(by: chosen, in: sample)
        return SampleEvents(
            drawn: sample < kept.count ? kept[sample] : draws.disturbances(city.run.damage, sample),
            replaced: replaced, changed: new + city.absences(of: { _ in true }, added: chosen))
    }

    /// What candidates that harden make of their targets in a sample.
    private func changes(by candidates: [Int], in sample: Int) -> (replaced: Set<Int32>, new: [Disturbance]) {
        var replaced = Set<Int32>(), new: [Disturbance] = []
        for candidate in candidates {
            guard case .damage(let targets, _) = city.effects[candidate], let entry = self.replaced(candidate, in: sample)
            else { continue }
            replaced.formUnion(targets)
            new += entry
        }
        return (replaced, new)
    }
}
