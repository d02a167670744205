public import Diagnostics
import Glibc

/// Bytes of an attribute's value or of an element's text, valid only inside the call that hands them over.
public struct MarkupText {
    public let bytes: UnsafeBufferPointer<UInt8>
    private let session: Unmanaged<MarkupSession>?

    /// Bytes from elsewhere, without a place in a file.
    public init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(bytes, nil) }
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ session: Unmanaged<MarkupSession>?) {
        self.bytes = bytes
        self.session = session
    }

    /// Where the reader stands: at the end of the text, or of the start tag that the attribute is in.
    public var position: SourcePosition? { session?._withUnsafeGuaranteedRef { $0.here() } }

    public var isEmpty: Bool { bytes.isEmpty }
    /// The bytes as they stand.
    public var string: String { String(decoding: bytes, as: UTF8.self) }

    /// Without white space at either end.
    public var trimmed: MarkupText {
        var start = 0, end = bytes.count
        while start < end && Self.isSpace(bytes[start]) { start += 1 }
        while end > start && Self.isSpace(bytes[end - 1]) { end -= 1 }
        return MarkupText(UnsafeBufferPointer(rebasing: bytes[start..<end]), session)
    }

    public static func == (text: MarkupText, literal: StaticString) -> Bool {
        guard text.bytes.count == literal.utf8CodeUnitCount else { return false }
        for i in 0..<text.bytes.count where text.bytes[i] != literal.utf8Start[i] { return false }
        return true
    }

    /// The number that these bytes spell, or nil when they do not spell one: decimal, with exponent, INF or NaN.
    public var number: Double? {
        let text = trimmed
        var position = 0
        guard let value = Self.parse(text.bytes, &position), position == text.bytes.count else { return nil }
        return value
    }

    /// Appends white-space separated numbers.
    /// - Returns: false when something in between is no number; what came before it has been appended.
    public func appendNumbers(to list: inout [Double]) -> Bool {
        var position = 0
        while true {
            while position < bytes.count && Self.isSpace(bytes[position]) { position += 1 }
            if position == bytes.count { return true }
            guard let value = Self.parse(bytes, &position),
                position == bytes.count || Self.isSpace(bytes[position])
            else { return false }
            list.append(value)
        }
    }

    @inline(__always) static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
    }

    /// Reads one number from `position` on.
    ///
    /// Up to 19 digits with a decimal exponent within ±22 are exact in one operation (Clinger 1990, "How to read
    /// floating point numbers accurately", PLDI); everything else goes through the C library, so that every result
    /// is the nearest double.
    private static func parse(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Double? {
        let start = position
        var i = position, mantissa: UInt64 = 0, digits = 0, exponent = 0
        let end = bytes.count
        var negative = false
        if i < end && (bytes[i] == 0x2d || bytes[i] == 0x2b) {
            negative = bytes[i] == 0x2d
            i += 1
        }
        let firstDigit = i
        while i < end, case let d = bytes[i] &- 0x30, d < 10 {
            mantissa = mantissa &* 10 &+ UInt64(d)
            if mantissa > 0 { digits += 1 }
            i += 1
        }
        var seen = i - firstDigit
        if i < end && bytes[i] == 0x2e {
            i += 1
            let fraction = i
            while i < end, case let d = bytes[i] &- 0x30, d < 10 {
                mantissa = mantissa &* 10 &+ UInt64(d)
                if mantissa > 0 { digits += 1 }
                i += 1
            }
            exponent = fraction - i
            seen += i - fraction
        }
        if seen == 0 { return parseByLibrary(bytes, start, &position) }
        if i < end && (bytes[i] | 0x20) == 0x65 { return parseByLibrary(bytes, start, &position) }
        guard digits <= 19, mantissa <= 1 << 53, exponent >= -22 else { return parseByLibrary(bytes, start, &position) }
        position = i
        let value = Double(mantissa) / powersOfTen[-exponent]
        return negative ? -value : value
    }

    /// The slow road: exponents, long numbers, INF and NaN.
    private static func parseByLibrary(
        _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ position: inout Int
    ) -> Double? {
        var end = start
        while end < bytes.count && !isSpace(bytes[end]) { end += 1 }
        // strtod also reads hexadecimal numbers and words; XML Schema knows neither.
        guard end > start, end - start < 1100 else { return nil }
        let word = bytes[start..<end]
        let isDecimal = word.allSatisfy { ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2b || $0 == 0x2d || $0 == 0x2e || ($0 | 0x20) == 0x65 }
        let text = String(decoding: word, as: UTF8.self)
        if !isDecimal {
            position = end
            switch text {
            case "INF", "+INF", "inf", "Infinity": return .infinity
            case "-INF", "-inf", "-Infinity": return -.infinity
            case "NaN", "nan", "NAN": return .nan
            default: return nil
            }
        }
        var stop = 0
        let value = text.withCString { pointer -> Double in
            var tail: UnsafeMutablePointer<CChar>?
            let value = strtod(pointer, &tail)
            stop = tail.map { UnsafePointer($0) - pointer } ?? 0
            return value
        }
        guard stop == end - start else { return nil }
        position = end
        return value
    }

    private static let powersOfTen: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
