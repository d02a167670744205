import CascadeModel
import DamageModel
import Diagnostics
import Foundation
import HazardModel
import NetworkImport
import NetworkModel
import ReportWriting
import ScenarioModel
import StudyRunner
import TestSupport
import Testing

/// The testbed of Shelby County (Memphis): power, water, roads and their dependencies, from its files to a finished study.
///
/// Water and roads are read as they are. The power network comes as pandapower's JSON, which Lifeline does not read: its
/// tables are turned into GeoJSON here, one feature each, with the columns `id`, `layer`, `kind`, `from`, `to`, `source`.
/// A user does the same in QGIS or with a few lines of a script, and then
///
///     lifeline import shelby.xml -o town.xml && lifeline run disruption.xml
///
/// where `shelby.xml` is the project file that this test writes. The data names no people: every load is a place whose
/// weight is its power in kW.
@Suite(.enabled(if: sharedFolder != nil, Comment(rawValue: sharedFolderMissing))) final class ShelbyCountyTests {
    private let scratch: ScratchFolder
    private let data: URL

    init() throws {
        scratch = try ScratchFolder()
        data = try #require(sharedFolder).appendingPathComponent("data/integrated/shelby")
        var county = try PandapowerTables(data.appendingPathComponent("power/power.json"))
        _ = try scratch.file("grid.geojson", county.grid())
        _ = try scratch.file("loads.geojson", county.loads())
        _ = try scratch.file("needs.csv", county.needs(dependencies: String(contentsOf: data.appendingPathComponent("dependencies.csv"), encoding: .utf8)))
        let project = try scratch.file(
            "shelby.xml",
            """
            <project xmlns="urn:lifeline:project:1" name="Shelby County">
              <file path="grid.geojson"/>
              <file path="loads.geojson"/>
              <file path="\(data.path)/water/water.inp" crs="3857"/>
              <file path="\(data.path)/transportation/reduced/transpo_net.tntp" crs="3857"/>
              <file path="\(data.path)/transportation/reduced/transpo_node.tntp" crs="3857"/>
              <file path="needs.csv" role="requirements"/>
            </project>
            """)
        let projectFile = try ProjectFile(path: project)
        var log = ImportLog()
        let model = try NetworkImporter.load(projectFile.files, options: projectFile.options, log: &log)
        _ = try scratch.file("town.xml", String(decoding: NetworkXML.bytes(of: model), as: UTF8.self))
    }

    private func study(_ content: String, horizon: Int = 72, samples: Int = 0) throws -> Study {
        let scenario = try scratch.file(
            "scenario.xml",
            "<scenario xmlns='urn:lifeline:scenario:1' title='Shelby County' network='town.xml' horizon='\(horizon)' samples='\(samples)'>\(content)</scenario>")
        return try Study(scenarioPath: scenario)
    }

    /// The components of the testbed's disruption file, down from its hour on for so many hours.
    private func disruption(for hours: Double) throws -> String {
        let text = try String(contentsOf: data.appendingPathComponent("scenarios/scenario1/disruption_file.dat"), encoding: .utf8)
        return text.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",")
            let hour = (Double(cells[0]) ?? 0) / 3600
            return "<outOfService asset='\(cells[1])' from='\(hour)' until='\(hour + hours)'/>"
        }.joined()
    }

    private func out(_ input: ReportInput, _ service: String) -> [String] {
        input.outage.services.filter { $0.state == .out && input.model.services[Int($0.service)] == service }
            .map { "\(input.model.id(Int($0.facility))) \($0.fromHours)–\($0.untilHours)" }
    }

    @Test func `is joined from its files`() throws {
        let input = try study("").event()
        let model = input.model
        func nodes(_ layer: String) -> Int { model.nodes.count { model.layers[Int(model.layer[$0])].name == layer } }
        func links(_ layer: String) -> Int { model.links.count { model.layers[Int(model.layer[$0])].name == layer } }
        // 295 buses, 8 feeds from outside, 14 motors; 73 lines, 45 transformers, 191 switches, and what joins feeds and motors.
        #expect(nodes("power") == 317)
        #expect(links("power") == 73 + 45 + 191 + 8 + 14)
        // 55 junctions, 9 reservoirs, 6 tanks; 83 pipes and 14 pumps.
        #expect(nodes("water") == 70)
        #expect(links("water") == 97)
        #expect(nodes("road") == 191)
        #expect(links("road") == 295)
        #expect(model.facilityCount == 37)
        #expect(Cascade(model).baselineFaults.isEmpty)
        #expect(input.outage.assets.isEmpty && input.outage.services.isEmpty)
    }

    /// Substations 14, 19 and 30 hang on one line each: P_L38, P_L46 and P_L54. The other three lines of the file have a way
    /// round, and so have both pipes.
    @Test func `the disruption of the testbed darkens the three substations that have no second line`() throws {
        let input = try study(try disruption(for: 12)).event()
        #expect(out(input, "power") == ["P_LO14 1.0–13.0", "P_LO19 1.0–13.0", "P_LO30 1.0–13.0"])
        #expect(out(input, "water").isEmpty)
        let buses = input.outage.assets.filter { $0.reason == .unsupplied }.map { input.model.id(Int($0.asset)) }
        #expect(buses == ["14", "19", "30"].flatMap { ["P_B\($0)", "P_B\($0)L0", "P_B\($0)LO1", "P_B\($0)LO2"] })
        let dark = Int32(try #require(input.model.asset(named: "P_LO19")))
        #expect(input.outage.causeChain(of: dark, at: 5).map { input.model.id(Int($0)) } == ["P_L46", "P_B19LO2", "P_LO19"])
        #expect(input.outcome.origins.map { input.model.id($0.asset) }.sorted() == ["P_L38", "P_L46", "P_L54"])
    }

    @Test func `two crews mend the lines in turn, by road where they need one`() throws {
        // Six lines of 12 hours each from hour 1: P_L2 and P_L38, then P_L43 and P_L45, then P_L46 and P_L54.
        let model = try study("").model, cascade = Cascade(model)
        let event = try ["P_L38", "P_L43", "P_L45", "P_L2", "P_L46", "P_L54"].map {
            Disturbance(
                asset: Int32(try #require(model.asset(named: $0))), fromHours: 1, repairFromHours: 1, crewHours: 12, cause: .damaged)
        }
        func run(_ rule: CrewRule, road closed: [String] = []) throws -> Outage {
            let pool = CrewPool(layer: "power", count: 2, rule: rule, needsRoad: true, position: .init(file: "s.xml", line: 1))
            var state = CascadeState(for: cascade)
            let roads = try closed.map {
                Disturbance(asset: Int32(try #require(model.asset(named: $0))), fromHours: 0, untilHours: .infinity, cause: .outOfService)
            }
            return cascade.run(event + roads, horizonHours: 72, crews: try CrewPlan([pool], model, cascade), state: &state)
        }
        let outage = try run(.firstDamaged)
        let starts = outage.repairs.map { "\(model.id(Int($0.asset))) \($0.startedHours)" }
        #expect(starts == ["P_L2 1.0", "P_L38 1.0", "P_L43 13.0", "P_L45 13.0", "P_L46 25.0", "P_L54 25.0"])
        let dark = outage.services.filter { $0.state == .out }.map { "\(model.id(Int($0.facility))) \($0.untilHours)" }
        #expect(dark == ["P_LO14 13.0", "P_LO19 37.0", "P_LO30 37.0"])
        // Without any way into the county nobody mends anything.
        let gateways = model.nodes.filter { model.isSource[$0] && model.layers[Int(model.layer[$0])] == .road }
        let cutOff = try run(.firstDamaged, road: gateways.map { model.id($0) })
        #expect(cutOff.repairs.count { $0.isNeverReached } == 6)
        #expect(cutOff.services.filter { $0.state == .out && model.services[Int($0.service)] == "power" }.map(\.untilHours) == [72, 72, 72])
    }

    @Test func `a pump stops with its motor, and the chain says so`() throws {
        // Pump W_WP81 needs motor P_MP81 at bus P_B26LO2.
        let input = try study("<outOfService asset='P_B26LO2' from='2' until='8'/>").event()
        let pump = Int32(try #require(input.model.asset(named: "W_WP81")))
        let own = input.outage.assets.filter { $0.asset == pump }
        #expect(own.map { [$0.fromHours, $0.untilHours] } == [[2, 8]])
        #expect(own.map(\.reason) == [.cascade])
        #expect(input.outage.causeChain(of: pump, at: 3).map { input.model.id(Int($0)) } == ["P_B26LO2", "P_MP81", "W_WP81"])
        // The other thirteen pumps keep everybody's water.
        #expect(out(input, "water").isEmpty)
    }

    @Test func `its ground-motion field shakes every part as the table says, and the study runs to the end`() throws {
        let table = data.appendingPathComponent("hazards/earthquake/gmfs/2475/203078_7.7_gms.csv").path
        let result = try study(
            "<shakingPoints table='\(table)' crs='3857' sigma='0.4'/><crews layer='power' count='3' rule='mostPeople' needsRoad='true'/><crews layer='road' count='3'/>",
            horizon: 336, samples: 16
        ).result(threads: 2)
        let event = result.event
        let rows = try String(contentsOfFile: table, encoding: .utf8).split(whereSeparator: \.isNewline).dropFirst()
            .map { $0.split(separator: ",").compactMap { Double($0) } }
        let pga = try #require(event.fields.first?.median[.pga])
        #expect(Set(pga.map { Float($0) }).isSubset(of: Set(rows.map { Float($0[2]) })))
        #expect(pga.allSatisfy { $0 > 0 } && !event.disturbances.isEmpty)
        let sampled = try #require(result.samples.estimates)
        #expect(sampled.consequence.samples == 16)
        #expect(sampled.consequence.mean > 0 && sampled.consequence.mean.isFinite)
        let model = event.model
        let pooled = event.disturbances.count { hit in
            let asset = Int(hit.asset)
            return hit.crewHours > 0 && asset < model.facilities.lowerBound
                && ["power", "road"].contains(model.layers[Int(model.layer[asset])].name)
        }
        #expect(event.outage.repairs.count == pooled)
        // Nobody repairs more than three things of a network at the same time.
        for repair in event.outage.repairs where repair.startedHours.isFinite {
            let atOnce = event.outage.repairs.count {
                $0.pool == repair.pool && $0.startedHours <= repair.startedHours && repair.startedHours < $0.finishedHours
            }
            #expect(atOnce <= 3)
        }
    }
}

/// The tables of a pandapower network (`to_json`), as far as its connections go.
private struct PandapowerTables {
    private let tables: [String: Any]
    private lazy var places: [Int: [Double]] = Dictionary(
        rows("bus_geodata").map { ($0.index, [$0["x"] as? Double ?? 0, $0["y"] as? Double ?? 0]) }) { a, _ in a }
    private lazy var names: [Int: String] = Dictionary(rows("bus").map { ($0.index, $0["name"] as? String ?? "") }) { a, _ in a }

    init(_ file: URL) throws {
        let root = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
        tables = root?["_object"] as? [String: Any] ?? [:]
    }

    private struct Row {
        var index: Int
        var cells: [String: Any]
        subscript(_ name: String) -> Any? { cells[name] }
    }

    private func rows(_ table: String) -> [Row] {
        guard let text = (tables[table] as? [String: Any])?["_object"] as? String,
            let frame = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any],
            let columns = frame["columns"] as? [String], let data = frame["data"] as? [[Any]], let index = frame["index"] as? [Int]
        else { return [] }
        return zip(index, data).map { Row(index: $0, cells: Dictionary(zip(columns, $1)) { a, _ in a }) }
    }

    private func feature(_ type: String, _ coordinates: Any, _ properties: [String: Any]) -> [String: Any] {
        ["type": "Feature", "properties": properties, "geometry": ["type": type, "coordinates": coordinates] as [String: Any]]
    }
    private func collection(_ features: [[String: Any]]) throws -> String {
        let crs = ["type": "name", "properties": ["name": "urn:ogc:def:crs:EPSG::3857"]] as [String: Any]
        let data = try JSONSerialization.data(
            withJSONObject: ["type": "FeatureCollection", "crs": crs, "features": features] as [String: Any], options: .sortedKeys)
        return String(decoding: data, as: UTF8.self)
    }

    /// Buses, feeds and motors as points; lines, transformers and closed switches as lines between them.
    mutating func grid() throws -> String {
        var features: [[String: Any]] = []
        func node(_ id: Any?, _ kind: String, _ place: [Double]?, isSource: Bool = false) {
            features.append(
                feature("Point", place ?? [], ["id": id ?? "", "layer": "power", "kind": kind].merging(isSource ? ["source": true] : [:]) { a, _ in a }))
        }
        func link(_ id: Any?, _ kind: String, _ from: String, _ to: String, _ a: [Double]?, _ b: [Double]?) {
            features.append(
                feature("LineString", [a ?? [], b ?? []], ["id": id ?? "", "layer": "power", "kind": kind, "from": from, "to": to]))
        }
        let places = places, names = names
        for bus in rows("bus") { node(bus["name"], "powerNode", places[bus.index]) }
        for (table, kind, from, to) in [
            ("line", "powerLine", "from_bus", "to_bus"), ("trafo", "transformer", "hv_bus", "lv_bus"), ("switch", "switch", "bus", "element"),
        ] {
            for row in rows(table) where row["closed"] as? Bool != false {
                let a = row[from] as? Int ?? -1, b = row[to] as? Int ?? -1
                link(row["name"], kind, names[a] ?? "", names[b] ?? "", places[a], places[b])
            }
        }
        for (table, kind) in [("ext_grid", "gridConnection"), ("motor", "motor")] {
            for row in rows(table) {
                let bus = row["bus"] as? Int ?? -1, name = row["name"] as? String ?? ""
                let isSource = table == "ext_grid"
                node(name, kind, places[bus], isSource: isSource)
                link(name + "-join", "powerCable", isSource ? name : names[bus] ?? "", isSource ? names[bus] ?? "" : name, places[bus], places[bus])
            }
        }
        return try collection(features)
    }

    func loads() throws -> String {
        let places = Dictionary(rows("loads_geodata").map { ($0.index, [$0["x"] as? Double ?? 0, $0["y"] as? Double ?? 0]) }) { a, _ in a }
        return try collection(rows("load").map { row in
            let properties: [String: Any] = [
                "id": row["name"] ?? "", "kind": "building", "weight": ((row["p_mw"] as? Double ?? 0) * 1000).rounded(),
            ]
            return feature("Point", places[row.index] ?? [], properties)
        })
    }

    /// Which bus feeds a load, and which motor drives a pump.
    mutating func needs(dependencies: String) -> String {
        let names = names
        let loads = rows("load").map { "\($0["name"] as? String ?? ""),power,\(names[$0["bus"] as? Int ?? -1] ?? "")" }
        let pumps = dependencies.split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cells = line.split(separator: ",")
            return "\(cells[0]),power,\(cells[1])"
        }
        return (["asset,service,supplier"] + loads + pumps).joined(separator: "\n") + "\n"
    }
}
