/// The tables that every GeoPackage has, with the three coordinate systems that it must list.
///
/// Source: OGC GeoPackage 1.3 (OGC 12-128r17), annex C (definitions of the tables) and clause 1.1.2.1.2 (rows).
public enum GeoPackageTables {
    public static let definitions = """
        CREATE TABLE gpkg_spatial_ref_sys (
          srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
          organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
        CREATE TABLE gpkg_contents (
          table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
          description TEXT DEFAULT '',
          last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
          min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
          CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
        CREATE TABLE gpkg_geometry_columns (
          table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
          srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
          CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
          CONSTRAINT uk_gc_table_name UNIQUE (table_name),
          CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
          CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
        CREATE TABLE gpkg_extensions (
          table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL, scope TEXT NOT NULL,
          CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
        INSERT INTO gpkg_spatial_ref_sys VALUES
          ('Undefined Cartesian', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
          ('Undefined geographic', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
          ('WGS 84 geodetic', 4326, 'EPSG', 4326,
           'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],\
        AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,\
        AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]', 'longitude and latitude in degrees');
        """

    // MARK: spatial index (annex F.3 of the standard); table names are plain words

    static let indexExtension =
        "INSERT INTO gpkg_extensions VALUES (?, 'geom', 'gpkg_rtree_index', 'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')"

    static func spatialIndex(of table: String) -> String {
        "CREATE VIRTUAL TABLE \"rtree_\(table)_geom\" USING rtree(id, minx, maxx, miny, maxy)"
    }

    /// What keeps the index right when a map program edits the layer.
    public static func indexTriggers(of table: String) -> String {
        let index = "\"rtree_\(table)_geom\""
        let insert = """
            INSERT OR REPLACE INTO \(index) VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom));
            """
        let isThere = "(NEW.geom NOTNULL AND NOT ST_IsEmpty(NEW.geom))", isGone = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"
        func trigger(_ name: String, _ event: String, _ condition: String, _ action: String) -> String {
            "CREATE TRIGGER \"rtree_\(table)_geom_\(name)\" AFTER \(event) ON \"\(table)\" WHEN \(condition) BEGIN \(action) END;\n"
        }
        return trigger("insert", "INSERT", isThere, insert)
            + trigger("update1", "UPDATE OF geom", "OLD.fid = NEW.fid AND \(isThere)", insert)
            + trigger("update2", "UPDATE OF geom", "OLD.fid = NEW.fid AND \(isGone)", "DELETE FROM \(index) WHERE id = OLD.fid;")
            + trigger("update3", "UPDATE", "OLD.fid != NEW.fid AND \(isThere)", "DELETE FROM \(index) WHERE id = OLD.fid; \(insert)")
            + trigger("update4", "UPDATE", "OLD.fid != NEW.fid AND \(isGone)", "DELETE FROM \(index) WHERE id IN (OLD.fid, NEW.fid);")
            + trigger("delete", "DELETE", "OLD.geom NOTNULL", "DELETE FROM \(index) WHERE id = OLD.fid;")
    }
}
