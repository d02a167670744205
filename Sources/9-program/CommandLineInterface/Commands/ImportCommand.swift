import Diagnostics
import FileReading
import NetworkImport
import NetworkModel

/// `lifeline import`: joins a city's own files into one network file.
struct ImportCommand: Command {
    static let name = "import"
    static let summary = "join a city's files into one network file"
    static let explanation =
        "Reads XML, plain or gzip-compressed, recognises each file's format by its content and writes one Lifeline "
        + "network. What the files leave out is assumed, and marked so; what is changed or not understood is listed in "
        + "the log of repairs. A file may be given a role, as in power=grid.gml: then only that part of it is used; tables "
        + "and terrain always need theirs. A project file (XML) names files, roles and options for good."
    static let operands = [Operand("FILE", "file to read, ROLE=FILE, or one project file", isRepeating: true)]
    private static let output = Option("output", letter: "o", .text("FILE"), "network file to write; a name that ends in .gpkg gives a GeoPackage for maps instead")
    private static let crs = Option(
        "crs", .whole("EPSG", 1...999_999), "coordinate system of the network, by EPSG code",
        standard: "that of the first projected file")
    private static let fileCRS = Option(
        "file-crs", .text("FILE=EPSG"),
        "coordinate system of a file that names none or a wrong one; more of them with commas between")
    private static let assume = Option(
        "assume", .choice(JoinOptions.Inference.allCases.map(\.rawValue)),
        "whether to assume suppliers, sources, reserves and residents that the files leave out; automatic: unless "
            + "all files are Lifeline networks",
        standard: "automatic")
    private static let snap = Option(
        "snap", .number("METRES", 0...1000), "join ends of links that are no further apart", standard: "0.5")
    private static let functions = Option(
        "functions", .text("FILE"),
        "table (CSV) of what buildings are, with the columns attribute, value, kind; for example: function,2310,hospital")
    private static let repairs = Option(
        "repairs", .text("FILE"), "log of repairs (CSV)", standard: "beside the output, as NAME.repairs.csv")
    private static let place = Option("name", .text("PLACE"), "name of the place, for reports", standard: "as in the files")
    static let options = [output, place, crs, fileCRS, snap, assume, functions, repairs]
    static var lists: [HelpList] {
        [
            HelpList(title: "roles", entries: FileRole.allCases.map { ($0.rawValue, $0.meaning) }),
            HelpList(title: "formats", entries: NetworkFormats.all.map { ($0.name, "") }),
        ]
    }
    static let examples = [
        "import streets.osm buildings.gml -o networks/town.xml --name Dorp",
        "import *.gml -o networks/town.xml --crs 28992 --repairs repairs.csv",
        "import a.gml b.osm -o town.xml --file-crs a.gml=28992",
        "import town.osm water=pipes.gml requirements=needs.csv -o town.xml",
        "import project.xml -o town.xml",
        "import networks/town.xml -o town.gpkg",
    ]

    private let files: [ImportFile]
    private let output: String
    private let repairs: String
    private let functions: String?
    private var options = JoinOptions()
    private let snapMetres: Double?
    private let inference: JoinOptions.Inference?

    init(_ arguments: ParsedArguments) throws(UsageError) {
        files = arguments.operands.map { ImportFile(argument: $0) }
        output = try arguments.required(Self.output)
        repairs = arguments.text(Self.repairs) ?? Self.logName(besideOutput: output)
        functions = arguments.text(Self.functions)
        options.name = arguments.text(Self.place)
        options.epsg = arguments.whole(Self.crs)
        options.epsgOfFile = try Self.codes(arguments.text(Self.fileCRS) ?? "", files: files.map(\.path))
        inference = arguments.text(Self.assume).flatMap { .init(rawValue: $0) }
        snapMetres = arguments.number(Self.snap)
        for target in [output, repairs] where files.contains(where: { $0.path == target }) {
            throw UsageError("'\(target)' would be overwritten, but it is also read")
        }
        if output == repairs { throw UsageError("--output and --repairs name the same file") }
    }

    /// `networks/town.repairs.csv` for `networks/town.xml`.
    private static func logName(besideOutput output: String) -> String {
        let ending = [".xml", ".gpkg"].first { output.hasSuffix($0) } ?? ""
        return output.dropLast(ending.count) + ".repairs.csv"
    }

    /// "a.gml=28992,b.gml=25831" as codes by file name.
    private static func codes(_ text: String, files: [String]) throws(UsageError) -> [String: Int] {
        func name(_ path: String) -> String { path.split(separator: "/").last.map { String($0) } ?? "" }
        var codes: [String: Int] = [:]
        for part in text.split(separator: ",") {
            guard let equals = part.lastIndex(of: "="), let code = Int(part[part.index(after: equals)...]), code > 0 else {
                throw UsageError("--file-crs takes FILE=EPSG, such as streets.gml=28992, not '\(part)'")
            }
            let file = name(String(part[..<equals]))
            guard files.contains(where: { name($0) == file }) else {
                throw UsageError("--file-crs names '\(file)', which is not among the files to read")
            }
            codes[file] = code
        }
        return codes
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let plan = try plan(), files = plan.files
        var options = plan.options
        if let functions { options.functions = try FunctionTable(path: functions) }
        for target in [output, repairs] where files.contains(where: { $0.path == target }) {
            throw InputError(
                "output-is-input", at: SourcePosition(file: target), "the file would be overwritten, but the project also reads it",
                remedy: "write to another file")
        }
        let (model, log) = try NetworkLoading.load(files, options: options, surroundings)
        surroundings.progress("writing \(output)")
        let isGeoPackage = output.lowercased().hasSuffix(".gpkg")
        let network = try isGeoPackage ? GeoPackageExport.bytes(of: model) : NetworkXML.bytes(of: model)
        try AtomicFile.write([(output, network), (repairs, Array(RepairLog.csv(log).utf8))])
        surroundings.endProgress()
        surroundings.say(summary(log))
        surroundings.print("\(output): \(NetworkLoading.size(of: model))")
        return .done
    }

    /// The files and options: those of the command line, on top of those of a project file if one is named.
    private func plan() throws -> (files: [ImportFile], options: JoinOptions) {
        var planned = files, result = options
        if files.count == 1, files[0].role == nil, ProjectFile.recognises(try FileHead(of: files[0].path)) {
            let project = try ProjectFile(path: files[0].path)
            planned = project.files
            result = project.options
            result.name = options.name ?? result.name
            result.epsg = options.epsg ?? result.epsg
            result.epsgOfFile.merge(options.epsgOfFile) { $1 }
        }
        result.inference = inference ?? result.inference
        result.snapMetres = snapMetres ?? result.snapMetres
        return (planned, result)
    }

    /// What was changed, assumed and left aside, in numbers.
    private func summary(_ log: ImportLog) -> String {
        var text = "findings: " + log.issues.checkSummary(limitPerCode: 3)
        let counts = RepairLog.counts(log)
        if !counts.isEmpty {
            text += "\nchanges and assumptions, listed in \(repairs):\n"
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
