import Diagnostics
import Foundation
import Geometry
@testable import NetworkImport
import NetworkModel
import SQLiteAccess
import TestSupport
import Testing

@Suite struct GeoPackageTests {
    private func tutorial() throws -> CityModel {
        var builder = CityModelBuilder(), log = ImportLog(), issues = IssueLog()
        try NetworkXML.read(repositoryFolder.appendingPathComponent("networks/tutorial.xml").path, into: &builder, &log)
        return try builder.freeze(&issues)
    }

    private func number(_ bytes: [UInt8], at offset: Int) -> Double {
        var bits: UInt64 = 0
        for i in (0..<8).reversed() { bits = bits << 8 | UInt64(bytes[offset + i]) }
        return Double(bitPattern: bits)
    }

    @Test func `the tutorial town opens as a GeoPackage with all its assets`() throws {
        let model = try tutorial()
        let scratch = try ScratchFolder()
        let path = scratch.folder.path + "/town.gpkg"
        try GeoPackageExport.write(model, to: path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["town.gpkg"])

        let database = try Database(opening: path)
        #expect(try database.integer("PRAGMA application_id") == 0x4750_4B47)
        #expect(try database.integer("PRAGMA user_version") == 10300)
        #expect(try database.text("PRAGMA integrity_check") == "ok")
        #expect(try database.text("PRAGMA foreign_key_check") == nil)
        // One layer for each kind in each network, and a table each for requirements, name and sources.
        let layers = ExportLayer.layers(of: model)
        #expect(layers.map(\.assets.count).reduce(0, +) == model.assetCount)
        let outlines = model.facilities.contains { model.shapes.range(of: $0).count >= 3 } ? 1 : 0
        for (table, count) in layers.map({ ($0.table, $0.assets.count) }) + [
            ("gpkg_contents", layers.count + outlines + 3), ("gpkg_geometry_columns", layers.count + outlines),
            ("gpkg_extensions", layers.count + outlines), ("gpkg_spatial_ref_sys", 4),
            ("requirements", model.requirements.supplier.count),
        ] {
            #expect(count > 0)
            #expect(try database.integer("SELECT count(*) FROM \(table)") == count, "\(table)")
        }
        #expect(layers.contains { $0.table == "power_substation" && $0.title == "power: substation" })
        for layer in layers {
            #expect(try database.integer("SELECT count(DISTINCT kind) FROM \(layer.table)") == 1, "\(layer.table)")
            #expect(try database.integer("SELECT count(*) FROM rtree_\(layer.table)_geom") == layer.assets.count, "\(layer.table)")
            #expect(try database.integer("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = '\(layer.table)'") == 6)
        }
        #expect(try database.integer("SELECT organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = 28992") == 28992)
        let sources = try layers.filter { $0.role == .node }.flatMap { layer in
            let rows = try database.prepare("SELECT id FROM \(layer.table) WHERE is_source")
            var ids: [String] = []
            while try rows.step() { ids.append(rows.text(0) ?? "") }
            return ids
        }
        #expect(sources.sorted() == model.nodes.filter { model.isSource[$0] }.map { model.id($0) }.sorted())
    }

