import Diagnostics
import Foundation
import Geometry
import NetworkModel
import TestSupport
import Testing

@testable import NetworkImport

/// A small Utility Network file in the text of its parts.
private struct SmallFile {
    var version = "0.9.2"
    var crs = "EPSG:28992"
    var medium = "<u:LiquidMedium><u:type>freshWater</u:type></u:LiquidMedium>"
    var graphs = ""
    var connections = ""
    var components = ""
    var outside = ""

    /// A feature graph of two nodes and a link between them.
    static func pipe(_ id: String, from: String, to: String) -> String {
        """
        <u:featureGraphMember><u:FeatureGraph gml:id="G\(id)">
        <u:nodeMember>\(node("\(id)s", from))</u:nodeMember><u:nodeMember>\(node("\(id)e", to))</u:nodeMember>
        <u:linkMember><u:InteriorFeatureLink gml:id="L\(id)">\
        <u:realization><gml:LineString srsDimension="2"><gml:posList>\(from) \(to)</gml:posList></gml:LineString></u:realization>\
        <u:start xlink:href="#\(id)s"/><u:end xlink:href="#\(id)e"/></u:InteriorFeatureLink></u:linkMember>
        </u:FeatureGraph></u:featureGraphMember>
        """
    }
    /// A feature graph of one node.
    static func place(_ id: String, _ position: String) -> String {
        "<u:featureGraphMember><u:FeatureGraph gml:id=\"G\(id)\"><u:nodeMember>\(node(id, position))</u:nodeMember></u:FeatureGraph></u:featureGraphMember>"
    }
    private static func node(_ id: String, _ position: String) -> String {
        "<u:Node gml:id=\"\(id)\"><u:type>exterior</u:type><u:realization><gml:Point><gml:pos>\(position)</gml:pos></gml:Point></u:realization></u:Node>"
    }
    static func connection(_ id: String, _ start: String, _ end: String) -> String {
        "<u:linkMember><u:InterFeatureLink gml:id=\"\(id)\"><u:start xlink:href=\"#\(start)\"/><u:end xlink:href=\"#\(end)\"/><u:type>connects</u:type></u:InterFeatureLink></u:linkMember>"
    }

    var text: String {
        """
        <?xml version="1.0"?>
        <c:CityModel xmlns:c="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:u="http://www.citygml.org/ade/utility/\(version)">
        <gml:boundedBy><gml:Envelope srsName="\(crs)" srsDimension="2"><gml:lowerCorner>0 0</gml:lowerCorner></gml:Envelope></gml:boundedBy>
        <c:cityObjectMember><u:Network gml:id="N"><gml:name>Net</gml:name><u:transportedMedium>\(medium)</u:transportedMedium>
        <u:topoGraph><u:NetworkGraph gml:id="NG">
        \(graphs)
        \(connections)
        </u:NetworkGraph></u:topoGraph>
        \(components)
        </u:Network></c:cityObjectMember>
        \(outside)
        </c:CityModel>
        """
    }
}

private func read(
    _ text: String, epsg: Int? = nil
) throws -> (builder: CityModelBuilder, model: CityModel, log: ImportLog) {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("utility-\(UUID().uuidString).gml")
    try Data(text.utf8).write(to: url)
    defer { try? FileManager.default.removeItem(at: url) }
    var builder = CityModelBuilder()
    builder.epsg = epsg
    var log = ImportLog()
    try UtilityNetwork.read(url.path, into: &builder, &log)
    var issues = IssueLog()
    return (builder, try builder.freeze(&issues), log)
}

private func failure(_ text: String) -> InputError? {
    do {
        _ = try read(text)
        return nil
    } catch { return error as? InputError }
}

@Suite struct UtilityNetworkTests {
    private var twoPipes: SmallFile {
        SmallFile(
            graphs: SmallFile.pipe("b", from: "100000 450000", to: "100100 450000")
                + SmallFile.pipe("a", from: "100100 450000", to: "100100 450050"),
            connections: SmallFile.connection("X", "be", "as"))
    }
    private func pipe(_ graph: String, _ content: String, element: String = "RoundPipe") -> String {
        "<u:component><u:\(element) gml:id=\"P\(graph)\">\(content)<u:topoGraph xlink:href=\"#G\(graph)\"/></u:\(element)></u:component>"
    }

