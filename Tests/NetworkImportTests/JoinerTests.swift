import Diagnostics
import Geometry
@testable import NetworkImport
import NetworkModel
import Testing

/// Files made in memory, in RD New unless said otherwise; places are metres from a corner of Amersfoort.
struct JoinerTests {
    private func at(_ x: Double, _ y: Double) -> Point { Point(x: 155_000 + x, y: 463_000 + y) }

    private func part(_ name: String, epsg: Int? = 28992, _ fill: (inout CityModelBuilder) -> Void) -> Joiner.Part {
        var builder = CityModelBuilder()
        builder.epsg = epsg
        builder.beginFile(name)
        fill(&builder)
        return Joiner.Part(path: name, isComplete: false, builder: builder)
    }
    private func join(
        _ parts: [Joiner.Part], inference: JoinOptions.Inference = .never, _ change: (inout JoinOptions) -> Void = { _ in }
    ) throws -> (city: CityModel, log: ImportLog) {
        var options = JoinOptions(), log = ImportLog()
        options.inference = inference
        change(&options)
        return (try NetworkImporter.join(parts, options, &log), log)
    }
    private func pipe(_ id: String, _ points: [Point], _ b: inout CityModelBuilder, from: String? = nil, to: String? = nil) {
        let row = b.addLink(id, layer: .water, kind: .pipe, from: from, to: to)
        b.setShape(points, ofRow: row)
    }
    private func ends(_ city: CityModel) -> [String] {
        city.links.map { "\(city.id($0)): \(city.id(Int(city.from[$0 - city.nodeCount]))) \(city.id(Int(city.to[$0 - city.nodeCount])))" }
    }

    // MARK: ends

    @Test func `ends within the tolerance become one node, ends beyond it do not`() throws {
        let (city, log) = try join([
            part("a.xml") { b in
                pipe("p1", [at(0, 0), at(100, 0)], &b)
                pipe("p2", [at(100.2, 0.4), at(200, 0)], &b)
                pipe("p3", [at(200.4, 0.4), at(300, 0)], &b)
            }
        ])
        // 0.45 m apart: joined; 0.57 m apart: not.
        #expect(ends(city) == ["p1: p1-start p1-end", "p2: p1-end p2-end", "p3: p3-start p3-end"])
        #expect(city.nodes.allSatisfy { city.isKind($0, .waterJunction) })
        #expect(RepairLog.counts(log).map { "\($0.code) \($0.count)" }.prefix(2) == ["end-snapped 1", "layer-absent 2"])
        #expect(log.repairs.filter { $0.code == "node-made" }.count == 5)
        #expect(log.repairs.contains { $0.asset == "p1-end" && $0.x == 155_100 && $0.message == "node 'p1-end' was made where 2 links of the water network end" })
    }

    @Test func `an end comes to a node that is there, and a crossing without a node stays one`() throws {
        let (city, log) = try join([
            part("a.xml") { b in
                b.addNode("pump", layer: .water, kind: .pumpingStation, at: at(0, 0))
                pipe("p1", [at(0.2, 0), at(100, 0)], &b)
                pipe("p2", [at(50, -50), at(50, 50)], &b)
            }
        ])
        #expect(ends(city) == ["p1: pump p1-end", "p2: p2-start p2-end"])
        #expect(log.repairs.contains { $0.code == "end-snapped" && $0.asset == "p1" && $0.message.contains("starts 0.2 m from node 'pump'") })
    }

    @Test func `layers are snapped apart`() throws {
        let (city, _) = try join([
            part("a.xml") { b in
                pipe("p", [at(0, 0), at(100, 0)], &b)
                let cable = b.addLink("c", layer: .power, kind: .powerCable, from: nil, to: nil)
                b.setShape([at(100, 0), at(200, 0)], ofRow: cable)
            }
        ])
        #expect(city.nodeCount == 4)
        #expect(city.nodes.count { city.isKind($0, .powerNode) } == 2)
    }

    @Test func `junctions that nearly touch become one, equipment and linked nodes do not`() throws {
        let (city, log) = try join([
            part("a.xml") { b in
                b.addNode("j1", layer: .water, kind: .waterJunction, at: at(0, 0))
                b.addNode("j2", layer: .water, kind: .waterJunction, at: at(0.4, 0))
                b.addNode("t1", layer: .water, kind: .tank, at: at(50, 0))
                b.addNode("t2", layer: .water, kind: .tank, at: at(50, 0.1))
                b.addNode("v1", layer: .water, kind: .waterJunction, at: at(100, 0))
                b.addNode("v2", layer: .water, kind: .waterJunction, at: at(100, 0.1))
                b.addLink("valve", layer: .water, kind: .valve, from: "v1", to: "v2")
                b.addLink("p1", layer: .water, kind: .pipe, from: "j2", to: "t1")
                b.addFacility("H", kind: .hospital, at: at(1, 1))
                b.require("H", "water", from: ["j1", "j2"])
            }
        ])
        #expect(city.nodes.map { city.id($0) } == ["j1", "t1", "t2", "v1", "v2"])
        #expect(ends(city) == ["p1: j1 t1", "valve: v1 v2"])
        #expect(city.requirements.suppliers(0).map { city.id(Int($0)) } == ["j1"])
        #expect(log.repairs.filter { $0.code == "nodes-joined" }.map(\.asset) == ["j2"])
    }

