import Computation
import Diagnostics
import Foundation
import Geometry
@testable import NetworkImport
import NetworkModel
import TestSupport
import Testing

/// Links split where another one ends on them; places are metres from a corner of Amersfoort.
struct SplittingTests {
    private func at(_ x: Double, _ y: Double) -> Point { Point(x: 155_000 + x, y: 463_000 + y) }

    private func part(_ name: String, _ fill: (inout CityModelBuilder) -> Void) -> Joiner.Part {
        var builder = CityModelBuilder()
        builder.epsg = 28992
        builder.beginFile(name)
        fill(&builder)
        return Joiner.Part(path: name, isComplete: false, builder: builder)
    }
    private func join(_ parts: [Joiner.Part]) throws -> (city: CityModel, log: ImportLog) {
        var options = JoinOptions(), log = ImportLog()
        options.inference = .never
        return (try NetworkImporter.join(parts, options, &log), log)
    }
    @discardableResult
    private func line(
        _ id: String, _ points: [Point], _ b: inout CityModelBuilder, kind: AssetKind = .pipe, layer: Layer = .water
    ) -> Int {
        let row = b.addLink(id, layer: layer, kind: kind, from: nil, to: nil)
        b.setShape(points, ofRow: row)
        return row
    }
    private func ends(_ city: CityModel) -> [String] {
        city.links.map { "\(city.id($0)): \(city.id(Int(city.from[$0 - city.nodeCount]))) \(city.id(Int(city.to[$0 - city.nodeCount])))" }
    }
    private func components(_ city: CityModel) -> Int { GraphStructure(of: city).componentSizes.count }

    @Test func `an end on the middle of another link splits it, and both halves keep what was said of the whole`() throws {
        let (city, log) = try join([
            part("a.xml") { b in
                let main = line("main", [at(0, 0), at(60, 0), at(60, 40)], &b)
                b.setName("Main Street", ofRow: main)
                b.set(.length, 200, ofRow: main)
                b.set(.diameter, 150, ofRow: main, .assumed)
                b.set(.material, "PVC", ofRow: main)
                b.require("main", "power", from: ["main"], bufferHours: 3)
                line("twig", [at(20, -30), at(20, -0.4)], &b)
            }
        ])
        #expect(ends(city) == ["main: main-start twig-end", "main-2: twig-end main-end", "twig: twig-start twig-end"])
        #expect(components(city) == 1)
        let first = try #require(city.asset(named: "main")), second = try #require(city.asset(named: "main-2"))
        // 20 m and 80 m of 100 m drawn, with 0.4 m to the side: of 200 m stated, a fifth and four fifths.
        #expect(abs((city.value(.length, of: first) ?? 0) - 40) < 0.1)
        #expect(abs((city.value(.length, of: second) ?? 0) - 160) < 0.1)
        #expect(city.numeric[Int(NumericAttribute.length.rawValue)]?.provenance[first] == .derived)
        for half in [first, second] {
            #expect(city.value(.diameter, of: half) == 150)
            #expect(city.text(.material, of: half) == "PVC")
            #expect(city.label(half) == "Main Street")
            #expect(city.requirements.ofAsset(half).count == 1)
        }
        #expect(city.course(ofLink: first) == [at(0, 0), at(20, -0.4)])
        #expect(city.course(ofLink: second) == [at(20, -0.4), at(60, 0), at(60, 40)])
        let repair = try #require(log.repairs.first { $0.code == "link-split" })
        #expect(repair.asset == "twig-end" && repair.x == 155_020 && repair.y == 462_999.6)
        #expect(repair.message == "waterJunction 'twig-end' touches pipe 'main' (Main Street) 20 m from its start, 0.4 m beside it: it was split there, and what follows is called 'main-2'")
    }

