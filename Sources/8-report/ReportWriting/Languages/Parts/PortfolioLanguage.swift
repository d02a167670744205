import CriticalityRanking

/// The best combination of measures.
protocol PortfolioLanguage {
    var headingPortfolio: Prose { get }
    /// "a budget of € 5,000,000", "10 measures", or both.
    func portfolioLimit(budget: String?, count: String?) -> Prose
    func emptyPortfolio(_ limit: Prose, candidates: String) -> Prose
    func portfolioIntroduction(
        _ limit: Prose, candidates: String, chosen: String, avoids: String, _ range: String?, share: String?, weighted: Bool
    ) -> Prose
    /// Order, measure, (cost,) gain, share of the loss avoided so far (, gain per thousand euros).
    func columnsOfPortfolio(costs: Bool) -> [Prose]
    /// `share`: of what no combination can exceed; nil where no bound is known. `samples`: nil for a single course.
    /// `tried`: how many candidates were compared on all samples, when not all were. `all`: share of what everything
    /// compared together avoids.
    func portfolioCertainty(_ method: BestPortfolio.Method, share: String?, samples: String?, tried: String?, all: String) -> Prose
    func helpMoreTogether(_ measures: [Prose]) -> Prose
    func didNotHold(_ count: String, _ n: Int) -> Prose
    func leftOutWithoutCost(_ count: String, _ n: Int) -> Prose
    var benefitPlotTitle: Prose { get }
    func benefitPlotCaption(costs: Bool) -> Prose
    var benefitPlotDescription: String { get }
    var benefitAxis: String { get }
    var costAxis: String { get }
    var countAxis: String { get }
}
