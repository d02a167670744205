import DamageModel
import Diagnostics
import HazardModel
import NetworkModel
import ScenarioModel
import Testing

/// The event has the pump down from hour 10 to hour 20; what people see is put over it.
@Suite struct ObservedAssetsTests {
    private func stretches(_ seen: [(Observations.State, Double)]) throws -> [String] {
        let model = try town([("pump", .pumpingStation), ("valve", .valve)])
        let place = SourcePosition(file: "seen.csv", line: 2)
        var observations = Observations()
        try observations.add(assets: seen.map { .init(asset: "pump", state: $0.0, hours: $0.1, position: place) }, gauges: [])
        let damage = try DamageAssessment(
            model: model, fields: [],
            outOfService: ["pump", "valve"].map { .init(asset: $0, fromHours: 10, untilHours: 20, position: place) },
            observations: observations, catalogue: .standard())
        let all = damage.deterministic()
        #expect(all == damage.sample(3, seed: 9))
        #expect(all.filter { $0.asset == model.number("valve") }.map(\.untilHours) == [20])
        return all.filter { $0.asset == model.number("pump") }.map {
            "\($0.cause == .observed ? "seen " : "")\($0.fromHours)-\($0.untilHours)"
        }
    }

    @Test func `nothing seen changes nothing`() throws {
        #expect(try stretches([]) == ["10.0-20.0"])
    }

    @Test func `working ends what had begun, not what is still to come`() throws {
        #expect(try stretches([(.working, 5)]) == ["10.0-20.0"])
        #expect(try stretches([(.working, 10)]) == [])
        #expect(try stretches([(.working, 15)]) == ["10.0-15.0"])
        #expect(try stretches([(.working, 25)]) == ["10.0-20.0"])
    }

    @Test func `safe ends what had begun and what is to come`() throws {
        #expect(try stretches([(.safe, 5)]) == [])
        #expect(try stretches([(.safe, 15)]) == ["10.0-15.0"])
    }

    @Test func `out lasts until it is seen working, whatever the event does meanwhile`() throws {
        #expect(try stretches([(.out, 5)]) == ["seen 5.0-inf"])
        #expect(try stretches([(.out, 15)]) == ["10.0-15.0", "seen 15.0-inf"])
        #expect(try stretches([(.out, 5), (.working, 8)]) == ["seen 5.0-8.0", "10.0-20.0"])
        #expect(try stretches([(.out, 5), (.working, 12)]) == ["seen 5.0-12.0"])
        #expect(try stretches([(.out, 12), (.out, 14), (.working, 30)]) == ["10.0-12.0", "seen 12.0-30.0"])
        #expect(try stretches([(.working, 15), (.out, 18)]) == ["10.0-15.0", "seen 18.0-inf"])
        #expect(try stretches([(.out, 1), (.working, 2), (.out, 3), (.safe, 4)]) == ["seen 1.0-2.0", "seen 3.0-4.0"])
    }

    @Test func `what is seen working needs no crew of the model any more`() throws {
        let model = try town([("pump", .pumpingStation)]) { builder, rows in
            builder.set(.floodThreshold, 0.5, ofRow: rows["pump"] ?? 0)
            builder.set(.outageHours, 30, ofRow: rows["pump"] ?? 0)
        }
        var flooded = field(model, .floodDepth, 2)
        flooded.arrivalHours = Array(repeating: 2, count: model.assetCount)
        flooded.recessionHours = Array(repeating: 10, count: model.assetCount)
        var observations = Observations()
        try observations.add(
            assets: [.init(asset: "pump", state: .working, hours: 25, position: SourcePosition(file: "seen.csv", line: 2))], gauges: [])
        let pump = try #require(
            DamageAssessment(model: model, fields: [flooded], observations: observations, catalogue: .standard())
                .deterministic().first { $0.asset == model.number("pump") })
        #expect(pump.fromHours == 2 && pump.untilHours == 25 && pump.crewHours == 0)
    }

    @Test func `an asset that does not exist is refused with the nearest name`() throws {
        let model = try town([("pump-east", .pumpingStation)])
        var observations = Observations()
        try observations.add(
            assets: [.init(asset: "pump-eats", state: .out, hours: 1, position: SourcePosition(file: "seen.csv", line: 7))], gauges: [])
        let error = try #require(
            #expect(throws: InputError.self) {
                try DamageAssessment(model: model, fields: [], observations: observations, catalogue: .standard())
            })
        #expect(error.code == "unknown-asset" && error.position?.line == 7 && error.remedy.contains("'pump-east'"))
    }
}
