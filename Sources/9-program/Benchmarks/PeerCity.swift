import Diagnostics
import FoundationEssentials
import Geometry
import NetworkModel

/// The synthetic city that the peers work on, read from the tables that their generator writes, as a city model.
///
/// A hospital is a facility that needs power (unless it has a generator) and water; at its road node begins road
/// access, by a node of its own that needs the hospital. Buildings need power, water and access.
struct PeerCity {
    let model: CityModel
    /// Asset numbers in the order of the generator's numbers.
    let roadNodes, powerNodes, waterNodes, roads, hospitals, buildings: Range<Int>
    /// Kilometres an hour on each road, and its travel time in seconds.
    let roadSpeeds, roadSeconds: [Double]
    /// The road node (number in the model) of each building and hospital.
    let buildingRoad, hospitalRoad: [Int32]

    /// - Parameter bufferHours: what generators of hospitals last; infinite as the peers have it.
    init(folder: String, hospitalBufferHours: Double = .infinity) throws {
        var builder = CityModelBuilder()
        builder.epsg = 25832
        func name(_ prefix: String, _ number: Double) -> Int32 {
            let digits = String(Int(number))
            return builder.strings.intern(prefix + String(repeating: "0", count: 8 - digits.count) + digits)
        }
        func table(_ file: String) throws -> NumberTable { try NumberTable(path: folder + "/" + file + ".csv") }
        let road = builder.strings.intern("road"), power = builder.strings.intern("power"), water = builder.strings.intern("water")
        let nodeKind = builder.strings.intern("node"), linkKind = builder.strings.intern("link")
        let buildingKind = builder.strings.intern("building"), hospitalKind = builder.strings.intern("hospital")
        func require(_ asset: Int32, _ service: Int32, from supplier: Int32, hours: Double = 0) {
            var need = CityModelBuilder.Requirement(asset: asset, service: service, suppliers: [supplier])
            need.bufferHours = hours
            builder.requirements.append(need)
        }

        // Nodes: p…, r…, w…, and z… where access begins at a hospital: sorted by name as they are added.
        let powerTable = try table("power_nodes"), roadTable = try table("road_nodes"), waterTable = try table("water_nodes")
        let hospitalTable = try table("hospitals")
        for i in 0..<powerTable.rowCount {
            builder.addNode(
                name("p", Double(i)), layer: power, kind: nodeKind,
                at: Point(x: powerTable["x"][i], y: powerTable["y"][i]), isSource: powerTable.words["source"] == powerTable["kind"][i])
        }
        for i in 0..<roadTable.rowCount {
            builder.addNode(
                name("r", Double(i)), layer: road, kind: nodeKind, at: Point(x: roadTable["x"][i], y: roadTable["y"][i]))
        }
        for i in 0..<waterTable.rowCount {
            let node = name("w", Double(i)), transformer = waterTable["transformer"][i]
            builder.addNode(
                node, layer: water, kind: nodeKind, at: Point(x: waterTable["x"][i], y: waterTable["y"][i]),
                isSource: waterTable.words["reservoir"] == waterTable["kind"][i])
            if transformer >= 0 { require(node, power, from: name("p", transformer)) }
        }
        for i in 0..<hospitalTable.rowCount {
            let origin = name("z", Double(i))
            builder.addNode(
                origin, layer: road, kind: nodeKind, at: Point(x: hospitalTable["x"][i], y: hospitalTable["y"][i]),
                isSource: true)
            require(origin, hospitalKind, from: name("h", Double(i)))
        }
        // Links: pe…, re…, we…, ze….
        let layers = [("p", power), ("r", road), ("w", water)]
        var roadSpeeds: [Double] = [], roadSeconds: [Double] = []
        for (prefix, layer) in layers {
            let links = try table(["p": "power_edges", "r": "road_edges", "w": "water_edges"][prefix] ?? "")
            for i in 0..<links.rowCount {
                let row = builder.addLink(
                    name(prefix + "e", Double(i)), layer: layer, kind: linkKind, from: name(prefix, links["u"][i]),
                    to: name(prefix, links["v"][i]))
                builder.set(.length, links["length_m"][i], ofRow: row)
                if layer == road {
                    roadSpeeds.append(links["speed_kmh"][i])
                    roadSeconds.append(links["length_m"][i] * 3.6 / links["speed_kmh"][i])
                }
            }
        }
        for i in 0..<hospitalTable.rowCount {
            builder.addLink(
                name("ze", Double(i)), layer: road, kind: linkKind, from: name("z", Double(i)),
                to: name("r", hospitalTable["road_node"][i]), isDirected: true)
        }
        // Facilities: b…, h….
        let buildingTable = try table("buildings")
        for (prefix, kind, table) in [("b", buildingKind, buildingTable), ("h", hospitalKind, hospitalTable)] {
            for i in 0..<table.rowCount {
                let facility = name(prefix, Double(i))
                let row = builder.addFacility(facility, kind: kind, at: Point(x: table["x"][i], y: table["y"][i]))
                if prefix == "b" { builder.set(.residents, table["residents"][i], ofRow: row) }
                let hasGenerator = prefix == "h" && table["backup"][i] == 1
                if !hasGenerator || hospitalBufferHours < .infinity {
                    require(facility, power, from: name("p", table["transformer"][i]), hours: hasGenerator ? hospitalBufferHours : 0)
                }
                require(facility, water, from: name("w", table["junction"][i]))
                if prefix == "b" { require(facility, road, from: name("r", table["road_node"][i])) }
            }
        }
        var log = IssueLog()
        model = try builder.freeze(&log)

        powerNodes = 0..<powerTable.rowCount
        roadNodes = powerNodes.upperBound..<(powerNodes.upperBound + roadTable.rowCount)
        waterNodes = roadNodes.upperBound..<(roadNodes.upperBound + waterTable.rowCount)
        let firstRoad = model.asset(named: "re00000000") ?? 0
        roads = firstRoad..<(firstRoad + roadSpeeds.count)
        buildings = model.facilities.lowerBound..<(model.facilities.lowerBound + buildingTable.rowCount)
        hospitals = buildings.upperBound..<model.assetCount
        (self.roadSpeeds, self.roadSeconds) = (roadSpeeds, roadSeconds)
        let firstNode = Double(roadNodes.lowerBound)
        buildingRoad = buildingTable["road_node"].map { Int32($0 + firstNode) }
        hospitalRoad = hospitalTable["road_node"].map { Int32($0 + firstNode) }
    }

