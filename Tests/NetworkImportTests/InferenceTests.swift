import Diagnostics
import Geometry
@testable import NetworkImport
import NetworkModel
import Testing

/// What is assumed when the data is silent; places are metres from a corner of Amersfoort.
struct InferenceTests {
    private func at(_ x: Double, _ y: Double) -> Point { Point(x: 155_000 + x, y: 463_000 + y) }

    private func join(
        isComplete: Bool = false, _ change: (inout JoinOptions) -> Void = { _ in }, _ fill: (inout CityModelBuilder) -> Void
    ) throws -> (city: CityModel, log: ImportLog) {
        var builder = CityModelBuilder(), options = JoinOptions(), log = ImportLog()
        builder.epsg = 28992
        builder.beginFile("town.xml")
        fill(&builder)
        change(&options)
        let part = Joiner.Part(path: "town.xml", isComplete: isComplete, builder: builder)
        return (try NetworkImporter.join([part], options, &log), log)
    }
    /// `H power P1 621m 24h`, one per requirement.
    private func needs(_ city: CityModel) -> [String] {
        let r = city.requirements
        return (0..<r.count).map { i in
            let suppliers = r.suppliers(i).map { city.id(Int($0)) }.joined(separator: "+")
            let far = r.distanceMetres[i].isNaN ? "" : " \(Int(r.distanceMetres[i].rounded()))m"
            let buffer = r.bufferHours[i] > 0 ? " \(Int(r.bufferHours[i]))h" : ""
            return "\(city.id(Int(r.asset[i]))) \(city.services[Int(r.service[i])]) \(suppliers)\(far)\(buffer)"
        }
    }
    private func sources(_ city: CityModel) -> [String] { city.nodes.filter { city.isSource[$0] }.map { city.id($0) } }

    // MARK: suppliers

    @Test func `a transformer nearby comes before a nearer substation, a far one does not`() throws {
        func power(_ transformer: Double) throws -> [String] {
            try needs(
                join { b in
                    b.addNode("S", layer: .power, kind: .substation, at: at(0, 100), isSource: true)
                    b.addNode("T", layer: .power, kind: .transformer, at: at(0, transformer))
                    b.addLink("l", layer: .power, kind: .powerCable, from: "S", to: "T")
                    b.addNode("tower", layer: .power, kind: .powerNode, at: at(0, 5))
                    b.addLink("m", layer: .power, kind: .powerLine, from: "S", to: "tower")
                    b.addFacility("H", kind: .hospital, at: at(0, 0))
                }.city)
        }
        #expect(try power(900) == ["H power T 900m 24h"])
        #expect(try power(1100) == ["H power S 100m 24h"])
    }

    @Test func `beyond the near limit a supplier is assumed with a warning, beyond the far limit none`() throws {
        func town(_ distance: Double) throws -> (city: CityModel, log: ImportLog) {
            try join { b in
                b.addNode("S", layer: .power, kind: .substation, at: at(0, distance), isSource: true)
                b.addFacility("C", kind: .careHome, at: at(0, 0))
            }
        }
        let far = try town(4000), none = try town(5001)
        #expect(needs(far.city) == ["C power S 4000m 4h"])
        #expect(far.log.issues.issues.map(\.code) == ["supplier-assumed-far", "layer-absent", "layer-absent"])
        #expect(needs(none.city) == [])
        #expect(none.log.issues.issues.first?.code == "supplier-not-found")
        #expect(none.log.issues.issues.first?.asset == "C")
    }

    @Test func `what the data states is left alone`() throws {
        let (city, _) = try join { b in
            b.addNode("S", layer: .power, kind: .substation, at: at(0, 10), isSource: true)
            b.addNode("T", layer: .power, kind: .substation, at: at(0, 900), isSource: true)
            b.addFacility("H", kind: .hospital, at: at(0, 0))
            b.require("H", "power", from: ["T"], bufferHours: 72)
        }
        #expect(needs(city) == ["H power T 72h"])
        #expect(city.requirements.provenance == [.measured])
    }

    @Test func `a supplier that no source reaches is passed over`() throws {
        let (city, _) = try join { b in
            b.addNode("W", layer: .water, kind: .well, at: at(0, 300), isSource: true)
            b.addNode("j1", layer: .water, kind: .waterJunction, at: at(0, 200))
            b.addLink("p", layer: .water, kind: .pipe, from: "W", to: "j1")
            for (id, y) in [("dead1", 5.0), ("dead2", 50)] { b.addNode(id, layer: .water, kind: .waterJunction, at: at(0, y)) }
            b.addLink("q", layer: .water, kind: .pipe, from: "dead1", to: "dead2")
            b.addFacility("H", kind: .hospital, at: at(0, 0))
        }
        #expect(needs(city) == ["H water j1 200m"])
    }

