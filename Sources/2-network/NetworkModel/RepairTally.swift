/// How often an import changed or assumed one sort of thing, and the worst case of it.
public struct RepairTally: Sendable, Equatable {
    /// The code in the log of repairs, such as `end-snapped`.
    public var code: String
    public var count: Int
    /// The line of the log about the largest change; the first line where changes have no size.
    public var worst: String
    public init(code: String, count: Int, worst: String) {
        self.code = code
        self.count = count
        self.worst = worst
    }
}
