import Diagnostics
import HazardModel
import MarkupReading
import NetworkModel

extension MarkupElement {
    /// `<lognormal>`, `<discrete>` or `<repairRate>`.
    func fragility(_ names: CatalogueNames) throws(InputError) -> Fragility {
        let word = try required("measure")
        guard let measure = IntensityMeasure(rawValue: word),
            measure == .pgd || IntensityMeasure.shaking.contains(measure)
        else {
            throw InputError(
                "catalogue-measure", at: position, "measure=\"\(word)\" is no measure of shaking",
                remedy: "write pga, pgv, sa03, sa10 or, for rules' groundFailure, pgd")
        }
        let form: Fragility.Form
        switch name {
        case "repairRate":
            form = .repairRate(
                coefficient: try requiredNumber("coefficient", in: 0...1e6),
                exponent: try requiredNumber("exponent", in: 0...100),
                breakShare: try requiredNumber("breakShare", in: 0...1))
        case "discrete":
            let levels = try numbers("levels")
            var rows: [[Double]] = []
            for state in DamageState.allCases.dropFirst() where attributes[state.name] != nil {
                guard rows.count + 1 == Int(state.rawValue) else {
                    throw InputError(
                        "catalogue-list", at: position, "<discrete> gives \(state.name) without the lighter states",
                        remedy: "give the states from slight upwards; leave out only the last ones")
                }
                rows.append(try numbers(state.name))
            }
            form = try .discrete(checked: levels, rows, at: self)
        default:
            form = try .lognormal(checked: try numbers("medians"), try numbers("betas"), at: self)
        }
        let stopsAt = DamageState.allCases.first { $0.name == attributes["stopsAt"] } ?? .extensive
        return Fragility(
            id: try required("id"), title: try required("title"), measure: measure,
            source: try names.sources.find("source", of: self), form: form, stopsAt: stopsAt)
    }

    func restoration(_ names: CatalogueNames) throws(InputError) -> FragilityCatalogue.Restoration {
        let hours = try fourNumbers("hours"), spread = try fourNumbers("spreadHours"), ratios = try fourNumbers("costRatios")
        guard !hours.isEmpty, ratios.allSatisfy({ $0 <= 1 }) else {
            throw InputError(
                "catalogue-list", at: position, hours.isEmpty ? "<\(name)> has no hours" : "a cost ratio is above 1",
                remedy: "give hours, and cost ratios as shares from 0 to 1, for slight, moderate, extensive and complete damage")
        }
        for (what, list) in [("hours", hours), ("costRatios", ratios)] where zip(list, list.dropFirst()).contains(where: { $0 > $1 }) {
            throw InputError(
                "catalogue-order", at: position, "\(what)=\"…\" is less for a worse state than for a lighter one",
                remedy: "give slight damage first and complete damage last")
        }
        return .init(
            id: try required("id"), hours: hours, spreadHours: spread,
            isLognormal: attributes["distribution"] == "lognormal",
            source: try names.sources.find("source", of: self), costRatios: ratios,
            costSource: try names.sources.find("costSource", of: self))
    }

    func selector() throws(InputError) -> FragilityCatalogue.Selector {
        let rowClass: CityModelBuilder.RowClass? =
            switch attributes["of"] {
            case "node": .node
            case "link": .link
            case "facility": .facility
            default: nil
            }
        var conditions: [FragilityCatalogue.Condition] = []
        for element in children(named: "when") { conditions.append(try element.condition()) }
        return .init(kind: attributes["kind"].map { AssetKind($0) }, rowClass: rowClass, conditions: conditions)
    }

    func rule(_ names: CatalogueNames) throws(InputError) -> FragilityCatalogue.Rule {
        let restoration = try names.restorations.find("restoration", of: self)
        let groundRestoration = try names.restorations.find("groundRestoration", of: self)
        return .init(
            selector: try selector(), fragility: try names.fragilities.find("fragility", of: self),
            flooding: try names.floodings.find("flooding", of: self), restoration: restoration,
            saltFlooding: try names.floodings.find("saltFlooding", of: self), groundFailure: try names.fragilities.find("groundFailure", of: self),
            groundRestoration: groundRestoration ?? restoration, assumption: attributes["assumption"])
    }

    private func condition() throws(InputError) -> FragilityCatalogue.Condition {
        let name = try required("attribute")
        if let attribute = NumericAttribute(name: name) {
            return .number(
                attribute, from: try number("from") ?? -.infinity, below: try number("below") ?? .infinity,
                absent: try number("absent"))
        }
        if let attribute = TextAttribute(name: name) {
            return .text(attribute, Set(try required("is").split(separator: " ").map { FragilityCatalogue.plainWord(String($0)) }))
        }
        throw InputError(
            "catalogue-attribute", at: position, "an asset has no attribute '\(name)'",
            remedy: "name an attribute of the network format, such as voltage or material")
    }

    // MARK: lists of numbers

    /// The finite numbers in an attribute that must be there.
    func numbers(_ name: String) throws(InputError) -> [Double] { try numbers(in: try required(name), of: name) }

