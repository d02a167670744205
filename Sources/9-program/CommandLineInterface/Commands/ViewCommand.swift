import Diagnostics
import FileReading
import Geometry
import HazardModel
import ReportWriting
import ScenarioModel
import StudyRunner
import ViewWriting

/// `lifeline view`: a run on a map, hour by hour, as one web page that needs nothing else.
struct ViewCommand: Command {
    static let name = "view"
    static let summary = "write a run as a map to play back, one web page by itself"
    static let explanation =
        "Simulates the median course of events and writes one HTML file that opens in any browser from a disk, a stick or a "
        + "mail: a map with a time slider, layers, a search and the causes of every outage. It loads nothing from elsewhere."
    static let operands = [Operand("SCENARIO", "scenario file")]
    private static let output = Option(
        "output", letter: "o", .text("FILE"), "file to write; folders are made when missing", standard: "reports/NAME.html")
    static let observations = Option(
        "observations", .text("FILE"), "what was seen in the field (CSV or JSON); can be given several times", isRepeating: true)
    static let options = [output, observations, RunCommand.language, RunCommand.threads]
    static let examples = [
        "view scenarios/dike-breach.xml", "view scenarios/dike-breach.xml -o breach.html --language nl",
    ]

    private let scenario: String
    private let output: String?
    private let observations: [String]
    private let language: ReportLanguage?
    private let threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        scenario = arguments.operands.first ?? ""
        output = arguments.text(Self.output)
        observations = arguments.texts(Self.observations)
        language = arguments.text(RunCommand.language).flatMap { ReportLanguage(rawValue: $0) }
        threads = arguments.whole(RunCommand.threads) ?? 0
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("reading \(scenario)")
        let study = try Self.study(scenario, observations)
        var input = try study.view(threads: threads) { surroundings.progress($0) }
        if let language { input.speak(language) }
        surroundings.progress("writing the page")
        let path = output ?? "reports/\(ReportWriter.fileName(study.scenario.name)).html"
        try AtomicFile.write(try Self.page(of: input, study, canFollow: false), to: path)
        surroundings.endProgress()
        surroundings.print(path)
        return .done
    }

    /// A scenario with observations beside those that it names itself.
    static func study(_ path: String, _ observations: [String]) throws -> Study {
        var scenario = try ScenarioReader.read(path)
        for file in observations { try ObservationReader.read(file, into: &scenario) }
        return try Study(scenario)
    }

    /// The page, with peak ground acceleration over the town for each event that shakes it.
    static func page(of input: ReportInput, _ study: Study, canFollow: Bool) throws -> [UInt8] {
        var options = ViewOptions()
        options.canFollow = canFollow
        options.shaking = try study.hazards.compactMap { try $0.rasters(around: study.model, cells: 160)[.pga] }
        return try ViewWriter.html(for: input, options: options)
    }
}
