import CascadeModel
import CriticalityRanking
import Diagnostics
import Geometry
import NetworkImport
import NetworkModel

/// `lifeline rank`: the assets whose failure alone costs most.
struct RankCommand: Command {
    static let name = "rank"
    static let summary = "list the assets whose single failure costs people most"
    static let explanation =
        "Every asset in turn is out from hour 0 to the horizon, nothing else being wrong. Its cost is the sum over "
        + "facilities and services of weight × hours out; the weight of a facility is its residents unless the "
        + "network says otherwise."
    static let operands = [Operand("NETWORK", "network file")]
    private static let top = Option("top", .whole("N", 1...100_000_000), "how many to list", standard: "20")
    private static let horizon = Option(
        "horizon", .number("HOURS", 0.01...1_000_000), "hours that count", standard: "72")
    private static let bedWeight = Option(
        "bed-weight", .number("W", 0...1e9), "weight of a hospital bed beside a resident", standard: "0")
    private static let format = Option(
        "format", .choice(["table", "csv", "json"]), "how to write the list", standard: "table")
    static let options = [top, horizon, bedWeight, RunCommand.threads, format]
    static let examples = ["rank networks/town.xml", "rank networks/town.xml --top 100 --format csv > weak.csv"]

    private let network: String
    private let top: Int
    private let horizonHours, bedWeight: Double
    private let threads: Int
    private let format: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        network = arguments.operands.first ?? ""
        top = arguments.whole(Self.top) ?? 20
        horizonHours = arguments.number(Self.horizon) ?? 72
        bedWeight = arguments.number(Self.bedWeight) ?? 0
        threads = arguments.whole(RunCommand.threads) ?? 0
        format = arguments.text(Self.format) ?? "table"
    }

    /// One line of the list.
    private struct Row: Encodable {
        var rank: Int
        var id, name, kind: String
        var weightedHours: Double
        var facilitiesOut: Int
        var x, y: Double
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let (model, log) = try NetworkLoading.load([network], surroundings)
        if log.issues.hasErrors { surroundings.say(log.issues.checkSummary()) }
        surroundings.progress("ranking \(model.assetCount) assets")
        let impact = SingleFailureImpact(
            model, Cascade(model), base: ServiceBase(model, bedWeight: bedWeight), horizonHours: horizonHours,
            threads: threads)
        surroundings.endProgress()
        let rows = impact.worst(top).enumerated().map { place, asset in
            Row(
                rank: place + 1, id: model.id(asset), name: model.label(asset), kind: model.kindName(asset),
                weightedHours: impact.consequence[asset], facilitiesOut: Int(impact.facilitiesOut[asset]),
                x: model.position[asset].x, y: model.position[asset].y)
        }
        switch format {
        case "json": surroundings.print(try JSONText.write(rows))
        case "csv": surroundings.print(csv(rows))
        default: surroundings.print(table(rows))
        }
        return .done
    }

    private func csv(_ rows: [Row]) -> String {
        var table = CSVText(["rank", "id", "name", "kind", "weightedHours", "facilitiesOut", "x", "y"])
        for row in rows {
            table.add([
                "\(row.rank)", row.id, row.name, row.kind, "\(row.weightedHours)", "\(row.facilitiesOut)", "\(row.x)",
                "\(row.y)",
            ])
        }
        return table.text
    }

    /// Columns for reading; names are cut to keep lines short.
    private func table(_ rows: [Row]) -> String {
        guard !rows.isEmpty else { return "no single failure takes a service from anybody\n" }
        let cells = [["rank", "asset", "kind", "weighted hours", "facilities out"]] + rows.map {
            [
                "\($0.rank)", String($0.name.map { $0.isNewline ? " " : $0 }.prefix(30)), String($0.kind.prefix(16)),
                "\(Int64(min($0.weightedHours, 9e18).rounded()))", "\($0.facilitiesOut)",
            ]
        }
        let widths = cells[0].indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            let padded = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                return (1...2).contains(column) ? cell + space : space + cell
            }
            return padded.joined(separator: "  ") + "\n"
        }.joined()
    }
}
