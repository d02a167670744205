import CascadeModel
import Diagnostics
import ReportWriting
import ScenarioModel
import StudyRunner

/// `lifeline screen`: who is without what right after an event, over thousands of draws, in seconds.
struct ScreenCommand: Command {
    static let name = "screen"
    static let summary = "a quick look at an event: who is without what right after it"
    static let explanation =
        "Draws the event many times and follows each draw through all networks, without time: everything that it puts out "
        + "of use is out at once, nothing is repaired. Prints how likely each facility is without each service, and how "
        + "many residents are. Writes no file."
    static let operands = [Operand("SCENARIO", "scenario file")]
    private static let samples = Option(
        "samples", .whole("N", 1...1_000_000), "draws of the event, where it leaves something to chance", standard: "4096")
    private static let reserves = Option(
        "reserves", .choice(["empty", "full"]), "how generators, batteries and tanks count", standard: "empty")
    private static let format = Option(
        "format", .choice(["markdown", "csv", "json"]), "what to print; CSV and JSON have every place", standard: "markdown")
    static let options = [samples, reserves, format, RunCommand.language, RunCommand.threads]
    static let examples = [
        "screen scenarios/quake.xml", "screen scenarios/quake.xml --samples 100000 --format csv > places.csv",
    ]

    private let scenario: String
    private let samples, threads: Int
    private let reservesAreFull: Bool
    private let format: String
    private let language: ReportLanguage?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        scenario = arguments.operands.first ?? ""
        samples = arguments.whole(Self.samples) ?? 4096
        reservesAreFull = arguments.text(Self.reserves) == "full"
        format = arguments.text(Self.format) ?? "markdown"
        language = arguments.text(RunCommand.language).flatMap { ReportLanguage(rawValue: $0) }
        threads = arguments.whole(RunCommand.threads) ?? 0
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("reading \(scenario)")
        let study = try Study(scenarioPath: scenario)
        let result = try study.screen(
            samples: samples, reserves: reservesAreFull ? .full : .empty, threads: threads
        ) { surroundings.progress($0) }
        surroundings.endProgress()
        var asked = study.scenario
        if let language { asked.language = language }
        let report = ScreeningReport(result, study.model, asked)
        switch format {
        case "json": surroundings.print(String(decoding: report.json(), as: UTF8.self))
        case "csv": surroundings.print(String(decoding: report.csv(), as: UTF8.self))
        default: surroundings.print(report.markdown())
        }
        return .done
    }
}
