import DamageModel
import Diagnostics
import Geometry
import HazardModel
import NetworkModel
import ScenarioModel
import Testing

@testable import AccessModel

/// Help along one street, with pencil and paper.
@Suite struct HandComputed {
    private func service(_ access: EmergencyAccess?, _ way: EmergencyAccess.Way) throws -> EmergencyAccess.Service {
        try #require(access?.services.first { $0.way == way })
    }
    private func place(_ service: EmergencyAccess.Service, _ id: String, _ model: CityModel) throws -> EmergencyAccess.Place {
        let asset = try #require(model.asset(named: id))
        return try #require(service.places.first { $0.facility == asset })
    }
    /// Hours, then residents in time, late, no help, isolated, hit.
    private func steps(_ service: EmergencyAccess.Service) -> [[Double]] { service.steps.map { [$0.hours] + $0.census.residents } }

    @Test func `before the event two minutes reach B from the post, and the hospital from A`() throws {
        let model = try Streets().model()
        let access = try Streets.access(model)
        let ambulance = try service(access, .ambulance), hospital = try service(access, .emergencyDepartment)
        // Ambulance: A 1 min, B 2 min, C 3 min. Hospital at C: C 0, B 1, A 2 min.
        #expect(ambulance.before.residents == [110, 1000, 0, 0, 0])
        #expect(hospital.before.residents == [1110, 0, 0, 0, 0])
        #expect(steps(ambulance) == [[0, 110, 1000, 0, 0, 0]])
        #expect(ambulance.places.isEmpty && hospital.places.isEmpty)
        #expect(access?.freeFlow == .init(roads: 3, assumed: []))
    }

    @Test func `shallow water slows the drive, and makes it late while it stands`() throws {
        let model = try Streets().model()
        let field = Streets.water(["ab": 0.1], from: 2, until: 5, on: model)
        let ambulance = try service(try Streets.access(model, [field]), .ambulance)
        // 0.0009 × 100² − 0.5529 × 100 + 86.9448 = 40.6548 km/h: 88.55 s instead of 60 s.
        let slow = 60 + 3600 / 40.6548
        let mid = try place(ambulance, "mid", model)
        #expect(mid.secondsBefore == 120)
        #expect(abs(mid.worstSeconds - slow) < 1e-9)
        #expect(mid.standingBefore == .inTime && mid.worstStanding == .late)
        #expect([mid.worseFromHours, mid.backHours] == [2, 5])
        #expect(mid.hours == [21, 3, 0, 0, 0])
        #expect(steps(ambulance) == [[0, 110, 1000, 0, 0, 0], [2, 10, 1100, 0, 0, 0], [5, 110, 1000, 0, 0, 0]])
        // Far was late before: its drive is longer, its standing the same.
        let far = try place(ambulance, "far", model)
        #expect(far.worstStanding == .late && far.standingBefore == .late)
        #expect(far.worseFromHours == .infinity)
        #expect(abs(far.worstSeconds - slow - 60) < 1e-9)
    }

    @Test func `from its depth on the vehicle does not pass; a bridge stands above the water`() throws {
        let model = try Streets().model()
        // 0.26 m stops the ambulance (0.25 m) but does not close the road (0.3 m).
        let field = Streets.water(["ab": 0.26], from: 2, until: 5, on: model)
        let ambulance = try service(try Streets.access(model, [field]), .ambulance)
        #expect(steps(ambulance) == [[0, 110, 1000, 0, 0, 0], [2, 10, 0, 0, 1100, 0], [5, 110, 1000, 0, 0, 0]])
        let bridge = try Streets(bridge: true).model()
        let over = Streets.water(["ab": 3], from: 2, until: 5, on: bridge)
        #expect(steps(try service(try Streets.access(bridge, [over]), .ambulance)).count == 1)
    }

