/// A sum of doubles that does not depend on the order of its terms, to the last bit.
///
/// Terms are rounded to multiples of 2⁻³² and added as 128-bit integers: exact up to 2⁹⁴ in magnitude, with an
/// error of at most 2⁻³³ per term, far below what residents × hours can show.
public struct ExactSum: Sendable, Equatable, BitwiseCopyable {
    @usableFromInline var total: Int128 = 0
    @inlinable public init() {}
    @inlinable public mutating func add(_ term: Double) { total &+= Self.units(term) }
    @inlinable public mutating func add(_ other: ExactSum) { total &+= other.total }
    @inlinable public mutating func subtract(_ term: Double) { total &-= Self.units(term) }
    @inlinable public mutating func subtract(_ other: ExactSum) { total &-= other.total }
    // Conversions by words: the library's own between 128 bits and doubles take a hundred times as long.
    @inlinable static func units(_ term: Double) -> Int128 {
        let units = Swift.min(Swift.max((term * 0x1p32).rounded(), -largest), largest)
        if abs(units) < 0x1p63 { return Int128(Int64(units)) }
        let high = (units * 0x1p-64).rounded(.down)
        return Int128(Int64(high)) &<< 64 | Int128(UInt64(units - high * 0x1p64))
    }
    /// Absurd data is cut off rather than a reason to stop: no term is larger than 2⁷⁰.
    @usableFromInline static var largest: Double { 0x1p102 }
    /// The nearest double.
    @inlinable public var value: Double {
        let small = Int64(truncatingIfNeeded: total)
        if Int128(small) == total { return Double(small) * 0x1p-32 }
        // The first 64 bits, the last of which also stands for whatever follows: it decides ties.
        let magnitude = total.magnitude, shift = 64 - magnitude.leadingZeroBitCount
        var bits = UInt64(truncatingIfNeeded: magnitude &>> UInt128(shift))
        if shift > 0, magnitude != UInt128(bits) &<< UInt128(shift) { bits |= 1 }
        let value = Double(bits) * Double(bitPattern: UInt64(1023 + shift - 32) << 52)
        return total < 0 ? -value : value
    }
}
