public import Diagnostics
public import HazardModel
public import NetworkModel

/// Which fragility an asset has in a field, why, and what it means there: a row of the table for engineers.
public struct AssetDamage: Sendable {
    public var asset: Int
    /// Position among the fields.
    public var field: Int
    public var measure: IntensityMeasure
    /// Median intensity, in the unit of `measure`; for displacement that of ground which has failed, in metres.
    public var intensity: Double
    /// Id of the catalogue's entry; for shaking also its title there.
    public var entry: String
    var title: String
    /// What the asset was judged as.
    public var judgedAs: Phrase {
        if collapses { return Phrase("torn down by the current", nl: "door de stroming verwoest") }
        return measure == .floodDepth
            ? Phrase("stops in \(shortest: thresholdMetres) m of water", nl: "uitval vanaf \(shortest: thresholdMetres) m water")
            : CatalogueWords.title(title)
    }
    /// The rule that chose it, such as "kind substation, voltage from 150, anchored yes".
    public var reason: String
    /// Attributes that the rules asked for and the data does not give; "" when none.
    public var notGiven: String
    /// What the rule assumes; "" when nothing.
    public var assumption: String
    /// Id of the source of the figures in the catalogue; "network" for an asset's own; "" when they are assumed.
    public var source: String
    /// Water: the depth above its floor at which it stops (metres); NaN for shaking.
    public var thresholdMetres: Double = .nan
    /// Shaking: probability of slight, moderate, extensive and complete damage or worse at the median intensity
    /// over the asset's `fragilityFactor`, for displacement with the probability that the ground fails at all; empty for
    /// water and pipes.
    public var probabilities: [Double] = []
    /// Pipes: expected number of repairs, leaks and breaks together, and probability of a break; NaN for others.
    public var expectedRepairs: Double = .nan
    public var breakProbability: Double = .nan
    /// Whether the current tears it down.
    var collapses = false
    /// Water: its greatest speed, m/s; NaN where the hazard does not know it, and for shaking.
    public var metresPerSecond: Double = .nan
    /// Expected cost of repair as a share of the replacement value; NaN where no source gives it.
    public var costRatio: Double = .nan
    /// Replacement value: the asset's own, or by the catalogue; NaN where neither states it.
    public var valueEuros: Double = .nan
    /// Expected cost of repair; NaN where the share or the value is not known.
    public var costEuros: Double { costRatio * valueEuros }
}

/// Tells for every asset that a field touches which figures of the catalogue it has, for tables beside a report.
public enum DamageTable {
    /// Rows sorted by field, then asset. Assets without figures for the field have none.
    /// - Throws: `InputError` for an asset whose `fragilityClass` the catalogue does not have.
    /// - Complexity: O(assets × (fields + rules of their kind)).
    public static func rows(
        model: CityModel, fields: [HazardField], catalogue: FragilityCatalogue
    ) throws(InputError) -> [AssetDamage] {
        let assignment = try FragilityAssignment(model, catalogue)
        var rows: [AssetDamage] = []
        for (number, field) in fields.enumerated() {
            for asset in 0..<model.assetCount {
                for judge in [flooded, scoured, shaken, onFailingGround] {
                    guard var row = judge(model, asset, number, field, assignment, catalogue) else { continue }
                    row.valueEuros = value(model, asset, assignment, catalogue)
                    rows.append(row)
                }
            }
        }
        return rows
    }

    private static func value(
        _ model: CityModel, _ asset: Int, _ assignment: FragilityAssignment, _ catalogue: FragilityCatalogue
    ) -> Double {
        if let own = model.value(.replacementValue, of: asset) { return own }
        guard assignment.value[asset] >= 0 else { return .nan }
        return catalogue.values[Int(assignment.value[asset])].euros(of: asset, in: model) ?? .nan
    }

    private static func flooded(
        _ model: CityModel, _ asset: Int, _ number: Int, _ field: HazardField, _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue
    ) -> AssetDamage? {
        guard let damage = FloodDamage.at(asset, model, field, assignment, catalogue) else { return nil }
        let reason = assignment.rule[asset] < 0 ? "" : catalogue.rules[Int(assignment.rule[asset])].selector.words
        var row = AssetDamage(
            asset: asset, field: number, measure: .floodDepth, intensity: damage.depthMetres, entry: "", title: "",
            reason: reason, notGiven: "", assumption: "", source: "")
        row.metresPerSecond = damage.metresPerSecond
        row.costRatio = damage.costRatio(catalogue)
        row.thresholdMetres = damage.thresholdMetres ?? .nan
        if damage.collapses, let collapse = damage.collapse {
            (row.entry, row.reason, row.collapses) = (collapse.id, collapse.selector.words, true)
            row.source = collapse.source.map { catalogue.sources[$0].id } ?? ""
            if collapse.source == nil { row.assumption = "figures have no source" }
        } else if let flooding = damage.flooding {
            row.entry = flooding.id
            let isOwn = damage.ownThresholdMetres != nil
            row.source = isOwn ? "network" : flooding.source.map { catalogue.sources[$0].id } ?? ""
            if !isOwn, flooding.source == nil { row.assumption = "depth has no source" }
        } else {
            return nil
        }
        return row
    }

