import Diagnostics
import MarkupReading
import NetworkModel

extension MarkupElement {
    /// The entries in one of the parts of a catalogue, before those that are known; one of a known id replaces it.
    func own<Entry>(
        _ part: String, _ id: KeyPath<Entry, String>, before known: [Entry],
        _ read: (MarkupElement) throws(InputError) -> Entry
    ) throws(InputError) -> [Entry] {
        var own: [Entry] = [], line: [String: Int] = [:]
        for element in child(named: part)?.children ?? [] {
            let entry = try read(element)
            if let line = line.updateValue(element.position.line, forKey: entry[keyPath: id]) {
                throw .usedTwice(entry[keyPath: id], at: element.position, first: line)
            }
            own.append(entry)
        }
        return own + known.filter { line[$0[keyPath: id]] == nil }
    }

    func flooding(_ names: CatalogueNames) throws(InputError) -> FragilityCatalogue.Flooding {
        .init(
            id: try required("id"), thresholdMetres: try requiredNumber("threshold", in: 0...1000, unit: "m"),
            dryingHours: try requiredNumber("dryingHours", in: 0...1e6, unit: "h"),
            source: try names.sources.find("source", of: self), damage: try names.depthDamages.find("damage", of: self))
    }

    func depthDamage(_ names: CatalogueNames) throws(InputError) -> FragilityCatalogue.DepthDamage {
        let (depths, ratios) = try curve("depths", "ratios")
        return .init(
            id: try required("id"), title: try required("title"), depthsMetres: depths, ratios: ratios,
            source: try names.sources.find("source", of: self))
    }

    func scour(_ names: CatalogueNames) throws(InputError) -> FragilityCatalogue.Scour {
        let (years, ratios) = try curve("returnPeriods", "ratios")
        return .init(
            id: try required("id"), title: try required("title"), source: try names.sources.find("source", of: self),
            selector: try selector(), years: years, ratios: ratios)
    }

    /// Rising numbers, and a share from 0 to 1 for each.
    private func curve(_ at: String, _ shares: String) throws(InputError) -> ([Double], [Double]) {
        let numbers = try numbers(at), ratios = try self.numbers(shares)
        try requireRising(numbers, at)
        guard numbers.count == ratios.count, ratios.allSatisfy({ (0...1).contains($0) }) else {
            throw InputError(
                "catalogue-list", at: position,
                "<\(name)> has \(numbers.count) \(at) and \(ratios.count) \(shares), or one of \(shares) outside 0 to 1",
                remedy: "give one share from 0 to 1 for each of \(at)")
        }
        return (numbers, ratios)
    }

    func collapse(_ names: CatalogueNames) throws(InputError) -> FragilityCatalogue.Collapse {
        .init(
            id: try required("id"), title: try required("title"), source: try names.sources.find("source", of: self),
            selector: try selector(), leastMetresPerSecond: try requiredNumber("speed", in: 0...100, unit: "m/s"),
            factor: try requiredNumber("factor", in: -1e6...1e6), exponent: try requiredNumber("exponent", in: -10...10),
            linear: try number("linear", in: -1e6...1e6) ?? 0, constant: try number("constant", in: -1e6...1e6) ?? 0,
            upToMetresPerSecond: try number("upTo", in: 0...100, unit: "m/s") ?? .infinity,
            depthAloneMetres: try number("depthAlone", in: 0...1000, unit: "m") ?? .infinity)
    }

    func unitValue(_ names: CatalogueNames) throws(InputError) -> FragilityCatalogue.UnitValue {
        let word = attributes["per"] ?? "asset"
        guard let per = FragilityCatalogue.UnitValue.Per(rawValue: word) else {
            let words = FragilityCatalogue.UnitValue.Per.allCases.map(\.rawValue)
            throw InputError(
                "word-unknown", at: position, "per=\"\(word)\" is not known",
                remedy: suggestion(for: word, among: words) + "write \(words.joined(separator: ", "))")
        }
        return .init(
            id: try required("id"), source: try names.sources.find("source", of: self), selector: try selector(),
            euros: try requiredNumber("euros", in: 0...1e12, unit: "EUR"), per: per)
    }

    func vehicle(
        _ names: CatalogueNames, _ sources: [FragilityCatalogue.Source]
    ) throws(InputError) -> RoadSpeed.Vehicle {
        .init(
            id: try required("id"), closingDepthMetres: try requiredNumber("closingDepth", in: 0.001...10, unit: "m"),
            citation: try names.sources.find("source", of: self).map { sources[$0].citation })
    }
}

extension InputError {
    static func usedTwice(_ id: String, at position: SourcePosition, first line: Int) -> InputError {
        InputError(
            "duplicate-identifier", at: position, "the catalogue uses the id '\(id)' twice, first at line \(line)",
            remedy: "give one of the two another id")
    }
}
