import Diagnostics
import MarkupReading

/// The `gml:id`s of a document and the references to them, so that one to nothing is found.
///
/// Only hashes are kept (8 bytes for each identifier).
struct CityGMLReferences {
    private var defined = HashSet()
    private var pending: [(target: UInt64, line: Int, name: String)] = []

    /// FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv); never 0.
    static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
        var value: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return value == 0 ? 1 : value
    }

    mutating func define(_ id: UInt64) { defined.insert(id) }

    /// Notes a reference.
    /// - Returns: hash of the target; nil for a reference into another document.
    mutating func refer(_ href: MarkupText, at line: @autoclosure () -> Int) -> UInt64? {
        guard href.bytes.first == 0x23 else { return nil }
        let target = Self.hash(href.bytes.dropFirst())
        if !defined.contains(target) {
            pending.append((target, line(), String(href.string.dropFirst().prefix(200))))
        }
        return target
    }

    /// Forgets the references that have been answered: most point inside their building.
    mutating func settle() { pending.removeAll { defined.contains($0.target) } }

    /// - Throws: `InputError` `dangling-reference` for the first reference to what is not in the document.
    mutating func check(_ path: String) throws {
        settle()
        guard let first = pending.first else { return }
        let more = pending.count > 1 ? " (and \(pending.count - 1) more such references)" : ""
        throw InputError(
            "dangling-reference", at: SourcePosition(file: path, line: first.line),
            "xlink:href=\"#\(first.name)\" points at nothing: no gml:id=\"\(first.name)\" is in the file\(more)",
            remedy: "export the file again with all its geometry, or remove the reference")
    }
}

/// A set of hashes that are never 0, by linear probing: a third of the time and half of the memory of `Set`.
struct HashSet {
    private var slots: [UInt64] = Array(repeating: 0, count: 1024)
    private var count = 0

    @inline(__always) private func slot(_ hash: UInt64) -> Int {
        // FNV's high bits are the better mixed ones.
        Int(truncatingIfNeeded: (hash &* 0x9e37_79b9_7f4a_7c15) >> 20) & (slots.count - 1)
    }

    @inline(__always) func contains(_ hash: UInt64) -> Bool {
        var i = slot(hash)
        while slots[i] != 0 {
            if slots[i] == hash { return true }
            i = (i + 1) & (slots.count - 1)
        }
        return false
    }

    @inline(__always) mutating func insert(_ hash: UInt64) {
        var i = slot(hash)
        while slots[i] != 0 {
            if slots[i] == hash { return }
            i = (i + 1) & (slots.count - 1)
        }
        slots[i] = hash
        count += 1
        if count * 3 > slots.count * 2 { grow() }
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        for hash in old where hash != 0 {
            var i = slot(hash)
            while slots[i] != 0 { i = (i + 1) & (slots.count - 1) }
            slots[i] = hash
        }
    }
}
