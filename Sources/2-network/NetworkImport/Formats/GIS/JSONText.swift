import Diagnostics
import MarkupReading

/// Reads JSON (RFC 8259) into `GISValue`s, with the line of whatever is wrong.
///
/// Null stands for nothing and is left out of tables. Members of a table stay in their order.
struct JSONText {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let file: String
    private let firstLine: Int
    private var at = 0
    private static let deepest = 100

    /// - Parameter line: line of the file on which the text begins.
    /// - Throws: `InputError` `json-malformed` or `json-too-deep`.
    static func value(of bytes: [UInt8], file: String, line: Int = 1) throws -> GISValue? {
        try bytes.withUnsafeBufferPointer { buffer in
            var text = JSONText(bytes: buffer, file: file, firstLine: line)
            if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { text.at = 3 }
            let value = try text.value(0)
            text.skipSpace()
            guard text.at == buffer.count else { throw text.malformed("something follows the end of the text") }
            return value
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, file: String, firstLine: Int) {
        (self.bytes, self.file, self.firstLine) = (bytes, file, firstLine)
    }

    private mutating func value(_ depth: Int) throws -> GISValue? {
        guard depth < Self.deepest else {
            throw InputError(
                "json-too-deep", at: position, "lists and tables stand more than \(Self.deepest) deep inside each other",
                remedy: "check how the file was made: GeoJSON is never that deep")
        }
        skipSpace()
        guard at < bytes.count else { throw malformed("the text ends where a value is expected") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try table(depth)
        case UInt8(ascii: "["): return try list(depth)
        case UInt8(ascii: "\""): return .text(try string())
        case UInt8(ascii: "t"): return try word("true", .truth(true))
        case UInt8(ascii: "f"): return try word("false", .truth(false))
        case UInt8(ascii: "n"): return try word("null", nil)
        default: return .number(try number())
        }
    }

    private mutating func table(_ depth: Int) throws -> GISValue {
        at += 1
        var entries: [(name: String, value: GISValue)] = []
        if next(is: "}") { return .table(entries) }
        repeat {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                throw malformed("a name in double quotes is expected")
            }
            let name = try string()
            guard next(is: ":") else { throw malformed("a colon is expected after \"\(name.prefix(40))\"") }
            if let value = try value(depth + 1) { entries.append((name, value)) }
        } while next(is: ",")
        guard next(is: "}") else { throw malformed("a comma or } is expected") }
        return .table(entries)
    }

    private mutating func list(_ depth: Int) throws -> GISValue {
        at += 1
        var values: [GISValue] = []
        if next(is: "]") { return .list(values) }
        repeat {
            // A null keeps the place of a missing number from being taken by the next.
            values.append(try value(depth + 1) ?? .text(""))
        } while next(is: ",")
        guard next(is: "]") else { throw malformed("a comma or ] is expected") }
        return .list(values)
    }

    private mutating func number() throws -> Double {
        let start = at
        while at < bytes.count, Self.isOfNumber(bytes[at]) { at += 1 }
        let text = MarkupText(UnsafeBufferPointer(rebasing: bytes[start..<at]))
        guard at > start, bytes[start] != UInt8(ascii: "+"), let value = text.number, value.isFinite else {
            at = start
            throw malformed("'\(String(decoding: bytes[start..<min(start + 12, bytes.count)], as: UTF8.self))' is no value")
        }
        return value
    }
    private static func isOfNumber(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E || byte | 0x20 == 0x65
    }

    private mutating func string() throws -> String {
        at += 1
        let start = at
        while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at += 1 }
        if at < bytes.count, bytes[at] == UInt8(ascii: "\"") {
            at += 1
            return String(decoding: bytes[start..<(at - 1)], as: UTF8.self)
        }
        var units: [UInt16] = Array(String(decoding: bytes[start..<at], as: UTF8.self).utf16)
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\"") { return String(decoding: units, as: UTF16.self) }
            guard byte == UInt8(ascii: "\\") else {
                let from = at - 1
                while at < bytes.count, bytes[at] != UInt8(ascii: "\""), bytes[at] != UInt8(ascii: "\\") { at += 1 }
                units += Array(String(decoding: bytes[from..<at], as: UTF8.self).utf16)
                continue
            }
            guard at < bytes.count else { break }
            let escape = bytes[at]
            at += 1
            switch escape {
            case UInt8(ascii: "n"): units.append(10)
            case UInt8(ascii: "t"): units.append(9)
            case UInt8(ascii: "r"): units.append(13)
            case UInt8(ascii: "b"): units.append(8)
            case UInt8(ascii: "f"): units.append(12)
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(UInt16(escape))
            case UInt8(ascii: "u"):
                guard at + 4 <= bytes.count,
                    let unit = UInt16(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16)
                else { throw malformed("\\u needs four hexadecimal digits") }
                units.append(unit)
                at += 4
            default: throw malformed("a backslash stands before a character that needs none")
            }
        }
        throw malformed("a text has no closing quote")
    }

    private mutating func word(_ word: String, _ value: GISValue?) throws -> GISValue? {
        guard bytes[at...].starts(with: word.utf8) else { throw malformed("'\(word)' is misspelt") }
        at += word.utf8.count
        return value
    }

    private mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }
    private mutating func next(is character: Character) -> Bool {
        skipSpace()
        guard at < bytes.count, bytes[at] == character.asciiValue else { return false }
        at += 1
        return true
    }

    private var position: SourcePosition {
        SourcePosition(file: file, line: firstLine + bytes[..<min(at, bytes.count)].count { $0 == 0x0A })
    }
    private func malformed(_ what: String) -> InputError {
        InputError(
            "json-malformed", at: position, "this is no complete JSON: \(what)",
            remedy: "export or download the file again")
    }
}
