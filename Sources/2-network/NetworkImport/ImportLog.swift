public import Diagnostics

/// One change that reading and joining made to the data: a line of the repair log.
public struct Repair: Sendable, Equatable {
    /// A stable code such as `end-snapped`, by which repairs are counted.
    public var code: String
    /// Identifier of the asset; empty when it is about the whole.
    public var asset: String
    /// Where, in the coordinates of the joined model; `NaN` when it is nowhere.
    public var x: Double, y: Double
    public var message: String
    /// How large the change is in metres, if it has a size.
    public var metres: Double?
    public init(_ code: String, asset: String = "", x: Double = .nan, y: Double = .nan, _ message: String) {
        self.code = code
        self.asset = asset
        self.x = x
        self.y = y
        self.message = message
    }
}

/// Everything that reading and joining did, so that nothing is dropped or guessed silently.
public struct ImportLog: Sendable {
    public var repairs: [Repair] = []
    /// How often each element (or tag) was met that no format understands, by file, then name.
    public var skipped: [String: [String: Int]] = [:]
    public var issues = IssueLog()
    public init() {}

    public mutating func skip(_ element: String, in file: String, count: Int = 1) {
        skipped[file, default: [:]][element, default: 0] += count
    }
}