    @Test(arguments: ["0.9.2", "0.9.3", "0.9.9"])
    func `connected nodes become one under the smallest identifier, with a line in the log`(version: String) throws {
        var file = twoPipes
        file.version = version
        let (_, model, log) = try read(file.text)
        #expect(model.nodes.map { model.id($0) } == ["ae", "as", "bs"])
        #expect(model.links.map { model.id($0) } == ["La", "Lb"])
        #expect(model.layers == [.water])
        #expect(model.nodes.allSatisfy { model.isKind($0, .waterJunction) })
        #expect(model.links.allSatisfy { model.isKind($0, .pipe) })
        #expect(model.epsg == 28992)
        let joined = log.repairs.filter { $0.code == "nodes-joined" }
        #expect(joined.count == 1)
        #expect(joined.first?.asset == "as")
        #expect(joined.first?.message.contains("'be'") == true)
        #expect(model.sources.map(\.format) == ["CityGML Utility Network ADE"])
    }

    @Test func `the names and the namespace of the version for CityGML 3 are understood`() throws {
        var file = twoPipes
        file.version = "0.9.9"
        let text = file.text.replacingOccurrences(of: "<u:start ", with: "<u:startNode ")
            .replacingOccurrences(of: "<u:end ", with: "<u:endNode ")
            .replacingOccurrences(of: "http://www.citygml.org/ade/utility/", with: "http://www.citygml.org/citygml/3.0/ade/utility/")
        #expect(text.contains("startNode"))
        let (_, model, _) = try read(text)
        #expect(model.nodes.map { model.id($0) } == ["ae", "as", "bs"] && model.linkCount == 2)
    }

    @Test func `nodes that only lie on one spot stay apart`() throws {
        var file = twoPipes
        file.connections = ""
        let model = try read(file.text).model
        #expect(model.nodeCount == 4)
        #expect(GraphStructure(of: model).componentSizes.count == 2)
    }

    @Test func `a power network has a source, a cable, and a terminal that names its building`() throws {
        let file = SmallFile(
            medium: "<u:ElectricalMedium><u:type>threePhaseAlternatingCurrent</u:type><u:voltageRange uom=\"V\">400 10000</u:voltageRange></u:ElectricalMedium>",
            graphs: SmallFile.place("S", "100000 450000")
                + SmallFile.pipe("c", from: "100000 450000", to: "100300 450400") + SmallFile.place("T", "100300 450400"),
            connections: SmallFile.connection("X1", "S", "cs") + SmallFile.connection("X2", "ce", "T"),
            components:
                pipe("S", "<gml:name>North</gml:name><u:class>substationSource</u:class>", element: "ComplexFunctionalElement")
                + pipe("c", "", element: "Cable")
                + pipe("T", "<u:connectedCityObject>BLD_1</u:connectedCityObject>", element: "TerminalElement"))
        let (builder, model, _) = try read(file.text)
        #expect(model.layers == [.power])
        let substation = try #require(model.asset(named: "S"))
        #expect(model.isKind(substation, .substation))
        #expect(model.isSource[substation])
        #expect(model.label(substation) == "North")
        let cable = try #require(model.asset(named: "Lc"))
        #expect(model.isKind(cable, .powerCable))
        #expect(model.value(.voltage, of: cable) == 10)
        #expect(model.nodeCount == 2 && model.linkCount == 1)
        let terminal = try #require(model.nodes.first { $0 != substation })
        #expect(model.id(terminal) == "T")
        #expect(model.text(.cityObject, of: terminal) == "BLD_1")
        #expect(!model.isSource[terminal])
        // The building is in another file, so that joining has to make the requirement.
        #expect(builder.requirements.isEmpty)
    }

