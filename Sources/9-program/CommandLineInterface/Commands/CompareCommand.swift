import BatchRunner
import FileReading
import ResultStore
import TableWriting

/// `lifeline compare`: what changes from one scenario to another.
struct CompareCommand: Command {
    static let name = "compare"
    static let summary = "say what changes from one scenario to another, and for whom"
    static let explanation =
        "Compares two scenario files (they are run; of a file with parameters one is chosen, as in "
        + "breach.xml,level=2,site=north), two files of results (scenarios of the same name), or two scenarios of one "
        + "file of results: compare results.gpkg A B. Where both have draws with one seed, the change has a 95 % interval "
        + "over pairs of draws."
    static let operands = [
        Operand("BEFORE", "scenario file, or file of results"), Operand("AFTER", "another, or the name of a scenario in it"),
        Operand("SCENARIO", "the other scenario in it", isOptional: true),
    ]
    private static let format = Option(
        "format", .choice(TableFormat.allCases.map(\.rawValue)), "how to write the comparison", standard: "table")
    private static let top = Option("top", .whole("N", 1...100_000_000), "rows to show of each table", standard: "20")
    static let options = [format, top, RunCommand.threads]
    static let examples = [
        "compare scenarios/breach.xml,level=2 scenarios/breach.xml,level=3", "compare before.gpkg after.gpkg",
        "compare results.gpkg breach,level=2 breach,level=3",
    ]

    private let names: [String]
    private let format: TableFormat
    private let top, threads: Int

    init(_ arguments: ParsedArguments) throws(UsageError) {
        names = arguments.operands
        format = arguments.text(Self.format).flatMap { TableFormat(rawValue: $0) } ?? .table
        top = arguments.whole(Self.top) ?? 20
        threads = arguments.whole(RunCommand.threads) ?? 0
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let tables = try compared(surroundings)
        surroundings.endProgress()
        surroundings.print(tables.isEmpty ? "nothing differs" : try format.text(of: tables, top: top))
        return .done
    }

    private func compared(_ surroundings: Surroundings) throws -> [Table] {
        if names.count == 3 {
            let store = try ResultStore.reading(names[0])
            return Comparison(try store.result(ofScenario: names[1]), try store.result(ofScenario: names[2])).tables
        }
        if names.allSatisfy(ResultStore.isStore) {
            return try StoreComparison(ResultStore.reading(names[0]), ResultStore.reading(names[1])).tables
        }
        surroundings.progress("running both scenarios")
        return try Batch.withTemporaryStore(of: names, threads: threads) { store, scenarios in
            Comparison(try store.result(ofScenario: scenarios[0]), try store.result(ofScenario: scenarios[1])).tables
        }
    }
}
