import Diagnostics
import NetworkImport
import NetworkModel
import ScenarioModel

/// `lifeline check`: says what is wrong with a network.
struct CheckCommand: Command {
    static let name = "check"
    static let summary = "say what is wrong with a network, what to do about it, and how far to trust it"
    static let explanation =
        "Compares Lifeline's own files with their schema, and looks for links without ends, facilities without suppliers, islands without a source, absurd values, double "
        + "identifiers and places far from the others. Errors end in exit code 3; warnings and notes do not. "
        + "Grades the network from A to E by how much of what matters is known, and names the gap that matters most. "
        + ModelGrade.rule.english
    static let operands = [Operand("FILE", "network file, or any file that 'import' reads", isRepeating: true)]
    private static let format = Option(
        "format", .choice(["text", "csv", "json"]), "how to write the findings", standard: "text")
    private static let limit = Option(
        "limit", .whole("N", 1...1_000_000), "show at most N findings of each sort, as text", standard: "5")
    static let options = [format, limit]
    static let examples = ["check networks/town.xml", "check networks/town.xml --format json"]

    private let files: [String]
    private let format: String
    private let limit: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        files = arguments.operands
        format = arguments.text(Self.format) ?? "text"
        limit = arguments.whole(Self.limit) ?? 5
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let (model, log) = try NetworkLoading.load(files, surroundings)
        surroundings.progress("checking")
        var issues = log.issues
        for file in files where try NetworkFormats.format(of: file) == NetworkXML.self {
            for issue in try NetworkXML.schemaIssues(in: file) { issues.add(issue) }
        }
        issues.add(contentsOf: model.check())
        let grade = ModelGrade(of: model)
        surroundings.endProgress()
        switch format {
        case "json": surroundings.print(try JSONText.write(CheckResult(grade, issues)))
        case "csv": surroundings.print(IssueTable.csv(issues))
        default:
            surroundings.say("\(files.joined(separator: ", ")): \(NetworkLoading.size(of: model))")
            surroundings.print(grade.summary + "\n" + issues.checkSummary(limitPerCode: limit))
        }
        return issues.hasErrors ? .inputInvalid : .done
    }
}