    /// What a flood of a stated return period washes away at a bridge that it passes.
    private static func scoured(
        _ model: CityModel, _ asset: Int, _ number: Int, _ field: HazardField, _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue
    ) -> AssetDamage? {
        guard let years = field.returnPeriodYears, assignment.scour[asset] >= 0, model.bridge(asset, crosses: field)
        else { return nil }
        let scour = catalogue.scours[Int(assignment.scour[asset])]
        var row = AssetDamage(
            asset: asset, field: number, measure: .returnPeriod, intensity: years, entry: scour.id, title: scour.title,
            reason: scour.selector.words, notGiven: "", assumption: scour.source == nil ? "shares have no source" : "",
            source: scour.source.map { catalogue.sources[$0].id } ?? "")
        row.costRatio = scour.ratio(years: years)
        return row
    }

    private static func shaken(
        _ model: CityModel, _ asset: Int, _ number: Int, _ field: HazardField, _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue
    ) -> AssetDamage? {
        guard assignment.fragility[asset] >= 0 else { return nil }
        let fragility = catalogue.fragilities[Int(assignment.fragility[asset])]
        guard let column = field.median[fragility.measure], column.count == model.assetCount, column[asset] > 0,
            column[asset].isFinite
        else { return nil }
        let isOwn = model.text(.fragilityClass, of: asset) != nil
        let rule = assignment.rule[asset] < 0 ? nil : catalogue.rules[Int(assignment.rule[asset])]
        var row = AssetDamage(
            asset: asset, field: number, measure: fragility.measure, intensity: column[asset], entry: fragility.id,
            title: fragility.title, reason: isOwn ? "the network's fragilityClass" : rule?.selector.words ?? "",
            notGiven: assignment.missingNames(assignment.missing[asset]), assumption: isOwn ? "" : rule?.assumption ?? "",
            source: fragility.source.map { catalogue.sources[$0].id } ?? "")
        row.fill(model, fragility, rule?.restoration.map { catalogue.restorations[$0] }, share: 1)
        return row
    }

    /// What the displacement of ground that the median shaking makes fail does to an asset.
    private static func onFailingGround(
        _ model: CityModel, _ asset: Int, _ number: Int, _ field: HazardField, _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue
    ) -> AssetDamage? {
        guard let failure = field.groundFailure, failure.susceptibility.count == model.assetCount,
            let pga = field.median[.pga], pga.count == model.assetCount, assignment.rule[asset] >= 0
        else { return nil }
        let rule = catalogue.rules[Int(assignment.rule[asset])], ground = failure.susceptibility[asset]
        guard let entry = rule.groundFailure, ground != .none, pga[asset] > 0, pga[asset].isFinite else { return nil }
        let fragility = catalogue.fragilities[entry]
        var row = AssetDamage(
            asset: asset, field: number, measure: .pgd, intensity: failure.displacementMetres(ground, pga: pga[asset]),
            entry: fragility.id, title: fragility.title, reason: rule.selector.words,
            notGiven: assignment.missingNames(assignment.missing[asset]), assumption: rule.assumption ?? "",
            source: fragility.source.map { catalogue.sources[$0].id } ?? "")
        row.fill(
            model, fragility, rule.groundRestoration.map { catalogue.restorations[$0] },
            share: failure.probability(ground, pga: pga[asset]))
        return row
    }
}

extension AssetDamage {
    /// Probabilities, repairs and costs at the row's intensity, which holds with the probability `share`.
    fileprivate mutating func fill(
        _ model: CityModel, _ fragility: Fragility, _ restoration: FragilityCatalogue.Restoration?, share: Double
    ) {
        let factor = model.value(.fragilityFactor, of: asset) ?? 1
        guard factor > 0 else { return }
        let intensity = factor < DamageAssessment.invulnerableFactor ? intensity / factor : 0
        if case .repairRate = fragility.form {
            let km = model.links.contains(asset) ? model.lengthMetres(ofLink: asset) / 1000 : 0
            expectedRepairs = share * fragility.repairsPerKm(intensity) * km
            breakProbability = share * fragility.exceedanceProbability(.complete, intensity: intensity, lengthKm: km)
            return
        }
        probabilities = DamageState.allCases.dropFirst().map {
            share * fragility.exceedanceProbability($0, intensity: intensity)
        }
        let costs = restoration?.costRatios ?? []
        if costs.count == 4 {
            let states = zip(probabilities, probabilities.dropFirst() + [0]).map { $0 - $1 }
            costRatio = zip(states, costs).reduce(0) { $0 + $1.0 * $1.1 }
        }
    }
}

extension FragilityCatalogue.Selector {
    /// What it asks for, such as "kind substation, voltage from 150 below 350, anchored yes".
    var words: String {
        var words = [kind.map { "kind \($0.name)" } ?? "any kind"]
        for condition in conditions {
            switch condition {
            case .number(let attribute, let from, let below, _):
                words.append(
                    attribute.name + (from.isFinite ? " from \(from.plain)" : "") + (below.isFinite ? " below \(below.plain)" : ""))
            case .text(let attribute, let accepted):
                words.append("\(attribute.name) " + (accepted.count == 1 ? accepted.first ?? "" : "one of \(accepted.count) words"))
            }
        }
        return words.joined(separator: ", ")
    }
}
