import CascadeModel
import CriticalityRanking
import DamageModel
import Diagnostics
import HazardModel
import NetworkModel
import ScenarioModel

/// A city on which candidates can be switched on and off without being made again.
///
/// All assets that candidates would add are there, out of service while their candidate is not chosen. What hardening or
/// raising changes are the disturbances of its targets, taken from an event on a city in which they are all hardened:
/// draws belong to assets, so that one asset's do not depend on what else is hardened. Reserves and feeders are changed
/// requirements. What changes anything else is made part of the city, and a city is made for each set of those.
struct PortfolioWorld: Sendable {
    let run: EventRun
    let runs: ConsequenceRuns
    /// What each candidate changes; nil for one that is part of the city or would have to be.
    let effects: [Effect?]
    /// Events in which candidates have been carried out that change what happens to their targets.
    let hardened: [DamageAssessment]

    enum Effect: Sendable {
        /// Takes the disturbances of `targets` from a hardened event.
        case damage(targets: [Int32], hardened: Int)
        case needs([Cascade.ChangedNeed])
        /// Brings assets into service; they are out of it in `absences` all the same.
        case additions([Int32], absences: [Disturbance])
    }
    /// The places that a candidate's whole effect stays within, because nobody depends on them; empty where it may reach
    /// further.
    let confined: [[Int32]]

    /// What some candidates would add but for `chosen`.
    func additions(notIn chosen: [Int]) -> [Int32] {
        effects.indices.flatMap { candidate -> [Int32] in
            guard case .additions(let assets, _) = effects[candidate], !chosen.contains(candidate) else { return [] }
            return assets
        }
    }

    /// When what wanted candidates add is not in service: now and then for those of `added`, always for the others.
    func absences(of isWanted: (Int) -> Bool, added: [Int]) -> [Disturbance] {
        effects.indices.flatMap { candidate -> [Disturbance] in
            guard case .additions(let assets, let absences) = effects[candidate], isWanted(candidate) else { return [] }
            if added.contains(candidate) { return absences }
            return assets.map { Disturbance(asset: $0, fromHours: 0, untilHours: .infinity, cause: .outOfService) }
        }
    }
}

