import Diagnostics
import ReportWriting
import StudyRunner

/// `lifeline report`: the report of a scenario on standard output; nothing is written to disk.
struct ReportCommand: Command {
    static let name = "report"
    static let summary = "print the report of a scenario; writes no file"
    static let explanation =
        "Simulates as 'run' does. As Markdown the report refers to pictures that only 'run' writes; JSON holds every figure."
    static let operands = [Operand("SCENARIO", "scenario file")]
    private static let format = Option(
        "format", .choice(["markdown", "json"]), "what to print", standard: "markdown")
    static let options = [format, RunCommand.language, RunCommand.threads]
    static let examples = ["report scenarios/high-water.xml", "report scenarios/quake.xml --format json"]

    private let scenario: String
    private let suffix: String
    private let language: ReportLanguage?
    private let threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        scenario = arguments.operands.first ?? ""
        suffix = arguments.text(Self.format) == "json" ? ".json" : ".md"
        language = arguments.text(RunCommand.language).flatMap { ReportLanguage(rawValue: $0) }
        threads = arguments.whole(RunCommand.threads) ?? 0
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("reading \(scenario)")
        var input = try Study(scenarioPath: scenario).run(threads: threads) { surroundings.progress($0) }
        if let language { input.speak(language) }
        surroundings.endProgress()
        guard let file = ReportWriter.files(for: input).first(where: { $0.path.hasSuffix(suffix) }) else {
            throw FailureError("the report has no \(suffix) file")
        }
        surroundings.print(String(decoding: file.bytes, as: UTF8.self))
        return .done
    }
}
