public import Diagnostics
import Geometry
public import NetworkModel

/// Which rule of the catalogue each asset falls under, and what the data did not say about it.
public struct FragilityAssignment: Sendable {
    /// Position in `FragilityCatalogue.rules` of each asset's rule; −1 when none fits.
    var rule: [Int32]
    /// Position in `FragilityCatalogue.fragilities`: the rule's, or the asset's own `fragilityClass`; −1 for none.
    var fragility: [Int32]
    /// Positions in `FragilityCatalogue.collapses`, `scours` and `values` of the entries for each asset; −1 for none.
    var collapse, scour, value: [Int32]
    /// Conditions of rules that could not be judged because the asset lacks the attribute: a bit per entry of `attributeNames`.
    var missing: [UInt64]
    var attributeNames: [String]

    /// - Throws: `InputError` for an asset whose `fragilityClass` the catalogue does not have.
    /// - Complexity: O(assets × rules of their kind).
    public init(_ model: CityModel, _ catalogue: FragilityCatalogue) throws(InputError) {
        let rules = CompiledSelectors(model, catalogue.rules.map(\.selector))
        attributeNames = rules.attributeNames
        (rule, missing) = rules.first(model)
        fragility = rule.map { $0 < 0 ? -1 : Int32(catalogue.rules[Int($0)].fragility ?? -1) }
        collapse = CompiledSelectors(model, catalogue.collapses.map(\.selector)).first(model).number
        scour = CompiledSelectors(model, catalogue.scours.map(\.selector)).first(model).number
        value = CompiledSelectors(model, catalogue.values.map(\.selector)).first(model).number
        try takeOwnClasses(model, catalogue)
    }

    /// How long the repair of an asset takes by its rule; nil when its rule does not say.
    func restoration(of asset: Int, in catalogue: FragilityCatalogue) -> FragilityCatalogue.Restoration? {
        guard rule[asset] >= 0, let number = catalogue.rules[Int(rule[asset])].restoration else { return nil }
        return catalogue.restorations[number]
    }

    private mutating func takeOwnClasses(_ model: CityModel, _ catalogue: FragilityCatalogue) throws(InputError) {
        guard let column = model.text[Int(TextAttribute.fragilityClass.rawValue)] else { return }
        var known: [Int32: Int] = [:]
        for (asset, name) in column.strings.enumerated() where name >= 0 {
            if known[name] == nil {
                let wanted = model.strings[name]
                guard let number = catalogue.fragility(named: wanted) else {
                    throw InputError(
                        "unknown-fragility", at: model.definition(of: asset),
                        "'\(model.id(asset))' has the fragilityClass '\(wanted)', which the catalogue does not have",
                        remedy: suggestion(for: wanted, among: catalogue.fragilities.map(\.id))
                            + "name an entry of the catalogue, or remove the attribute")
                }
                known[name] = number
            }
            fragility[asset] = Int32(known[name] ?? -1)
            missing[asset] = 0
        }
    }

    /// The attributes that a rule asked for and the asset does not have, in words.
    func missingAttributes(_ bits: UInt64) -> Phrase {
        attributeNames.indices.filter { bits & (1 << UInt64($0)) != 0 }.map { attributeNames[$0] }.sorted()
            .map { AttributeWords.phrase($0) }.joined(", ")
    }

    /// Names of the attributes that a rule asked for and the asset does not have, as "anchored, voltage".
    func missingNames(_ bits: UInt64) -> String {
        attributeNames.indices.filter { bits & (1 << UInt64($0)) != 0 }.map { attributeNames[$0] }
            .sorted().joined(separator: ", ")
    }
}

/// Selectors with every word looked up in the model's string table once.
private struct CompiledSelectors {
    enum Condition {
        case number(NumericAttribute, from: Double, below: Double, absent: Double?, bit: UInt64)
        case text(TextAttribute, numbers: Set<Int32>, bit: UInt64)
    }
    let selectors: [FragilityCatalogue.Selector]
    var conditions: [[Condition]] = []
    var attributeNames: [String] = []

    init(_ model: CityModel, _ selectors: [FragilityCatalogue.Selector]) {
        self.selectors = selectors
        attributeNames = Set(selectors.flatMap { $0.conditions.map(\.attributeName) }).sorted()
        let bits = Dictionary(
            uniqueKeysWithValues: attributeNames.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
        conditions = selectors.map { selector in
            selector.conditions.map { condition in
                let bit = bits[condition.attributeName] ?? 0
                switch condition {
                case .number(let attribute, let from, let below, let absent):
                    return .number(attribute, from: from, below: below, absent: absent, bit: bit)
                case .text(let attribute, let words):
                    let used = Set(model.text[Int(attribute.rawValue)]?.strings ?? []).filter { $0 >= 0 }
                    let numbers = used.filter { words.contains(FragilityCatalogue.plainWord(model.strings[$0])) }
                    return .text(attribute, numbers: numbers, bit: bit)
                }
            }
        }
    }

    /// For each asset the first selector that fits, −1 for none, and what it lacks of the attributes asked for.
    func first(_ model: CityModel) -> (number: [Int32], missing: [UInt64]) {
        var found = [Int32](repeating: -1, count: model.assetCount)
        var missing = [UInt64](repeating: 0, count: model.assetCount)
        guard !selectors.isEmpty else { return (found, missing) }
        for (range, rowClass) in [
            (model.nodes, CityModelBuilder.RowClass.node), (model.links, .link), (model.facilities, .facility),
        ] {
            let ofKind = model.kinds.map { kind in
                selectors.indices.filter {
                    (selectors[$0].kind ?? kind) == kind && (selectors[$0].rowClass ?? rowClass) == rowClass
                }
            }
            for asset in range {
                for number in ofKind[Int(model.kind[asset])] where holds(number, for: asset, in: model, &missing[asset]) {
                    found[asset] = Int32(number)
                    break
                }
            }
        }
        return (found, missing)
    }

    private func holds(_ selector: Int, for asset: Int, in model: CityModel, _ missing: inout UInt64) -> Bool {
        for condition in conditions[selector] {
            switch condition {
            case .number(let attribute, let from, let below, let absent, let bit):
                let isMeasured = attribute == .length && model.links.contains(asset)
                let known = isMeasured ? model.lengthMetres(ofLink: asset) : model.value(attribute, of: asset)
                guard let value = known ?? absent else {
                    missing |= bit
                    return false
                }
                guard value >= from, value < below else { return false }
            case .text(let attribute, let numbers, let bit):
                let number = model.text[Int(attribute.rawValue)]?.strings[asset] ?? -1
                if number < 0 { missing |= bit }
                guard numbers.contains(number) else { return false }
            }
        }
        return true
    }
}
