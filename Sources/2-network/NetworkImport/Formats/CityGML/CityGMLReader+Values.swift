import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

extension CityGMLReader {
    // MARK: text

    func endText(_ frame: Frame, in parent: Frame?, _ text: MarkupText) throws {
        guard let word = frame.word, let parent, !open.isEmpty || parent.place == .envelope else { return }
        let last = open.count - 1
        switch parent.place {
        case .object:
            let value = text.trimmed.string
            if value.isEmpty { return }
            switch word {
            case .name: open[last].name = open[last].name ?? value
            case .buildingClass: open[last].classCodes.append(value)
            case .function: open[last].functions.append(value)
            case .usage: open[last].usages.append(value)
            case .storeysAboveGround: open[last].storeys = plausible(text, .storeys, "storeysAboveGround")
            case .measuredHeight: open[last].heightMetres = length(text, "measuredHeight")
            case .yearOfConstruction, .dateOfConstruction:
                // A year, or a date that begins with one.
                let year = Double(value.prefix { $0 != "-" })
                open[last].constructionYear = plausible(year, value, .constructionYear, word.rawValue)
            case .terminationDate: notes.count(.terminated, value, line: textLine)
            default: break
            }
        case .height:
            if word == .value { heightMetres = length(text, "con:height") }
        case .genericAttribute:
            if word == .name {
                attributeName = text.trimmed.string
            } else {
                setGeneric(attributeName, text)
            }
        case .polygon, .hole, .curve: try addPositions(word, text, dimension: frame.dimension, to: parent.place)
        case .risk: setRisk(word, text)
        case .envelope:
            // The model's own envelope may be rounded or empty; it places nothing.
            guard !open.isEmpty else { return }
            try readNumbers(text, word)
            guard numbers.count >= 2 else { return }
            open[last].envelope.append(try system.normalise(numbers[0], numbers[1]))
        default: break
        }
    }

    private func setGeneric(_ name: String, _ text: MarkupText) {
        let last = open.count - 1
        switch name.lowercased() {
        case "residents": open[last].residents = plausible(text, .residents, name)
        case "beds": open[last].beds = plausible(text, .beds, name)
        case "district":
            let value = text.trimmed.string
            if !value.isEmpty { open[last].district = value }
        default: log.skip("generic attribute \(name.prefix(80))", in: path)
        }
    }

    private func setRisk(_ word: CityGMLWord, _ text: MarkupText) {
        let value = text.trimmed
        guard !value.isEmpty else { return }
        switch word {
        case .description: risk?.description = builder.strings.intern(value.bytes)
        case .adminType: risk?.adminType = builder.strings.intern(value.bytes)
        case .scale: risk?.scale = builder.strings.intern(value.bytes)
        case .rank:
            if let rank = value.number.flatMap({ UInt8(exactly: $0) }), (1...6).contains(rank) { risk?.rank = rank }
            else { notes.count(.implausible("rank"), value.string, line: textLine) }
        case .depth:
            guard let factor = LengthUnit.metres(unit) else { return notes.count(.unit("depth"), unit, line: textLine) }
            if let depth = value.number.map({ $0 * factor }), (0...100).contains(depth) { risk?.depthMetres = depth }
            else { notes.count(.implausible("depth"), value.string, line: textLine) }
        case .duration:
            guard let factor = TimeUnit.hours(unit) else { return notes.count(.unit("duration"), unit, line: textLine) }
            if let duration = value.number.map({ $0 * factor }), (0...87_600).contains(duration) { risk?.durationHours = duration }
            else { notes.count(.implausible("duration"), value.string, line: textLine) }
        default: break
        }
    }

    /// A record without depth and rank says nothing.
    func endRisk() {
        if let risk, risk.rank > 0 || !risk.depthMetres.isNaN, !open.isEmpty {
            open[open.count - 1].floodRisks.append(risk)
        }
        risk = nil
    }

    /// Of several heights (CityGML 3.0) the highest above the ground counts.
    func endHeight() {
        guard let height = heightMetres, !open.isEmpty else { return }
        let last = open.count - 1
        open[last].heightMetres = max(open[last].heightMetres ?? height, height)
    }

    func endAddress(_ word: CityGMLWord?, in parent: CityGMLWord?, _ text: MarkupText) {
        let value = text.trimmed.string
        guard let word, !value.isEmpty, !open.isEmpty else { return }
        var address = open[open.count - 1].address ?? BuildingAddress()
        func set(_ field: WritableKeyPath<BuildingAddress, String>) {
            // The first of several addresses stands for all.
            if address[keyPath: field].isEmpty { address[keyPath: field] = value }
        }
        switch (word, parent) {
        case (.thoroughfareName, _), (.nameElement, .thoroughfare): set(\.street)
        case (.thoroughfareNumber, _), (.number, .thoroughfare): set(\.number)
        case (.localityName, _), (.nameElement, .locality): set(\.city)
        case (.postalCodeNumber, _), (.identifierElement, .postCode): set(\.postcode)
        default: return
        }
        open[open.count - 1].address = address
    }