    @Test func `pumps, wells and plants get power, other nodes do not`() throws {
        let (city, _) = try join { b in
            b.addNode("S", layer: .power, kind: .substation, at: at(0, 0), isSource: true)
            for (id, kind) in [("w", AssetKind.well), ("p", .pumpingStation), ("t", .treatmentPlant), ("v", .valve), ("z", .waterTower)] {
                b.addNode(id, layer: .water, kind: kind, at: at(30, 40), isSource: kind == .well)
            }
        }
        #expect(needs(city) == ["p power S 50m", "t power S 50m", "w power S 50m"])
    }

    @Test func `a facility takes the nearer end of the street it lies on, but not a bridge or motorway`() throws {
        let (city, _) = try join { b in
            for (id, x, y) in [("a", 0.0, 0.0), ("b", 100, 0), ("c", 200, 0), ("d", 300, 0)] {
                b.addNode(id, layer: .road, kind: .roadJunction, at: at(x, y), isSource: id == "a")
            }
            b.addLink("street", layer: .road, kind: .road, from: "a", to: "b")
            b.addLink("bridge", layer: .road, kind: .bridge, from: "b", to: "c")
            let fast = b.addLink("fast", layer: .road, kind: .road, from: "c", to: "d")
            b.set(.roadClass, "motorway", ofRow: fast)
            b.addFacility("F1", kind: .building, at: at(40, 12))
            b.addFacility("F2", kind: .building, at: at(60, 12))
            b.addFacility("F3", kind: .building, at: at(250, 5))
        }
        #expect(needs(city) == ["F1 road a 12m", "F2 road b 12m", "F3 road b 150m"])
    }

    @Test func `every kind's buffer stands in the table, and the rest is nought`() {
        #expect(BufferDefaults.hours(of: .hospital, without: .power) == 24)
        #expect(BufferDefaults.hours(of: .careHome, without: .power) == 4)
        #expect(BufferDefaults.hours(of: .hospital, without: .water) == 0)
        #expect(BufferDefaults.hours(of: .building, without: .power) == 0)
        #expect(BufferDefaults.table.allSatisfy { !$0.reason.isEmpty && $0.hours >= 0 })
    }

    // MARK: sources

    @Test func `lines of the highest voltage that leave the area bring the power in`() throws {
        let (city, log) = try join { b in
            b.extent = Box(minX: 155_000, minY: 463_000, maxX: 156_000, maxY: 464_000)
            b.addNode("out", layer: .power, kind: .powerNode, at: at(1200, 500))
            b.addNode("S1", layer: .power, kind: .substation, at: at(500, 500))
            b.addNode("S2", layer: .power, kind: .substation, at: at(600, 900))
            b.addNode("low", layer: .power, kind: .powerNode, at: at(500, 1100))
            for (id, from, to, volts) in [("l1", "out", "S1", 110.0), ("l2", "S1", "low", 10)] {
                let row = b.addLink(id, layer: .power, kind: .powerLine, from: from, to: to)
                b.set(.voltage, volts, ofRow: row)
            }
        }
        #expect(sources(city) == ["S2", "out"], "S2 has no line: it is fed by S1, and feeds its own neighbourhood")
        #expect(needs(city) == ["S2 power S1 412m"])
        #expect(city.isKind(try #require(city.asset(named: "out")), .gridConnection))
        #expect(log.repairs.map(\.code).filter { $0 != "layer-absent" } == ["source-assumed", "feeder-assumed"])
    }

    @Test func `without such a line the substations on the highest voltage are the sources`() throws {
        let (city, _) = try join { b in
            for (id, x, volts) in [("S1", 500.0, 50.0), ("S2", 700, 110)] {
                let row = b.addNode(id, layer: .power, kind: .substation, at: at(x, 500))
                b.set(.voltage, volts, ofRow: row)
            }
            b.addLink("l", layer: .power, kind: .powerLine, from: "S1", to: "S2")
        }
        #expect(sources(city) == ["S2"])
    }

    @Test func `water comes from wells and plants, or else from the widest end of the largest part`() throws {
        let works = try join { b in
            b.addNode("z", layer: .water, kind: .waterTower, at: at(0, 0))
            b.addNode("t", layer: .water, kind: .treatmentPlant, at: at(10, 0))
        }
        #expect(sources(works.city) == ["t"])
        let pipes = try join { b in
            for i in 0...3 { b.addNode("j\(i)", layer: .water, kind: .waterJunction, at: at(Double(i) * 10, 0)) }
            for (i, width) in [100.0, 200, 300].enumerated() {
                let row = b.addLink("p\(i)", layer: .water, kind: .pipe, from: "j\(i)", to: "j\(i + 1)")
                b.set(.diameter, width, ofRow: row)
            }
        }
        #expect(sources(pipes.city) == ["j3"])
        #expect(pipes.log.issues.issues.contains { $0.code == "source-assumed" && $0.message.contains("widest pipe (300 mm)") })
    }

