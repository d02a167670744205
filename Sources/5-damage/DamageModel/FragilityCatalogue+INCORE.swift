import Diagnostics
import FileReading
import FoundationEssentials
import Glibc
import HazardModel
import MarkupReading

extension FragilityCatalogue {
    /// Adds the fragility curves of a JSON file of IN-CORE (DFR3 service, class FragilitySet), one set or a list of them.
    ///
    /// Read are sets for one intensity of shaking or displacement whose curves are lognormal: with `alpha` and `beta`
    /// (`alphaType` median or lambda, the median's logarithm), or with an expression of the form
    /// `scipy.stats.norm.cdf((math.log(x) - math.log(median))/(beta))`, as pyincore evaluates them. An entry's id is that
    /// of the set.
    /// - Throws: `InputError` with the file and the name of the set for what is not of that kind.
    mutating func add(inCore path: String) throws(InputError) {
        let bytes = try InputFile.contents(of: path, atMost: 100 << 20)
        let sets: [INCORESet]
        do {
            let decoder = JSONDecoder()
            if let one = try? decoder.decode(INCORESet.self, from: Data(bytes)) {
                sets = [one]
            } else {
                sets = try decoder.decode([INCORESet].self, from: Data(bytes))
            }
        } catch {
            throw InputError(
                "incore-kind", at: SourcePosition(file: path), "this JSON is no set of fragility curves of IN-CORE, and no list of such sets",
                remedy: "give a FragilitySet as the DFR3 service delivers it, with demandTypes and fragilityCurves")
        }
        let file = path.split(separator: "/").last.map(String.init) ?? path
        for set in sets {
            var entry = try set.fragility(in: path)
            notes.append(
                "\(file): the limit states \(set.states.joined(separator: ", ")) of '\(entry.id)' stand for "
                    + zip(DamageState.allCases.dropFirst(), Self.columns(of: set.states))
                    .map { "\($0.name) = \(set.states[$1])" }.joined(separator: ", ") + ".")
            let authors = (set.authors ?? []).joined(separator: ", ")
            sources.append(
                Source(
                    id: "\(file)#\(sources.count)",
                    citation: "IN-CORE fragility set '\(entry.id)' (\(file)): \(set.description ?? "")" + (authors.isEmpty ? "" : ", by \(authors)")))
            entry.source = sources.count - 1
            place(entry)
        }
    }
}

