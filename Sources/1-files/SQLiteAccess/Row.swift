/// Binds the values of one row from left to right.
public struct Row {
    public init() {}
    private var column = 0
    private mutating func next() -> Int {
        column += 1
        return column
    }
    public mutating func add(_ value: Int?, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    public mutating func add(_ value: Bool, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    public mutating func add(_ value: Double?, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    public mutating func add(_ value: String?, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
    public mutating func add(_ value: [UInt8]?, _ statement: borrowing Statement) throws { try statement.bind(value, at: next()) }
}
