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
    @inlinable static func units(_ term: Double) -> Int128 {
        Int128(Swift.min(Swift.max((term * 0x1p32).rounded(), -largest), largest))
    }
    /// Absurd data is cut off rather than a reason to stop: no term is larger than 2⁷⁰.
    @usableFromInline static var largest: Double { 0x1p102 }
    @inlinable public var value: Double { Double(total) * 0x1p-32 }
}
