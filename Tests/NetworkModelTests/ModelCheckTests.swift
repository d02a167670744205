import Diagnostics
import Geometry
import NetworkModel
import Testing

/// A town that has nothing wrong with it, drawn in RD New; every test spoils one thing.
///
/// ```
/// power   P1*──P2      water  W1*──W2 (pump needs P2)      road  G*──R1
/// hospital H: power from P2, water from W2, road from R1
/// ```
private func soundTown() -> CityModelBuilder {
    var town = CityModelBuilder()
    town.name = "Testdorp"
    town.epsg = 28992
    func at(_ x: Double, _ y: Double) -> Point { Point(x: 155_000 + x, y: 463_000 + y) }
    town.addNode("P1", layer: .power, kind: .gridConnection, at: at(0, 0), isSource: true)
    town.addNode("P2", layer: .power, kind: .transformer, at: at(100, 0))
    town.addLink("P1-P2", layer: .power, kind: .powerCable, from: "P1", to: "P2")
    town.addNode("W1", layer: .water, kind: .well, at: at(0, 50), isSource: true)
    town.addNode("W2", layer: .water, kind: .pumpingStation, at: at(100, 50))
    town.addLink("W1-W2", layer: .water, kind: .pipe, from: "W1", to: "W2")
    town.addNode("G", layer: .road, kind: .gateway, at: at(0, 90), isSource: true)
    town.addNode("R1", layer: .road, kind: .roadJunction, at: at(100, 90))
    town.addLink("G-R1", layer: .road, kind: .road, from: "G", to: "R1")
    let hospital = town.addFacility("H", kind: .hospital, at: at(100, 70))
    town.setName("St. Elisabeth", ofRow: hospital)
    town.set(.residents, 300, ofRow: hospital)
    town.require("W2", "power", from: ["P2"])
    town.require("H", "power", from: ["P2"], bufferHours: 24, .assumed, distanceMetres: 70)
    town.require("H", "water", from: ["W2"])
    town.require("H", "road", from: ["R1"])
    return town
}

private func findings(_ town: CityModelBuilder) throws -> IssueLog {
    var log = IssueLog()
    return try town.freeze(&log).check()
}

extension IssueLog {
    fileprivate func only(_ code: String) throws -> Diagnostics.Issue {
        let found = issues.filter { $0.code == code }
        return try #require(found.count == 1 ? found.first : nil, "\(code) in \(issues.map(\.code))")
    }
    fileprivate var codes: [String] { issues.map(\.code) }
}

struct ModelCheckTests {
    @Test func `a sound town gives no finding`() throws {
        #expect(try findings(soundTown()).issues == [])
    }

    @Test func `a missing network is named, and no facility is blamed for it`() throws {
        var town = CityModelBuilder()
        town.epsg = 28992
        town.addNode("P", layer: .power, kind: .substation, at: Point(x: 155_000, y: 463_000), isSource: true)
        town.addFacility("H", kind: .hospital, at: Point(x: 155_000, y: 463_100))
        town.require("H", "power", from: ["P"])
        let log = try findings(town)
        #expect(log.codes == ["layer-absent", "layer-absent", "facility-without-residents"])
        #expect(log.issues[0].message.contains("no water network"))
        #expect(log.issues[1].message.contains("no road network"))
    }

    @Test func `a network without any source is an error`() throws {
        var town = soundTown()
        town.isSource[town.identifier.firstIndex(of: town.strings.intern("W1"))!] = false
        let log = try findings(town)
        #expect(try log.only("layer-without-source").severity == .error)
        #expect(try log.only("layer-without-source").message.contains("the water network has no source"))
        #expect(!log.codes.contains("island-without-source"), "said once for the whole layer")
        #expect(try log.only("unmet-before-event").asset == "H")
    }

