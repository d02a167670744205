import Diagnostics

/// Something that varies from scenario to scenario of one file: a water level, a breach site, a measure taken or not.
struct Parameter: Sendable {
    var name: String
    /// At least one; names are distinct.
    var values: [Value]
    var position: SourcePosition

    struct Value: Sendable, Equatable {
        /// What stands for it in the scenario's name, and in place of `{name}`.
        var name: String
        /// What stands in place of `{name.field}`.
        var fields: [String: String] = [:]
    }

    /// Letters, digits, `_` and `-`, a letter first: what may stand between the braces of a placeholder.
    static func isName(_ text: some StringProtocol) -> Bool {
        guard let first = text.unicodeScalars.first, first.properties.isAlphabetic, text.utf8.count <= 60 else { return false }
        return text.unicodeScalars.allSatisfy { isPlain($0) || $0 == "_" || $0 == "-" }
    }

    /// What may name a value: it becomes part of file names and of conditions.
    static func isValueName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 60
            && text.unicodeScalars.allSatisfy { isPlain($0) || "_-+.:".unicodeScalars.contains($0) }
            && text != "." && text != ".."
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar.properties.isDiacritic
    }
}
