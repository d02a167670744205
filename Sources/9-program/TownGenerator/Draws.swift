import Computation

/// Random numbers by purpose and number of the thing they are for: changing one part of a town leaves the rest.
struct Draws: Sendable {
    let seed: UInt64

    enum Purpose: UInt64 {
        case landscape, nodeX, nodeY, streetOrder, oneWay, streetName
        case blockOffset, blockResidents, blockStoreys, blockYear, blockLength
        case placeFacility, beds
        case transformerX, transformerY, spur
        case pipeOrder, pipeMaterial
    }

    func bits(_ purpose: Purpose, _ key: Int) -> UInt64 {
        CounterRandom.bits(seed: seed, sample: 0, key: UInt64(bitPattern: Int64(key)), purpose: purpose.rawValue)
    }
    /// Between 0 and 1, neither included.
    func uniform(_ purpose: Purpose, _ key: Int) -> Double {
        CounterRandom.uniform(seed: seed, sample: 0, key: UInt64(bitPattern: Int64(key)), purpose: purpose.rawValue)
    }
    /// Between −1 and 1.
    func signed(_ purpose: Purpose, _ key: Int) -> Double { 2 * uniform(purpose, key) - 1 }
    /// A whole number of the range, all equally likely.
    func integer(_ purpose: Purpose, _ key: Int, in range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(uniform(purpose, key) * Double(range.count))
    }

    /// The numbers 0 ..< count in a random order. O(n log n).
    func shuffled(_ purpose: Purpose, _ candidates: [Int32]) -> [Int32] {
        let keys = candidates.map { (bits(purpose, Int($0)) & ~0xffff_ffff) | UInt64($0) }.sorted()
        return keys.map { Int32(truncatingIfNeeded: $0 & 0xffff_ffff) }
    }
}

extension Double {
    /// Rounded to centimetres: the precision of every coordinate that the generator makes.
    var centimetres: Double { (self * 100).rounded() / 100 }
}

/// Which things hang together, by weighted union with path halving (Tarjan, van Leeuwen 1984, J. ACM 31(2)).
struct Groups {
    private var parent: [Int32]
    init(count: Int) { parent = (0..<Int32(count)).map { $0 } }

    mutating func find(_ item: Int) -> Int {
        var i = item
        while Int(parent[i]) != i {
            parent[i] = parent[Int(parent[i])]
            i = Int(parent[i])
        }
        return i
    }
    /// Joins two groups; false when they were one already.
    mutating func join(_ a: Int, _ b: Int) -> Bool {
        let x = find(a), y = find(b)
        if x == y { return false }
        parent[max(x, y)] = Int32(min(x, y))
        return true
    }
}
