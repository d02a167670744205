import Diagnostics
import Geometry
import Glibc

/// Reads a file in pieces and hands out its words, counting lines.
///
/// A class because the position in an open file is an identity; it lives only within one `read`.
final class GridTokens {
    /// One word of the file: a number, with its text unless it is a plain decimal.
    struct Token {
        let number: Double?
        let bytes: [UInt8]
        var text: String { String(decoding: bytes.prefix(40), as: UTF8.self) }
    }

    let path: String
    /// The most bytes that the file can hold when it is unpacked, or nil for a pipe.
    let fileSizeBytes: Int?
    private var unpacking: GzipStream?
    private let descriptor: CInt
    private var buffer = [UInt8](repeating: 0, count: 1 << 18)
    private var cursor = 0, end = 0
    /// The line of the word handed out last.
    private var line = 1
    private var lineOfNext = 1
    private var word: [UInt8] = []

    init(path: String) throws {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        let problem =
            descriptor < 0 || fstat(descriptor, &status) != 0
            ? String(cString: strerror(errno)) : status.st_mode & S_IFMT == S_IFDIR ? "it is a folder" : nil
        let size = status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
        let isPacked = problem == nil && Self.isGzip(descriptor)
        // Deflate makes at most 1032 bytes of one.
        fileSizeBytes = isPacked ? size.map { $0 > Int.max / 1032 ? Int.max : $0 * 1032 } : size
        if let problem {
            throw InputError(
                "grid-unreadable", at: SourcePosition(file: path), "the grid cannot be read: \(problem)",
                remedy: "give the path of an ESRI ASCII grid (.asc)")
        }
        if isPacked {
            let file = try ByteFile(path: path)
            let packed = try file.bytes(at: 0, count: file.size) ?? []
            unpacking = try unpacked { () throws(Inflater.Problem) in
                try GzipStream(packed)
            }
        }
        try fill()
        try refuseBinary()
    }

    private static func isGzip(_ descriptor: CInt) -> Bool {
        var head: [UInt8] = [0, 0]
        return pread(descriptor, &head, 2, 0) == 2 && head == [0x1F, 0x8B]
    }

