import Diagnostics
import Foundation
import Geometry
import NetworkModel
import TestSupport
import Testing

@testable import NetworkImport

/// Two connectivity nodes in a substation and one beyond a line; everything else goes in as text.
struct SmallDelivery {
    var namespace = "http://iec.ch/TC57/2013/CIM-schema-cim16#"
    static func terminal(_ id: String, _ equipment: String, _ node: String, _ sequence: Int = 1) -> String {
        """
        <cim:Terminal rdf:ID="\(id)"><cim:ACDCTerminal.sequenceNumber>\(sequence)</cim:ACDCTerminal.sequenceNumber>
        <cim:Terminal.ConductingEquipment rdf:resource="#\(equipment)"/><cim:Terminal.ConnectivityNode rdf:resource="#\(node)"/></cim:Terminal>
        """
    }
    static let stations = """
        <cim:BaseVoltage rdf:ID="_kv"><cim:BaseVoltage.nominalVoltage>110.</cim:BaseVoltage.nominalVoltage></cim:BaseVoltage>
        <cim:Substation rdf:ID="_s"><cim:IdentifiedObject.name>Noord</cim:IdentifiedObject.name></cim:Substation>
        <cim:VoltageLevel rdf:ID="_v"><cim:VoltageLevel.Substation rdf:resource="#_s"/><cim:VoltageLevel.BaseVoltage rdf:resource="#_kv"/></cim:VoltageLevel>
        <cim:Bay rdf:ID="_bay"><cim:Bay.VoltageLevel rdf:resource="#_v"/></cim:Bay>
        <cim:ConnectivityNode rdf:ID="_n1"><cim:ConnectivityNode.ConnectivityNodeContainer rdf:resource="#_v"/><cim:IdentifiedObject.name>Rail</cim:IdentifiedObject.name></cim:ConnectivityNode>
        <cim:ConnectivityNode rdf:ID="_n2"><cim:ConnectivityNode.ConnectivityNodeContainer rdf:resource="#_bay"/></cim:ConnectivityNode>
        <cim:ConnectivityNode rdf:ID="_n3"/>
        <cim:BusbarSection rdf:ID="_bus"><cim:Equipment.EquipmentContainer rdf:resource="#_v"/></cim:BusbarSection>
        \(terminal("_t0", "_bus", "_n1"))
        <cim:Breaker rdf:ID="_cb"><cim:Switch.normalOpen>false</cim:Switch.normalOpen></cim:Breaker>
        \(terminal("_t1", "_cb", "_n1"))\(terminal("_t2", "_cb", "_n2", 2))
        <cim:ACLineSegment rdf:ID="_l"><cim:Conductor.length>2.5</cim:Conductor.length><cim:ACLineSegment.x>0.3</cim:ACLineSegment.x><cim:ConductingEquipment.BaseVoltage rdf:resource="#_kv"/></cim:ACLineSegment>
        \(terminal("_t4", "_l", "_n3", 2))\(terminal("_t3", "_l", "_n2", 1))
        <cim:OperationalLimitSet rdf:ID="_ls"><cim:OperationalLimitSet.Terminal rdf:resource="#_t3"/></cim:OperationalLimitSet>
        <cim:CurrentLimit rdf:ID="_lim"><cim:CurrentLimit.value>500</cim:CurrentLimit.value><cim:OperationalLimit.OperationalLimitSet rdf:resource="#_ls"/></cim:CurrentLimit>
        <cim:ExternalNetworkInjection rdf:ID="_grid"/>\(terminal("_t5", "_grid", "_n1"))
        <cim:ConformLoad rdf:ID="_load"/>\(terminal("_t6", "_load", "_n3"))
        """
    static let states = """
        <cim:ConformLoad rdf:about="#_load"><cim:EnergyConsumer.p>12.5</cim:EnergyConsumer.p></cim:ConformLoad>
        """
    static let places = """
        <cim:CoordinateSystem rdf:ID="_crs"><cim:CoordinateSystem.crsUrn>urn:ogc:def:crs:EPSG::4326</cim:CoordinateSystem.crsUrn></cim:CoordinateSystem>
        <cim:Location rdf:ID="_ps"><cim:Location.PowerSystemResources rdf:resource="#_s"/></cim:Location>
        <cim:PositionPoint rdf:ID="_pp"><cim:PositionPoint.Location rdf:resource="#_ps"/><cim:PositionPoint.sequenceNumber>1</cim:PositionPoint.sequenceNumber><cim:PositionPoint.xPosition>5.1</cim:PositionPoint.xPosition><cim:PositionPoint.yPosition>52.1</cim:PositionPoint.yPosition></cim:PositionPoint>
        <cim:Location rdf:ID="_pl"><cim:Location.PowerSystemResources rdf:resource="#_l"/></cim:Location>
        <cim:PositionPoint rdf:ID="_q2"><cim:PositionPoint.Location rdf:resource="#_pl"/><cim:PositionPoint.sequenceNumber>2</cim:PositionPoint.sequenceNumber><cim:PositionPoint.xPosition>5.12</cim:PositionPoint.xPosition><cim:PositionPoint.yPosition>52.11</cim:PositionPoint.yPosition></cim:PositionPoint>
        <cim:PositionPoint rdf:ID="_q1"><cim:PositionPoint.Location rdf:resource="#_pl"/><cim:PositionPoint.sequenceNumber>1</cim:PositionPoint.sequenceNumber><cim:PositionPoint.xPosition>5.1</cim:PositionPoint.xPosition><cim:PositionPoint.yPosition>52.1</cim:PositionPoint.yPosition></cim:PositionPoint>
        """
    func file(_ content: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rdf:RDF xmlns:cim="\(namespace)" xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:md="http://iec.ch/TC57/61970-552/ModelDescription/1#">
        <md:FullModel rdf:about="urn:uuid:1"><md:Model.scenarioTime>2026-01-01T00:00:00Z</md:Model.scenarioTime></md:FullModel>
        \(content)
        </rdf:RDF>
        """
    }
}

private func load(_ contents: [String], _ delivery: SmallDelivery = SmallDelivery()) throws -> (model: CityModel, log: ImportLog) {
    let scratch = try ScratchFolder()
    var paths: [String] = []
    for (number, content) in contents.enumerated() { paths.append(try scratch.file("part\(number).xml", delivery.file(content))) }
    var log = ImportLog(), options = JoinOptions()
    options.inference = .never
    return (try NetworkImporter.load(paths: paths, options: options, log: &log), log)
}
private func count(_ log: ImportLog, _ code: String) -> Int { log.repairs.count { $0.code == code } }

private func shared(_ folder: String) throws -> (model: CityModel, log: ImportLog) {
    let root = try #require(sharedFolder)
    let place = root.appendingPathComponent("data/power/cim/cimpy/\(folder)")
    let files = try FileManager.default.contentsOfDirectory(atPath: place.path).sorted()
    var log = ImportLog(), options = JoinOptions()
    options.inference = .never
    let model = try NetworkImporter.load(
        paths: files.map { place.appendingPathComponent($0).path }, options: options, log: &log)
    return (model, log)
}

@Suite struct CIMTests {
    /// Counted with `xmllint --xpath 'count(//*[local-name()="ACLineSegment"])'` and so on over the EQ and TP files:
    /// 15 TopologicalNodes, 12 ACLineSegments, 2 PowerTransformers, 1 ExternalNetworkInjection, voltages 110 and 20 kV.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the CIGRE medium-voltage grid has the nodes and links of its files`() throws {
        let (model, log) = try shared("CIGRE_MV")
        #expect(model.nodeCount == 15 && model.linkCount == 14 && model.facilityCount == 0)
        #expect(model.links.count { model.isKind($0, .powerLine) } == 12)
        #expect(model.links.count { model.isKind($0, .transformer) } == 2)
        #expect(model.nodes.filter { model.isSource[$0] }.map { model.id($0) } == ["N0"])
        #expect(Set(model.nodes.compactMap { model.value(.voltage, of: $0) }) == [110, 20])
        let line = try #require(model.asset(named: "L12-13"))
        #expect(model.value(.length, of: line) == 4890)
        #expect(model.value(.reactance, of: line) == 1.75062)
        // √3 × 20 kV × 320 A
        #expect(abs((model.value(.capacity, of: line) ?? 0) - 11.0851) < 1e-3)
        let transformer = try #require(model.asset(named: "TR1"))
        #expect(model.value(.capacity, of: transformer) == 40 && model.value(.voltage, of: transformer) == 110)
        #expect(count(log, "positions-missing") == 1)
        #expect(model.sources.count == 4)
    }

    /// 12 ConnectivityNodes or TopologicalNodes; 3 ACLineSegments; 10 Breakers of which SSH opens 5 in one variant, 5 that
    /// are all closed in the other (xmllint counts as above, `Switch.open` in SSH).
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `node-breaker and bus-branch variants of one grid agree`() throws {
        let breakers = try shared("Sample_Grid_Switches/Node-Breaker"), buses = try shared("Sample_Grid_Switches/Bus-Branch")
        for (model, _) in [breakers, buses] {
            #expect(model.nodeCount == 12 && model.linkCount == 8)
            #expect(model.links.count { model.isKind($0, .powerLine) } == 3)
            #expect(model.links.count { model.isKind($0, AssetKind("switch")) } == 5)
        }
        #expect(count(breakers.log, "open-switch-left-out") == 5 && count(buses.log, "open-switch-left-out") == 0)
        func shape(_ model: CityModel) -> [String] {
            model.links.map { link in
                let ends = [model.from[link - model.nodeCount], model.to[link - model.nodeCount]]
                return "\(model.label(link)) \(ends.map { model.label(Int($0)) }.sorted())"
            }.sorted()
        }
        #expect(shape(breakers.model).count == shape(buses.model).count)
        #expect(GraphStructure(of: breakers.model).componentSizes.sorted() == GraphStructure(of: buses.model).componentSizes.sorted())
    }

    @Test(arguments: ["http://iec.ch/TC57/2013/CIM-schema-cim16#", "http://iec.ch/TC57/CIM100#"])
    func `a delivery over three files becomes one network`(namespace: String) throws {
        var delivery = SmallDelivery()
        delivery.namespace = namespace
        // The order of the files does not matter.
        let (model, log) = try load([SmallDelivery.states, SmallDelivery.places, SmallDelivery.stations], delivery)
        #expect(model.nodeCount == 3 && model.linkCount == 2)
        let rail = try #require(model.asset(named: "_n1")), end = try #require(model.asset(named: "_n3"))
        #expect(model.isSource[rail] && model.isKind(rail, .gridConnection) && model.label(rail) == "Rail")
        #expect(model.value(.voltage, of: rail) == 110)
        #expect(model.value(.voltage, of: try #require(model.asset(named: "_n2"))) == 110)
        #expect(model.value(.demand, of: end) == 12.5)
        let line = try #require(model.asset(named: "_l"))
        #expect(model.id(Int(model.from[line - model.nodeCount])) == "_n2")
        #expect(model.value(.length, of: line) == 2500)
        // √3 × 110 kV × 500 A = 95.26 MVA
        #expect(abs((model.value(.capacity, of: line) ?? 0) - 95.263) < 0.001)
        // Longitude 5.1 is in the western half of UTM zone 31 north or in RD; the far end lies some 1.4 km east.
        #expect(model.epsg != 0 && count(log, "positions-missing") == 0)
        #expect((1300...1500).contains(model.position[end].x - model.position[rail].x))
        #expect(model.definition(of: line)?.file.hasSuffix("part2.xml") == true)
        #expect(model.sources.map(\.date) == Array(repeating: "2026-01-01T00:00:00Z", count: 3))
    }

    @Test func `open switches and disconnected equipment carry nothing`() throws {
        let open = "<cim:Breaker rdf:about=\"#_cb\"><cim:Switch.open>true</cim:Switch.open></cim:Breaker>"
        let (first, log) = try load([SmallDelivery.stations, open])
        #expect(first.asset(named: "_cb") == nil && count(log, "open-switch-left-out") == 1)
        let loose = "<cim:Terminal rdf:about=\"urn:uuid:t4\"><cim:ACDCTerminal.connected>false</cim:ACDCTerminal.connected></cim:Terminal>"
        let (second, other) = try load([SmallDelivery.stations, loose])
        #expect(second.asset(named: "_l") == nil && count(other, "out-of-service-left-out") == 1)
    }

    @Test func `a transformer with three windings is a node between them`() throws {
        let windings = (1...3).map { n in
            """
            \(SmallDelivery.terminal("_w\(n)", "_tr", "_n\(n)", n))
            <cim:PowerTransformerEnd rdf:ID="_e\(n)"><cim:PowerTransformerEnd.PowerTransformer rdf:resource="#_tr"/></cim:PowerTransformerEnd>
            """
        }.joined()
        let (model, _) = try load([SmallDelivery.stations, "<cim:PowerTransformer rdf:ID=\"_tr\"/>" + windings])
        let star = try #require(model.asset(named: "_tr"))
        #expect(model.nodes.contains(star) && model.isKind(star, .transformer))
        #expect(model.links.count { model.isKind($0, AssetKind("winding")) } == 3)
    }

    @Test func `condensers are no sources and generators are`() throws {
        func machine(_ unit: String, _ kind: String) -> String {
            """
            <cim:SynchronousMachine rdf:ID="_m">\(unit)<cim:SynchronousMachine.type rdf:resource="http://iec.ch/TC57/2013/CIM-schema-cim16#SynchronousMachineKind.\(kind)"/></cim:SynchronousMachine>
            <cim:ThermalGeneratingUnit rdf:ID="_u"><cim:GeneratingUnit.maxOperatingP>80</cim:GeneratingUnit.maxOperatingP></cim:ThermalGeneratingUnit>
            \(SmallDelivery.terminal("_tm", "_m", "_n3"))
            """
        }
        let (first, _) = try load([SmallDelivery.stations, machine("<cim:RotatingMachine.GeneratingUnit rdf:resource=\"#_u\"/>", "generator")])
        let node = try #require(first.asset(named: "_n3"))
        #expect(first.isSource[node] && first.isKind(node, .powerPlant) && first.value(.capacity, of: node) == 80)
        let (second, _) = try load([SmallDelivery.stations, machine("", "condenser")])
        #expect(!second.isSource[try #require(second.asset(named: "_n3"))])
    }

    @Test(arguments: [
        (SmallDelivery.states, "profile-missing", 1),
        (SmallDelivery.stations.replacingOccurrences(of: "rdf:ID=\"_n3\"", with: "rdf:ID=\"_n4\""), "dangling-reference", 20),
        (SmallDelivery.stations.replacingOccurrences(of: ">2.5<", with: ">long<"), "not-a-number", 18),
        (SmallDelivery.stations.replacingOccurrences(of: "Terminal.ConnectivityNode ", with: "Terminal.Nothing "), "profile-missing", 12),
        (SmallDelivery.stations + SmallDelivery.places.replacingOccurrences(of: "4326", with: "99999"), "crs-unknown", 0),
    ])
    func `what is wrong is said with its line`(content: String, code: String, line: Int) throws {
        let error = try #require(throws: InputError.self) { try load([content]) }
        #expect(error.code == code, "\(error)")
        if line > 0 { #expect(error.position?.line == line, "\(error)") }
        #expect(!error.remedy.isEmpty)
    }
}
