import BatchRunner
import Foundation
import ResultStore
import SQLiteAccess
import StoreSamples
import Testing

/// What the GeoPackage standard (OGC 12-128r17) demands of a file, as far as SQLite can check it.
@Suite final class GeoPackageStandardTests {
    private let folder: SweepFolder
    private let path: String

    init() throws {
        folder = try SweepFolder()
        path = folder.path("results.gpkg")
        try folder.sweep("1.2 2.0")
        try folder.quakes(magnitudes: "6.0")
        try folder.scenario(
            "choice",
            """
            <flood terrain="../tutorial-terrain.asc" level="2.0" sourceX="155375" sourceY="435225" recession="24"/>
            <measures><raise asset="transformer-east" by="1" cost="40000"/></measures><portfolio count="1"/>
            """)
        var batch = Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: path)
        batch.options.detail = .intensities
        #expect(try batch.run().failed.isEmpty)
    }

    private func open() throws -> Database { try Database(opening: path) }
    private func texts(_ query: String) throws -> [String] {
        let database = try open()
        let select = try database.prepare(query)
        var list: [String] = []
        while try select.step() { list.append(select.text(0) ?? "") }
        return list
    }
    private var layers: [String] {
        get throws { try texts("SELECT table_name FROM gpkg_contents WHERE data_type = 'features'") }
    }

    @Test func `the file says what it is and is whole`() throws {
        let database = try open()
        #expect(try database.integer("PRAGMA application_id") == 0x4750_4B47)
        #expect(try database.integer("PRAGMA user_version") == 10300)
        #expect(try database.text("PRAGMA integrity_check") == "ok")
        #expect(try texts("PRAGMA foreign_key_check") == [])
        #expect(try database.text("PRAGMA journal_mode") == "delete")
        #expect(!FileManager.default.fileExists(atPath: path + "-wal"))
    }

    @Test func `the coordinate systems that must be there are there, and every one used`() throws {
        let listed = Set(try texts("SELECT srs_id FROM gpkg_spatial_ref_sys"))
        #expect(listed.isSuperset(of: ["-1", "0", "4326", "28992"]))
        #expect(Set(try texts("SELECT srs_id FROM gpkg_contents WHERE srs_id IS NOT NULL")).isSubset(of: listed))
        #expect(Set(try texts("SELECT srs_id FROM gpkg_geometry_columns")) == ["28992"])
    }

    @Test func `every table is listed, and everything listed is there with a numbered first column`() throws {
        let there = Set(try texts("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"))
        let listed = Set(try texts("SELECT table_name FROM gpkg_contents"))
        #expect(listed.isSubset(of: there))
        #expect(there.subtracting(listed).allSatisfy { $0.hasPrefix("gpkg_") || $0.hasPrefix("rtree_") || $0.hasPrefix("sqlite_") })
        #expect(Set(try texts("SELECT DISTINCT data_type FROM gpkg_contents")) == ["features", "attributes"])
        for name in listed {
            #expect(try texts("SELECT name FROM pragma_table_info('\(name)') WHERE cid = 0") == ["fid"])
            #expect(try texts("SELECT count(*) - count(DISTINCT fid) FROM \"\(name)\"") == ["0"], "\(name)")
        }
        for table in try texts("SELECT name FROM sqlite_master JOIN gpkg_contents ON table_name = name WHERE type = 'table'") {
            #expect(try texts("SELECT type || pk FROM pragma_table_info('\(table)') WHERE pk > 0") == ["INTEGER1"], "\(table)")
        }
        #expect(try texts("SELECT identifier FROM gpkg_contents WHERE description = '' OR last_change NOT LIKE '____-__-__T__:__:__.___Z'") == [])
    }

    @Test func `every column of a layer or view has a type of the standard`() throws {
        let known: Set = ["BOOLEAN", "INTEGER", "REAL", "TEXT", "BLOB", "POINT", "LINESTRING", "MULTIPOLYGON"]
        for name in try texts("SELECT table_name FROM gpkg_contents") {
            for column in try texts("SELECT name || ' ' || type FROM pragma_table_info('\(name)') WHERE cid > 0") {
                let type = column.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
                #expect(known.contains(type), "\(name).\(column)")
            }
        }
    }

    @Test func `every shape is what its layer says, in its system, inside its extent`() throws {
        let codes = ["POINT": 1, "LINESTRING": 2, "MULTIPOLYGON": 6]
        let database = try open()
        for layer in try layers {
            let shape = try texts("SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = '\(layer)'")
            try #require(shape.count == 1 && codes[shape[0]] != nil)
            let select = try database.prepare("SELECT geom FROM \"\(layer)\"")
            while try select.step() {
                let bytes = select.blob(0) ?? []
                try #require(bytes.count > 20)
                #expect(Array(bytes[0..<3]) == [0x47, 0x50, 0])
                #expect(bytes[4..<8].reversed().reduce(0) { $0 << 8 | Int($1) } == 28992)
                let start = 8 + [0, 32, 48, 48, 64][Int(bytes[3] >> 1 & 7)]
                #expect(bytes[start] == 1 && Int(bytes[start + 1]) == codes[shape[0]])
            }
            let extent = try database.prepare("SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = '\(layer)'")
            let isThere = try extent.step()
            let (x, y) = ([extent.real(0), extent.real(1)], [extent.real(2), extent.real(3)])
            #expect(isThere && x[0] ?? .infinity <= x[1] ?? 0 && y[0] ?? .infinity <= y[1] ?? 0, "\(layer)")
        }
    }

    @Test func `layers have a spatial index that holds each shape, and triggers that keep it`() throws {
        for layer in ["facilities", "nodes", "links"] {
            #expect(
                try texts("SELECT extension_name || scope FROM gpkg_extensions WHERE table_name = '\(layer)' AND column_name = 'geom'")
                    == ["gpkg_rtree_indexwrite-only"])
            let missing = "SELECT count(*) FROM \(layer) f LEFT JOIN rtree_\(layer)_geom r ON r.id = f.fid WHERE r.id IS NULL"
            #expect(try texts(missing) == ["0"])
            #expect(try texts("SELECT (SELECT count(*) FROM \(layer)) = (SELECT count(*) FROM rtree_\(layer)_geom)") == ["1"])
            #expect(try texts("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '\(layer)'").count == 6)
            #expect(try texts("SELECT rtreecheck('rtree_\(layer)_geom')") == ["ok"])
        }
    }

    @Test func `every view gives rows`() throws {
        for view in try texts("SELECT name FROM sqlite_master WHERE type = 'view'") where view != "link_results" && view != "weak_links" {
            #expect(try texts("SELECT count(*) > 0 FROM \"\(view)\"") == ["1"], "\(view)")
        }
    }
}
