import Computation
import Glibc
import HazardModel
import NetworkModel

extension DamageAssessment {
    static func flood(
        _ model: CityModel, _ field: HazardField, _ assignment: FragilityAssignment, _ catalogue: FragilityCatalogue,
        _ tally: inout DamageAssumptions, _ disturbances: inout [Disturbance]
    ) {
        for asset in 0..<model.assetCount {
            guard let damage = FloodDamage(asset, model, field, assignment, catalogue) else { continue }
            if damage.thresholdMetres == nil { tally.count(.unaffectedByWater, kind: model.kind[asset]) }
            if let number = damage.number, let flooding = damage.flooding {
                tally.count(
                    .flooding(
                        number, ownThreshold: damage.ownThresholdMetres != nil, ownHours: damage.ownHours != nil),
                    kind: model.kind[asset])
                if damage.ownThresholdMetres == nil { tally.use(source: flooding.source) }
            }
            tally.use(source: damage.collapse?.source)
            guard damage.stops || damage.collapses else { continue }
            let from = damage.fromHours(asset, field), gone = max(from, damage.goneHours(asset, field))
            var hours = damage.ownHours ?? damage.flooding?.dryingHours ?? 0
            if damage.collapses {
                let restoration = assignment.restoration(of: asset, in: catalogue)
                tally.count(.collapse(Int(assignment.collapse[asset])), kind: model.kind[asset])
                tally.use(source: restoration?.source)
                if damage.ownHours == nil, restoration == nil { tally.count(.noRestoration, kind: model.kind[asset]) }
                hours = damage.ownHours ?? restoration?.hours.last ?? .infinity
            }
            guard from.isFinite, gone + hours > from else { continue }
            disturbances.append(
                Disturbance(
                    asset: Int32(asset), fromHours: from, repairFromHours: gone, crewHours: hours,
                    cause: damage.collapses ? .damaged : .flooded, state: damage.collapses ? .complete : .none,
                    intensity: damage.depthMetres))
        }
    }

    static func shake(
        _ model: CityModel, _ field: HazardField, number: Int, _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue, _ tally: inout DamageAssumptions
    ) -> ShakingDamage {
        var damage = ShakingDamage(number: number)
        var behaviourOf: [Int: Int32] = [:]
        let shaken = field.median.filter { $0.key != .floodDepth && $0.value.count == model.assetCount }
        for asset in 0..<model.assetCount {
            guard shaken.values.contains(where: { $0[asset] > 0 }) else { continue }
            let kind = model.kind[asset], rule = assignment.rule[asset], fragility = assignment.fragility[asset]
            let isOwn = model.text(.fragilityClass, of: asset) != nil
            if !isOwn { tally.count(.shaking(rule: rule, missing: assignment.missing[asset]), kind: kind) }
            guard fragility >= 0 else { continue }
            let figures = catalogue.fragilities[Int(fragility)]
            guard let median = shaken[figures.measure]?[asset] else {
                tally.count(.noMeasure(fragility: fragility), kind: kind)
                continue
            }
            let factor = model.value(.fragilityFactor, of: asset) ?? 1
            guard median > 0, median.isFinite, factor > 0, factor < invulnerableFactor else { continue }
            tally.use(source: figures.source)
            let restoration = rule < 0 ? nil : catalogue.rules[Int(rule)].restoration
            let ownHours = model.value(.outageHours, of: asset)
            if ownHours == nil {
                tally.use(source: restoration.flatMap { catalogue.restorations[$0].source })
                if let restoration, catalogue.restorations[restoration].source == nil {
                    tally.count(.restoration(restoration), kind: kind)
                } else if restoration == nil {
                    tally.count(.noRestoration, kind: kind)
                }
            }
            let pair = Int(fragility) * (catalogue.restorations.count + 1) + (restoration.map { $0 + 1 } ?? 0)
            let behaviour = behaviourOf[pair] ?? Int32(damage.behaviours.count)
            if behaviourOf[pair] == nil {
                behaviourOf[pair] = behaviour
                damage.behaviours.append(
                    .init(figures, restoration.map { catalogue.restorations[$0] }, &damage.tables))
            }
            let isPipe = damage.behaviours[Int(behaviour)].isPipe
            damage.entries.append(
                ShakingDamage.Entry(
                    asset: Int32(asset), behaviour: behaviour, key: model.strings.stableHash(model.identifier[asset]),
                    lnDemand: log(median) - log(factor), lnFactor: log(factor),
                    betweenSigma: field.betweenEventSigma[figures.measure]?[asset] ?? 0,
                    withinSigma: field.withinEventSigma[figures.measure]?[asset] ?? 0, measure: figures.measure,
                    lengthKm: isPipe && model.links.contains(asset) ? model.lengthMetres(ofLink: asset) / 1000 : 0,
                    ownHours: ownHours ?? .nan,
                    fromHours: max(0, field.arrivalHours.isEmpty ? 0 : field.arrivalHours[asset])))
        }
        addGroundFailure(model, field, assignment, catalogue, &damage, &tally)
        damage.residuals = ShakingResiduals(&damage.entries, model, field)
        return damage
    }

