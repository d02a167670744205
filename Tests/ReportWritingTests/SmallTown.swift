import Diagnostics
import Geometry
import HazardModel
import MarkupReading
import NetworkModel
import ReportWriting
import ScenarioModel

@testable import CascadeModel
@testable import CriticalityRanking
@testable import DamageModel

/// A town of a hospital, a care home, two blocks and three networks, with results filled in by hand.
///
///     gateway ──road── J1 ══Long Bridge══ J2      G ─ Substation West ─ T12      W1 ─ main ─ P3
///
/// The substation floods at 1 h 10 min; the transformer loses supply and with it pump P3; the hospital has 8 hours of
/// fuel, no water in reserve.
struct SmallTown {
    var hospitalName = "St Elisabeth"
    var substationName = "Substation West"
    var districts = true
    var start: String? = "2026-01-15T03:00"
    var measures: [TestMeasure] = []

    let floodHours = 7.0 / 6, horizon = 48.0

    func builder() -> CityModelBuilder {
        var b = CityModelBuilder()
        b.name = "Waterford"
        b.epsg = 28992
        b.sources = [
            DataSource(file: "streets.osm", format: "OpenStreetMap XML", licence: "ODbL 1.0", date: "2025-11-03"),
            DataSource(file: "utilities.gml", format: "Utility Network ADE"),
        ]
        b.addNode("G", layer: .power, kind: .gridConnection, at: Point(x: 100, y: 900), isSource: true)
        let west = b.addNode("SW", layer: .power, kind: .substation, at: Point(x: 300, y: 700))
        b.setName(substationName, ofRow: west)
        b.set(.floodThreshold, 0.5, ofRow: west, .assumed)
        b.addNode("T12", layer: .power, kind: .transformer, at: Point(x: 600, y: 600))
        b.addLink("L1", layer: .power, kind: .powerLine, from: "G", to: "SW")
        b.addLink("L2", layer: .power, kind: .powerCable, from: "SW", to: "T12")
        b.addNode("W1", layer: .water, kind: .well, at: Point(x: 900, y: 200), isSource: true)
        b.addNode("P3", layer: .water, kind: .pumpingStation, at: Point(x: 700, y: 300))
        let main = b.addLink("M1", layer: .water, kind: .pipe, from: "W1", to: "P3")
        b.set(.diameter, 200, ofRow: main)
        b.addNode("GW", layer: .road, kind: .gateway, at: Point(x: 0, y: 500), isSource: true)
        b.addNode("J1", layer: .road, kind: .roadJunction, at: Point(x: 400, y: 500))
        b.addNode("J2", layer: .road, kind: .roadJunction, at: Point(x: 800, y: 500))
        b.addLink("R1", layer: .road, kind: .road, from: "GW", to: "J1")
        let bridge = b.addLink("B1", layer: .road, kind: .bridge, from: "J1", to: "J2")
        b.setName("Long Bridge", ofRow: bridge)
        let hospital = b.addFacility("H1", kind: .hospital, at: Point(x: 820, y: 560))
        b.setName(hospitalName, ofRow: hospital)
        b.set(.beds, 120, ofRow: hospital)
        b.set(.residents, 150, ofRow: hospital)
        let home = b.addFacility("C1", kind: .careHome, at: Point(x: 500, y: 420))
        b.setName("De Linde", ofRow: home)
        b.set(.residents, 80, ofRow: home)
        for (id, x, residents) in [("B-a", 450.0, 1234.0), ("B-b", 200.0, 2345.0)] {
            let row = b.addFacility(id, kind: .building, at: Point(x: x, y: 650))
            b.set(.residents, residents, ofRow: row, .derived)
            if districts { b.set(.district, id == "B-a" ? "Centre" : "West End", ofRow: row) }
        }
        b.require("P3", "power", from: ["T12"], .assumed)
        b.require("H1", "power", from: ["T12"], bufferHours: 8)
        b.require("H1", "water", from: ["P3"])
        b.require("H1", "road", from: ["J2"])
        b.require("C1", "power", from: ["T12"], .assumed)
        b.require("B-a", "power", from: ["T12"], .assumed)
        b.require("B-a", "water", from: ["P3"], .assumed)
        b.require("B-b", "power", from: ["G"], .assumed)
        return b
    }

    func model() throws -> CityModel {
        var log = IssueLog()
        return try builder().freeze(&log)
    }

    func scenario(samples: Int = 0) -> Scenario {
        Scenario(
            name: "waterford-flood", title: "The river at 4.20 m", question: "Which places go without, and why?",
            file: "scenarios/waterford-flood.xml", networkPath: "networks/waterford.xml", start: start, horizonHours: horizon,
            seed: 7, samples: samples, bedWeight: 0, hazards: [], outOfService: [], measures: measures)
    }

