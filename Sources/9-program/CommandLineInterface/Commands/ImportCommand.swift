import Diagnostics
import MarkupReading
import NetworkImport
import NetworkModel

/// `lifeline import`: joins a city's own files into one network file.
struct ImportCommand: Command {
    static let name = "import"
    static let summary = "join a city's files into one network file"
    static let explanation =
        "Reads XML, plain or gzip-compressed, recognises each file's format by its content and writes one Lifeline "
        + "network. What the files leave out is assumed, and marked so; what is changed or not understood is listed in "
        + "the log of repairs."
    static let operands = [Operand("FILE", "file to read", isRepeating: true)]
    private static let output = Option("output", letter: "o", .text("FILE"), "network file to write")
    private static let crs = Option(
        "crs", .whole("EPSG", 1...999_999), "coordinate system of the network, by EPSG code",
        standard: "that of the first projected file")
    private static let snap = Option(
        "snap", .number("METRES", 0...1000), "join ends of links that are no further apart", standard: "0.5")
    private static let repairs = Option("repairs", .text("FILE"), "write the log of repairs to this file (CSV)")
    static let options = [output, crs, snap, repairs]
    static var lists: [HelpList] {
        [HelpList(title: "formats", entries: NetworkFormats.all.map { ($0.name, "") })]
    }
    static let examples = [
        "import streets.osm buildings.gml --output networks/town.xml",
        "import *.gml -o networks/town.xml --crs 28992 --repairs repairs.csv",
    ]

    private let files: [String]
    private let output: String
    private let repairs: String?
    private var options = JoinOptions()

    init(_ arguments: ParsedArguments) throws(UsageError) {
        files = arguments.operands
        output = try arguments.required(Self.output)
        repairs = arguments.text(Self.repairs)
        options.epsg = arguments.whole(Self.crs)
        options.snapMetres = arguments.number(Self.snap) ?? options.snapMetres
        for target in [output] + (repairs.map { [$0] } ?? []) where files.contains(target) {
            throw UsageError("'\(target)' would be overwritten, but it is also read")
        }
        if output == repairs { throw UsageError("--output and --repairs name the same file") }
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let (model, log) = try NetworkLoading.load(files, options: options, surroundings)
        surroundings.progress("writing \(output)")
        var outputs = [(path: output, bytes: NetworkXML.bytes(of: model))]
        if let repairs { outputs.append((repairs, Array(RepairLog.csv(log).utf8))) }
        try AtomicFile.write(outputs)
        surroundings.endProgress()
        surroundings.say(summary(log))
        surroundings.print("\(output): \(NetworkLoading.size(of: model))")
        return .done
    }

    /// What was changed, assumed and left aside, in numbers.
    private func summary(_ log: ImportLog) -> String {
        var text = "findings: " + log.issues.checkSummary(limitPerCode: 3)
        let counts = RepairLog.counts(log)
        if !counts.isEmpty {
            text += "\nchanges and assumptions\(repairs == nil ? " (--repairs FILE lists them)" : ", listed in \(repairs ?? "")"):\n"
            text += counts.map { "  \($0.count) × \($0.code)\n" }.joined()
        }
        for file in log.skipped.keys.sorted() {
            let names = (log.skipped[file] ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            let shown = names.prefix(10).map { "\($0.key) (\($0.value))" }.joined(separator: ", ")
            let more = names.count > 10 ? " and \(names.count - 10) more" : ""
            text += "\nnot understood in \(file): \(shown)\(more)\n"
        }
        return text
    }
}
