import CascadeModel
import CriticalityRanking
import DamageModel
import NetworkModel
import RandomTowns
import Testing

@Suite struct SingleFailureTests {
    /// Every asset's impact beside a plain run of its failure.
    private func compare(_ seeds: Range<Int>, _ options: RandomTownOptions) throws -> Int {
        var impacts = 0
        for seed in seeds {
            var random = SeededGenerator(seed: UInt64(seed))
            let model = try randomTown(&random, options)
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
}
