import Diagnostics
import Foundation
import Geometry
@testable import NetworkImport
import NetworkModel
import Testing

/// OpenStreetMap files of a few elements. One hundredth of a degree is about 1.1 km to the north.
struct OpenStreetMapTests {
    /// Reads a file with the given elements.
    private func read(_ elements: String, head: String = "") throws -> (city: CityModelBuilder, log: ImportLog) {
        let path = NSTemporaryDirectory() + "lifeline-\(UUID().uuidString).osm"
        try "<?xml version='1.0'?>\n<osm version='0.6'>\n\(head)\(elements)</osm>\n".write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        var city = CityModelBuilder(), log = ImportLog()
        try OpenStreetMapFormat.read(path, into: &city, &log)
        return (city, log)
    }
    private func node(_ id: Int, _ lon: Double, _ lat: Double, _ tags: [String: String] = [:]) -> String {
        "<node id='\(id)' lon='\(lon)' lat='\(lat)'>\(text(tags))</node>\n"
    }
    private func way(_ id: Int, _ nodes: [Int], _ tags: [String: String]) -> String {
        "<way id='\(id)'>\(nodes.map { "<nd ref='\($0)'/>" }.joined())\(text(tags))</way>\n"
    }
    private func text(_ tags: [String: String]) -> String {
        tags.sorted { $0.key < $1.key }.map { "<tag k='\($0.key)' v='\($0.value)'/>" }.joined()
    }
    /// Six nodes in a row to the east, 0.001° apart.
    private let row = (1...6).map { "<node id='\($0)' lon='\(5.0 + Double($0) / 1000)' lat='52'/>\n" }.joined()

    private func links(_ city: CityModelBuilder) -> [String] {
        city.rowClass.indices.filter { city.rowClass[$0] == .link }.map { row in
            let arrow = city.isDirected[row] ? "->" : "--"
            return "\(city.strings[city.identifier[row]]): \(city.strings[city.from[row]])\(arrow)\(city.strings[city.to[row]])"
        }
    }
    private func value(_ attribute: NumericAttribute, _ id: String, _ city: CityModelBuilder) -> Double? {
        let entries = city.numeric[Int(attribute.rawValue)]
        return zip(entries.rows, entries.values).first { city.strings[city.identifier[Int($0.0)]] == id }?.1
    }
    private func row(_ id: String, _ city: CityModelBuilder) throws -> Int {
        try #require(city.rowClass.indices.first { city.strings[city.identifier[$0]] == id })
    }

    @Test func `streets are split where they meet, and keep what lies between as their course`() throws {
        let (city, _) = try read(
            row + node(7, 5.003, 52.001) + way(10, [1, 2, 3, 4, 5], ["highway": "residential"])
                + way(11, [7, 3], ["highway": "tertiary"]))
        #expect(links(city) == ["way-10-1: node-1--node-3", "way-10-2: node-3--node-5", "way-11: node-7--node-3"])
        #expect(city.shape(ofRow: try row("way-10-1", city)).map(\.x) == [5.001, 5.002, 5.003])
        #expect(city.shapeCount[try row("way-11", city)] == 0, "straight")
    }

    @Test func `a line knows how many towers carry it, a street what it is paved with`() throws {
        let (city, log) = try read(
            node(1, 5, 52, ["power": "tower"]) + node(2, 5.001, 52) + node(3, 5.002, 52, ["power": "pole"])
                + node(4, 5.003, 52, ["power": "tower"]) + way(10, [1, 2, 3], ["power": "line"])
                + way(11, [1, 2], ["highway": "service", "surface": "gravel"]))
        #expect(value(.towers, "way-10", city) == 2)
        let surfaces = city.text[Int(TextAttribute.surface.rawValue)]
        #expect(surfaces.strings.map { city.strings[$0] } == ["gravel"])
        #expect(log.skipped.values.first?["node power=tower"] == 1, "the one that carries nothing")
    }