    func input() throws -> ReportInput {
        let model = try model()
        func a(_ id: String) -> Int { model.asset(named: id) ?? -1 }
        func a32(_ id: String) -> Int32 { Int32(a(id)) }
        let power = UInt8(model.service(named: "power") ?? 0), water = UInt8(model.service(named: "water") ?? 0)
        let end = 30.0
        let outage = Outage(
            assets: [
                .init(asset: a32("P3"), fromHours: floodHours, untilHours: end, reason: .cascade, causedBy: a32("T12")),
                .init(asset: a32("SW"), fromHours: floodHours, untilHours: end, reason: .hazard, causedBy: -1),
                .init(asset: a32("T12"), fromHours: floodHours, untilHours: end, reason: .unsupplied, causedBy: a32("SW")),
            ].sorted { $0.asset < $1.asset },
            services: [
                .init(facility: a32("B-a"), service: power, state: .out, fromHours: floodHours, untilHours: end, causedBy: a32("T12")),
                .init(facility: a32("B-a"), service: water, state: .out, fromHours: floodHours, untilHours: end, causedBy: a32("P3")),
                .init(facility: a32("C1"), service: power, state: .out, fromHours: floodHours, untilHours: end, causedBy: a32("T12")),
                .init(facility: a32("H1"), service: power, state: .onReserve, fromHours: floodHours, untilHours: floodHours + 8, causedBy: a32("T12")),
                .init(facility: a32("H1"), service: power, state: .out, fromHours: floodHours + 8, untilHours: end, causedBy: a32("T12")),
                .init(facility: a32("H1"), service: water, state: .out, fromHours: floodHours, untilHours: end, causedBy: a32("P3")),
            ],
            deadlocks: [], eventHours: [floodHours, floodHours + 8, end], horizonHours: horizon)
        let impact = impact(model, ["SW": 1000, "T12": 1000, "G": 2000, "P3": 400, "B1": 150, "L1": 800])
        return ReportInput(
            model: model, scenario: scenario(), fields: [flood(model)],
            disturbances: [
                Disturbance(asset: a32("SW"), fromHours: floodHours, untilHours: end, cause: .flooded, state: .moderate, intensity: 0.9)
            ],
            outage: outage, outcome: ServiceOutcome(outage, on: model, base: ServiceBase(model)), sampled: nil, impact: impact,
            measures: [], baselineFaults: [], issues: issues(),
            damageAssumptions: [Phrase("1 substation: stops at 0.5 m of water (assumed)", nl: "1 onderstation: valt uit bij 0,5 m water (aangenomen)")], damageCitations: ["HAZUS Flood Technical Manual"],
            manifest: Manifest(
                programVersion: "0.1.0", command: "lifeline run scenarios/waterford-flood.xml", seed: 7,
                inputs: [("scenarios/waterford-flood.xml", String(repeating: "a1", count: 32)), ("networks/waterford.xml", String(repeating: "0f", count: 32))]))
    }

    func impact(_ model: CityModel, _ values: [String: Double]) -> SingleFailureImpact {
        var consequence = [Double](repeating: 0, count: model.assetCount)
        var facilities = [Int32](repeating: 0, count: model.assetCount)
        var byService = model.services.map { _ in consequence }
        for (id, value) in values {
            guard let asset = model.asset(named: id) else { continue }
            consequence[asset] = value
            facilities[asset] = 3
            byService[id == "B1" ? 1 : 0][asset] = value
        }
        return SingleFailureImpact(consequence: consequence, byService: byService, facilitiesOut: facilities, horizonHours: horizon)
    }

    /// Water in the north-west corner, 45 cm to 3.6 m deep.
    func flood(_ model: CityModel) -> HazardField {
        var field = HazardField(
            title: Phrase("Flood: river at 4.20 m", nl: "Overstroming: rivier op 4,20 m"),
            method: [Phrase("The water stands level wherever it can flow from the river.", nl: "Het water staat overal even hoog waar het vanuit de rivier kan komen.")],
            median: [.floodDepth: Array(repeating: 0, count: model.assetCount)])
        let values = (0..<100).map { i -> Float in
            let column = i % 10, row = i / 10
            return column + row < 8 ? Float(8 - column - row) * 0.45 : .nan
        }
        field.footprint = Raster(origin: Point(x: 0, y: 0), cellSizeMetres: 100, columns: 10, rows: 10, values: values)
        field.citations = [Phrase(data: "Bates and De Roo 2000, Journal of Hydrology 236")]
        return field
    }

    func issues() -> IssueLog {
        var log = IssueLog()
        log.add(Issue(.warning, "ends-snapped", "2 pipe ends were joined over 0.3 m", remedy: "nothing to do: within the tolerance of 0.5 m"))
        log.add(Issue(.warning, "ends-snapped", "1 road end was joined over 0.4 m"))
        log.add(Issue(.note, "no-address", "building B-a has no address"))
        return log
    }
}

struct TestMeasure: Measure {
    static let element = "test"
    static let summary = "for tests"
    var title: Phrase
    var costEuros: Double?
    init(_ element: MarkupElement) throws(InputError) { title = Phrase(data: element.name) }
    init(title: String, costEuros: Double?) {
        self.title = Phrase(data: title)
        self.costEuros = costEuros
    }
    func apply(to model: inout CityModelBuilder) throws(InputError) {}
}