extension Study {
    /// - Parameter included: candidates that are made part of the city.
    func portfolioWorld(
        _ candidates: [any Measure], including included: [Int], _ event: EventRun
    ) throws -> PortfolioWorld {
        let adding = candidates.indices.filter { type(of: candidates[$0]).reach == .additions && !included.contains($0) }
        var builder = CityModelBuilder(editing: model), pools = scenario.crews
        var absent: [Scenario.OutOfService] = []
        for i in included {
            absent += try scenario.apply(candidates[i], to: &builder)
            try candidates[i].apply(to: &pools)
        }
        var addedNames: [Int: [String]] = [:]
        for i in adding {
            let before = builder.rowCount
            try candidates[i].apply(to: &builder)
            addedNames[i] = (before..<builder.rowCount).map { builder.strings[builder.identifier[$0]] }
        }
        let run = try self.event(on: builder, pools, absent, event)
        let city = run.model

        // Targets are hardened together as long as no two candidates share one.
        var hardened: [DamageAssessment] = [], hardenedAt: [Int: Int] = [:], targets: [Int: [Int32]] = [:]
        var rest = candidates.indices.filter { type(of: candidates[$0]).reach == .damage && !included.contains($0) }
        for i in rest { targets[i] = try candidates[i].targets(in: city).map { Int32($0) } }
        while !rest.isEmpty {
            var taken = Set<Int32>(), later: [Int] = []
            var builder = CityModelBuilder(editing: city)
            for i in rest {
                let own = targets[i] ?? []
                if own.contains(where: taken.contains) {
                    later.append(i)
                    continue
                }
                taken.formUnion(own)
                try candidates[i].apply(to: &builder)
                hardenedAt[i] = hardened.count
            }
            var log = IssueLog()
            hardened.append(
                try DamageAssessment(
                    model: builder.freeze(&log), fields: run.fields, outOfService: scenario.outOfService + absent,
                    observations: scenario.observations, catalogue: catalogue))
            rest = later
        }

        var effects: [PortfolioWorld.Effect?] = [], touched: [[Int32]] = []
        var changing = CityModelBuilder(editing: city)
        for (i, candidate) in candidates.enumerated() {
            var effect: PortfolioWorld.Effect?, places: [Int32] = []
            switch type(of: candidate).reach {
            case .damage where !included.contains(i):
                places = targets[i] ?? []
                effect = .damage(targets: places, hardened: hardenedAt[i] ?? 0)
            case .requirements where !included.contains(i):
                guard let changes = try needs(changedBy: candidate, &changing, run) else { break }
                effect = .needs(changes)
                places = changes.map { city.requirements.asset[$0.need] }
            case .additions where !included.contains(i):
                let assets = (addedNames[i] ?? []).compactMap { city.asset(named: $0) }
                let absences = assets.flatMap { asset in
                    candidate.absences.map {
                        Disturbance(asset: Int32(asset), fromHours: $0.lowerBound, untilHours: $0.upperBound, cause: .outOfService)
                    }
                }
                effect = .additions(assets.map { Int32($0) }, absences: absences)
                places = consumers(of: assets, in: city)
            default: break
            }
            effects.append(effect)
            touched.append(places)
        }
        var supplying = Set(city.requirements.supplier)
        for case .needs(let changes) in effects { for change in changes { supplying.formUnion(change.suppliers) } }
        let confined = touched.map { places -> [Int32] in
            // Limited crews tie everything to everything.
            guard run.crews == nil, places.allSatisfy({ city.facilities.contains(Int($0)) && !supplying.contains($0) }) else { return [] }
            return Set(places).sorted()
        }
        return PortfolioWorld(
            run: run,
            runs: ConsequenceRuns(
                city, run.cascade, base: run.base, horizonHours: scenario.horizonHours, crews: run.crews),
            effects: effects, hardened: hardened, confined: confined)
    }

    /// What a candidate changes about the requirements of its targets; nil when that reaches further, because one of them
    /// is not met before the event.
    private func needs(
        changedBy candidate: any Measure, _ builder: inout CityModelBuilder, _ run: EventRun
    ) throws -> [Cascade.ChangedNeed]? {
        let city = run.model
        let indices = try candidate.targets(in: city).flatMap { city.requirements.ofAsset($0) }
        let before = indices.map { builder.requirements[$0] }
        try candidate.apply(to: &builder)
        var changes: [Cascade.ChangedNeed] = []
        var isContained = true
        for (r, old) in zip(indices, before) {
            let new = builder.requirements[r]
            builder.requirements[r] = old
            guard new.bufferHours != old.bufferHours || new.blackStart != old.blackStart || new.suppliers != old.suppliers else { continue }
            let suppliers = new.suppliers.compactMap { city.asset(named: builder.strings[$0]).map { Int32($0) } }.sorted()
            if !run.cascade.isMetAtBaseline(r) || suppliers.contains(where: { city.links.contains(Int($0)) }) { isContained = false }
            changes.append(
                Cascade.ChangedNeed(
                    need: r, bufferHours: new.bufferHours, blackStart: new.blackStart, suppliers: suppliers))
        }
        return isContained ? changes : nil
    }

    /// Who draws on added nodes that no link joins to anything; empty when some are joined.
    private func consumers(of assets: [Int], in city: CityModel) -> [Int32] {
        let isApart = assets.allSatisfy {
            city.nodes.contains($0) && city.outgoing.first[$0] == city.outgoing.first[$0 + 1]
                && city.incoming.first[$0] == city.incoming.first[$0 + 1]
        }
        guard isApart else { return [] }
        let added = Set(assets.map { Int32($0) }), needs = city.requirements
        return Set((0..<needs.count).filter { needs.suppliers($0).contains(where: added.contains) }.map { needs.asset[$0] })
            .sorted()
    }
}
