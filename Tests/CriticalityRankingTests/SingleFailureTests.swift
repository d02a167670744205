import CascadeModel
import CriticalityRanking
import DamageModel
import Diagnostics
import Geometry
import NetworkModel
import RandomTowns
import Testing

@Suite struct SingleFailureTests {
    /// Every asset's impact beside a plain run of its failure.
    private func compare(_ seeds: Range<Int>, _ options: RandomTownOptions?) throws -> Int {
        var impacts = 0
        for seed in seeds {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try options.map { try randomTown(&random, $0) } ?? networksInARow(&random)
            let impact = SingleFailureImpact(
                model, Cascade(model), base: ServiceBase(model), horizonHours: 12, threads: 1 + seed % 2)
            for asset in 0..<model.assetCount {
                let plain = PlainCascade(model)
                let result = plain.run(
                    [Disturbance(asset: Int32(asset), fromHours: 0, untilHours: .infinity, cause: .outOfService)],
                    horizon: 12)
                let expected = plainConsequence(result, model)
                try #require(impact.consequence[asset] == expected, "seed \(seed), \(model.id(asset))")
                let facilities = Set(result.services.filter { $0[2] == 2 }.map { $0[0] }).count
                try #require(Int(impact.facilitiesOut[asset]) == facilities, "seed \(seed), \(model.id(asset))")
                if expected > 0 { impacts += 1 }
            }
        }
        return impacts
    }

    @Test(arguments: 0..<10)
    func `the exact impact of every asset is that of a run without it, with every feature`(block: Int) throws {
        #expect(try compare((block * 10)..<(block * 10 + 10), .init()) > 20)
    }

    @Test(arguments: 0..<10)
    func `the same on larger plain towns, where dominators do the work`(block: Int) throws {
        var options = RandomTownOptions()
        options.nodesPerLayer = 8...16
        options.facilities = 3...8
        options.everyFeature = false
        #expect(try compare((1000 + block * 5)..<(1005 + block * 5), options) > 20)
    }

    @Test(arguments: 0..<10)
    func `the same where failures travel from network to network, with many assets above each crossing`(block: Int) throws {
        #expect(try compare((2330 + block * 30)..<(2360 + block * 30), nil) > 20)
    }

    /// Networks like trees with a few loops, each needing the one before it at some nodes, directly or through a
    /// facility; now and then the first needs the last.
    private func networksInARow(_ random: inout SeededGenerator) throws -> CityModel {
        var builder = CityModelBuilder()
        var previous: [String] = [], first: [String] = [], backwards: [String] = []
        func buffer() -> Double { random.chance(60) ? 0 : Double(Int.random(in: 1...52, using: &random)) / 4 }
        func pick(_ names: [String]) -> (suppliers: [String], atLeast: Int) {
            let count = random.chance(70) ? 1 : min(names.count, Int.random(in: 2...4, using: &random))
            return (Array(names.shuffled(using: &random).prefix(count)), random.chance(70) ? 1 : Int.random(in: 1...count, using: &random))
        }
        func require(_ asset: String, _ service: String, _ names: [String]) {
            let (suppliers, atLeast) = pick(names)
            builder.require(asset, service, from: suppliers, atLeast: atLeast, bufferHours: buffer())
        }
        for layer in ["a", "b", "c"].prefix(Int.random(in: 1...3, using: &random)) {
            let names = (0..<Int.random(in: 4...14, using: &random)).map { "\(layer)\($0)" }
            for (i, name) in names.enumerated() {
                builder.addNode(
                    name, layer: Layer(layer), kind: AssetKind("node"), at: Point(x: Double(i), y: 0),
                    isSource: i == 0 || random.chance(8))
                if i > 0 {
                    builder.addLink(
                        "\(name)-in", layer: Layer(layer), kind: AssetKind("link"),
                        from: names[max(0, i - Int.random(in: 1...3, using: &random))], to: name, isDirected: random.chance(20))
                }
            }
            for i in 0..<Int.random(in: 0...2, using: &random) {
                builder.addLink(
                    "\(layer)-loop\(i)", layer: Layer(layer), kind: AssetKind("link"), from: random.pick(names),
                    to: random.pick(names))
                // A link that a later network keeps open: failures come back to where they began.
                if layer == "a" && random.chance(30) { backwards.append("\(layer)-loop\(i)") }
            }
            for i in 0..<Int.random(in: 1...4, using: &random) {
                let house = "house-\(layer)\(i)"
                let row = builder.addFacility(house, kind: .building, at: Point(x: Double(i), y: 1))
                builder.set(.residents, Double(Int.random(in: 0...9, using: &random)), ofRow: row)
                require(house, layer, names)
                if random.chance(30) { require(house, layer, names) }
                if !previous.isEmpty && random.chance(60) { require(house, "other", previous + (random.chance(20) ? names : [])) }
            }
            if !previous.isEmpty {
                for name in names where random.chance(20) { require(name, "other", previous) }
                if random.chance(50) {
                    builder.addFacility("plant-\(layer)", kind: .hospital, at: Point(x: 0, y: 2))
                    require("plant-\(layer)", "other", previous)
                    require(random.pick(names), "plant", ["plant-\(layer)"] + (random.chance(50) ? [random.pick(previous)] : []))
                }
            }
            if first.isEmpty { first = names }
            previous = names
        }
        for link in backwards { require(link, "back", previous) }
        if random.chance(20) { require(random.pick(first), "back", previous.filter { !first.contains($0) } + ["a0"]) }
        var log = IssueLog()
        return try builder.freeze(&log)
    }
}