    @Test func `a bridge is not joined to the street under it`() throws {
        let (city, _) = try join([
            part("a.xml") { b in
                for (id, x, y) in [("a", 0.0, 0.0), ("b", 100, 0), ("c", 100.1, 0), ("d", 100, 80)] {
                    b.addNode(id, layer: .road, kind: .roadJunction, at: at(x, y))
                }
                b.addLink("street", layer: .road, kind: .road, from: "a", to: "b")
                let bridge = b.addLink("bridge", layer: .road, kind: .bridge, from: "c", to: "d")
                b.set(.roadLevel, 1, ofRow: bridge)
            }
        ])
        #expect(city.nodeCount == 4)
    }

    @Test func `a link of another file on the same course is left out, one of the same file is kept`() throws {
        func street(_ file: String, _ ids: [String]) -> Joiner.Part {
            part(file) { b in
                for id in ids { pipe(id, [at(0, 0), at(50, 9), at(100, 0)], &b) }
            }
        }
        let (city, log) = try join([street("a.xml", ["p1", "p2"]), street("b.xml", ["p3"])])
        #expect(ends(city) == ["p1: p1-start p1-end", "p2: p1-start p1-end"])
        #expect(log.repairs.filter { $0.code.hasPrefix("parallel") }.map { "\($0.code) \($0.asset)" } == ["parallel-link-kept p2", "parallel-link-merged p3"])
    }

    @Test func `junctions and links that a file connects by itself are not joined with each other, but with another file's`() throws {
        func grid(_ file: String, _ shift: Double) -> Joiner.Part {
            part(file) { b in
                for (id, x) in [("a", 0.0), ("b", 100), ("c", 200)] {
                    b.addNode(file + id, layer: .water, kind: .waterJunction, at: at(x, shift))
                }
                // Ends 0.4 m from the last node, and 0.3 m beside the middle of the first pipe.
                b.addNode(file + "d", layer: .water, kind: .waterJunction, at: at(200.4, shift))
                b.addNode(file + "e", layer: .water, kind: .waterJunction, at: at(50, shift + 0.3))
                b.addLink(file + "ab", layer: .water, kind: .pipe, from: file + "a", to: file + "b")
                b.addLink(file + "bc", layer: .water, kind: .pipe, from: file + "b", to: file + "c")
                b.addLink(file + "de", layer: .water, kind: .pipe, from: file + "d", to: file + "e")
            }
        }
        #expect(try join([grid("x", 0)]).city.nodeCount == 5)
        let (city, log) = try join([grid("x", 0), grid("y", 0.1)])
        #expect(city.nodes.map { city.id($0) } == ["xa", "xb", "xc", "xd", "xe"], "each with the nearest of the other file")
        #expect(log.repairs.count { $0.code == "nodes-joined" } == 5)
        #expect(!log.repairs.contains { $0.code == "link-split" })
    }

    @Test func `a link from a node to itself is dropped without length and kept with`() throws {
        let (city, log) = try join([
            part("a.xml") { b in
                pipe("nil", [at(0, 0), at(0, 0)], &b)
                pipe("short", [at(20, 0), at(20.3, 0)], &b)
                pipe("loop", [at(50, 0), at(60, 0), at(60, 10), at(50, 0)], &b)
            }
        ])
        #expect(ends(city) == ["loop: loop-start loop-start", "short: short-start short-end"])
        #expect(log.repairs.filter { $0.code.hasPrefix("link-to-itself") }.map(\.code).sorted() == ["link-to-itself-dropped", "link-to-itself-kept"])
    }

    @Test func `lengths and areas follow from the geometry where the data gives none`() throws {
        let (city, _) = try join([
            part("a.xml") { b in
                pipe("p", [at(0, 0), at(30, 40), at(30, 100)], &b)
                let stated = b.addLink("q", layer: .water, kind: .pipe, from: nil, to: nil)
                b.setShape([at(0, 0), at(0, 10)], ofRow: stated)
                b.set(.length, 12, ofRow: stated)
                let house = b.addFacility("h", kind: .building, at: at(5, 5))
                b.setShape([at(0, 0), at(10, 0), at(10, 8), at(0, 8), at(0, 0)], ofRow: house)
            }
        ])
        #expect(city.value(.length, of: try #require(city.asset(named: "p"))) == 110)
        #expect(city.value(.length, of: try #require(city.asset(named: "q"))) == 12)
        #expect(city.value(.footprintArea, of: try #require(city.asset(named: "h"))) == 80)
        #expect(city.numeric[Int(NumericAttribute.footprintArea.rawValue)]?.provenance[city.assetCount - 1] == .derived)
    }

    // MARK: systems

