/// What a candidate of a portfolio costs, and which family it belongs to.
public struct PortfolioItem: Sendable {
    /// Euros; nil when it is not stated.
    public var cost: Double?
    /// Family of candidates, of which a limited number may be chosen.
    public var family: Int
    public init(cost: Double?, family: Int) {
        self.cost = cost
        self.family = family
    }
}

/// How much may be chosen.
public struct PortfolioRules: Sendable {
    public var count: Int?
    /// Euros.
    public var budget: Double?
    /// By family, where it is limited.
    public var mostOfFamily: [Int: Int]
    public init(count: Int?, budget: Double?, mostOfFamily: [Int: Int] = [:]) {
        self.count = count
        self.budget = budget
        self.mostOfFamily = mostOfFamily
    }

    /// Whether one more may join those chosen.
    func allow(_ item: Int, beside chosen: [Int], _ items: [PortfolioItem]) -> Bool {
        guard !chosen.contains(item) else { return false }
        if let count, chosen.count >= count { return false }
        if let most = mostOfFamily[items[item].family],
            chosen.count(where: { items[$0].family == items[item].family }) >= most
        { return false }
        guard let budget else { return true }
        guard let cost = items[item].cost else { return false }
        // A budget of three times 0.1 pays for three of 0.1.
        return chosen.reduce(cost) { $0 + (items[$1].cost ?? 0) } <= budget * (1 + 1e-12)
    }

    /// The most that candidates can add together when what each adds alone can only shrink beside the others: the
    /// largest gains that the count allows, or the best filling of the budget in which one may be cut, whichever is less.
    func mostThatCanBeAdded(_ gains: [Double], _ items: [PortfolioItem]) -> Double {
        let useful = gains.indices.filter { gains[$0] > 0 && allow($0, beside: [], items) }
        var most = useful.reduce(0) { $0 + gains[$1] }
        if let count {
            most = min(most, useful.map { gains[$0] }.sorted(by: >).prefix(count).reduce(0, +))
        }
        if let budget {
            var left = budget, sum = 0.0
            func rate(_ i: Int) -> Double { (items[i].cost ?? 0) > 0 ? gains[i] / (items[i].cost ?? 1) : .infinity }
            for i in useful.sorted(by: { (rate($1), $0) < (rate($0), $1) }) {
                let cost = items[i].cost ?? 0, share = cost > left ? left / cost : 1
                sum += gains[i] * share
                left -= cost * share
                if share < 1 { break }
            }
            most = min(most, sum)
        }
        return most
    }
}

/// What portfolios are worth: a function of sets of candidates, evaluated as few times as possible.
public protocol PortfolioObjective {
    /// What a set avoids.
    mutating func value(of chosen: [Int]) -> Double
    /// What each candidate adds to a set.
    mutating func gains(of candidates: [Int], beyond chosen: [Int]) -> [Double]
}
