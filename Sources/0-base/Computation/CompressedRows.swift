/// Lists of numbers, one for each row, in two flat arrays: row r holds `item[first[r] ..< first[r + 1]]`.
///
/// Within a row, items keep the order in which they were given.
public struct CompressedRows: Sendable, Equatable {
    public let first: [Int32]
    public let item: [Int32]

    /// Sorts the numbers 0 ..< rowOf.count into rows.
    /// - Parameter rowOf: the row of each number; a negative one leaves it out.
    /// - Complexity: O(rows + numbers).
    public init(rowCount: Int, rowOf: [Int32]) {
        var first = [Int32](repeating: 0, count: rowCount + 1)
        for row in rowOf where row >= 0 { first[Int(row) + 1] += 1 }
        for row in 0..<rowCount { first[row + 1] += first[row] }
        var next = first
        var item = [Int32](repeating: 0, count: Int(first[rowCount]))
        for (number, row) in rowOf.enumerated() where row >= 0 {
            item[Int(next[Int(row)])] = Int32(truncatingIfNeeded: number)
            next[Int(row)] += 1
        }
        (self.first, self.item) = (first, item)
    }

    @inlinable public var rowCount: Int { first.count - 1 }
    @inlinable public func range(_ row: Int) -> Range<Int> { Int(first[row])..<Int(first[row + 1]) }
    @inlinable public subscript(row: Int) -> ArraySlice<Int32> { item[range(row)] }
}
