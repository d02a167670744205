public import Diagnostics

/// A table with a header line as spreadsheets write it (RFC 4180): commas, or the semicolons of Dutch and German
/// spreadsheets, or tabs, whichever the header has; cells in quotes may hold separators, doubled quotes and line ends.
///
/// Meant for tables that people make; all of it is in memory.
public struct DelimitedTable: Sendable {
    /// A line of the table; cells missing at its end read as empty.
    public struct Row: Sendable {
        /// Line of the file on which the row begins.
        public let line: Int
        public let cells: [String]
        public subscript(column: Int?) -> String {
            guard let column, column < cells.count else { return "" }
            return cells[column]
        }
    }
    public let path: String
    /// The header's cells without the blanks around them.
    public let header: [String]
    public let rows: [Row]

    /// - Throws: `InputError` when the file cannot be read, a quote is left open, a row has more cells than the header,
    ///   or there are more than `maximumRows`.
    public init(path: String, maximumRows: Int = 5_000_000) throws(InputError) {
        let lines = try LineReader(path)
        var header: [String] = [], rows: [Row] = [], separator: Unicode.Scalar = ","
        while let text = try lines.next() {
            if text.allSatisfy(\.isWhitespace) || header.isEmpty && text.hasPrefix("#") { continue }
            let line = lines.number
            if header.isEmpty { separator = Self.separator(of: text) }
            let cells = try Self.cells(text, separator, lines)
            guard !header.isEmpty else {
                header = cells
                continue
            }
            guard cells.count <= header.count || cells[header.count...].allSatisfy(\.isEmpty) else {
                throw InputError(
                    "table-row-too-long", at: SourcePosition(file: path, line: line),
                    "the row has \(cells.count) cells, the header \(header.count)",
                    remedy: "put cells that contain the separator '\(separator)' between double quotes")
            }
            guard rows.count < maximumRows else {
                throw InputError(
                    "table-too-long", at: SourcePosition(file: path, line: line),
                    "the table has more than \(maximumRows) rows", remedy: "check that it is the right file")
            }
            rows.append(Row(line: line, cells: cells))
        }
        self.init(path: path, header: header, rows: rows)
    }

    init(path: String, header: [String], rows: [Row]) { (self.path, self.header, self.rows) = (path, header, rows) }

    /// Number of the column of one of these names; capitals, blanks, - and _ do not matter.
    public func column(_ names: String...) -> Int? {
        let wanted = names.map(Self.plain)
        return header.firstIndex { wanted.contains(Self.plain($0)) }
    }

    public func position(_ row: Row) -> SourcePosition { SourcePosition(file: path, line: row.line) }

    private static func plain(_ name: String) -> String {
        name.lowercased().filter { !$0.isWhitespace && $0 != "_" && $0 != "-" }
    }

    /// The most frequent of tab, semicolon and comma outside quotes; the comma when there is none.
    private static func separator(of header: String) -> Unicode.Scalar {
        var counts: [Unicode.Scalar: Int] = [:], quoted = false
        for scalar in header.unicodeScalars {
            if scalar == "\"" { quoted.toggle() } else if !quoted { counts[scalar, default: 0] += 1 }
        }
        let candidates: [Unicode.Scalar] = [",", ";", "\t"]
        return candidates.max { (counts[$0] ?? 0) < (counts[$1] ?? 0) } ?? ","
    }

    /// The cells of a line, and of those after it that an open quote takes in.
    private static func cells(
        _ first: String, _ separator: Unicode.Scalar, _ lines: LineReader
    ) throws(InputError) -> [String] {
        let start = lines.position
        var cells: [String] = [], cell = "", quoted = false, wasQuoted = false, closing = false
        func finished(_ text: String, _ literal: Bool) -> String {
            literal ? text : String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
        }
        var text = first
        while true {
            for scalar in text.unicodeScalars {
                if closing {
                    closing = false
                    if scalar == "\"" {
                        cell.unicodeScalars.append(scalar)
                        continue
                    }
                    quoted = false
                }
                if quoted {
                    if scalar == "\"" { closing = true } else { cell.unicodeScalars.append(scalar) }
                } else if scalar == "\"", cell.allSatisfy(\.isWhitespace) {
                    (cell, quoted, wasQuoted) = ("", true, true)
                } else if scalar == separator {
                    cells.append(finished(cell, wasQuoted))
                    (cell, wasQuoted) = ("", false)
                } else {
                    cell.unicodeScalars.append(scalar)
                }
            }
            if closing || !quoted { break }
            guard let more = try lines.next() else {
                throw InputError(
                    "table-quote-open", at: start, "a double quote opens a cell that is never closed",
                    remedy: "close it, or write a quote inside a cell as two")
            }
            cell += "\n"
            text = more
        }
        cells.append(finished(cell, wasQuoted))
        return cells
    }
}