    @Test func `the first projected system wins, and degrees are moved into it`() throws {
        // The tower of Amersfoort, centre of RD New: 155000 463000 (EPSG:28992), 5.38720621 E 52.15517440 N in ETRS89.
        let osm = part("streets.osm", epsg: 4326) { b in
            b.addNode("tower", layer: .road, kind: .roadJunction, at: Point(x: 5.38720621, y: 52.15517440))
        }
        let rd = part("water.xml") { b in b.addNode("w", layer: .water, kind: .well, at: at(10, 10)) }
        let (city, _) = try join([osm, rd])
        #expect(city.epsg == 28992)
        let tower = try #require(city.asset(named: "tower"))
        #expect(city.position[tower].distance(to: at(0, 0)) < 0.5)
        #expect(try join([osm]).city.epsg == 28992, "the plane suggested for the Netherlands")
        #expect(try join([osm, rd], { $0.epsg = 25831 }).city.epsg == 25831)
    }

    @Test func `a file without a system is taken as the model's if it can be, else refused`() throws {
        let rd = part("water.xml") { b in b.addNode("w", layer: .water, kind: .well, at: at(10, 10)) }
        let silent = part("power.xml", epsg: nil) { b in b.addNode("p", layer: .power, kind: .substation, at: at(20, 10)) }
        #expect(try join([rd, silent]).log.issues.issues.first?.code == "crs-missing")
        let far = part("far.xml", epsg: nil) { b in b.addNode("p", layer: .power, kind: .substation, at: Point(x: 5, y: 52)) }
        #expect(try #require(throws: InputError.self) { try join([rd, far]) }.code == "crs-missing")
        #expect(try join([rd, far], { $0.epsgOfFile = ["far.xml": 4326] }).city.epsg == 28992)
    }

    @Test func `a declared system that cannot be true is refused, naming the file and the likely one`() throws {
        let wrong = part("town.gml", epsg: 4326) { b in b.addNode("p", layer: .power, kind: .substation, at: at(0, 0)) }
        let error = try #require(throws: InputError.self) { try join([wrong]) }
        #expect(error.code == "coordinates-outside-system")
        #expect(error.position?.file == "town.gml")
        #expect(error.problem.contains("28992"))
        #expect(try #require(throws: InputError.self) { try join([wrong], { $0.epsg = 4326 }) }.code == "crs-not-metric")
        #expect(try #require(throws: InputError.self) { try join([wrong], { $0.epsg = 1 }) }.code == "crs-unknown")
    }

    // MARK: identifiers

    @Test func `identifiers that two files use get the file's stem, and references follow`() throws {
        let power = part("power.gml") { b in
            b.addNode("n1", layer: .power, kind: .substation, at: at(0, 0))
            b.addNode("n2", layer: .power, kind: .powerNode, at: at(50, 0))
            b.addLink("l", layer: .power, kind: .powerLine, from: "n1", to: "n2")
        }
        let water = part("water.gml") { b in
            b.addNode("n1", layer: .water, kind: .well, at: at(0, 50))
            b.require("n1", "power", from: ["n2"])
        }
        let (city, log) = try join([power, water])
        #expect(city.nodes.map { city.id($0) } == ["n2", "power-n1", "water-n1"])
        #expect(ends(city) == ["l: power-n1 n2"])
        #expect(city.id(Int(city.requirements.asset[0])) == "water-n1")
        #expect(log.repairs.filter { $0.code == "identifier-prefixed" }.map(\.asset) == ["power-n1", "water-n1"])
    }

    @Test func `a clash inside one file and a file named twice are errors`() throws {
        let double = part("a.xml") { b in
            b.addNode("n", layer: .power, kind: .substation, at: at(0, 0))
            b.addNode("n", layer: .power, kind: .powerNode, at: at(50, 0))
        }
        #expect(try #require(throws: InputError.self) { try join([double]) }.code == "duplicate-identifier")
        let single = part("a.xml") { b in b.addNode("n", layer: .power, kind: .substation, at: at(0, 0)) }
        #expect(try #require(throws: InputError.self) { try join([single, single]) }.code == "file-named-twice")
        #expect(try #require(throws: InputError.self) { var log = ImportLog(); _ = try NetworkImporter.load(paths: [], log: &log) }.code == "no-files")
    }

    @Test func `a node connected to a building becomes its supplier`() throws {
        let (city, log) = try join([
            part("water.gml") { b in
                for (id, x) in [("t1", 0.0), ("t2", 9)] {
                    let row = b.addNode(id, layer: .water, kind: .waterJunction, at: at(x, 0))
                    b.set(.cityObject, "house", ofRow: row)
                }
                let stray = b.addNode("t3", layer: .water, kind: .waterJunction, at: at(90, 0))
                b.set(.cityObject, "nowhere", ofRow: stray)
            },
            part("buildings.gml") { b in b.addFacility("house", kind: .building, at: at(5, 5)) },
        ])
        #expect(city.requirements.suppliers(0).map { city.id(Int($0)) } == ["t1", "t2"])
        #expect(city.requirements.provenance == [.derived])
        #expect(log.repairs.map(\.code).filter { $0.hasPrefix("city-object") } == ["city-object-unknown", "city-object-matched"])
    }
}
