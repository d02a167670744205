import Diagnostics
import Foundation
import NetworkImport
import NetworkModel
import RandomTowns
import TestSupport
import Testing

/// Thousands of damaged versions of small files: either a model or a clear error, never a crash or a hang.
@Suite struct DamagedFilesTests {
    private static let streets = """
        <osm version="0.6"><bounds minlat="52.0" minlon="5.0" maxlat="52.1" maxlon="5.1"/>
        <node id="1" lat="52.01" lon="5.01"/><node id="2" lat="52.02" lon="5.02"><tag k="amenity" v="hospital"/></node>
        <node id="3" lat="52.03" lon="5.03"><tag k="power" v="substation"/></node>
        <way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="maxspeed" v="50"/>
        <tag k="bridge" v="yes"/></way><way id="8"><nd ref="3"/><nd ref="1"/><tag k="power" v="line"/></way></osm>
        """
    private static let building = """
        <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
          xmlns:b="http://www.opengis.net/citygml/building/2.0"><gml:boundedBy><gml:Envelope srsName="EPSG:28992" srsDimension="3">
        <gml:lowerCorner>155000 463000 0</gml:lowerCorner><gml:upperCorner>155010 463010 9</gml:upperCorner></gml:Envelope></gml:boundedBy>
        <core:cityObjectMember><b:Building gml:id="B1"><b:function>1000</b:function><b:measuredHeight uom="m">9</b:measuredHeight>
        <b:storeysAboveGround>3</b:storeysAboveGround><b:lod0FootPrint><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior>
        <gml:LinearRing><gml:posList>155000 463000 0 155010 463000 0 155010 463010 0 155000 463010 0 155000 463000 0</gml:posList>
        </gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></b:lod0FootPrint></b:Building>
        </core:cityObjectMember></core:CityModel>
        """
    private static let pipes = """
        <CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
          xmlns:u="http://www.citygml.org/ade/utility/0.9.2" xmlns:xlink="http://www.w3.org/1999/xlink">
        <cityObjectMember><u:Network gml:id="N"><u:topoGraph><u:NetworkGraph gml:id="G"><u:featureGraphMember>
        <u:FeatureGraph gml:id="F"><u:nodeMember><u:Node gml:id="n1"><u:realization>
        <gml:Point srsName="EPSG:28992"><gml:pos>155000 463000</gml:pos></gml:Point></u:realization></u:Node></u:nodeMember>
        <u:nodeMember><u:Node gml:id="n2"><u:realization>
        <gml:Point srsName="EPSG:28992"><gml:pos>155100 463000</gml:pos></gml:Point></u:realization></u:Node></u:nodeMember>
        <u:linkMember><u:InteriorFeatureLink gml:id="l1"><u:start xlink:href="#n1"/><u:end xlink:href="#n2"/>
        </u:InteriorFeatureLink></u:linkMember></u:FeatureGraph></u:featureGraphMember></u:NetworkGraph></u:topoGraph>
        </u:Network></cityObjectMember></CityModel>
        """

    private static func network() throws -> String {
        var random = SeededGenerator(seed: 3)
        return String(decoding: NetworkXML.bytes(of: try randomTown(&random)), as: UTF8.self)
    }

    /// One to three random injuries: bytes changed, cut out, doubled, or swapped for something nasty.
    private func damaged(_ original: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        let nasty = ["", "NaN", "1e400", "-1", "&", "<", "\"", "&amp;", "]]>", "\u{0}", "99999999999999999999", "ü", "#", "EPSG:4326"]
        var bytes = original
        for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1...12, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[start] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.removeSubrange(start..<end)
            case 2: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 3: bytes.replaceSubrange(start..<end, with: Array(random.pick(nasty).utf8))
            default: bytes.removeSubrange(start...)
            }
        }
        return bytes
    }

    @Test(arguments: ["streets", "building", "pipes", "network"])
    func `a damaged file gives a model or a clear error`(name: String) throws {
        let text = ["streets": Self.streets, "building": Self.building, "pipes": Self.pipes, "network": try Self.network()][name] ?? ""
        let scratch = try ScratchFolder()
        var models = 0, errors = 0
        for seed in 0..<400 {
            var random = SeededGenerator(seed: UInt64(seed))
            let path = try scratch.file("damaged.xml", Data(seed == 0 ? Array(text.utf8) : damaged(Array(text.utf8), &random)))
            var log = ImportLog()
            do {
                _ = try NetworkImporter.load(paths: [path], options: JoinOptions(), log: &log)
                models += 1
            } catch let error as InputError {
                errors += 1
                #expect(!error.problem.isEmpty && !error.remedy.isEmpty, "seed \(seed)")
            }
            if seed == 0 { #expect(models == 1, "the undamaged file is read") }
        }
        #expect(models > 5 && errors > 50, "\(models) models, \(errors) errors")
    }
}
