import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import ScenarioModel

@testable import StudyRunner

/// A substation, four transformers with a hospital, a school and blocks behind them, and a pump: a small town to shake.
///
///     G ── S ══ T1, T2, T3, T4 (a star)      P (water, needs T1 or T2) ── J
struct ShakenTown {
    var isReversed = false
    var sigmas = (between: 0.6, within: 0.3)
    var medianPGA = 0.25

    func model() throws -> CityModel {
        var steps: [(inout CityModelBuilder) -> Void] = [
            { $0.addNode("G", layer: .power, kind: .gridConnection, at: Point(x: 0, y: 0), isSource: true) },
            { $0.addNode("S", layer: .power, kind: .substation, at: Point(x: 900, y: 0)) },
            { $0.addLink("G-S", layer: .power, kind: .powerCable, from: "G", to: "S") },
            { $0.addNode("P", layer: .water, kind: .pumpingStation, at: Point(x: 400, y: 900), isSource: true) },
            { $0.addNode("J", layer: .water, kind: .waterJunction, at: Point(x: 1400, y: 900)) },
            { $0.addLink("P-J", layer: .water, kind: .pipe, from: "P", to: "J") },
            { $0.require("P", "power", from: ["T1", "T2"], bufferHours: 4) },
        ]
        for i in 1...4 {
            steps.append {
                $0.addNode("T\(i)", layer: .power, kind: .transformer, at: Point(x: 1000 + 700 * Double(i), y: 300))
                $0.addLink("S-T\(i)", layer: .power, kind: .powerCable, from: "S", to: "T\(i)")
                let row = $0.addFacility(
                    "F\(i)", kind: [.hospital, .school, .building, .building][i - 1],
                    at: Point(x: 1050 + 700 * Double(i), y: 400))
                $0.set(.residents, Double(100 * i), ofRow: row)
                $0.require("F\(i)", "power", from: ["T\(i)"], bufferHours: i == 1 ? 24 : 0)
                $0.require("F\(i)", "water", from: ["J"])
            }
        }
        var builder = CityModelBuilder()
        builder.beginFile("town.xml")
        for step in isReversed ? steps.reversed() : steps { step(&builder) }
        var log = IssueLog()
        return try builder.freeze(&log)
    }

    func event(_ scenario: Scenario) throws -> EventRun {
        let model = try model(), cascade = Cascade(model), base = ServiceBase(model, bedWeight: scenario.bedWeight)
        let everywhere = Array(repeating: medianPGA, count: model.assetCount)
        var field = HazardField(title: Phrase("test", nl: "test"), method: [], median: [.pga: everywhere, .pgv: everywhere.map { $0 * 80 }])
        for measure in [IntensityMeasure.pga, .pgv] {
            field.betweenEventSigma[measure] = Array(repeating: sigmas.between, count: model.assetCount)
            field.withinEventSigma[measure] = Array(repeating: sigmas.within, count: model.assetCount)
        }
        let damage = try DamageAssessment(model: model, fields: [field], catalogue: .standard())
        var state = CascadeState(for: cascade)
        let disturbances = damage.deterministic()
        let outage = cascade.run(disturbances, horizonHours: scenario.horizonHours, state: &state)
        return EventRun(
            model: model, cascade: cascade, base: base, fields: [field], damage: damage, disturbances: disturbances,
            outage: outage, outcome: ServiceOutcome(outage, on: model, base: base))
    }

    static func scenario(samples: Int, seed: UInt64 = 1) -> Scenario {
        Scenario(
            name: "test", title: "test", question: "", file: "test.xml", networkPath: "town.xml", start: nil,
            horizonHours: 168, seed: seed, samples: samples, bedWeight: 0, hazards: [], outOfService: [], measures: [])
    }
}
