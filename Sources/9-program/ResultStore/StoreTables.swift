/// The tables of a result store, beside those of every GeoPackage.
///
/// Every row of a scenario has a number made of the scenario's and of what the row is about, so that it can be found
/// without an index and is the same in whatever order, and on whichever machine, scenarios were run.
enum StoreTables {
    /// Rows of a scenario about assets: scenario × this + asset; assets themselves: network × this + asset.
    static let perAsset = 100_000_000
    /// Rows of a scenario about something else: scenario × this + place.
    static let perScenario = 1_000

    /// Tables whose rows belong to one scenario, numbered by the first: what is copied and removed with it.
    static let ofScenario: [(name: String, rowsToAScenario: Int)] =
        ["facility_losses", "facility_fates", "asset_outages", "asset_fates", "loss_origins", "vulnerable_losses", "curve_steps", "access_places"]
        .map { ($0, perAsset) } + ["measures", "scenario_inputs", "draws", "access_totals", "access_origins", "portfolio_steps"].map { ($0, perScenario) } + [("service_totals", perScenario * perScenario)]
    /// The same for events.
    static let ofHazard: [(name: String, rowsToAHazard: Int)] = [("footprints", perScenario), ("hazard_intensities", perAsset)]

    /// Table, what is in it, and its columns; hours count from onset, `_h`.
    static let attributes: [(name: String, about: String, columns: String)] = [
        (
            "lifeline_store", "What this file is: format, program, options",
            "property TEXT NOT NULL UNIQUE, value TEXT"
        ),
        (
            "networks", "The networks of the scenarios; sha256 is of the file",
            "path TEXT NOT NULL UNIQUE, name TEXT, sha256 TEXT, epsg INTEGER, assets INTEGER, residents REAL"
        ),
        (
            "services", "Services that facilities need, in the order in which facility_losses has them",
            "name TEXT NOT NULL UNIQUE, word TEXT NOT NULL UNIQUE"
        ),
        (
            "data_repairs", "What reading a network changed in the data",
            "network INTEGER NOT NULL, code TEXT, asset TEXT, message TEXT, metres REAL"
        ),
        (
            "hazards", "The events, each once; digest tells equal ones apart from others",
            "network INTEGER NOT NULL, element TEXT, digest TEXT NOT NULL, title TEXT, method TEXT, warnings TEXT, UNIQUE (network, digest)"
        ),
        (
            "scenarios",
            "One row per scenario; status is planned, done or failed; consequence is in weighted hours, _mean with its 95 % interval over the draws",
            """
            name TEXT NOT NULL UNIQUE, title TEXT, question TEXT, file TEXT, file_title TEXT, language TEXT, network INTEGER, status TEXT NOT NULL, reason TEXT,
            content TEXT, definition TEXT, start TEXT, horizon_h REAL, seed TEXT, draws INTEGER, bed_weight REAL, built TEXT, ranking INTEGER,
            consequence REAL, consequence_mean REAL, consequence_lower REAL, consequence_upper REAL, facilities_out INTEGER,
            hospitals_out INTEGER, longest_hospital_outage_h REAL, best_measure TEXT, best_avoided REAL, yearly_frequency REAL
            """
        ),
        (
            "scenario_choices", "What was chosen for each parameter of a scenario; number is the value when it is one",
            "scenario INTEGER NOT NULL, parameter TEXT NOT NULL, value TEXT NOT NULL, number REAL"
        ),
        ("scenario_hazards", "Which events are part of a scenario", "scenario INTEGER NOT NULL, hazard INTEGER NOT NULL"),
        (
            "scenario_inputs", "Every file that a scenario was computed from",
            "scenario INTEGER NOT NULL, path TEXT NOT NULL, sha256 TEXT NOT NULL"
        ),
        (
            "measures", "The measures of a scenario compared with doing nothing; avoided is the reduction of the consequence",
            """
            scenario INTEGER NOT NULL, title TEXT, title_nl TEXT, cost_eur REAL, consequence REAL, avoided REAL, avoided_mean REAL,
            avoided_lower REAL, avoided_upper REAL
            """
        ),
        (
            "service_totals",
            "What people lose of each service; measure is 0 for doing nothing, else the row of measures; out_by_kind counts facilities",
            """
            scenario INTEGER NOT NULL, measure INTEGER NOT NULL, service TEXT NOT NULL, residents_affected REAL,
            residents_out_peak REAL, resident_hours_lost REAL, bed_hours_lost REAL, resilience_loss_h REAL, out_by_kind TEXT,
            resident_hours_mean REAL, resident_hours_lower REAL, resident_hours_upper REAL
            """
        ),
        (
            "curve_steps", "Steps of the resilience curves, in seconds and millionths; fid is scenario × 100,000,000 + step; see the view resilience_curves",
            "service INTEGER, second INTEGER, served_ppm INTEGER"
        ),
        (
            "facility_losses", "Facilities that were on reserve or out, packed: number, and its fate; see the view facility_results",
            PackedRows.columns
        ),
        (
            "facility_fates",
            "How facilities fare, packed: where the longest outage begins, first out, then each service out, in minutes; fid is scenario × 100,000,000 + number of the fate",
            PackedRows.columns
        ),
        (
            "vulnerable_losses",
            "Hospitals, care homes and the like, service by service, with the chain of causes; probability is the share of draws in which it is out",
            """
            scenario INTEGER NOT NULL, facility INTEGER NOT NULL, service TEXT NOT NULL, first_loss_h REAL, first_out_h REAL,
            on_reserve_h REAL, out_h REAL, restored_h REAL, chain TEXT, probability REAL, probability_lower REAL,
            probability_upper REAL, mean_out_h REAL
            """
        ),
        (
            "asset_outages",
            "Assets that stood still or were hit, packed: number, and its fate; see the views node_results, link_results and repair_log",
            PackedRows.columns
        ),
        (
            "asset_fates",
            "How assets fare, packed: from, standing still, repaired in minutes, reason × 10 + damage state, intensity in thousandths; fid is scenario × 100,000,000 + number of the fate",
            PackedRows.columns
        ),
        ("slots", "Numbers from 0, by which the views unpack rows", "unused INTEGER"),
        (
            "loss_origins", "Assets with which outages begin, and what the facilities lose whose longest outage does, in weighted seconds; fid is scenario × 100,000,000 + number of the asset",
            "weighted_seconds INTEGER, facilities INTEGER"
        ),
        (
            "hazard_intensities", "What an event does to each asset it touches: mm of water, thousandths of g and of cm/s, seconds; fid is hazard × 100,000,000 + number of the asset",
            "depth_mm INTEGER, pga_mg INTEGER, pgv_thousandths INTEGER, sa03_mg INTEGER, sa10_mg INTEGER, arrival_s INTEGER, recession_s INTEGER"
        ),
        (
            "ranking_sets", "What a ranking of single failures was made for",
            "network INTEGER NOT NULL, built TEXT NOT NULL, roads TEXT NOT NULL, horizon_h REAL NOT NULL, bed_weight REAL NOT NULL, UNIQUE (network, built, roads, horizon_h, bed_weight)"
        ),
        (
            "rankings", "What the failure of each asset alone costs, rounded to an hour; fid is ranking set × 100,000,000 + number of the asset",
            "weighted_hours INTEGER, facilities_out INTEGER"
        ),
        (
            "draws",
            "Consequence summed over the draws of each of 32 groups (draw n is in group n mod 32), as doubles with the low byte first; measure as in service_totals",
            "scenario INTEGER NOT NULL, measure INTEGER NOT NULL, draws INTEGER NOT NULL, scheme TEXT NOT NULL, sums BLOB NOT NULL"
        ),
        (
            "access_totals",
            "Residents whom help does not reach in time, by ambulance and to an emergency department: before the event, and most of them at one time, then by what stands in the way",
            """
            scenario INTEGER NOT NULL, way TEXT NOT NULL, limit_min REAL, residents REAL, beyond_before REAL, beyond_most REAL,
            beyond_most_from_h REAL, late REAL, no_help REAL, isolated REAL, hit REAL, beyond_resident_hours REAL, origins INTEGER,
            origins_out INTEGER
            """
        ),
        (
            "access_origins",
            "Ambulance posts and hospitals that did not work at some time, or whose people had a longer way or none; see the view posts_and_hospitals",
            """
            scenario INTEGER NOT NULL, facility INTEGER NOT NULL, way TEXT NOT NULL, is_out BOOLEAN, residents REAL, worst_factor REAL,
            cut_off REAL
            """
        ),
        (
            "access_places",
            "Hospitals, care homes and the like that help reached later than before, or not at all; see the view unreachable_places",
            """
            scenario INTEGER NOT NULL, facility INTEGER NOT NULL, way TEXT NOT NULL, standing_before TEXT, worst_standing TEXT,
            drive_before_min REAL, longest_drive_min REAL, worse_from_h REAL, back_h REAL, beyond_h REAL
            """
        ),
        (
            "portfolio_steps", "The best combination of measures where a scenario asks for one, in the order to take them: what each adds, and what all so far avoid",
            """
            scenario INTEGER NOT NULL, step INTEGER NOT NULL, title TEXT, title_nl TEXT, cost_eur REAL, cost_so_far_eur REAL, gain REAL,
            gain_lower REAL, gain_upper REAL, avoided REAL, avoided_lower REAL, avoided_upper REAL
            """
        ),
        ("reasons", "What reasons in asset_fates mean", "words TEXT NOT NULL"),
    ]

