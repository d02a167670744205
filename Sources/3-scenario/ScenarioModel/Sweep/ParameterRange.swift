import Diagnostics

/// The words of `values="…"`: names and numbers between blanks, and ranges such as `1.0..4.0 step 0.25`.
enum ParameterRange {
    /// More are a mistake, and would only fill the memory.
    static let maximumValues = 100_000

    /// - Throws: `InputError` for a range that is none, or that its steps do not end on.
    static func names(_ text: String, of parameter: String, at position: SourcePosition) throws(InputError) -> [String] {
        var names: [String] = []
        var words = text.replacing("…", with: "..").split(whereSeparator: \.isWhitespace)[...]
        while let word = words.popFirst() {
            guard let dots = word.firstRange(of: "..") else {
                names.append(String(word))
                continue
            }
            var step: Substring?
            if words.first == "step" {
                guard words.count > 1 else {
                    throw InputError(
                        "parameter-range", at: position, "the range '\(word)' of '\(parameter)' ends with the word step",
                        remedy: "write how far it is from value to value, such as \(word) step 0.5")
                }
                step = words.dropFirst().first
                words = words.dropFirst(2)
            }
            names += try range(word[..<dots.lowerBound], word[dots.upperBound...], step, of: parameter, at: position)
        }
        return names
    }

    private static func range(
        _ from: Substring, _ to: Substring, _ step: Substring?, of parameter: String, at position: SourcePosition
    ) throws(InputError) -> [String] {
        let written = "\(from)..\(to)" + (step.map { " step \($0)" } ?? "")
        func wrong(_ problem: String, _ remedy: String) -> InputError {
            InputError("parameter-range", at: position, "the range '\(written)' of '\(parameter)' \(problem)", remedy: remedy)
        }
        guard let first = Decimal(from), let last = Decimal(to), let wanted = step.map({ Decimal($0) }) ?? Decimal("1") else {
            throw wrong("is not made of plain numbers", "write it such as 1.0..4.0 step 0.25, with points and not commas")
        }
        guard step != nil || (first.decimals == 0 && last.decimals == 0) else {
            throw wrong("has no step", "say how far it is from value to value, such as \(from)..\(to) step 0.5")
        }
        let decimals = max(first.decimals, last.decimals, wanted.decimals)
        guard let a = first.scaled(to: decimals), let b = last.scaled(to: decimals), let size = wanted.scaled(to: decimals) else {
            throw wrong("has numbers of too many digits", "round them")
        }
        guard size > 0 else { throw wrong("never ends", "give a step of more than 0; a range from high to low is counted down") }
        let (distance, isTooFar) = b.subtractingReportingOverflow(a)
        guard !isTooFar, distance != .min, Swift.abs(distance) / size < maximumValues else {
            throw wrong("has more than \(maximumValues) values", "take a larger step")
        }
        let count = Swift.abs(distance) / size, sign = distance < 0 ? -1 : 1
        guard Swift.abs(distance) % size == 0 else {
            let reached = Decimal.text(a + sign * count * size, decimals: decimals)
            throw wrong(
                "does not end on a step: the last value would be \(reached)", "end it at \(reached), or change the step")
        }
        return (0...count).map { Decimal.text(a + sign * $0 * size, decimals: decimals) }
    }

    /// A decimal number as it is written, so that steps of 0.1 stay what they are.
    private struct Decimal {
        var digits: Int
        var decimals: Int

        init?(_ text: some StringProtocol) {
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            guard (1...2).contains(parts.count), text.utf8.count <= 30 else { return nil }
            let fraction = parts.count == 2 ? parts[1] : ""
            guard fraction.allSatisfy({ $0.isASCII && $0.isNumber }), parts.count == 1 || !fraction.isEmpty,
                let digits = Int(String(parts[0]) + fraction), parts[0].last?.isNumber == true
            else { return nil }
            self.digits = digits
            decimals = fraction.count
        }

        func scaled(to wanted: Int) -> Int? {
            var value = digits
            for _ in decimals..<max(wanted, decimals) {
                let (more, isTooLarge) = value.multipliedReportingOverflow(by: 10)
                if isTooLarge { return nil }
                value = more
            }
            return value
        }

        static func text(_ value: Int, decimals: Int) -> String {
            let digits = String(value.magnitude), sign = value < 0 ? "-" : ""
            guard decimals > 0 else { return sign + digits }
            let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
            return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
        }
    }
}