    @Test func `two devices that touch stay two, with a link between them`() throws {
        let file = SmallFile(
            graphs: SmallFile.place("A", "100000 450000") + SmallFile.place("B", "100000 450000")
                + SmallFile.pipe("c", from: "100000 450000", to: "100300 450400"),
            connections: SmallFile.connection("X1", "B", "A") + SmallFile.connection("X2", "B", "cs"),
            components: pipe("A", "<u:function>deepWell</u:function>", element: "SimpleFunctionalElement")
                + pipe("B", "<u:function>pumpingStation</u:function>", element: "SimpleFunctionalElement"))
        let (_, model, log) = try read(file.text)
        #expect(model.nodes.map { model.id($0) } == ["A", "B", "ce"])
        #expect(model.nodes.map { model.kindName($0) } == ["well", "pumpingStation", "waterJunction"])
        #expect(model.isSource == [true, false, false])
        #expect(model.links.map { model.id($0) } == ["Lc", "X1"])
        #expect(log.repairs.map(\.code).contains("devices-linked"))
    }

    @Test func `two buildings on one pipe end keep their own connections`() throws {
        let file = SmallFile(
            graphs: SmallFile.pipe("c", from: "100000 450000", to: "100300 450400")
                + SmallFile.place("T1", "100300 450400") + SmallFile.place("T2", "100300 450400"),
            connections: SmallFile.connection("X1", "ce", "T1") + SmallFile.connection("X2", "ce", "T2"),
            components: ["1", "2"].map {
                pipe("T\($0)", "<u:connectedCityObject>B\($0)</u:connectedCityObject>", element: "TerminalElement")
            }.joined())
        let model = try read(file.text).model
        #expect(model.nodes.compactMap { model.text(.cityObject, of: $0) }.sorted() == ["B1", "B2"])
        #expect(GraphStructure(of: model).componentSizes == [3])
    }

    @Test func `a pipe's numbers keep their meaning whatever unit they are in`() throws {
        typealias Read = UtilityNetworkMeasures
        #expect(Read.diameter(20, unit: "cm") == .init(value: 200))
        #expect(Read.diameter(0.2, unit: "urn:ogc:def:uom:UCUM::m") == .init(value: 200))
        #expect(Read.diameter(8, unit: "inch").value.map { abs($0 - 203.2) < 1e-9 } == true)
        let slip = Read.diameter(400, unit: "cm")
        #expect(slip.value == 400 && slip.isAssumed && slip.remark?.code == "unit-corrected")
        let bare = Read.diameter(110, unit: "")
        #expect(bare.value == 110 && bare.isAssumed && bare.remark?.code == "unit-assumed")
        #expect(Read.diameter(0, unit: "mm").value == nil)
        #expect(Read.diameter(3, unit: "furlong").value == nil)
        #expect(Read.diameter(-.infinity, unit: "mm").value == nil)
        #expect(Read.year("1987-06-01").value == 1987)
        #expect(Read.year("0001-01-01").value == nil)
        #expect(Read.voltage(10_000, unit: "V").value == 10)
        #expect(Read.voltage(10, unit: "").value == nil)
    }

    @Test func `diameter, material and year reach the pipe, and what was mended is logged`() throws {
        var file = twoPipes
        file.components =
            pipe("a", "<u:yearOfConstruction>0001-01-01</u:yearOfConstruction><u:hasMaterial xlink:href=\"#M\"/><u:exteriorDiameter uom=\"cm\">315</u:exteriorDiameter>")
            + pipe("b", "<u:yearOfConstruction>1987-01-01</u:yearOfConstruction><u:exteriorDiameter uom=\"mm\">110</u:exteriorDiameter><u:interiorDiameter uom=\"cm\">10</u:interiorDiameter>")
        file.outside =
            "<c:cityObjectMember><u:ExteriorMaterial gml:id=\"M\"><u:type>castIron</u:type></u:ExteriorMaterial></c:cityObjectMember>"
        let (_, model, log) = try read(file.text)
        let a = try #require(model.asset(named: "La")), b = try #require(model.asset(named: "Lb"))
        #expect(model.value(.diameter, of: a) == 315)
        #expect(model.text(.material, of: a) == "castIron")
        #expect(model.value(.constructionYear, of: a) == nil)
        #expect(model.value(.diameter, of: b) == 100)
        #expect(model.value(.constructionYear, of: b) == 1987)
        #expect(log.repairs.filter { $0.asset == "La" }.map(\.code).sorted() == ["unit-corrected", "value-left-out"])
    }

