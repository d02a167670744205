import AccessModel
import CascadeModel
import DamageModel
import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import ScenarioModel

/// A street of three kilometres, 60 km/h all along, so that a kilometre takes one minute:
///
///     G ══ga══ A ══ab══ B ══bc══ C      post at G (0 residents), near A (10), mid B (100), far C (1,000), hospital at C
///
/// The post needs power from the transformer T, which has no reserve; all else needs only its road.
struct Streets {
    /// Links that run only as drawn, and links that run only against it.
    var oneWay: Set<String> = [], oneWayBack: Set<String> = []
    var bridge = false

    func model() throws -> CityModel {
        var b = CityModelBuilder()
        b.beginFile("streets.xml")
        for (i, id) in ["G", "A", "B", "C"].enumerated() {
            b.addNode(
                id, layer: .road, kind: i == 0 ? .gateway : .roadJunction, at: Point(x: Double(i) * 1000, y: 0), isSource: i == 0)
        }
        for (id, from, to) in [("ga", "G", "A"), ("ab", "A", "B"), ("bc", "B", "C")] {
            let row = b.addLink(
                id, layer: .road, kind: bridge && id == "ab" ? .bridge : .road, from: oneWayBack.contains(id) ? to : from,
                to: oneWayBack.contains(id) ? from : to, isDirected: oneWay.union(oneWayBack).contains(id))
            b.set(.speedLimit, 60, ofRow: row)
        }
        b.addNode("T", layer: .power, kind: .transformer, at: Point(x: 0, y: 100), isSource: true)
        b.addFacility("post", kind: .ambulancePost, at: Point(x: 0, y: 10))
        b.require("post", "power", from: ["T"], restartDelayHours: 1)
        b.require("post", "road", from: ["G"])
        for (id, kind, node, people) in [
            ("near", AssetKind.building, "A", 10.0), ("mid", .careHome, "B", 100), ("far", .building, "C", 1000),
            ("hospital", .hospital, "C", 0),
        ] {
            let row = b.addFacility(id, kind: kind, at: Point(x: 0, y: 0))
            b.set(.residents, people, ofRow: row)
            b.require(id, "road", from: [node])
        }
        var log = IssueLog()
        return try b.freeze(&log)
    }

    /// Norms that leave so many minutes to drive.
    static func norms(ambulance: Double = 2, hospital: Double = 2) -> AccessNorms {
        var norms = AccessNorms()
        norms.ambulance = .init(limitMinutes: ambulance + 3, beforeMinutes: 3)
        norms.emergencyDepartment = .init(limitMinutes: hospital + 20, beforeMinutes: 20)
        return norms
    }

    static func water(_ depths: [String: Double], from: Double, until: Double, on model: CityModel) -> HazardField {
        var column = [Double](repeating: 0, count: model.assetCount)
        for (id, depth) in depths { if let asset = model.asset(named: id) { column[asset] = depth } }
        var field = HazardField(title: Phrase(data: "water"), method: [], median: [.floodDepth: column])
        field.arrivalHours = Array(repeating: from, count: model.assetCount)
        field.recessionHours = Array(repeating: until, count: model.assetCount)
        return field
    }

    /// The event's water, with what it stops by the standard catalogue, and what is put out of service by hand.
    static func access(
        _ model: CityModel, _ fields: [HazardField] = [], closed: [(String, Double, Double)] = [],
        norms: AccessNorms = norms(), horizon: Double = 24
    ) throws -> EmergencyAccess? {
        let catalogue = try FragilityCatalogue.standard()
        let byHand = closed.map {
            Scenario.OutOfService(asset: $0.0, fromHours: $0.1, untilHours: $0.2, position: SourcePosition(file: "s.xml", line: 1))
        }
        let damage = try DamageAssessment(model: model, fields: fields, outOfService: byHand, catalogue: catalogue)
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(damage.deterministic(), horizonHours: horizon, state: &state)
        return EmergencyAccess(
            model, cascade, outage, water: try RoadWater(model, fields, catalogue), norms: norms, vehicle: .ambulance)
    }
}
