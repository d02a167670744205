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
            for layer in StoreTables.indexed { try dropTriggers(of: layer) }
            if isNew { try takeFrame(of: part) }
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
        for service in try part.services() where try !services().contains(where: { $0 == service }) {
            throw refuse("it knows the service '\(service.name)'", "merge parts of one plan only")
        }
        for name in ["program", "detail", "access"] where try property(name) != part.property(name) {
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
    private func takeFrame(of part: borrowing ResultStore) throws {
        for service in try part.services() {
            let insert = try file.database.prepare("INSERT INTO services VALUES (?, ?, ?)")
            try insert.bind(service.number, at: 1)
            try insert.bind(service.name, at: 2)
            try insert.bind(service.word, at: 3)
            try insert.run()
        }
        try file.database.execute(
            """
            INSERT INTO lifeline_store (property, value) SELECT property, value FROM part.lifeline_store
              WHERE property IN ('program', 'detail', 'access') ORDER BY fid ON CONFLICT (property) DO UPDATE SET value = excluded.value;
            INSERT OR IGNORE INTO gpkg_spatial_ref_sys SELECT * FROM part.gpkg_spatial_ref_sys;
            UPDATE gpkg_contents SET srs_id = (SELECT srs_id FROM part.gpkg_contents WHERE table_name = 'facilities')
              WHERE data_type = 'features';
            UPDATE gpkg_geometry_columns SET srs_id = (SELECT srs_id FROM part.gpkg_geometry_columns WHERE table_name = 'facilities');
            """)
        for table in ["networks", "data_repairs", "ranking_sets", "scenario_choices", "scenario_hazards", "facilities", "nodes", "links"] {
            let columns = try columns(of: table)
            try file.database.execute("INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM part.\(table)")
        }
        for layer in StoreTables.indexed {
            try file.database.execute("INSERT INTO main.rtree_\(layer)_geom SELECT * FROM part.rtree_\(layer)_geom")
        }
        let scenarioColumns = try columns(of: "scenarios")
        try file.database.execute(
            """
            INSERT INTO main.hazards (fid, network, element, digest) SELECT fid, network, element, digest FROM part.hazards;
            INSERT INTO main.scenarios (\(scenarioColumns)) SELECT \(scenarioColumns) FROM part.scenarios;
            UPDATE main.scenarios SET status = 'planned', reason = NULL WHERE status = 'done'
            """)
    }

    /// The results of scenarios that are done there and not here, with the events and rankings that they brought along.
    private func takeResults() throws {
        let perAsset = StoreTables.perAsset
        try file.database.execute(
            """
            CREATE TEMP TABLE taken AS SELECT p.fid FROM part.scenarios p JOIN main.scenarios m ON m.fid = p.fid
              WHERE p.status = 'done' AND m.status <> 'done';
            CREATE TEMP TABLE taken_hazards AS SELECT p.fid FROM part.hazards p JOIN main.hazards m ON m.fid = p.fid
              WHERE p.title IS NOT NULL AND m.title IS NULL;
            CREATE TEMP TABLE taken_sets AS SELECT s.fid FROM part.ranking_sets s
              WHERE NOT EXISTS (SELECT 1 FROM main.rankings r WHERE r.fid BETWEEN s.fid * \(perAsset) AND s.fid * \(perAsset) + \(perAsset - 1));
            """)
        func copy(_ table: String, _ taken: String, _ size: Int) throws {
            let columns = try columns(of: table)
            try file.database.execute(
                """
                INSERT INTO main.\(table) (\(columns)) SELECT \(columns) FROM part.\(table) p
                  JOIN (SELECT fid AS own FROM temp.\(taken)) ON p.fid BETWEEN own * \(size) AND own * \(size) + \(size - 1)
                """)
        }
        for (table, size) in StoreTables.ofScenario { try copy(table, "taken", size) }
        for (table, size) in StoreTables.ofHazard { try copy(table, "taken_hazards", size) }
        try copy("rankings", "taken_sets", perAsset)
        let hazardColumns = try columns(of: "hazards"), scenarioColumns = try columns(of: "scenarios")
        try file.database.execute(
            """
            INSERT OR REPLACE INTO main.hazards (\(hazardColumns)) SELECT \(hazardColumns) FROM part.hazards
              WHERE fid IN (SELECT fid FROM taken_hazards);
            INSERT OR REPLACE INTO main.scenarios (\(scenarioColumns)) SELECT \(scenarioColumns) FROM part.scenarios p
              WHERE fid IN (SELECT fid FROM taken)
                OR status = 'failed' AND EXISTS (SELECT 1 FROM main.scenarios m WHERE m.fid = p.fid AND m.status = 'planned');
            DROP TABLE taken; DROP TABLE taken_hazards; DROP TABLE taken_sets;
            """)
    }

    /// The columns of a table of this store, for a statement: another store may have them in another order.
    private func columns(of table: String) throws -> String {
        try file.database.columns(of: table).map { "\"\($0)\"" }.joined(separator: ", ")
    }
}
