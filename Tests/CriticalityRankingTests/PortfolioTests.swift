import RandomTowns
import TestSupport
import Testing

@testable import CriticalityRanking

/// A set is worth the elements that its members cover together (submodular).
private struct Coverage: PortfolioObjective {
    var sets: [Set<Int>]
    var weight: [Double]
    /// Pairs that are worth something only together, and how much.
    var together: [Set<Int>: Double] = [:]
    var evaluations = 0

    mutating func value(of chosen: [Int]) -> Double {
        let set = Set(chosen)
        return chosen.reduce(Set()) { $0.union(sets[$1]) }.reduce(0) { $0 + weight[$1] }
            + together.filter { $0.key.isSubset(of: set) }.values.reduce(0, +)
    }
    mutating func gains(of candidates: [Int], beyond chosen: [Int]) -> [Double] {
        evaluations += candidates.count
        let before = value(of: chosen)
        return candidates.map { value(of: chosen + [$0]) - before }
    }

    static func random(_ random: inout SeededGenerator, sets: Int = 10, elements: Int = 20) -> Self {
        Coverage(
            sets: (0..<sets).map { _ in Set((0..<elements).filter { _ in random.chance(20) }) },
            weight: (0..<elements).map { _ in Double(Int.random(in: 1...9, using: &random)) })
    }
    /// The best value of any allowed set, tried one by one.
    mutating func optimum(_ items: [PortfolioItem], _ rules: PortfolioRules) -> Double {
        var best = 0.0
        for bits in 0..<(1 << sets.count) {
            let chosen = sets.indices.filter { bits >> $0 & 1 == 1 }
            let isAllowed = chosen.indices.allSatisfy { rules.allow(chosen[$0], beside: Array(chosen[..<$0]), items) }
            if isAllowed { best = max(best, value(of: chosen)) }
        }
        return best
    }
}

@Suite struct PortfolioTests {
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `the reference of maximum coverage: the same sets, gains and optima`() throws {
        var objective = Coverage(
            sets: try referenceRows("domain/reference/greedy_cover_sets.csv").map { row in
                Set((row["elements"] ?? "").split(separator: " ").compactMap { Int($0) })
            }, weight: Array(repeating: 1, count: 20))
        let rows = try referenceRows("domain/reference/greedy_cover.csv")
        #expect(objective.sets.count == 10 && rows.count == 5)
        let items = objective.sets.map { _ in PortfolioItem(cost: nil, family: 0) }
        let singles = objective.gains(of: Array(0..<10), beyond: [])
        let greedy = LazyGreedy(items, PortfolioRules(count: 5, budget: nil), singles: singles, perCost: false, on: &objective)
        #expect(greedy.grown.isEmpty)
        for (i, row) in rows.enumerated() {
            #expect(greedy.steps[i] == LazyGreedy.Step(item: Int(row["chosen_set"] ?? "") ?? -1, gain: Double(row["gain"] ?? "") ?? -1))
            let rules = PortfolioRules(count: i + 1, budget: nil), optimum = Double(row["optimal_cover"] ?? "")
            #expect(BestPortfolio(items, rules, on: &objective).value == optimum)
            let quick = BestPortfolio(items, rules, on: &objective, mostForExhaustive: 0)
            #expect(quick.value == Double(row["greedy_cover"] ?? ""))
            #expect((quick.upperBound ?? 0) >= optimum ?? .infinity)
        }
    }