    private func unpacked<R>(_ body: () throws(Inflater.Problem) -> R) throws -> R {
        do { return try body() } catch {
            throw self.error(
                "gzip-truncated", "the compressed (gzip) file breaks off or is damaged: it cannot be unpacked to its end",
                remedy: "copy or download it again; `gzip --test` must accept it")
        }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func error(_ code: String, _ problem: String, remedy: String) -> InputError {
        InputError(code, at: SourcePosition(file: path, line: line), problem, remedy: remedy)
    }

    /// The next word, or nil at the end of the file.
    func next() throws -> Token? {
        while true {
            if cursor == end, !(try fill()) { return nil }
            let byte = buffer[cursor]
            if byte > 32 { break }
            if byte == 10 { lineOfNext += 1 }
            cursor += 1
        }
        line = lineOfNext
        word.removeAll(keepingCapacity: true)
        var number = DecimalNumber()
        while try cursor < end || fill() {
            let byte = buffer[cursor]
            if byte <= 32 { break }
            number.take(byte)
            word.append(byte)
            cursor += 1
            if word.count > 4096 {
                throw error(
                    "grid-not-a-number", "a word of more than 4096 letters stands where a number should be",
                    remedy: "give an ESRI ASCII grid, a text file")
            }
        }
        if let value = number.value { return Token(number: value, bytes: []) }
        return Token(number: Self.slowNumber(word), bytes: word)
    }

    /// Takes plain decimal numbers as long as they lie wholly in the piece of the file that is in memory.
    ///
    /// The loop that reads nearly all of a grid; whatever is unusual in any way is left to `next`.
    func takePlainNumbers(into values: inout [Float], upTo count: Int, noData: Double) {
        let noData = abs(noData) < 1e30 ? noData : .nan
        (cursor, lineOfNext) = buffer.withUnsafeBufferPointer { bytes in
            var place = cursor, lines = lineOfNext
            while values.count < count {
                var start = place, linesHere = lines
                while start < end, bytes[start] <= 32 {
                    if bytes[start] == 10 { linesHere += 1 }
                    start += 1
                }
                var number = DecimalNumber(), stop = start
                while stop < end, bytes[stop] > 32 {
                    number.take(bytes[stop])
                    stop += 1
                }
                guard stop < end, let value = number.value, abs(value) < 1e30 else { break }
                values.append(value == noData ? .nan : Float(value))
                (place, lines) = (stop, linesHere)
            }
            return (place, lines)
        }
        line = lineOfNext
    }

    /// Reads on; false at the end of the file.
    @discardableResult private func fill() throws -> Bool {
        if unpacking != nil {
            let piece = try unpacked { () throws(Inflater.Problem) in try unpacking?.read(buffer.count) ?? [] }
            buffer.replaceSubrange(0..<piece.count, with: piece)
            (cursor, end) = (0, piece.count)
            return end > 0
        }
        let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
        if count < 0 {
            throw FailureError("reading \(path) failed: \(String(cString: strerror(errno)))")
        }
        cursor = 0
        end = count
        return count > 0
    }

    private func refuseBinary() throws {
        if end >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { cursor = 3 }
        if end >= 2, buffer[0...1] == [0x50, 0x4B] {
            throw error("grid-binary", "the file is a ZIP archive", remedy: "unpack it first")
        }
    }

    /// Numbers that are not plain decimals: many digits, `nan`, `inf`, large exponents.
    private static func slowNumber(_ word: [UInt8]) -> Double? {
        let text = String(decoding: word, as: UTF8.self).lowercased()
        if text.contains("nan"), text.allSatisfy({ "+-nan(id)1.#q".contains($0) }) { return .nan }
        if text.contains("x") { return nil }
        // Too large for a Double ("1.8e308") comes out as infinite, which is what such a marker means.
        return Double(text)
    }
}

/// A decimal number gathered byte by byte; exact while the digits fit in 2⁵³ and the power of ten in 10²².
struct DecimalNumber {
    private var mantissa: UInt64 = 0
    private var digits = 0, decimals = 0, exponent = 0, exponentDigits = 0
    private var isNegative = false, isExponentNegative = false
    private var state = State.sign
    /// Whether everything so far belongs to a plain decimal number.
    private(set) var isSimple = true

    private enum State { case sign, whole, fraction, exponentSign, exponent }

    @inline(__always) mutating func take(_ byte: UInt8) {
        let digit = byte &- 48
        if digit < 10 {
            switch state {
            case .sign, .whole:
                state = .whole
                addDigit(digit)
            case .fraction:
                addDigit(digit)
                decimals += 1
            case .exponentSign, .exponent:
                state = .exponent
                exponentDigits += 1
                if exponentDigits > 4 { isSimple = false } else { exponent = exponent * 10 + Int(digit) }
            }
            return
        }
        switch (byte, state) {
        case (45, .sign), (43, .sign):
            isNegative = byte == 45
            state = .whole
        case (46, .sign), (46, .whole): state = .fraction
        case (101, .whole), (69, .whole), (101, .fraction), (69, .fraction): state = .exponentSign
        case (45, .exponentSign), (43, .exponentSign):
            isExponentNegative = byte == 45
            state = .exponent
        default: isSimple = false
        }
    }

    @inline(__always) private mutating func addDigit(_ digit: UInt8) {
        digits += 1
        if mantissa < 900_000_000_000_000 { mantissa = mantissa * 10 + UInt64(digit) } else { isSimple = false }
    }

    /// The value, or nil when it is no plain decimal number and needs the slow way.
    var value: Double? {
        guard isSimple, digits > 0, state != .exponentSign, state != .exponent || exponentDigits > 0 else { return nil }
        let power = (isExponentNegative ? -exponent : exponent) - decimals
        guard abs(power) < Self.powers.count else { return mantissa == 0 ? 0 : nil }
        let magnitude =
            power < 0 ? Double(mantissa) / Self.powers[-power] : Double(mantissa) * Self.powers[power]
        return isNegative ? -magnitude : magnitude
    }

    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]
}
