import Glibc
import HazardModel
import NetworkModel

/// Collects what one field of shaking can do to each asset of a model.
struct ShakenAssets {
    private let model: CityModel
    private let field: HazardField
    private let assignment: FragilityAssignment
    private let catalogue: FragilityCatalogue
    private(set) var damage: ShakingDamage
    /// Position in `damage.behaviours` of each fragility with a restoration.
    private var behaviourOf: [[Int]: Int32] = [:]

    /// - Parameter number: position among the fields of shaking.
    init(
        _ model: CityModel, _ field: HazardField, number: Int, _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue, _ tally: inout DamageAssumptions
    ) {
        (self.model, self.field, self.assignment, self.catalogue) = (model, field, assignment, catalogue)
        damage = ShakingDamage(number: number)
        addShaken(&tally)
        addFailingGround(&tally)
        damage.residuals = ShakingResiduals(&damage.entries, model, field)
    }

    private mutating func addShaken(_ tally: inout DamageAssumptions) {
        let shaken = field.median.filter { $0.key != .floodDepth && $0.value.count == model.assetCount }
        for asset in 0..<model.assetCount {
            guard shaken.values.contains(where: { $0[asset] > 0 }) else { continue }
            let kind = model.kind[asset], rule = assignment.rule[asset], fragility = assignment.fragility[asset]
            if model.text(.fragilityClass, of: asset) == nil {
                tally.count(.shaking(rule: rule, missing: assignment.missing[asset]), kind: kind)
            }
            guard fragility >= 0 else { continue }
            let measure = catalogue.fragilities[Int(fragility)].measure
            guard let median = shaken[measure]?[asset] else {
                tally.count(.noMeasure(fragility: fragility), kind: kind)
                continue
            }
            let restoration = rule < 0 ? nil : catalogue.rules[Int(rule)].restoration
            add(asset, Int(fragility), restoration, measure, median: median, groundFails: false, &tally)
        }
    }

    /// Where the ground can fail, what its displacement does to the assets whose rule has a figure for it.
    private mutating func addFailingGround(_ tally: inout DamageAssumptions) {
        guard let failure = field.groundFailure, failure.susceptibility.count == model.assetCount,
            let pga = field.median[.pga], pga.count == model.assetCount
        else { return }
        damage.groundFailure = failure
        for asset in 0..<model.assetCount where failure.susceptibility[asset] != .none {
            guard assignment.rule[asset] >= 0 else { continue }
            let rule = catalogue.rules[Int(assignment.rule[asset])]
            guard let fragility = rule.groundFailure else { continue }
            add(asset, fragility, rule.groundRestoration, .pga, median: pga[asset], groundFails: true, &tally)
        }
    }

    /// - Parameters:
    ///   - fragility, restoration: positions in the catalogue.
    ///   - measure: what `median` is given in; for ground that fails not the fragility's, but the PGA at which it does.
    private mutating func add(
        _ asset: Int, _ fragility: Int, _ restoration: Int?, _ measure: IntensityMeasure, median: Double,
        groundFails: Bool, _ tally: inout DamageAssumptions
    ) {
        let factor = model.value(.fragilityFactor, of: asset) ?? 1
        guard median > 0, median.isFinite, factor > 0, factor < DamageAssessment.invulnerableFactor else { return }
        let figures = catalogue.fragilities[fragility], kind = model.kind[asset]
        tally.use(source: figures.source)
        let ownHours = model.value(.outageHours, of: asset)
        if ownHours == nil {
            tally.use(source: restoration.flatMap { catalogue.restorations[$0].source })
            if let restoration {
                // Shaking alone has counted it before.
                let isAssumed = catalogue.restorations[restoration].source == nil && !groundFails
                if isAssumed { tally.count(.restoration(restoration), kind: kind) }
            } else {
                tally.count(.noRestoration, kind: kind)
            }
        }
        let behaviour = behaviour(fragility, restoration)
        let hasLength = (groundFails || damage.behaviours[Int(behaviour)].isPipe) && model.links.contains(asset)
        damage.entries.append(
            ShakingDamage.Entry(
                asset: Int32(asset), behaviour: behaviour, key: model.strings.stableHash(model.identifier[asset]),
                lnDemand: log(median) - log(factor), lnFactor: log(factor),
                betweenSigma: field.betweenEventSigma[measure]?[asset] ?? 0,
                withinSigma: field.withinEventSigma[measure]?[asset] ?? 0, measure: measure, groundFails: groundFails,
                lengthKm: hasLength ? model.lengthMetres(ofLink: asset) / 1000 : 0, ownHours: ownHours ?? .nan,
                fromHours: max(0, field.arrivalHours.isEmpty ? 0 : field.arrivalHours[asset])))
    }

    private mutating func behaviour(_ fragility: Int, _ restoration: Int?) -> Int32 {
        let pair = [fragility, restoration ?? -1]
        if let known = behaviourOf[pair] { return known }
        let new = Int32(damage.behaviours.count)
        damage.behaviours.append(
            .init(catalogue.fragilities[fragility], restoration.map { catalogue.restorations[$0] }, &damage.tables))
        behaviourOf[pair] = new
        return new
    }
}

extension DamageAssessment {
    /// A `fragilityFactor` from which an asset is taken as invulnerable: the largest plausible one.
    static var invulnerableFactor: Double { NumericAttribute.fragilityFactor.plausible.upperBound }
}
