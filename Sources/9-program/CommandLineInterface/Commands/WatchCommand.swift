import Diagnostics
import FileReading
import Glibc
import ReportWriting
import ScenarioModel
import StudyRunner

/// `lifeline watch`: runs again whenever a file of a scenario changes.
struct WatchCommand: Command {
    static let name = "watch"
    static let summary = "run again whenever a file of a scenario changes"
    static let explanation =
        "Writes the report and the view, as 'run' and 'view' do, and again each time the scenario, its network, grids, "
        + "fragilities or observations change, until Ctrl-C. While a file has a fault, the fault is shown and the last report "
        + "stays. Observations say what was seen in an exercise or a real event: a table with asset, state (out, working, safe, "
        + "on reserve) and time, or gauge, level (metres) and time; they override the model from their time on. The view has a box "
        + "'follow new runs' that loads it again by itself."
    static let operands = [Operand("SCENARIO", "scenario file")]
    private static let output = Option(
        "output", letter: "o", .text("DIR"), "folder for the report and the view; made when missing", standard: "reports")
    private static let once = Option("once", .flag, "run once and end")
    static let options = [output, ViewCommand.observations, once, RunCommand.language, RunCommand.threads]
    static let exitCodes: [ExitCode] = [.done, .failed, .usedWrongly, .inputInvalid, .interrupted]
    static let examples = [
        "watch scenarios/dike-breach.xml -o live --observations seen.csv", "watch scenarios/dike-breach.xml --once",
    ]

    private let scenario, output: String
    private let observations: [String]
    private let isOnce: Bool
    private let language: ReportLanguage?
    private let threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        scenario = arguments.operands.first ?? ""
        output = arguments.text(Self.output) ?? "reports"
        observations = arguments.texts(ViewCommand.observations)
        isOnce = arguments.has(Self.once)
        language = arguments.text(RunCommand.language).flatMap { ReportLanguage(rawValue: $0) }
        threads = arguments.whole(RunCommand.threads) ?? 0
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        if isOnce {
            _ = try refresh(surroundings)
            return .done
        }
        let interruption = Interruption()
        return follow(surroundings) { interruption.comes(within: 0.4) }
    }

    /// Runs, waits for a change, and runs again.
    /// - Parameter isStopped: waits a moment; true when somebody wants to end.
    func follow(_ surroundings: Surroundings, isStopped: () -> Bool) -> ExitCode {
        var watched = WatchedFiles()
        watched.note([scenario] + observations)
        while true {
            do {
                for input in try refresh(surroundings) { watched.add(input.path, sha256: input.sha256) }
                surroundings.say("waiting for a change; Ctrl-C ends")
            } catch {
                surroundings.endProgress()
                surroundings.terminal.talk("\(error)\nthe last report stays; waiting for the fault to be mended\n")
            }
            var changes: [String] = []
            while changes.isEmpty {
                if isStopped() { return .interrupted }
                changes = watched.changed()
            }
            surroundings.say("changed: \(changes.joined(separator: ", "))")
            watched.note(watched.paths)
        }
    }

    /// One run: the report and the view appear together, or nothing changes.
    /// - Returns: what was read.
    private func refresh(_ surroundings: Surroundings) throws -> [(path: String, sha256: String)] {
        surroundings.progress("reading \(scenario)")
        let study = try ViewCommand.study(scenario, observations)
        var input = try study.run(threads: threads) { surroundings.progress($0) }
        if let language { input.speak(language) }
        surroundings.progress("writing the report and the view")
        var files = ReportWriter.files(for: input).map { ("\(output)/\($0.path)", $0.bytes) }
        let page = "\(output)/\(ReportWriter.fileName(study.scenario.name)).html"
        files.append((page, try ViewCommand.page(of: input, study, canFollow: !isOnce)))
        try AtomicFile.write(files)
        surroundings.endProgress()
        for file in files.prefix(1) + [files[files.count - 1]] { surroundings.print(file.0) }
        return study.inputs
    }
}
