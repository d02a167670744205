/// Writes a self-contained SVG picture: text as text, nothing loaded from outside, everything from data escaped.
struct SVGWriter: Sendable {
    private(set) var bytes: [UInt8] = []
    private var open: [String] = []

    typealias Attributes = KeyValuePairs<String, String>

    init(width: Double, height: Double, title: String, description: String, language: String) {
        let size = "\(Self.number(width)) \(Self.number(height))"
        put("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        put("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(Self.number(width))\" height=\"\(Self.number(height))\" viewBox=\"0 0 \(size)\" role=\"img\" xml:lang=\"\(language)\" font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" font-size=\"12\" fill=\"#000\">\n")
        put("<title>\(Self.escape(title))</title>\n<desc>\(Self.escape(description))</desc>\n")
        put("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
    }

    mutating func group(_ attributes: Attributes, _ content: (inout SVGWriter) -> Void) { element("g", attributes, content) }

    mutating func element(_ name: String, _ attributes: Attributes) {
        tag(name, attributes)
        put("/>\n")
    }
    mutating func element(_ name: String, _ attributes: Attributes, _ content: (inout SVGWriter) -> Void) {
        tag(name, attributes)
        put(">\n")
        content(&self)
        put("</\(name)>\n")
    }
    mutating func text(_ x: Double, _ y: Double, _ text: String, _ attributes: Attributes = [:]) {
        put("<text x=\"\(Self.number(x))\" y=\"\(Self.number(y))\"")
        put(attributes)
        put(">\(Self.escape(text))</text>\n")
    }
    mutating func path(_ path: PathData, _ attributes: Attributes) {
        guard !path.bytes.isEmpty else { return }
        put("<path")
        put(attributes)
        put(" d=\"")
        bytes += path.bytes
        put("\"/>\n")
    }
    mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, _ attributes: Attributes) {
        var path = PathData()
        path.move(x1, y1)
        path.line(x2, y2)
        self.path(path, attributes)
    }

    consuming func finished() -> [UInt8] {
        put("</svg>\n")
        return bytes
    }

    private mutating func tag(_ name: String, _ attributes: Attributes) {
        put("<\(name)")
        put(attributes)
    }
    private mutating func put(_ attributes: Attributes) {
        for (name, value) in attributes { put(" \(name)=\"\(Self.escape(value))\"") }
    }
    private mutating func put(_ text: String) { bytes += text.utf8 }

    /// One decimal, no more digits than needed.
    static func number(_ value: Double) -> String {
        let tenths = PathData.tenths(value)
        if tenths % 10 == 0 { return String(tenths / 10) }
        return (tenths < 0 ? "-" : "") + "\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }

    static func escape(_ text: String) -> String {
        var result = ""
        for c in Hygiene.oneLine(text).unicodeScalars {
            switch c {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.unicodeScalars.append(c)
            }
        }
        return result
    }
}

/// The `d` of a path, in tenths of a unit and relative after each first point: small files, no drift.
struct PathData: Sendable {
    private(set) var bytes: [UInt8] = []
    private var x = 0, y = 0

    static func tenths(_ value: Double) -> Int { Int((max(-1e7, min(1e7, value.isNaN ? 0 : value)) * 10).rounded()) }

    mutating func move(_ x: Double, _ y: Double) {
        (self.x, self.y) = (Self.tenths(x), Self.tenths(y))
        bytes.append(UInt8(ascii: "M"))
        put(self.x)
        put(self.y, separated: true)
    }
    mutating func line(_ x: Double, _ y: Double) {
        let (newX, newY) = (Self.tenths(x), Self.tenths(y))
        guard newX != self.x || newY != self.y else { return }
        bytes.append(UInt8(ascii: "l"))
        put(newX - self.x)
        put(newY - self.y, separated: true)
        (self.x, self.y) = (newX, newY)
    }
    mutating func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) {
        move(x, y)
        bytes.append(UInt8(ascii: "h"))
        let right = Self.tenths(x + width) - self.x
        put(right)
        bytes.append(UInt8(ascii: "v"))
        put(Self.tenths(y + height) - self.y)
        bytes.append(UInt8(ascii: "h"))
        put(-right)
        bytes.append(UInt8(ascii: "z"))
    }

    private mutating func put(_ tenths: Int, separated: Bool = false) {
        if tenths < 0 { bytes.append(UInt8(ascii: "-")) } else if separated { bytes.append(UInt8(ascii: " ")) }
        let size = abs(tenths)
        bytes += String(size / 10).utf8
        if size % 10 != 0 { bytes += [UInt8(ascii: "."), UInt8(ascii: "0") + UInt8(size % 10)] }
    }
}
