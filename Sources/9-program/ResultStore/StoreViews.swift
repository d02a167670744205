/// The views of a result store: the questions that people ask, answered over its tables.
///
/// Every column is one of a table, not computed, so that map programs know its type.
enum StoreViews {
    struct View {
        var name: String
        var about: String
        /// Of its `geom`; nil for a view without shapes.
        var shape: String?
        var query: String
    }

    /// - Parameter services: names and columns, in the order of the store.
    static func all(_ services: [(name: String, column: String)]) -> [View] {
        [
            facilityResults(services), assetResults("node_results", "nodes", "POINT"),
            assetResults("link_results", "links", "LINESTRING"), scenarioSummary(services), scenarioFootprints,
            worstHospitals, weakPoints("weak_nodes", "nodes", "POINT"), weakPoints("weak_links", "links", "LINESTRING"),
            repairLog,
        ]
    }

    private static let perAsset = StoreTables.perAsset
    private static let perScenario = StoreTables.perScenario

    /// The rows of a table about assets that belong to scenario `s`.
    private static func ofScenario(_ table: String) -> String {
        "JOIN \(table) l ON l.fid BETWEEN s.fid * \(perAsset) AND s.fid * \(perAsset) + \(perAsset - 1)"
    }
    /// The asset of row `l` of scenario `s`, in one of the layers.
    private static func asset(_ layer: String, _ letter: String, _ number: String = "l.fid % 100000000") -> String {
        "JOIN \(layer) \(letter) ON \(letter).fid = s.network * \(perAsset) + \(number)"
    }

    private static func facilityResults(_ services: [(name: String, column: String)]) -> View {
        let hours = services.map { "l.\"\($0.column)\", " }.joined()
        return View(
            name: "facility_results", about: "Who loses what in each scenario: filter by scenario before you look at the map",
            shape: "POINT",
            query: """
                SELECT l.fid AS fid, s.name AS scenario, f.id, f.name, f.kind, f.residents, \(hours)l.longest_out_h, l.first_out_h,
                  l.weighted_hours, f.geom
                FROM scenarios s \(ofScenario("facility_losses")) \(asset("facilities", "f"))
                """)
    }

    private static func assetResults(_ name: String, _ layer: String, _ shape: String) -> View {
        View(
            name: name, about: "Which \(layer) stand still in each scenario: filter by scenario before you look at the map", shape: shape,
            query: """
                SELECT l.fid AS fid, s.name AS scenario, a.id, a.name, a.kind, a.layer, r.words AS reason, l.from_h, l.until_h, l.down_h,
                  l.repaired_h, l.damage_state, l.intensity, a.geom
                FROM scenarios s \(ofScenario("asset_outages")) \(asset(layer, "a")) JOIN reasons r ON r.fid = l.reason
                """)
    }

    private static func scenarioSummary(_ services: [(name: String, column: String)]) -> View {
        var columns = "", joins = ""
        for (number, service) in services.enumerated() {
            let word = service.column.replacing("_out_h", with: "")
            columns += ", t\(number).residents_affected AS \"\(word)_residents_affected\", t\(number).residents_out_peak AS \"\(word)_residents_out_peak\", t\(number).resident_hours_lost AS \"\(word)_resident_hours_lost\""
            joins += " LEFT JOIN service_totals t\(number) ON t\(number).fid = s.fid * \(perScenario * perScenario) + \(number + 1)"
        }
        return View(
            name: "scenario_summary", about: "One line per scenario with its main figures", shape: nil,
            query: """
                SELECT s.fid, s.name, s.title, s.status, s.reason, s.consequence, s.consequence_mean, s.consequence_lower,
                  s.consequence_upper, s.facilities_out, s.hospitals_out, s.longest_hospital_outage_h\(columns), s.best_measure, s.best_avoided
                FROM scenarios s\(joins)
                """)
    }

    private static let scenarioFootprints = View(
        name: "scenario_footprints", about: "Where the event of each scenario reaches", shape: "MULTIPOLYGON",
        query: """
            SELECT h.fid * \(perScenario) + p.fid % \(perScenario) AS fid, s.name AS scenario, p.measure, p.above, p.unit, p.geom
            FROM scenarios s JOIN scenario_hazards h ON h.fid BETWEEN s.fid * \(perScenario) AND s.fid * \(perScenario) + \(perScenario - 1)
              JOIN footprints p ON p.fid BETWEEN h.hazard * \(perScenario) AND h.hazard * \(perScenario) + \(perScenario - 1)
            """)

    private static let worstHospitals = View(
        name: "worst_hospitals", about: "Hospitals that lose a service in any scenario, the longest outage first", shape: "POINT",
        query: """
            SELECT f.fid, f.id, f.name, f.beds, f.scenarios_out, f.longest_out_h, f.worst_scenario, f.mean_out_h, f.geom
            FROM facilities f WHERE f.kind = 'hospital' AND f.scenarios_out > 0
            ORDER BY f.longest_out_h DESC, f.mean_out_h DESC, f.fid
            """)

    private static func weakPoints(_ name: String, _ layer: String, _ shape: String) -> View {
        View(
            name: name, about: "Where outages begin that cost people most, over all scenarios; beside it the cost of the failure of this asset alone",
            shape: shape,
            query: """
                SELECT a.fid, a.id, a.name, a.layer, a.kind, a.mean_weighted_hours_begun, a.scenarios_down, a.mean_down_h, a.worst_scenario,
                  r.weighted_hours AS single_failure_weighted_hours, a.geom
                FROM \(layer) a LEFT JOIN rankings r ON r.fid = (SELECT min(k.fid) FROM ranking_sets k WHERE k.network = a.fid / \(perAsset))
                  * \(perAsset) + a.fid % \(perAsset)
                WHERE a.mean_weighted_hours_begun > 0 ORDER BY a.mean_weighted_hours_begun DESC, a.fid
                """)
    }

    private static let repairLog = View(
        name: "repair_log", about: "What the event itself breaks or floods, and when it works again: in each scenario, hour by hour", shape: nil,
        query: """
            SELECT l.fid AS fid, s.name AS scenario, l.from_h, l.repaired_h, r.words AS damage, l.damage_state, l.intensity,
              n.id AS node, k.id AS link, f.id AS facility
            FROM scenarios s \(ofScenario("asset_outages")) JOIN reasons r ON r.fid = l.reason
              LEFT \(asset("nodes", "n")) LEFT \(asset("links", "k")) LEFT \(asset("facilities", "f"))
            WHERE l.repaired_h IS NOT NULL OR l.reason <= \(ScenarioRecord.Reason.outOfService.rawValue)
            """)
}
