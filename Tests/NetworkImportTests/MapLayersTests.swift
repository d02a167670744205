import Diagnostics
import Foundation
import GeoPackageWriting
import Geometry
import NetworkModel
import RandomTowns
import SQLiteAccess
import TestSupport
import Testing

@testable import NetworkImport

/// GeoJSON and GeoPackage as cities draw them, and as Lifeline writes them.
@Suite struct MapLayersTests {
    static func collection(_ features: String..., more: String = "") -> String {
        "{\"type\":\"FeatureCollection\",\(more)\"features\":[\(features.joined(separator: ",\n"))]}"
    }
    static func feature(_ type: String, _ coordinates: String, _ properties: String = "") -> String {
        "{\"type\":\"Feature\",\"properties\":{\(properties)},\"geometry\":{\"type\":\"\(type)\",\"coordinates\":\(coordinates)}}"
    }
    static let rd = "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},"

    private func load(
        _ files: [(name: String, text: String)], mapping: String? = nil
    ) throws -> (model: CityModel, log: ImportLog) {
        let scratch = try ScratchFolder()
        var options = JoinOptions(), log = ImportLog()
        options.inference = .never
        if let mapping { options.reading.mapping = try LayerMapping(path: scratch.file("mapping.csv", mapping)) }
        let paths = try files.map { try scratch.file($0.name, $0.text) }
        return (try NetworkImporter.load(paths: paths, options: options, log: &log), log)
    }
    private func code(_ text: String, mapping: String? = nil) -> String? {
        do {
            _ = try load([("pipes.geojson", text)], mapping: mapping)
            return nil
        } catch { return (error as? InputError)?.code ?? "\(error)" }
    }

    static let pipes = collection(
        feature("LineString", "[[155000,463000],[155100,463000]]", "\"LEIDINGNR\":\"A1\",\"DIAM_CM\":11,\"TYPE\":\"hoofd\",\"materiaal\":\"PVC\""),
        feature("MultiLineString", "[[[155100.2,463000],[155200,463000]],[[155200,463000],[155200,463100]]]", "\"LEIDINGNR\":\"A2\",\"DIAM_CM\":null,\"TYPE\":\"aansluiting\""),
        feature("Point", "[155000,463000.1]", "\"LEIDINGNR\":\"P\",\"TYPE\":\"pompstation\""),
        more: rd)

    // MARK: without a mapping

    @Test func `well-known names are enough, and what is guessed is said`() throws {
        let (model, log) = try load([
            ("waterleidingen.geojson", Self.pipes),
            ("gebouwen.geojson", Self.collection(
                Self.feature("Polygon", "[[[155010,463010],[155030,463010],[155030,463030],[155010,463030],[155010,463010]]]", "\"id\":\"H\",\"naam\":\"Sint Jan\",\"soort\":\"Ziekenhuis\",\"bedden\":\"120\",\"inwoners\":\"12,5\""),
                Self.feature("Polygon", "[[[155050,463010],[155060,463010],[155060,463020],[155050,463010]]]"), more: Self.rd)),
        ])
        #expect(model.epsg == 28992)
        #expect(model.layers == [.water])
        #expect(model.linkCount == 3)
        // The second pipe begins 20 cm beside the first.
        #expect(GraphStructure(of: model).componentSizes.count == 1)
        let pump = try #require(model.nodes.first { model.isKind($0, .pumpingStation) })
        #expect(model.outgoing.first[pump + 1] - model.outgoing.first[pump] == 1)
        let hospital = try #require(model.asset(named: "H"))
        #expect(model.isKind(hospital, .hospital))
        #expect(model.label(hospital) == "Sint Jan")
        #expect(model.value(.beds, of: hospital) == 120)
        #expect(model.value(.residents, of: hospital) == 12.5)
        #expect(model.position[hospital] == Point(x: 155020, y: 463020))
        #expect(model.shapes.range(of: hospital).count == 5)
        #expect(model.asset(named: "gebouwen-2").map { model.kindName($0) } == "building")
        let guesses = log.repairs.filter { $0.code == "columns-guessed" }
        #expect(guesses.count == 2)
        #expect(guesses.contains { $0.message.contains("beds from 'bedden'") })
        #expect(log.skipped["waterleidingen.geojson"]?["attribute DIAM_CM"] == 1)
    }

    @Test func `longitude and latitude are taken into a plane`() throws {
        // The tower in Amersfoort, the origin of RD New: 155000 463000 (Kadaster, RDNAPTRANS).
        let model = try load([("power.geojson", Self.collection(
            Self.feature("LineString", "[[5.38720621,52.15517440],[5.3886689,52.1551744]]", "\"voltage\":10")))]).model
        #expect(model.epsg == 28992)
        #expect(model.value(.voltage, of: model.nodeCount) == 10)
        let start = model.course(ofLink: model.nodeCount)[0]
        #expect(start.distance(to: Point(x: 155000, y: 463000)) < 0.3)
    }

