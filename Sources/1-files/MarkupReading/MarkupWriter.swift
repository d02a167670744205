/// Writes well-formed XML into bytes: readable, indented by two spaces, the same every time.
///
/// Characters that XML 1.0 forbids (controls, §2.2) are written as U+FFFD, so that whatever a text holds, the
/// document can be read again.
public struct MarkupWriter: Sendable {
    public private(set) var bytes: [UInt8] = []
    private var open: [[UInt8]] = []
    private var tagIsOpen = false
    /// Whether the innermost element holds elements, so that its end tag gets a line of its own.
    private var holdsElements = false

    /// Begins with the XML declaration.
    public init() { raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }

    /// Begins an element; attributes may follow until its content.
    public mutating func begin(_ name: String) {
        closeTag()
        if !open.isEmpty && !holdsElements { raw("\n") }
        indent()
        raw("<")
        raw(name)
        open.append(Array(name.utf8))
        tagIsOpen = true
        holdsElements = false
    }

    public mutating func attribute(_ name: String, _ value: String) {
        precondition(tagIsOpen, "an attribute belongs into a start tag")
        raw(" ")
        raw(name)
        raw("=\"")
        escaped(value, inAttribute: true)
        raw("\"")
    }
    public mutating func attribute(_ name: String, _ value: Double) { attribute(name, Self.text(value)) }

    /// Text of the innermost element, which then holds no elements.
    public mutating func text(_ text: String) {
        closeTag()
        escaped(text, inAttribute: false)
    }
    /// Numbers of the innermost element, separated by spaces.
    public mutating func numbers(_ numbers: some Sequence<Double>) {
        closeTag()
        var isFirst = true
        for number in numbers {
            if !isFirst { raw(" ") }
            raw(Self.text(number))
            isFirst = false
        }
    }

    /// Ends the innermost element.
    public mutating func end() {
        guard let name = open.popLast() else { return }
        if tagIsOpen {
            raw("/>\n")
        } else {
            if holdsElements { indent() }
            raw("</")
            bytes += name
            raw(">\n")
        }
        tagIsOpen = false
        holdsElements = true
    }

    /// A remark for readers of the file.
    public mutating func comment(_ text: String) {
        closeTag()
        if !open.isEmpty && !holdsElements { raw("\n") }
        indent()
        raw("<!-- ")
        // Two hyphens would end it (XML 1.0 §2.5).
        for piece in text.split(separator: "-", omittingEmptySubsequences: false).enumerated() {
            if piece.offset > 0 { raw("- ") }
            escaped(String(piece.element), inAttribute: false)
        }
        raw(" -->\n")
        holdsElements = true
    }

    /// The shortest decimal that reads back as the same bits, without `.0` for whole numbers.
    public static func text(_ number: Double) -> String {
        let text = "\(number)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private mutating func raw(_ text: String) { bytes += text.utf8 }

    private mutating func indent() { bytes += repeatElement(0x20, count: 2 * open.count) }

    private mutating func closeTag() {
        if tagIsOpen { raw(">") }
        tagIsOpen = false
    }

    private mutating func escaped(_ text: String, inAttribute: Bool) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": raw("&amp;")
            case "<": raw("&lt;")
            case ">": raw("&gt;")
            case "\"" where inAttribute: raw("&quot;")
            // A reader would turn these into spaces, or a line feed.
            case "\t" where inAttribute: raw("&#9;")
            case "\n" where inAttribute: raw("&#10;")
            case "\r": raw("&#13;")
            case "\t", "\n": bytes.append(UInt8(truncatingIfNeeded: scalar.value))
            case "\u{0}"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": raw("\u{FFFD}")
            default: bytes += UTF8.encode(scalar).map { Array($0) } ?? []
            }
        }
    }
}
