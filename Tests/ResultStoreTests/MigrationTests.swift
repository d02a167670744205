import BatchRunner
import Foundation
import ReportWriting
@testable import ResultStore
import SQLiteAccess
import StoreSamples
import TableWriting
import Testing

/// Stores that older versions of the program made, built here step by step backwards from one of today.
@Suite final class MigrationTests {
    private let folder: SweepFolder
    init() throws {
        folder = try SweepFolder()
        try folder.sweep("1.2 2.0")
        try run("today.gpkg")
    }
    private func run(_ name: String) throws {
        var batch = Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: folder.path(name))
        // Older stores have none.
        batch.options.access = false
        _ = try batch.run()
    }

    /// Format 2 had a row for each place, in which every number took seven characters.
    private func makeFormat2() throws -> String {
        let path = folder.path("old.gpkg")
        try FileManager.default.copyItem(atPath: folder.path("today.gpkg"), toPath: path)
        let database = try Database(updating: path)
        for view in StoreViews.all(try database.services()) { try database.execute("DROP VIEW \(view.name)") }
        for (places, fates) in [("facility_losses", "facility_fates"), ("asset_outages", "asset_fates")] {
            var old: [(fid: Int, width: Int, entries: [UInt8])] = []
            for scenario in try database.integers("SELECT fid FROM scenarios WHERE status = 'done'").sorted() {
                let shared = try PackedReader(places, fates: fates, of: database).places(of: scenario)
                var count = 0
                shared.forEach { place, fate in
                    let row = [place] + shared.values[fate * shared.width..<(fate + 1) * shared.width]
                    let text = row.map { String(repeating: " ", count: 7 - "\($0)".count) + "\($0)" }.joined()
                    if count % 3 == 0 { old.append((scenario * StoreTables.perAsset + place, text.utf8.count, [])) }
                    old[old.count - 1].entries += Array(text.utf8)
                    count += 1
                }
            }
            try database.execute(
                """
                DROP TABLE \(fates); DROP TABLE \(places);
                CREATE TABLE \(places) (fid INTEGER PRIMARY KEY NOT NULL, width INTEGER NOT NULL, entries BLOB NOT NULL)
                """)
            let insert = try database.prepareInsert(into: places)
            for row in old {
                try insert.bind(row.fid, at: 1)
                try insert.bind(row.width, at: 2)
                try insert.bind(row.entries, at: 3)
                try insert.run()
            }
        }
        for table in ["access_totals", "access_origins", "access_places", "portfolio_steps"] { try database.execute("DROP TABLE \(table)") }
        try database.execute(
            """
            DELETE FROM gpkg_contents WHERE table_name IN ('facility_fates', 'asset_fates', 'portfolio_steps', 'portfolios', 'scenario_access',
              'unreachable_places', 'posts_and_hospitals') OR table_name LIKE 'access_%';
            DELETE FROM gpkg_geometry_columns WHERE table_name IN ('unreachable_places', 'posts_and_hospitals');
            CREATE VIRTUAL TABLE rtree_footprints_geom USING rtree(id, minx, maxx, miny, maxy);
            INSERT INTO rtree_footprints_geom SELECT fid, 0, 1, 0, 1 FROM footprints;
            INSERT INTO gpkg_extensions VALUES ('footprints', 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only');
            DELETE FROM lifeline_store WHERE property = 'access'; UPDATE lifeline_store SET value = '2' WHERE property = 'format'
            """)
        return path
    }

    /// Format 1 did not say what its columns mean.
    private func makeFormat1() throws -> String {
        let path = try makeFormat2()
        try Database(updating: path).execute(
            """
            DROP TABLE gpkg_data_columns; DROP TABLE gpkg_data_column_constraints;
            DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_schema';
            UPDATE lifeline_store SET value = '1' WHERE property = 'format'
            """)
        return path
    }

    @Test(arguments: [1, 2]) func `a store of an older format is brought up to date when a batch goes on with it`(format: Int) throws {
        #expect(ResultStore.formatVersion == 3)
        let old = format == 1 ? try makeFormat1() : try makeFormat2()
        #expect(try !StoreDump.differences(old, folder.path("today.gpkg")).isEmpty)
        try run("old.gpkg")
        #expect(try StoreDump.differences(old, folder.path("today.gpkg")) == [])
        #expect(try Database(opening: old).text("PRAGMA integrity_check") == "ok")
    }

    @Test func `and when it is asked something`() throws {
        let old = try makeFormat1()
        let store = try ResultStore.reading(old)
        #expect(try store.answer(.worstHospitals).rows.count == 1)
        #expect(try store.answer(.access).rows.isEmpty)
        #expect(try StoreDump.differences(old, folder.path("today.gpkg")) == [])
    }

    @Test func `columns that came while the format kept its number are added, with what was there`() throws {
        let old = try makeFormat2()
        try Database(updating: old).execute(
            """
            ALTER TABLE scenarios DROP COLUMN language; ALTER TABLE scenarios DROP COLUMN file_title;
            ALTER TABLE scenarios DROP COLUMN yearly_frequency; ALTER TABLE measures DROP COLUMN title_nl
            """)
        let report = try ResultStore.reading(old).reportInput(name: "old")
        #expect(report.questions.flatMap(\.scenarios).map(\.consequence).contains(88060))
        let database = try Database(opening: old), today = try Database(opening: folder.path("today.gpkg"))
        for table in ["scenarios", "measures"] { #expect(try database.columns(of: table) == today.columns(of: table)) }
        let kept = "SELECT group_concat(title || avoided) FROM measures"
        #expect(try database.text(kept) == today.text(kept))
        // What is run afterwards fills them.
        try folder.sweep("1.2 2.0 2.4")
        try run("old.gpkg")
        let filled = "SELECT group_concat(DISTINCT s.name LIKE '%level=2.4%') FROM measures m JOIN scenarios s ON s.fid = m.scenario WHERE m.title_nl IS NOT NULL"
        #expect(try Database(opening: old).text(filled) == "1")
    }

    @Test func `a store without times of help is not gone on with as if it had them`() throws {
        let old = try makeFormat2()
        let error = #expect(throws: (any Error).self) { try Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: old).run() }
        #expect("\(error.map { "\($0)" } ?? "")".contains("begun with --skip-access"))
    }

    @Test func `columns are described with their units`() throws {
        let database = try Database(opening: folder.path("today.gpkg"))
        let hours = "SELECT title || ': ' || description FROM gpkg_data_columns WHERE table_name = 'facility_results' AND column_name = 'power_out_h'"
        #expect(try database.text(hours) == "power out (h): hours without power, up to the horizon")
        let unnamed = "SELECT count(*) FROM gpkg_contents c JOIN pragma_table_info(c.table_name) p LEFT JOIN gpkg_data_columns d ON d.table_name = c.table_name AND d.column_name = p.name WHERE (p.name LIKE '%\\_h' ESCAPE '\\' OR p.name LIKE '%\\_min' ESCAPE '\\' OR p.name LIKE '%hours%') AND d.title IS NULL AND p.name NOT LIKE 'power_resi%' AND p.name NOT LIKE 'water_resi%' AND p.name NOT LIKE 'road_resi%' AND p.name NOT LIKE 'resident_hours_%'"
        #expect(try database.integer(unnamed) == 0)
    }
}
