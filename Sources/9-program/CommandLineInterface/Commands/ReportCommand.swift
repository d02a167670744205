import Diagnostics
import FileReading
import ReportWriting
import ResultStore
import StudyRunner

/// `lifeline report`: the report of a scenario, or of a file of results, on standard output or in a folder.
struct ReportCommand: Command {
    static let name = "report"
    static let summary = "print the report of a scenario or of a file of results"
    static let explanation =
        "A scenario is simulated as 'run' does. Of a file of results, as 'lifeline batch' makes it, the report compares all "
        + "scenarios and has a chapter for each scenario file. As Markdown a report refers to pictures, which only --output "
        + "writes; JSON holds every figure."
    static let operands = [Operand("FILE", "scenario file, or file of results")]
    private static let format = Option(
        "format", .choice(["markdown", "json"]), "what to print", standard: "markdown")
    private static let output = Option("output", letter: "o", .text("DIR"), "folder for all files of the report, instead of printing")
    static let options = [format, output, RunCommand.language, RunCommand.threads]
    static let examples = [
        "report scenarios/high-water.xml", "report scenarios/quake.xml --format json", "report results.gpkg -o reports",
    ]

    private let file: String
    private let suffix: String
    private let output: String?
    private let language: ReportLanguage?
    private let threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        file = arguments.operands.first ?? ""
        suffix = arguments.text(Self.format) == "json" ? ".json" : ".md"
        output = arguments.text(Self.output)
        language = arguments.text(RunCommand.language).flatMap { ReportLanguage(rawValue: $0) }
        threads = arguments.whole(RunCommand.threads) ?? 0
        if output != nil, arguments.has(Self.format) { throw UsageError("--output writes every file of the report: leave --format out") }
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("reading \(file)")
        let files = try ResultStore.isStore(file) ? filesOfStore() : filesOfScenario(surroundings)
        surroundings.endProgress()
        if let output {
            try AtomicFile.write(files.map { ("\(output)/\($0.path)", $0.bytes) })
            for file in files { surroundings.print("\(output)/\(file.path)") }
            return .done
        }
        guard let file = files.first(where: { $0.path.hasSuffix(suffix) }) else {
            throw FailureError("the report has no \(suffix) file")
        }
        surroundings.print(String(decoding: file.bytes, as: UTF8.self))
        return .done
    }

    private func filesOfScenario(_ surroundings: Surroundings) throws -> [ReportFile] {
        var input = try Study(scenarioPath: file).run(threads: threads) { surroundings.progress($0) }
        if let language { input.speak(language) }
        return ReportWriter.files(for: input)
    }

    private func filesOfStore() throws -> [ReportFile] {
        let last = file.split(separator: "/").last.map { String($0) } ?? file
        let name = last.lowercased().hasSuffix(".gpkg") ? String(last.dropLast(5)) : last
        return BatchReport.files(for: try ResultStore.reading(file).reportInput(name: name, language: language))
    }
}
