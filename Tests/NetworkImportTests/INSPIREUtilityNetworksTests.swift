import Diagnostics
import Foundation
import Geometry
import NetworkModel
import TestSupport
import Testing

@testable import NetworkImport

/// Deliveries in the shapes of IMKL 1.2.1 and 2.0 and of plain INSPIRE, written by hand.
@Suite struct INSPIREUtilityNetworksTests {
    /// A feature collection as KLIC delivers it.
    static func delivery(_ features: String..., imkl: String = "http://www.geostandaarden.nl/imkl/wibon") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <gml:FeatureCollection gml:id="ID_1" xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:xlink="http://www.w3.org/1999/xlink" \
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:net="http://inspire.ec.europa.eu/schemas/net/4.0" \
        xmlns:base="http://inspire.ec.europa.eu/schemas/base/3.3" \
        xmlns:us-net-common="http://inspire.ec.europa.eu/schemas/us-net-common/4.0" \
        xmlns:us-net-el="http://inspire.ec.europa.eu/schemas/us-net-el/4.0" \
        xmlns:us-net-wa="http://inspire.ec.europa.eu/schemas/us-net-wa/4.0" xmlns:imkl="\(imkl)">
        \(features.map { "<gml:featureMember>\($0)</gml:featureMember>" }.joined(separator: "\n"))
        </gml:FeatureCollection>
        """
    }
    static func network(_ id: String, _ theme: String, _ more: String = "") -> String {
        """
        <imkl:Utiliteitsnet gml:id="nl.imkl-KL1.\(id)"><us-net-common:authorityRole xlink:href="http://inspire.ec.europa.eu/codelist/RelatedPartyRoleValue/operator"/>
        <imkl:thema xlink:href="http://definities.geostandaarden.nl/imkl2015/id/waarde/Thema/\(theme)"/>\(more)</imkl:Utiliteitsnet>
        """
    }
    static func cable(
        _ id: String, _ element: String, in network: String, links: [String], _ more: String = "", status: String = "functional"
    ) -> String {
        """
        <imkl:\(element) gml:id="nl.imkl-KL1.\(id)"><net:beginLifespanVersion>2001-12-17T09:30:47+01</net:beginLifespanVersion>
        <net:inspireId><base:Identifier><base:localId>KL1.\(id)</base:localId><base:namespace>nl.imkl</base:namespace></base:Identifier></net:inspireId>
        <net:inNetwork xlink:href="nl.imkl-KL1.\(network)"/>\(links.map { "<net:link xlink:href=\"nl.imkl-KL1.\($0)\"/>" }.joined())
        <us-net-common:currentStatus xlink:href="http://inspire.ec.europa.eu/codelist/ConditionOfFacilityValue/\(status)"/>
        <us-net-common:validFrom>2001-12-17T09:30:47+01</us-net-common:validFrom>\(more)</imkl:\(element)>
        """
    }
    static func link(_ id: String, in network: String, _ geometry: String, _ more: String = "") -> String {
        """
        <us-net-common:UtilityLink gml:id="nl.imkl-KL1.\(id)"><net:inNetwork xlink:href="nl.imkl-KL1.\(network)"/>
        <net:centrelineGeometry>\(geometry)</net:centrelineGeometry><net:fictitious>false</net:fictitious>\(more)</us-net-common:UtilityLink>
        """
    }
    static func line(_ positions: String, srs: String = "urn:ogc:def:crs:EPSG::28992") -> String {
        "<gml:LineString srsName=\"\(srs)\"><gml:posList>\(positions)</gml:posList></gml:LineString>"
    }
    static func appurtenance(_ id: String, in network: String, _ type: String, _ position: String) -> String {
        """
        <imkl:Appurtenance gml:id="nl.imkl-KL1.\(id)"><net:inNetwork xlink:href="nl.imkl-KL1.\(network)"/>
        <net:geometry><gml:Point srsName="epsg:28992"><gml:pos srsDimension="2">\(position)</gml:pos></gml:Point></net:geometry>
        <us-net-common:appurtenanceType xlink:href="http://definities.geostandaarden.nl/imkl2015/id/waarde/\(type)"/></imkl:Appurtenance>
        """
    }

    private func load(_ text: String) throws -> (model: CityModel, log: ImportLog) {
        let scratch = try ScratchFolder()
        var options = JoinOptions(), log = ImportLog()
        options.inference = .never
        return (try NetworkImporter.load(paths: [scratch.file("delivery.xml", text)], options: options, log: &log), log)
    }
    private func failure(_ text: String) -> InputError? {
        do {
            _ = try load(text)
            return nil
        } catch { return error as? InputError }
    }

    static let town = delivery(
        network("ms", "middenspanning"), network("w", "water", "<imkl:standaardDieptelegging uom=\"urn:ogc:def:uom:OGC::m\">1.00</imkl:standaardDieptelegging>"),
        cable(
            "kb1", "Elektriciteitskabel", in: "ms", links: ["ul1"],
            """
            <us-net-common:verticalPosition>underground</us-net-common:verticalPosition>
            <us-net-el:operatingVoltage uom="urn:ogc:def:uom:OGC::V">10000</us-net-el:operatingVoltage>
            <us-net-el:nominalVoltage uom="urn:ogc:def:uom:OGC::V">10500</us-net-el:nominalVoltage><imkl:diepte xlink:href="nl.imkl-KL1.d1"/>
            """),
        link("ul1", in: "ms", line("155000 463000 155050 463010 155100 463000", srs: "http://spatialreference.org/ref/epsg/28992/")),
        appurtenance("st1", in: "ms", "ElectricityAppurtenanceTypeIMKLValue/msStation", "155000.02 463000.01"),
        "<imkl:DiepteTovMaaiveld gml:id=\"nl.imkl-KL1.d1\"><imkl:dieptePeil uom=\"urn:ogc:def:uom:OGC::m\">0.80</imkl:dieptePeil></imkl:DiepteTovMaaiveld>",
        cable(
            "wl1", "Waterleiding", in: "w", links: ["ul2", "ul3"],
            """
            <us-net-common:pipeDiameter uom="urn:ogc:def:uom:OGC::cm">11</us-net-common:pipeDiameter>
            <us-net-common:pressure uom="urn:ogc:def:uom:OGC::bar">2.5</us-net-common:pressure>
            """),
        link(
            "ul2", in: "w",
            "<gml:Curve srsName=\"epsg:28992\"><gml:segments><gml:LineStringSegment><gml:posList srsDimension=\"2\">155000 463020 155040 463020</gml:posList></gml:LineStringSegment><gml:LineStringSegment><gml:posList srsDimension=\"2\">155040 463020 155060 463030</gml:posList></gml:LineStringSegment></gml:segments></gml:Curve>",
            "<net:endNode xlink:href=\"nl.imkl-KL1.v1\"/>"),
        link(
            "ul3", in: "w",
            "<gml:LineString srsName=\"urn:ogc:def:crs:EPSG::28992\" srsDimension=\"3\"><gml:posList>155060 463030 -1 155100 463030 -1.5</gml:posList></gml:LineString>",
            "<net:startNode xlink:href=\"nl.imkl-KL1.v1\"/>"),
        // Links need not reach the middle of the device that they end at.
        appurtenance("v1", in: "w", "WaterAppurtenanceTypeIMKLValue/systemValve", "155062 463031"),
        cable("mb1", "Mantelbuis", in: "ms", links: ["ul1"]),
        "<imkl:KlicAanvraag gml:id=\"nl.imkl-KL1.a\"><imkl:ordernummer>5</imkl:ordernummer></imkl:KlicAanvraag>")

    @Test func `cables and pipes become links with their values, devices become nodes`() throws {
        let (model, log) = try load(Self.town)
        #expect(model.epsg == 28992)
        #expect(model.layers == [.power, .water])
        #expect(model.links.map { model.id($0) } == ["nl.imkl-KL1.kb1", "nl.imkl-KL1.wl1-1", "nl.imkl-KL1.wl1-2"])
        let cable = try #require(model.asset(named: "nl.imkl-KL1.kb1"))
        #expect(model.isKind(cable, .powerCable))
        #expect(model.value(.voltage, of: cable) == 10.5)
        #expect(model.value(.burialDepth, of: cable) == 0.8)
        #expect(model.course(ofLink: cable).count == 3)
        // The cable's start lies 2 cm from the station and was joined to it.
        let station = try #require(model.asset(named: "nl.imkl-KL1.st1"))
        #expect(model.isKind(station, .transformer))
        #expect(model.text(.function, of: station) == "msStation")
        #expect(Int(model.from[cable - model.nodeCount]) == station)

        let first = try #require(model.asset(named: "nl.imkl-KL1.wl1-1")), second = first + 1
        #expect(model.isKind(first, .pipe))
        #expect(model.value(.diameter, of: first) == 110)
        #expect(model.value(.pressure, of: second) == 2.5)
        #expect(model.value(.burialDepth, of: first) == 1)
        #expect(model.numeric[Int(NumericAttribute.burialDepth.rawValue)]?.provenance[first] == .derived)
        #expect(model.course(ofLink: first).map(\.x) == [155000, 155040, 155060])
        // Both end at the valve that they name, although it lies 2 m away.
        let valve = try #require(model.asset(named: "nl.imkl-KL1.v1"))
        #expect(model.isKind(valve, .valve))
        #expect(Int(model.to[first - model.nodeCount]) == valve)
        #expect(Int(model.from[second - model.nodeCount]) == valve)

        #expect(log.skipped["delivery.xml"] == ["KlicAanvraag": 1])
        #expect(log.repairs.filter { $0.code == "conduit-left-out" }.count == 1)
        #expect(model.sources.map(\.format) == [INSPIREUtilityNetworks.name])
    }

    @Test(arguments: [
        ("laagspanning", "power"), ("hoogspanning", "power"), ("landelijkHoogspanningsnet", "power"), ("water", "water"),
        ("gasLageDruk", "gas"), ("gasHogeDruk", "gas"), ("buisleidingGevaarlijkeInhoud", "chemicals"), ("petrochemie", "chemicals"),
        ("rioolVrijverval", "sewer"), ("rioolOnderOverOfOnderdruk", "sewer"), ("warmte", "heat"), ("datatransport", "telecom"),
        ("wees", "wees"),
    ])
    func `the theme of the network is the layer`(theme: String, layer: String) throws {
        let text = Self.delivery(
            Self.network("n", theme), Self.cable("o", "Overig", in: "n", links: ["u"]),
            Self.link("u", in: "n", Self.line("155000 463000 155100 463000")))
        #expect(try load(text).model.layers.map(\.name) == [layer])
    }

    @Test func `the older edition and plain INSPIRE in a spatial data set are read the same way`() throws {
        let old = Self.town.replacingOccurrences(of: "http://www.geostandaarden.nl/imkl/wibon", with: "http://www.geostandaarden.nl/imkl/2015/wion/1.2")
        #expect(try load(old).model.linkCount == 3)
        let plain = """
            <?xml version="1.0"?>
            <b:SpatialDataSet xmlns:b="http://inspire.ec.europa.eu/schemas/base/3.3" xmlns:g="http://www.opengis.net/gml/3.2" xmlns:x="http://www.w3.org/1999/xlink"
             xmlns:c="http://inspire.ec.europa.eu/schemas/us-net-common/4.0" xmlns:e="http://inspire.ec.europa.eu/schemas/us-net-el/4.0" xmlns:n="http://inspire.ec.europa.eu/schemas/net/4.0">
            <b:identifier/><b:metadata/>
            <b:member><c:UtilityNetwork g:id="N"><c:utilityNetworkType x:href="http://inspire.ec.europa.eu/codelist/UtilityNetworkTypeValue/electricity"/></c:UtilityNetwork></b:member>
            <b:member><e:ElectricityCable g:id="C"><n:inNetwork x:href="#N"/><n:link><c:UtilityLinkSequence g:id="S"><n:link><n:DirectedLink><n:direction>+</n:direction><n:link x:href="#L"/></n:DirectedLink></n:link></c:UtilityLinkSequence></n:link>
            <c:verticalPosition>suspendedOrElevated</c:verticalPosition></e:ElectricityCable></b:member>
            <b:member><c:UtilityLink g:id="L"><n:inNetwork x:href="#N"/><n:centrelineGeometry><g:LineString srsName="http://www.opengis.net/def/crs/EPSG/0/4258"><g:posList>52.1 5.1 52.11 5.1</g:posList></g:LineString></n:centrelineGeometry>
            <n:startNode x:href="#A"/><n:endNode x:href="#B"/></c:UtilityLink></b:member>
            <b:member><c:Appurtenance g:id="A"><n:inNetwork x:href="#N"/><n:geometry><g:Point srsName="http://www.opengis.net/def/crs/EPSG/0/4258"><g:pos>52.1 5.1</g:pos></g:Point></n:geometry>
            <c:appurtenanceType x:href="http://inspire.ec.europa.eu/codelist/ElectricityAppurtenanceTypeValue/mainStation"/></c:Appurtenance></b:member>
            <b:member><c:Appurtenance g:id="B"><n:geometry><g:Point srsName="http://www.opengis.net/def/crs/EPSG/0/4258"><g:pos>52.11 5.1</g:pos></g:Point></n:geometry>
            <c:appurtenanceType x:href="http://inspire.ec.europa.eu/codelist/ElectricityAppurtenanceTypeValue/netStation"/></c:Appurtenance></b:member>
            </b:SpatialDataSet>
            """
        let model = try load(plain).model
        #expect(model.nodes.map { "\(model.id($0)) \(model.kindName($0))" } == ["A substation", "B transformer"])
        let cable = try #require(model.asset(named: "C"))
        #expect(model.isKind(cable, .powerLine))
        #expect(model.epsg == 28992)
        // A hundredth of a degree of latitude: 1112.5 m on the GRS 80 ellipsoid at 52.1°.
        let course = model.course(ofLink: cable)
        #expect(abs(course[0].distance(to: course[1]) - 1112.5) < 0.5)
    }

    @Test func `what is out of use or not built is left out and counted`() throws {
        var features = [Self.network("n", "water")]
        for (i, status) in ["functional", "disused", "projected", "decommissioned"].enumerated() {
            features.append(Self.cable("c\(i)", "Waterleiding", in: "n", links: ["u\(i)"], status: status))
            features.append(Self.link("u\(i)", in: "n", Self.line("15500\(i) 463000 15500\(i) 463100")))
        }
        let (model, log) = try load(Self.delivery(features.joined(separator: "</gml:featureMember><gml:featureMember>")))
        #expect(model.links.map { model.id($0) } == ["nl.imkl-KL1.c0"])
        #expect(log.repairs.filter { $0.code == "out-of-service-left-out" }.count == 3)
    }

    @Test func `a cable whose link is missing is named, and a link that nobody names is kept`() throws {
        let (model, log) = try load(
            Self.delivery(
                Self.network("n", "water"), Self.cable("c", "Waterleiding", in: "n", links: ["gone"]),
                Self.link("u", in: "n", Self.line("155000 463000 155000 463100"), "<net:startNode xlink:href=\"nobody\"/>")))
        #expect(model.links.map { model.id($0) } == ["nl.imkl-KL1.u"])
        #expect(model.layers == [.water])
        #expect(log.issues.issues.filter { $0.code == "reference-unresolved" }.compactMap(\.asset) == ["nl.imkl-KL1.c", "nl.imkl-KL1.u"])
        #expect(log.issues.issues.contains { $0.code == "link-without-course" && $0.asset == "nl.imkl-KL1.c" })
    }

    @Test func `bad files are refused with the line`() throws {
        func town(_ old: String, _ new: String) -> InputError? {
            #expect(Self.town.contains(old))
            return failure(Self.town.replacingOccurrences(of: old, with: new))
        }
        #expect(town("155050 463010", "155050 NaN")?.code == "position-not-a-number")
        #expect(town("155050 463010", "155050")?.code == "coordinates-incomplete")
        #expect(town("155050 463010", "155050 zwei")?.code == "position-not-a-number")
        #expect(town("\"epsg:28992\"", "\"EPSG:25831\"")?.code == "crs-mixed")
        #expect(town("\"epsg:28992\"", "\"EPSG:1\"")?.code == "crs-unknown")
        #expect(town("nl.imkl-KL1.ul2\"><net:inNetwork", "nl.imkl-KL1.ul1\"><net:inNetwork")?.code == "duplicate-identifier")
        #expect(town("155000.02 463000.01", "5.1 52.1")?.code == "crs-implausible")
        #expect(town("155050 463010", "155050 NaN")?.position?.line ?? 0 > 5)
    }
}
