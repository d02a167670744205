import CascadeModel
import CriticalityRanking
import Geometry
import NetworkModel

/// The list that `rank` writes: as a table for reading, as CSV or as JSON.
struct RankingList {
    /// One line. What only an event tells is left out without one.
    private struct Row: Encodable {
        var rank: Int
        var id, name, kind: String
        var weightedHours: Double
        var facilitiesOut: Int
        var x, y: Double
        var cutsItsNetwork: Bool
        /// Only where it is ranked by; no error for a link.
        var betweenness, betweennessError: Double?
        var event: Event?

        struct Event: Encodable {
            var failureProbability, criticality, criticalityLower, criticalityUpper: Double
            var riskAchievement: Double?
            var riskReduction, riskContribution: Double
            var isSimulated: Bool
            var weakness: String
            var shareOfResamplesInFirstTen: Double?
        }
    }
    private let rows: [Row]
    private let measure: RankingMeasure
    private let values: [Double]

    init(
        _ model: CityModel, _ impact: SingleFailureImpact, _ assets: [Int], _ structure: NetworkStructure,
        _ weak: WeakNodes? = nil, measure: RankingMeasure
    ) {
        self.measure = measure
        values = assets.map { asset in weak.map { measure.value(asset, $0) } ?? 0 }
        let isByBetweenness = measure == .betweenness
        rows = assets.enumerated().map { place, asset in
            Row(
                rank: place + 1, id: model.id(asset), name: model.label(asset), kind: model.kindName(asset),
                weightedHours: impact.consequence[asset], facilitiesOut: Int(impact.facilitiesOut[asset]),
                x: model.position[asset].x, y: model.position[asset].y, cutsItsNetwork: structure.isCut(asset),
                betweenness: isByBetweenness ? structure.betweenness(of: asset) : nil,
                betweennessError: isByBetweenness ? structure.standardErrorOfBetweenness(of: asset) : nil,
                event: weak.map { Self.event(asset, $0) })
        }
    }

    private static func event(_ asset: Int, _ weak: WeakNodes) -> Row.Event {
        let criticality = weak.criticality(of: asset)
        return Row.Event(
            failureProbability: weak.failureProbability[asset], criticality: criticality.mean,
            criticalityLower: criticality.lower, criticalityUpper: criticality.upper,
            riskAchievement: weak.achievement(of: asset), riskReduction: weak.reduction(of: asset),
            riskContribution: weak.contribution(of: asset), isSimulated: weak.isSimulated(asset),
            weakness: weak.weakness(of: asset).rawValue, shareOfResamplesInFirstTen: weak.firmness(of: asset))
    }

    func written(_ format: String) throws -> String {
        switch format {
        case "json": try JSONText.write(rows)
        case "csv": csv
        default: table
        }
    }

    private var csv: String {
        let hasEvent = rows.contains { $0.event != nil }, isByBetweenness = measure == .betweenness
        var table = CSVText(
            ["rank", "id", "name", "kind", "weightedHours", "facilitiesOut", "x", "y", "cutsItsNetwork"]
                + (isByBetweenness ? ["betweenness", "betweennessError"] : [])
                + (hasEvent
                    ? [
                        "failureProbability", "criticality", "criticalityLower", "criticalityUpper", "riskAchievement",
                        "riskReduction", "riskContribution", "isSimulated", "weakness", "shareOfResamplesInFirstTen",
                    ] : []))
        for row in rows {
            var cells = [
                "\(row.rank)", row.id, row.name, row.kind, "\(row.weightedHours)", "\(row.facilitiesOut)", "\(row.x)",
                "\(row.y)", "\(row.cutsItsNetwork)",
            ]
            if isByBetweenness { cells += [row.betweenness, row.betweennessError].map { $0.map { "\($0)" } ?? "" } }
            if let event = row.event {
                cells += [
                    "\(event.failureProbability)", "\(event.criticality)", "\(event.criticalityLower)",
                    "\(event.criticalityUpper)", event.riskAchievement.map { "\($0)" } ?? "", "\(event.riskReduction)",
                    "\(event.riskContribution)", "\(event.isSimulated)", event.weakness,
                    event.shareOfResamplesInFirstTen.map { "\($0)" } ?? "",
                ]
            }
            table.add(cells)
        }
        return table.text
    }