    @Test func `a sequence of features on lines is read`() throws {
        let lines = (0..<5).map { Self.feature("Point", "[\(5 + Double($0) / 100),52]", "\"id\":\($0),\"layer\":\"power\",\"kind\":\"substation\"") }
        for separator in ["\n", "\n\u{1E}"] {
            let model = try load([("s.geojsonl", (separator == "\n" ? "" : "\u{1E}") + lines.joined(separator: separator) + "\n")]).model
            #expect(model.nodes.map { model.id($0) } == ["0", "1", "2", "3", "4"])
            #expect(model.nodes.allSatisfy { model.isKind($0, .substation) })
        }
    }

    // MARK: with a mapping

    static let mapping = """
        layer;property;attribute;when;value;unit
        pipes;network;;;water;
        pipes;id;leidingnr;;;
        pipes;is;TYPE;aansluiting;skip;
        pipes;diameter;DIAM_CM;;;cm
        pipes;kind;TYPE;pompstation;pumpingStation;
        pipes;source;TYPE;pompstation;yes;
        *;material;materiaal;;;
        """

    @Test func `a mapping says what layers and attributes are`() throws {
        let (model, log) = try load([("pipes.geojson", Self.pipes)], mapping: Self.mapping)
        #expect(model.links.map { model.id($0) } == ["A1"])
        #expect(model.value(.diameter, of: model.nodeCount) == 110)
        #expect(model.numeric[Int(NumericAttribute.diameter.rawValue)]?.provenance[model.nodeCount] == .measured)
        #expect(model.text(.material, of: model.nodeCount) == "PVC")
        let pump = try #require(model.asset(named: "P"))
        #expect(model.isKind(pump, .pumpingStation))
        #expect(model.isSource[pump])
        #expect(log.skipped["pipes.geojson"]?["feature of layer pipes, as the mapping says"] == 1)
    }

    @Test(arguments: [
        ("layer,property,attribute\npipes,diametre,DIAM_CM", "mapping-property-unknown"),
        ("layer,property,attribute,unit\npipes,diameter,DIAM_CM,kV", "mapping-unit"),
        ("layer,property,attribute\npipes,diameter,DIAMETER", "mapping-attribute-unknown"),
        ("layer,property,attribute\npijpen,diameter,DIAM_CM", "mapping-layer-unknown"),
        ("layer,property,value\npipes,is,pipe", "mapping-value"),
        ("layer,property,value\npipes,is,", "mapping-incomplete"),
        ("layer,what\npipes,x", "mapping-columns"),
        ("layer,property,column\npipes,is,x", "mapping-columns"),
    ])
    func `a wrong mapping is refused`(mapping: String, expected: String) {
        #expect(code(Self.pipes, mapping: mapping) == expected)
    }

    // MARK: bad files

