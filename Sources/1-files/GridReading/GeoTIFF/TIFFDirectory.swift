import Diagnostics

/// The tags of the first picture in a TIFF: its image file directory.
///
/// Source: *TIFF Revision 6.0* (Adobe 1992), section 2, and the BigTIFF design of libtiff (64-bit offsets). Counts and
/// places in the file are only believed as far as the file is long.
struct TIFFDirectory {
    let file: ByteFile
    let isBigEndian: Bool
    private let isBig: Bool
    private var entries: [Int: Entry] = [:]
    /// Kinds of the further pictures (tag 254): bit 2 marks a mask.
    private(set) var hasMask = false

    private struct Entry {
        var type: Int, count: Int
        /// Where the values lie in the file.
        var offset: Int
    }

    /// Bytes of each type of value; 0 for one that does not exist.
    private static let sizes = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 0, 0, 8, 8, 8]

    init(_ file: ByteFile) throws {
        self.file = file
        guard let head = try file.bytes(at: 0, count: 8), head[0] == head[1], head[0] == 0x49 || head[0] == 0x4D else {
            throw Self.damaged(file, "it does not begin as a TIFF does")
        }
        isBigEndian = head[0] == 0x4D
        let version = isBigEndian ? head[3] : head[2]
        guard head[isBigEndian ? 2 : 3] == 0, version == 42 || version == 43 else {
            throw Self.damaged(file, "it does not begin as a TIFF does")
        }
        isBig = version == 43
        var next = isBig ? try unsigned(at: 8, 8) : try unsigned(at: 4, 4)
        // Overviews and masks follow; a chain that turns back on itself ends with the count.
        for number in 0..<64 where next != 0 {
            let count = try unsigned(at: next, isBig ? 8 : 2)
            let entryBytes = isBig ? 20 : 12, start = next + (isBig ? 8 : 2)
            guard count > 0, count <= 4096, start <= file.size - count * entryBytes else {
                if number > 0 { break }
                throw damaged("its directory is cut off")
            }
            var found: [Int: Entry] = [:]
            for i in 0..<count {
                let at = start + i * entryBytes
                let type = try unsigned(at: at + 2, 2), values = try unsigned(at: at + 4, isBig ? 8 : 4)
                let size = type < Self.sizes.count ? Self.sizes[type] : 0
                guard size > 0, values > 0 else { continue }
                let field = at + (isBig ? 12 : 8), room = isBig ? 8 : 4
                guard values <= file.size / size else { continue }
                let offset = values * size <= room ? field : try unsigned(at: field, room)
                guard offset <= file.size - values * size else { continue }
                found[try unsigned(at: at, 2)] = Entry(type: type, count: values, offset: offset)
            }
            if number == 0 { entries = found }
            if number > 0, let kind = found[254], try integer(kind, 0) & 4 != 0 { hasMask = true }
            next = try unsigned(at: start + count * entryBytes, isBig ? 8 : 4, orZero: true)
        }
    }

    static func damaged(_ file: ByteFile, _ what: String) -> InputError {
        InputError(
            "geotiff-damaged", at: SourcePosition(file: file.path), "the GeoTIFF cannot be read: \(what)",
            remedy: "copy or export it again; gdalinfo must accept it")
    }

    func damaged(_ what: String) -> InputError { Self.damaged(file, what) }

    /// A number of 1, 2, 4 or 8 bytes. One beyond the end of the file, or above 2⁶³, is damage.
    private func unsigned(at offset: Int, _ count: Int, orZero: Bool = false) throws -> Int {
        guard let bytes = try file.bytes(at: offset, count: count) else {
            if orZero { return 0 }
            throw damaged("it is cut off")
        }
        let value = TIFFBytes.unsigned(bytes, 0, count, isBigEndian)
        guard value <= UInt64(Int.max / 32) else { throw damaged("a place in it lies beyond every file") }
        return Int(value)
    }

    private func integer(_ entry: Entry, _ number: Int) throws -> Int {
        try unsigned(at: entry.offset + number * Self.sizes[entry.type], Self.sizes[entry.type])
    }

    func has(_ tag: Int) -> Bool { entries[tag] != nil }

    /// The first number of a tag, or nil without the tag.
    func integer(_ tag: Int) throws -> Int? { try entries[tag].map { try integer($0, 0) } }

    /// All whole numbers of a tag; empty without it.
    func integers(_ tag: Int) throws -> [Int] {
        guard let entry = entries[tag], [1, 3, 4, 16].contains(entry.type) else { return [] }
        let size = Self.sizes[entry.type]
        guard let bytes = try file.bytes(at: entry.offset, count: entry.count * size) else { return [] }
        return try (0..<entry.count).map {
            let value = TIFFBytes.unsigned(bytes, $0 * size, size, isBigEndian)
            guard value <= UInt64(Int.max / 32) else { throw damaged("a place in it lies beyond every file") }
            return Int(value)
        }
    }

    /// All floating-point numbers of a tag; empty without it.
    func doubles(_ tag: Int) throws -> [Double] {
        guard let entry = entries[tag], entry.type == 12,
            let bytes = try file.bytes(at: entry.offset, count: entry.count * 8)
        else { return [] }
        return (0..<entry.count).map {
            Double(bitPattern: TIFFBytes.unsigned(bytes, $0 * 8, 8, isBigEndian))
        }
    }

    /// The text of a tag, without the zero at its end; nil without it.
    func text(_ tag: Int) throws -> String? {
        guard let entry = entries[tag], entry.type == 2, entry.count < 1 << 20,
            let bytes = try file.bytes(at: entry.offset, count: entry.count)
        else { return nil }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// Numbers in bytes of either order.
enum TIFFBytes {
    @inline(__always)
    static func unsigned(_ bytes: [UInt8], _ start: Int, _ count: Int, _ isBigEndian: Bool) -> UInt64 {
        var value: UInt64 = 0
        if isBigEndian {
            for i in 0..<count { value = value << 8 | UInt64(bytes[start + i]) }
        } else {
            for i in 0..<count { value |= UInt64(bytes[start + i]) << UInt64(8 * i) }
        }
        return value
    }
}
