import HazardModel
import NetworkModel

/// Counts what had to be assumed, and says it in sentences such as "14 transformers: flood threshold 0.5 m (assumed)".
struct DamageAssumptions {
    enum Topic: Hashable {
        /// The rule used for shaking, with what the data did not say (bits of `FragilityAssignment.missing`).
        case shaking(rule: Int32, missing: UInt64)
        case noMeasure(fragility: Int32)
        case noRestoration
        case restoration(Int)
        case flooding(Int, ownThreshold: Bool, ownHours: Bool)
        case unaffectedByWater
        /// Torn down by the current, by this entry of the catalogue.
        case collapse(Int)
    }
    private struct Key: Hashable {
        var kind: UInt16
        var topic: Topic
    }
    private var counts: [Key: Int] = [:]
    private(set) var usedSources: Set<Int> = []

    mutating func count(_ topic: Topic, kind: UInt16) { counts[Key(kind: kind, topic: topic), default: 0] += 1 }
    mutating func use(source: Int?) {
        if let source { usedSources.insert(source) }
    }

    /// One sentence per kind and topic, sorted by kind; equal statements are added up.
    func sentences(_ model: CityModel, _ catalogue: FragilityCatalogue, _ assignment: FragilityAssignment) -> [String] {
        var byStatement: [UInt16: [String: Int]] = [:]
        for (key, count) in counts {
            guard let statement = statement(key.topic, catalogue, assignment) else { continue }
            byStatement[key.kind, default: [:]][statement, default: 0] += count
        }
        return byStatement.keys.sorted().flatMap { kind in
            (byStatement[kind] ?? [:]).sorted { $0.key < $1.key }.map {
                "\(model.kinds[Int(kind)].counted($0.value)): \($0.key)"
            }
        }
    }

    private func statement(
        _ topic: Topic, _ catalogue: FragilityCatalogue, _ assignment: FragilityAssignment
    ) -> String? {
        switch topic {
        case .shaking(let number, let missing):
            guard number >= 0 else { return "taken as undamaged by shaking: no rule of the catalogue fits (assumed)" }
            let rule = catalogue.rules[Int(number)]
            let gap = missing == 0 ? "" : ", as the data does not give: " + assignment.missingNames(missing)
            if let assumption = rule.assumption { return "\(assumption)\(gap) (assumed)" }
            guard missing != 0, let fragility = rule.fragility else { return nil }
            return "treated as \(catalogue.fragilities[fragility].title)\(gap) (assumed)"
        case .noMeasure(let fragility):
            let measure = catalogue.fragilities[Int(fragility)].measure.rawValue.uppercased()
            return "taken as undamaged, since the hazard gives no \(measure) (assumed)"
        case .noRestoration:
            return "out for good after damage, since the catalogue gives no repair time (assumed)"
        case .restoration(let number):
            let hours = catalogue.restorations[number].hours
            let text = hours[2] == hours[3] ? hours[2].plain : "\(hours[2].plain) (extensive) or \(hours[3].plain) (complete damage)"
            return "working again after \(text) h (assumed)"
        case .flooding(let number, let ownThreshold, let ownHours):
            let flooding = catalogue.floodings[number]
            let threshold = "flood threshold \(flooding.thresholdMetres.plain) m"
                + (flooding.source == nil ? " (assumed)" : " (value of the catalogue)")
            let drying = "working again \(flooding.dryingHours.plain) h after the water has gone (assumed)"
            let parts = (ownThreshold ? [] : [threshold]) + (ownHours ? [] : [drying])
            return parts.isEmpty ? nil : parts.joined(separator: "; ")
        case .unaffectedByWater:
            return "taken as unaffected by water (assumed)"
        case .collapse(let number):
            return "torn down by the current, judged as \(catalogue.collapses[number].title)"
        }
    }
}

extension AssetKind {
    /// "14 pumping stations", "1 pipe".
    func counted(_ count: Int) -> String {
        var words = ""
        for character in name {
            if character.isUppercase { words += " " }
            words += character.lowercased()
        }
        if count == 1 { return "1 \(words)" }
        if words.hasSuffix("y"), let before = words.dropLast().last, !"aeiou".contains(before) {
            return "\(count) \(words.dropLast())ies"
        }
        return "\(count) \(words)s"
    }
}

extension Double {
    /// Without a trailing ".0".
    var plain: String { self == rounded() && abs(self) < 1e15 ? String(Int64(self)) : String(self) }
}
