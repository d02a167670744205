/// How bad a finding is.
public enum Severity: String, Sendable, Codable, Comparable {
    /// Worth knowing; nothing was changed.
    case note
    /// Something was assumed, repaired or left out.
    case warning
    /// The model cannot be used before it is mended.
    case error

    public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
}

/// One finding about the data, in words a planner understands.
public struct Issue: Sendable, Equatable {
    public var severity: Severity
    /// A stable code such as `link-without-end`: findings are counted and grouped by it.
    public var code: String
    public var position: SourcePosition?
    /// The identifier of the asset it is about, when it is about one.
    public var asset: String?
    /// Where on the map (x, y in the model's coordinate system), when it is somewhere.
    public var x: Double?, y: Double?
    public var message: String
    /// What the user can do, or what the program did about it.
    public var remedy: String
    /// How far something was moved or reached, in metres, for a change that has a size.
    public var metres: Double?

    public init(
        _ severity: Severity, _ code: String, at position: SourcePosition? = nil, asset: String? = nil,
        x: Double? = nil, y: Double? = nil, _ message: String, remedy: String = ""
    ) {
        self.severity = severity
        self.code = code
        self.position = position
        self.asset = asset
        self.x = x
        self.y = y
        self.message = message
        self.remedy = remedy
    }
}

/// Findings in the order in which they were made. A value: stages take it `inout` or hand one back.
public struct IssueLog: Sendable, Equatable {
    public private(set) var issues: [Issue] = []

    public init() {}

    public mutating func add(_ issue: Issue) { issues.append(issue) }
    public mutating func add(contentsOf other: IssueLog) { issues += other.issues }

    public var hasErrors: Bool { issues.contains { $0.severity == .error } }

    /// How many findings there are of each code, sorted by code.
    public var countsByCode: [(code: String, severity: Severity, count: Int)] {
        var counts: [String: (Severity, Int)] = [:]
        for issue in issues { counts[issue.code, default: (issue.severity, 0)].1 += 1 }
        return counts.keys.sorted().compactMap { code in
            counts[code].map { (code: code, severity: $0.0, count: $0.1) }
        }
    }
}
