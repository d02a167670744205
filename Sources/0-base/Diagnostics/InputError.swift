/// Input that cannot be used: what was found, what was expected, and what to do about it.
///
/// The program ends with exit code 3 on it, and no output file is written.
public struct InputError: Error, Sendable, Equatable, CustomStringConvertible {
    /// A stable code such as `xml-malformed`, for searching and for scripts.
    public var code: String
    /// Where the trouble is.
    public var position: SourcePosition?
    /// What was found and what was expected, in one sentence.
    public var problem: String
    /// What the user can do.
    public var remedy: String

    public init(_ code: String, at position: SourcePosition?, _ problem: String, remedy: String) {
        self.code = code
        self.position = position
        self.problem = problem
        self.remedy = remedy
    }

    /// `file:line:column: error: problem [code]`, then the remedy on a line of its own.
    public var description: String {
        let place = position.map { "\($0): " } ?? ""
        return "\(place)error: \(problem) [\(code)]\n  what to do: \(remedy)"
    }
}

/// The machine or the program failed although the input may be fine (disk full, no permission): exit code 1.
public struct FailureError: Error, Sendable, CustomStringConvertible {
    public var message: String
    public init(_ message: String) { self.message = message }
    public var description: String { "error: \(message)" }
}
