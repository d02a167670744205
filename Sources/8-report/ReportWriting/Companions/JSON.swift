import TableWriting

/// A JSON value that is written the same every time: keys sorted, numbers in their shortest exact form.
enum JSON: Sendable, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    case null
    case bool(Bool)
    case integer(Int)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    init(stringLiteral value: String) { self = .string(value) }
    init(arrayLiteral elements: JSON...) { self = .array(elements) }
    init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements) { _, last in last })
    }

    /// Null when it is not finite: JSON has no word for endless.
    static func finite(_ value: Double) -> JSON { value.isFinite ? .number(value) : .null }

    /// Two spaces per level; objects and arrays that hold only plain values on one line.
    func written() -> [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes, indent: 0)
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private var isPlain: Bool {
        switch self {
        case .array(let items): items.isEmpty
        case .object(let members): members.isEmpty
        default: true
        }
    }

    private func write(to bytes: inout [UInt8], indent: Int) {
        switch self {
        case .null: bytes += "null".utf8
        case .bool(let value): bytes += (value ? "true" : "false").utf8
        case .integer(let value): bytes += String(value).utf8
        case .number(let value): bytes += Numeral.exact(value).utf8
        case .string(let value): Self.write(value, to: &bytes)
        case .array(let items):
            Self.write(items, "[", "]", onOneLine: items.allSatisfy(\.isPlain), indent, &bytes) { item, bytes in
                item.write(to: &bytes, indent: indent + 2)
            }
        case .object(let members):
            let keys = members.keys.sorted()
            Self.write(keys, "{", "}", onOneLine: indent > 2 && members.values.allSatisfy(\.isPlain), indent, &bytes) { key, bytes in
                Self.write(key, to: &bytes)
                bytes += ": ".utf8
                members[key]?.write(to: &bytes, indent: indent + 2)
            }
        }
    }

    private static func write<T>(
        _ items: [T], _ opening: String, _ closing: String, onOneLine: Bool, _ indent: Int, _ bytes: inout [UInt8],
        _ body: (T, inout [UInt8]) -> Void
    ) {
        bytes += opening.utf8
        for (i, item) in items.enumerated() {
            if i > 0 { bytes += (onOneLine ? ", " : ",").utf8 }
            if !onOneLine { bytes += ("\n" + String(repeating: " ", count: indent + 2)).utf8 }
            body(item, &bytes)
        }
        if !onOneLine && !items.isEmpty { bytes += ("\n" + String(repeating: " ", count: indent)).utf8 }
        bytes += closing.utf8
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        let hex = Array("0123456789abcdef".utf8)
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): bytes += "\\\"".utf8
            case UInt8(ascii: "\\"): bytes += "\\\\".utf8
            // Escaped so that the file may stand inside a web page.
            case 0..<0x20, 0x7F, UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"):
                bytes += "\\u00".utf8 + [hex[Int(byte >> 4)], hex[Int(byte & 15)]]
            default: bytes.append(byte)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }
}
