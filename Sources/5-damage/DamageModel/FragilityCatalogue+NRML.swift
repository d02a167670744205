import Diagnostics
import Glibc
import HazardModel
import MarkupReading

extension FragilityCatalogue {
    /// Namespace of the format; the OpenQuake engine manual describes it.
    static let nrmlNamespace = "http://openquake.org/xmlns/nrml/0.5"

    /// Adds the fragility functions of an NRML 0.5 file under their own ids.
    ///
    /// As OpenQuake reads them (risklib/scientific.py): a continuous function gives mean and standard deviation of
    /// the intensity itself, from which median = m² / √(m² + s²) and beta = √ln(1 + s² / m²); intensities outside
    /// minIML … maxIML count as the nearest end; below noDamageLimit there is no damage. A discrete function is
    /// interpolated by straight lines, from 0 at the noDamageLimit, or else at no shaking.
    /// - Throws: `InputError` with file and line.
    mutating func add(nrml root: MarkupElement) throws(InputError) {
        guard root.namespace == Self.nrmlNamespace, let model = root.child(named: "fragilityModel") else {
            throw InputError(
                "nrml-kind", at: root.position, "this NRML file holds no fragility model of NRML 0.5",
                remedy: "give a file with <fragilityModel> in the namespace \(Self.nrmlNamespace)")
        }
        let file = root.position.file.split(separator: "/").last.map(String.init) ?? root.position.file
        let about = model.child(named: "description")?.text ?? ""
        let citation = "NRML fragility model '\(model.attributes["id"] ?? "")' (\(file))" + (about.isEmpty ? "" : ": \(about)")
        let limits = model.child(named: "limitStates")
        let states = (limits?.text ?? "").split(whereSeparator: \.isWhitespace).map(String.init)
        guard (1...4).contains(states.count), Set(states).count == states.count else {
            throw InputError(
                "nrml-limit-states", at: limits?.position ?? model.position, "the model has \(states.count) different limit states",
                remedy: "give one to four, the lightest first; the program knows slight, moderate, extensive and complete damage")
        }
        let columns = Self.columns(of: states)
        notes.append(
            "\(file): the limit states \(states.joined(separator: ", ")) stand for "
                + zip(DamageState.allCases.dropFirst(), columns).map { "\($0.name) = \(states[$1])" }.joined(separator: ", ")
                + ".")
        sources.append(Source(id: "\(file)#\(sources.count)", citation: citation))
        var lines: [String: Int] = [:]
        for element in model.children(named: "fragilityFunction") {
            var entry = try element.nrmlFragility(states, columns)
            if let line = lines.updateValue(element.position.line, forKey: entry.id) {
                throw InputError(
                    "duplicate-identifier", at: element.position, "the function '\(entry.id)' is there twice, first at line \(line)",
                    remedy: "keep one of them")
            }
            entry.source = sources.count - 1
            entry.title = "\(entry.id) of \(file)"
            place(entry)
        }
    }

    /// For slight … complete, the limit state that stands for each: by name where all are named so, else the last is
    /// complete damage. A state between is as likely as the next worse one.
    static func columns(of states: [String]) -> [Int] {
        let known = DamageState.allCases.dropFirst().map(\.name)
        let own = states.map { known.firstIndex(of: $0.lowercased() == "collapse" ? "complete" : $0.lowercased()) }
        let places = own.compactMap { $0 }
        let isNamed = places.count == states.count && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
        let at = isNamed ? places : states.indices.map { 4 - states.count + $0 }
        return known.indices.compactMap { state in at.firstIndex { $0 >= state } }
    }
}

extension MarkupElement {
    fileprivate func nrmlFragility(_ states: [String], _ columns: [Int]) throws(InputError) -> Fragility {
        guard let levels = child(named: "imls") else {
            throw InputError(
                "nrml-imls", at: position, "<fragilityFunction> has no <imls>", remedy: "give the intensity measure in <imls imt=\"PGA\" …>")
        }
        let noDamage = try levels.number("noDamageLimit", in: 0...1e6) ?? 0
        let format = try required("format")
        var fragility = Fragility(
            id: try required("id"), title: "", measure: try levels.nrmlMeasure(), source: nil, form: .lognormal([]))
        fragility.noDamageBelow = noDamage
        switch format {
        case "continuous":
            guard ["logncdf", nil].contains(attributes["shape"]) else {
                throw InputError(
                    "nrml-shape", at: position, "shape=\"\(attributes["shape"] ?? "")\" is not read", remedy: "give shape=\"logncdf\"")
            }
            let curves = try byState("params", states)
            var medians: [Double] = [], betas: [Double] = []
            for column in columns {
                let mean = try curves[column].requiredNumber("mean"), spread = try curves[column].requiredNumber("stddev")
                guard mean > 0, spread > 0 else {
                    throw InputError(
                        "nrml-params", at: curves[column].position, "mean \(mean) and stddev \(spread) must both be above 0",
                        remedy: "give the mean and standard deviation of the intensity, not of its logarithm")
                }
                medians.append(mean * mean / (mean * mean + spread * spread).squareRoot())
                betas.append(log1p(spread * spread / (mean * mean)).squareRoot())
            }
            fragility.form = try .lognormal(checked: medians, betas, at: self)
            let low = try levels.number("minIML", in: 0...1e6) ?? 0, high = try levels.number("maxIML", in: 0...1e6) ?? 0
            guard high == 0 || high > low else {
                throw InputError(
                    "nrml-imls", at: levels.position, "maxIML=\"\(high)\" is not above minIML=\"\(low)\"", remedy: "correct one of them")
            }
            fragility.validRange = low...(high == 0 ? .infinity : high)
        case "discrete":
            let curves = try byState("poes", states)
            var points = try levels.numbers(in: levels.text, of: "<imls>")
            var rows: [[Double]] = []
            for column in columns { rows.append(try curves[column].numbers(in: curves[column].text, of: "<poes>")) }
            if let first = points.first, noDamage > 0, noDamage < first, rows.allSatisfy({ $0.count == points.count }) {
                points.insert(noDamage, at: 0)
                for i in rows.indices { rows[i].insert(0, at: 0) }
            }
            fragility.form = try .discrete(checked: points, rows, at: self)
        default:
            throw InputError(
                "nrml-format", at: position, "format=\"\(format)\" is not read", remedy: "give format=\"continuous\" or format=\"discrete\"")
        }
        return fragility
    }

    /// One child of that name for each limit state, in their order.
    private func byState(_ name: String, _ states: [String]) throws(InputError) -> [MarkupElement] {
        var found: [MarkupElement] = []
        for state in states {
            let matching = children(named: name).filter { $0.attributes["ls"] == state }
            guard let element = matching.first, matching.count == 1 else {
                throw InputError(
                    "nrml-limit-states", at: position, "the function has \(matching.count) <\(name)> for the limit state '\(state)'",
                    remedy: "give one for each limit state of the model")
            }
            found.append(element)
        }
        return found
    }

    /// NRML gives PGA and SA in g and PGV in cm/s, as this program does.
    private func nrmlMeasure() throws(InputError) -> IntensityMeasure {
        let name = try required("imt")
        let measures: [String: IntensityMeasure] = [
            "PGA": .pga, "PGV": .pgv, "SA(0.3)": .sa03, "SA(1.0)": .sa10, "SA(1)": .sa10,
        ]
        if let measure = measures[name] { return measure }
        throw InputError(
            "nrml-imt", at: position, "no hazard gives the intensity '\(name)'", remedy: "give PGA, PGV, SA(0.3) or SA(1.0)")
    }
}
