/// One thing the program can do. A new one is a file in `Commands` and a word in `Commands.all`.
protocol Command: Sendable {
    static var name: String { get }
    /// What it does, in a few words that begin with a verb.
    static var summary: String { get }
    /// More about it, for its own help; may be empty.
    static var explanation: String { get }
    static var operands: [Operand] { get }
    /// Its options without `--quiet` and `--help`.
    static var options: [Option] { get }
    /// What it knows, from the registries: formats, hazards, measures.
    static var lists: [HelpList] { get }
    /// How it may end.
    static var exitCodes: [ExitCode] { get }
    /// Command lines without `lifeline` at the front.
    static var examples: [String] { get }
    /// - Throws: `UsageError` for what options alone cannot say.
    init(_ arguments: ParsedArguments) throws(UsageError)
    /// - Throws: `InputError` for input that cannot be used, anything else for a failure.
    func run(_ surroundings: Surroundings) throws -> ExitCode
}

extension Command {
    static var explanation: String { "" }
    static var lists: [HelpList] { [] }
    static var exitCodes: [ExitCode] { [.done, .failed, .usedWrongly, .inputInvalid] }
    static var allOptions: [Option] { options + [.quiet, .helpFlag] }
}

/// A titled list in a help text.
struct HelpList {
    var title: String
    var entries: [(name: String, summary: String)]
}
