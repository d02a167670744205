import Diagnostics
import Foundation
import Geometry
import NetworkImport
import NetworkModel
import RandomTowns
import TestSupport
import Testing

@Suite struct NetworkXMLTests {
    private func model(_ text: String) throws -> CityModel {
        let scratch = try ScratchFolder()
        return try read(try scratch.file("n.xml", text))
    }
    private func read(_ path: String) throws -> CityModel {
        var builder = CityModelBuilder(), log = ImportLog(), issues = IssueLog()
        try NetworkXML.read(path, into: &builder, &log)
        return try builder.freeze(&issues)
    }
    private func wrap(_ body: String, root: String = "srsName='EPSG:28992'") -> String {
        "<LifelineNetwork xmlns='urn:lifeline:network:1' xmlns:gml='http://www.opengis.net/gml/3.2' \(root)>\n\(body)\n</LifelineNetwork>"
    }
    private let node = "<node gml:id='A' layer='power' kind='substation' source='true'><gml:pos>1 2</gml:pos></node>"

    /// Everything in one model: every attribute, every provenance, shapes in 3D, hostile words.
    private func everything() throws -> CityModel {
        var builder = CityModelBuilder()
        builder.epsg = 28992
        builder.name = "Town \"of\" <all> & \n more"
        builder.sources = [DataSource(file: "a.gml", format: "CityGML", licence: "CC BY", date: "2026-01-01")]
        let a = builder.addNode("A<1>", layer: .power, kind: .substation, at: Point(x: 0.1, y: 1.0 / 3), isSource: true)
        builder.addNode("B&'\"", layer: .power, kind: AssetKind("odd kind"), at: Point(x: 1e-7, y: 155000))
        let link = builder.addLink("L\t2", layer: .power, kind: .powerCable, from: "A<1>", to: "B&'\"", isDirected: true)
        builder.setShape([Point(x: 0.1, y: 1.0 / 3), Point(x: 3, y: 4), Point(x: 1e-7, y: 155000)], z: [1, 2, 3], ofRow: link)
        let home = builder.addFacility("H", kind: .careHome, at: Point(x: 5, y: 6))
        builder.setName("De <b>Linde</b> | `x`\nline two", ofRow: home)
        builder.setShape([Point(x: 0, y: 0), Point(x: 1, y: 0), Point(x: 1, y: 1), Point(x: 0, y: 0)], ofRow: home)
        for (i, attribute) in NumericAttribute.allCases.enumerated() {
            builder.set(attribute, 1.0 / Double(i + 3), ofRow: [a, link, home][i % 3], Provenance.allCases[i % 3])
        }
        for (i, attribute) in TextAttribute.allCases.enumerated() {
            builder.set(attribute, " words \(i) <&> ", ofRow: home, Provenance.allCases[i % 3])
        }
        builder.require("H", "power", from: ["B&'\"", "A<1>"], atLeast: 2, bufferHours: 4.25, restartDelayHours: 0.1, rechargeRate: 0.5, blackStart: true, .assumed, distanceMetres: 12.5)
        builder.require("H", "telecom", from: ["A<1>"])
        var log = IssueLog()
        return try builder.freeze(&log)
    }