    /// Where the ground can fail, what its displacement does to the assets whose rule has a figure for it.
    private static func addGroundFailure(
        _ model: CityModel, _ field: HazardField, _ assignment: FragilityAssignment, _ catalogue: FragilityCatalogue,
        _ damage: inout ShakingDamage, _ tally: inout DamageAssumptions
    ) {
        guard let failure = field.groundFailure, failure.susceptibility.count == model.assetCount,
            let pga = field.median[.pga], pga.count == model.assetCount
        else { return }
        damage.groundFailure = failure
        var behaviourOf: [Int: Int32] = [:]
        for asset in 0..<model.assetCount where failure.susceptibility[asset] != .none && pga[asset] > 0 {
            guard assignment.rule[asset] >= 0, pga[asset].isFinite else { continue }
            let rule = catalogue.rules[Int(assignment.rule[asset])]
            let factor = model.value(.fragilityFactor, of: asset) ?? 1
            guard let fragility = rule.groundFailure, factor > 0, factor < invulnerableFactor else { continue }
            let figures = catalogue.fragilities[fragility]
            tally.use(source: figures.source)
            let ownHours = model.value(.outageHours, of: asset)
            if ownHours == nil {
                tally.use(source: rule.groundRestoration.flatMap { catalogue.restorations[$0].source })
                if rule.groundRestoration == nil { tally.count(.noRestoration, kind: model.kind[asset]) }
            }
            let pair = Int(assignment.rule[asset])
            let behaviour = behaviourOf[pair] ?? Int32(damage.behaviours.count)
            if behaviourOf[pair] == nil {
                behaviourOf[pair] = behaviour
                damage.behaviours.append(
                    .init(figures, rule.groundRestoration.map { catalogue.restorations[$0] }, &damage.tables))
            }
            damage.entries.append(
                ShakingDamage.Entry(
                    asset: Int32(asset), behaviour: behaviour, key: model.strings.stableHash(model.identifier[asset]),
                    lnDemand: log(pga[asset]) - log(factor), lnFactor: log(factor),
                    betweenSigma: field.betweenEventSigma[.pga]?[asset] ?? 0,
                    withinSigma: field.withinEventSigma[.pga]?[asset] ?? 0, measure: .pga, groundFails: true,
                    lengthKm: model.links.contains(asset) ? model.lengthMetres(ofLink: asset) / 1000 : 0,
                    ownHours: ownHours ?? .nan,
                    fromHours: max(0, field.arrivalHours.isEmpty ? 0 : field.arrivalHours[asset])))
        }
    }

    /// A `fragilityFactor` from which an asset is taken as invulnerable: the largest plausible one.
    static var invulnerableFactor: Double { NumericAttribute.fragilityFactor.plausible.upperBound }
}