    @Test func `shapes and values are those of the network file`() throws {
        let database = try inMemory(tutorial())
        // <node gml:id="substation" …><gml:pos>155125 435325</gml:pos><voltage uom="kV">10</voltage>
        let node = try database.prepare("SELECT geom, name, layer, kind, voltage FROM power_substation WHERE id = 'substation'")
        #expect(try node.step())
        let point = node.blob(0) ?? []
        try #require(point.count == 29)
        #expect(Array(point[0..<8]) == [0x47, 0x50, 0, 0b001, 0x40, 0x71, 0, 0])  // 28992 = 0x7140
        #expect(Array(point[8..<13]) == [1, 1, 0, 0, 0])
        #expect(number(point, at: 13) == 155125)
        #expect(number(point, at: 21) == 435325)
        #expect((1...3).map { node.text($0) } == ["Substation West", "power", "substation"])
        #expect(node.real(4) == 10)

        // cable-1 runs straight from grid (155025 435325) to substation.
        let link = try database.prepare("SELECT geom, \"from\", \"to\", directed FROM power_power_cable WHERE id = 'cable-1'")
        #expect(try link.step())
        let line = link.blob(0) ?? []
        try #require(line.count == 8 + 32 + 9 + 2 * 16)
        #expect(line[3] == 0b011)
        #expect([8, 16, 24, 32].map { number(line, at: $0) } == [155025, 155125, 435325, 435325])
        #expect(Array(line[40..<49]) == [1, 2, 0, 0, 0, 2, 0, 0, 0])
        #expect([49, 57, 65, 73].map { number(line, at: $0) } == [155025, 435325, 155125, 435325])
        #expect(link.text(1) == "grid")
        #expect(link.text(2) == "substation")
        #expect(link.integer(3) == 0)

        // <requires service="power" restartDelay="1"><supplier ref="transformer-east"/>
        let need = try database.prepare(
            "SELECT service, supplier, restartDelay, recharge, provenance FROM requirements WHERE asset = 'pump' AND service = 'power'")
        #expect(try need.step())
        #expect(need.text(1) == "transformer-east")
        #expect(need.real(2) == 1)
        #expect(need.real(3) == nil)
        #expect(need.text(4) == "measured")
    }

    @Test func `hostile names survive, assumed values are named and missing ones stay empty`() throws {
        let hostile = "'); DROP TABLE nodes; --\"<b>\n€,\t|"
        var builder = CityModelBuilder(), log = IssueLog()
        let a = builder.addNode(hostile, layer: .power, kind: AssetKind("odd \"kind\""), at: Point(x: 0.1, y: -2), isSource: true)
        builder.addNode("B", layer: .power, kind: .substation, at: Point(x: 3, y: 4))
        builder.addLink("L", layer: .power, kind: .powerCable, from: hostile, to: "B", isDirected: true)
        builder.setName(hostile, ofRow: a)
        builder.set(.voltage, 10, ofRow: a, .measured)
        builder.set(.floodThreshold, 0.5, ofRow: a, .assumed)
        builder.set(.remark, hostile, ofRow: a, .assumed)
        builder.require("B", "telecom", from: [])
        let model = try builder.freeze(&log)
        let database = try inMemory(model)
        let plain = try database.prepare("SELECT id, name, kind, assumed FROM power_substation")
        #expect(try plain.step())
        #expect((0..<4).map { plain.text($0) } == ["B", nil, "substation", nil])
        let rows = try database.prepare("SELECT id, name, kind, remark, assumed, voltage FROM power_odd_kind_")
        #expect(try rows.step())
        #expect((0..<6).map { rows.text($0) } == [hostile, hostile, "odd \"kind\"", hostile, "floodThreshold,remark", "10.0"])
        #expect(try database.text("SELECT \"from\" FROM power_power_cable WHERE directed") == hostile)
        #expect(try database.integer("SELECT srs_id FROM gpkg_contents WHERE table_name = 'power_substation'") == -1)
        #expect(try database.integer("SELECT count(*) FROM requirements WHERE supplier IS NULL") == model.requirements.count)
        // A layer has only the columns that occur.
        #expect(throws: FailureError.self) { try database.execute("SELECT voltage FROM power_substation") }
    }

    @Test func `the same network gives the same bytes`() throws {
        let model = try tutorial()
        #expect(try GeoPackageExport.bytes(of: model) == GeoPackageExport.bytes(of: tutorial()))
    }

    @Test func `a file that cannot be written leaves nothing behind`() throws {
        let scratch = try ScratchFolder()
        try FileManager.default.createDirectory(atPath: scratch.folder.path + "/town.gpkg", withIntermediateDirectories: true)
        #expect(throws: FailureError.self) { try GeoPackageExport.write(tutorial(), to: scratch.folder.path + "/town.gpkg") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["town.gpkg"])
    }

    private func inMemory(_ model: CityModel) throws -> Database {
        let scratch = try ScratchFolder()
        // The open file outlives its name.
        return try Database(opening: scratch.file("town.gpkg", Data(GeoPackageExport.bytes(of: model))))
    }
}