    /// Layers with a spatial index. Events cover one another: an index of `footprints` would find nothing faster.
    static let indexed = ["facilities", "nodes", "links"]

    /// Layers: table, what is in it, shape, and its columns after `geom`. The last ones sum up all scenarios that are done.
    static let layers: [(name: String, about: String, shape: String, columns: String)] = [
        (
            "facilities",
            "What people depend on; scenarios_out counts those in which any service is out, the hours are of the service that is out longest",
            "POINT",
            """
            network INTEGER NOT NULL, id TEXT NOT NULL, name TEXT, kind TEXT, residents REAL, beds REAL, weight REAL,
            scenarios_out INTEGER, mean_out_h REAL, longest_out_h REAL, worst_scenario TEXT, mean_weighted_hours REAL
            """
        ),
        (
            "nodes", "Nodes of the networks; mean_weighted_hours_begun is what people lose by outages that begin here, in the mean of the scenarios",
            "POINT",
            """
            network INTEGER NOT NULL, id TEXT NOT NULL, name TEXT, kind TEXT, layer TEXT, is_source BOOLEAN, scenarios_down INTEGER,
            mean_down_h REAL, longest_down_h REAL, worst_scenario TEXT, mean_weighted_hours_begun REAL
            """
        ),
        (
            "links", "Links of the networks; columns as in nodes", "LINESTRING",
            """
            network INTEGER NOT NULL, id TEXT NOT NULL, name TEXT, kind TEXT, layer TEXT, "from" TEXT, "to" TEXT,
            scenarios_down INTEGER, mean_down_h REAL, longest_down_h REAL, worst_scenario TEXT, mean_weighted_hours_begun REAL
            """
        ),
        (
            "footprints",
            "Where an event reaches, generalised: each row the places where the measure exceeds a value; fid is hazard × 1,000 + class",
            "MULTIPOLYGON", "hazard INTEGER NOT NULL, measure TEXT, above REAL, unit TEXT"
        ),
    ]

    static let reasons: [(ScenarioRecord.Reason, String)] = [
        (.flooded, "flooded"), (.damaged, "damaged"), (.outOfService, "out of service"), (.observed, "seen not to work"), (.lostService, "lost a service"),
        (.lostSupply, "lost supply"), (.deadlock, "cannot restart"),
    ]

    static func create(_ table: String, _ columns: String) -> String {
        "CREATE TABLE \"\(table)\" (fid INTEGER PRIMARY KEY NOT NULL, \(columns))"
    }
    static func createLayer(_ table: String, _ shape: String, _ columns: String) -> String {
        "CREATE TABLE \"\(table)\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom \(shape), \(columns))"
    }
}
