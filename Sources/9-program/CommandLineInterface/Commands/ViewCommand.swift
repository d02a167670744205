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
    static let language = Option(
        "language", .choice(ViewLanguage.allCases.map(\.rawValue)), "language of the page: English or Dutch", standard: "en")
    static let options = [output, language, RunCommand.threads]
    static let examples = [
        "view scenarios/dike-breach.xml", "view scenarios/dike-breach.xml -o breach.html --language nl",
    ]

    private let scenario: String
    private let output: String?
    private let options: ViewOptions
    private let threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        scenario = arguments.operands.first ?? ""
        output = arguments.text(Self.output)
        options = Self.options(arguments)
        threads = arguments.whole(RunCommand.threads) ?? 0
    }

    static func options(_ arguments: ParsedArguments) -> ViewOptions {
        var options = ViewOptions()
        options.language = arguments.text(language).flatMap { ViewLanguage(rawValue: $0) } ?? .english
        return options
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("reading \(scenario)")
        let study = try Study(scenarioPath: scenario)
        let input = try study.view(threads: threads) { surroundings.progress($0) }
        surroundings.progress("writing the page")
        var options = options
        options.shaking = try Self.shaking(of: study)
        let path = output ?? "reports/\(ReportWriter.fileName(study.scenario.name)).html"
        try AtomicFile.write(try ViewWriter.html(for: input, options: options), to: path)
        surroundings.endProgress()
        surroundings.print(path)
        return .done
    }

    /// Peak ground acceleration over the town, for each event that shakes it.
    static func shaking(of study: Study) throws -> [Raster] {
        try study.hazards.compactMap { try $0.rasters(around: study.model, cells: 160)[.pga] }
    }
}
