import SQLiteAccess

/// What writing needs at hand: prepared statements, numbers of scenarios, and what is written already.
struct StoreWriter: ~Copyable {
    struct Place {
        var number, network: Int
        var ranking: Int?
        var hazards: [Int]
    }
    let detail: StoreDetail
    let places: [String: Place]
    let services: [StoreService]
    /// Position of each service among them.
    let place: [String: Int]
    var writtenHazards: Set<Int>
    var writtenRankings: Set<Int>
    var summary: StoreSummary

    var facilities, assets: PackedWriter
    var origins, rankings, curves: RowWriter
    let totals, measure, vulnerable, input, draws, done, failed: Statement

    static func made(
        on database: borrowing Database, services: [StoreService], detail: StoreDetail
    ) throws -> StoreWriter {
        let facilities = try PackedWriter(into: "facility_losses", values: 3 + services.count, of: database)
        let assets = try PackedWriter(into: "asset_outages", values: 6, of: database)
        let origins = try RowWriter(into: "loss_origins", columns: ["fid", "weighted_seconds", "facilities"], of: database)
        let rankings = try RowWriter(into: "rankings", columns: ["fid", "weighted_hours", "facilities_out"], of: database)
        let curves = try RowWriter(into: "curve_steps", columns: ["fid", "service", "second", "served_ppm"], of: database)
        func insert(into table: String, _ columns: Int) throws -> Statement {
            let marks = Array(repeating: "?", count: columns).joined(separator: ", ")
            return try database.prepare("INSERT INTO \(table) VALUES (\(marks))")
        }
        let totals = try insert(into: "service_totals", 13)
        let measure = try insert(into: "measures", 10), vulnerable = try insert(into: "vulnerable_losses", 14)
        let input = try insert(into: "scenario_inputs", 4), draws = try insert(into: "draws", 6)
        let done = try database.prepare(
            """
            UPDATE scenarios SET status = 'done', reason = NULL, consequence = ?, consequence_mean = ?, consequence_lower = ?,
              consequence_upper = ?, facilities_out = ?, hospitals_out = ?, longest_hospital_outage_h = ?, best_measure = ?,
              best_avoided = ?, yearly_frequency = ? WHERE fid = ?
            """)
        let failed = try database.prepare("UPDATE scenarios SET status = 'failed', reason = ? WHERE fid = ?")
        return StoreWriter(
            detail: detail, places: try places(database),
            services: services, place: Dictionary(uniqueKeysWithValues: services.enumerated().map { ($1.name, $0) }),
            writtenHazards: try database.integers("SELECT fid FROM hazards WHERE title IS NOT NULL"),
            writtenRankings: try database.integers(
                """
                SELECT fid FROM ranking_sets s WHERE EXISTS (SELECT 1 FROM rankings r
                  WHERE r.fid BETWEEN s.fid * \(StoreTables.perAsset) AND s.fid * \(StoreTables.perAsset) + \(StoreTables.perAsset - 1))
                """),
            summary: try StoreSummary(database, detail: detail), facilities: facilities, assets: assets,
            origins: origins, rankings: rankings, curves: curves, totals: totals, measure: measure, vulnerable: vulnerable, input: input,
            draws: draws, done: done, failed: failed)
    }

    /// Every registered scenario by its name.
    private static func places(_ database: borrowing Database) throws -> [String: Place] {
        var places: [String: Place] = [:], names: [Int: String] = [:]
        let scenario = try database.prepare("SELECT name, fid, network, ranking FROM scenarios")
        while try scenario.step() {
            let name = scenario.text(0) ?? ""
            places[name] = Place(
                number: scenario.integer(1) ?? 0, network: scenario.integer(2) ?? 0, ranking: scenario.integer(3), hazards: [])
            names[scenario.integer(1) ?? 0] = name
        }
        let hazard = try database.prepare("SELECT scenario, hazard FROM scenario_hazards ORDER BY fid")
        while try hazard.step() {
            if let name = names[hazard.integer(0) ?? 0] { places[name]?.hazards.append(hazard.integer(1) ?? 0) }
        }
        return places
    }
}

extension Database {
    func integers(_ sql: String) throws -> Set<Int> {
        let select = try prepare(sql)
        var all: Set<Int> = []
        while try select.step() { all.insert(select.integer(0) ?? 0) }
        return all
    }
}
