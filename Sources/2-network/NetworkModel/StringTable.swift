import Glibc

/// Strings stored once each in one run of bytes, numbered in order of arrival.
///
/// Interning takes bytes, so that a reader makes no `String` per element. Open addressing over a
/// 64-bit hash; growth doubles, so that interning n strings costs O(total bytes).
public struct StringTable: Sendable {
    @usableFromInline var bytes: [UInt8] = []
    @usableFromInline var starts: [Int] = [0]
    @usableFromInline var hashes: [UInt64] = []
    @usableFromInline var slots: [Int32] = Array(repeating: -1, count: 1024)

    public init() {}

    public var count: Int { hashes.count }

    /// The string with that number; it must exist.
    public subscript(number: Int32) -> String {
        let i = Int(number)
        return String(decoding: bytes[starts[i]..<starts[i + 1]], as: UTF8.self)
    }

    /// Number of the string, stored now if it is new.
    public mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Int32 {
        let hash = Self.hash(text)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            if matches(slots[slot], hash, text) { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = Int32(hashes.count)
        bytes.append(contentsOf: text)
        starts.append(bytes.count)
        hashes.append(hash)
        slots[slot] = number
        if hashes.count * 2 > slots.count { grow() }
        return number
    }

    public mutating func intern(_ text: String) -> Int32 {
        var text = text
        return text.withUTF8 { intern($0) }
    }

    /// Number of the string, or nil when it was never stored.
    public func find(_ text: String) -> Int32? {
        var text = text
        return text.withUTF8 { utf8 in
            let hash = Self.hash(utf8)
            var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
            while slots[slot] >= 0 {
                if matches(slots[slot], hash, utf8) { return slots[slot] }
                slot = (slot + 1) & (slots.count - 1)
            }
            return nil
        }
    }

    /// Whether the first string stands before the second in byte order.
    public func precedes(_ a: Int32, _ b: Int32) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var i = starts[Int(a)], j = starts[Int(b)]
            let endI = starts[Int(a) + 1], endJ = starts[Int(b) + 1]
            while i < endI && j < endJ {
                if bytes[i] != bytes[j] { return bytes[i] < bytes[j] }
                i += 1
                j += 1
            }
            return endI - i < endJ - j
        }
    }

    /// A 64-bit number of the string that depends on its bytes alone: the key of random draws.
    public func stableHash(_ number: Int32) -> UInt64 { hashes[Int(number)] }

    private func matches(_ number: Int32, _ hash: UInt64, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        let i = Int(number)
        guard hashes[i] == hash, starts[i + 1] - starts[i] == text.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            guard let stored = bytes.baseAddress, let wanted = text.baseAddress else { return text.isEmpty }
            return memcmp(stored + starts[i], wanted, text.count) == 0
        }
    }

    private mutating func grow() {
        slots = Array(repeating: -1, count: slots.count * 2)
        let mask = slots.count - 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(number)
        }
    }

    /// FNV-1a's step (Fowler, Noll, Vo; 64-bit offset basis and prime) on words of eight bytes in little-endian
    /// order, the last one filled with zeros, then the length; each step is folded so that every bit reaches every
    /// other. Depends on the bytes alone, on every machine.
    static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
        let raw = UnsafeRawBufferPointer(text), count = raw.count
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325, offset = 0
        while offset + 8 <= count {
            hash = fold(hash ^ UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)))
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < count {
            rest = rest << 8 | UInt64(raw[offset])
            offset += 1
        }
        return fold(fold(hash ^ rest) ^ UInt64(count))
    }
    @inline(__always) private static func fold(_ word: UInt64) -> UInt64 {
        let product = word &* 0x0000_0100_0000_01b3
        return (product ^ product >> 29) &* 0xbf58_476d_1ce4_e5b9 ^ product >> 32
    }
}
