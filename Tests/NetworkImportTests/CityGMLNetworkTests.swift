import Diagnostics
import Foundation
import Geometry
import MarkupReading
import NetworkImport
import NetworkModel
import TestSupport
import Testing

/// Roads, bridges, tunnels and buried pipes of city models, and the floods that their buildings record.
@Suite struct CityGMLNetworkTests {
    private func load(_ texts: [(name: String, text: String)], options: JoinOptions? = nil) throws -> (model: CityModel, log: ImportLog) {
        let scratch = try ScratchFolder()
        var chosen = options ?? JoinOptions(), log = ImportLog()
        if options == nil { chosen.inference = .never }
        let paths = try texts.map { try scratch.file($0.name, $0.text) }
        return (try NetworkImporter.load(paths: paths, options: chosen, log: &log), log)
    }
    private func load(_ text: String) throws -> CityModel { try load([("town.gml", text)]).model }
    private func published(_ name: String) throws -> (model: CityModel, log: ImportLog) {
        let path = try #require(sharedFolder).appendingPathComponent("data/citygml/\(name)").path
        var options = JoinOptions(), log = ImportLog()
        options.inference = .never
        return (try NetworkImporter.load(paths: [path], options: options, log: &log), log)
    }
    private func count(_ model: CityModel, _ kind: AssetKind) -> Int { (0..<model.assetCount).count { model.isKind($0, kind) } }
    private func link(_ model: CityModel, _ id: String) throws -> (from: String, to: String, asset: Int) {
        let asset = try #require(model.asset(named: id), "\(id)")
        let i = asset - model.nodeCount
        return (model.id(Int(model.from[i])), model.id(Int(model.to[i])), asset)
    }
    private func codes(_ log: ImportLog) -> Set<String> { Set(log.repairs.map(\.code)) }

    // MARK: roads

    @Test func `areas that touch a crossing become links that meet in it`() throws {
        let model = try load(CityGMLSamples.crossing)
        let crossing = try #require(model.asset(named: "X"))
        #expect(model.position[crossing].distance(to: Point(x: 155_100, y: 463_100)) < 1e-6)
        for arm in ["west", "south", "north"] {
            let ends = try link(model, arm)
            #expect(ends.from == "X" || ends.to == "X")
            // From the middle of the crossing over its border, 3 m on, to the end of the arm, 40 m on.
            #expect(abs((model.value(.length, of: ends.asset) ?? 0) - 43) < 0.02, "\(arm)")
        }
        #expect(model.label(try link(model, "west").asset) == "Main street")
    }

    @Test func `the part of a road that runs over a bridge is the bridge`() throws {
        let model = try load(CityGMLSamples.crossing)
        // East runs from x = 103 to 143, the bridge from 110 to 130.
        let bridge = try link(model, "B")
        #expect(model.isKind(bridge.asset, .bridge) && model.label(bridge.asset) == "Old bridge")
        #expect(abs((model.value(.length, of: bridge.asset) ?? 0) - 20) < 0.02)
        #expect(count(model, .bridge) == 1 && model.linkCount == 6)
        #expect(try link(model, "east-1").to == bridge.from)
        #expect(try link(model, "east-3").from == bridge.to)
    }

    @Test func `a road under a bridge stays a road, by its height`() throws {
        let high = "<brid:Bridge gml:id=\"B\"><boundary><con:RoofSurface><lod2MultiSurface>\(CityGMLSamples.area(10, -20, 10, 60, z: 8))</lod2MultiSurface></con:RoofSurface></boundary><boundary><con:GroundSurface><lod2MultiSurface>\(CityGMLSamples.area(10, -20, 10, 60, z: 1))</lod2MultiSurface></con:GroundSurface></boundary></brid:Bridge>"
        func road(_ id: String, z: Double, area: String) -> String { "<tran:Road gml:id=\"\(id)\">\(CityGMLSamples.section(id + "s", area))</tran:Road>" }
        let model = try load(
            CityGMLSamples.version3(
                high, road("under", z: 1, area: CityGMLSamples.area(0, 10, 40, 6, z: 1)),
                road("over", z: 8, area: CityGMLSamples.area(12, -20, 6, 60, z: 8))))
        #expect(model.isKind(try link(model, "unders").asset, .road))
        #expect(model.isKind(try link(model, "B").asset, .bridge))
        // They cross without touching: no way leads from one to the other.
        #expect(model.nodeCount == 4 && model.linkCount == 2)
    }

