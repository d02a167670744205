public import Diagnostics
import FileReading
import NetworkModel

/// A table of who needs what from whom, as a planner keeps it in a spreadsheet.
///
/// Columns, by any of their usual names: *asset*, *service*, *supplier* (several with `;` or `|` between, or a row
/// each), *at least* (how many of them must deliver), *buffer* (hours). A row without a supplier only gives the hours.
public struct RequirementTable: Sendable {
    /// Everything that is said of one asset and service.
    public struct Entry: Sendable, Equatable {
        public var asset: String
        public var service: String
        public var suppliers: [String] = []
        public var atLeast: Int?
        public var bufferHours: Double?
        /// Of its first row.
        public var position: SourcePosition
    }
    public let path: String
    /// In the order of their first rows.
    public let entries: [Entry]

    /// - Throws: `InputError` with file and line when a column is missing, a number is none, or rows contradict
    ///   each other.
    public init(path: String) throws(InputError) {
        let table = try DelimitedTable(path: path, maximumRows: 1_000_000)
        guard let asset = table.column("asset", "id", "asset id", "facility", "building", "node", "object", "who", "place"),
            let service = table.column("service", "layer", "needs", "need", "what", "utility")
        else {
            throw InputError(
                "table-column-missing", at: SourcePosition(file: path, line: 1),
                "the header has the columns \(table.header.map { "'\($0)'" }.joined(separator: ", ")), but a table of requirements needs 'asset' and 'service'",
                remedy: "name its columns asset, service, suppliers, at least, buffer hours; the last three may be absent")
        }
        let supplier = table.column(
            "supplier", "suppliers", "supplier(s)", "from", "source", "feeder", "feeders", "supplied by", "fed by")
        let atLeast = table.column("at least", "at least k", "k", "minimum", "min", "needed", "required")
        let buffer = table.column(
            "buffer", "buffer hours", "buffer (h)", "buffer h", "reserve", "reserve hours", "reserve (h)", "hours",
            "autonomy", "autonomy hours")
        var entries: [Entry] = [], number: [[String]: Int] = [:]
        for row in table.rows where !row.cells.allSatisfy(\.isEmpty) {
            let place = table.position(row)
            for (column, name) in [(asset, "asset"), (service, "service")] where row[column].isEmpty {
                throw InputError(
                    "table-cell-empty", at: place, "the row names no \(name)",
                    remedy: "fill in the \(name), or remove the row")
            }
            let key = [row[asset], row[service].lowercased()]
            let at = number[key] ?? entries.count
            if at == entries.count {
                number[key] = at
                entries.append(Entry(asset: key[0], service: key[1], position: place))
            }
            for name in Self.names(row[supplier]) where !entries[at].suppliers.contains(name) {
                entries[at].suppliers.append(name)
            }
            if let k = try Self.count(row[atLeast], place) {
                try Self.agree(entries[at].atLeast, k, "at least", entries[at], place)
                entries[at].atLeast = k
            }
            if let hours = try Self.hours(row[buffer], "the buffer", place) {
                try Self.agree(entries[at].bufferHours, hours, "buffer", entries[at], place)
                entries[at].bufferHours = hours
            }
        }
        self.path = path
        self.entries = entries
    }

    /// "a; b|c" as names.
    private static func names(_ cell: String) -> [String] {
        cell.split { $0 == ";" || $0 == "|" || $0.isNewline }.map { trimmed($0) }.filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private static func count(_ cell: String, _ place: SourcePosition) throws(InputError) -> Int? {
        if cell.isEmpty { return nil }
        guard let k = Int(cell), (1...1_000_000).contains(k) else {
            throw InputError(
                "not-a-number", at: place, "'\(cell)' is given as the least number of suppliers, which is a whole number of at least 1",
                remedy: "write 1, 2, 3 …, or leave the cell empty for 1")
        }
        return k
    }

    /// Hours with a point or a decimal comma, with or without an `h`; nil for an empty cell.
    static func hours(_ cell: String, _ what: String, _ place: SourcePosition) throws(InputError) -> Double? {
        if cell.isEmpty { return nil }
        var text = cell.replacing(",", with: ".")[...]
        if text.hasSuffix("h") { text = text.dropLast() }
        guard let hours = Double(trimmed(text)), (0...1_000_000).contains(hours) else {
            throw InputError(
                "not-a-number", at: place, "\(what) is '\(cell)', which is no number of hours",
                remedy: "write hours of 0 or more, such as 24 or 1.5")
        }
        return hours
    }

    private static func agree<T: Equatable>(
        _ before: T?, _ now: T, _ what: String, _ entry: Entry, _ place: SourcePosition
    ) throws(InputError) {
        guard let before, before != now else { return }
        throw InputError(
            "table-contradiction", at: place,
            "'\(what)' of \(entry.asset) for \(entry.service) is \(now) here and \(before) in an earlier row",
            remedy: "give it once, or the same in every row")
    }
}

extension BufferDefaults {
    /// Reads a table of reserves by kind of asset: columns *kind*, *service*, *hours*, and if wanted *reason*.
    /// - Throws: `InputError` with file and line.
    public static func rows(path: String) throws(InputError) -> [Row] {
        let table = try DelimitedTable(path: path, maximumRows: 100_000)
        guard let kind = table.column("kind", "kind of asset", "type", "asset"),
            let service = table.column("service", "layer", "without"),
            let hours = table.column("hours", "hours (h)", "buffer", "buffer hours", "reserve", "reserve hours", "autonomy")
        else {
            throw InputError(
                "table-column-missing", at: SourcePosition(file: path, line: 1),
                "the header has the columns \(table.header.map { "'\($0)'" }.joined(separator: ", ")), but a table of reserves needs 'kind', 'service' and 'hours'",
                remedy: "name its columns kind, service, hours and, if you like, reason")
        }
        let reason = table.column("reason", "source", "why")
        var rows: [Row] = []
        for row in table.rows where !row.cells.allSatisfy(\.isEmpty) {
            let place = table.position(row)
            guard !row[kind].isEmpty, !row[service].isEmpty,
                let value = try RequirementTable.hours(row[hours], "the reserve", place)
            else {
                throw InputError(
                    "table-cell-empty", at: place, "the row lacks its kind, its service or its hours",
                    remedy: "fill them in, such as: careHome, power, 12")
            }
            rows.append(
                Row(kind: AssetKind(row[kind]), service: Layer(row[service].lowercased()), hours: value, reason: row[reason]))
        }
        return rows
    }
}