/// What is read of a set; the rest is left alone.
private struct INCORESet: Decodable {
    struct Curve: Decodable {
        struct Returned: Decodable { var description: String? }
        struct Rule: Decodable {
            var condition: [String]?
            var expression: String
        }
        var description: String?
        var returnType: Returned?
        var rules: [Rule]?
        var alpha, beta: Double?
        var alphaType, curveType: String?
    }
    /// One text, or a list of them.
    struct Texts: Decodable {
        var first: String?
        var count: Int
        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            let all = try (try? value.decode(String.self)).map { [$0] } ?? value.decode([String].self)
            (first, count) = (all.first, all.count)
        }
    }
    var id, legacyId, description: String?
    var authors: [String]?
    var demandTypes, demandUnits: Texts
    var fragilityCurves: [Curve]

    var states: [String] {
        fragilityCurves.enumerated().map { $1.returnType?.description ?? $1.description ?? "state \($0 + 1)" }
    }

    func fragility(in path: String) throws(InputError) -> Fragility {
        guard let id = id ?? legacyId, !id.isEmpty else {
            throw refusal(path, "has neither id nor legacyId", "give it an id, by which assets and rules name it")
        }
        guard (1...4).contains(fragilityCurves.count), Set(states).count == states.count else {
            throw refusal(path, "has \(fragilityCurves.count) curves, or two of one name", "give one to four, the lightest state first")
        }
        let (measure, scale) = try demand(path)
        var medians: [Double] = [], betas: [Double] = []
        for column in FragilityCatalogue.columns(of: states) {
            guard let (median, beta) = fragilityCurves[column].lognormal() else {
                throw refusal(
                    path, "has a curve for \(states[column]) that is no lognormal of the intensity alone",
                    "enter its values as a <discrete> curve in a catalogue of your own")
            }
            medians.append(median * scale)
            betas.append(beta)
        }
        let element = MarkupElement(name: "FragilitySet \(id)", attributes: [:], position: SourcePosition(file: path))
        return Fragility(
            id: id, title: description ?? id, measure: measure, source: nil,
            form: try .lognormal(checked: medians, betas, at: element))
    }

    /// The intensity, and what its values are multiplied by to be in this program's units.
    private func demand(_ path: String) throws(InputError) -> (IntensityMeasure, Double) {
        let name = (demandTypes.first ?? "").lowercased().filter { $0 != " " }
        let unit = (demandUnits.first ?? "").lowercased().filter { $0 != " " }
        let accelerations = ["g": 1, "%g": 0.01, "cm/s^2": 1 / 980.665, "m/s^2": 1 / 9.80665]
        let known: [String: (IntensityMeasure, [String: Double])] = [
            "pga": (.pga, accelerations), "0.3secsa": (.sa03, accelerations), "0.3sa": (.sa03, accelerations),
            "1.0secsa": (.sa10, accelerations), "1secsa": (.sa10, accelerations), "1.0sa": (.sa10, accelerations),
            "pgv": (.pgv, ["cm/s": 1, "m/s": 100, "in/s": 2.54, "ft/s": 30.48]),
            "pgd": (.pgd, ["m": 1, "cm": 0.01, "in": 0.0254, "ft": 0.3048]),
        ]
        guard demandTypes.count == 1, let (measure, units) = known[name] else {
            throw refusal(
                path, "is by \(demandTypes.first ?? "nothing")\(demandTypes.count > 1 ? " and more" : ""), which no hazard gives",
                "give a set by PGA, PGV, PGD, 0.3 sec Sa or 1.0 sec Sa")
        }
        guard let scale = units[unit] else {
            throw refusal(path, "is in '\(demandUnits.first ?? "")'", "give \(units.keys.sorted().joined(separator: ", "))")
        }
        return (measure, scale)
    }

    private func refusal(_ path: String, _ problem: String, _ remedy: String) -> InputError {
        InputError(
            "incore-set", at: SourcePosition(file: path),
            "the fragility set '\(id ?? legacyId ?? "")' (\(description ?? "no description")) \(problem)", remedy: remedy)
    }
}

extension INCORESet.Curve {
    /// Median and beta; nil for any other form.
    fileprivate func lognormal() -> (median: Double, beta: Double)? {
        if let alpha, let beta {
            guard ["lognormal", nil].contains(curveType?.lowercased()) else { return nil }
            switch alphaType?.lowercased() {
            case "median", nil: return (alpha, beta)
            case "lambda": return (exp(alpha), beta)
            default: return nil
            }
        }
        guard let rules, rules.count == 1 else { return nil }
        let isUnconditional = (rules[0].condition ?? []).allSatisfy { $0.filter { $0 != " " }.hasSuffix(">0") }
        return isUnconditional ? Self.parsed(rules[0].expression) : nil
    }

    /// `scipy.stats.norm.cdf((math.log(x) - math.log(m))/(b))` or the same with the median's logarithm as a number.
    private static func parsed(_ expression: String) -> (Double, Double)? {
        var rest = expression.filter { $0 != " " }[...]
        func take(_ text: String) -> Bool {
            guard rest.hasPrefix(text) else { return false }
            rest = rest.dropFirst(text.count)
            return true
        }
        func number() -> Double? {
            let brackets = rest.prefix { $0 == "(" }.count
            rest = rest.dropFirst(brackets)
            let digits = rest.prefix { $0.isNumber || ".eE-+".contains($0) }
            rest = rest.dropFirst(digits.count)
            return take(String(repeating: ")", count: brackets)) ? Double(digits) : nil
        }
        guard take("scipy.stats.norm.cdf((math.log(") else { return nil }
        rest = rest.drop { $0.isLetter || $0.isNumber || $0 == "_" }
        guard take(")-") else { return nil }
        let isLogarithm = !take("math.log")
        guard let median = number(), take(")/"), let beta = number(), take(")"), rest.isEmpty else { return nil }
        return (isLogarithm ? exp(median) : median, beta)
    }
}
