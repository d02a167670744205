import Geometry

/// Text of a source file as it grows: lines, escaped words and numbers with a fixed number of decimals.
struct SourceText {
    private(set) var bytes: [UInt8] = []

    mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
    mutating func line(_ text: String) {
        add(text)
        bytes.append(10)
    }

    /// For text and attribute values alike; control characters, which XML cannot hold, become blanks.
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&apos;"
            case _ where character.value < 32: result += " "
            default: result.unicodeScalars.append(character)
            }
        }
        return result
    }

    /// A number with at most so many decimals, without trailing zeros; the same in every language setting.
    static func number(_ value: Double, decimals: Int = 2) -> String {
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        let fraction = scaled % scale
        guard fraction > 0 else { return "\(sign)\(scaled / scale)" }
        var digits = "\(fraction)"
        digits = String(repeating: "0", count: decimals - digits.utf8.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(scaled / scale).\(digits)"
    }

    /// `x y z` in metres.
    static func position(_ p: Point, _ z: Double) -> String { "\(number(p.x)) \(number(p.y)) \(number(z))" }
    static func positions(_ points: [Point], _ z: Double) -> String {
        points.map { position($0, z) }.joined(separator: " ")
    }
}
