import Diagnostics
import Foundation
import Geometry
import MarkupReading
import NetworkImport
import NetworkModel
import TestSupport
import Testing

@Suite struct CityGMLTests {
    // MARK: helpers

    /// The facilities of a document, and what was logged.
    private func read(_ text: String, name: String = "town.gml") throws -> (model: CityModel, log: ImportLog) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lifeline-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return try read(path: url.path)
    }
    private func read(path: String) throws -> (model: CityModel, log: ImportLog) {
        var builder = CityModelBuilder(), log = ImportLog()
        #expect(try NetworkFormats.format(of: path) == CityGML.self)
        try CityGML.read(path, into: &builder, &log)
        var issues = IssueLog()
        return (try builder.freeze(&issues), log)
    }
    private func shared(_ name: String) throws -> (model: CityModel, log: ImportLog) {
        try read(path: try #require(sharedFolder).appendingPathComponent("data/citygml/\(name)").path)
    }
    private func skipped(_ log: ImportLog) -> [String: Int] { log.skipped.values.first ?? [:] }
    private func error(_ text: String) throws -> InputError? { #expect(throws: InputError.self) { try read(text) } }

    private func v2(_ members: String, crs: String = "EPSG:28992") -> String {
        """
        <core:CityModel xmlns:core="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml"
          xmlns:bldg="http://www.opengis.net/citygml/building/2.0" xmlns:gen="http://www.opengis.net/citygml/generics/2.0"
          xmlns:xAL="urn:oasis:names:tc:ciq:xsdschema:xAL:2.0" xmlns:xlink="http://www.w3.org/1999/xlink">
        <gml:boundedBy><gml:Envelope srsName="\(crs)" srsDimension="3"><gml:lowerCorner>0 0 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>
        \(members)
        </core:CityModel>
        """
    }
    private func polygon(_ positions: String, hole: String = "", id: String = "") -> String {
        let inner = hole.isEmpty ? "" : "<gml:interior><gml:LinearRing><gml:posList>\(hole)</gml:posList></gml:LinearRing></gml:interior>"
        return "<gml:Polygon\(id.isEmpty ? "" : " gml:id=\"\(id)\"")><gml:exterior><gml:LinearRing><gml:posList>\(positions)</gml:posList></gml:LinearRing></gml:exterior>\(inner)</gml:Polygon>"
    }
    private func multi(_ polygons: String...) -> String {
        "<gml:MultiSurface>" + polygons.map { "<gml:surfaceMember>\($0)</gml:surfaceMember>" }.joined() + "</gml:MultiSurface>"
    }
    private func building(_ id: String, _ content: String) -> String {
        "<core:cityObjectMember><bldg:Building gml:id=\"\(id)\">\(content)</bldg:Building></core:cityObjectMember>"
    }
    /// A ground surface of width × depth at the height, one corner at (100000 + x, 400000).
    private func ground(_ x: Double, _ width: Double, _ depth: Double, z: Double = 1, level: Int = 2, hole: String = "") -> String {
        "<bldg:boundedBy><bldg:GroundSurface><bldg:lod\(level)MultiSurface>"
            + multi(polygon(rectangle(x, width, depth, z), hole: hole))
            + "</bldg:lod\(level)MultiSurface></bldg:GroundSurface></bldg:boundedBy>"
    }
    private func rectangle(_ x: Double, _ width: Double, _ depth: Double, _ z: Double) -> String {
        let corners = [(0, 0), (0, depth), (width, depth), (width, 0), (0, 0)]
        return corners.map { "\(100_000 + x + $0.0) \(400_000 + $0.1) \(z)" }.joined(separator: " ")
    }

    // MARK: values

    @Test func `a building of version 2 comes in with all that it states`() throws {
        let (model, log) = try read(v2(building("H1", """
            <gml:name>St. Anna &amp; co</gml:name>
            <gen:intAttribute name="beds"><gen:value>120</gen:value></gen:intAttribute>
            <gen:intAttribute name="residents"><gen:value>80</gen:value></gen:intAttribute>
            <gen:stringAttribute name="district"><gen:value>Noord</gen:value></gen:stringAttribute>
            <bldg:function>2310</bldg:function><bldg:yearOfConstruction>1974</bldg:yearOfConstruction>
            <bldg:roofType>1000</bldg:roofType>
            <bldg:measuredHeight uom="urn:ogc:def:uom:UCUM::ft">50</bldg:measuredHeight>
            <bldg:storeysAboveGround>4</bldg:storeysAboveGround>
            \(ground(0, 20, 10, hole: "100002 400002 1 100004 400002 1 100004 400004 1 100002 400004 1 100002 400002 1"))
            <bldg:address><core:Address><core:xalAddress><xAL:AddressDetails><xAL:Locality><xAL:LocalityName>Delft</xAL:LocalityName>
            <xAL:Thoroughfare><xAL:ThoroughfareNumber>5</xAL:ThoroughfareNumber><xAL:ThoroughfareName>Markt</xAL:ThoroughfareName></xAL:Thoroughfare>
            <xAL:PostalCode><xAL:PostalCodeNumber>2611 GP</xAL:PostalCodeNumber></xAL:PostalCode></xAL:Locality></xAL:AddressDetails></core:xalAddress></core:Address></bldg:address>
            """)))
        #expect(model.facilityCount == 1 && model.epsg == 28992)
        #expect(model.id(0) == "H1" && model.label(0) == "St. Anna & co" && model.kindName(0) == "hospital")
        #expect(model.value(.footprintArea, of: 0) == 196)
        // The courtyard of 4 m² about (3, 3) moves the centre of 200 m² about (10, 5).
        let x = (200.0 * 10 - 4 * 3) / 196, y = (200.0 * 5 - 4 * 3) / 196
        #expect(model.position[0].distance(to: Point(x: 100_000 + x, y: 400_000 + y)) < 1e-6)
        #expect(abs((model.value(.height, of: 0) ?? 0) - 15.24) < 1e-9)
        #expect(model.value(.storeys, of: 0) == 4 && model.value(.constructionYear, of: 0) == 1974)
        #expect(model.value(.beds, of: 0) == 120 && model.value(.residents, of: 0) == 80)
        #expect(model.value(.elevation, of: 0) == 1)
        #expect(model.text(.district, of: 0) == "Noord" && model.text(.function, of: 0) == "2310")
        #expect(model.text(.address, of: 0) == "Markt 5, 2611 GP Delft")
        #expect(model.shapes.points(of: 0).count == 4)
        #expect(skipped(log) == ["roofType": 1])
        #expect(model.sources == [DataSource(file: "town.gml", format: "CityGML")])
    }

    @Test func `residents are assumed from floor area only where people live, and it is said`() throws {
        let (model, log) = try read(v2(
            building("a", "<bldg:function>1000</bldg:function><bldg:storeysAboveGround>2</bldg:storeysAboveGround>" + ground(0, 10, 14))
                + building("b", "<bldg:function>1630</bldg:function>" + ground(20, 10, 14))
                + building("c", "<bldg:function>mystery</bldg:function><bldg:measuredHeight uom=\"m\">9.5</bldg:measuredHeight>" + ground(40, 7, 10))))
        #expect(model.value(.residents, of: 0) == 280 / 35.0)
        #expect(model.numeric[Int(NumericAttribute.residents.rawValue)]?.provenance[0] == .assumed)
        #expect(model.value(.residents, of: 1) == nil)
        #expect(model.value(.residents, of: 2) == 70 * 3 / 35.0)
        #expect(model.text(.function, of: 2) == "mystery" && model.kindName(2) == "building")
        let note = log.issues.issues.first { $0.code == "residents-assumed" }
        #expect(note?.message.hasPrefix("2 buildings") == true && note?.message.contains("35 m²") == true)
    }

    @Test func `codes and words in three languages lead to the same kinds`() throws {
        let cases = [
            ("2310", "hospital"), ("Ziekenhuis", "hospital"), ("31001_3051", "hospital"), ("Krankenhaus", "hospital"),
            ("2360", "careHome"), ("verpleeghuis", "careHome"), ("Pflegeheim", "careHome"), ("nursing home", "careHome"),
            ("2080", "school"), ("Basisschool", "school"), ("Grundschule", "school"),
            ("2410", "fireStation"), ("brandweerkazerne", "fireStation"), ("31001_3072", "fireStation"),
            ("ambulancepost", "ambulancePost"), ("Rettungswache", "ambulancePost"),
            ("2370", "shelter"), ("shelter", "shelter"), ("1000", "building"), ("23100", "building"),
        ]
        let members = cases.enumerated().map { building("b\(100 + $0)", "<bldg:function>\($1.0)</bldg:function>" + ground(0, 5, 5)) }
        let model = try read(v2(members.joined())).model
        for (i, expected) in cases.enumerated() { #expect(model.kindName(i) == expected.1, "\(expected.0)") }
    }

    @Test func `the parts of a building add up to one facility`() throws {
        func part(_ x: Double, _ depth: Double, _ height: Double, _ storeys: Int) -> String {
            """
            <bldg:buildingPart><bldg:BuildingPart gml:id="p\(Int(x))"><core:boundary><con:GroundSurface><core:lod2MultiSurface>
            \(multi(polygon(rectangle(x, 10, depth, 4 - x / 10))))</core:lod2MultiSurface></con:GroundSurface></core:boundary>
            <con:height><con:Height><con:status>measured</con:status><con:value uom="#m">\(height)</con:value></con:Height></con:height>
            <bldg:storeysAboveGround>\(storeys)</bldg:storeysAboveGround></bldg:BuildingPart></bldg:buildingPart>
            """
        }
        let (model, log) = try read("""
            <core:CityModel xmlns:core="http://www.opengis.net/citygml/3.0" xmlns:gml="http://www.opengis.net/gml/3.2"
              xmlns:bldg="http://www.opengis.net/citygml/building/3.0" xmlns:con="http://www.opengis.net/citygml/construction/3.0"
              xmlns:gen="http://www.opengis.net/citygml/generics/3.0" xmlns:xAL="urn:oasis:names:tc:ciq:xal:3">
            <gml:boundedBy><gml:Envelope srsName="urn:ogc:def:crs:EPSG::25832" srsDimension="3"/></gml:boundedBy>
            <core:cityObjectMember><bldg:Building gml:id="b">
            <core:genericAttribute><gen:DoubleAttribute><gen:name>residents</gen:name><gen:value>12.5</gen:value></gen:DoubleAttribute></core:genericAttribute>
            <core:genericAttribute><gen:StringAttribute><gen:name>district</gen:name><gen:value>Zuid</gen:value></gen:StringAttribute></core:genericAttribute>
            <con:dateOfConstruction>1961-05-01</con:dateOfConstruction>
            <bldg:address><core:Address><core:xalAddress><xAL:Address><xAL:Locality><xAL:NameElement>Wien</xAL:NameElement></xAL:Locality>
            <xAL:Thoroughfare><xAL:NameElement>Ring</xAL:NameElement><xAL:Number>7</xAL:Number></xAL:Thoroughfare>
            <xAL:PostCode><xAL:Identifier>1010</xAL:Identifier></xAL:PostCode></xAL:Address></core:xalAddress></core:Address></bldg:address>
            \(part(0, 10, 9, 3))\(part(10, 5, 12, 1))
            </bldg:Building></core:cityObjectMember></core:CityModel>
            """)
        #expect(model.facilityCount == 1 && model.epsg == 25832)
        #expect(model.value(.footprintArea, of: 0) == 150 && model.value(.height, of: 0) == 12)
        #expect(model.value(.storeys, of: 0) == 3 && model.value(.elevation, of: 0) == 3)
        #expect(model.value(.residents, of: 0) == 12.5 && model.value(.constructionYear, of: 0) == 1961)
        #expect(model.text(.district, of: 0) == "Zuid" && model.text(.address, of: 0) == "Ring 7, 1010 Wien")
        // 100 m² about (5, 5), 50 m² about (15, 2.5)
        let middle = Point(x: 100_000 + 25.0 / 3, y: 400_000 + 12.5 / 3)
        #expect(model.position[0].distance(to: middle) < 1e-6)
        #expect(skipped(log).isEmpty)
    }

    // MARK: footprints

    @Test func `a footprint is found in every kind of geometry`() throws {
        let solid = "<bldg:lod1Solid><gml:Solid><gml:exterior><gml:CompositeSurface>"
            + [rectangle(0, 8, 5, 2), rectangle(0, 8, 5, 9)].map { "<gml:surfaceMember>\(polygon($0))</gml:surfaceMember>" }.joined()
            + "</gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod1Solid>"
        let print = "<bldg:lod0FootPrint>\(multi(polygon(rectangle(0, 3, 5, 0))))</bldg:lod0FootPrint>"
        let roof = "<bldg:lod0RoofEdge>\(multi(polygon(rectangle(0, 9, 5, 12))))</bldg:lod0RoofEdge>"
        let byReference = """
            <bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember>\(polygon(rectangle(0, 7, 5, 3), id: "g"))</gml:surfaceMember>
            <gml:surfaceMember>\(polygon(rectangle(0, 1, 1, 0)))</gml:surfaceMember></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>
            <bldg:boundedBy><bldg:GroundSurface><bldg:lod2MultiSurface><gml:MultiSurface><gml:surfaceMember xlink:href="#g"/></gml:MultiSurface></bldg:lod2MultiSurface></bldg:GroundSurface></bldg:boundedBy>
            """
        let wall = "<bldg:lod1MultiSurface>\(multi(polygon("100000 400000 0 100006 400000 0 100006 400000 5 100000 400000 5 100000 400000 0"), polygon("100000 400000 0 100000 400002 0 100000 400002 5 100000 400000 0")))</bldg:lod1MultiSurface>"
        let twice = ground(0, 4, 5, level: 2) + ground(0, 4, 6, level: 3)
        let pos = "<bldg:lod0FootPrint><gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>"
            + ["100000 400000", "100002 400000", "100002 400003", "100000 400000"].map { "<gml:pos srsDimension=\"2\">\($0)</gml:pos>" }.joined()
            + "</gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember></gml:MultiSurface></bldg:lod0FootPrint>"
        let cases: [(String, Double, Double?)] = [
            (solid, 40, 2), (print + roof, 15, 0), (roof, 45, nil), (roof + solid, 40, 2), (byReference, 35, 0),
            (wall, 6, 0), (twice, 20, 1), (pos, 3, nil), (print + solid, 15, 2),
        ]
        let model = try read(v2(cases.enumerated().map { building("b\($0)", $1.0) }.joined())).model
        for (i, expected) in cases.enumerated() {
            #expect(model.value(.footprintArea, of: i) == expected.1, "case \(i)")
            #expect(model.value(.elevation, of: i) == expected.2, "case \(i)")
        }
    }

    // MARK: what is odd

    @Test func `placeholders and unknown units count as missing, and are reported`() throws {
        let (model, log) = try read(v2(
            building("a", "<bldg:measuredHeight uom=\"m\">-9999</bldg:measuredHeight><bldg:storeysAboveGround>9999</bldg:storeysAboveGround>" + ground(0, 5, 5))
                + building("b", "<bldg:measuredHeight uom=\"m\">9999</bldg:measuredHeight>" + ground(0, 5, 5))
                + building("c", "<bldg:measuredHeight uom=\"league\">9</bldg:measuredHeight>" + ground(0, 5, 5))))
        for i in 0..<3 { #expect(model.value(.height, of: i) == nil && model.value(.storeys, of: i) == nil) }
        let found = log.issues.issues.filter { $0.severity == .warning }.map { "\($0.code) \($0.message)" }
        #expect(found.count == 3)
        #expect(found.contains { $0.hasPrefix("value-ignored 2 × measuredHeight") })
        #expect(found.contains { $0.hasPrefix("unit-unknown") && $0.contains("league") })
    }

    @Test func `a missing identifier is made, a missing coordinate system and missing geometry are reported`() throws {
        let text = v2(building("x", ground(0, 5, 5)) + building("empty", "<bldg:function>1000</bldg:function>"))
            .replacingOccurrences(of: " gml:id=\"x\"", with: "").replacingOccurrences(of: " srsName=\"EPSG:28992\"", with: "")
        let (model, log) = try read(text, name: "west.v1.gml")
        #expect(model.facilities.map { model.id($0) } == ["west-1"] && model.epsg == 0)
        #expect(Set(log.issues.issues.map(\.code)).isSuperset(of: ["crs-missing", "id-made", "building-without-geometry"]))
        #expect(log.repairs.map(\.code) == ["id-made", "building-left-out"])
    }

    @Test func `other features are counted by name, their content is not`() throws {
        let (model, log) = try read(v2("""
            <core:cityObjectMember><x:WaterBody xmlns:x="urn:x"><x:Building/></x:WaterBody></core:cityObjectMember>
            <core:cityObjectMember><x:Road xmlns:x="urn:x"/></core:cityObjectMember>
            <core:cityObjectMember><x:Road xmlns:x="urn:x"><gml:name>NaN</gml:name></x:Road></core:cityObjectMember>
            <app:appearanceMember xmlns:app="urn:app"><app:Appearance/></app:appearanceMember>
            """ + building("a", ground(0, 5, 5) + "<x:odd xmlns:x='urn:x'><x:odd/></x:odd><bldg:interiorRoom/>")))
        #expect(model.facilityCount == 1)
        #expect(skipped(log) == ["WaterBody": 1, "Road": 2, "appearanceMember": 1, "odd": 1, "interiorRoom": 1])
    }

    @Test func `degrees are measured in metres, latitude first`() throws {
        // 0.001° of latitude and longitude at 52° N on the GRS 80 ellipsoid: 111.27 m by 68.68 m.
        let ring = "52 5 0 52.001 5 0 52.001 5.001 0 52 5.001 0 52 5 0"
        let text = v2(building("a", "<bldg:lod0FootPrint>\(multi(polygon(ring)))</bldg:lod0FootPrint>"), crs: "EPSG:4326")
        let model = try read(text).model
        #expect(model.epsg == 4326)
        #expect(model.position[0].distance(to: Point(x: 5.0005, y: 52.0005)) < 1e-9)
        let area = try #require(model.value(.footprintArea, of: 0))
        #expect(abs(area / (111.27 * 68.68) - 1) < 0.002)
    }

    // MARK: bad files

    @Test func `bad files are refused with the line`() throws {
        let dangling = try error(v2("\n" + building("a", ground(0, 5, 5)
            + "\n<bldg:lod2Solid><gml:Solid><gml:exterior><gml:CompositeSurface><gml:surfaceMember xlink:href=\"#nowhere\"/></gml:CompositeSurface></gml:exterior></gml:Solid></bldg:lod2Solid>")))
        #expect(dangling?.code == "dangling-reference" && dangling?.position?.line == 7)
        #expect(dangling?.problem.contains("#nowhere") == true)

        for bad in ["NaN", "1e400", "INF", "abc", "1,5", "1e10"] {
            let found = try error(v2(building("a", "<bldg:lod0FootPrint>\(multi(polygon("1 2 3\n 4 \(bad) 6")))</bldg:lod0FootPrint>")))
            #expect(found?.code == "position-not-a-number" && found?.position?.line == 6, "\(bad)")
            #expect(found?.problem.contains("'\(bad)'") == true)
        }
        let count = try error(v2(building("a", "<bldg:lod0FootPrint>\(multi(polygon("1 2 3 4")))</bldg:lod0FootPrint>")))
        #expect(count?.code == "position-count" && count?.position?.line == 5)

        let crs = try error(v2(building("a", ground(0, 5, 5)), crs: "EPSG:99999"))
        #expect(crs?.code == "crs-unknown" && crs?.position?.line == 4)

        let prefix = try error(v2("<core:cityObjectMember><nope:Building/></core:cityObjectMember>"))
        #expect(prefix?.code == "xml-undeclared-prefix" && prefix?.position?.line == 5)

        let twice = try error(v2(building("a", ground(0, 5, 5)) + "\n" + building("a", ground(0, 5, 5))))
        #expect(twice != nil && twice?.position?.file.hasSuffix("town.gml") == true)

        let mixed = try error(v2(building("a", ground(0, 5, 5)) + building("b", ground(0, 5, 5)
            .replacingOccurrences(of: "<gml:MultiSurface>", with: "<gml:MultiSurface srsName=\"EPSG:25832\">"))))
        #expect(mixed?.code == "crs-mixed")
    }

    @Test func `the same system by another name is no contradiction`() throws {
        let text = ground(0, 5, 5).replacingOccurrences(
            of: "<gml:MultiSurface>", with: "<gml:MultiSurface srsName=\"urn:ogc:def:crs,crs:EPSG::7415\">")
        #expect(try read(v2(building("a", text))).model.epsg == 28992)
    }

    // MARK: published files

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `published files give the buildings that are in them`() throws {
        let local = try shared("v2/Building_LOD1-LocalEngineeringCRS_v2.gml")
        #expect(local.model.facilityCount == 1 && local.model.epsg == 0)
        #expect(skipped(local.log)["ReliefFeature without triangles (mass points, break lines, raster)"] == nil)

        let house = try shared("v2/Building_LOD2-EPSG25832_v2.gml").model
        #expect(house.epsg == 25832 && house.facilityCount == 1)
        #expect(house.value(.footprintArea, of: 0) == 50 && house.value(.elevation, of: 0) == 112)
        #expect(house.value(.height, of: 0) == 5 && house.value(.storeys, of: 0) == 1)
        #expect(house.position[0] == Point(x: 458_880, y: 5_438_352.5))
        #expect(house.text(.address, of: 0) == "Hermann-von-Helmholtz-Platz 1, 76344 Eggenstein-Leopoldshafen")
        #expect(house.value(.residents, of: 0) == 50 / 35.0)

        let hundred = try shared("v3/c4j_lod2_buildings_v3.gml").model
        #expect(hundred.facilityCount == 100 && hundred.epsg == 3068)
        let first = try #require(hundred.asset(named: "FZK_GUID_1F3E679D-E226-4535-926C-7390977FB25A"))
        #expect(hundred.value(.footprintArea, of: first) == 48)
        #expect(hundred.value(.storeys, of: first) == 5)

        let lyon = try shared("v3/Versioning_historicalSuccession.gml")
        // Only the last building names the system.
        #expect(lyon.model.facilityCount == 4 && lyon.model.epsg == 3946)
        #expect(lyon.log.issues.issues.contains { $0.code == "crs-late" })
        #expect(lyon.model.facilities.compactMap { lyon.model.value(.height, of: $0) }.count == 4)
        #expect(lyon.model.facilities.allSatisfy { (lyon.model.value(.footprintArea, of: $0) ?? 0) > 10 })

        #expect(try shared("v3/ParkingGarage_Roads_CityObjectRelations_XLinks.gml").model.facilityCount == 1)
        #expect(try shared("v3/melbourne_roads_4wayintersection.gml").model.facilityCount == 0)
    }

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `areas of a Japanese file agree with those that it states`() throws {
        let model = try shared("plateau/koshigaya-shi__53396677_bldg_6697_op.gml").model
        #expect(model.facilityCount == 5 && model.epsg == 6697)
        let first = try #require(model.asset(named: "bldg_a1aee1b4-098a-4927-a553-8caeae33ed7e"))
        // The file gives buildingFootprintArea 62.565 m² for it.
        let area = try #require(model.value(.footprintArea, of: first))
        #expect(abs(area / 62.565 - 1) < 0.15, "\(area)")
        #expect(abs(model.position[first].x - 139.8375) < 1e-3 && abs(model.position[first].y - 35.8926) < 1e-3)
        #expect(model.value(.elevation, of: first) == 3.7)
        #expect(model.text(.usage, of: first) == "411")
    }
}
