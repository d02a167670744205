import Diagnostics
import Foundation
import Geometry
import NetworkImport
import NetworkModel
import RandomTowns
import TestSupport
import Testing

/// Whatever happens to a file on its way: it is read or refused, in little time, and never takes the program down.
@Suite struct DamagedFilesTests {
    struct Sample: CustomTestStringConvertible {
        let name: String, text: String
        var testDescription: String { name }
    }
    private static func samples() throws -> [Sample] {
        var random = SeededGenerator(seed: 3)
        let town = NetworkXML.bytes(of: try randomTown(&random))
        return handwritten + [Sample(name: "town.xml", text: String(decoding: town, as: UTF8.self))]
    }
    private static let handwritten = [
        Sample(name: "network.xml", text: network), Sample(name: "buildings2.gml", text: buildings2),
        Sample(name: "buildings3.gml", text: buildings3), Sample(name: "utility.gml", text: utility),
        Sample(name: "streets.osm", text: streets), Sample(name: "water.inp", text: water),
        Sample(name: "klic.xml", text: INSPIREUtilityNetworksTests.town),
        Sample(name: "roads3.gml", text: CityGMLSamples.crossing),
        Sample(name: "japan.gml", text: CityGMLSamples.japan),
        Sample(name: "case.m", text: powerCase), Sample(name: "roads.tntp", text: roads),
        Sample(
            name: "delivery.xml",
            text: SmallDelivery().file(SmallDelivery.stations + SmallDelivery.states + SmallDelivery.places)),
    ]
    private static let damagesPerFile = 300

    @Test(arguments: try samples())
    func `the undamaged file is read`(sample: Sample) throws {
        let scratch = try ScratchFolder()
        var log = ImportLog()
        let model = try NetworkImporter.load(paths: [try scratch.file(sample.name, sample.text)], log: &log)
        #expect(model.assetCount > 0)
    }

    @Test(.timeLimit(.minutes(2)), arguments: try samples())
    func `a damaged file gives a model or an error that says where and what to do`(sample: Sample) throws {
        let scratch = try ScratchFolder()
        var read = 0, refused = 0
        for seed in 0..<Self.damagesPerFile {
            let path = try scratch.file(sample.name, Data(Self.damaged(Array(sample.text.utf8), seed: UInt64(seed))))
            do {
                var log = ImportLog()
                let model = try NetworkImporter.load(paths: [path], log: &log)
                read += 1
                #expect(model.position.allSatisfy { $0.x.isFinite && $0.y.isFinite }, "seed \(seed)")
                // What was read can be written down and read again, whatever its names.
                let bytes = NetworkXML.bytes(of: model)
                var builder = CityModelBuilder(), again = ImportLog(), issues = IssueLog()
                try NetworkXML.read(try scratch.file("again.xml", Data(bytes)), into: &builder, &again)
                #expect(NetworkXML.bytes(of: try builder.freeze(&issues)) == bytes, "seed \(seed)")
            } catch let error as InputError {
                refused += 1
                #expect(!error.problem.isEmpty && !error.remedy.isEmpty, "seed \(seed): \(error)")
                #expect(error.position?.file.hasSuffix("again.xml") != true, "seed \(seed): \(error)")
            } catch {
                Issue.record("seed \(seed): \(error)")
            }
        }
        // Both must happen, or the damage proves nothing.
        #expect(read > 10 && refused > 10, "\(read) read, \(refused) refused")
    }

    // MARK: damage

