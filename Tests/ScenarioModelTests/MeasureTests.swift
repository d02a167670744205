import Diagnostics
import Geometry
import MarkupReading
import NetworkModel
import ScenarioModel
import Testing

@Suite struct MeasureTests {
    /// Two transformers on one cable, a hospital that needs power and water, and a pump that needs power.
    static func town() -> CityModelBuilder {
        var builder = CityModelBuilder()
        builder.beginFile("town.xml")
        builder.addNode("t1", layer: .power, kind: .transformer, at: Point(x: 0, y: 0), isSource: true)
        let second = builder.addNode("t2", layer: .power, kind: .transformer, at: Point(x: 100, y: 0))
        builder.set(.floorHeight, 0.4, ofRow: second)
        builder.set(.fragilityFactor, 3, ofRow: second)
        builder.addNode("pump", layer: .water, kind: .pumpingStation, at: Point(x: 50, y: 0))
        builder.addLink("cable", layer: .power, kind: .powerCable, from: "t1", to: "t2")
        builder.addFacility("hospital", kind: .hospital, at: Point(x: 100, y: 50))
        builder.require("hospital", "power", from: ["t2"], bufferHours: 24)
        builder.require("hospital", "water", from: ["pump"])
        builder.require("pump", "power", from: ["t1"])
        return builder
    }

    private func measure(_ name: String, _ attributes: [String: String]) throws -> any Measure {
        try Measures.read(
            MarkupElement(name: name, attributes: attributes, position: SourcePosition(file: "s.xml", line: 9)))
    }
    private func model(after measures: any Measure...) throws -> CityModel {
        var builder = Self.town()
        for measure in measures { try measure.apply(to: &builder) }
        var log = IssueLog()
        return try builder.freeze(&log)
    }
    private func value(_ model: CityModel, _ attribute: NumericAttribute, _ id: String) -> Double? {
        model.asset(named: id).flatMap { model.value(attribute, of: $0) }
    }

    @Test func `raise adds to the height that is there`() throws {
        let one = try model(after: measure("raise", ["asset": "t2", "by": "1.5"]))
        #expect(value(one, .floorHeight, "t2") == 1.9)
        #expect(value(one, .floorHeight, "t1") == nil)
        let all = try model(
            after: measure("raise", ["kind": "transformer", "by": "1"]), measure("raise", ["asset": "t1", "by": "0.5"]))
        #expect(value(all, .floorHeight, "t1") == 1.5)
        #expect(value(all, .floorHeight, "t2") == 1.4)
        let column = all.numeric[Int(NumericAttribute.floorHeight.rawValue)]
        #expect(all.asset(named: "t1").flatMap { column?.provenance[$0] } == .measured)
    }

    @Test func `harden multiplies the factor that is there, or makes invulnerable`() throws {
        let hardened = try model(after: measure("harden", ["kind": "transformer", "factor": "2"]))
        #expect(value(hardened, .fragilityFactor, "t1") == 2)
        #expect(value(hardened, .fragilityFactor, "t2") == 6)
        let proof = try model(after: measure("harden", ["asset": "t1", "invulnerable": "true"]))
        #expect(value(proof, .fragilityFactor, "t1") == 1000)
        #expect(value(proof, .floodThreshold, "t1") == 50)
    }

    @Test func `backup lengthens a reserve and never shortens one`() throws {
        func buffers(_ model: CityModel) -> [String: Double] {
            var buffers: [String: Double] = [:]
            let needs = model.requirements
            for r in 0..<needs.count {
                let name = "\(model.id(Int(needs.asset[r]))) \(model.services[Int(needs.service[r])])"
                buffers[name] = needs.bufferHours[r]
            }
            return buffers
        }
        let longer = try model(after: measure("backup", ["asset": "hospital", "service": "power", "hours": "48"]))
        #expect(buffers(longer) == ["hospital power": 48, "hospital water": 0, "pump power": 0])
        let shorter = try model(after: measure("backup", ["asset": "hospital", "service": "power", "hours": "8"]))
        #expect(buffers(shorter)["hospital power"] == 24)
        let pumps = try model(
            after: measure(
                "backup", ["kind": "pumpingStation", "service": "power", "hours": "6", "blackStart": "true"]))
        #expect(buffers(pumps)["pump power"] == 6)
        #expect(pumps.requirements.blackStart.count { $0 } == 1)
    }

    private func suppliers(_ model: CityModel, _ need: String) -> [String] {
        let needs = model.requirements
        return (0..<needs.count).first { "\(model.id(Int(needs.asset[$0]))) \(model.services[Int(needs.service[$0])])" == need }
            .map { needs.suppliers($0).map { model.id(Int($0)) } } ?? []
    }

    @Test func `a feeder is one more supplier: the one named, or the nearest of its kind`() throws {
        let named = try model(after: measure("feeder", ["asset": "pump", "service": "power", "from": "t2"]))
        #expect(suppliers(named, "pump power") == ["t1", "t2"])
        let nearest = try model(after: measure("feeder", ["kind": "hospital", "service": "power"]))
        #expect(suppliers(nearest, "hospital power") == ["t1", "t2"])
        // Who has it already keeps one.
        let again = try model(after: measure("feeder", ["asset": "pump", "service": "power", "from": "t1"]))
        #expect(suppliers(again, "pump power") == ["t1"])
        // The only pump there is has no other beside it.
        let none = try model(after: measure("feeder", ["asset": "hospital", "service": "water"]))
        #expect(suppliers(none, "hospital water") == ["pump"])
    }