    // MARK: numbers

    /// A number within the attribute's plausible range; nil, and counted, for a placeholder such as −9999.
    private func plausible(_ text: MarkupText, _ attribute: NumericAttribute, _ name: String) -> Double? {
        plausible(text.number, text.trimmed.string, attribute, name)
    }
    private func plausible(_ value: Double?, _ text: String, _ attribute: NumericAttribute, _ name: String) -> Double? {
        if let value, attribute.plausible.contains(value) { return value }
        notes.count(.implausible(name), text, line: textLine)
        return nil
    }

    /// A length in metres; nil, and counted, when it is a placeholder or its unit is unknown.
    private func length(_ text: MarkupText, _ name: String) -> Double? {
        guard let factor = LengthUnit.metres(unit) else {
            notes.count(.unit(name), unit, line: textLine)
            return nil
        }
        // Placeholders stand for no height in whatever unit.
        if let value = text.number, value >= 9999 {
            return plausible(nil, text.trimmed.string, .height, name)
        }
        return plausible(text.number.map { $0 * factor }, text.trimmed.string, .height, name)
    }

    // MARK: positions

    private func addPositions(_ word: CityGMLWord, _ text: MarkupText, dimension: Int, to place: Place) throws {
        try readNumbers(text, word)
        let size = word == .pos ? numbers.count : dimension
        guard size == 2 || size == 3, numbers.count % size == 0 else {
            throw InputError(
                "position-count", at: SourcePosition(file: path, line: textLine),
                "<\(word.rawValue)> has \(numbers.count) numbers, which is no list of positions of \(size) numbers each",
                remedy: "state srsDimension=\"2\" or \"3\", or complete the list")
        }
        for start in stride(from: 0, to: numbers.count, by: size) {
            let p = try system.normalise(numbers[start], numbers[start + 1])
            if place == .curve {
                // Segments of one line repeat the point where they meet.
                if curve?.points.last == p { continue }
                curve?.points.append(p)
                curve?.heights.append(size == 3 ? numbers[start + 2] : .nan)
            } else if place == .hole {
                guard let holes = surface?.holes, !holes.isEmpty else { continue }
                surface?.holes[holes.count - 1].append(p)
            } else {
                surface?.ring.append(p)
                surface?.heights.append(size == 3 ? numbers[start + 2] : .nan)
            }
        }
    }

    /// Reads coordinates into `numbers`.
    private func readNumbers(_ text: MarkupText, _ word: CityGMLWord) throws {
        numbers.removeAll(keepingCapacity: true)
        var isGood: Bool
        if word == .coordinates {
            let values = text.string.split { $0.isWhitespace || $0 == "," }.map { Double($0) ?? .nan }
            numbers += values
            isGood = true
        } else {
            isGood = text.appendNumbers(to: &numbers)
        }
        for value in numbers where !(abs(value) <= 1e9) { isGood = false }
        if isGood { return }
        // Which one, and on which line, is looked up only now.
        var line = textLine, bad = ""
        for part in text.string.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = part.split { $0.isWhitespace || (word == .coordinates && $0 == ",") }
            if let first = words.first(where: { !(abs(Double($0) ?? .nan) <= 1e9) }) {
                bad = String(first.prefix(40))
                break
            }
            line += 1
        }
        throw InputError(
            "position-not-a-number", at: SourcePosition(file: path, line: line),
            "'\(bad)' in <\(word.rawValue)> is no usable coordinate",
            remedy: "write finite numbers separated by spaces, with a point as decimal mark")
    }
}

/// Units of length as CityGML files write them.
enum LengthUnit {
    /// Metres per unit; nil when the unit is not known. Nothing written means metres.
    static func metres(_ uom: String) -> Double? {
        let parts = uom.lowercased().split { ":#/".contains($0) }
        switch parts.last.map(String.init) ?? "m" {
        case "m", "metre", "meter", "metres", "meters", "9001": return 1
        case "ft", "foot", "feet", "[ft_i]", "9002": return 0.3048
        case "cm": return 0.01
        case "mm": return 0.001
        case "km": return 1000
        default: return nil
        }
    }
}

/// Units of time as CityGML files write them.
enum TimeUnit {
    /// Hours per unit; nil when the unit is not known. Nothing written means hours.
    static func hours(_ uom: String) -> Double? {
        switch uom.lowercased().split(whereSeparator: { ":#/".contains($0) }).last.map(String.init) ?? "h" {
        case "hour", "hours", "h", "hr": 1
        case "min", "minute", "minutes": 1 / 60
        case "day", "days", "d": 24
        default: nil
        }
    }
}