    @Test func `a bridge without a road and a tunnel become links of their own`() throws {
        let (model, log) = try load([("town.gml", CityGMLSamples.version3(
            "<brid:Bridge gml:id=\"B\"><boundary><con:RoofSurface><lod2MultiSurface>\(CityGMLSamples.area(0, 0, 30, 6))</lod2MultiSurface></con:RoofSurface></boundary></brid:Bridge>",
            "<tun:Tunnel gml:id=\"T\"><boundary><con:RoofSurface><lod2MultiSurface>\(CityGMLSamples.area(0, 50, 6, 80))</lod2MultiSurface></con:RoofSurface></boundary></tun:Tunnel>"))])
        #expect(model.isKind(try link(model, "B").asset, .bridge))
        #expect(model.isKind(try link(model, "T").asset, .tunnel))
        #expect(abs((model.value(.length, of: try link(model, "T").asset) ?? 0) - 80) < 0.02)
        #expect(Set(log.issues.issues.map(\.code)).isSuperset(of: ["bridge-without-road", "tunnel-without-road"]))
    }

    @Test func `centre lines of version 2 are links whose ends the joiner finds`() throws {
        func line(_ points: String) -> String {
            "<tran:lod0Network><gml:GeometricComplex><gml:element><gml:LineString><gml:posList>\(points)</gml:posList></gml:LineString></gml:element></gml:GeometricComplex></tran:lod0Network>"
        }
        let model = try load("""
            <CityModel xmlns="http://www.opengis.net/citygml/2.0" xmlns:gml="http://www.opengis.net/gml" xmlns:tran="http://www.opengis.net/citygml/transportation/2.0">
            <gml:boundedBy><gml:Envelope srsName="EPSG:28992" srsDimension="3"/></gml:boundedBy>
            <cityObjectMember><tran:Road gml:id="a"><tran:function>1040</tran:function>\(line("155000 463000 0 155050 463000 0 155050 463050 0"))</tran:Road></cityObjectMember>
            <cityObjectMember><tran:Road gml:id="b">\(line("155050.2 463050 0 155090 463050 0"))</tran:Road></cityObjectMember>
            <cityObjectMember><tran:Railway gml:id="c"/></cityObjectMember>
            </CityModel>
            """)
        #expect(model.linkCount == 2 && model.nodeCount == 3)
        #expect(try link(model, "a").to == link(model, "b").from)
        let a = try link(model, "a").asset
        #expect(model.value(.length, of: a) == 100 && model.text(.function, of: a) == "1040")
    }

    @Test func `a road's reference to nothing is refused, an undivided road is one piece`() throws {
        let dangling = CityGMLSamples.crossing.replacingOccurrences(of: "xlink:href=\"#X\"", with: "xlink:href=\"#gone\"")
        #expect(throws: InputError.self) { try load(dangling) }
        let model = try load(CityGMLSamples.version3("<tran:Road gml:id=\"R\"><lod2MultiSurface>\(CityGMLSamples.area(0, 0, 60, 5))</lod2MultiSurface></tran:Road>"))
        #expect(abs((model.value(.length, of: try link(model, "R").asset) ?? 0) - 60) < 0.02)
    }

    // MARK: the Japanese extension

    @Test func `flood records are kept, and survive network XML`() throws {
        let model = try load(CityGMLSamples.japan)
        let house = try #require(model.asset(named: "b1"))
        let records = model.floodRisks.ofAsset(house)
        #expect(records.map { model.strings[$0.kind] } == ["river", "inland", "tsunami", "river"])
        #expect(records.map(\.depthMetres).filter { !$0.isNaN } == [1.5, 2.5, 2] && records.map(\.rank) == [2, 1, 0, 0])
        #expect(records.first?.durationHours == 12 && records.last?.provenance == .derived)
        let scratch = try ScratchFolder()
        let bytes = NetworkXML.bytes(of: model)
        let path = try scratch.file("again.xml", Data(bytes))
        var builder = CityModelBuilder(), log = ImportLog(), issues = IssueLog()
        try NetworkXML.read(path, into: &builder, &log)
        #expect(NetworkXML.bytes(of: try builder.freeze(&issues)) == bytes)
        #expect(try NetworkXML.schemaIssues(in: path).isEmpty)
    }

    @Test func `placeholders in flood records are left out and counted`() throws {
        let log = try load([("japan.gml", CityGMLSamples.japan)]).log
        let ignored = log.issues.issues.filter { $0.code == "value-ignored" }.map(\.message)
        #expect(ignored.contains { $0.contains("rank") && $0.contains("9999") } && ignored.contains { $0.contains("depth") })
    }

    @Test func `a flood surface gives depths where the ground is known`() throws {
        // Water at 5 m, ground floor of the building at 3 m.
        let model = try load(CityGMLSamples.japan)
        let derived = model.floodRisks.records.filter { $0.provenance == .derived }
        #expect(derived.count { !$0.depthMetres.isNaN } == 1 && derived.first { !$0.depthMetres.isNaN }?.depthMetres == 2)
        // The sewer's nodes have no elevation: only the surface's class of depth.
        #expect(derived.count { $0.depthMetres.isNaN && $0.rank == 2 } == 3)
    }

    @Test func `sewers without topology are joined where their ends meet`() throws {
        let model = try load(CityGMLSamples.japan)
        #expect(model.layers == [Layer("sewer")] && model.linkCount == 2 && model.nodeCount == 3)
        #expect(try link(model, "s1").to == link(model, "s2").from)
        #expect(model.nodes.allSatisfy { model.isKind($0, AssetKind("sewerJunction")) })
    }

