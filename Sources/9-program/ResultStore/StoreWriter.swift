import GeoPackageWriting
import SQLiteAccess

/// What writing needs at hand: prepared statements, numbers of scenarios, and what is written already.
struct StoreWriter: ~Copyable {
    struct Place: Sendable {
        var number, network: Int
        var bedWeight: Double
        var ranking: Int?
        var hazards: [Int]
    }
    private let detail: StoreDetail
    private let places: [String: Place]
    let services: [StoreService]
    /// Position of each service among them.
    let place: [String: Int]
    private var writtenHazards: Set<Int>
    private var writtenRankings: Set<Int>
    var summary: StoreSummary

    var origins, rankings, curves, intensities: RowWriter
    let begin, commit: Statement
    private let pages: Statement
    let facilities, facilityFates, assets, assetFates: Statement
    let hazard, footprint: Statement
    let access: AccessWriter
    let totals, measure, vulnerable, input, draws, done, failed: Statement

    static func made(
        on file: borrowing GeoPackageFile, services: [StoreService], detail: StoreDetail
    ) throws -> StoreWriter {
        func rows(_ table: String, _ columns: [String]) throws -> RowWriter {
            try RowWriter(into: table, columns: columns, of: file.database)
        }
        let origins = try rows("loss_origins", ["fid", "weighted_seconds", "facilities"])
        let rankings = try rows("rankings", ["fid", "weighted_hours", "facilities_out"])
        let curves = try rows("curve_steps", ["fid", "service", "second", "served_ppm"])
        let intensities = try rows(
            "hazard_intensities", ["fid", "depth_mm", "pga_mg", "pgv_thousandths", "sa03_mg", "sa10_mg", "arrival_s", "recession_s"])
        let begin = try file.database.prepare("BEGIN IMMEDIATE"), commit = try file.database.prepare("COMMIT")
        let pages = try file.database.prepare("PRAGMA page_count")
        let facilities = try file.database.prepareInsert(into: "facility_losses"), facilityFates = try file.database.prepareInsert(into: "facility_fates")
        let assets = try file.database.prepareInsert(into: "asset_outages"), assetFates = try file.database.prepareInsert(into: "asset_fates")
        let hazard = try file.database.prepare("UPDATE hazards SET title = ?, method = ?, warnings = ? WHERE fid = ?")
        let footprint = try file.database.prepareInsert(into: "footprints")
        let totals = try file.database.prepareInsert(into: "service_totals"), measure = try file.database.prepareInsert(into: "measures")
        let vulnerable = try file.database.prepareInsert(into: "vulnerable_losses"), input = try file.database.prepareInsert(into: "scenario_inputs")
        let draws = try file.database.prepareInsert(into: "draws")
        let access = try AccessWriter.made(on: file.database)
        let done = try file.database.prepare(
            """
            UPDATE scenarios SET status = 'done', reason = NULL, consequence = ?, consequence_mean = ?, consequence_lower = ?,
              consequence_upper = ?, facilities_out = ?, hospitals_out = ?, longest_hospital_outage_h = ?, best_measure = ?,
              best_avoided = ?, yearly_frequency = ? WHERE fid = ?
            """)
        let failed = try file.database.prepare("UPDATE scenarios SET status = 'failed', reason = ? WHERE fid = ?")
        return StoreWriter(
            detail: detail, places: try Self.places(file.database), services: services,
            place: Dictionary(uniqueKeysWithValues: services.enumerated().map { ($1.name, $0) }),
            writtenHazards: try file.database.integers("SELECT fid FROM hazards WHERE title IS NOT NULL"),
            writtenRankings: try file.database.integers(
                """
                SELECT fid FROM ranking_sets s WHERE EXISTS (SELECT 1 FROM rankings r
                  WHERE r.fid BETWEEN s.fid * \(StoreTables.perAsset) AND s.fid * \(StoreTables.perAsset) + \(StoreTables.perAsset - 1))
                """),
            summary: try StoreSummary(file.database, detail: detail),
            origins: origins, rankings: rankings, curves: curves, intensities: intensities, begin: begin, commit: commit, pages: pages,
            facilities: facilities, facilityFates: facilityFates, assets: assets, assetFates: assetFates, hazard: hazard,
            footprint: footprint, access: access, totals: totals, measure: measure, vulnerable: vulnerable, input: input, draws: draws, done: done,
            failed: failed)
    }

    /// Nil for a scenario that is not registered.
    func frame(of name: String) -> StoreRows.Frame? {
        guard let place = places[name] else { return nil }
        return StoreRows.Frame(
            place: place, services: services, detail: detail,
            lackingHazards: Set(place.hazards.filter { !writtenHazards.contains($0) }),
            lacksRanking: place.ranking.map { !writtenRankings.contains($0) } ?? false)
    }

    func pageCount() throws -> Int? {
        defer { pages.reset() }
        return try pages.step() ? pages.integer(0) : nil
    }

    func isWritten(hazard: Int) -> Bool { writtenHazards.contains(hazard) }
    func isWritten(ranking: Int) -> Bool { writtenRankings.contains(ranking) }

    /// To be called when the rows of a scenario are in the file.
    mutating func hasWritten(_ rows: StoreRows) {
        for hazard in rows.hazards { writtenHazards.insert(hazard.number) }
        if !rows.ranking.isEmpty, let ranking = rows.place.ranking { writtenRankings.insert(ranking) }
        summary.add(rows)
    }

    /// Every registered scenario by its name.
    private static func places(_ database: borrowing Database) throws -> [String: Place] {
        var places: [String: Place] = [:], names: [Int: String] = [:]
        let scenario = try database.prepare("SELECT name, fid, network, bed_weight, ranking FROM scenarios")
        while try scenario.step() {
            let name = scenario.text(0) ?? ""
            places[name] = Place(
                number: scenario.integer(1) ?? 0, network: scenario.integer(2) ?? 0, bedWeight: scenario.real(3) ?? 0,
                ranking: scenario.integer(4), hazards: [])
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
    /// Columns of a table, in their order.
    func columns(of table: String) throws -> [String] {
        let select = try prepare("SELECT name FROM pragma_table_info(?)")
        try select.bind(table, at: 1)
        var names: [String] = []
        while try select.step() { names.append(select.text(0) ?? "") }
        return names
    }

    /// A row of a table, with all its columns.
    func prepareInsert(into table: String) throws -> Statement {
        let marks = Array(repeating: "?", count: try columns(of: table).count).joined(separator: ", ")
        return try prepare("INSERT INTO \(table) VALUES (\(marks))")
    }

    func integers(_ sql: String) throws -> Set<Int> {
        let select = try prepare(sql)
        var all: Set<Int> = []
        while try select.step() { all.insert(select.integer(0) ?? 0) }
        return all
    }
}
