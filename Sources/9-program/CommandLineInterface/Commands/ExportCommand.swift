import BatchRunner
import FileReading
import ResultStore
import TableWriting

/// `lifeline export`: results as a spreadsheet, as CSV or as GeoJSON.
struct ExportCommand: Command {
    static let name = "export"
    static let summary = "write results as a spreadsheet, CSV or GeoJSON"
    static let explanation =
        "Of a file of results: all scenarios together, or one of them with --scenario. Of a scenario file: that scenario, "
        + "which is run. A workbook (xlsx) has a sheet for facilities, for hospitals, for the networks, for measures and "
        + "for what it was made from; CSV has the table that --table names, GeoJSON the places that fail."
    static let operands = [Operand("FILE", "file of results, or scenario file")]
    private static let output = Option(
        "output", letter: "o", .text("PATH"), "file to write; its ending says the format unless --format does", standard: "results.xlsx")
    private static let format = Option("format", .choice(["xlsx", "csv", "geojson"]), "what to write")
    private static let scenario = Option("scenario", .text("NAME"), "one scenario of a file of results")
    private static let table = Option(
        "table", .choice(["facilities", "hospitals", "networks", "measures", "scenarios"]), "the table for CSV", standard: "facilities")
    static let options = [output, format, scenario, table, RunCommand.threads]
    static let examples = [
        "export results.gpkg -o results.xlsx", "export results.gpkg --scenario breach,level=2 -o breach.geojson",
        "export scenarios/breach.xml --format csv -o who.csv",
    ]

    private let file, format: String
    private let output: String
    private let scenario: String?
    private let table: String
    private let threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        file = arguments.operands.first ?? ""
        let stated = arguments.text(Self.format)
        output = arguments.text(Self.output) ?? "results.\(stated ?? "xlsx")"
        let ending = ["xlsx", "csv", "geojson"].first { arguments.text(Self.output)?.lowercased().hasSuffix(".\($0)") == true }
        guard let format = stated ?? ending ?? (arguments.text(Self.output) == nil ? "xlsx" : nil) else {
            throw UsageError("the ending of '\(output)' says no format: add --format xlsx, csv or geojson")
        }
        self.format = format
        scenario = arguments.text(Self.scenario)
        table = arguments.text(Self.table) ?? "facilities"
        threads = arguments.whole(RunCommand.threads) ?? 0
        if arguments.has(Self.table), format != "csv" { throw UsageError("--table is for CSV; \(format) has all of them") }
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let isStore = ResultStore.isStore(file)
        surroundings.progress(isStore ? "reading \(file)" : "running \(file)")
        let bytes = isStore
            ? try self.bytes(of: ResultStore.reading(file), scenario)
            : try Batch.withTemporaryStore(of: [file], threads: threads) { try self.bytes(of: $0, $1.first) }
        surroundings.progress("writing \(output)")
        try AtomicFile.write(bytes, to: output)
        surroundings.endProgress()
        surroundings.print(output)
        return .done
    }

    private func bytes(of store: borrowing ResultStore, _ scenario: String?) throws -> [UInt8] {
        switch format {
        case "geojson": return try store.geoJSON(scenario: scenario)
        case "csv":
            let titles = ["facilities": "Facilities", "hospitals": "Hospitals", "networks": "Networks", "measures": "Measures", "scenarios": "Scenarios"]
            let sheets = try store.sheets(scenario: scenario)
            let wanted = titles[table] ?? ""
            let sheet = sheets.first { $0.title.hasPrefix(wanted) || wanted == "Networks" && $0.title == "Weak points" }
            return (sheet ?? sheets[0]).csv
        default: return Workbook(try store.sheets(scenario: scenario)).bytes
        }
    }
}