    @Test func `one-way streets run as their tags and classes say`() throws {
        let (city, _) = try read(
            row + way(10, [1, 2], ["highway": "residential", "oneway": "yes"])
                + way(11, [2, 3, 4], ["highway": "residential", "oneway": "-1"])
                + way(12, [4, 5], ["highway": "motorway"])
                + way(13, [5, 6], ["highway": "motorway", "oneway": "no"])
                + way(14, [1, 6], ["highway": "tertiary", "junction": "roundabout"]))
        #expect(
            links(city) == [
                "way-10: node-1->node-2", "way-11: node-4->node-2", "way-12: node-4->node-5", "way-13: node-5--node-6",
                "way-14: node-1->node-6",
            ])
        #expect(city.shape(ofRow: try row("way-11", city)).map(\.x) == [5.004, 5.003, 5.002], "the course runs with the traffic")
    }

    @Test func `bridges and tunnels are told from culverts and passages`() throws {
        let tags = [["bridge": "yes", "layer": "1"], ["tunnel": "yes", "layer": "-1"], ["tunnel": "culvert"], ["tunnel": "building_passage"], ["bridge": "no"]]
        let ways = tags.enumerated().map { way(10 + $0, [$0 + 1, $0 + 2], $1.merging(["highway": "primary"]) { a, _ in a }) }
        let (city, _) = try read(row + ways.joined())
        let kinds = (10...14).map { id in city.strings[city.kind[(try? row("way-\(id)", city)) ?? 0]] }
        #expect(kinds == ["bridge", "tunnel", "road", "road", "road"])
        #expect(value(.roadLevel, "way-10", city) == 1)
        #expect(value(.roadLevel, "way-11", city) == -1)
    }

    @Test(arguments: [
        ("50", 50.0), ("30 mph", 48.28032), ("walk", 7), ("NL:urban", 50), ("NL:rural", 80), ("80;60", 60), ("40 km/h", 40),
    ])
    func `speeds are read as mappers write them`(text: String, speed: Double) throws {
        let found = try #require(OpenStreetMapValues.speed(text))
        #expect(abs(found - speed) < 1e-9)
    }

    @Test(arguments: ["none", "signals", "", "-5", "1e400", "nan", "0"])
    func `what is no speed is none`(text: String) { #expect(OpenStreetMapValues.speed(text) == nil) }

    @Test func `the most specific access tag decides, and what is closed is counted`() throws {
        let (city, log) = try read(
            row + way(10, [1, 2], ["highway": "service", "access": "private"])
                + way(11, [2, 3], ["highway": "service", "access": "no", "motor_vehicle": "yes"])
                + way(12, [3, 4], ["highway": "residential", "motorcar": "no", "access": "yes"])
                + way(13, [4, 5], ["highway": "residential", "access": "destination"])
                + way(14, [5, 6], ["highway": "cycleway"]))
        #expect(links(city).map { $0.prefix(6) } == ["way-11", "way-13"])
        let skipped = try #require(log.skipped.values.first)
        #expect(skipped == [
            "way highway=service closed to the public by access=private": 1,
            "way highway=residential closed to the public by motorcar=no": 1, "way highway=cycleway, not for cars": 1,
        ])
    }

    @Test func `a node that the file lacks is left out of the course and reported`() throws {
        let (city, log) = try read(row + way(10, [1, 99, 2], ["highway": "residential"]) + way(11, [98, 97, 3], ["highway": "residential"]))
        #expect(links(city) == ["way-10: node-1--node-2"])
        #expect(log.issues.issues.map(\.code) == ["reference-dropped", "reference-dropped"])
        #expect(log.issues.issues[0].position?.line == 9)
        #expect(log.skipped.values.first?["way highway=residential with fewer than two nodes"] == 1)
    }

    @Test func `elements that occur twice count once, deleted ones not at all`() throws {
        let (city, log) = try read(
            row + node(2, 6, 53) + way(10, [1, 2], ["highway": "road"]) + way(10, [1, 2], ["highway": "road"])
                + "<way id='12' action='delete'><nd ref='3'/><nd ref='4'/><tag k='highway' v='road'/></way>")
        #expect(links(city) == ["way-10: node-1--node-2"])
        #expect(city.x[try row("node-2", city)] == 5.002, "the first counts")
        #expect(log.issues.issues.map(\.code) == ["duplicate-merged", "duplicate-merged"])
        #expect(log.skipped.values.first?["deleted element"] == 1)
    }

    @Test func `nodes may stand in any order and ids may be negative`() throws {
        let (city, _) = try read(node(5, 5.1, 52) + node(-3, 5.2, 52) + node(2, 5.3, 52) + way(1, [2, -3, 5], ["highway": "road"]))
        #expect(links(city) == ["way-1: node-2--node-5"])
        #expect(city.shape(ofRow: try row("way-1", city)).map(\.x) == [5.3, 5.2, 5.1])
    }

    /// A square of 0.001° about a place, as four nodes from `id` on and a closed way.
    private func square(_ id: Int, _ lon: Double, _ lat: Double, half: Double = 0.0005, _ tags: [String: String]) -> String {
        let corners = [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)]
        return corners.enumerated().map { node(id + $0, lon + $1.0 * half, lat + $1.1 * half) }.joined()
            + way(id, [id, id + 1, id + 2, id + 3, id], tags)
    }

    @Test func `a hospital mapped as node, building and grounds is one, at its building`() throws {
        let (city, log) = try read(
            node(1, 5.0001, 52, ["amenity": "hospital", "name": "St. Anna"])
                + square(100, 5, 52, half: 0.001, ["amenity": "hospital", "name": "St. Anna", "beds": "220"])
                + square(200, 5.0005, 52.0005, half: 0.0002, ["amenity": "hospital", "building": "yes", "building:levels": "6"])
                + node(2, 5.003, 52, ["healthcare": "hospital", "name": "St. Anna"])
                + node(3, 5.02, 52, ["amenity": "hospital", "name": "St. Anna"]))
        let hospitals = city.rowClass.indices.filter { city.rowClass[$0] == .facility }
        #expect(hospitals.map { city.strings[city.identifier[$0]] } == ["way-100", "node-3"], "the same name 1.4 km off is another")
        #expect(abs(city.x[hospitals[0]] - 5.0005) < 1e-9)
        #expect(value(.beds, "way-100", city) == 220)
        #expect(value(.storeys, "way-100", city) == 6)
        #expect(log.repairs.count { $0.code == "duplicate-merged" } == 3)
    }

    @Test func `a multipolygon stands where its outer ways close`() throws {
        let corners = node(1, 5, 52) + node(2, 5.002, 52) + node(3, 5.002, 52.002) + node(4, 5, 52.002)
        let (city, _) = try read(
            corners + way(10, [1, 2, 3], [:]) + way(11, [1, 4, 3], [:]) + """
                <relation id='20'><member type='way' ref='10' role='outer'/><member type='way' ref='11' role='outer'/>
                <member type='way' ref='77' role='inner'/><tag k='type' v='multipolygon'/><tag k='amenity' v='hospital'/></relation>
                """)
        let hospital = try row("relation-20", city)
        #expect(abs(city.x[hospital] - 5.001) < 1e-9 && abs(city.y[hospital] - 52.001) < 1e-9)
    }

    @Test func `a power line ends in the substation that holds or nearly touches its end`() throws {
        let (city, _) = try read(
            square(100, 5, 52, ["power": "sub_station", "name": "Oost"]) + square(200, 5.01, 52, ["power": "substation", "voltage": "110000;20000"])
                + node(1, 5.0001, 52) + node(2, 5.005, 52.001) + node(3, 5.0093, 52) + node(4, 5.005, 52.003)
                + way(10, [1, 2, 3], ["power": "line", "voltage": "110000"]) + way(11, [2, 4], ["power": "minor_line", "voltage": "20000"])
                + way(12, [4, 1], ["power": "line", "frequency": "16.7"]))
        #expect(links(city) == ["way-10-1: way-100--node-2", "way-10-2: node-2--way-200", "way-11: node-2--node-4"])
        #expect(value(.voltage, "way-200", city) == 110)
        #expect(value(.voltage, "way-11", city) == 20)
    }

    @Test func `only pumping stations and pipelines for drinking water belong to the water network`() throws {
        let (city, log) = try read(
            node(1, 5, 52, ["man_made": "water_works"]) + node(2, 5.01, 52, ["man_made": "pumping_station"])
                + node(3, 5.02, 52, ["man_made": "pumping_station", "substance": "water"]) + node(4, 5.03, 52) + node(5, 5.04, 52)
                + way(10, [4, 5], ["man_made": "pipeline", "substance": "water", "diameter": "400 mm"])
                + way(11, [4, 5], ["man_made": "pipeline", "substance": "gas"]))
        #expect(links(city) == ["way-10: node-4--node-5"])
        #expect(value(.diameter, "way-10", city) == 400)
        #expect(city.rowClass.indices.filter { city.rowClass[$0] == .node }.map { city.strings[city.kind[$0]] } == ["treatmentPlant", "pumpingStation", "waterJunction", "waterJunction"])
        #expect(log.skipped.values.first?["pumping station that does not say it pumps drinking water"] == 1)
    }

    @Test func `homes are told by tag, by area or by street, and sheds are not homes`() throws {
        let (city, log) = try read(
            node(1, 5, 52) + node(2, 5.01, 52) + way(10, [1, 2], ["highway": "residential"])
                + square(100, 5.002, 52.0002, half: 0.0001, ["building": "yes"])
                + square(200, 5.004, 52.0002, half: 0.00001, ["building": "yes"])
                + square(300, 5.006, 52.01, half: 0.0001, ["building": "yes"])
                + square(400, 5.008, 52.01, half: 0.0001, ["building": "apartments", "building:levels": "5"])
                + square(500, 5.008, 52.0003, half: 0.0001, ["building": "yes"])
                + square(600, 5.008, 52.0003, half: 0.0005, ["landuse": "industrial"])
                + square(700, 5.004, 52.0002, half: 0.0001, ["building": "school"]))
        let homes = city.rowClass.indices.filter { city.rowClass[$0] == .facility }.map { city.strings[city.identifier[$0]] }
        #expect(homes == ["way-100", "way-400"])
        #expect(log.issues.issues.map(\.code) == ["use-assumed"])
        #expect(log.skipped.values.first?["way building=yes that is not known to be lived in"] == 3)
        #expect(log.skipped.values.first?["way building=school"] == 1)
    }

    @Test func `what is not understood is counted by element and tag`() throws {
        let (_, log) = try read(
            node(1, 5, 52, ["shop": "bakery"]) + node(2, 5, 52, ["natural": "tree", "name": "Oak"])
                + way(10, [1, 2], ["waterway": "river"]) + way(11, [1, 2], ["waterway": "river"]) + way(12, [1, 2], ["railway": "rail"])
                + "<changeset id='4'/>")
        #expect(log.skipped.values.first == [
            "node shop=bakery": 1, "node natural=tree": 1, "way waterway=river": 2, "way railway=rail": 1, "<changeset>": 1,
        ])
    }

    @Test(arguments: [
        ("<node id='1' lon='5' lat='NaN'/>", "position-not-a-number"), ("<node id='1' lon='1e400' lat='5'/>", "position-not-a-number"),
        ("<node id='1' lon='5' lat='91'/>", "position-not-a-number"), ("<node id='1' lon='5'/>", "attribute-missing"),
        ("<node id='one' lon='5' lat='52'/>", "not-a-number"), ("<way id='99999999999999999999'/>", "not-a-number"),
        ("<way id='1'><nd ref='x'/></way>", "not-a-number"), ("<bounds minlat='a' minlon='1' maxlat='2' maxlon='2'/>", "position-not-a-number"),
    ])
    func `damaged elements are refused with their line`(element: String, code: String) throws {
        let error = try #require(throws: InputError.self) { try read("\n" + element) }
        #expect(error.code == code)
        #expect(error.position?.line == 4)
    }
}