    @Test func `a reference to nothing is refused with its line`() throws {
        var file = twoPipes
        file.connections = "\n" + SmallFile.connection("X", "be", "nowhere")
        let text = file.text
        let line = try #require(text.split(separator: "\n", omittingEmptySubsequences: false)
            .firstIndex { $0.contains("nowhere") }) + 1
        let error = try #require(failure(text))
        #expect(error.code == "dangling-reference")
        #expect(error.position?.line == line)
        #expect(error.problem.contains("'nowhere'"))
        #expect(!error.remedy.isEmpty)
        file = twoPipes
        file.components = pipe("z", "")
        #expect(failure(file.text)?.code == "dangling-reference")
        // A reference must lead to the right kind of thing, not just to something.
        file = twoPipes
        file.connections = SmallFile.connection("X", "be", "Ga")
        #expect(failure(file.text)?.code == "dangling-reference")
    }

    @Test func `references without their hash are read and counted`() throws {
        let text = twoPipes.text.replacingOccurrences(of: "href=\"#", with: "href=\"")
        let (_, model, log) = try read(text)
        #expect(model.nodeCount == 3)
        #expect(log.repairs.first { $0.code == "reference-without-hash" }?.message.hasPrefix("6 ") == true)
    }

    @Test(arguments: ["NaN", "1e400", "-INF", "abc"])
    func `a coordinate that is no number is refused with its line`(word: String) throws {
        let text = twoPipes.text.replacingOccurrences(of: "100100 450050</gml:pos>", with: "\n100100 \(word)</gml:pos>")
        let error = try #require(failure(text))
        #expect(error.code == "position-not-a-number")
        #expect((error.position?.line ?? 0) > 3)
    }

    @Test func `a system that cannot be right is refused, unless the right one is given`() throws {
        var file = twoPipes
        file.crs = "EPSG:4326"
        let error = try #require(failure(file.text))
        #expect(error.code == "crs-implausible")
        #expect(error.position?.line == 3)
        #expect(error.problem.contains("28992"))
        let mended = try read(file.text, epsg: 28992)
        #expect(mended.model.epsg == 28992)
        #expect(mended.model.position[0] == Point(x: 100_100, y: 450_050))
        file.crs = "urn:ogc:def:crs:EPSG::99999"
        #expect(failure(file.text)?.code == "crs-unknown")
    }

    @Test func `buildings and networks of one file must share their system`() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("utility-\(UUID().uuidString).gml")
        try Data(twoPipes.text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        func code(_ epsg: Int?) -> String? {
            var builder = CityModelBuilder(), log = ImportLog()
            builder.epsg = epsg
            builder.beginFile(url.path)
            builder.addFacility("B", kind: .building, at: Point(x: 100_000, y: 450_000))
            do {
                try UtilityNetwork.read(url.path, into: &builder, &log)
                return builder.epsg.map { "\($0)" }
            } catch { return (error as? InputError)?.code }
        }
        #expect(code(28992) == "28992")
        #expect(code(7415) == "7415")
        #expect(code(25832) == "crs-mixed")
        #expect(code(nil) == "crs-mixed")
    }

    @Test func `importing with the right code mends a wrong declaration`() throws {
        var file = twoPipes
        file.crs = "EPSG:4326"
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("utility-\(UUID().uuidString).gml")
        try Data(file.text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        var log = ImportLog(), options = JoinOptions()
        #expect(throws: InputError.self) { try NetworkImporter.load(paths: [url.path], log: &log) }
        options.epsgOfFile = [url.lastPathComponent: 28992]
        let model = try NetworkImporter.load(paths: [url.path], options: options, log: &log)
        #expect(model.epsg == 28992)
        #expect(model.nodeCount == 3 && model.linkCount == 2)
    }

    @Test func `two systems in one file are refused`() {
        let text = twoPipes.text.replacingOccurrences(
            of: "<gml:LineString srsDimension", with: "<gml:LineString srsName=\"EPSG:25832\" srsDimension")
        #expect(failure(text)?.code == "crs-mixed")
    }

    @Test func `a stated direction makes a one-way link, a minus turns it round`() throws {
        let forward = twoPipes.text.replacingOccurrences(
            of: "gml:id=\"La\">", with: "gml:id=\"La\"><u:direction>-</u:direction>")
        let model = try read(forward).model
        let link = try #require(model.asset(named: "La")) - model.nodeCount
        #expect(model.isDirected == [true, false])
        #expect(model.id(Int(model.from[link])) == "ae")
        #expect(model.course(ofLink: model.nodeCount + link).first == Point(x: 100_100, y: 450_050))
    }

    @Test func `a node without a place takes the end of its link, and ends that nearly touch are led together`() throws {
        var file = twoPipes
        file.graphs = file.graphs.replacingOccurrences(
            of: "<u:realization><gml:Point><gml:pos>100100 450050</gml:pos></gml:Point></u:realization>", with: "")
            .replacingOccurrences(
                of: "as\"><u:type>exterior</u:type><u:realization><gml:Point><gml:pos>100100 ",
                with: "as\"><u:type>exterior</u:type><u:realization><gml:Point><gml:pos>100100.25 ")
        let (_, model, log) = try read(file.text)
        let node = try #require(model.asset(named: "ae"))
        #expect(model.position[node] == Point(x: 100_100, y: 450_050))
        #expect(log.repairs.contains { $0.code == "node-placed" && $0.asset == "ae" })
        #expect(log.repairs.filter { $0.code == "course-extended" }.map(\.asset).sorted() == ["La", "Lb"])
        #expect(log.repairs.first { $0.code == "nodes-joined" }?.message.contains("0.25 apart") == true)
        for link in model.links {
            let course = model.course(ofLink: link), i = link - model.nodeCount
            #expect(course.first == model.position[Int(model.from[i])])
            #expect(course.last == model.position[Int(model.to[i])])
        }
    }

    @Test func `a course of several segments in three dimensions is one line`() throws {
        var file = twoPipes
        file.graphs = file.graphs.replacingOccurrences(
            of: "<gml:LineString srsDimension=\"2\"><gml:posList>100100 450000 100100 450050</gml:posList></gml:LineString>",
            with: "<gml:Curve srsDimension=\"3\"><gml:segments><gml:LineStringSegment><gml:posList>100100 450000 1 100110 450020 2</gml:posList></gml:LineStringSegment><gml:LineStringSegment><gml:pos>100110 450020 2</gml:pos><gml:pos>100100 450050 3</gml:pos></gml:LineStringSegment></gml:segments></gml:Curve>")
        let model = try read(file.text).model
        let link = try #require(model.asset(named: "La"))
        #expect(
            model.course(ofLink: link)
                == [Point(x: 100_100, y: 450_000), Point(x: 100_110, y: 450_020), Point(x: 100_100, y: 450_050)])
        #expect(Array(model.shapes.z[model.shapes.range(of: link)]) == [1, 2, 3])
    }

    @Test func `a list of coordinates that makes no whole points is refused`() {
        let text = twoPipes.text.replacingOccurrences(of: "450050</gml:posList>", with: "450050 7</gml:posList>")
        #expect(failure(text)?.code == "coordinates-incomplete")
    }

    @Test func `what is not understood is counted by its name, buildings are left to others`() throws {
        var file = twoPipes
        file.components = pipe("a", "<u:colour>red</u:colour><u:colour>blue</u:colour>") + "<u:component><u:Bedding gml:id=\"B\"><u:width>1</u:width></u:Bedding></u:component>"
        file.outside = "<c:cityObjectMember><b:Building xmlns:b=\"urn:b\"><b:height>3</b:height></b:Building></c:cityObjectMember>"
        let log = try read(file.text).log
        #expect(log.skipped.values.first == ["colour": 2, "Bedding": 1])
    }

    @Test func `a city model without a network says so`() {
        let text = "<CityModel xmlns=\"http://www.opengis.net/citygml/2.0\"><cityObjectMember/></CityModel>"
        #expect(failure(text)?.code == "utility-network-missing")
    }

    @Test func `media become layers, known ones under one name`() {
        typealias Kinds = ComponentKinds
        for word in ["freshWater", "potableWater", "drinkingWater", "water"] {
            #expect(Kinds.layer(ofMedium: "LiquidMedium", type: word) == .water)
        }
        #expect(Kinds.layer(ofMedium: "LiquidMedium", type: "wasteWater") == Layer("sewer"))
        #expect(Kinds.layer(ofMedium: "GaseousMedium", type: "naturalGas") == Layer("gas"))
        #expect(Kinds.layer(ofMedium: "ElectricalMedium", type: "directCurrent") == .power)
        #expect(Kinds.layer(ofMedium: "ElectricalMedium", type: "telephone") == Layer("telecom"))
        #expect(Kinds.layer(ofMedium: "LiquidMedium", type: "oil") == Layer("oil"))
        #expect(Kinds.layer(ofMedium: "LiquidMedium", type: "") == nil)
        #expect(Kinds.has("well", in: "deepWell") && !Kinds.has("well", in: "dwelling"))
    }

    @Test func `the order of a file changes nothing`() throws {
        var file = twoPipes
        let forward = try read(file.text).model
        file.graphs = SmallFile.pipe("a", from: "100100 450000", to: "100100 450050")
            + SmallFile.pipe("b", from: "100000 450000", to: "100100 450000")
        let turned = try read(file.text).model
        #expect((0..<forward.assetCount).map { forward.id($0) } == (0..<turned.assetCount).map { turned.id($0) })
        #expect(forward.position == turned.position)
        #expect(forward.from == turned.from && forward.to == turned.to)
    }

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `the water network of Nanaimo has its published structure`() throws {
        let path = try #require(sharedFolder).appendingPathComponent(
            "data/citygml/ade_utilitynetwork/derived_nanaimo_pipes_utn092.gml").path
        var builder = CityModelBuilder()
        var log = ImportLog()
        try UtilityNetwork.read(path, into: &builder, &log)
        var issues = IssueLog()
        let model = try builder.freeze(&issues)
        #expect(model.epsg == 26910)
        #expect(model.layers == [.water])
        #expect(model.linkCount == 3331)
        #expect(model.nodeCount == 3330)
        #expect(model.links.allSatisfy { model.isKind($0, .pipe) })
        // 6,662 ends and 3,332 connections that hold.
        #expect(log.repairs.count { $0.code == "nodes-joined" } == 6662 - 3330)

        let structure = GraphStructure(of: model)
        #expect(structure.componentSizes.count == 46)
        #expect(structure.componentSizes.sorted(by: >).prefix(6) == [3135, 53, 30, 19, 11, 2])
        #expect(structure.isArticulationPoint.count { $0 } == 1493)
        #expect(structure.isBridge.count { $0 } == 2029)
        let ends = zip(model.from, model.to).map { [min($0, $1), max($0, $1)] }
        #expect(ends.count { $0[0] == $0[1] } == 1)
        #expect(ends.count - Set(ends).count == 4)
        let length = model.links.map { Planar.length(ofPolyline: model.course(ofLink: $0)) }.reduce(0, +)
        #expect(abs(length - 72809.5) < 0.1)

        let pipe = try #require(model.asset(named: "IL_3330"))
        #expect(model.value(.diameter, of: pipe) == 19)
        #expect(model.text(.material, of: pipe) == "copper")
        #expect(model.value(.constructionYear, of: pipe) == 2016)
        #expect(model.text(.function, of: pipe) == "houseServiceLine")
        #expect(log.skipped.isEmpty)
    }
}