    /// A stream of numbers that a seed fixes (Steele, Lea & Flood 2014, SplitMix64).
    private struct Draws {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return Int((z ^ (z >> 31)) % UInt64(max(1, bound)))
        }
    }

    private static let nasty = [
        "NaN", "1e400", "-1e400", "-1", "0", "", " ", "999999999999999999999", "INF", "1e-320", "x", "\"", "'", "<", ">", "&",
        "&lt;", "]]>", "<!--", "-->", "<![CDATA[", "\u{0}", "\u{7F}", "\u{FEFF}", "é", "😀", "#", "#x", "../..", "EPSG:4326",
        "EPSG:99999", "\n", "<a/>", "</a>", "true", "1 2 3 4 5 6 7", "1,5", "0x10", "--", "e", ".", "+", "-",
    ]

    private static func damaged(_ original: [UInt8], seed: UInt64) -> [UInt8] {
        var draws = Draws(state: seed), bytes = original
        for _ in 0...(draws.next(6) / 4) {
            guard bytes.count > 20 else { break }
            let at = draws.next(bytes.count), length = min(1 + draws.next(40), bytes.count - at)
            switch draws.next(9) {
            case 0: bytes[at] = UInt8(truncatingIfNeeded: draws.next(256))
            case 1: bytes.removeSubrange(at..<(at + length))
            case 2: bytes.insert(contentsOf: bytes[at..<(at + length)], at: draws.next(bytes.count))
            case 3: bytes.insert(contentsOf: nasty[draws.next(nasty.count)].utf8, at: at)
            case 4: bytes.removeLast(min(draws.next(bytes.count), bytes.count / 2))
            case 5: replace(&bytes, draws.next(400), { $0 == 0x22 }, with: nasty[draws.next(nasty.count)])
            case 6: replace(&bytes, draws.next(400), { $0 == 0x3E || $0 == 0x3C }, with: nasty[draws.next(nasty.count)])
            case 7: replace(&bytes, draws.next(400), { !(0x2D...0x39).contains($0) }, with: nasty[draws.next(nasty.count)])
            default: duplicateLine(&bytes, &draws)
            }
        }
        return bytes
    }

    /// Replaces one piece between two separators.
    private static func replace(_ bytes: inout [UInt8], _ pick: Int, _ isSeparator: (UInt8) -> Bool, with text: String) {
        let places = bytes.indices.filter { isSeparator(bytes[$0]) }
        let gaps = zip(places, places.dropFirst()).filter { $1 - $0 > 1 }
        guard !gaps.isEmpty else { return }
        let (start, end) = gaps[pick % gaps.count]
        bytes.replaceSubrange((start + 1)..<end, with: text.utf8)
    }

    private static func duplicateLine(_ bytes: inout [UInt8], _ draws: inout Draws) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) }
        let from = draws.next(lines.count), to = draws.next(lines.count)
        if draws.next(2) == 0 { lines.insert(lines[from], at: to) } else { lines.swapAt(from, to) }
        bytes = Array(lines.joined(separator: [0x0A]))
    }

    // MARK: samples

    private static let network = """
        <?xml version="1.0" encoding="UTF-8"?>
        <LifelineNetwork xmlns="urn:lifeline:network:1" xmlns:gml="http://www.opengis.net/gml/3.2" srsName="EPSG:28992" name="Town">
        <source file="a.gml" format="CityGML" licence="CC BY" date="2026-01-01"/>
        <node gml:id="S" layer="power" kind="substation" source="true" name="Main &amp; only"><gml:pos>155000 463000</gml:pos>
        <elevation uom="m" provenance="derived">1.5</elevation><voltage uom="kV">150</voltage></node>
        <node gml:id="T" layer="power" kind="transformer"><gml:pos>155100 463000 2</gml:pos></node>
        <link gml:id="L" layer="power" kind="powerCable" from="S" to="T" directed="true">
        <gml:posList>155000 463000 155050 463010 155100 463000</gml:posList><length uom="m">102.5</length></link>
        <facility gml:id="H" kind="hospital" name="St. Anna"><gml:pos>155120 463020</gml:pos>
        <footprint><gml:posList>155110 463010 155130 463010 155130 463030 155110 463010</gml:posList></footprint>
        <beds>120</beds><address provenance="assumed">Quay 1</address>
        <requires service="power" atLeast="1" buffer="8" restartDelay="0.5" recharge="2" blackStart="true" provenance="assumed" distance="28.3"><supplier ref="T"/></requires>
        </facility>
        </LifelineNetwork>
        """

    private static let buildings2 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml" xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:gen="http://www.opengis.net/citygml/generics/2.0" xmlns:xlink="http://www.w3.org/1999/xlink">
        <gml:boundedBy><gml:Envelope srsName="EPSG:28992" srsDimension="3"><gml:lowerCorner>155000 463000 0</gml:lowerCorner><gml:upperCorner>155100 463100 9</gml:upperCorner></gml:Envelope></gml:boundedBy>
        <cityObjectMember><bldg:Building gml:id="B1"><gml:name>Home</gml:name>
        <gen:intAttribute name="residents"><gen:value>12</gen:value></gen:intAttribute>
        <bldg:function>1000</bldg:function><bldg:yearOfConstruction>1970</bldg:yearOfConstruction>
        <bldg:measuredHeight uom="m">9</bldg:measuredHeight><bldg:storeysAboveGround>3</bldg:storeysAboveGround>
        <bldg:boundedBy><bldg:GroundSurface gml:id="G1"><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember>
        <gml:Polygon gml:id="P1"><gml:exterior><gml:LinearRing><gml:posList>155000 463000 1 155000 463010 1 155010 463010 1 155010 463000 1 155000 463000 1</gml:posList></gml:LinearRing></gml:exterior></gml:Polygon>
        </gml:surfaceMember></gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>
        <bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember xlink:href="#P1"/></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>
        </bldg:Building></cityObjectMember>
        <cityObjectMember><bldg:Building gml:id="B2"><bldg:function>hospital</bldg:function>
        <bldg:lod0FootPrint><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>
        <gml:pos>155050 463050 1</gml:pos><gml:pos>155090 463050 1</gml:pos><gml:pos>155090 463090 1</gml:pos><gml:pos>155050 463050 1</gml:pos>
        </gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod0FootPrint></bldg:Building></cityObjectMember>
        </CityModel>
        """

    private static let buildings3 = """
        <?xml version="1.0" encoding="UTF-8"?>
        <CityModel xmlns="http://www.opengis.net/citygml/3.0" xmlns:con="http://www.opengis.net/citygml/construction/3.0" xmlns:bldg="http://www.opengis.net/citygml/building/3.0" xmlns:gml="http://www.opengis.net/gml/3.2">
        <gml:boundedBy><gml:Envelope srsName="http://www.opengis.net/def/crs/EPSG/0/25832" srsDimension="3"><gml:lowerCorner>500000 5700000 0</gml:lowerCorner><gml:upperCorner>500100 5700100 9</gml:upperCorner></gml:Envelope></gml:boundedBy>
        <cityObjectMember><bldg:Building gml:id="B1">
        <boundary><con:GroundSurface gml:id="G"><lod2MultiSurface><gml:MultiSurface gml:id="M"><gml:surfaceMember><gml:Polygon gml:id="P"><gml:exterior><gml:LinearRing>
        <gml:posList>500000 5700000 5 500000 5700020 5 500020 5700020 5 500020 5700000 5 500000 5700000 5</gml:posList>
        </gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></lod2MultiSurface></con:GroundSurface></boundary>
        <con:height><con:Height><con:highReference>highestRoofEdge</con:highReference><con:lowReference>lowestGroundPoint</con:lowReference><con:status>measured</con:status><con:value uom="m">7.5</con:value></con:Height></con:height>
        <con:dateOfConstruction>1985-01-01</con:dateOfConstruction>
        <bldg:function>31001_1000</bldg:function><bldg:storeysAboveGround>2</bldg:storeysAboveGround>
        </bldg:Building></cityObjectMember>
        </CityModel>
        """

    private static let utility = """
        <?xml version="1.0"?>
        <c:CityModel xmlns:c="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:u="http://www.citygml.org/ade/utility/0.9.2">
        <gml:boundedBy><gml:Envelope srsName="EPSG:28992" srsDimension="2"><gml:lowerCorner>155000 463000</gml:lowerCorner></gml:Envelope></gml:boundedBy>
        <c:cityObjectMember><u:Network gml:id="N"><gml:name>Net</gml:name><u:transportedMedium><u:LiquidMedium><u:type>freshWater</u:type></u:LiquidMedium></u:transportedMedium>
        <u:topoGraph><u:NetworkGraph gml:id="NG">
        <u:featureGraphMember><u:FeatureGraph gml:id="G1">
        <u:nodeMember><u:Node gml:id="a"><u:type>exterior</u:type><u:realization><gml:Point><gml:pos>155000 463000</gml:pos></gml:Point></u:realization></u:Node></u:nodeMember>
        <u:nodeMember><u:Node gml:id="b"><u:type>exterior</u:type><u:realization><gml:Point><gml:pos>155010 463000</gml:pos></gml:Point></u:realization></u:Node></u:nodeMember>
        <u:linkMember><u:InteriorFeatureLink gml:id="L1"><u:realization><gml:LineString srsDimension="2"><gml:posList>155000 463000 155010 463000</gml:posList></gml:LineString></u:realization><u:start xlink:href="#a"/><u:end xlink:href="#b"/></u:InteriorFeatureLink></u:linkMember>
        </u:FeatureGraph></u:featureGraphMember>
        <u:featureGraphMember><u:FeatureGraph gml:id="G2">
        <u:nodeMember><u:Node gml:id="c"><u:type>exterior</u:type><u:realization><gml:Point><gml:pos>155010 463000</gml:pos></gml:Point></u:realization></u:Node></u:nodeMember>
        </u:FeatureGraph></u:featureGraphMember>
        <u:linkMember><u:InterFeatureLink gml:id="I1"><u:start xlink:href="#b"/><u:end xlink:href="#c"/><u:type>connects</u:type></u:InterFeatureLink></u:linkMember>
        </u:NetworkGraph></u:topoGraph>
        <u:component><u:RoundPipe gml:id="R1"><u:topoGraph xlink:href="#G1"/><u:exteriorDiameter uom="mm">150</u:exteriorDiameter></u:RoundPipe></u:component>
        <u:component><u:TerminalElement gml:id="T1"><u:topoGraph xlink:href="#G2"/></u:TerminalElement></u:component>
        </u:Network></c:cityObjectMember>
        </c:CityModel>
        """

    private static let roads = """
        <NUMBER OF ZONES> 2
        <NUMBER OF LINKS> 4
        <END OF METADATA>
        ~ \tinit\tterm\tcapacity\tlength\tfft\tb\tpower\tspeed\ttoll\ttype\tid\t;
        \t1\t2\t900\t1.5\t1\t0.15\t4\t0\t0\t1\tL1\t;
        \t2\t1\t900\t1.5\t1\t0.15\t4\t0\t0\t1\tL2\t;
        \t2\tmarket\t800\t2\t1\t0.15\t4\t0\t0\t1\t;
        \tmarket\t3\t700\t2\t1\t0.15\t4\t0\t0\t1\t;
        """

    private static let powerCase = """
        function mpc = small   % a case
        mpc.version = '2';
        mpc.baseMVA = 100;
        mpc.bus = [
        10 3 0 0 0 0 1 1 0 110 1 1.1 0.9; 20 1 50 0 0 0 1 1 0 110 1 1.1 0.9;
        30 1 7.5 0 0 0 1 1 0 20 1 1.1 0.9
        ];
        mpc.gen = [
        10 0 0 9 -9 1 100 1 250 0;
        30 0 0 Inf -Inf 1 100 1 0 0;
        ];
        mpc.branch = [
        10 20 0.01 0.1 0 120 0 0 0 0 1 -360 360;
        10 20 0.01 0.1 0 0 0 0 0 0 1 -360 360;
        20 30 0 0.2 0 60 0 0 0.98 0 1 -360 360;
        ];
        mpc.bus_name = {
        'North yard'; 'South'; 'East';
        };
        mpc.bus(:, [PD, QD]) = mpc.bus(:, [PD, QD]) / 1e3;
        """

    private static let water = """
        [TITLE]
        Small "town"
        [JUNCTIONS]
        ;id elev demand pattern
         J1 10 5 day
         J2 12 0 ;second
        [RESERVOIRS]
         R 100
        [TANKS]
         T 50 6 1 10 20 0 V
        [PIPES]
         P1 J1 J2 1000 300 130 0 CV
         P2 J2 T 500 200 120 0 Closed
         P3 J2 T 500 200 120
        [PUMPS]
         PU R J1 HEAD C SPEED 1
        [VALVES]
         VA J1 J2 300 PRV 40 0
        [DEMANDS]
         J1 4 day
        [STATUS]
         P3 Open
        [CONTROLS]
         LINK P2 OPEN IF NODE T BELOW 2
        [RULES]
         RULE 1
         IF TANK T LEVEL BELOW 2
         THEN PUMP PU STATUS IS OPEN
        [PATTERNS]
         day 1 2 3
        [CURVES]
         C 20 40
         V 0 0
         V 10 3000
        [OPTIONS]
         Units CMH
         Headloss D-W
         Demand Multiplier 1.5
        [COORDINATES]
         J1 100 0
         J2 200 0
         R 0 0
         T 200 50
        [VERTICES]
         P1 150 10
        [END]
        """

    private static let streets = """
        <?xml version="1.0" encoding="UTF-8"?>
        <osm version="0.6" generator="hand">
        <bounds minlat="52.0" minlon="5.0" maxlat="52.1" maxlon="5.1"/>
        <node id="1" lat="52.0500" lon="5.0500" version="1"/>
        <node id="2" lat="52.0510" lon="5.0510" version="1"/>
        <node id="3" lat="52.0520" lon="5.0500" version="1"><tag k="amenity" v="hospital"/><tag k="name" v="Sint &quot;Jan&quot;"/></node>
        <node id="4" lat="52.0530" lon="5.0490" version="1"><tag k="power" v="substation"/></node>
        <way id="10" version="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="maxspeed" v="30"/><tag k="oneway" v="yes"/></way>
        <way id="11" version="1"><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="bridge" v="yes"/><tag k="lanes" v="2"/></way>
        <way id="12" version="1"><nd ref="1"/><nd ref="4"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/></way>
        <relation id="20" version="1"><member type="way" ref="12" role="outer"/><tag k="type" v="multipolygon"/><tag k="amenity" v="school"/></relation>
        </osm>
        """
}
