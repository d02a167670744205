/// A sum of doubles that does not depend on the order of its terms, to the last bit.
///
/// Terms are rounded to multiples of 2⁻³² and added as 128-bit integers: exact up to 2⁹⁴ in magnitude, with an
/// error of at most 2⁻³³ per term, far below what residents × hours can show.
public struct ExactSum: Sendable, Equatable, BitwiseCopyable {
    @usableFromInline var total: Int128 = 0
    @inlinable public init() {}
    @inlinable public mutating func add(_ term: Double) { total += Int128((term * 0x1p32).rounded()) }
    @inlinable public mutating func add(_ other: ExactSum) { total += other.total }
    @inlinable public mutating func subtract(_ term: Double) { total -= Int128((term * 0x1p32).rounded()) }
    @inlinable public var value: Double { Double(total) * 0x1p-32 }
}
