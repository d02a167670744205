/// Chooses one candidate after the other, always the one that adds most: lazily, and watching whether that is sound.
///
/// What a candidate adds usually shrinks as others are chosen (the function is submodular): then a gain computed earlier
/// bounds the gain now, and only the candidates on top have to be looked at again (Leskovec et al. 2007, "Cost-effective
/// outbreak detection in networks", KDD, doi:10.1145/1281192.1281239). Where two candidates only help together, gains
/// grow; the first time that is seen, all candidates are looked at in every further step, and pairs are tried where
/// nothing alone adds anything.
struct LazyGreedy {
    struct Step: Equatable {
        var item: Int
        var gain: Double
    }
    private(set) var steps: [Step] = []
    private(set) var evaluations = 0
    /// Candidates whose gain was seen to grow with what was chosen before.
    private(set) var grown: Set<Int> = []
    var chosen: [Int] { steps.map(\.item) }
    var value: Double { steps.reduce(0) { $0 + $1.gain } }

    /// With more candidates than this, pairs are not tried.
    static let mostForPairs = 40

    /// - Parameters:
    ///   - singles: what each candidate adds to nothing.
    ///   - perCost: go by gain per euro instead of by gain.
    init(
        _ items: [PortfolioItem], _ rules: PortfolioRules, singles: [Double], perCost: Bool,
        on objective: inout some PortfolioObjective
    ) {
        var gain = singles, isFresh = singles.map { _ in true }
        func rate(_ i: Int) -> Double {
            guard perCost else { return gain[i] }
            let cost = items[i].cost ?? 0
            return gain[i] <= 0 ? 0 : cost > 0 ? gain[i] / cost : .infinity
        }
        while true {
            let possible = items.indices.filter { rules.allow($0, beside: chosen, items) }
            guard !possible.isEmpty else { return }
            if !grown.isEmpty {
                refresh(possible.filter { !isFresh[$0] }, &gain, &isFresh, &objective)
            }
            while true {
                guard let best = possible.max(by: { (rate($0), $1) < (rate($1), $0) }) else { break }
                // Before giving up: what added nothing earlier may add something now.
                if gain[best] <= 0 { refresh(possible.filter { !isFresh[$0] }, &gain, &isFresh, &objective) }
                if isFresh[best] { break }
                refresh([best], &gain, &isFresh, &objective)
                if !grown.isEmpty { refresh(possible.filter { !isFresh[$0] }, &gain, &isFresh, &objective) }
            }
            guard let best = possible.max(by: { (rate($0), $1) < (rate($1), $0) }) else { return }
            if gain[best] > 0 {
                steps.append(Step(item: best, gain: gain[best]))
            } else if !addPair(among: possible, items, rules, on: &objective) {
                return
            }
            for i in isFresh.indices { isFresh[i] = false }
        }
    }

    private mutating func refresh(
        _ candidates: [Int], _ gain: inout [Double], _ isFresh: inout [Bool], _ objective: inout some PortfolioObjective
    ) {
        guard !candidates.isEmpty else { return }
        evaluations += candidates.count
        for (i, value) in zip(candidates, objective.gains(of: candidates, beyond: chosen)) {
            if value > gain[i] + 1e-9 * max(1, abs(gain[i])) { grown.insert(i) }
            gain[i] = value
            isFresh[i] = true
        }
    }

    /// The two candidates that add most together, where none adds anything alone.
    private mutating func addPair(
        among possible: [Int], _ items: [PortfolioItem], _ rules: PortfolioRules, on objective: inout some PortfolioObjective
    ) -> Bool {
        guard possible.count <= Self.mostForPairs else { return false }
        var best: (first: Int, second: Int, gain: Double)?
        for a in possible {
            let others = possible.filter { $0 > a && rules.allow($0, beside: chosen + [a], items) }
            guard !others.isEmpty else { continue }
            evaluations += others.count
            for (b, gain) in zip(others, objective.gains(of: others, beyond: chosen + [a])) where gain > best?.gain ?? 0 {
                best = (a, b, gain)
            }
        }
        guard let best else { return false }
        grown.formUnion([best.first, best.second])
        steps.append(Step(item: best.first, gain: 0))
        steps.append(Step(item: best.second, gain: best.gain))
        return true
    }
}
