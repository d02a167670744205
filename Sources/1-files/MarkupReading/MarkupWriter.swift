import Diagnostics

/// Writes well-formed XML into bytes.
public struct MarkupWriter: Sendable {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// A document with every start tag on a line of its own, and the places its lines come from.
    package static func lines(of root: MarkupElement) -> (bytes: [UInt8], places: [SourcePosition]) {
        var writer = MarkupWriter(), places: [SourcePosition] = []
        writer.add(root, inside: "", &places)
        return (writer.bytes, places)
    }

    private mutating func add(_ element: MarkupElement, inside namespace: String, _ places: inout [SourcePosition]) {
        places.append(element.position)
        markup("<\(element.name)")
        if element.namespace != namespace {
            raw(" xmlns=\"")
            escape(element.namespace, inAttribute: true)
            raw("\"")
        }
        // What a file says about its schema is ignored.
        for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) where !name.hasSuffix("chemaLocation") {
            markup(" \(name)=\"")
            escape(value, inAttribute: true)
            raw("\"")
        }
        raw(">")
        // A line break inside would move the lines after it.
        text(element.text.split(whereSeparator: \.isNewline).joined(separator: " "))
        if !element.children.isEmpty { raw("\n") }
        for child in element.children { add(child, inside: element.namespace, &places) }
        markup("</\(element.name)>\n")
        // The end tag's line, unless the element stands on one line.
        if !element.children.isEmpty { places.append(element.position) }
    }

    /// Bytes that are XML already.
    public mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
    /// Text that is XML already.
    public mutating func markup(_ text: String) { bytes.append(contentsOf: text.utf8) }

    /// Takes back everything after the first `count` bytes.
    public mutating func truncate(to count: Int) { bytes.removeLast(bytes.count - count) }

    /// ` name="value"` with everything escaped that could end or bend the value.
    public mutating func attribute(_ name: StaticString, _ value: String) {
        raw(" ")
        raw(name)
        raw("=\"")
        escape(value, inAttribute: true)
        raw("\"")
    }
    public mutating func attribute(_ name: StaticString, _ value: Double) {
        raw(" ")
        raw(name)
        raw("=\"")
        number(value)
        raw("\"")
    }
    /// Character data.
    public mutating func text(_ value: String) { escape(value, inAttribute: false) }

    /// The shortest decimal number that reads back as the same double; XML Schema's words for the rest.
    public mutating func number(_ value: Double) {
        if value.isNaN { return raw("NaN") }
        if value.isInfinite { return value > 0 ? raw("INF") : raw("-INF") }
        let text = value.description
        bytes.append(contentsOf: (text.hasSuffix(".0") ? text.dropLast(2) : text[...]).utf8)
    }

    private mutating func escape(_ value: String, inAttribute: Bool) {
        for byte in value.utf8 {
            switch byte {
            case UInt8(ascii: "&"): raw("&amp;")
            case UInt8(ascii: "<"): raw("&lt;")
            case UInt8(ascii: ">"): raw("&gt;")
            case UInt8(ascii: "\"") where inAttribute: raw("&quot;")
            case 0x09 where inAttribute: raw("&#9;")
            case 0x0a where inAttribute: raw("&#10;")
            case 0x0d: raw("&#13;")
            // XML 1.0 has no way to write other control characters.
            case 0..<0x09, 0x0b, 0x0c, 0x0e..<0x20: raw("\u{fffd}")
            // Nor U+FFFE and U+FFFF, whose bytes end so; U+FFFD takes their place too.
            case 0xbe...0xbf where bytes.suffix(2) == [0xef, 0xbf]: bytes.append(0xbd)
            default: bytes.append(byte)
            }
        }
    }
}
