import AccessModel
import Diagnostics
import GeoPackageWriting
import ReportWriting
import SQLiteAccess

/// Of the report on all scenarios: how fast help comes, and the best combinations of measures.
extension ResultStore {
    func help() throws -> [Int: [BatchReportInput.Help]] {
        let select = try file.database.prepare(
            "SELECT scenario, way, beyond_before, beyond_most, beyond_most_from_h, origins, origins_out FROM access_totals ORDER BY fid")
        var help: [Int: [BatchReportInput.Help]] = [:]
        while try select.step() {
            guard let way = EmergencyAccess.Way(word: select.text(1)) else { continue }
            help[select.integer(0) ?? 0, default: []].append(
                .init(
                    way: way, beyondBefore: select.real(2) ?? 0, beyondMost: select.real(3) ?? 0, fromHours: select.real(4) ?? 0,
                    origins: select.integer(5) ?? 0, originsOut: select.integer(6) ?? 0))
        }
        return help
    }

    func portfolios(_ language: ReportLanguage) throws -> [Int: [BatchReportInput.Measure]] {
        try measures(in: "portfolio_steps", avoided: "avoided", language)
    }

    func outOfReach(calling names: [String: String]) throws -> [BatchReportInput.OutOfReach] {
        // With max() the other columns are those of its row.
        let select = try file.database.prepare(
            """
            SELECT id, name, kind, way, count(*), max(beyond_h) AS longest, worst_standing, scenario
            FROM unreachable_places GROUP BY id, way ORDER BY longest DESC, id, way LIMIT \(Self.mostNamed)
            """)
        var list: [BatchReportInput.OutOfReach] = []
        while try select.step() {
            guard let way = EmergencyAccess.Way(word: select.text(3)),
                let worst = EmergencyAccess.Standing.allCases.first(where: { $0.word == select.text(6) })
            else { continue }
            list.append(
                .init(
                    id: select.text(0) ?? "", name: select.text(1) ?? "", kind: select.text(2) ?? "", way: way,
                    scenarios: select.integer(4) ?? 0, longestHours: select.real(5) ?? 0, worst: worst,
                    worstScenario: select.text(7).map { names[$0] ?? $0 } ?? ""))
        }
        return list
    }
}
