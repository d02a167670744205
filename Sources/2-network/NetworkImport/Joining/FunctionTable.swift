public import Diagnostics
import FoundationEssentials
public import NetworkModel

/// What buildings with a code or word of the user's own are: lines of a table (CSV) that the built-in one lacks.
public struct FunctionTable: Sendable, Equatable {
    /// One line: facilities whose attribute has this value are of this kind.
    public struct Rule: Sendable, Equatable {
        /// `function` or `usage`; empty for either.
        public var attribute: String
        /// The code or word, in whatever case.
        public var value: String
        public var kind: AssetKind
        public init(attribute: String, value: String, kind: AssetKind) {
            (self.attribute, self.value, self.kind) = (attribute, value, kind)
        }
    }
    public var rules: [Rule]
    public init(_ rules: [Rule] = []) { self.rules = rules }

    /// Reads `attribute,value,kind` with that header line; comma or semicolon between, quotes around if needed.
    /// - Throws: `InputError` with file and line for a missing file, header, column or an attribute that is not known.
    public init(path: String) throws(InputError) {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe), data.count < 10_000_000 else {
            throw InputError(
                "file-unreadable", at: SourcePosition(file: path), "the table of functions cannot be read",
                remedy: "give the path of a small text file (CSV)")
        }
        rules = []
        let text = String(decoding: data, as: UTF8.self)
        var columns: [String] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (number, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            let place = SourcePosition(file: path, line: number + 1)
            if columns.isEmpty {
                columns = Self.cells(line).map { $0.lowercased() }
                for wanted in ["value", "kind"] where !columns.contains(wanted) {
                    throw InputError(
                        "column-missing", at: place, "the first line has no column '\(wanted)'",
                        remedy: "begin the table with: attribute,value,kind")
                }
                continue
            }
            let cells = Self.cells(line)
            func cell(_ name: String) -> String {
                guard let i = columns.firstIndex(of: name), i < cells.count else { return "" }
                return cells[i]
            }
            let attribute = cell("attribute").lowercased()
            guard ["", "function", "usage"].contains(attribute) else {
                throw InputError(
                    "attribute-unknown", at: place, "'\(attribute)' is no attribute that tells what a building is",
                    remedy: "write function or usage, or nothing for either")
            }
            guard !cell("value").isEmpty, !cell("kind").isEmpty else {
                throw InputError(
                    "value-missing", at: place, "the line has no value or no kind",
                    remedy: "write for example: function,2310,hospital")
            }
            rules.append(Rule(attribute: attribute, value: cell("value").lowercased(), kind: AssetKind(cell("kind"))))
        }
    }

    private static func cells(_ line: Substring) -> [String] {
        var cells = [""], isQuoted = false
        for character in line where character != "\u{FEFF}" {
            if character == "\"" { isQuoted.toggle() }
            else if !isQuoted, character == "," || character == ";" { cells.append("") }
            else { cells[cells.count - 1].append(character) }
        }
        return cells.map {
            $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }
}

extension Joiner {
    /// Gives facilities the kinds that the user's table says.
    mutating func applyFunctions() {
        let rules = options.functions.rules
        if rules.isEmpty { return }
        var count = [Int](repeating: 0, count: rules.count)
        let columns = [("function", texts(.function)), ("usage", texts(.usage))]
        var assumedResidents = Set<Int>()
        let residents = city.numeric[Int(NumericAttribute.residents.rawValue)]
        for (i, row) in residents.rows.enumerated() where residents.provenance[i] == .assumed { assumedResidents.insert(Int(row)) }
        for row in city.rowClass.indices where city.rowClass[row] == .facility {
            let words = columns.filter { $0.1[row] >= 0 }.map { name, texts in
                (name, city.strings[texts[row]].lowercased().split(separator: ",").map { $0.filter { !$0.isWhitespace } })
            }
            guard let found = rules.firstIndex(where: { rule in
                let value = rule.value.filter { !$0.isWhitespace }
                return words.contains { ($0.0 == rule.attribute || rule.attribute.isEmpty) && $0.1.contains(value) }
            }) else { continue }
            count[found] += 1
            city.kind[row] = city.strings.intern(rules[found].kind.name)
            // People were assumed to live there before it was known what it is.
            if rules[found].kind != .building, assumedResidents.contains(row) { city.set(.residents, .nan, ofRow: row) }
        }
        for (rule, count) in zip(rules, count) {
            let what = "\(rule.attribute.isEmpty ? "function or usage" : rule.attribute) '\(rule.value)'"
            log.add(
                count > 0
                    ? Issue(.note, "function-given", "\(count) facilities with \(what) are taken as \(rule.kind.name), as the table of functions says")
                    : Issue(
                        .warning, "function-rule-unused", "no facility has the \(what) of the table of functions",
                        remedy: "check how the data writes it"))
        }
    }
}
