import Diagnostics
import FileReading
import HazardModel
import ReportWriting
import ScenarioModel
import StudyRunner

/// `lifeline run`: simulates a scenario and writes its report.
struct RunCommand: Command {
    static let name = "run"
    static let summary = "simulate a scenario and write its report"
    static let explanation =
        "Writes DIR/NAME.md, its pictures, and the same figures as JSON and CSV, where NAME is the scenario's file "
        + "name. Run twice, the bytes are the same. Of several scenarios, those before one that fails keep their "
        + "reports."
    static let operands = [
        Operand("SCENARIO", "scenario file; with what is chosen for its parameters, if it has any: breach.xml,level=2", isRepeating: true)
    ]
    private static let output = Option(
        "output", letter: "o", .text("DIR"), "folder for the report; made when missing", standard: "reports")
    static let threads = Option(
        "threads", .whole("N", 0...1024), "processor cores to use; 0 for all of them", standard: "0")
    static let language = Option(
        "language", .choice(ReportLanguage.allCases.map(\.rawValue)), "language of the report; as the scenario says when left out")
    static let options = [output, language, threads]
    static var lists: [HelpList] {
        [
            HelpList(title: "what can happen in a scenario", entries: Hazards.all.map { ("<\($0.element)>", $0.summary) }),
            HelpList(
                title: "how it is repaired and reached",
                entries: [
                    ("<crews>", "the repair crews of one layer, or of facility: layer, count, rule (\(CrewRule.allCases.map(\.rawValue).joined(separator: ", "))), needsRoad, from (the asset where they start); a layer without any repairs everything at once"),
                    ("<roads>", "limitMinutes of driving from where help comes from, beyond which a place has no road access"),
                    ("<access>", "norms for <ambulance> and <emergencyDepartment>: limitMinutes, beforeMinutes; vehicle (ambulance, car, fireAppliance, lorry)"),
                ]),
            HelpList(title: "what a city can do about it", entries: Measures.all.map { ("<\($0.element)>", $0.summary) }),
        ]
    }
    static let examples = ["run scenarios/high-water.xml", "run scenarios/*.xml --output /tmp/reports", "run scenarios/high-water.xml --language nl"]

    private let scenarios: [String]
    private let output: String
    private let language: ReportLanguage?
    private let threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        scenarios = arguments.operands
        let names = scenarios.map { $0.split(separator: "/").last.map { String($0) } ?? "" }
        if let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
            throw UsageError("two scenarios are called '\(names[twice])': the report of one would replace the other's")
        }
        output = arguments.text(Self.output) ?? "reports"
        language = arguments.text(Self.language).flatMap { ReportLanguage(rawValue: $0) }
        threads = arguments.whole(Self.threads) ?? 0
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        for scenario in scenarios {
            surroundings.progress("reading \(scenario)")
            var input = try Study(scenarioPath: scenario).run(threads: threads) { surroundings.progress($0) }
            if let language { input.speak(language) }
            surroundings.progress("writing the report")
            let files = ReportWriter.files(for: input)
            try AtomicFile.write(files.map { ("\(output)/\($0.path)", $0.bytes) })
            surroundings.endProgress()
            for file in files { surroundings.print("\(output)/\(file.path)") }
        }
        return .done
    }
}
