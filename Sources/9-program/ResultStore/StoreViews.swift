/// The views of a result store: the questions that people ask, answered over its tables.
///
/// Map programs take the type of a column from the table it comes from, and know none for what is computed. Views that
/// compute are therefore the second half of a union whose first half is empty, and gives the types.
enum StoreViews {
    struct View {
        var name: String
        var about: String
        /// Of its `geom`; nil for a view without shapes.
        var shape: String?
        var query: String
    }

    /// - Parameter services: names and columns, in the order of the store.
    static func all(_ services: [StoreService]) -> [View] {
        [
            facilityResults(services), assetResults("node_results", "nodes", "POINT"),
            assetResults("link_results", "links", "LINESTRING"), scenarioSummary(services), scenarioFootprints,
            worstHospitals, weakPoints("weak_nodes", "nodes", "POINT"), weakPoints("weak_links", "links", "LINESTRING"),
            repairLog, resilienceCurves, scenarioAccess, unreachablePlaces, postsAndHospitals, portfolios,
        ]
    }

    private static let perAsset = StoreTables.perAsset
    private static let perScenario = StoreTables.perScenario

    /// The rows of a table about assets that belong to scenario `s`.
    private static func ofScenario(_ table: String) -> String {
        "JOIN \(table) l ON l.fid BETWEEN s.fid * \(perAsset) AND s.fid * \(perAsset) + \(perAsset - 1)"
    }
    /// The asset of a packed row of scenario `s`, in one of the layers.
    private static func asset(_ layer: String, _ letter: String) -> String {
        "JOIN \(layer) \(letter) ON \(letter).fid = s.network * \(perAsset) + \(PackedRows.place)"
    }

    private static func facilityResults(_ services: [StoreService]) -> View {
        let types = services.map { "f.mean_out_h AS \"\($0.hours)\", " }.joined()
        let each = services.map { "\(PackedRows.hours($0.column)), " }.joined()
        return View(
            name: "facility_results", about: "Who loses what in each scenario: filter by scenario before you look at the map",
            shape: "POINT",
            query: """
                SELECT f.fid, f.worst_scenario AS scenario, f.id, f.name, f.kind, f.residents, \(types)f.longest_out_h,
                  f.mean_out_h AS first_out_h, f.mean_weighted_hours AS weighted_hours, f.geom FROM facilities f WHERE 0
                UNION ALL SELECT \(PackedRows.fid), s.name, f.id, f.name, f.kind, f.residents, \(each)\(longest(services)),
                  \(PackedRows.hours(1)), \(weighted(services)), f.geom
                FROM scenarios s \(PackedRows.unpacked("facility_losses", fates: "facility_fates")) \(asset("facilities", "f"))
                """)
    }

    /// Of a fate: hours of the service that is out longest.
    private static func longest(_ services: [StoreService]) -> String {
        "CAST(max(0, 0\(services.map { ", coalesce(\(PackedRows.value($0.column)), 0)" }.joined())) / 60.0 AS REAL)"
    }
    /// Of a fate, a facility `f` and scenario `s`: weight × hours out.
    private static func weighted(_ services: [StoreService]) -> String {
        let minutes = services.map { " + coalesce(\(PackedRows.value($0.column)), 0)" }.joined()
        return "CAST((f.weight + s.bed_weight * coalesce(f.beds, 0)) * ((0\(minutes)) / 60.0) AS REAL)"
    }

    private static func assetResults(_ name: String, _ layer: String, _ shape: String) -> View {
        View(
            name: name, about: "Which \(layer) stand still in each scenario: filter by scenario before you look at the map", shape: shape,
            query: """
                SELECT a.fid, a.worst_scenario AS scenario, a.id, a.name, a.kind, a.layer, a.kind AS reason, a.mean_down_h AS from_h,
                  a.mean_down_h AS down_h, a.mean_down_h AS repaired_h, a.scenarios_down AS damage_state, a.mean_down_h AS intensity, a.geom
                FROM \(layer) a WHERE 0
                UNION ALL SELECT \(PackedRows.fid), s.name, a.id, a.name, a.kind, a.layer, r.words, \(outage), a.geom
                FROM scenarios s \(PackedRows.unpacked("asset_outages", fates: "asset_fates")) \(asset(layer, "a")) JOIN reasons r ON r.fid = \(reason)
                """)
    }

    /// Of a fate: from, standing still, repaired, damage state, intensity.
    private static let outage = """
        \(PackedRows.hours(0)), \(PackedRows.hours(1)), \(PackedRows.hours(2)), \(damage)
        """
    private static let damage = """
        CAST(nullif(\(PackedRows.value(3)) % 10, 0) AS INTEGER), CAST(\(PackedRows.value(4)) / 1000.0 AS REAL)
        """
    private static let reason = "\(PackedRows.value(3)) / 10"