    @Test func `an island tells its size, and who hangs on it with the heaviest first`() throws {
        var town = soundTown()
        for (id, x) in [("W8", 500.0), ("W9", 600.0)] {
            town.addNode(id, layer: .water, kind: .waterJunction, at: Point(x: 155_000 + x, y: 463_000))
        }
        town.addLink("W8-W9", layer: .water, kind: .pipe, from: "W8", to: "W9")
        for (id, residents) in [("A", 10.0), ("B", 40.0)] {
            let row = town.addFacility(id, kind: .building, at: Point(x: 155_550 + residents, y: 463_010))
            town.set(.residents, residents, ofRow: row)
            town.require(id, "water", from: ["W9"])
            town.require(id, "power", from: ["P2"])
            town.require(id, "road", from: ["R1"])
        }
        let log = try findings(town)
        let island = try log.only("island-without-source")
        #expect(island.asset == "W8")
        #expect(island.x == 155_500 && island.y == 463_000)
        #expect(island.message.contains("2 nodes and 1 link of the water network"))
        #expect(island.message.hasSuffix("2 facilities depend on it: 'B', 'A'"))
        #expect(log.issues.filter { $0.code == "unmet-before-event" }.map(\.asset) == ["A", "B"])
        #expect(log.codes.count == 3)
    }

    @Test func `asking for more suppliers than are named is an error`() throws {
        var town = soundTown()
        town.require("H", "power", from: ["P1", "P2"], atLeast: 3)
        let log = try findings(town)
        let issue = try log.only("requirement-impossible")
        #expect(issue.severity == .error)
        #expect(issue.message.contains("hospital 'H' (St. Elisabeth) needs power from at least 3 suppliers, but only 2 are named"))
    }

    @Test func `what is out before an event is traced along the chain of supply`() throws {
        // P2 stands alone: the pump has no power, the hospital neither power nor, for that, water.
        var town = soundTown()
        town.rowClass[2] = .removed
        let log = try findings(town)
        let unmet = log.issues.filter { $0.code == "unmet-before-event" }
        #expect(unmet.map(\.asset) == ["W2", "H", "H"])
        #expect(unmet[0].message.contains("gets no power even before an event, because its supplier 'P2' is connected to no source"))
        #expect(unmet[2].message.contains("gets no water even before an event, because its supplier 'W2' lacks something itself"))
        #expect(try log.only("unreached-before-event").asset == "W2")
    }

    @Test func `a street that only leads away from town is not reached`() throws {
        var town = soundTown()
        town.addNode("R2", layer: .road, kind: .roadJunction, at: Point(x: 155_200, y: 463_090))
        town.addLink("R2-R1", layer: .road, kind: .road, from: "R2", to: "R1", isDirected: true)
        let log = try findings(town)
        #expect(log.codes == ["unreached-before-event"])
        #expect(log.issues[0].message.hasPrefix("1 of 3 nodes in a part of the road network"))
        #expect(log.issues[0].asset == "R2")
    }

    @Test func `facilities that the data leaves without suppliers are named with what they lack`() throws {
        var town = soundTown()
        town.addFacility("S", kind: .school, at: Point(x: 155_010, y: 463_010))
        town.require("S", "road", from: ["R1"])
        town.addFacility("B", kind: .building, at: Point(x: 155_020, y: 463_010))
        for service in ["power", "water", "road"] { town.require("B", service, from: [["power": "P2", "water": "W2", "road": "R1"][service]!]) }
        let log = try findings(town)
        #expect(try log.only("facility-without-supplier").message.contains("school 'S' has no supplier of power or water"))
        #expect(log.issues.filter { $0.code == "facility-without-residents" }.map(\.asset) == ["S", nil])
        #expect(log.issues.last?.message.hasPrefix("1 of 1 facility of kind 'building'") == true)
    }

    @Test(arguments: [
        (150.0, false), (200.0, false), (200.5, true), (50.0, false), (49.5, true), (0.0, false),
    ])
    func `a length that is off by more than a factor of two is doubted`(stated: Double, isDoubted: Bool) throws {
        var town = soundTown()
        town.set(.length, stated, ofRow: 2)
        let log = try findings(town)
        #expect(log.codes == (stated == 0 ? ["link-without-length"] : isDoubted ? ["link-length-doubtful"] : []))
    }

    @Test func `absurd values are named with unit and range`() throws {
        var town = soundTown()
        town.set(.diameter, 90_000, ofRow: 5)
        town.set(.residents, .infinity, ofRow: 9)
        let log = try findings(town)
        #expect(log.codes == ["value-implausible", "value-implausible"])
        #expect(log.issues[1].message == "hospital 'H' (St. Elisabeth) has residents inf; expected is 0 to 1000000")
        #expect(log.issues[0].message == "pipe 'W1-W2' has diameter 90000 mm; expected is 5 to 5000 mm")
    }

