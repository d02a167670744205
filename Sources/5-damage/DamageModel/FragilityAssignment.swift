import Diagnostics
import Geometry
import NetworkModel

/// Which rule of the catalogue each asset falls under, and what the data did not say about it.
struct FragilityAssignment {
    /// Position in `FragilityCatalogue.rules` of each asset's rule; −1 when none fits.
    var rule: [Int32]
    /// Position in `FragilityCatalogue.fragilities`: the rule's, or the asset's own `fragilityClass`; −1 for none.
    var fragility: [Int32]
    /// Conditions that could not be judged because the asset lacks the attribute: a bit per entry of `attributeNames`.
    var missing: [UInt64]
    var attributeNames: [String]

    /// - Throws: `InputError` for an asset whose `fragilityClass` the catalogue does not have.
    /// - Complexity: O(assets × rules of their kind).
    init(_ model: CityModel, _ catalogue: FragilityCatalogue) throws(InputError) {
        let compiled = CompiledRules(model, catalogue)
        attributeNames = compiled.attributeNames
        rule = Array(repeating: -1, count: model.assetCount)
        fragility = rule
        missing = Array(repeating: 0, count: model.assetCount)
        for (range, rowClass) in [
            (model.nodes, CityModelBuilder.RowClass.node), (model.links, .link), (model.facilities, .facility),
        ] {
            let rulesOfKind = model.kinds.map { compiled.rules(kind: $0, rowClass: rowClass) }
            for asset in range {
                for number in rulesOfKind[Int(model.kind[asset])] {
                    guard compiled.holds(number, for: asset, in: model, &missing[asset]) else { continue }
                    rule[asset] = Int32(number)
                    fragility[asset] = Int32(catalogue.rules[number].fragility ?? -1)
                    break
                }
            }
        }
        try takeOwnClasses(model, catalogue)
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

/// The rules with every word looked up in the model's string table once.
private struct CompiledRules {
    enum Condition {
        case number(NumericAttribute, from: Double, below: Double, absent: Double?, bit: UInt64)
        case text(TextAttribute, numbers: Set<Int32>, bit: UInt64)
    }
    let catalogue: FragilityCatalogue
    var conditions: [[Condition]] = []
    var attributeNames: [String] = []

    init(_ model: CityModel, _ catalogue: FragilityCatalogue) {
        self.catalogue = catalogue
        attributeNames = Set(catalogue.rules.flatMap { $0.conditions.map(\.attributeName) }).sorted()
        let bits = Dictionary(
            uniqueKeysWithValues: attributeNames.enumerated().map { ($1, UInt64(1) << UInt64($0)) })
        conditions = catalogue.rules.map { rule in
            rule.conditions.map { condition in
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

    func rules(kind: AssetKind, rowClass: CityModelBuilder.RowClass) -> [Int] {
        catalogue.rules.indices.filter {
            let rule = catalogue.rules[$0]
            return (rule.kind ?? kind) == kind && (rule.rowClass ?? rowClass) == rowClass
        }
    }

    func holds(_ rule: Int, for asset: Int, in model: CityModel, _ missing: inout UInt64) -> Bool {
        for condition in conditions[rule] {
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