    /// Columns for reading; names are cut to keep lines short.
    private var table: String {
        guard !rows.isEmpty else {
            return measure == .impact ? "no single failure takes a service from anybody\n" : "no asset has any \(measure.rawValue) here\n"
        }
        let ways = measure == .betweenness ? ["betweenness", "error"] : []
        return PlainTable.text(
            measure.needsEvent
                ? ["rank", "asset", "kind", measure.rawValue, "alone", "hit", "weak"]
                : ["rank", "asset", "kind"] + ways + ["weighted hours", "facilities out"],
            textColumns: measure.needsEvent ? [1, 2, 6] : [1, 2],
            zip(rows, values).map { row, value in
                let start = ["\(row.rank)", row.name, row.kind]
                guard let event = row.event, measure.needsEvent else {
                    return start
                        + (ways.isEmpty ? [] : [row.betweenness, row.betweennessError].map { $0.map(PlainTable.whole) ?? "" })
                        + [PlainTable.whole(row.weightedHours), "\(row.facilitiesOut)"]
                }
                let isShare = measure == .achievement || measure == .probability
                return start + [
                    isShare ? PlainTable.hundredths(value) : PlainTable.whole(value), PlainTable.whole(row.weightedHours),
                    PlainTable.hundredths(event.failureProbability), event.weakness + (event.isSimulated ? "" : " (estimated)"),
                ]
            })
    }
}

/// Pairs that cost more together, as `rank --pairs` writes them.
struct PairList {
    private struct Row: Encodable {
        var first, second: String
        var firstName, secondName: String
        var weightedHours, synergy: Double
    }
    private let rows: [Row]

    init(_ model: CityModel, _ pairs: some Sequence<PairImpact>) {
        rows = pairs.map {
            Row(
                first: model.id($0.first), second: model.id($0.second), firstName: model.label($0.first),
                secondName: model.label($0.second), weightedHours: $0.consequence, synergy: $0.synergy)
        }
    }

    func written(_ format: String) throws -> String {
        switch format {
        case "json": return try JSONText.write(rows)
        case "csv":
            var table = CSVText(["first", "second", "firstName", "secondName", "weightedHours", "synergy"])
            for row in rows {
                table.add([row.first, row.second, row.firstName, row.secondName, "\(row.weightedHours)", "\(row.synergy)"])
            }
            return table.text
        default:
            guard !rows.isEmpty else { return "there are no two weak points to pair\n" }
            return PlainTable.text(
                ["first", "second", "weighted hours", "synergy"], textColumns: [0, 1],
                rows.map { [$0.firstName, $0.secondName, PlainTable.whole($0.weightedHours), PlainTable.whole($0.synergy)] })
        }
    }
}

/// A table for reading in a terminal.
enum PlainTable {
    /// - Parameter textColumns: flush left, and cut after 30 characters.
    static func text(_ header: [String], textColumns: Set<Int>, _ rows: [[String]]) -> String {
        let cells = [header] + rows.map { row in
            row.enumerated().map { column, cell in
                textColumns.contains(column) ? String(cell.map { $0.isNewline ? " " : $0 }.prefix(30)) : cell
            }
        }
        let widths = header.indices.map { column in cells.map { $0[column].count }.max() ?? 0 }
        return cells.map { row in
            let padded = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - cell.count)
                if textColumns.contains(column) { return column == row.count - 1 ? cell : cell + space }
                return space + cell
            }
            return padded.joined(separator: "  ") + "\n"
        }.joined()
    }

    static func whole(_ value: Double) -> String { "\(Int64(max(-9e18, min(value, 9e18)).rounded()))" }
    static func hundredths(_ value: Double) -> String {
        let scaled = Int64((max(-9e14, min(value, 9e14)) * 100).rounded())
        let part = abs(scaled % 100)
        return "\(scaled < 0 && scaled > -100 ? "-" : "")\(scaled / 100).\(part < 10 ? "0" : "")\(part)"
    }
}