    @Test func `a model that uses everything comes back the same`() throws {
        let original = try everything()
        let bytes = NetworkXML.bytes(of: original)
        let scratch = try ScratchFolder()
        let copy = try read(try scratch.file("n.xml", Data(bytes)))
        #expect(NetworkXML.bytes(of: copy) == bytes)
        #expect(copy.name == original.name)
        #expect(copy.sources == original.sources)
        #expect(copy.position == original.position)
        #expect((0..<copy.assetCount).map { copy.label($0) } == (0..<original.assetCount).map { original.label($0) })
        for attribute in NumericAttribute.allCases {
            #expect(copy.numeric[Int(attribute.rawValue)] == original.numeric[Int(attribute.rawValue)])
        }
        for asset in 0..<copy.assetCount {
            for attribute in TextAttribute.allCases { #expect(copy.text(attribute, of: asset) == original.text(attribute, of: asset)) }
        }
        #expect(copy.shapes.z.map(\.bitPattern) == original.shapes.z.map(\.bitPattern))
        #expect(copy.requirements.bufferHours == original.requirements.bufferHours)
        #expect(copy.requirements.supplier == original.requirements.supplier)
        #expect(copy.requirements.blackStart == original.requirements.blackStart)
    }

    @Test(arguments: 0..<20) func `random towns come back the same`(seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let bytes = NetworkXML.bytes(of: try randomTown(&random))
        let scratch = try ScratchFolder()
        #expect(NetworkXML.bytes(of: try read(try scratch.file("n.xml", Data(bytes)))) == bytes)
    }

    @Test(arguments: [
        ("<node gml:id='A' layer='power' kind='substation'><gml:pos>1 NaN</gml:pos></node>", "position-not-a-number", 2),
        ("<node gml:id='A' layer='power' kind='substation'><gml:pos>1e400 2</gml:pos></node>", "position-not-a-number", 2),
        ("<node gml:id='A' layer='power' kind='substation'><gml:pos>one two</gml:pos></node>", "position-not-a-number", 2),
        ("<node gml:id='A' layer='power' kind='substation'/>", "position-missing", 2),
        ("<node layer='power' kind='substation'><gml:pos>1 2</gml:pos></node>", "attribute-missing", 2),
        ("<node gml:id='A' layer='power' kind='x'><gml:pos>1 2</gml:pos></node>\n<node gml:id='A' layer='power' kind='x'><gml:pos>3 4</gml:pos></node>", "duplicate-identifier", 3),
        ("<link gml:id='L' layer='power' kind='line' from='A' to='B'/>", "unknown-reference", 2),
        ("<nodes/>", "unknown-element", 2),
        ("<node gml:id='A' layer='power' kind='x' colour='red'><gml:pos>1 2</gml:pos></node>", "unknown-attribute", 2),
        ("<node gml:id='A' layer='power' kind='x'><gml:pos>1 2</gml:pos><voltage uom='V'>10</voltage></node>", "wrong-unit", 2),
        ("<node gml:id='A' layer='power' kind='x'><gml:pos>1 2</gml:pos><voltage>ten</voltage></node>", "not-a-number", 2),
        ("<node gml:id='A' layer='power' kind='x'><gml:pos>1 2</gml:pos>\n<requires service='water' buffer='-1'><supplier ref='A'/></requires></node>", "negative-buffer", 3),
        ("<node gml:id='A' layer='power' kind='x'><gml:pos>1 2</gml:pos>\n<requires service='water'><supplier ref='ghost'/></requires></node>", "unknown-reference", 3),
        ("<node gml:id='A' layer='power' kind='x'><gml:pos>1 2</gml:pos>\n<requires service='water'/></node>", "requirement-without-supplier", 3),
    ])
    func `what is wrong is named with its line`(body: String, code: String, line: Int) throws {
        let error = try #require(throws: InputError.self) { try model(wrap(body)) }
        #expect(error.code == code)
        #expect(error.position?.line == line, "\(error)")
        #expect(!error.remedy.isEmpty)
    }

    @Test(arguments: ["EPSG:99999", "no such system"]) func `an unknown coordinate system is refused`(name: String) throws {
        let error = try #require(throws: InputError.self) { try model(wrap(node, root: "srsName='\(name)'")) }
        #expect(error.code.hasPrefix("crs-"))
    }

    @Test func `what is written is valid against the schema, and what is not is found`() throws {
        let scratch = try ScratchFolder()
        let good = try scratch.file("good.xml", Data(NetworkXML.bytes(of: try everything())))
        #expect(try NetworkXML.schemaIssues(in: good) == [])
        #expect(try NetworkXML.schemaIssues(in: repositoryFolder.appendingPathComponent("networks/tutorial.xml").path) == [])
        let bad = try scratch.file("bad.xml", wrap(node.replacingOccurrences(of: "layer='power'", with: "") + "\n<odd/>"))
        #expect(try NetworkXML.schemaIssues(in: bad).map { $0.position?.line } == [2, 3])
    }

    @Test func `the schema documents every attribute an asset may have`() throws {
        let schema = try String(
            contentsOf: repositoryFolder.appendingPathComponent("Sources/2-network/NetworkImport/Schemas/lifeline-network.xsd"),
            encoding: .utf8)
        for attribute in NumericAttribute.allCases {
            #expect(schema.contains("<xs:element name=\"\(attribute.name)\" type=\"Number\"><xs:annotation><xs:documentation>\(attribute.meaning)"))
        }
        for attribute in TextAttribute.allCases {
            #expect(schema.contains("<xs:element name=\"\(attribute.name)\" type=\"Words\"><xs:annotation><xs:documentation>\(attribute.meaning)"))
        }
    }
}
