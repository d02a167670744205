import BatchRunner
import Foundation
import ResultStore
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
        try FileManager.default.copyItem(atPath: folder.path("today.gpkg"), toPath: folder.path("old.gpkg"))
        // Format 1 did not say what its columns mean.
        try Database(updating: folder.path("old.gpkg")).execute(
            """
            DROP TABLE gpkg_data_columns; DROP TABLE gpkg_data_column_constraints;
            DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_schema';
            UPDATE lifeline_store SET value = '1' WHERE property = 'format'
            """)
    }
    private func run(_ name: String) throws {
        _ = try Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: folder.path(name)).run()
    }

    @Test func `a store of format 1 is brought up to date when a batch goes on with it`() throws {
        #expect(ResultStore.formatVersion == 2)
        #expect(try !StoreDump.differences(folder.path("old.gpkg"), folder.path("today.gpkg")).isEmpty)
        try run("old.gpkg")
        #expect(try StoreDump.differences(folder.path("old.gpkg"), folder.path("today.gpkg")) == [])
    }

    @Test func `and when it is asked something`() throws {
        let store = try ResultStore.reading(folder.path("old.gpkg"))
        #expect(try store.answer(.worstHospitals).rows.count == 1)
        #expect(try StoreDump.differences(folder.path("old.gpkg"), folder.path("today.gpkg")) == [])
    }

    @Test func `columns are described with their units`() throws {
        let database = try Database(opening: folder.path("today.gpkg"))
        let hours = "SELECT title || ': ' || description FROM gpkg_data_columns WHERE table_name = 'facility_results' AND column_name = 'power_out_h'"
        #expect(try database.text(hours) == "power out (h): hours without power, up to the horizon")
        let unnamed = "SELECT count(*) FROM gpkg_contents c JOIN pragma_table_info(c.table_name) p LEFT JOIN gpkg_data_columns d ON d.table_name = c.table_name AND d.column_name = p.name WHERE (p.name LIKE '%\\_h' ESCAPE '\\' OR p.name LIKE '%hours%') AND d.title IS NULL AND p.name NOT LIKE 'power_resi%' AND p.name NOT LIKE 'water_resi%' AND p.name NOT LIKE 'road_resi%' AND p.name NOT LIKE 'resident_hours_%'"
        #expect(try database.integer(unnamed) == 0)
    }
}
