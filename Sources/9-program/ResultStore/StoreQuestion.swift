import Diagnostics
import GeoPackageWriting
import SQLiteAccess
public import TableWriting

/// What people ask a store.
public enum StoreQuestion: Sendable, Equatable {
    /// Every scenario with its main figures.
    case summary
    /// Every scenario with its state, its choices, and why it failed.
    case scenarios
    /// Hospitals that lose a service in any scenario, the longest outage first.
    case worstHospitals
    /// Nodes and links with which outages begin, what costs people most first.
    case weakNodes
    /// What measures avoid in each scenario.
    case measures
    /// How many residents help does not reach in time in each scenario.
    case access
    /// Hospitals, care homes and the like that help reaches too late or not at all in any scenario, the longest first.
    case unreachable
    /// Ambulance posts and hospitals that do not work, or are cut off from their people, in any scenario.
    case postsAndHospitals
    /// The best combination of measures of each scenario that asks for one.
    case portfolios
    /// One facility or asset in every scenario, by its identifier.
    case place(String)
    /// Facilities that lose a service in a scenario, by its name.
    case facilities(scenario: String)
    /// Hospitals and the like that lose a service in a scenario, with the chain of causes.
    case vulnerable(scenario: String)
    /// Nodes and links that stand still in a scenario.
    case assets(scenario: String)
}

extension ResultStore {
    /// The answer as a table.
    /// - Throws: `InputError` for a scenario, a facility or an asset that is not in the store.
    public func answer(_ question: StoreQuestion) throws -> Table {
        switch question {
        case .summary: return try table("Scenarios", "SELECT * FROM scenario_summary ORDER BY fid", leavingOut: ["fid"])
        case .scenarios: return try scenarioTable()
        case .worstHospitals:
            return try table(
                "Hospitals", "SELECT id, name, beds, scenarios_out, longest_out_h, mean_out_h, worst_scenario FROM worst_hospitals")
        case .weakNodes:
            let columns = """
                id, name, layer, kind, mean_weighted_hours_begun, scenarios_down, mean_down_h, single_failure_weighted_hours, \
                worst_scenario
                """
            return try table(
                "Weak points",
                """
                SELECT \(columns) FROM (SELECT fid, \(columns) FROM weak_nodes UNION ALL SELECT fid, \(columns) FROM weak_links)
                ORDER BY mean_weighted_hours_begun DESC, fid
                """)
        case .measures:
            return try table(
                "Measures",
                """
                SELECT s.name AS scenario, m.title AS measure, m.cost_eur, s.consequence AS weighted_hours_without,
                  m.consequence AS weighted_hours_with, m.avoided, m.avoided_mean, m.avoided_lower, m.avoided_upper
                FROM measures m JOIN scenarios s ON s.fid = m.scenario ORDER BY m.fid
                """)
        case .access: return try table("Help", "SELECT * FROM scenario_access ORDER BY fid", leavingOut: ["fid"])
        case .unreachable:
            // With max() the other columns are those of its row.
            return try table(
                "Out of reach",
                """
                SELECT id, name, kind, way, count(*) AS scenarios, max(beyond_h) AS longest_beyond_h, worst_standing, scenario AS worst_scenario
                FROM unreachable_places GROUP BY id, way ORDER BY longest_beyond_h DESC, id, way
                """)
        case .postsAndHospitals:
            return try table(
                "Posts and hospitals",
                """
                SELECT id, name, kind, way, total(is_out) AS scenarios_out, max(coalesce(cut_off, 0)) AS most_residents_cut_off,
                  max(worst_factor) AS worst_factor
                FROM posts_and_hospitals GROUP BY id, way ORDER BY scenarios_out DESC, most_residents_cut_off DESC, id, way
                """)
        case .portfolios:
            return try table("Best combinations", "SELECT * FROM portfolios ORDER BY fid", leavingOut: ["fid"])
        case .place(let id): return try placeTable(id)
        case .facilities(let name):
            _ = try number(ofScenario: name)
            return try table(
                "Facilities", "SELECT * FROM facility_results WHERE scenario = ? ORDER BY weighted_hours DESC, fid", texts: [name],
                leavingOut: ["fid", "scenario", "geom"])
        case .vulnerable(let name):
            let range = try range(ofScenario: name)
            return try table(
                "Hospitals and others",
                """
                SELECT f.id, f.name, f.kind, v.service, v.first_loss_h, v.first_out_h, v.on_reserve_h, v.out_h, v.restored_h,
                  v.chain AS cause, v.probability, v.probability_lower, v.probability_upper, v.mean_out_h
                FROM vulnerable_losses v JOIN scenarios s ON s.fid = v.scenario
                  JOIN facilities f ON f.fid = s.network * \(StoreTables.perAsset) + v.facility
                WHERE v.fid BETWEEN ? AND ? ORDER BY v.out_h DESC, v.fid
                """, [range.0, range.1])
        case .assets(let name):
            _ = try number(ofScenario: name)
            let columns = "id, name, kind, layer, reason, from_h, down_h, repaired_h, damage_state, intensity"
            return try table(
                "Networks",
                """
                SELECT \(columns) FROM (SELECT fid, \(columns) FROM node_results WHERE scenario = ?1
                  UNION ALL SELECT fid, \(columns) FROM link_results WHERE scenario = ?1) ORDER BY fid
                """, texts: [name])
        }
    }

