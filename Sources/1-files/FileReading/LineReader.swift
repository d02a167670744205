public import Diagnostics

/// Reads a text file line by line: plain or gzip, UTF-8 or else Windows Latin-1, any line ending.
///
/// A class because the position in an open file is an identity; it lives only within one reading.
public final class LineReader {
    private let file: InputFile
    private var chunk = [CChar](repeating: 0, count: 1 << 16)
    private var cursor = 0, end = 0
    private var line: [UInt8] = []
    /// Number of the line handed out last, from 1.
    public private(set) var number = 0
    /// A longer line is no text that people or programs wrote on purpose.
    private let longestBytes: Int

    /// - Throws: `InputError` when the file is missing, empty, a folder or unreadable.
    public init(_ path: String, longestBytes: Int = 10_000_000) throws(InputError) {
        file = try InputFile(path)
        self.longestBytes = longestBytes
    }

    public var position: SourcePosition { SourcePosition(file: file.path, line: number) }

    /// The next line without its ending, or nil at the end of the file.
    /// - Throws: `InputError` `gzip-truncated`, or `line-too-long`.
    public func next() throws(InputError) -> String? {
        line.removeAll(keepingCapacity: true)
        var sawByte = false
        while true {
            if cursor == end, try !fill() { break }
            sawByte = true
            let byte = UInt8(bitPattern: chunk[cursor])
            cursor += 1
            if byte == 10 { break }
            line.append(byte)
            if line.count > longestBytes {
                number += 1
                throw InputError(
                    "line-too-long", at: position, "the line has more than \(longestBytes) characters",
                    remedy: "check that it is the right file, and a text file")
            }
        }
        guard sawByte else { return nil }
        number += 1
        if line.last == 13 { line.removeLast() }
        if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        return Self.text(line)
    }

    private func fill() throws(InputError) -> Bool {
        cursor = 0
        let count = chunk.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { file.read(into: $0, buffer.count) } ?? 0
        }
        if count < 0 { throw file.truncated }
        end = count
        return count > 0
    }

    /// UTF-8 where the bytes are; otherwise each byte is the character of that number, as in ISO 8859-1. Control
    /// characters other than the tab become U+FFFD: no name has them, and XML could not hold them.
    private static func text(_ bytes: [UInt8]) -> String {
        let text = decoded(bytes)
        guard bytes.contains(where: { $0 < 0x20 && $0 != 9 }) else { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 && $0 != "\t" ? "\u{FFFD}" : $0 }))
    }

    private static func decoded(_ bytes: [UInt8]) -> String {
        String(validating: bytes, as: UTF8.self)
            ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    }
}
