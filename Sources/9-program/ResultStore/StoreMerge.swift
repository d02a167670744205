import Diagnostics
import GeoPackageWriting
import SQLiteAccess

extension ResultStore {
    /// What merging found out.
    public struct Merged: Sendable {
        public var done = 0, failed = 0, open = 0
    }

    /// Takes the results of another part of the same plan into this store, which may be new.
    ///
    /// The result does not depend on how the plan was divided, nor on the order of the parts.
    /// - Throws: `InputError` when the two do not belong together: other scenarios, other inputs, another version of the
    ///   program or another detail. Nothing is taken over then.
    public mutating func merge(_ path: String) throws {
        // Reads it once as a store, so that what it cannot be is said.
        let part = try ResultStore.reading(path)
        let isNew = try file.database.integer("SELECT count(*) FROM scenarios") == 0
        if !isNew { try refuseOthers(than: part) }
        writer = nil
        try file.database.attach(path, as: "part")
        defer { try? file.database.execute("DETACH part") }
        try file.database.transaction {
            for layer in StoreTables.layers { try dropTriggers(of: layer.name) }
            if isNew { try takeFrame() }
            try takeResults()
            try StoreLayout.makeViews(in: file, services: services())
        }
    }

    /// How many scenarios are in which state.
    public func tally() throws -> Merged {
        var tally = Merged()
        for scenario in try scenarios() {
            switch scenario.status {
            case .done: tally.done += 1
            case .failed: tally.failed += 1
            case .planned: tally.open += 1
            }
        }
        return tally
    }

    // MARK: belonging together

    private func refuseOthers(than part: borrowing ResultStore) throws {
        func refuse(_ what: String, _ remedy: String) -> InputError {
            InputError("merge-different", at: SourcePosition(file: part.path), "it does not belong to \(path): \(what)", remedy: remedy)
        }
        for name in ["program", "detail"] where try property(name) != part.property(name) {
            throw refuse(
                "its \(name) is \(try part.property(name) ?? "unknown") and not \(try property(name) ?? "unknown")",
                "run all parts with the same program and options")
        }
        let own = try scenarios(), others = try part.scenarios()
        for (mine, theirs) in zip(own, others) where mine.name != theirs.name || mine.number != theirs.number {
            throw refuse("it has the scenario '\(theirs.name)' where the other has '\(mine.name)'", "merge parts of one plan only")
        }
        guard own.count == others.count else {
            throw refuse("it has \(others.count) scenarios and the other \(own.count)", "merge parts of one plan only")
        }
        for (mine, theirs) in zip(own, others) {
            if let a = mine.definition, let b = theirs.definition, a != b {
                throw refuse("its scenario '\(mine.name)' says something else", "run all parts with the same scenario files")
            }
            if mine.status == .done, theirs.status == .done, try digests(mine.number) != part.digests(mine.number) {
                throw refuse("'\(mine.name)' was computed in both from different inputs", "run all parts with the same inputs")
            }
        }
        let networks = try networkDigests(), theirs = try part.networkDigests()
        for (path, sha256) in networks where theirs[path] != nil && theirs[path] != sha256 {
            throw refuse("the network \(path) was another one", "run all parts with the same networks")
        }
        // Files that both used must have been the same, whatever scenarios used them.
        let files = try inputDigests(), theirFiles = try part.inputDigests()
        for (path, sha256) in files.sorted(by: { $0.key < $1.key }) where theirFiles[path] != nil && theirFiles[path] != sha256 {
            throw refuse("the file \(path) was another one", "run all parts with the same inputs")
        }
    }

    private func digests(_ scenario: Int) throws -> [String] {
        let select = try file.database.prepare("SELECT sha256 FROM scenario_inputs WHERE scenario = \(scenario) ORDER BY fid")
        var list: [String] = []
        while try select.step() { list.append(select.text(0) ?? "") }
        return list
    }
    private func networkDigests() throws -> [String: String] { try pairs("SELECT path, sha256 FROM networks") }
    private func inputDigests() throws -> [String: String] {
        try pairs("SELECT path, group_concat(DISTINCT sha256) FROM scenario_inputs GROUP BY path")
    }
    private func pairs(_ query: String) throws -> [String: String] {
        let select = try file.database.prepare(query)
        var pairs: [String: String] = [:]
        while try select.step() { pairs[select.text(0) ?? ""] = select.text(1) ?? "" }
        return pairs
    }

    // MARK: taking over

