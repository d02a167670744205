/// The names a reader listens for. A name's number is its place in the list.
///
/// Elements and attributes share one list of local names; prefixes never matter. What is not in the list arrives
/// as −1.
public struct MarkupVocabulary: Sendable {
    public let names: [String]
    /// Namespace URIs that the reader tells apart.
    public let namespaces: [String]

    public init(_ names: [String], namespaces: [String] = []) {
        self.names = names
        self.namespaces = namespaces
    }
}

/// Finds a name's number by the address at which libxml2 keeps it.
///
/// libxml2 stores each name of a document once, so that an address stands for a name as long as the parser lives.
struct AddressTable {
    private var keys: [UInt] = Array(repeating: 0, count: 256)
    private var numbers: [Int32] = Array(repeating: -1, count: 256)
    private var count = 0

    @inline(__always) func number(_ address: UnsafePointer<UInt8>?) -> Int32? {
        guard let address else { return -1 }
        let key = UInt(bitPattern: address)
        var slot = Self.slot(key) & (keys.count - 1)
        while keys[slot] != 0 {
            if keys[slot] == key { return numbers[slot] }
            slot = (slot + 1) & (keys.count - 1)
        }
        return nil
    }

    mutating func set(_ address: UnsafePointer<UInt8>, _ number: Int32) {
        if count * 2 >= keys.count {
            let old = zip(keys, numbers).filter { $0.0 != 0 }
            keys = Array(repeating: 0, count: keys.count * 2)
            numbers = Array(repeating: -1, count: keys.count)
            for (key, number) in old { insert(key, number) }
        }
        insert(UInt(bitPattern: address), number)
        count += 1
    }

    private mutating func insert(_ key: UInt, _ number: Int32) {
        var slot = Self.slot(key) & (keys.count - 1)
        while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
        keys[slot] = key
        numbers[slot] = number
    }
    @inline(__always) private static func slot(_ key: UInt) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9e37_79b9_7f4a_7c15) >> 40)
    }
}
