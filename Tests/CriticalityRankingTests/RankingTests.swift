import CascadeModel
import Computation
import DamageModel
import NetworkModel
import RandomTowns
import Testing

@testable import CriticalityRanking

@Suite struct PairTests {
    @Test func `pairs are runs without both`() throws {
        for seed in 0..<12 {
            var random = SeededGenerator(seed: UInt64(300 + seed))
            let model = try randomTown(&random), cascade = Cascade(model), base = ServiceBase(model)
            let impact = SingleFailureImpact(model, cascade, base: base, horizonHours: 12)
            let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: 12)
            let among = Array((0..<model.assetCount).shuffled(using: &random).prefix(6))
            let pairs = PairImpact.all(among: among + among, runs, impact, threads: 1 + seed % 2)
            #expect(pairs.count == 15)
            #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.synergy >= $1.synergy })
            for pair in pairs {
                let plain = PlainCascade(model)
                let event = [pair.first, pair.second].map {
                    Disturbance(asset: Int32($0), fromHours: 0, untilHours: .infinity, cause: .outOfService)
                }
                let expected = plainConsequence(plain.run(event, horizon: 12), model)
                try #require(pair.consequence == expected, "seed \(seed)")
                #expect(pair.synergy == expected - impact.consequence[pair.first] - impact.consequence[pair.second])
            }
        }
    }
}

@Suite struct PairSearchTests {
    /// The best of all pairs of a town, tried one by one, beside what is found from all assets and from few.
    @Test func `partners that cost nothing alone are found`() throws {
        var fromAll = 0, fromFew = 0, wanted = 0
        for seed in 0..<40 {
            var random = SeededGenerator(seed: UInt64(4000 + seed))
            var options = RandomTownOptions()
            options.everyFeature = false
            options.nodesPerLayer = 6...10
            options.facilities = 4...7
            let model = try randomTown(&random, options), cascade = Cascade(model), base = ServiceBase(model)
            let impact = SingleFailureImpact(model, cascade, base: base, horizonHours: 12)
            let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: 12)
            let every = PairImpact.all(among: Array(0..<model.facilities.lowerBound), runs, impact)
            guard let best = every.first, best.synergy > 0 else { continue }
            func found(_ worst: Int, _ loaded: Int) -> Bool {
                let pairs = PairImpact.search(
                    among: impact.worst(worst), andMostLoaded: loaded, model, runs, base: base, impact, threads: 1 + seed % 2)
                #expect(pairs.allSatisfy { pair in every.contains(pair) })
                return pairs.first?.synergy == best.synergy
            }
            wanted += 1
            if found(0, 100) { fromAll += 1 }
            if found(3, 6) { fromFew += 1 }
        }
        #expect(wanted >= 30 && fromAll * 10 >= wanted * 9 && fromFew * 2 >= wanted, "\(fromAll), \(fromFew) of \(wanted)")
    }
}

@Suite struct RankingConfidenceTests {
    @Test func `a clear lead is firm, a tie is shared, and a close race is neither`() throws {
        // Two replicates of every kind: means 10, 10, 5 and 1 ± a lot.
        let steady = Array(repeating: 10.0, count: 32)
        let loose = (0..<32).map { $0 % 2 == 0 ? 0.0 : 19.9 }
        let shares = try #require(
            RankingConfidence.shares(
                inTop: 2, [steady, steady, Array(repeating: 1, count: 32)], sizes: Array(repeating: 1, count: 32), seed: 1))
        #expect(shares == [1, 1, 0])
        // Three tie for two places: each has fewer than two others above it.
        let tied = RankingConfidence.shares(inTop: 2, [steady, steady, steady], sizes: Array(repeating: 1, count: 32), seed: 1)
        #expect(tied == [1, 1, 1])
        let race = try #require(
            RankingConfidence.shares(inTop: 1, [steady, loose], sizes: Array(repeating: 1, count: 32), seed: 1))
        // The mean of the loose one is 9.95 ± 1.76: it leads in about half of the resamples.
        #expect(race[0] > 0.4 && race[0] < 0.65 && abs(race[0] + race[1] - 1) < 0.05)
        #expect(RankingConfidence.shares(inTop: 1, [[3]], sizes: [4], seed: 1) == nil)
        #expect(
            race
                == RankingConfidence.shares(inTop: 1, [steady, loose], sizes: Array(repeating: 1, count: 32), seed: 1))
    }

    @Test func `estimates and simulations do not depend on the number of threads`() throws {
        var random = SeededGenerator(seed: 77)
        var options = RandomTownOptions()
        options.nodesPerLayer = 8...12
        options.facilities = 6...9
        let model = try randomTown(&random, options), cascade = Cascade(model), base = ServiceBase(model)
        let events = (0..<60).map { _ in
            randomDisturbances(&random, on: model).sorted { ($0.asset, $0.fromHours) < ($1.asset, $1.fromHours) }
        }
        let draws = EventDraws(count: 60, isRandom: true, seed: 3) { events[$0] }
        let impact = SingleFailureImpact(model, cascade, base: base, horizonHours: 12)
        let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: 12)
        func weak(_ threads: Int) -> WeakNodes {
            WeakNodes(
                model, runs, base: base, impact: impact, draws: draws,
                failureProbability: Array(repeating: 0.1, count: model.facilities.lowerBound), samples: 60,
                meanConsequence: 1, threads: threads)
        }
        let one = weak(1), two = weak(2)
        #expect(one.order == two.order && one.pairs == two.pairs)
        #expect(one.order.count > 5)
        for asset in one.order {
            #expect(one.criticality(of: asset) == two.criticality(of: asset))
            #expect(one.firmness(of: asset) == two.firmness(of: asset))
        }
        // What is not harmed in any draw cannot be spared anything, and what is run exactly is found among the first.
        #expect(one.order.prefix(WeakNodes.top).allSatisfy { one.isSimulated($0) && one.firmness(of: $0) != nil })
    }
}
