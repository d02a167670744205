import Diagnostics
import FoundationEssentials

/// A finding as a program reads it.
struct IssueRow: Encodable {
    var severity, code: String
    var file: String?
    var line: Int?
    var asset: String?
    var x, y: Double?
    var message, remedy: String

    init(_ issue: Issue) {
        severity = issue.severity.rawValue
        code = issue.code
        file = issue.position?.file
        line = issue.position.flatMap { $0.line > 0 ? $0.line : nil }
        asset = issue.asset
        x = issue.x.flatMap { $0.isFinite ? $0 : nil }
        y = issue.y.flatMap { $0.isFinite ? $0 : nil }
        message = issue.message
        remedy = issue.remedy
    }
}

/// Findings as comma-separated values.
enum IssueTable {
    static func csv(_ log: IssueLog) -> String {
        var table = CSVText(["severity", "code", "file", "line", "asset", "x", "y", "message", "remedy"])
        for issue in log.issues {
            let row = IssueRow(issue)
            table.add([
                row.severity, row.code, row.file ?? "", row.line.map(String.init) ?? "", row.asset ?? "",
                row.x.map { "\($0)" } ?? "", row.y.map { "\($0)" } ?? "", row.message, row.remedy,
            ])
        }
        return table.text
    }
}

/// Comma-separated values after RFC 4180, with line feeds.
struct CSVText {
    private(set) var text = ""
    init(_ header: [String]) { add(header) }

    mutating func add(_ cells: [String]) { text += cells.map(Self.cell).joined(separator: ",") + "\n" }

    /// Quoted where it must be. A cell from a file that a spreadsheet would take for a formula is given an
    /// apostrophe, numbers excepted.
    private static func cell(_ value: String) -> String {
        var value = value
        if let first = value.first, "=+-@\t\r".contains(first), Double(value) == nil { value = "'" + value }
        guard value.contains(where: { ",\"\n\r".contains($0) || $0.isNewline }) else { return value }
        return "\"" + value.replacing("\"", with: "\"\"") + "\""
    }
}

/// JSON for programs: keys sorted, so that the same input gives the same bytes.
enum JSONText {
    static func write(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}
