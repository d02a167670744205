/// One option of a command: how it is written, read and explained.
///
/// Commands hold their options as values; the same value is parsed, checked and printed by `--help`, so that the
/// help cannot lag behind.
struct Option: Sendable, Equatable {
    /// Long name without dashes.
    let name: String
    /// One-letter form; only for the commonest.
    let letter: Character?
    let value: Value
    /// One sentence fragment for the help.
    let help: String
    /// What holds when it is left out, for the help.
    let standard: String?
    /// Whether it may be given several times.
    let isRepeating: Bool

    enum Value: Sendable, Equatable {
        /// Given or not.
        case flag
        case text(String)
        case whole(String, ClosedRange<Int>)
        case number(String, ClosedRange<Double>)
        case choice([String])
    }

    init(
        _ name: String, letter: Character? = nil, _ value: Value, _ help: String, standard: String? = nil,
        isRepeating: Bool = false
    ) {
        self.name = name
        self.letter = letter
        self.value = value
        self.help = help
        self.standard = standard
        self.isRepeating = isRepeating
    }

    /// Options that every command has.
    static let quiet = Option("quiet", letter: "q", .flag, "say nothing but results and errors")
    static let helpFlag = Option("help", letter: "h", .flag, "show this help")

    /// The word for its value, such as FILE; nil for a flag.
    var placeholder: String? {
        switch value {
        case .flag: nil
        case .text(let word), .whole(let word, _), .number(let word, _): word
        case .choice(let words):
            words.count > 4 ? name.uppercased() : words.joined(separator: "|")
        }
    }

    /// Why a text cannot be its value, or nil when it can.
    func objection(to text: String) -> String? {
        switch value {
        case .flag, .text:
            return text.isEmpty ? "--\(name) has an empty value" : nil
        case .whole(_, let range):
            guard let number = Int(text) else { return "--\(name) takes a whole number, not '\(text)'" }
            return range.contains(number)
                ? nil : "--\(name) takes \(range.lowerBound) to \(range.upperBound), not \(number)"
        case .number(_, let range):
            guard let number = Double(text), number.isFinite else { return "--\(name) takes a number, not '\(text)'" }
            return range.contains(number)
                ? nil : "--\(name) takes \(range.lowerBound) to \(range.upperBound), not \(text)"
        case .choice(let words):
            return words.contains(text)
                ? nil : "--\(name) takes \(words.joined(separator: ", ")), not '\(text)'"
        }
    }
}

/// What stands on the command line without an option: a file, usually.
struct Operand: Sendable, Equatable {
    let name: String
    let help: String
    /// Whether more than one may be given; only the last operand of a command can.
    let isRepeating: Bool
    /// Whether it may be left out; only the last operand of a command can.
    let isOptional: Bool

    init(_ name: String, _ help: String, isRepeating: Bool = false, isOptional: Bool = false) {
        self.name = name
        self.help = help
        self.isRepeating = isRepeating
        self.isOptional = isOptional
    }
}