    private static func scenarioSummary(_ services: [StoreService]) -> View {
        var columns = "", joins = ""
        for (number, service) in services.enumerated() {
            for figure in ["residents_affected", "residents_out_peak", "resident_hours_lost"] {
                columns += ", t\(number).\(figure) AS \"\(service.word)_\(figure)\""
            }
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
        name: "repair_log", about: "What the event itself breaks or floods, and when it works again, in each scenario", shape: nil,
        query: """
            SELECT a.fid, a.worst_scenario AS scenario, a.mean_down_h AS from_h, a.mean_down_h AS repaired_h, a.kind AS damage,
              a.scenarios_down AS damage_state, a.mean_down_h AS intensity, a.id AS node, a.id AS link, a.id AS facility FROM nodes a WHERE 0
            UNION ALL SELECT \(PackedRows.fid), s.name, \(PackedRows.hours(0)), \(PackedRows.hours(2)), r.words, \(damage), o.id, k.id, f.id
            FROM scenarios s \(PackedRows.unpacked("asset_outages", fates: "asset_fates")) JOIN reasons r ON r.fid = \(reason)
              LEFT \(asset("nodes", "o")) LEFT \(asset("links", "k")) LEFT \(asset("facilities", "f"))
            WHERE \(PackedRows.value(2)) IS NOT NULL OR \(PackedRows.value(3)) < \((ScenarioRecord.Reason.observed.rawValue + 1) * 10)
            """)

    private static let resilienceCurves = View(
        name: "resilience_curves", about: "Share of residents served: from hour, until the next row of the same service", shape: nil,
        query: """
            SELECT s.fid, s.name AS scenario, s.name AS service, s.consequence AS hour, s.consequence AS share_served FROM scenarios s WHERE 0
            UNION ALL SELECT l.fid, s.name, v.name, CAST(l.second / 3600.0 AS REAL), CAST(l.served_ppm / 1e6 AS REAL)
            FROM scenarios s \(ofScenario("curve_steps")) JOIN services v ON v.fid = l.service
            """)
}

// MARK: help, and what to buy

extension StoreViews {
    private static let scenarioAccess = View(
        name: "scenario_access", about: "Residents whom help does not reach in time in each scenario, by ambulance and to an emergency department",
        shape: nil,
        query: """
            SELECT a.fid, s.name AS scenario, a.way, a.limit_min, a.residents, a.beyond_before, a.beyond_most, a.beyond_most_from_h, a.late,
              a.no_help, a.isolated, a.hit, a.beyond_resident_hours, a.origins, a.origins_out
            FROM access_totals a JOIN scenarios s ON s.fid = a.scenario
            """)

    private static let unreachablePlaces = View(
        name: "unreachable_places",
        about: "Hospitals, care homes and the like that help reaches later than before, or not at all, in each scenario", shape: "POINT",
        query: """
            SELECT p.fid, s.name AS scenario, f.id, f.name, f.kind, p.way, p.standing_before, p.worst_standing, p.drive_before_min,
              p.longest_drive_min, p.worse_from_h, p.back_h, p.beyond_h, f.geom
            FROM access_places p JOIN scenarios s ON s.fid = p.scenario JOIN facilities f ON f.fid = s.network * \(perAsset) + p.facility
            """)

    private static let postsAndHospitals = View(
        name: "posts_and_hospitals",
        about: "Ambulance posts and hospitals that do not work, or whose people have a longer way or none, in each scenario", shape: "POINT",
        query: """
            SELECT o.fid, s.name AS scenario, f.id, f.name, f.kind, o.way, o.is_out, o.residents, o.worst_factor, o.cut_off, f.geom
            FROM access_origins o JOIN scenarios s ON s.fid = o.scenario JOIN facilities f ON f.fid = s.network * \(perAsset) + o.facility
            """)

    private static let portfolios = View(
        name: "portfolios", about: "The best combination of measures of each scenario that asks for one, in the order to take them",
        shape: nil,
        query: """
            SELECT p.fid, s.name AS scenario, p.step, p.title, p.cost_eur, p.cost_so_far_eur, p.gain, p.gain_lower, p.gain_upper, p.avoided,
              p.avoided_lower, p.avoided_upper
            FROM portfolio_steps p JOIN scenarios s ON s.fid = p.scenario
            """)
}

/// A service with its columns.
struct StoreService: Sendable, Equatable {
    var number: Int
    var name: String
    /// Plain word from which its columns are made.
    var word: String
    /// Position among the values of a fate in `facility_fates`.
    var column: Int { 1 + number }
    /// Its column in views.
    var hours: String { "\(word)_out_h" }
}
