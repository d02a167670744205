/// The best set of candidates that was found under a count or a budget, and how much better any set could be.
public struct BestPortfolio: Sendable {
    public struct Step: Sendable, Equatable {
        /// Number of the candidate.
        public let item: Int
        /// What it adds to those before it, in the objective's unit.
        public let gain: Double
    }
    /// In the order chosen.
    public let steps: [Step]
    public var chosen: [Int] { steps.map(\.item) }
    public var value: Double { steps.reduce(0) { $0 + $1.gain } }

    public enum Method: String, Sendable {
        /// Every allowed set was tried: nothing is better.
        case exhaustive
        case greedyByGain, greedyByGainPerCost
    }
    public let method: Method
    /// What each candidate avoids alone.
    public let singles: [Double]
    /// What all candidates together avoid: no set avoids more, because more measures never do harm.
    public let everything: Double
    /// No allowed set avoids more than this; nil where nothing is known.
    public let upperBound: Double?
    /// Candidates that add more beside others than before: gains do not shrink, and the only bound is `everything`.
    public let grown: [Int]
    /// Candidates evaluated beyond some set, each time counted.
    public let evaluations: Int

    /// Up to so many allowed sets, all of them are tried.
    public static let mostForExhaustive = 2000

    /// Lazy greedy by gain, and under a budget also by gain per euro, whichever is better; every allowed set where they
    /// are few.
    ///
    /// Under a count, greedy by gain avoids at least 1 − 1/e = 0.632 of the best when gains shrink (Nemhauser, Wolsey and
    /// Fisher 1978, "An analysis of approximations for maximizing submodular set functions", Math. Program. 14,
    /// doi:10.1007/BF01588971); under a budget the better of the two at least half of that (Leskovec et al. 2007). What is
    /// printed is the bound of the case at hand, which is mostly far closer: the value plus the most that further
    /// candidates could add to it, or to nothing.
    /// - Parameter besides: candidates that were left out before, with the most that each can add.
    public init(
        _ items: [PortfolioItem], _ rules: PortfolioRules, besides: [(item: PortfolioItem, gain: Double)] = [],
        on objective: inout some PortfolioObjective, mostForExhaustive: Int = Self.mostForExhaustive
    ) {
        let singles = objective.gains(of: Array(items.indices), beyond: [])
        var evaluations = items.count
        let everything = items.isEmpty ? 0 : objective.value(of: Array(items.indices))
        self.singles = singles
        self.everything = everything

        if besides.isEmpty, let best = Self.exhaustive(items, rules, singles, &evaluations, on: &objective, most: mostForExhaustive) {
            steps = best.steps
            method = .exhaustive
            upperBound = best.steps.reduce(0) { $0 + $1.gain }
            grown = best.grown.sorted()
            self.evaluations = evaluations
            return
        }
        var runs = [LazyGreedy(items, rules, singles: singles, perCost: false, on: &objective)]
        if rules.budget != nil {
            runs.append(LazyGreedy(items, rules, singles: singles, perCost: true, on: &objective))
        }
        let isPerCost = runs.count > 1 && runs[1].value > runs[0].value
        let run = runs[isPerCost ? 1 : 0]
        var grown = runs.reduce(into: Set<Int>()) { $0.formUnion($1.grown) }
        let rest = items.indices.filter { !run.chosen.contains($0) }
        var further = items.map { _ in 0.0 }
        for (i, gain) in zip(rest, objective.gains(of: rest, beyond: run.chosen)) {
            further[i] = gain
            if gain > singles[i] + 1e-9 * max(1, abs(singles[i])) { grown.insert(i) }
        }
        evaluations += runs.reduce(0) { $0 + $1.evaluations } + rest.count
        steps = run.steps.map { Step(item: $0.item, gain: $0.gain) }
        method = isPerCost ? .greedyByGainPerCost : .greedyByGain
        let all = items + besides.map(\.item), others = besides.map(\.gain)
        let most = min(
            run.value + rules.mostThatCanBeAdded(further + others, all), rules.mostThatCanBeAdded(singles + others, all))
        let ofAll: Double? = besides.isEmpty ? max(everything, run.value) : nil
        upperBound = grown.isEmpty ? max(run.value, min(most, ofAll ?? most)) : ofAll
        self.grown = grown.sorted()
        self.evaluations = evaluations
    }

    // MARK: every set

    private struct Found {
        var steps: [Step] = []
        var value = 0.0
        var grown: Set<Int> = []
    }

    /// Nil where there are too many allowed sets.
    private static func exhaustive(
        _ items: [PortfolioItem], _ rules: PortfolioRules, _ singles: [Double], _ evaluations: inout Int,
        on objective: inout some PortfolioObjective, most: Int
    ) -> Found? {
        var count = 0
        func countSets(_ chosen: [Int]) {
            for item in ((chosen.last ?? -1) + 1)..<items.count where count <= most {
                guard rules.allow(item, beside: chosen, items) else { continue }
                count += 1
                countSets(chosen + [item])
            }
        }
        guard items.count <= most else { return nil }
        countSets([])
        guard count <= most else { return nil }
        var best = Found(), grown = Set<Int>()
        func extend(_ chosen: [Int], _ value: Double, _ objective: inout some PortfolioObjective) {
            let next = (((chosen.last ?? -1) + 1)..<items.count).filter { rules.allow($0, beside: chosen, items) }
            guard !next.isEmpty else { return }
            let gains = chosen.isEmpty ? next.map { singles[$0] } : objective.gains(of: next, beyond: chosen)
            if !chosen.isEmpty { evaluations += next.count }
            for (item, gain) in zip(next, gains) {
                if gain > singles[item] + 1e-9 * max(1, abs(singles[item])) { grown.insert(item) }
                let set = chosen + [item]
                // What adds nothing is left out: the smallest of equal sets, which comes first.
                if value + gain > best.value + 1e-9 * max(1, best.value) {
                    best.value = value + gain
                    best.steps = set.map { Step(item: $0, gain: 0) }
                }
                extend(set, value + gain, &objective)
            }
        }
        extend([], 0, &objective)
        // The best set in the order in which its members add most.
        var rest = best.steps.map(\.item), steps: [Step] = []
        while !rest.isEmpty {
            let gains = steps.isEmpty ? rest.map { singles[$0] } : objective.gains(of: rest, beyond: steps.map(\.item))
            guard let i = rest.indices.max(by: { (gains[$0], rest[$1]) < (gains[$1], rest[$0]) }) else { break }
            steps.append(Step(item: rest[i], gain: gains[i]))
            rest.remove(at: i)
        }
        best.steps = steps
        best.grown = grown
        return best
    }
}
