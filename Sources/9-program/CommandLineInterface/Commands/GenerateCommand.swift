import Diagnostics
import FileReading
import TownGenerator

/// `lifeline generate`: makes a fictional river town.
struct GenerateCommand: Command {
    static let name = "generate"
    static let summary = "make a fictional river town of any size, for trying things out"
    static let explanation =
        "Writes the files that a city would have: buildings and utility networks as CityGML, streets as "
        + "OpenStreetMap XML, the terrain as an ESRI ASCII grid. The same options give the same town."
    static let operands: [Operand] = []
    private static let output = Option("output", letter: "o", .text("DIR"), "folder to write to; made when missing")
    private static let residents = Option(
        "residents", .whole("N", 2000...20_000_000), "people in the town; 5 for each road node", standard: "20000")
    private static let roadNodes = Option(
        "road-nodes", .whole("N", TownOptions.roadNodesRange), "road junctions, instead of residents")
    private static let seed = Option(
        "seed", .whole("N", 0...Int.max), "chooses among towns of the same size", standard: "1")
    private static let townName = Option("name", .text("NAME"), "name of the town", standard: "Lindewaard")
    static let options = [output, residents, roadNodes, seed, townName]
    static let examples = ["generate --output town", "generate -o big --road-nodes 100000 --seed 7"]

    private let output: String
    private let options: TownOptions

    init(_ arguments: ParsedArguments) throws(UsageError) {
        output = try arguments.required(Self.output)
        if arguments.has(Self.residents), arguments.has(Self.roadNodes) {
            throw UsageError("--residents and --road-nodes both say how big the town is: give one of them")
        }
        let residents = arguments.whole(Self.residents)
        do {
            options = try TownOptions(
                name: arguments.text(Self.townName) ?? TownOptions.standard.name,
                seed: UInt64(arguments.whole(Self.seed) ?? 1),
                roadNodes: arguments.whole(Self.roadNodes) ?? residents.map { max(400, $0 / 5) }
                    ?? TownOptions.standard.roadNodes,
                residents: residents)
        } catch { throw UsageError(error.problem) }
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        surroundings.progress("making the town")
        let town = TownGenerator.town(options)
        surroundings.progress("writing the town")
        let files = try town.files()
        try AtomicFile.write(files.map { ("\(output)/\($0.path)", $0.bytes) })
        surroundings.endProgress()
        for file in files { surroundings.print("\(output)/\(file.path)") }
        return .done
    }
}
