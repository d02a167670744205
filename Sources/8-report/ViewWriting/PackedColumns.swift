/// Columns of whole numbers and of texts in one run of bytes, as the page unpacks them (`view-data.js`).
///
/// Numbers are stored as the difference from the one before, zigzag-coded (0, −1, 1, −2 … as 0, 1, 2, 3 …) in groups of
/// seven bits, the lowest first (LEB128): what is sorted, equal or near takes one byte. Texts share the beginning of the
/// one before.
struct PackedColumns {
    private(set) var bytes: [UInt8] = []
    /// Per column: where it begins, and how many entries it has.
    private(set) var directory: [String: [Int]] = [:]

    /// Numbers beyond this are cut off: the page counts in 32 bits.
    static let largest = Int(Int32.max)

    mutating func add(_ name: String, _ values: some Collection<Int>) {
        directory[name] = [bytes.count, values.count]
        var last = 0
        for value in values {
            let value = min(max(value, -Self.largest), Self.largest)
            let difference = value - last
            append(UInt(bitPattern: (difference << 1) ^ (difference >> (Int.bitWidth - 1))))
            last = value
        }
    }

    /// Texts, best sorted.
    mutating func add(_ name: String, texts: some Collection<String>) {
        directory[name] = [bytes.count, texts.count]
        var last: [UInt8] = []
        for text in texts {
            let utf8 = Array(text.utf8)
            let shared = zip(last, utf8).prefix { $0 == $1 }.count
            append(UInt(shared))
            append(UInt(utf8.count - shared))
            bytes += utf8[shared...]
            last = utf8
        }
    }

    private mutating func append(_ number: UInt) {
        var rest = number
        while rest > 127 {
            bytes.append(UInt8(rest & 127) | 128)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
