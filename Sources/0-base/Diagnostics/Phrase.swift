/// A language in which reports are written.
public enum ReportLanguage: String, Sendable, CaseIterable, Codable {
    case english = "en"
    case dutch = "nl"
}

/// A sentence, or a few words, in every language of the reports, made where the fact is known.
///
/// Write `Phrase("\(depth, 2) m at the deepest", nl: "\(depth, 2) m op het diepste punt")`: a number is printed with
/// the given decimals in each language's own way, a `String` comes from data and stays as it is, and a `Phrase` gives
/// its words in the language at hand.
public struct Phrase: Sendable, Hashable {
    public var english: String
    public var dutch: String

    public init(_ english: EnglishWords, nl dutch: DutchWords) {
        self.english = english.text
        self.dutch = dutch.text
    }

    /// A name or text from data, which is the same in every language.
    public init(data: String) {
        english = data
        dutch = data
    }

    /// A number alone.
    public init(_ value: Double, _ decimals: Int) { self.init("\(value, decimals)", nl: "\(value, decimals)") }

    public static let nothing = Phrase(data: "")

    public subscript(language: ReportLanguage) -> String {
        switch language {
        case .english: english
        case .dutch: dutch
        }
    }

    public var isEmpty: Bool { english.isEmpty }

    public static func + (a: Phrase, b: Phrase) -> Phrase {
        var sum = a
        sum.english += b.english
        sum.dutch += b.dutch
        return sum
    }
}

extension Sequence<Phrase> {
    /// All of them with a separator between each two.
    public func joined(_ separator: String) -> Phrase {
        reduce(nil as Phrase?) { sum, next in sum.map { $0 + Phrase(data: separator) + next } ?? next } ?? .nothing
    }

    /// "a", "a and b", "a, b and c".
    public var inOneSentence: Phrase {
        let all = Array(self)
        guard all.count > 1, let last = all.last else { return all.first ?? .nothing }
        return all.dropLast().joined(", ") + Phrase(" and ", nl: " en ") + last
    }
}

/// How a language writes numbers, and which half of a `Phrase` is its own.
public protocol PhraseLanguage: Sendable {
    static var groupSeparator: Character { get }
    static var decimalSeparator: Character { get }
    static func words(of phrase: Phrase) -> String
}

/// The words of one language while a `Phrase` is written down.
public struct PhraseWords<Language: PhraseLanguage>: ExpressibleByStringInterpolation, Sendable {
    public let text: String

    public init(stringLiteral value: String) { text = value }
    public init(stringInterpolation: Interpolation) { text = stringInterpolation.text }

    public struct Interpolation: StringInterpolationProtocol {
        var text = ""
        public init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity * 2) }
        public mutating func appendLiteral(_ literal: String) { text += literal }
        public mutating func appendInterpolation(_ data: String) { text += data }
        public mutating func appendInterpolation(_ phrase: Phrase) { text += Language.words(of: phrase) }
        public mutating func appendInterpolation(_ count: Int) { text += NumberText.grouped(count, Language.groupSeparator) }
        /// A number with so many decimals.
        public mutating func appendInterpolation(_ value: Double, _ decimals: Int) {
            text += NumberText.fixed(value, decimals, Language.groupSeparator, Language.decimalSeparator)
        }
        /// With as many decimals as the number itself has.
        public mutating func appendInterpolation(shortest value: Double) {
            let whole = value == value.rounded() && abs(value) < 1e15
            text += whole ? NumberText.fixed(value, 0, Language.groupSeparator, ".") : "\(value)".replacing(".", with: String(Language.decimalSeparator))
        }
        /// A coordinate, a year: digits without grouping.
        public mutating func appendInterpolation(ungrouped value: Double) { text += NumberText.fixed(value, 0, nil, ".") }
    }
}

public enum EnglishPhrases: PhraseLanguage {
    public static let groupSeparator: Character = ","
    public static let decimalSeparator: Character = "."
    public static func words(of phrase: Phrase) -> String { phrase.english }
}
public enum DutchPhrases: PhraseLanguage {
    public static let groupSeparator: Character = "."
    public static let decimalSeparator: Character = ","
    public static func words(of phrase: Phrase) -> String { phrase.dutch }
}
public typealias EnglishWords = PhraseWords<EnglishPhrases>
public typealias DutchWords = PhraseWords<DutchPhrases>