    @Test func `one stray place is a warning, a wrong system for all an error`() throws {
        var town = soundTown()
        town.x[9] = 0
        town.y[9] = 0
        #expect(try findings(town).only("coordinates-outside-system").asset == "H")
        #expect(try findings(town).only("coordinates-outside-system").severity == .warning)
        town = soundTown()
        town.epsg = 3035
        let issue = try findings(town).only("coordinates-outside-system")
        #expect(issue.severity == .error)
        #expect(issue.message.contains("EPSG:28992"), "says what it probably is")
        town.epsg = 4326
        #expect(try findings(town).codes.prefix(2) == ["crs-not-metric", "coordinates-outside-system"])
        town.epsg = 99999
        #expect(try findings(town).only("crs-unknown").severity == .error)
    }

    @Test func `two things at one place are reported unless a link of no length joins them`() throws {
        var town = soundTown()
        town.addNode("W3", layer: .water, kind: .waterJunction, at: Point(x: 155_100, y: 463_050))
        town.addLink("W1-W3", layer: .water, kind: .pipe, from: "W1", to: "W3")
        #expect(try findings(town).only("same-place").asset == "W3")
        town.addLink("V", layer: .water, kind: .valve, from: "W2", to: "W3")
        #expect(try findings(town).codes == ["link-without-length"])
    }

    @Test func `assets and layers that need one another are noted`() throws {
        var town = soundTown()
        town.require("P2", "water", from: ["W2"])
        town.require("P1", "power", from: ["P1"])
        let log = try findings(town)
        #expect(try log.only("assets-need-each-other").message.hasPrefix("2 assets need one another ('P2', 'W2')"))
        #expect(try log.only("layers-need-each-other").severity == .note)
        #expect(try log.only("supplier-is-itself").asset == "P1")
        #expect(!log.codes.contains("unmet-before-event"), "the greatest state before the event has them all at work")
    }

    @Test func `a supplier in another network is reported`() throws {
        var town = soundTown()
        town.require("H", "power", from: ["W2"])
        #expect(try findings(town).only("supplier-of-other-layer").message.contains("belongs to the water network"))
    }

    @Test func `the summary groups by code, errors first, and cuts long lists`() throws {
        var town = soundTown()
        town.require("H", "power", from: ["P1", "P2"], atLeast: 3)
        for i in 0..<7 {
            town.addNode("X\(i)\n#", layer: .power, kind: .powerNode, at: Point(x: 155_000 + Double(i), y: 463_200))
        }
        let text = try findings(town).checkSummary(limitPerCode: 2)
        #expect(text.hasPrefix("1 error, 7 warnings\n\nerror requirement-impossible (1)\n"))
        #expect(text.contains("warning island-without-source (7)\n"))
        #expect(text.contains("  … and 5 more\n"))
        #expect(text.contains("powerNode 'X0 #' is joined to no source of power; no facility depends on it (at 155000 463200)"))
        #expect(IssueLog().checkSummary() == "nothing found\n")
    }

    @Test func `provenance is counted by attribute and by service`() throws {
        var town = soundTown()
        town.set(.length, 100, ofRow: 2, .derived)
        town.set(.beds, 120, ofRow: 9, .assumed)
        town.set(.district, "Centrum", ofRow: 9)
        var log = IssueLog()
        let summary = ProvenanceSummary(of: try town.freeze(&log))
        #expect(summary.attributes.map(\.name) == ["length", "residents", "beds", "district"])
        #expect(summary.allAttributes.measured == 2)
        #expect(summary.allAttributes.derived == 1)
        #expect(summary.allAttributes.assumed == 1)
        #expect(summary.allAttributes.assumedFraction == 0.25)
        #expect(summary.requirements.map(\.name) == ["power", "road", "water"])
        #expect(summary.requirements[0].total == 2)
        #expect(summary.requirements[0].assumed == 1)
    }

    @Test func `a long ring of requirements does not overflow the stack`() throws {
        var town = soundTown()
        let count = 20_000
        for i in 0..<count {
            town.addFacility("F\(i)", kind: AssetKind("shop"), at: Point(x: 155_000 + Double(i), y: 463_300))
            for (service, supplier) in [("power", "P2"), ("water", "W2"), ("road", "R1")] {
                town.require("F\(i)", service, from: [supplier])
            }
            town.require("F\(i)", "goods", from: ["F\((i + 1) % count)"])
        }
        #expect(try findings(town).only("assets-need-each-other").message.hasPrefix("20000 assets"))
    }
}
