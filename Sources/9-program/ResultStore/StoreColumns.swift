import GeoPackageWriting
import SQLiteAccess
import TableWriting

/// What the columns of the store mean, in the file itself: the standard's extension for schemas, which map programs
/// show as names and comments of columns.
///
/// Source: OGC GeoPackage 1.3 (OGC 12-128r17), annex F.9.
enum StoreColumns {
    static let tables = """
        CREATE TABLE gpkg_data_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT, mime_type TEXT,
          constraint_name TEXT, CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name),
          CONSTRAINT gdc_tn UNIQUE (table_name, name));
        CREATE TABLE gpkg_data_column_constraints (
          constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT, min NUMERIC, min_is_inclusive BOOLEAN,
          max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
          CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
        INSERT INTO gpkg_extensions VALUES
          ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write'),
          ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec121/#extension_schema', 'read-write');
        """

    /// A column that stands in several tables means the same in each.
    private static let words: [String: String] = [
        "above": "the measure exceeds this value everywhere inside the shape",
        "arrival_s": "seconds after onset at which the event reaches the asset",
        "avoided": "weighted hours less than without the measure, in the median event",
        "avoided_lower": "lower end of the 95 % interval of avoided_mean", "avoided_upper": "upper end of the 95 % interval of avoided_mean",
        "avoided_mean": "weighted hours less than without the measure, in the mean of pairs of draws",
        "bed_hours_lost": "hospital beds × hours out", "bed_weight": "what a hospital bed counts for beside a resident",
        "beds": "hospital beds", "best_avoided": "what the best measure avoids: weighted hours",
        "best_measure": "the single measure that avoids most", "built": "measures that are there in this scenario",
        "chain": "from the asset that was hit to what stopped delivering to the facility",
        "consequence": "weight × hours out, summed over facilities and services, in the median event",
        "consequence_lower": "lower end of the 95 % interval of consequence_mean",
        "consequence_mean": "the consequence in the mean of the draws",
        "consequence_upper": "upper end of the 95 % interval of consequence_mean", "cost_eur": "cost of the measure in euros",
        "content": "what the scenario says, with its parameters filled in",
        "damage_state": "damage by shaking: 1 slight, 2 moderate, 3 extensive, 4 complete",
        "definition": "SHA-256 of what the scenario says, with its parameters filled in",
        "depth_mm": "depth of the water above the ground, mm", "down_h": "hours in which the asset stands still, up to the horizon",
        "draws": "number of random draws, or the most that may be drawn", "facilities": "how many facilities", "facilities_out": "facilities that are out of a service at any time",
        "file_title": "title of the scenario's file, with … for what varies", "first_loss_h": "hours after onset at which suppliers first fail to deliver",
        "first_out_h": "hours after onset at which a service is first out", "from_h": "hours after onset at which the asset first stands still",
        "horizon_h": "hours after onset at which counting ends", "hospitals_out": "hospitals that are out of a service at any time",
        "intensity": "what hit the asset: metres of water, g or cm/s",
        "longest_down_h": "most hours of standing still in any scenario",
        "longest_hospital_outage_h": "most hours that any hospital is out of a service",
        "longest_out_h": "hours of the service that is out longest; in a layer over all scenarios, in the worst of them",
        "mean_down_h": "hours of standing still in the mean of the scenarios",
        "mean_out_h": "hours of the service that is out longest, in the mean of the scenarios or draws",
        "mean_weighted_hours": "weight × hours out over all services, in the mean of the scenarios",
        "mean_weighted_hours_begun": "weighted hours that people lose by outages that begin at this asset, in the mean of the scenarios",
        "on_reserve_h": "hours on reserve", "origin": "number of the asset with which the longest outage begins",
        "out_by_kind": "facilities that are out at any time, by kind", "out_h": "hours out, up to the horizon",
        "probability": "share of the draws in which the service is out", "reason": "why it stands still, or why it failed",
        "repaired_h": "hours after onset at which the damage itself is over; empty when it is not",
        "residents": "people who live there or depend on it", "residents_affected": "residents of facilities that are out at any time",
        "residents_out_peak": "most residents out at one time", "resident_hours_lost": "residents × hours out",
        "resilience_loss_h": "area above the resilience curve: hours of full service lost",
        "restored_h": "hours after onset from which it is served again for good",
        "scenarios_down": "in how many scenarios it stands still", "scenarios_out": "in how many scenarios any service is out",
        "hour": "hours after onset", "share_served": "share of residents who are served", "single_failure_weighted_hours": "weighted hours lost when this asset alone fails",
        "weight": "what an hour out of this facility counts for",
        "weighted_hours": "weight × hours out, over all services", "yearly_frequency": "how often a year an event at least this strong is expected, where the scenario says so",
        "back_h": "hours after onset from which it is as before; empty when not before the horizon",
        "beyond_before": "residents not reached within the limit on an ordinary day",
        "beyond_h": "hours in which the place is not reached within the limit", "beyond_most": "most residents not reached within the limit at one time",
        "beyond_most_from_h": "hours after onset at which that time begins",
        "beyond_resident_hours": "residents × hours not within the limit, beyond those of an ordinary day",
        "cost_so_far_eur": "cost of this measure and those before it, in euros",
        "cut_off": "most of these residents who reach no hospital at one time", "drive_before_min": "minutes to drive before the event; empty when no road led there",
        "gain": "weighted hours that it avoids beside the measures before it, in the mean of draws that the choice never saw",
        "gain_lower": "lower end of the 95 % interval of gain", "gain_upper": "upper end of the 95 % interval of gain",
        "is_out": "whether it does not work at some time", "isolated": "of beyond_most: no open road leads to any post or hospital",
        "late": "of beyond_most: reached, but later than the limit", "limit_min": "minutes from the call within which help should be there",
        "longest_drive_min": "longest drive while it can be reached, in minutes",
        "no_help": "of beyond_most: joined to posts or hospitals, but to none that works", "hit": "of beyond_most: in places that the event itself has hit",
        "origins": "ambulance posts or hospitals", "origins_out": "those of them that do not work at some time",
        "standing_before": "how it stood before the event: in time, late, no help or isolated",
        "worse_from_h": "hours after onset from which it stands worse than before",
        "worst_factor": "how many times as long as before the drive of its residents is at worst",
        "worst_standing": "how it stands at worst: late, no help, isolated or hit",
        "worst_scenario": "the scenario in which it is out or down longest",
    ]

    /// Describes every column that has something to say: of tables, layers and views as they are now.
    static func describe(in file: borrowing GeoPackageFile, services: [StoreService]) throws {
        try file.database.execute("DELETE FROM gpkg_data_columns")
        let outages = Dictionary(uniqueKeysWithValues: services.map { ($0.hours, "hours without \($0.name), up to the horizon") })
        let select = try file.database.prepare(
            """
            SELECT c.table_name, p.name FROM gpkg_contents c JOIN pragma_table_info(c.table_name) p
            WHERE p.name NOT IN ('fid', 'geom') ORDER BY c.table_name, p.cid
            """)
        let insert = try file.database.prepare(
            "INSERT INTO gpkg_data_columns (table_name, column_name, title, description) VALUES (?, ?, ?, ?)")
        while try select.step() {
            guard let table = select.text(0), let column = select.text(1), let words = outages[column] ?? words[column] else { continue }
            var row = Row()
            for text in [table, column, Table.heading(column), words] { try row.add(text, insert) }
            try insert.run()
        }
    }
}
