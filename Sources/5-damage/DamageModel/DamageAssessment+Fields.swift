import Computation
import Glibc
import HazardModel
import NetworkModel

extension DamageAssessment {
    /// A raised asset, or a depth that is the difference of two heights, must not miss its threshold by rounding.
    private static let depthTolerance = 1e-9

    static func flood(
        _ model: CityModel, _ field: HazardField, _ depth: [Double], _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue, _ tally: inout DamageAssumptions, _ disturbances: inout [Disturbance]
    ) {
        for asset in depth.indices where depth[asset] > 0 {
            let rule = assignment.rule[asset]
            let number = rule < 0 ? nil : catalogue.rules[Int(rule)].flooding
            let flooding = number.map { catalogue.floodings[$0] }
            let ownThreshold = model.value(.floodThreshold, of: asset)
            let ownHours = model.value(.outageHours, of: asset)
            guard let threshold = ownThreshold ?? flooding?.thresholdMetres else {
                tally.count(.unaffectedByWater, kind: model.kind[asset])
                continue
            }
            if let number, let flooding {
                tally.count(
                    .flooding(number, ownThreshold: ownThreshold != nil, ownHours: ownHours != nil),
                    kind: model.kind[asset])
                if ownThreshold == nil { tally.use(source: flooding.source) }
            }
            let above = depth[asset] - (model.value(.floorHeight, of: asset) ?? 0)
            guard above > depthTolerance, above + depthTolerance >= threshold else { continue }
            let from = max(0, field.arrivalHours.isEmpty ? 0 : field.arrivalHours[asset])
            let gone = max(from, field.recessionHours.isEmpty ? 0 : field.recessionHours[asset])
            let drying = ownHours ?? flooding?.dryingHours ?? 0
            guard from.isFinite, gone + drying > from else { continue }
            disturbances.append(
                Disturbance(
                    asset: Int32(asset), fromHours: from, repairFromHours: gone, crewHours: drying, cause: .flooded,
                    intensity: depth[asset]))
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
