import Diagnostics
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
    func sentences(_ model: CityModel, _ catalogue: FragilityCatalogue, _ assignment: FragilityAssignment) -> [Phrase] {
        var byStatement: [UInt16: [Phrase: Int]] = [:]
        for (key, count) in counts {
            guard let statement = statement(key.topic, catalogue, assignment) else { continue }
            byStatement[key.kind, default: [:]][statement, default: 0] += count
        }
        return byStatement.keys.sorted().flatMap { kind in
            (byStatement[kind] ?? [:]).sorted { $0.key.english < $1.key.english }.map { statement, count in
                let assets = model.kinds[Int(kind)].counted(count)
                return Phrase("\(assets): \(statement)", nl: "\(assets): \(statement)")
            }
        }
    }

    private func statement(
        _ topic: Topic, _ catalogue: FragilityCatalogue, _ assignment: FragilityAssignment
    ) -> Phrase? {
        switch topic {
        case .shaking(let number, let missing):
            guard number >= 0 else {
                return Phrase(
                    "taken as undamaged by shaking: no rule of the catalogue fits (assumed)",
                    nl: "onbeschadigd door schudden: geen regel van de catalogus past (aangenomen)")
            }
            let rule = catalogue.rules[Int(number)], names = assignment.missingAttributes(missing)
            let gap =
                missing == 0
                ? .nothing : Phrase(", as the data does not give: \(names)", nl: ", want de gegevens noemen niet: \(names)")
            if let assumption = rule.assumption {
                let words = CatalogueWords.assumption(assumption)
                return Phrase("\(words)\(gap) (assumed)", nl: "\(words)\(gap) (aangenomen)")
            }
            guard missing != 0, let fragility = rule.fragility else { return nil }
            let title = CatalogueWords.title(catalogue.fragilities[fragility].title)
            return Phrase("treated as \(title)\(gap) (assumed)", nl: "behandeld als \(title)\(gap) (aangenomen)")
        case .noMeasure(let fragility):
            let measure = catalogue.fragilities[Int(fragility)].measure.rawValue.uppercased()
            return Phrase(
                "taken as undamaged, since the hazard gives no \(measure) (assumed)",
                nl: "onbeschadigd, want voor deze gebeurtenis is geen \(measure) bekend (aangenomen)")
        case .noRestoration:
            return Phrase(
                "out for good after damage, since the catalogue gives no repair time (assumed)",
                nl: "na schade voorgoed buiten bedrijf, want de catalogus geeft geen hersteltijd (aangenomen)")
        case .restoration(let number):
            let hours = catalogue.restorations[number].hours
            let text =
                hours[2] == hours[3]
                ? Phrase("\(shortest: hours[2]) h", nl: "\(shortest: hours[2]) uur")
                : Phrase(
                    "\(shortest: hours[2]) (extensive) or \(shortest: hours[3]) h (complete damage)",
                    nl: "\(shortest: hours[2]) (zware schade) of \(shortest: hours[3]) uur (geheel verwoest)")
            return Phrase("working again after \(text) (assumed)", nl: "weer in bedrijf na \(text) (aangenomen)")
        case .flooding(let number, let ownThreshold, let ownHours):
            let flooding = catalogue.floodings[number]
            let origin = flooding.source == nil ? Phrase("(assumed)", nl: "(aangenomen)") : Phrase("(value of the catalogue)", nl: "(waarde uit de catalogus)")
            let threshold = Phrase(
                "flood threshold \(shortest: flooding.thresholdMetres) m \(origin)",
                nl: "uitval vanaf \(shortest: flooding.thresholdMetres) m water \(origin)")
            let drying = Phrase(
                "working again \(shortest: flooding.dryingHours) h after the water has gone (assumed)",
                nl: "weer in bedrijf \(shortest: flooding.dryingHours) uur nadat het water weg is (aangenomen)")
            let parts = (ownThreshold ? [] : [threshold]) + (ownHours ? [] : [drying])
            return parts.isEmpty ? nil : parts.joined("; ")
        case .unaffectedByWater:
            return Phrase("taken as unaffected by water (assumed)", nl: "ongevoelig voor water (aangenomen)")
        case .collapse(let number):
            let title = CatalogueWords.title(catalogue.collapses[number].title)
            return Phrase("torn down by the current, judged as \(title)", nl: "door de stroming verwoest, beoordeeld als \(title)")
        }
    }
}

extension Double {
    /// Without a trailing ".0".
    var plain: String { self == rounded() && abs(self) < 1e15 ? String(Int64(self)) : String(self) }
}