    /// What all parts have alike.
    private func takeFrame() throws {
        for service in try partServices() {
            let insert = try file.database.prepare("INSERT INTO services VALUES (?, ?, ?)")
            try insert.bind(service.number, at: 1)
            try insert.bind(service.name, at: 2)
            try insert.bind(service.column, at: 3)
            try insert.run()
            try file.database.execute("ALTER TABLE facility_losses ADD COLUMN \"\(service.column)\" REAL")
        }
        try file.database.execute(
            """
            INSERT INTO lifeline_store (property, value) SELECT property, value FROM part.lifeline_store
              WHERE property IN ('program', 'detail') ORDER BY fid ON CONFLICT (property) DO UPDATE SET value = excluded.value;
            INSERT OR IGNORE INTO gpkg_spatial_ref_sys SELECT * FROM part.gpkg_spatial_ref_sys;
            UPDATE gpkg_contents SET srs_id = (SELECT srs_id FROM part.gpkg_contents WHERE table_name = 'facilities')
              WHERE data_type = 'features';
            UPDATE gpkg_geometry_columns SET srs_id = (SELECT srs_id FROM part.gpkg_geometry_columns WHERE table_name = 'facilities');
            """)
        for table in ["networks", "data_repairs", "ranking_sets", "scenario_choices", "scenario_hazards", "facilities", "nodes", "links"] {
            try file.database.execute("INSERT INTO main.\(table) SELECT * FROM part.\(table)")
        }
        for layer in ["facilities", "nodes", "links"] {
            try file.database.execute("INSERT INTO main.rtree_\(layer)_geom SELECT * FROM part.rtree_\(layer)_geom")
        }
        try file.database.execute(
            """
            INSERT INTO main.hazards (fid, network, element, digest) SELECT fid, network, element, digest FROM part.hazards;
            INSERT INTO main.scenarios SELECT * FROM part.scenarios;
            UPDATE main.scenarios SET status = 'planned', reason = NULL WHERE status = 'done'
            """)
    }

    /// The results of scenarios that are done there and not here, with the events and rankings that they brought along.
    private func takeResults() throws {
        let (perAsset, perScenario) = (StoreTables.perAsset, StoreTables.perScenario)
        try file.database.execute(
            """
            CREATE TEMP TABLE taken AS SELECT p.fid FROM part.scenarios p JOIN main.scenarios m ON m.fid = p.fid
              WHERE p.status = 'done' AND m.status <> 'done';
            CREATE TEMP TABLE taken_hazards AS SELECT p.fid FROM part.hazards p JOIN main.hazards m ON m.fid = p.fid
              WHERE p.title IS NOT NULL AND m.title IS NULL;
            CREATE TEMP TABLE taken_sets AS SELECT s.fid FROM part.ranking_sets s
              WHERE NOT EXISTS (SELECT 1 FROM main.rankings r WHERE r.fid BETWEEN s.fid * \(perAsset) AND s.fid * \(perAsset) + \(perAsset - 1));
            """)
        func copy(_ table: String, _ taken: String, _ size: Int, column: String = "fid") throws {
            try file.database.execute(
                """
                INSERT INTO main.\(table) SELECT p.* FROM temp.\(taken) t
                  JOIN part.\(table) p ON p.\(column) BETWEEN t.fid * \(size) AND t.fid * \(size) + \(size - 1)
                """)
        }
        for table in ["facility_losses", "asset_outages", "loss_origins", "vulnerable_losses", "resilience_curves"] {
            try copy(table, "taken", perAsset)
        }
        for table in ["measures", "scenario_inputs", "draws"] { try copy(table, "taken", perScenario) }
        try copy("service_totals", "taken", perScenario * perScenario)
        try copy("footprints", "taken_hazards", perScenario)
        try copy("rtree_footprints_geom", "taken_hazards", perScenario, column: "id")
        try copy("hazard_intensities", "taken_hazards", perAsset)
        try copy("rankings", "taken_sets", perAsset)
        try file.database.execute(
            """
            INSERT OR REPLACE INTO main.hazards SELECT * FROM part.hazards WHERE fid IN (SELECT fid FROM taken_hazards);
            INSERT OR REPLACE INTO main.scenarios SELECT p.* FROM part.scenarios p JOIN main.scenarios m ON m.fid = p.fid
              WHERE p.fid IN (SELECT fid FROM taken) OR p.status = 'failed' AND m.status = 'planned';
            DROP TABLE taken; DROP TABLE taken_hazards; DROP TABLE taken_sets;
            """)
    }

    private func partServices() throws -> [(number: Int, name: String, column: String)] {
        let select = try file.database.prepare("SELECT fid, name, \"column\" FROM part.services ORDER BY fid")
        var list: [(Int, String, String)] = []
        while try select.step() {
            let column = select.text(2) ?? ""
            // The name of a column goes into a statement: it comes from a file.
            list.append((select.integer(0) ?? 0, select.text(1) ?? "", PlainWord.of(column)))
        }
        return list
    }
}