    @Test func `a mobile generator is a source beside the asset, there from its arrival on`() throws {
        let generator = try measure("generator", ["asset": "hospital", "service": "power", "arrives": "6", "lasts": "48"])
        let model = try model(after: generator)
        #expect(suppliers(model, "hospital power") == ["mobile-power@hospital", "t2"])
        let source = try #require(model.asset(named: "mobile-power@hospital"))
        #expect(model.isSource[source] && model.kindName(source) == "mobileGenerator")
        #expect(generator.absences == [0..<6, 54..<Double.infinity])
        #expect(try measure("generator", ["asset": "pump", "service": "power", "arrives": "0"]).absences.isEmpty)
        // A second one has a name of its own; a requirement for two suppliers is given two.
        let two = try self.model(after: generator, generator)
        #expect(suppliers(two, "hospital power").count == 3)
        var builder = Self.town()
        builder.require("school", "power", from: ["t1", "t2"], atLeast: 2)
        builder.addFacility("school", kind: .school, at: Point(x: 1, y: 1))
        try measure("generator", ["asset": "school", "service": "power", "arrives": "1"]).apply(to: &builder)
        var log = IssueLog()
        #expect(suppliers(try builder.freeze(&log), "school power").count == 4)
    }

    @Test func `a link is added with its place in the scenario`() throws {
        let model = try model(
            after: measure(
                "link", ["id": "tie", "layer": "power", "kind": "powerCable", "from": "t2", "to": "t1", "cost": "9"]))
        let tie = try #require(model.asset(named: "tie"))
        #expect(model.links.contains(tie))
        #expect(model.definition(of: tie) == SourcePosition(file: "s.xml", line: 9))
        #expect(model.kindName(tie) == "powerCable")
        #expect(model.linkCount == 2)
    }

    @Test(arguments: [
        ("raise", ["asset": "t3", "by": "1"], "unknown-asset", "'t1'"),
        ("raise", ["kind": "transfromer", "by": "1"], "unknown-kind", "'transformer'"),
        ("backup", ["asset": "hospital", "service": "watr", "hours": "1"], "backup-without-need", "'water'"),
        ("backup", ["asset": "t1", "service": "power", "hours": "1"], "backup-without-need", "remove the measure"),
        ("feeder", ["asset": "t1", "service": "power"], "feeder-without-need", "remove the measure"),
        ("feeder", ["asset": "pump", "service": "power", "from": "t22"], "unknown-asset", "'t2'"),
        ("generator", ["asset": "pump", "service": "water", "arrives": "1"], "generator-without-need", "remove the measure"),
        ("link", ["id": "cable", "layer": "power", "kind": "powerCable", "from": "t1", "to": "t2"], "duplicate-identifier", "another id"),
        ("link", ["id": "x", "layer": "power", "kind": "powerCable", "from": "t1", "to": "pump"], "link-end", "layer"),
        ("link", ["id": "x", "layer": "power", "kind": "powerCable", "from": "t1", "to": "hospital"], "link-end", "layer"),
        ("link", ["id": "x", "layer": "power", "kind": "powerCable", "from": "t1", "to": "t22"], "unknown-asset", "'t2'"),
    ])
    func `a measure that cannot be taken says why`(
        name: String, attributes: [String: String], code: String, remedy: String
    ) throws {
        var builder = Self.town()
        let error = #expect(throws: InputError.self) { try measure(name, attributes).apply(to: &builder) }
        #expect(error?.code == code)
        #expect(error?.position?.line == 9)
        #expect(error?.remedy.contains(remedy) == true)
    }

    @Test(arguments: [
        ("raise", ["asset": "a", "by": "NaN"]), ("raise", ["asset": "a", "by": "-1"]), ("raise", ["asset": "a"]),
        ("harden", ["asset": "a", "factor": "0.5"]), ("harden", ["asset": "a", "invulnerable": "perhaps"]),
        ("backup", ["asset": "a", "service": "power", "hours": "forever"]), ("backup", ["asset": "a", "hours": "1"]),
        ("generator", ["asset": "a", "service": "power"]), ("generator", ["asset": "a", "service": "power", "arrives": "-1"]),
        ("generator", ["asset": "a", "service": "power", "arrives": "1", "lasts": "0"]), ("feeder", ["asset": "a"]),
        ("raise", ["asset": "a", "by": "1", "cost": "-1"]), ("link", ["id": "x"]), ("demolish", ["asset": "a"]),
    ])
    func `a measure with wrong figures is refused at its line`(name: String, attributes: [String: String]) {
        let error = #expect(throws: InputError.self) { try measure(name, attributes) }
        #expect(error?.position?.line == 9)
    }

    @Test func `titles and costs can be given`() throws {
        let raise = try measure("raise", ["asset": "t1", "by": "1", "title": "Lift the kiosk", "cost": "1e5"])
        #expect(raise.title.english == "Lift the kiosk")
        #expect(raise.costEuros == 100_000)
        #expect(try measure("backup", ["kind": "hospital", "service": "power", "hours": "72"]).title.english
            == "Back up power of every hospital for 72 h")
    }
}
