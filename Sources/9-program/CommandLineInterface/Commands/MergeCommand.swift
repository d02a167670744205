import FoundationEssentials
import ResultStore

/// `lifeline merge`: joins the parts of a batch that ran on several machines.
struct MergeCommand: Command {
    static let name = "merge"
    static let summary = "join the results of several parts of a batch"
    static let explanation =
        "The result is the same as that of the batch run in one piece. Parts that were made with other scenarios, other "
        + "inputs, other options or another version of the program are refused. Scenarios that no part has computed stay "
        + "open: 'lifeline batch' on the joined file computes them."
    static let operands = [
        Operand("FILE", "file of results to make or to add to"), Operand("PART", "file of results to take in", isRepeating: true),
    ]
    static let options: [Option] = []
    static let exitCodes: [ExitCode] = [.done, .failed, .usedWrongly, .inputInvalid, .someFailed]
    static let examples = ["merge results.gpkg part-1.gpkg part-2.gpkg"]

    private let output: String
    private let parts: [String]

    init(_ arguments: ParsedArguments) throws(UsageError) {
        output = arguments.operands.first ?? ""
        parts = Array(arguments.operands.dropFirst())
        if parts.contains(output) { throw UsageError("'\(output)' cannot be merged into itself") }
    }

    /// A file that was not there before is not left half made.
    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let isNew = !FileManager.default.fileExists(atPath: output)
        do {
            return try join(surroundings)
        } catch {
            if isNew { for ending in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: output + ending) } }
            throw error
        }
    }

    private func join(_ surroundings: Surroundings) throws -> ExitCode {
        var store = try ResultStore.updating(output, isAlone: true)
        for part in parts {
            surroundings.progress("taking in \(part)")
            try store.merge(part)
        }
        surroundings.progress("finishing \(output)")
        try store.finish()
        let tally = try store.tally()
        surroundings.endProgress()
        var text = "\(tally.done) scenarios done"
        if tally.failed > 0 { text += ", \(tally.failed) failed" }
        if tally.open > 0 { text += ", \(tally.open) in none of the parts: compute them with 'lifeline batch … -o \(output)'" }
        surroundings.say(text)
        surroundings.print(output)
        return tally.failed + tally.open > 0 ? .someFailed : .done
    }
}
