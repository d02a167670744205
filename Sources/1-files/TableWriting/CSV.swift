/// A comma-separated table after RFC 4180, safe to open in a spreadsheet.
public struct CSV: Sendable {
    public typealias Cell = Table.Cell
    public private(set) var bytes: [UInt8] = []
    private let columns: Int

    public init(_ header: [String]) {
        columns = header.count
        add(header.map { .text($0) })
    }

    public mutating func add(_ row: [Cell]) {
        precondition(row.count == columns, "a row has one cell per column")
        for (i, cell) in row.enumerated() {
            if i > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .text(let text): add(text)
            case .number(let value): bytes += Numeral.exact(value).utf8
            case .integer(let value): bytes += String(value).utf8
            }
        }
        bytes += "\r\n".utf8
    }

    /// An apostrophe goes before text that a spreadsheet would take for a formula; the cell is quoted where RFC 4180
    /// asks for it.
    private mutating func add(_ text: String) {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n|%＝＋－＠".unicodeScalars.contains(first) { text = "'" + text }
        let needsQuotes = text.utf8.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 13 || $0 == 10 || $0 == 0 }
        guard needsQuotes else {
            bytes += text.utf8
            return
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 where byte != 0 {
            if byte == UInt8(ascii: "\"") { bytes.append(byte) }
            bytes.append(byte)
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
