/// Says what libxml2's schema validator says, in a planner's words.
struct SchemaWording {
    /// What was found and what was expected.
    let problem: String
    let remedy: String
    /// Whether the sentence only repeats, by the name of a type, what a restriction said before.
    let isEcho: Bool

    /// - Parameter message: such as `Element '{urn:x}a', attribute 'b': The attribute 'b' is not allowed.`
    init(_ message: String) {
        let plain = Self.withoutNamespaces(message.split(whereSeparator: \.isNewline).joined(separator: " "))
        let halves = plain.firstRange(of: ": ").map { (plain[..<$0.lowerBound], plain[$0.upperBound...]) }
        let subject = halves.map { String($0.0) } ?? ""
        var said = halves.map { String($0.1) } ?? plain
        let quoted = Self.quoted(subject)
        let element = quoted.first.map { "<\($0)>" } ?? "an element"
        let attribute = quoted.count > 1 ? quoted[1] : nil
        let place = attribute.map { "\($0)=\"…\" in \(element)" } ?? element
        if said.hasPrefix("[facet "), let end = said.firstIndex(of: "]") {
            said = String(said[said.index(after: end)...].drop { $0 == " " })
        }
        let values = Self.quoted(said)
        let value = values.first ?? ""
        let expected = Self.expected(said)

        isEcho = said.contains("is not a valid value of the")
        switch said {
        case let s where s.contains("This element is not expected"):
            problem = "\(element) cannot stand here" + (expected.isEmpty ? "" : "; expected is \(expected)")
            remedy = expected.isEmpty ? "remove it" : "check its spelling and its place among its neighbours"
        case let s where s.contains("Missing child element"):
            problem = "\(element) is not complete" + (expected.isEmpty ? "" : "; expected inside it is \(expected)")
            remedy = "add what is missing before </\(quoted.first ?? "")>"
        case let s where s.contains("is not allowed") && s.contains("attribute") && attribute != nil:
            problem = "\(element) has no attribute '\(attribute ?? "")'"
            remedy = "check its spelling, or remove it"
        case let s where s.contains("is required but missing"):
            problem = "\(element) has no attribute '\(value)', which it needs"
            remedy = "add \(value)=\"…\""
        case let s where s.contains("is not a valid value of the"):
            // A type without a name says nothing about itself.
            let type = values.count > 1 ? values[values.count - 1] : ""
            let wanted = Self.typeWords[type] ?? (type.isEmpty ? "a value that may stand there" : "a value of the type \(type)")
            problem = "'\(value)' (\(place)) is not \(wanted)"
            remedy = "correct the value"
        case let s where s.contains("is not an element of the set"):
            let list = s.firstIndex(of: "{").map { Self.quoted(String(s[$0...])).joined(separator: ", ") } ?? ""
            problem = "'\(value)' (\(place)) is none of the words allowed there: \(list)"
            remedy = "use one of these words"
        case let s where s.contains("the minimum value allowed") || s.contains("the maximum value allowed"):
            problem = "'\(value)' (\(place)) lies outside what is allowed: the limit is \(values.last ?? "")"
            remedy = "correct the value or its unit"
        case let s where s.contains("must be greater than") || s.contains("must be less than"):
            problem = "'\(value)' (\(place)) must be \(s.contains("greater") ? "more" : "less") than \(values.last ?? "")"
            remedy = "correct the value or its unit"
        case let s where s.contains("Character content"):
            problem = "there is text directly inside \(element), where only elements may stand"
            remedy = "remove the text, or put it into the element it belongs to"
        case let s where s.contains("No matching global"):
            problem = "a file of this kind does not begin with \(element)"
            remedy = "check that this is the right file, and the xmlns=\"…\" of its first element"
        case let s where s.contains("Duplicate key-sequence"):
            problem = "\(element) repeats '\(value)', which must be there once only"
            remedy = "give one of the two another name"
        case let s where s.contains("No match found for key-sequence"):
            problem = "\(element) refers to '\(value)', which is not there"
            remedy = "correct the reference, or add what it refers to"
        default:
            problem = "\(place): \(said)"
            remedy = "correct this place"
        }
    }

    /// `{urn:x}name` becomes `name`. A set of words, which also stands in braces, is kept.
    private static func withoutNamespaces(_ text: String) -> String {
        var result = "", rest = text[...]
        while let brace = rest.firstIndex(of: "{") {
            result += rest[..<brace]
            let after = rest.index(after: brace)
            guard let end = rest[after...].firstIndex(of: "}"), !rest[after..<end].contains("'") else {
                result += "{"
                rest = rest[after...]
                continue
            }
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// The pieces between single quotes.
    private static func quoted(_ text: String) -> [String] {
        let pieces = text.split(separator: "'", omittingEmptySubsequences: false)
        return stride(from: 1, to: pieces.count, by: 2).map { String(pieces[$0]) }
    }

    /// `Expected is one of ( a, b ).` becomes `<a> or <b>`.
    private static func expected(_ text: String) -> String {
        guard let start = text.firstRange(of: "( ")?.upperBound, let end = text[start...].firstRange(of: " )")?.lowerBound
        else { return "" }
        let names = text[start..<end].split(separator: ",").map { name in "<\(name.drop { $0 == " " })>" }
        guard let last = names.last else { return "" }
        return names.count == 1 ? last : names.dropLast().joined(separator: ", ") + " or " + last
    }

    private static let typeWords = [
        "xs:double": "a number", "xs:decimal": "a number", "xs:float": "a number",
        "xs:integer": "a whole number", "xs:int": "a whole number", "xs:positiveInteger": "a whole number of 1 or more",
        "xs:nonNegativeInteger": "a whole number of 0 or more", "xs:boolean": "true or false",
        "xs:date": "a date such as 2026-01-31", "xs:dateTime": "a date and time such as 2026-01-31T06:00:00",
        "xs:ID": "an identifier (a letter first, then letters, digits, - _ .)", "xs:anyURI": "an address",
    ]
}