    @Test func `several ends on one link cut it in their order, and equipment beside it does too`() throws {
        let (city, _) = try join([
            part("a.xml") { b in
                line("main", [at(0, 0), at(100, 0)], &b)
                line("t1", [at(70, 30), at(70, 0.2)], &b)
                line("t2", [at(30, 30), at(30, 0.2)], &b)
                b.addNode("hydrant", layer: .water, kind: AssetKind("hydrant"), at: at(50, 0.3))
                b.addNode("far", layer: .water, kind: AssetKind("hydrant"), at: at(50, 0.6))
            }
        ])
        #expect(Array(ends(city).prefix(4)) == [
            "main: main-start t2-end", "main-2: t2-end hydrant", "main-3: hydrant t1-end", "main-4: t1-end main-end",
        ])
        #expect(components(city) == 2, "only what is further off stays alone")
    }

    @Test func `bridges, tunnels, other levels, crossings and cables side by side are left alone`() throws {
        let (city, log) = try join([
            part("a.xml") { b in
                line("bridge", [at(0, 0), at(100, 0)], &b, kind: .bridge, layer: .road)
                line("under", [at(50, -50), at(50, -0.1)], &b, kind: .road, layer: .road)
                let raised = line("raised", [at(0, 200), at(100, 200)], &b, kind: .road, layer: .road)
                b.set(.roadLevel, 1, ofRow: raised)
                line("below", [at(50, 150), at(50, 199.9)], &b, kind: .road, layer: .road)
                line("street", [at(0, 400), at(100, 400)], &b, kind: .road, layer: .road)
                line("tunnel", [at(50, 350), at(50, 399.9)], &b, kind: .tunnel, layer: .road)
                line("crossing", [at(80, 350), at(80, 450)], &b, kind: .road, layer: .road)
                line("long", [at(0, 600), at(100, 600)], &b, kind: .powerCable, layer: .power)
                line("short", [at(0, 610), at(10, 600.3), at(50, 600.3)], &b, kind: .powerCable, layer: .power)
            }
        ])
        #expect(city.linkCount == 9)
        #expect(!log.repairs.contains { $0.code == "link-split" })
    }

    @Test func `a link of another file may end on one that comes with its connections`() throws {
        let main = part("main.xml") { b in
            for (id, x) in [("a", 0.0), ("b", 100), ("c", 200)] { b.addNode(id, layer: .water, kind: .waterJunction, at: at(x, 0)) }
            b.addLink("ab", layer: .water, kind: .pipe, from: "a", to: "b")
            b.addLink("bc", layer: .water, kind: .pipe, from: "b", to: "c")
        }
        let house = part("house.xml") { b in line("twig", [at(50, 20), at(50, 0.1)], &b) }
        #expect(ends(try join([main, house]).city) == ["ab: a twig-end", "ab-2: twig-end b", "bc: b c", "twig: twig-start twig-end"])
    }

    /// Random strokes in two files, some ends near others: the same model again, whichever file is named first, and
    /// again after a round trip; no link collapses, and every end that was within the tolerance of a node is joined.
    @Test(arguments: 0..<12) func `joining is repeatable, whatever the order of files, and survives a round trip`(seed: Int) throws {
        func stroke(_ file: Int, _ n: Int, _ b: inout CityModelBuilder) {
            func draw(_ k: Int) -> Double {
                CounterRandom.uniform(seed: UInt64(seed), sample: UInt64(file), key: UInt64(n), purpose: UInt64(k))
            }
            let corners = [at((draw(0) * 8).rounded() * 10, (draw(1) * 8).rounded() * 10), at((draw(2) * 8).rounded() * 10, (draw(3) * 8).rounded() * 10)]
            if corners[0] == corners[1] { return }
            let shaken = corners.enumerated().map { i, p in Point(x: p.x + draw(4 + i) * 0.4, y: p.y + draw(6 + i) * 0.4) }
            line("f\(file)-\(n)", shaken, &b)
        }
        let parts = (0..<2).map { file in
            part("f\(file).xml") { b in for n in 0..<60 { stroke(file, n, &b) } }
        }
        let (city, log) = try join(parts)
        let again = try join(parts.reversed())
        #expect(NetworkXML.bytes(of: city) == NetworkXML.bytes(of: again.city))
        #expect(RepairLog.csv(log) == RepairLog.csv(again.log))
        let folder = try ScratchFolder()
        let file = try folder.file("town.xml", Data(NetworkXML.bytes(of: city)))
        var issues = ImportLog()
        let back = try NetworkImporter.load(paths: [file], log: &issues)
        #expect(NetworkXML.bytes(of: back) == NetworkXML.bytes(of: city))
        #expect((0..<city.linkCount).allSatisfy { city.from[$0] != city.to[$0] })
        let nodes = PointIndex(city.nodes.map { city.position[$0] })
        for (file, part) in parts.enumerated() {
            for row in part.builder.rowClass.indices {
                for end in [part.builder.shape(ofRow: row)[0], part.builder.shape(ofRow: row)[1]] {
                    #expect(nodes.nearest(to: end, within: 0.5) != nil, "\(file) \(row)")
                }
            }
        }
        #expect(city.linkCount - log.repairs.count { $0.code == "link-split" } == parts.map(\.builder.rowCount).reduce(0, +))
    }
}
