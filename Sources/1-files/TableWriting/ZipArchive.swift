/// A ZIP archive of a few files, stored as they are.
///
/// Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.12 (central directory) and 4.3.16 (its end).
/// Times are the earliest that the format knows, so that the same files give the same bytes.
public struct ZipArchive: Sendable {
    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    public init() {}

    /// - Parameter name: path inside the archive, with `/` between folders, in ASCII.
    /// - Precondition: the archive stays below 4 GiB and 65,535 files, the limits of the format's plain form.
    public mutating func add(_ name: String, _ content: [UInt8]) {
        precondition(bytes.count + content.count < Int(UInt32.max) - 1 << 20 && count < .max, "the archive is too large")
        let offset = UInt32(bytes.count), checksum = CRC32.of(content)
        // Version 2.0, names in UTF-8, stored, 1 January 1980.
        var common: [UInt8] = []
        for field in [20, 1 << 11, 0, 0, 33] as [UInt16] { Self.append(field, to: &common) }
        for field in [checksum, UInt32(content.count), UInt32(content.count)] { Self.append(field, to: &common) }
        Self.append(UInt16(name.utf8.count), to: &common)
        Self.append(UInt16(0), to: &common)
        bytes += [0x50, 0x4B, 3, 4] + common + name.utf8 + content
        directory += [0x50, 0x4B, 1, 2, 20, 0] + common
        for field in [0, 0, 0] as [UInt16] { Self.append(field, to: &directory) }
        for field in [0, offset] { Self.append(field, to: &directory) }
        directory += name.utf8
        count += 1
    }

    /// The whole file.
    public consuming func finished() -> [UInt8] {
        let start = UInt32(bytes.count)
        bytes += directory
        bytes += [0x50, 0x4B, 5, 6]
        for field in [0, 0, count, count] { Self.append(field, to: &bytes) }
        for field in [UInt32(directory.count), start] { Self.append(field, to: &bytes) }
        Self.append(UInt16(0), to: &bytes)
        return bytes
    }

    private static func append(_ value: UInt16, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
    private static func append(_ value: UInt32, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// The checksum of ZIP and gzip: CRC-32 of ITU-T V.42, polynomial 0x04C11DB7 with bits reversed (RFC 1952, section 8).
enum CRC32 {
    static func of(_ bytes: [UInt8]) -> UInt32 {
        var sum: UInt32 = ~0
        for byte in bytes { sum = sum >> 8 ^ table[Int((sum ^ UInt32(byte)) & 0xFF)] }
        return ~sum
    }
    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { sum, _ in sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
}
