import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import NetworkModel
import ReportWriting
import ScenarioModel

extension Study {
    /// The best set of measures and candidates within the scenario's limit; nil where it asks for none.
    ///
    /// Chosen on the scenario's own draws; what is told of it comes from draws that the choice never saw.
    func bestPortfolio(
        _ event: EventRun, _ samples: SampleTotals, _ threads: Int, _ progress: (String) -> Void
    ) throws -> PortfolioResult? {
        guard let limit = scenario.portfolio else { return nil }
        progress("portfolio")
        return try withoutActuallyEscaping(progress) { try bestPortfolio(within: limit, event, samples, threads, $0) }
    }

    private func bestPortfolio(
        within limit: PortfolioLimit, _ event: EventRun, _ samples: SampleTotals, _ threads: Int, _ progress: @escaping (String) -> Void
    ) throws -> PortfolioResult {
        let pool = try PortfolioCandidates(scenario, model, needsCost: limit.budgetEuros != nil)
        let isRandom = event.damage.isRandom && samples.count > 0
        func trial(_ measures: [any Measure], seed: UInt64, count: Int) -> PortfolioTrial {
            PortfolioTrial(
                measures, draws: .init(seed: seed, scheme: scenario.draws, isRandom: isRandom), count: count, threads: threads,
                progress: progress
            ) { try portfolioWorld(measures, including: $0, event) }
        }
        let count = min(samples.count, Self.mostSamplesForChoice)
        var candidates = pool.all, besides: [(item: PortfolioItem, gain: Double)] = []
        func item(_ candidate: PortfolioCandidates.Candidate) -> PortfolioItem {
            PortfolioItem(cost: candidate.measure.costEuros, family: candidate.family)
        }
        if isRandom, candidates.count > Self.mostWithoutHeats, count > Self.samplesOfHeats {
            let most = try Self.mostAvoided(on: trial(candidates.map(\.measure), seed: scenario.seed, count: Self.samplesOfHeats))
            let kept = Self.promising(most, candidates.map(\.measure.costEuros), limit)
            besides = candidates.indices.filter { !kept.contains($0) }.map { (item(candidates[$0]), most[$0] * Double(count)) }
            candidates = candidates.indices.filter(kept.contains).map { candidates[$0] }
        }
        let rules = PortfolioRules(
            count: limit.count, budget: limit.budgetEuros, mostOfFamily: pool.mostOfFamily)
        // Each trial remembers much and goes before the next one comes.
        func choose() throws -> (BestPortfolio, samples: Int) {
            var choice = trial(candidates.map(\.measure), seed: scenario.seed, count: count)
            let best = BestPortfolio(candidates.map(item), rules, besides: besides, on: &choice)
            if let failure = choice.failure { throw failure }
            return (best, choice.count)
        }
        let (best, used) = try choose()

        let chosen = best.chosen.map { candidates[$0].measure }
        let fresh = CounterRandom.bits(seed: scenario.seed, sample: 0, key: 0x6672_6573_68, purpose: 0)
        let steps = try Self.steps(of: chosen, on: trial(chosen, seed: fresh, count: count))
        let n = Double(used)
        return PortfolioResult(
            steps: steps, notHeld: chosen.count - steps.count, limit: limit, candidates: pool.all.count, compared: candidates.count,
            withoutCost: pool.withoutCost.count, samples: isRandom ? used : 0, method: best.method,
            avoidedOnChoice: best.value / n, upperBound: best.upperBound.map { $0 / n }, everything: best.everything / n,
            grown: best.grown.map { candidates[$0].measure.title }, evaluations: best.evaluations)
    }

    /// The choice is made on so many samples at most.
    static let mostSamplesForChoice = 1000
    /// With more candidates than this, all are tried on some samples first, and the promising ones on all.
    static let mostWithoutHeats = 60
    static let samplesOfHeats = 128

    /// What each candidate avoids at most in the mean, at the upper end of its range.
    private static func mostAvoided(on trial: consuming PortfolioTrial) throws -> [Double] {
        var trial = trial
        let sums = trial.differences(of: Array(trial.candidates.indices), beyond: [])
        if let failure = trial.failure { throw failure }
        let sizes = Replicates.sizes(of: 0..<trial.count)
        return sums.map { max(0, $0.estimate(sizes).upper) }
    }

    /// What each of a portfolio adds, on draws that the choice never saw. What the choice took for a gain and these draws do
    /// not show is left out.
    private static func steps(of chosen: [any Measure], on trial: consuming PortfolioTrial) throws -> [PortfolioResult.Step] {
        var trial = trial, steps: [PortfolioResult.Step] = [], avoided = ReplicateSums(), cost: Double? = 0, held: [Int] = []
        let sizes = Replicates.sizes(of: 0..<trial.count), isRandom = trial.draws.isRandom
        func estimate(_ sums: ReplicateSums) -> Estimate {
            isRandom ? sums.estimate(sizes) : Estimate(mean: sums.total, lower: sums.total, upper: sums.total, samples: 1)
        }
        for (i, measure) in chosen.enumerated() {
            let gain = trial.difference(of: i, beyond: held)
            guard gain.total > 0 else { continue }
            held.append(i)
            avoided.merge(gain)
            cost = cost.flatMap { sum in measure.costEuros.map { sum + $0 } }
            steps.append(
                .init(
                    title: measure.title, costEuros: measure.costEuros, gain: estimate(gain), avoided: estimate(avoided),
                    costSoFarEuros: cost))
        }
        if let failure = trial.failure { throw failure }
        return steps
    }

    /// The candidates that could still be among the best: those that may avoid most and, under a budget, most per euro.
    private static func promising(_ most: [Double], _ costs: [Double?], _ limit: PortfolioLimit) -> Set<Int> {
        let keep = max(mostWithoutHeats, 4 * (limit.count ?? 0)), useful = most.indices.filter { most[$0] > 0 }
        var kept = Set(useful.sorted { (most[$1], $0) < (most[$0], $1) }.prefix(keep))
        guard limit.budgetEuros != nil else { return kept }
        func rate(_ i: Int) -> Double { most[i] / max(costs[i] ?? 0, .leastNormalMagnitude) }
        kept.formUnion(useful.sorted { (rate($1), $0) < (rate($0), $1) }.prefix(keep))
        return kept
    }
}