    @Test func `a closed road isolates until it is open and cleaned`() throws {
        let model = try Streets().model()
        // 0.4 m closes the road; the catalogue takes 2 hours to clean it.
        let field = Streets.water(["ab": 0.4], from: 2, until: 5, on: model)
        let access = try Streets.access(model, [field])
        #expect(
            steps(try service(access, .ambulance)) == [[0, 110, 1000, 0, 0, 0], [2, 10, 0, 0, 1100, 0], [7, 110, 1000, 0, 0, 0]])
        // Seen from the hospital the others are cut off.
        let hospital = try service(access, .emergencyDepartment)
        #expect(steps(hospital) == [[0, 1110, 0, 0, 0, 0], [2, 1100, 0, 0, 10, 0], [7, 1110, 0, 0, 0, 0]])
        let near = try place(hospital, "near", model)
        #expect(near.hours == [19, 0, 0, 5, 0])
        #expect([near.worseFromHours, near.backHours] == [2, 7])
    }

    @Test func `one-way streets matter: an ambulance goes one way, patients the other`() throws {
        // ab runs from B to A only: the ambulance from G gets no further than A, and from A nobody gets to C.
        let model = try Streets(oneWayBack: ["ab"]).model()
        let access = try Streets.access(model)
        #expect(try service(access, .ambulance).before.residents == [10, 0, 0, 1100, 0])
        #expect(try service(access, .emergencyDepartment).before.residents == [1100, 0, 0, 10, 0])
        // From A to B only, both pass.
        let onward = try Streets.access(Streets(oneWay: ["ab"]).model())
        #expect(try service(onward, .ambulance).before.residents == [110, 1000, 0, 0, 0])
        #expect(try service(onward, .emergencyDepartment).before.residents == [1110, 0, 0, 0, 0])
    }

    @Test func `a post without power helps nobody until it has started again; the road is not what is missing`() throws {
        let model = try Streets().model()
        let access = try Streets.access(model, closed: [("T", 3, 6)])
        let ambulance = try service(access, .ambulance)
        // Back an hour after power: the restart delay.
        #expect(steps(ambulance) == [[0, 110, 1000, 0, 0, 0], [3, 0, 0, 1110, 0, 0], [7, 110, 1000, 0, 0, 0]])
        #expect(ambulance.originsOut.map { model.id($0) } == ["post"])
        #expect(try service(access, .emergencyDepartment).originsOut.isEmpty)
    }

    @Test func `a post that only lost its own road access works for those it can still reach`() throws {
        let model = try Streets().model()
        // G is closed: the post has no way out.
        let ambulance = try service(try Streets.access(model, closed: [("G", 3, 6)]), .ambulance)
        #expect(steps(ambulance) == [[0, 110, 1000, 0, 0, 0], [3, 0, 0, 0, 1110, 0], [6, 110, 1000, 0, 0, 0]])
        #expect(ambulance.originsOut.isEmpty)
    }

    @Test func `what the event itself has hit stands apart, whatever the road`() throws {
        let model = try Streets().model()
        let ambulance = try service(try Streets.access(model, closed: [("mid", 1, 4), ("ab", 2, 3)]), .ambulance)
        #expect(
            steps(ambulance) == [
                [0, 110, 1000, 0, 0, 0], [1, 10, 1000, 0, 0, 100], [2, 10, 0, 0, 1000, 100], [3, 10, 1000, 0, 0, 100],
                [4, 110, 1000, 0, 0, 0],
            ])
        #expect(try place(ambulance, "mid", model).worstStanding == .hit)
    }

    @Test func `those who are in a hospital that works need no road`() throws {
        var model = try Streets().model()
        var builder = CityModelBuilder(editing: model)
        builder.set(.residents, 7, ofRow: try #require(model.asset(named: "hospital")))
        var log = IssueLog()
        model = try builder.freeze(&log)
        let hospital = try service(try Streets.access(model, closed: [("C", 1, 4), ("hospital", 2, 3)]), .emergencyDepartment)
        #expect(
            steps(hospital) == [
                [0, 1117, 0, 0, 0, 0], [1, 7, 0, 0, 1110, 0], [2, 0, 0, 0, 1110, 7], [3, 7, 0, 0, 1110, 0], [4, 1117, 0, 0, 0, 0],
            ])
    }

    @Test func `the way to hospital grows for those who were nearest to it`() throws {
        // A second hospital at G: near and mid have it at 1 and 2 minutes; far has C at 0.
        var builder = CityModelBuilder(editing: try Streets().model())
        builder.addFacility("second", kind: .hospital, at: .init(x: 0, y: 0))
        builder.require("second", "road", from: ["G"])
        builder.require("hospital", "power", from: ["T"])
        var log = IssueLog()
        let model = try builder.freeze(&log)
        let hospital = try service(try Streets.access(model, closed: [("T", 3, 6)]), .emergencyDepartment)
        let first = try #require(hospital.catchments.first { model.id($0.hospital) == "hospital" })
        // Nearest to C before: mid (1 min × 100) and far (0 min × 1,000), 100 minutes together. Without the hospital at C:
        // mid 2 min to G, far 3 min: 200 + 3,000 = 3,200 minutes.
        #expect(first.residents == 1100)
        #expect(abs(first.secondsBefore - 6000.0 / 1100) < 1e-9)
        #expect(abs(first.worstFactor - 32) < 1e-9)
        #expect(first.worstHours == 3)
        #expect(first.residentsCutOff == 0)
    }

    @Test func `speeds that the data lacks come from the class of road and are counted`() throws {
        var builder = CityModelBuilder()
        for (i, id) in ["G", "A", "B"].enumerated() {
            builder.addNode(id, layer: .road, kind: .roadJunction, at: .init(x: Double(i) * 1000, y: 0), isSource: i == 0)
        }
        let first = builder.addLink("ga", layer: .road, kind: .road, from: "G", to: "A")
        builder.set(.roadClass, "residential", ofRow: first)
        let second = builder.addLink("ab", layer: .road, kind: .road, from: "A", to: "B")
        builder.set(.speedLimit, 80, ofRow: second, .assumed)
        builder.set(.roadClass, "primary", ofRow: second)
        builder.addLink("gb", layer: .road, kind: .road, from: "G", to: "B")
        var log = IssueLog()
        let flow = FreeFlow(try builder.freeze(&log))
        // ab: 1,000 m at 80 km/h; ga: at 30; gb: 2,000 m at 50.
        #expect(flow.seconds == [45, 120, 144])
        #expect(flow.assumed.map(\.roadClass) == [nil, "primary", "residential"])
        #expect(flow.assumed.map(\.speedKmh) == [50, 80, 30])
    }

    @Test func `without roads, or without posts and hospitals, there is nothing to say`() throws {
        var builder = CityModelBuilder(editing: try Streets().model())
        for (row, rowClass) in builder.rowClass.enumerated() where rowClass == .facility {
            builder.kind[row] = builder.strings.intern("building")
        }
        var log = IssueLog()
        let plain = try builder.freeze(&log)
        #expect(try Streets.access(plain) == nil)
        var power = CityModelBuilder()
        power.addNode("S", layer: .power, kind: .gridConnection, at: .init(x: 0, y: 0), isSource: true)
        power.addFacility("hospital", kind: .hospital, at: .init(x: 0, y: 0))
        let noRoads = try power.freeze(&log)
        #expect(try Streets.access(noRoads) == nil)
    }

    @Test func `too many moments are thinned: onset, and the last of each stretch`() {
        let many = (0..<40_000).map { 24 - Double($0) * 0.0006 } + [-3, 25, .infinity]
        let thinned = Moments(many, horizonHours: 24, size: 10_000_000)
        #expect(thinned.changeCount == 40_000)
        #expect(thinned.hours.count == Moments.least)
        #expect(thinned.hours.first == 0)
        #expect(thinned.hours == thinned.hours.sorted())
        #expect(thinned.hoursUncertain == 24.0 / 111)
        for change in many where change >= 0 && change < 24 {
            // Whatever changes is seen at the end of its stretch at the latest.
            #expect(thinned.hours.contains { $0 >= change && $0 - change <= thinned.hoursUncertain })
        }
        let few = Moments([5, 3, 5, 24, 30], horizonHours: 24, size: 10_000_000)
        #expect(few.hours == [0, 3, 5])
        #expect(few.hoursUncertain == 0)
    }
}