    /// ```
    ///  west ═══ a ═══ b ─── end (a cul-de-sac at the border)     ═ tertiary, ─ residential
    /// ```
    private func streets(_ b: inout CityModelBuilder, west: Double, isInbound: Bool = true) {
        b.extent = Box(minX: 155_000, minY: 463_000, maxX: 156_000, maxY: 464_000)
        for (id, x) in [("west", west), ("a", 400.0), ("b", 600), ("end", 990)] {
            b.addNode(id, layer: .road, kind: .roadJunction, at: at(x, 500))
        }
        for (id, from, to, roadClass) in [("s1", isInbound ? "west" : "a", isInbound ? "a" : "west", "tertiary"), ("s2", "a", "b", "tertiary"), ("s3", "b", "end", "residential")] {
            let row = b.addLink(id, layer: .road, kind: .road, from: from, to: to, isDirected: id == "s1")
            b.set(.roadClass, roadClass, ofRow: row)
        }
    }

    @Test func `through roads that reach the border lead in from gateways`() throws {
        #expect(try sources(join { b in streets(&b, west: -50) }.city) == ["west"])
        #expect(try sources(join { b in streets(&b, west: 90) }.city) == ["west"])
        #expect(try sources(join { b in streets(&b, west: 110) }.city) == ["end"], "no through road reaches it: local streets count")
        #expect(try sources(join { b in streets(&b, west: -50, isInbound: false) }.city) == ["end"], "a road that only leads out is none")
    }

    @Test func `a hospital's own access comes from a gateway, an ambulance post is an origin`() throws {
        let (city, log) = try join { b in
            streets(&b, west: 0)
            b.addFacility("H", kind: .hospital, at: at(600, 510))
            b.addFacility("A", kind: .ambulancePost, at: at(405, 510))
        }
        #expect(sources(city) == ["a", "west"])
        #expect(needs(city) == ["A road a 10m", "H road b 10m"])
        #expect(!log.issues.issues.contains { $0.code == "road-without-gateway" })
    }

    @Test func `with no way out of the area, hospitals are the origins, and the log says so`() throws {
        let (city, log) = try join { b in
            // A ring has no dead end.
            for (id, x, y) in [("a", 0.0, 0.0), ("b", 100, 0), ("c", 50, 90)] { b.addNode(id, layer: .road, kind: .roadJunction, at: at(x, y)) }
            for (from, to) in [("a", "b"), ("b", "c"), ("c", "a")] { b.addLink(from + to, layer: .road, kind: .road, from: from, to: to) }
            b.addFacility("H", kind: .hospital, at: at(5, -3))
        }
        #expect(sources(city) == ["a"])
        #expect(log.issues.issues.contains { $0.code == "road-without-gateway" })
    }

    @Test func `sources that the data names are not added to`() throws {
        let (city, _) = try join { b in
            streets(&b, west: -50)
            b.isSource[1] = true
        }
        #expect(sources(city) == ["a"])
    }

    // MARK: residents

    @Test(arguments: [
        ("residential", 70.0, 3.0, nil, 6.0), ("1010", 70, nil, 9.5, 6), ("house", 70, nil, nil, 4),
        ("31001_1010", 35, 1, nil, 1), ("industrial", 70, 2, nil, nil), ("2000", 70, 2, nil, nil),
    ] as [(String, Double, Double?, Double?, Double?)])
    func `residents follow from floor space in homes only`(usage: String, area: Double, storeys: Double?, height: Double?, residents: Double?) throws {
        let (city, _) = try join { b in
            let row = b.addFacility("h", kind: .building, at: at(0, 0))
            b.set(.usage, usage, ofRow: row)
            b.set(.footprintArea, area, ofRow: row)
            if let storeys { b.set(.storeys, storeys, ofRow: row) }
            if let height { b.set(.height, height, ofRow: row) }
        }
        #expect(city.value(.residents, of: 0) == residents)
    }

    // MARK: completeness

    @Test func `network XML alone is taken as it stands unless asked otherwise`() throws {
        func fill(_ b: inout CityModelBuilder) {
            streets(&b, west: -50)
            b.addNode("a2", layer: .road, kind: .roadJunction, at: at(400.1, 500))
            b.addFacility("H", kind: .hospital, at: at(600, 510))
        }
        let (city, log) = try join(isComplete: true, { _ in }, fill)
        #expect(sources(city) == [] && needs(city) == [] && city.nodeCount == 5)
        #expect(log.repairs == [] && city.numeric[Int(NumericAttribute.length.rawValue)] == nil)
        #expect(try needs(join(isComplete: true, { $0.inference = .always }, fill).city) == ["H road b 10m"])
        #expect(try needs(join(isComplete: false, { $0.inference = .never }, fill).city) == [])
    }
}
