import DamageModel
import Diagnostics
import HazardModel
import NetworkModel
import ScenarioModel
import TestSupport
import Testing

@Suite struct FloodTests {
    let catalogue: FragilityCatalogue
    init() throws { catalogue = try FragilityCatalogue.standard() }

    private func flooded(_ model: CityModel, _ depth: Double) throws -> [String] {
        var water = field(model, .floodDepth, depth)
        water.recessionHours = Array(repeating: 24, count: model.assetCount)
        return try DamageAssessment(model: model, fields: [water], catalogue: catalogue)
            .deterministic().map { model.id(Int($0.asset)) }
    }

    @Test(arguments: [
        (AssetKind.transformer, 0.5), (.substation, 1.219), (.pumpingStation, 0.914), (.well, 0.914), (.road, 0.3),
        (.hospital, 0.3), (.building, 0.3), (.powerPlant, 1.219),
    ])
    func `an asset stops when the water reaches its threshold, not before`(kind: AssetKind, threshold: Double) throws {
        let model = try town([("a", kind)])
        #expect(try flooded(model, threshold - 0.001) == [])
        #expect(try flooded(model, threshold) == ["a"])
        // A depth that is the difference of two heights: 4.3 − 4.0 is a hair below 0.3.
        #expect(try flooded(model, (4 + threshold) - 4) == ["a"])
    }

    @Test(arguments: [AssetKind.pipe, .powerCable, .powerLine, .waterTower, .tank, .valve, .bridge])
    func `water does not stop what stands above it or below the ground`(kind: AssetKind) throws {
        let model = try town([("a", kind)])
        #expect(try flooded(model, 10) == [])
        let told = try town([("a", kind)]) { $0.set(.floodThreshold, 2, ofRow: $1["a"] ?? 0) }
        #expect(try flooded(told, 1.99) == [])
        #expect(try flooded(told, 2) == ["a"])
    }

    @Test func `raised parts and thresholds of the data count`() throws {
        let model = try town([("low", .transformer), ("raised", .transformer), ("own", .transformer), ("dry", .transformer)])
        { builder, rows in
            builder.set(.floorHeight, 1.5, ofRow: rows["raised"] ?? 0)
            builder.set(.floodThreshold, 0.1, ofRow: rows["own"] ?? 0)
            builder.set(.floorHeight, 1, ofRow: rows["dry"] ?? 0)
            builder.set(.floodThreshold, 0, ofRow: rows["dry"] ?? 0)
        }
        #expect(try flooded(model, 0.1) == ["own"])
        #expect(try flooded(model, 1) == ["low", "own"])
        #expect(try flooded(model, 1.01) == ["dry", "low", "own"])
        #expect(try flooded(model, 1.999) == ["dry", "low", "own"])
        #expect(try flooded(model, 2) == ["dry", "low", "own", "raised"])
        #expect(try flooded(model, 0) == [])
    }

    @Test func `an outage lasts from arrival until the water has gone and the asset is dry`() throws {
        let model = try town([("kiosk", .transformer), ("own", .transformer)]) {
            $0.set(.outageHours, 6, ofRow: $1["own"] ?? 0)
        }
        var water = field(model, .floodDepth, 1)
        water.arrivalHours = Array(repeating: 2.5, count: model.assetCount)
        water.recessionHours = Array(repeating: 30, count: model.assetCount)
        let damage = try DamageAssessment(model: model, fields: [water], catalogue: catalogue)
        let expected = [
            Disturbance(
                asset: model.number("kiosk"), fromHours: 2.5, repairFromHours: 30, crewHours: 48, cause: .flooded, intensity: 1),
            Disturbance(
                asset: model.number("own"), fromHours: 2.5, repairFromHours: 30, crewHours: 6, cause: .flooded, intensity: 1),
        ]
        #expect(expected.map(\.untilHours) == [78, 36])
        #expect(damage.deterministic() == expected)
        #expect(damage.sample(17, seed: 4) == expected)
        #expect(!damage.isRandom)
    }

    @Test func `assets put out of service stand beside the flooded ones, in order`() throws {
        let model = try town([("b", .transformer), ("a", .transformer), ("c", .transformer)])
        let position = SourcePosition(file: "s.xml", line: 7)
        let damage = try DamageAssessment(
            model: model, fields: [field(model, .floodDepth, 0.5)],
            outOfService: [
                .init(asset: "c", fromHours: 5, untilHours: .infinity, position: position),
                .init(asset: "a", fromHours: 1, untilHours: 3, position: position),
            ], catalogue: catalogue)
        let found = damage.deterministic().map { (model.id(Int($0.asset)), $0.fromHours, $0.untilHours, $0.cause) }
        #expect(found.map(\.0) == ["a", "a", "b", "c", "c"])
        #expect(found.map(\.1) == [0, 1, 0, 0, 5])
        #expect(found.map(\.2) == [48, 3, 48, 48, .infinity])
        #expect(found.map(\.3) == [.flooded, .outOfService, .flooded, .flooded, .outOfService])
    }

    @Test func `an asset out of service that does not exist is an error with a suggestion`() throws {
        let model = try town([("transformer-12", .transformer)])
        let error = #expect(throws: InputError.self) {
            try DamageAssessment(
                model: model, fields: [],
                outOfService: [
                    .init(
                        asset: "transfromer-12", fromHours: 0, untilHours: 1,
                        position: SourcePosition(file: "s.xml", line: 7))
                ], catalogue: catalogue)
        }
        #expect(error?.code == "unknown-asset")
        #expect(error?.position?.line == 7)
        #expect(error?.remedy.contains("'transformer-12'") == true)
    }
}
