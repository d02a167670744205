public import Diagnostics
public import HazardModel
public import NetworkModel

/// Which fragility an asset has in a field, why, and what it means there: a row of the table for engineers.
public struct AssetDamage: Sendable {
    public var asset: Int
    /// Position among the fields.
    public var field: Int
    public var measure: IntensityMeasure
    /// Median intensity, in the unit of `measure`.
    public var intensity: Double
    /// Id of the catalogue's entry; for shaking also its title there.
    public var entry: String
    var title: String
    /// What the asset was judged as.
    public var judgedAs: Phrase {
        measure == .floodDepth
            ? Phrase("stops in \(shortest: thresholdMetres) m of water", nl: "valt uit bij \(shortest: thresholdMetres) m water")
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
    /// over the asset's `fragilityFactor`; empty for water and pipes.
    public var probabilities: [Double] = []
    /// Pipes: expected number of repairs, leaks and breaks together, and probability of a break; NaN for others.
    public var expectedRepairs: Double = .nan
    public var breakProbability: Double = .nan
    /// Expected cost of repair as a share of the replacement value; NaN where no source gives it.
    public var costRatio: Double = .nan
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
                if let depth = field.median[.floodDepth], depth.count == model.assetCount, depth[asset] > 0 {
                    if let row = flooded(model, asset, number, depth[asset], assignment, catalogue) { rows.append(row) }
                }
                if let row = shaken(model, asset, number, field, assignment, catalogue) { rows.append(row) }
            }
        }
        return rows
    }

    private static func flooded(
        _ model: CityModel, _ asset: Int, _ field: Int, _ depth: Double, _ assignment: FragilityAssignment,
        _ catalogue: FragilityCatalogue
    ) -> AssetDamage? {
        let number = Int(assignment.rule[asset])
        guard number >= 0, let flooding = catalogue.rules[number].flooding.map({ catalogue.floodings[$0] }) else { return nil }
        let own = model.value(.floodThreshold, of: asset)
        var row = AssetDamage(
            asset: asset, field: field, measure: .floodDepth, intensity: depth, entry: flooding.id,
            title: "", reason: catalogue.rules[number].words,
            notGiven: "", assumption: own == nil && flooding.source == nil ? "depth has no source" : "",
            source: own == nil ? flooding.source.map { catalogue.sources[$0].id } ?? "" : "network")
        row.thresholdMetres = own ?? flooding.thresholdMetres
        if let damage = flooding.damage {
            row.costRatio = catalogue.depthDamages[damage].ratio(
                depthMetres: depth - (model.value(.floorHeight, of: asset) ?? 0))
        }
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
            title: fragility.title, reason: isOwn ? "the network's fragilityClass" : rule?.words ?? "",
            notGiven: assignment.missingNames(assignment.missing[asset]), assumption: isOwn ? "" : rule?.assumption ?? "",
            source: fragility.source.map { catalogue.sources[$0].id } ?? "")
        let factor = model.value(.fragilityFactor, of: asset) ?? 1
        guard factor > 0 else { return row }
        let intensity = factor < DamageAssessment.invulnerableFactor ? column[asset] / factor : 0
        if case .repairRate = fragility.form {
            let km = model.links.contains(asset) ? model.lengthMetres(ofLink: asset) / 1000 : 0
            row.expectedRepairs = fragility.repairsPerKm(intensity) * km
            row.breakProbability = fragility.exceedanceProbability(.complete, intensity: intensity, lengthKm: km)
            return row
        }
        row.probabilities = DamageState.allCases.dropFirst().map {
            fragility.exceedanceProbability($0, intensity: intensity)
        }
        let costs = rule?.restoration.map { catalogue.restorations[$0].costRatios } ?? []
        if costs.count == 4 {
            let states = zip(row.probabilities, row.probabilities.dropFirst() + [0]).map { $0 - $1 }
            row.costRatio = zip(states, costs).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return row
    }
}

extension FragilityCatalogue.Rule {
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