    // MARK: functions

    @Test func `a user's table says what a building is`() throws {
        let scratch = try ScratchFolder()
        var options = JoinOptions()
        options.inference = .never
        options.functions = try FunctionTable(path: try scratch.file("kinds.csv", "attribute;value;kind\nusage;411;careHome\n,nothing,school\n"))
        #expect(options.functions.rules.count == 2)
        let (model, log) = try load([("japan.gml", CityGMLSamples.japan)], options: options)
        let house = try #require(model.asset(named: "b1"))
        #expect(model.isKind(house, .careHome) && model.value(.residents, of: house) == nil)
        #expect(codes(log).isSuperset(of: ["function-given", "function-rule-unused"]))
        for bad in ["value\n411\n", "attribute,value,kind\ncolour,1,school\n", "attribute,value,kind\nusage,,school\n"] {
            let path = try scratch.file("bad.csv", bad)
            #expect(throws: InputError.self, "\(bad)") { try FunctionTable(path: path) }
        }
    }

    // MARK: published files

    // Counts: xmllint --xpath "count(//*[local-name()='Section'])" FILE, and so on for each name.
    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `published roads give a link for each section and a node for each crossing`() throws {
        // Section 4, Intersection 1: the arms end in a node each.
        let melbourne = try published("v3/melbourne_roads_4wayintersection.gml")
        #expect(melbourne.model.epsg == 32755 && melbourne.model.linkCount == 4 && melbourne.model.nodeCount == 5)
        let crossing = try #require(melbourne.model.asset(named: "UUID_20543"))
        #expect(melbourne.model.outgoing.first[crossing + 1] - melbourne.model.outgoing.first[crossing] == 4)

        // Section 3, Bridge 1: the middle section is on it.
        let bridge = try published("v3/Road_over_Bridge.gml").model
        #expect(bridge.linkCount == 3 && bridge.nodeCount == 4 && count(bridge, .bridge) == 1)
        #expect(try link(bridge, "id_bridge1").from == link(bridge, "id_section1").to)

        // Section 12, Intersection 1, Building 1.
        let garage = try published("v3/ParkingGarage_Roads_CityObjectRelations_XLinks.gml").model
        let sections = Set(garage.links.map { String(garage.id($0).split(separator: "-")[0]) })
        #expect(sections == Set((1...12).map { "section\($0)" }) && garage.facilityCount == 1)
    }

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `published Japanese files give every flood record and sewer`() throws {
        // RiverFloodingRiskAttribute 65, InlandFloodingRiskAttribute 2, of which 16 on the first building.
        let (koshigaya, _) = try published("plateau/koshigaya-shi__53396677_bldg_6697_op.gml")
        let kinds = koshigaya.floodRisks.records.map { koshigaya.strings[$0.kind] }
        #expect(kinds.count { $0 == "river" } == 65 && kinds.count { $0 == "inland" } == 2 && kinds.count == 67)
        let first = try #require(koshigaya.asset(named: "bldg_a1aee1b4-098a-4927-a553-8caeae33ed7e"))
        #expect(koshigaya.floodRisks.ofAsset(first).count == 16)
        #expect(koshigaya.floodRisks.ofAsset(first).map(\.depthMetres).max() == 1.997)

        // SewerPipe 2, Manhole 2; the first has a line of 51.2767 m (its two positions, by hand), the other is a body.
        let (sewer, log) = try published("plateau/nagaoka-shi__08EE752_unf_10169_sewer_op.gml")
        #expect(sewer.epsg == 10169 && sewer.linkCount == 2 && sewer.layers == [Layer("sewer")])
        let pipe = try link(sewer, "unf_66ee89c0-50d9-4561-a99b-3b4e66842b2b").asset
        #expect(sewer.value(.length, of: pipe) == 51.28)
        #expect(log.issues.issues.contains { $0.code == "pipe-drawn-as-body" })
        #expect(log.skipped.values.first?["Manhole or the like (pipes are joined where their ends meet)"] == 2)

        // 310 triangles of water and nothing to stand in it.
        let flood = try published("plateau/takaoka-shi__55360704_fld_6697_l2.gml")
        #expect(flood.model.assetCount == 0)
        #expect(flood.log.repairs.contains { $0.code == "flood-surface-read" && $0.message.contains("310 triangles") })
    }

    @Test(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing)))
    func `the length of a published water network is that of its lines`() throws {
        let model = try published("ade_utilitynetwork/derived_nanaimo_pipes_utn092.gml").model
        let total = model.links.compactMap { model.value(.length, of: $0) }.reduce(0, +)
        // 72,809.5 m in 3,331 pipes by the reference beside the file; one pipe of no length is left out, lengths are
        // kept to the centimetre and two courses are led to their nodes.
        #expect(model.linkCount == 3330 && abs(total - 72_809.5) < 10, "\(total)")
    }
}