    @Test func `bad GeoJSON is refused with the line`() throws {
        func damaged(_ old: String, _ new: String) -> String? {
            #expect(Self.pipes.contains(old))
            return code(Self.pipes.replacingOccurrences(of: old, with: new))
        }
        #expect(damaged("[155100,463000]", "[155100,NaN]") == "json-malformed")
        #expect(damaged("[155100,463000]", "[155100,1e400]") == "json-malformed")
        #expect(damaged("[155100,463000]", "[155100]") == "geojson-malformed")
        #expect(damaged("[155100,463000]", "[155100,1e300]") == "position-not-a-number")
        #expect(damaged("\"LineString\"", "\"Curve\"") == "geojson-malformed")
        #expect(damaged("EPSG::28992", "EPSG::4326") == "coordinates-outside-system")
        #expect(damaged("EPSG::28992", "EPSG::1") == "crs-unknown")
        #expect(code(String(Self.pipes.dropLast(2))) == "json-malformed")
        #expect(code(Self.pipes + "x") == "json-malformed")
        let deep = String(repeating: "[", count: 100_000)
        #expect(damaged("[155000,463000.1]", deep) == "json-too-deep")
        do {
            _ = try load([("pipes.geojson", Self.pipes.replacingOccurrences(of: "[155200,463100]", with: "[155200,]"))])
            Issue.record("not refused")
        } catch let error as InputError { #expect(error.position?.line == 2) }
    }

    @Test(.timeLimit(.minutes(2)))
    func `a damaged GeoPackage gives a model or an error`() throws {
        let scratch = try ScratchFolder()
        var random = SeededGenerator(seed: 5)
        let whole = try GeoPackageExport.bytes(of: randomTown(&random))
        var read = 0, refused = 0, state: UInt64 = 7
        func draw(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for seed in 0..<150 {
            var bytes = whole
            switch seed % 3 {
            case 0: bytes.removeLast(1 + draw(bytes.count - 1))
            case 1: for _ in 0...draw(20) { bytes[draw(bytes.count)] = UInt8(draw(256)) }
            default:
                let at = draw(bytes.count - 600)
                for i in at..<(at + 1 + draw(600)) { bytes[i] = UInt8(draw(256)) }
            }
            if bytes.isEmpty { continue }
            do {
                var log = ImportLog()
                let model = try NetworkImporter.load(paths: [try scratch.file("town.gpkg", Data(bytes))], log: &log)
                #expect(model.position.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "seed \(seed)")
                read += 1
            } catch let error as InputError {
                #expect(!error.problem.isEmpty && !error.remedy.isEmpty)
                refused += 1
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        #expect(read > 5 && refused > 50, "\(read) read, \(refused) refused")
    }

    // MARK: GeoPackage by others

    /// A GeoPackage of one layer as other programs write it: high byte first, with heights and measures.
    private func foreign(_ scratch: borrowing ScratchFolder, _ shapes: [[UInt8]], type: String = "LINESTRING") throws -> String {
        let path = scratch.folder.path + "/foreign-\(UUID().uuidString).gpkg"
        let database = try Database(creating: path)
        try database.execute(GeoPackageTables.definitions)
        try database.execute(
            """
            INSERT INTO gpkg_spatial_ref_sys VALUES ('RD', 99, 'EPSG', 28992, 'undefined', NULL);
            CREATE TABLE "water; DROP" (fid INTEGER PRIMARY KEY, shape BLOB, "odd "" name" TEXT, diameter REAL);
            INSERT INTO gpkg_contents (table_name, data_type, srs_id) VALUES ('water; DROP', 'features', 99);
            INSERT INTO gpkg_geometry_columns VALUES ('water; DROP', 'shape', '\(type)', 99, 2, 2);
            """)
        let insert = try database.prepare("INSERT INTO \"water; DROP\" (shape, \"odd \"\" name\", diameter) VALUES (?, 'x', 100)")
        for shape in shapes {
            try insert.bind(shape, at: 1)
            try insert.run()
        }
        return path
    }
    private func big(_ value: UInt32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian) { Array($0) } }
    private func bigDouble(_ value: Double) -> [UInt8] { withUnsafeBytes(of: value.bitPattern.bigEndian) { Array($0) } }

    @Test func `either byte order, heights, measures and multiple parts are read`() throws {
        let scratch = try ScratchFolder()
        let header: [UInt8] = [0x47, 0x50, 0, 0] + big(99)
        let lineZM = [0] + big(3002) + big(2) + [155000, 463000, -1.5, 7, 155010, 463000, -2, 8].flatMap { bigDouble($0) }
        let multi = [0] + big(3005) + big(1) + lineZM
        let path = try foreign(scratch, [header + lineZM, header + multi, [0x47, 0x50, 0, 0x10] + big(99)])
        var log = ImportLog(), builder = CityModelBuilder()
        try GeoPackage.read(path, into: &builder, &log)
        #expect(builder.epsg == 28992)
        #expect(builder.rowClass == [.link, .link])
        #expect(builder.shape(ofRow: 1) == [Point(x: 155000, y: 463000), Point(x: 155010, y: 463000)])
        #expect(Array(builder.shapeZ.prefix(2)) == [-1.5, -2])
        #expect(log.skipped.values.first?["feature without a shape"] == 1)
    }

    @Test func `wrong shapes are refused and allocate nothing`() throws {
        let scratch = try ScratchFolder()
        let header: [UInt8] = [0x47, 0x50, 0, 1, 0, 0, 0, 0]
        let wrong: [[UInt8]] = [
            [], [1, 2, 3], [0x47, 0x50, 0, 0x0F, 0, 0, 0, 0], header, header + [1, 2, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF],
            header + [1, 99, 0, 0, 0], header + [1, 3, 0, 0, 0, 0xFF, 0xFF, 0, 0], header + [1, 1, 0, 0, 0, 1, 2, 3],
            header + Array(repeating: [1, 7, 0, 0, 0, 1, 0, 0, 0], count: 50).flatMap { $0 },
        ]
        for shape in wrong {
            let path = try foreign(scratch, [shape])
            var log = ImportLog(), builder = CityModelBuilder()
            do {
                try GeoPackage.read(path, into: &builder, &log)
                Issue.record("read: \(shape)")
            } catch let error as InputError { #expect(error.code == "geometry-malformed", "\(shape)") }
        }
        var log = ImportLog(), builder = CityModelBuilder()
        let plain = try scratch.file("plain.gpkg", Data("SQLite format 3\0 and nothing more".utf8))
        #expect(throws: InputError.self) { try GeoPackage.read(plain, into: &builder, &log) }
    }

    // MARK: there and back

    /// A model as network XML, without what map files do not carry: the sources' own list is kept, lines of files are not.
    private func text(_ model: CityModel) -> String { String(decoding: NetworkXML.bytes(of: model), as: UTF8.self) }

    @Test(arguments: 0..<12)
    func `a network comes back from a GeoPackage the same`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let town = try randomTown(&random), scratch = try ScratchFolder()
        let path = try scratch.file("town.gpkg", Data(GeoPackageExport.bytes(of: town)))
        var log = ImportLog()
        #expect(text(try NetworkImporter.load(paths: [path], log: &log)) == text(town))
        #expect(log.repairs.isEmpty)
    }

    @Test(arguments: 0..<12)
    func `a network comes back from GeoJSON the same within a few millimetres`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let town = try randomTown(&random), scratch = try ScratchFolder()
        let path = try scratch.file("town.geojson", Data(GeoJSONExport.bytes(of: town)))
        var log = ImportLog()
        let again = try NetworkImporter.load(paths: [path], log: &log)
        #expect(again.epsg == town.epsg)
        #expect((0..<again.assetCount).map { again.id($0) } == (0..<town.assetCount).map { town.id($0) })
        #expect((0..<again.assetCount).map { again.kindName($0) } == (0..<town.assetCount).map { town.kindName($0) })
        #expect(again.from == town.from && again.to == town.to && again.isDirected == town.isDirected && again.isSource == town.isSource)
        #expect(zip(again.position, town.position).allSatisfy { $0.distance(to: $1) < 0.005 })
        #expect(again.requirements.supplier == town.requirements.supplier)
        #expect(again.requirements.bufferHours == town.requirements.bufferHours)
        #expect(again.numeric == town.numeric)
        #expect(log.repairs.isEmpty)
    }

    @Test func `names with quotes and markup survive, and no markup stands in the file`() throws {
        let hostile = "'); DROP TABLE x; --\"</script><b>&\n€\u{7F}\\"
        var builder = CityModelBuilder(), issues = IssueLog()
        builder.epsg = 28992
        builder.addNode(hostile, layer: Layer(hostile), kind: AssetKind(hostile), at: Point(x: 155000, y: 463000))
        builder.addNode("B", layer: Layer(hostile), kind: AssetKind(hostile), at: Point(x: 155010, y: 463000))
        builder.addLink("L", layer: Layer(hostile), kind: AssetKind("gpkg_contents"), from: hostile, to: "B")
        let row = builder.addFacility("F", kind: .hospital, at: Point(x: 155020, y: 463000))
        builder.setName(hostile, ofRow: row)
        builder.setShape([(155015, 463000), (155025, 463000), (155020, 463010)].map { Point(x: $0.0, y: $0.1) }, ofRow: row)
        let model = try builder.freeze(&issues), scratch = try ScratchFolder()
        let json = GeoJSONExport.bytes(of: model)
        #expect(!json.contains(UInt8(ascii: "<")) && !json.contains(UInt8(ascii: "&")))
        // Foundation reads it too.
        #expect(try JSONSerialization.jsonObject(with: Data(json)) is [String: Any])
        for path in [try scratch.file("a.geojson", Data(json)), try scratch.file("a.gpkg", Data(GeoPackageExport.bytes(of: model)))] {
            var log = ImportLog()
            let again = try NetworkImporter.load(paths: [path], log: &log)
            #expect(again.asset(named: hostile) != nil)
            #expect(again.layers.map(\.name) == [hostile])
            #expect(again.kindName(2) == "gpkg_contents")
            #expect(again.label(3) == hostile)
            #expect(again.shapes.range(of: 3).count == 4)
        }
    }

    @Test func `a plane without transformation is written as it is, with a warning`() throws {
        var builder = CityModelBuilder(), issues = IssueLog()
        builder.epsg = 2154
        builder.addNode("A", layer: .power, kind: .substation, at: Point(x: 652000.5, y: 6862000.25))
        let model = try builder.freeze(&issues), scratch = try ScratchFolder()
        #expect(GeoJSONExport.warning(for: model)?.contains("2154") == true)
        #expect(GeoJSONExport.warning(for: try load([("pipes.geojson", Self.pipes)], mapping: Self.mapping).model) == nil)
        var log = ImportLog()
        let again = try NetworkImporter.load(
            paths: [try scratch.file("a.geojson", Data(GeoJSONExport.bytes(of: model)))], log: &log)
        #expect(again.epsg == 2154)
        #expect(again.position[0] == Point(x: 652000.5, y: 6862000.25))
    }
}
