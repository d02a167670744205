/// How the program ends.
public enum ExitCode: Int32, Sendable, CaseIterable {
    case done = 0
    case failed = 1
    case usedWrongly = 2
    case inputInvalid = 3
    case someFailed = 4
    case interrupted = 130

    var meaning: String {
        switch self {
        case .done: "done"
        case .failed: "failed (disk full, no permission)"
        case .usedWrongly: "used wrongly"
        case .inputInvalid: "input invalid or missing"
        case .someFailed: "done, but some scenarios failed"
        case .interrupted: "stopped with Ctrl-C; what was done is kept"
        }
    }
}

/// The command line cannot be understood: exit code 2.
struct UsageError: Error, Equatable {
    var message: String
    init(_ message: String) { self.message = message }
}
