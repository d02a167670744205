/// Rows under named columns: what is written as CSV, as a sheet, or for the screen.
public struct Table: Sendable, Equatable {
    public enum Cell: Sendable, Equatable {
        case text(String)
        /// Empty when it is not finite.
        case number(Double)
        case integer(Int)

        public static let empty = Cell.text("")

        /// A number that may come from a grid of 32-bit numbers, with no more digits than such a grid holds.
        public static func ofGrid(_ value: Double) -> Cell {
            .number(Double(Float(value)) == value ? Double(Float(value).description) ?? value : value)
        }
    }
    /// What it is about, in a word or two.
    public var title: String
    /// Names of columns for programs, with the unit last: `power_out_h`.
    public var columns: [String]
    public private(set) var rows: [[Cell]] = []

    public init(_ title: String, columns: [String]) {
        self.title = title
        self.columns = columns
    }

    public mutating func add(_ row: [Cell]) {
        precondition(row.count == columns.count, "a row has one cell per column")
        rows.append(row)
    }

    /// A column's name for people: `power_out_h` as "power out (h)".
    public static func heading(_ column: String) -> String {
        let words = column.split(separator: "_").map(String.init)
        guard words.count > 1, let last = words.last, let unit = units[last] else { return words.joined(separator: " ") }
        let rest = words.dropLast()
        if last == "s", rest.suffix(2) == ["cm", "per"] { return rest.dropLast(2).joined(separator: " ") + " (cm/s)" }
        return rest.joined(separator: " ") + " (\(unit))"
    }
    private static let units = ["h": "h", "m": "m", "g": "g", "eur": "€", "s": "s"]

    /// Rows as objects by the names of columns; empty cells are left out.
    public var objects: [[String: Cell]] {
        rows.map { row in Dictionary(uniqueKeysWithValues: zip(columns, row).filter { $1 != .empty }) }
    }

    /// Comma-separated values after RFC 4180.
    public var csv: [UInt8] {
        var csv = CSV(columns)
        for row in rows { csv.add(row) }
        return csv.bytes
    }
}

extension Table.Cell: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let value): try container.encode(value)
        case .number(let value): if value.isFinite { try container.encode(value) } else { try container.encodeNil() }
        }
    }
}
