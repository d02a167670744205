/// One thing the program can do. A new one is a file in `Commands` and a word in `Commands.all`.
protocol Command {
    static var name: String { get }
    /// What it does, in a few words that begin with a verb.
    static var summary: String { get }
    /// More about it, for its own help; may be empty.
    static var explanation: String { get }
    static var operands: [Operand] { get }
    /// Its options without `--quiet` and `--help`.
    static var options: [Option] { get }
    /// Command lines without `lifeline` at the front.
    static var examples: [String] { get }
    /// - Throws: `UsageError` for what options alone cannot say.
    init(_ arguments: ParsedArguments) throws(UsageError)
    /// - Throws: `InputError` for input that cannot be used, anything else for a failure.
    func run(_ surroundings: Surroundings) throws -> ExitCode
}

extension Command {
    static var explanation: String { "" }
    static var allOptions: [Option] { options + [.quiet, .helpFlag] }
}