    /// The finite numbers in the text of this element or of one of its attributes.
    func numbers(in text: String, of name: String) throws(InputError) -> [Double] {
        var numbers: [Double] = []
        for word in text.split(whereSeparator: \.isWhitespace) {
            guard let number = Double(word), number.isFinite else {
                throw InputError(
                    "not-a-number", at: position, "'\(word)' in \(name) is not a finite number",
                    remedy: "write numbers with spaces between them, such as 0.15 0.29 0.45 0.9")
            }
            numbers.append(number)
        }
        return numbers
    }

    /// Four numbers of 0 or more, for the four states; none when the attribute is absent.
    private func fourNumbers(_ name: String) throws(InputError) -> [Double] {
        guard attributes[name] != nil else { return [] }
        let list = try numbers(name)
        if list.count == 4, list.allSatisfy({ $0 >= 0 }) { return list }
        throw InputError(
            "catalogue-list", at: position, "\(name)=\"…\" holds \(list.count) numbers, or one below 0",
            remedy: "give four numbers of 0 or more: slight, moderate, extensive and complete damage")
    }

    func requireRising(_ list: [Double], _ what: String) throws(InputError) {
        guard !list.isEmpty, (list.first ?? 0) >= 0, zip(list, list.dropFirst()).allSatisfy({ $0 < $1 }) else {
            throw InputError(
                "catalogue-order", at: position, "the \(what) of <\(name)> do not rise from 0 or more",
                remedy: "give each \(what) once, the smallest first")
        }
    }
}

extension Fragility.Form {
    /// Those of the catalogue lie between 0.15 and 0.8; beyond this one the intensity says next to nothing.
    private static var mostBeta: Double { 3 }

    /// Curves from slight upwards, refused unless medians and betas are positive and no worse state comes first.
    static func lognormal(
        checked medians: [Double], _ betas: [Double], at element: MarkupElement
    ) throws(InputError) -> Self {
        guard (1...4).contains(medians.count), medians.count == betas.count, (medians + betas).allSatisfy({ $0 > 0 })
        else {
            throw InputError(
                "catalogue-list", at: element.position,
                "<\(element.name)> has \(medians.count) medians and \(betas.count) betas, or one that is not above 0",
                remedy: "give one to four of each, as many betas as medians, all above 0")
        }
        if let wide = betas.first(where: { $0 > mostBeta }) {
            throw InputError(
                "catalogue-beta", at: element.position, "a beta of \(wide) is no dispersion of a lognormal fragility",
                remedy: "give the standard deviation of the logarithm (0.15 to 0.8 in the program's own catalogue); a percentage is divided by 100")
        }
        if let i = medians.indices.dropFirst().first(where: { medians[$0] < medians[$0 - 1] }) {
            let states = DamageState.allCases
            throw InputError(
                "catalogue-order", at: element.position,
                "the median \((medians[i] * 1e6).rounded() / 1e6) of \(states[i + 1].name) damage lies below that of \(states[i].name) damage, \((medians[i - 1] * 1e6).rounded() / 1e6)",
                remedy: "give slight damage first and complete damage last; a worse state needs at least as much shaking")
        }
        return .lognormal(zip(medians, betas).map { Fragility.Curve(median: $0, beta: $1) })
    }

    /// Points from slight upwards; refused unless levels rise, probabilities lie in 0 to 1, do not fall with the
    /// level, and are nowhere larger for a worse state.
    static func discrete(
        checked levels: [Double], _ rows: [[Double]], at element: MarkupElement
    ) throws(InputError) -> Self {
        try element.requireRising(levels, "levels")
        guard (1...4).contains(rows.count), rows.allSatisfy({ $0.count == levels.count }) else {
            throw InputError(
                "catalogue-list", at: element.position,
                "<\(element.name)> has \(levels.count) levels and lists of \(rows.map { String($0.count) }.joined(separator: ", ")) probabilities",
                remedy: "give one probability for each level, for one to four states")
        }
        for row in rows where !row.allSatisfy({ (0...1).contains($0) }) || zip(row, row.dropFirst()).contains(where: { $0 > $1 }) {
            throw InputError(
                "catalogue-probability", at: element.position,
                "the probabilities \(row.map { String($0) }.joined(separator: " ")) leave 0 to 1 or fall with rising shaking",
                remedy: "give shares from 0 to 1 that do not fall")
        }
        for (lighter, worse) in zip(rows, rows.dropFirst()) where zip(lighter, worse).contains(where: { $0 < $1 }) {
            throw InputError(
                "catalogue-order", at: element.position, "a worse state is more probable than a lighter one",
                remedy: "give the probability of each state or a worse one, slight damage first")
        }
        // Without a point of its own, damage begins at no shaking at all.
        guard let first = levels.first, first > 0 else { return .discrete(levels: levels, probabilities: rows) }
        return .discrete(levels: [0] + levels, probabilities: rows.map { [0] + $0 })
    }
}