    /// The roads alone, as the peers have them: without the places at which access begins.
    var roadGraph: ArcGraph {
        ArcGraph(
            positions: Array(model.position[model.nodes]), isIncluded: model.nodes.map { roadNodes.contains($0) },
            from: model.from, to: model.to, isDirected: model.isDirected)
    }
    /// Travel time of every link, counted from 0; infinite where it is no road.
    var secondsOfLink: [Double] {
        var seconds = [Double](repeating: .infinity, count: model.linkCount)
        seconds.replaceSubrange((roads.lowerBound - model.nodeCount)..<(roads.upperBound - model.nodeCount), with: roadSeconds)
        return seconds
    }

    /// Power and water with the buildings alone, each of which weighs one.
    func withoutRoads() throws -> (model: CityModel, nodes: [Int]) {
        var builder = CityModelBuilder(editing: model)
        let road = builder.strings.intern("road"), one = 1.0
        for row in 0..<builder.rowCount where builder.layer[row] == road { builder.rowClass[row] = .removed }
        for asset in hospitals { builder.rowClass[asset] = .removed }
        for asset in buildings { builder.set(.residents, one, ofRow: asset) }
        let hospital = Set(hospitals.map { model.identifier[$0] }), gone = Set(roadNodes.map { model.identifier[$0] })
        builder.requirements.removeAll {
            hospital.contains($0.asset) || $0.service == road || $0.suppliers.contains { hospital.contains($0) || gone.contains($0) }
        }
        var log = IssueLog()
        let bare = try builder.freeze(&log)
        return (bare, Array(bare.nodes))
    }

    // MARK: draws of the peers

    private static func mix(_ a: UInt64) -> UInt64 {
        var z = a &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
    private static func uniform(_ key: UInt64, _ i: Int) -> Double { Double(mix(key &+ UInt64(i)) >> 11) * 0x1p-53 }

    /// The assets that fail in a sample, each node of the three layers with the same probability.
    func failures(sample: Int, probability: Double = 0.02) -> [Int32] {
        let key = Self.mix(UInt64(1_000_003 * (sample + 1)))
        var failed: [Int32] = []
        var i = 0
        for nodes in [roadNodes, powerNodes, waterNodes] {
            for node in nodes {
                if Self.uniform(key, i) < probability { failed.append(Int32(node)) }
                i += 1
            }
        }
        return failed
    }

    /// Roads (counted from 0) under water in a flood: eight discs, about a twentieth of the area.
    func floodedRoads(scenario: Int) -> [Int] {
        let key = Self.mix(UInt64(7_000_000 + scenario)), discs = 8
        let u = (0..<3 * discs).map { Self.uniform(key, $0) }
        let places = roadNodes.map { model.position[$0] }
        let width = places.map(\.x).max() ?? 0, height = places.map(\.y).max() ?? 0
        let square = 0.05 * width * height / Double(discs) / Double.pi
        return roads.indices.map { $0 - roads.lowerBound }.filter { i in
            let link = roads.lowerBound + i - model.nodeCount
            let a = model.position[Int(model.from[link])], b = model.position[Int(model.to[link])]
            let x = (a.x + b.x) / 2, y = (a.y + b.y) / 2
            return (0..<discs).contains { d in
                let dx = x - u[3 * d] * width, dy = y - u[3 * d + 1] * height
                return dx * dx + dy * dy < square * (0.5 + u[3 * d + 2])
            }
        }
    }

    /// The sources (road nodes, numbers in the model) that sampled betweenness starts from.
    func drawnSources(_ count: Int) -> [Int32] {
        (0..<count).map { Int32(roadNodes.lowerBound + Int(Self.mix(UInt64($0 + 77)) % UInt64(roadNodes.count))) }
    }
}

/// A table of numbers, column by column; words are numbered in the order in which they are met.
struct NumberTable {
    private var columns: [String: [Double]] = [:]
    private(set) var words: [String: Double] = [:]
    private(set) var rowCount = 0
    subscript(name: String) -> [Double] { columns[name] ?? [] }

    init(path: String) throws {
        let text = try Data(contentsOf: URL(filePath: path))
        var names: [String] = [], values: [[Double]] = []
        for line in text.split(separator: UInt8(ascii: "\n")) {
            let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            if names.isEmpty {
                names = cells.map { String(decoding: $0, as: UTF8.self) }
                values = names.map { _ in [] }
                continue
            }
            for (column, cell) in cells.enumerated() where column < names.count {
                let word = String(decoding: cell, as: UTF8.self)
                if let number = Double(word) {
                    values[column].append(number)
                } else {
                    values[column].append(words[word] ?? Double(words.count))
                    if words[word] == nil { words[word] = Double(words.count) }
                }
            }
            rowCount += 1
        }
        columns = Dictionary(uniqueKeysWithValues: zip(names, values))
    }
}
