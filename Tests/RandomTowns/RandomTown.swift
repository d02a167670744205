public import DamageModel
public import NetworkModel
public import ScenarioModel
import Diagnostics
import Geometry

/// A small generator for tests (SplitMix64); the seed is the test's argument, so a failure names it.
public struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64
    public init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678 }
    public mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
    public mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
    public mutating func pick<T>(_ list: [T]) -> T { list[Int.random(in: 0..<list.count, using: &self)] }
}

/// What a random town may contain.
public struct RandomTownOptions: Sendable {
    public var layers = ["power", "road", "water"]
    public var nodesPerLayer = 2...8
    public var facilities = 1...5
    /// Buffers, delays, partial recharge, black start, suppliers that are links or facilities, one-way links.
    public var everyFeature = true
    /// Buffers that never run out, which no file can state.
    public var endlessBuffers = false
    public init() {}
}

/// A small random town with every feature of the rules, in times that are exact in binary.
public func randomTown(_ random: inout SeededGenerator, _ options: RandomTownOptions = .init()) throws -> CityModel {
    var builder = CityModelBuilder()
    builder.epsg = 28992
    var nodes: [String: [String]] = [:], all: [String] = []
    for layer in options.layers {
        let count = Int.random(in: options.nodesPerLayer, using: &random)
        let names = (0..<count).map { "\(layer)\($0)" }
        nodes[layer] = names
        for (i, name) in names.enumerated() {
            builder.addNode(
                name, layer: Layer(layer), kind: AssetKind("node"),
                at: Point(x: Double(i) * 10, y: 0), isSource: i == 0 || random.chance(10))
            all.append(name)
        }
        for i in 0..<Int.random(in: count...(2 * count), using: &random) {
            let name = "\(layer)-link\(i)"
            builder.addLink(
                name, layer: Layer(layer), kind: AssetKind("link"), from: random.pick(names), to: random.pick(names),
                isDirected: random.chance(25))
            if options.everyFeature { all.append(name) }
        }
    }
    var facilities: [String] = []
    for i in 0..<Int.random(in: options.facilities, using: &random) {
        let row = builder.addFacility(
            "facility\(i)", kind: i == 0 ? .hospital : .building, at: Point(x: Double(i), y: 5))
        builder.set(.residents, Double(Int.random(in: 0...9, using: &random)), ofRow: row)
        facilities.append("facility\(i)")
    }
    func buffer() -> Double { random.chance(50) ? 0 : options.endlessBuffers && random.chance(4) ? .infinity : Double(Int.random(in: 1...12, using: &random)) / 4 }
    func require(_ asset: String, _ service: String, _ candidates: [String]) {
        let count = min(candidates.count, Int.random(in: 1...3, using: &random))
        let suppliers = Array(candidates.shuffled(using: &random).prefix(count))
        builder.require(
            asset, service, from: suppliers, atLeast: random.chance(70) ? 1 : Int.random(in: 1...count, using: &random),
            bufferHours: buffer(),
            restartDelayHours: options.everyFeature && random.chance(30) ? Double(Int.random(in: 1...4, using: &random)) / 2 : 0,
            rechargeRate: options.everyFeature && random.chance(30) ? random.pick([0.25, 0.5, 1, 2]) : .infinity,
            blackStart: options.everyFeature && random.chance(15))
    }
    for asset in facilities {
        for layer in options.layers where random.chance(75) {
            require(asset, layer, nodes[layer] ?? [])
            if random.chance(10) { require(asset, layer, nodes[layer] ?? []) }
        }
    }
    let suppliers = options.everyFeature ? all + facilities : all
    for asset in all where random.chance(options.everyFeature ? 18 : 10) {
        let layer = random.pick(options.layers)
        let candidates = options.everyFeature && random.chance(25) ? suppliers : nodes[layer] ?? []
        require(asset, layer, candidates.filter { $0 != asset })
    }
    builder.requirements.removeAll { $0.suppliers.isEmpty }
    var log = IssueLog()
    return try builder.freeze(&log)
}

/// Random disturbances of a model, in quarters of an hour.
public func randomDisturbances(_ random: inout SeededGenerator, on model: CityModel, atMost: Int = 6) -> [Disturbance] {
    (0..<Int.random(in: 0...atMost, using: &random)).map { _ in
        let from = random.chance(50) ? 0 : Double(Int.random(in: 0...40, using: &random)) / 4
        let until = random.chance(30) ? Double.infinity : from + Double(Int.random(in: 1...40, using: &random)) / 4
        return Disturbance(
            asset: Int32(Int.random(in: 0..<model.assetCount, using: &random)), fromHours: from, untilHours: until,
            cause: .outOfService)
    }
}

/// Random disturbances of which many end by a repair.
public func randomDamage(_ random: inout SeededGenerator, on model: CityModel, atMost: Int = 8) -> [Disturbance] {
    randomDisturbances(&random, on: model, atMost: atMost).map {
        guard random.chance(75) else { return $0 }
        let wait = random.chance(60) ? 0 : Double(Int.random(in: 0...12, using: &random)) / 4
        let hours = random.chance(5) ? Double.infinity : Double(Int.random(in: 0...24, using: &random)) / 4
        return Disturbance(
            asset: $0.asset, fromHours: $0.fromHours, repairFromHours: $0.fromHours + wait, crewHours: hours,
            cause: .damaged, state: .extensive)
    }
}

/// Crews of one to three for some of the layers, by any rule, some of them in need of a road.
public func randomPools(_ random: inout SeededGenerator, on model: CityModel, roads: Bool = true) -> [CrewPool] {
    let layers = (model.layers.map(\.name) + [CrewPool.facilities]).filter { _ in random.chance(75) }
    return layers.shuffled(using: &random).map { layer in
        let needsRoad = roads && random.chance(60)
        let depot = needsRoad && random.chance(40) ? model.id(Int.random(in: 0..<model.assetCount, using: &random)) : nil
        return CrewPool(
            layer: layer, count: Int.random(in: 0...3, using: &random), rule: random.pick(CrewRule.allCases),
            needsRoad: needsRoad, depot: depot, position: SourcePosition(file: "random.xml", line: 1))
    }
}