    /// First and last number of the rows of a scenario about assets.
    func range(ofScenario name: String) throws -> (Int, Int) {
        let number = try number(ofScenario: name)
        return (number * StoreTables.perAsset, (number + 1) * StoreTables.perAsset - 1)
    }

    /// - Throws: `InputError` when there is none of that name, or it is not done.
    func number(ofScenario name: String) throws -> Int {
        let all = try scenarios()
        guard let own = all.first(where: { $0.name == name }) else {
            throw InputError(
                "scenario-unknown", at: SourcePosition(file: path), "no scenario of the store is called '\(name)'",
                remedy: suggestion(for: name, among: all.map(\.name)) + "'lifeline query \(path) scenarios' lists them")
        }
        guard own.status == .done else {
            throw InputError(
                "scenario-open", at: SourcePosition(file: path),
                "the scenario '\(name)' is not done: it " + (own.status == .failed ? "failed: \(own.reason ?? "")" : "has not been run yet"),
                remedy: own.status == .failed ? "mend what is named, and run the batch again" : "run the batch again: it goes on where it stopped")
        }
        return own.number
    }

    private func scenarioTable() throws -> Table {
        let parameters = try file.database.prepare("SELECT DISTINCT parameter FROM scenario_choices ORDER BY 1")
        var names: [String] = []
        while try parameters.step() { names.append(parameters.text(0) ?? "") }
        var chosen: [Int: [String: String]] = [:]
        let choices = try file.database.prepare("SELECT scenario, parameter, value FROM scenario_choices")
        while try choices.step() { chosen[choices.integer(0) ?? 0, default: [:]][choices.text(1) ?? ""] = choices.text(2) ?? "" }
        let plain = try table(
            "Scenarios", "SELECT fid, name, title, status, reason, consequence, facilities_out, hospitals_out, file FROM scenarios ORDER BY fid")
        var result = Table(plain.title, columns: Array(plain.columns.dropFirst()) + names)
        for row in plain.rows {
            guard case .integer(let number) = row[0] else { continue }
            result.add(Array(row.dropFirst()) + names.map { name in
                let value = chosen[number]?[name] ?? ""
                return Double(value).map { .number($0) } ?? .text(value)
            })
        }
        return result
    }

    /// The rows of a query as a table.
    func table(
        _ title: String, _ query: String, _ numbers: [Int] = [], texts: [String] = [], leavingOut hidden: Set<String> = []
    ) throws -> Table {
        let select = try file.database.prepare(query)
        for (place, value) in numbers.enumerated() { try select.bind(value, at: place + 1) }
        for (place, value) in texts.enumerated() { try select.bind(value, at: place + 1) }
        let names = (0..<select.columnCount).map { select.columnName($0) }
        let shown = names.indices.filter { !hidden.contains(names[$0]) }
        var table = Table(title, columns: shown.map { names[$0] })
        while try select.step() { table.add(shown.map { select.cell($0) }) }
        return table
    }
}

extension Statement {
    /// A column of the current row as a cell.
    func cell(_ column: Int) -> Table.Cell {
        switch kind(column) {
        case .integer: .integer(integer(column) ?? 0)
        case .real: .number(real(column) ?? .nan)
        case .text: .text(text(column) ?? "")
        case .blob, .null: .empty
        }
    }
}
