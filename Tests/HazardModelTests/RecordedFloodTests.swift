import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import Testing

@Suite struct RecordedFloodTests {
    /// Two houses, 200 m apart, a road node by each, and a bridge between: the first has three records.
    private func town() throws -> CityModel {
        try city(at: [Point(x: 10, y: 0), Point(x: 190, y: 0), Point(x: 1000, y: 0)]) { builder in
            builder.addLink("bridge", layer: .road, kind: .bridge, from: "n1000", to: "n1001")
            builder.addLink("street", layer: .road, kind: .road, from: "n1000", to: "n1001")
            let wet = builder.addFacility("wet", kind: .building, at: Point(x: 0, y: 0))
            builder.addFacility("dry", kind: .building, at: Point(x: 200, y: 0))
            func record(_ kind: String, _ description: String, _ scale: String, rank: UInt8, depth: Double, hours: Double = .nan) {
                var risk = FloodRisk(kind: builder.strings.intern(kind))
                risk.description = builder.strings.intern(description)
                risk.scale = builder.strings.intern(scale)
                (risk.rank, risk.depthMetres, risk.durationHours) = (rank, depth, hours)
                builder.floodRisks.append((Int32(wet), risk))
            }
            record("river", "1", "1", rank: 2, depth: 0.8, hours: 10)
            record("river", "1", "2", rank: 2, depth: 1.9, hours: 0)
            record("tsunami", "5", "2", rank: 4, depth: .nan)
        }
    }
    private func field(_ attributes: [String: String]) throws -> HazardField {
        try RecordedFlood(element("floodRisk", attributes), folder: "").field(on: try town())
    }
    private func depth(_ asset: String, _ attributes: [String: String]) throws -> Double {
        let model = try town()
        return try #require(try field(attributes).median[.floodDepth])[try #require(model.asset(named: asset))]
    }

    @Test func `the records that the scenario chooses give the depth, the deepest of several`() throws {
        #expect(try depth("wet", ["scale": "1"]) == 0.8)
        #expect(try depth("wet", ["kind": "river"]) == 1.9)
        #expect(try depth("wet", ["kind": "river", "description": "1", "scale": "2"]) == 1.9)
        #expect(try depth("dry", [:]) == 0)
    }

    @Test func `a class of depth stands for its middle or its upper bound, and it is said`() throws {
        #expect(try depth("wet", ["kind": "tsunami"]) == 7.5)
        #expect(try depth("wet", ["kind": "tsunami", "rankDepth": "upper"]) == 10)
        #expect(try field(["kind": "tsunami"]).method.contains { $0.english.contains("1 of the records give only a class of depth: the middle") })
    }

    @Test func `networks take the depth at the nearest building within reach, bridges stay dry`() throws {
        #expect(try depth("n1000", ["scale": "1"]) == 0.8)
        #expect(try depth("n1001", ["scale": "1"]) == 0)
        #expect(try depth("n1002", ["scale": "1"]) == 0)
        #expect(try depth("street", ["scale": "1"]) == 0.8)
        #expect(try depth("bridge", ["scale": "1"]) == 0)
        #expect(try depth("n1000", ["scale": "1", "reach": "0"]) == 0)
    }

    @Test func `water stays as long as the records say, or else until recession`() throws {
        let model = try town(), house = try #require(model.asset(named: "wet"))
        #expect(try field(["scale": "1", "arrival": "2"]).recessionHours[house] == 12)
        #expect(try field(["scale": "2", "kind": "river", "recession": "30"]).recessionHours[house] == 30)
        #expect(try field(["scale": "1"]).warnings.contains { $0.english.hasPrefix("1 of 2 facilities have no flood record") })
    }

    @Test func `a choice that nothing meets is refused with what there is`() throws {
        let error = inputError { try field(["kind": "inland"]) }
        #expect(error?.code == "flood-records-missing" && error?.remedy.contains("kind=\"tsunami\"") == true)
        let none = inputError { try RecordedFlood(element("floodRisk"), folder: "").field(on: try city(at: [Point(x: 0, y: 0)])) }
        #expect(none?.problem.contains("no asset") == true)
        #expect(inputError { try field(["rankDepth": "lower"]) }?.code == "bad-value")
        #expect(inputError { try field(["depth": "1"]) }?.code == "attribute-unknown")
    }
}
