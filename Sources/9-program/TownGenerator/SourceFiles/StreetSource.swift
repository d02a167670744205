import Geometry
import NetworkModel

/// Streets as OpenStreetMap XML: a node per street corner, a way per stretch of one name and kind.
enum StreetSource {
    static func text(_ model: CityModel, _ plane: CoordinateSystem) throws -> SourceText {
        let projection = try Projection(from: plane, to: .wgs84)
        var text = SourceText()
        text.line("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        text.line("<!-- Fictional streets of a town that does not exist; not OpenStreetMap data. -->")
        text.line("<osm version=\"0.6\" generator=\"lifeline generate\" license=\"fictional, free to use\">")
        guard let layer = model.layer(named: Layer.road.name) else {
            text.line("</osm>")
            return text
        }
        let nodes = model.nodes.filter { Int(model.layer[$0]) == layer }
        let places = nodes.map { projection(model.position[$0]) }
        var box = Box()
        for p in places { box.include(p) }
        func degrees(_ value: Double) -> String { SourceText.number(value, decimals: 7) }
        text.line(
            " <bounds minlat=\"\(degrees(box.minY))\" minlon=\"\(degrees(box.minX))\" maxlat=\"\(degrees(box.maxY))\" maxlon=\"\(degrees(box.maxX))\"/>")
        var number = [Int](repeating: 0, count: model.nodeCount)
        for (i, node) in nodes.enumerated() {
            number[node] = i + 1
            text.line(" <node id=\"\(i + 1)\" version=\"1\" lat=\"\(degrees(places[i].y))\" lon=\"\(degrees(places[i].x))\"/>")
        }
        for (i, way) in ways(model, layer).enumerated() {
            text.line(" <way id=\"\(i + 1)\" version=\"1\">")
            for node in way.nodes { text.line("  <nd ref=\"\(number[Int(node)])\"/>") }
            for (key, value) in way.tags { text.line("  <tag k=\"\(key)\" v=\"\(SourceText.escaped(value))\"/>") }
            text.line(" </way>")
        }
        text.line("</osm>")
        return text
    }

    private struct Way {
        var nodes: [Int32]
        var tags: [(String, String)]
    }

    /// Links that follow each other with the same tags become one way. O(links).
    private static func ways(_ model: CityModel, _ layer: Int) -> [Way] {
        let roads = model.links.filter { Int(model.layer[$0]) == layer }
        var tagText: [Int: String] = [:], isUsed = Set<Int>()
        for road in roads { tagText[road] = tags(road, model).map { "\($0.0)=\($0.1)" }.joined(separator: "\n") }
        /// The road that goes on from a node under the same tags, if exactly one does.
        func next(from node: Int32, after road: Int) -> Int? {
            let range = Int(model.outgoing.first[Int(node)])..<Int(model.outgoing.first[Int(node) + 1])
            let going = range.map { Int(model.outgoing.link[$0]) }
                .filter { $0 != road && tagText[$0] == tagText[road] && model.from[$0 - model.nodeCount] == node }
            return going.count == 1 ? going[0] : nil
        }
        func isStart(_ road: Int) -> Bool {
            let node = model.from[road - model.nodeCount]
            let range = Int(model.incoming.first[Int(node)])..<Int(model.incoming.first[Int(node) + 1])
            return !range.map { Int(model.incoming.link[$0]) }.contains {
                $0 != road && model.to[$0 - model.nodeCount] == node && next(from: node, after: $0) == road
            }
        }
        var ways: [Way] = []
        func follow(_ first: Int) {
            var road = first
            var way = Way(nodes: [model.from[first - model.nodeCount]], tags: tags(first, model))
            while true {
                isUsed.insert(road)
                let end = model.to[road - model.nodeCount]
                way.nodes.append(end)
                guard let following = next(from: end, after: road), !isUsed.contains(following), way.nodes.count < 200 else { break }
                road = following
            }
            ways.append(way)
        }
        for road in roads where isStart(road) && !isUsed.contains(road) { follow(road) }
        for road in roads where !isUsed.contains(road) { follow(road) }
        return ways
    }

    private static func tags(_ road: Int, _ model: CityModel) -> [(String, String)] {
        var tags: [(String, String)] = []
        let isBridge = model.isKind(road, .bridge)
        if isBridge { tags.append(("bridge", "yes")) }
        tags.append(("highway", model.text(.roadClass, of: road) ?? "unclassified"))
        if let lanes = model.value(.lanes, of: road) { tags.append(("lanes", SourceText.number(lanes))) }
        if isBridge { tags.append(("layer", "1")) }
        if let speed = model.value(.speedLimit, of: road) { tags.append(("maxspeed", SourceText.number(speed))) }
        if model.displayName[road] >= 0 { tags.append(("name", model.label(road))) }
        if model.isDirected[road - model.nodeCount] { tags.append(("oneway", "yes")) }
        return tags
    }
}
