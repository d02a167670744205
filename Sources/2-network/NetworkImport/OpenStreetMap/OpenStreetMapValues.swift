/// Numbers as OpenStreetMap's mappers write them.
enum OpenStreetMapValues {
    /// `50`, `30 mph`, `walk`, `NL:urban`, `50;30` (the lower), in km/h; nil for `none`, `signals` and the like.
    ///
    /// `walk` is 7 km/h, the walking pace of Austrian and German case law.
    static func speed(_ text: String) -> Double? {
        var lowest: Double?
        for part in text.split(whereSeparator: { ";|".contains($0) }) {
            guard let speed = singleSpeed(part.filter { $0 != " " }) else { continue }
            lowest = min(lowest ?? speed, speed)
        }
        return lowest
    }

    private static func singleSpeed(_ text: String) -> Double? {
        if text == "walk" || text.hasSuffix(":walk") || text.hasSuffix(":living_street") { return walkingPace }
        if text.hasSuffix(":urban") { return 50 }
        if text.hasSuffix(":rural") { return text.hasPrefix("NL:") ? 80 : 100 }
        if text.hasSuffix("mph") { return Double(text.dropLast(3)).flatMap { positive($0 * kilometresPerMile) } }
        let digits = text.hasSuffix("km/h") ? text.dropLast(4) : text.hasSuffix("kmh") ? text.dropLast(3) : text[...]
        return Double(digits).flatMap(positive)
    }
    static let walkingPace = 7.0
    static let kilometresPerMile = 1.609344

    /// The highest of `110000;20000`, given in volts, in kV.
    static func kilovolts(_ text: String) -> Double? {
        text.split(whereSeparator: { ";,/".contains($0) }).compactMap { part in
            Double(part.filter { $0 != " " }).flatMap(positive)
        }.max().map { $0 / 1000 }
    }

    /// `12`, `12.5 m`, in metres.
    static func metres(_ text: String) -> Double? {
        let bare = text.filter { $0 != " " }
        return Double(bare.hasSuffix("m") ? bare.dropLast() : bare[...]).flatMap(positive)
    }

    /// `400`, `400 mm`, `0.4 m`, in millimetres.
    static func millimetres(_ text: String) -> Double? {
        let bare = text.filter { $0 != " " }
        if bare.hasSuffix("mm") { return Double(bare.dropLast(2)).flatMap(positive) }
        if bare.hasSuffix("m") { return Double(bare.dropLast()).flatMap { positive($0 * 1000) } }
        return Double(bare).flatMap(positive)
    }

    static func count(_ text: String) -> Double? { Double(text.filter { $0 != " " }).flatMap(positive) }

    static func isYes(_ text: String?) -> Bool { text != nil && text != "no" && text != "0" && text != "false" }

    private static func positive(_ value: Double) -> Double? { value.isFinite && value > 0 ? value : nil }
}