    @Test(arguments: 0..<40) func `greedy keeps its promise, and its bound holds the optimum`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var objective = Coverage.random(&random)
        let items = (0..<10).map { PortfolioItem(cost: Double(Int.random(in: 1...8, using: &random)), family: $0 % 3) }
        for rules in [
            PortfolioRules(count: 3, budget: nil), PortfolioRules(count: nil, budget: 12), PortfolioRules(count: 4, budget: 15),
            PortfolioRules(count: 5, budget: nil, mostOfFamily: [0: 1, 1: 2]),
        ] {
            let optimum = objective.optimum(items, rules)
            let greedy = BestPortfolio(items, rules, on: &objective, mostForExhaustive: 0)
            #expect(greedy.method != .exhaustive && greedy.grown.isEmpty)
            let promise = rules.budget == nil ? (rules.mostOfFamily.isEmpty ? 0.632 : 0.5) : 0.316
            #expect(greedy.value >= promise * optimum - 1e-9 && greedy.value <= optimum + 1e-9)
            #expect((greedy.upperBound ?? -1) >= optimum - 1e-9)
            #expect(greedy.upperBound ?? .infinity <= objective.value(of: Array(0..<10)) + 1e-9)
            #expect(greedy.chosen.indices.allSatisfy { rules.allow(greedy.chosen[$0], beside: Array(greedy.chosen[..<$0]), items) })
            let every = BestPortfolio(items, rules, on: &objective)
            #expect(every.method == .exhaustive && abs(every.value - optimum) < 1e-9 && every.upperBound == every.value)
            #expect(abs(objective.value(of: every.chosen) - optimum) < 1e-9)
        }
    }

    @Test func `lazy evaluation chooses as eager evaluation does, with half the evaluations or less`() {
        for seed in 0..<10 {
            var random = SeededGenerator(seed: UInt64(100 + seed))
            var objective = Coverage.random(&random, sets: 200, elements: 300)
            let items = objective.sets.map { _ in PortfolioItem(cost: nil, family: 0) }
            let singles = objective.gains(of: Array(items.indices), beyond: [])
            objective.evaluations = 0
            let lazy = LazyGreedy(items, PortfolioRules(count: 8, budget: nil), singles: singles, perCost: false, on: &objective)
            #expect(objective.evaluations < 8 * 200 / 2)
            var chosen: [Int] = []
            for step in lazy.steps {
                let gains = objective.gains(of: Array(items.indices), beyond: chosen)
                #expect(step.gain == gains.max() && step.item == gains.firstIndex(of: step.gain))
                chosen.append(step.item)
            }
            #expect(chosen.count == 8)
        }
    }

    @Test func `what helps only together is found, said, and leaves no false bound`() {
        // Nothing helps alone; 3 and 7 together do.
        var objective = Coverage(sets: Array(repeating: [], count: 9), weight: [], together: [[3, 7]: 10])
        let items = (0..<9).map { _ in PortfolioItem(cost: 1, family: 0) }
        let both = BestPortfolio(items, PortfolioRules(count: 3, budget: nil), on: &objective, mostForExhaustive: 0)
        #expect(both.chosen == [3, 7] && both.value == 10 && both.grown == [3, 7])
        #expect(both.upperBound == 10 && both.everything == 10)
        // A first choice that makes another one better.
        objective = Coverage(sets: [[0], [1], []], weight: [5, 4], together: [[0, 2]: 6])
        let pair = BestPortfolio(
            (0..<3).map { _ in PortfolioItem(cost: nil, family: 0) }, PortfolioRules(count: 2, budget: nil), on: &objective,
            mostForExhaustive: 0)
        #expect(pair.grown == [2] && pair.upperBound == 15)
        let exhaustive = BestPortfolio(
            (0..<3).map { _ in PortfolioItem(cost: nil, family: 0) }, PortfolioRules(count: 2, budget: nil), on: &objective)
        #expect(exhaustive.value == 11 && exhaustive.chosen == [0, 2])
    }

    @Test func `budgets are kept, and what costs nothing is taken`() {
        var objective = Coverage(sets: [[0], [1], [2], [3]], weight: [10, 6, 5, 1])
        let items = [10, 3, 3, 0].map { PortfolioItem(cost: $0, family: 0) }
        // By gain the first eats the budget (10 + 1); per euro the next two are better (6 + 5 + 1).
        let best = BestPortfolio(items, PortfolioRules(count: nil, budget: 10), on: &objective, mostForExhaustive: 0)
        #expect(best.method == .greedyByGainPerCost && best.value == 12 && Set(best.chosen) == [1, 2, 3])
        #expect((best.upperBound ?? 0) >= 12)
        let nothing = BestPortfolio(items, PortfolioRules(count: nil, budget: 0), on: &objective, mostForExhaustive: 0)
        #expect(nothing.chosen == [3])
        let none = BestPortfolio([], PortfolioRules(count: 3, budget: nil), on: &objective)
        #expect(none.chosen.isEmpty && none.value == 0)
    }
}
