import CriticalityRanking

/// The best combination of measures.
extension English {
    var headingPortfolio: Prose { "The best combination" }
    func portfolioLimit(budget: String?, count: String?) -> Prose {
        let measures: Prose? = count.map { $0 == "1" ? "1 measure" : "\($0) measures" }
        return switch (budget, measures) {
        case (let budget?, let measures?): "a budget of \(budget) and \(measures)"
        case (let budget?, nil): "a budget of \(budget)"
        case (nil, let measures): measures ?? ""
        }
    }
    func emptyPortfolio(_ limit: Prose, candidates: String) -> Prose {
        "Within \(limit), none of the \(candidates) candidates reduces the loss of this event."
    }
    func portfolioIntroduction(
        _ limit: Prose, candidates: String, chosen: String, avoids: String, _ range: String?, share: String?, weighted: Bool
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let share: Prose = share.map { ", \($0) of the loss" } ?? ""
        return "Of \(candidates) candidates, the best combination found within \(limit) holds \(chosen) and avoids about \(strong: "\(avoids)")\(range) \(personHours(weighted))\(share). In the order in which they should be taken:"
    }
    func columnsOfPortfolio(costs: Bool) -> [Prose] {
        costs
            ? ["", "Measure", "Cost", "Avoided in addition (person-hours)", "Of the loss, avoided so far", "Avoided per € 1,000"]
            : ["", "Measure", "Avoided in addition (person-hours)", "Of the loss, avoided so far"]
    }
    func portfolioCertainty(_ method: BestPortfolio.Method, share: String?, samples: String?, tried: String?, all: String) -> Prose {
        let how: Prose =
            switch method {
            case .exhaustive: "Every combination within the limit was tried: none is better."
            case .greedyByGain: "Each step takes what adds most to the steps before it."
            case .greedyByGainPerCost: "Each step takes what adds most per euro to the steps before it."
            }
        let bound: Prose =
            method == .exhaustive
            ? "" : share.map { " This one avoids at least \($0) of what the best one within the limit could." }
                ?? " How much better another combination could be is not known, because some measures help more beside others than alone."
        let first: Prose = tried.map { " All candidates were first tried on some of the variations, and the \($0) most promising ones on all of them." } ?? ""
        let fresh: Prose =
            samples.map {
                " The choice was made on \($0) random variations; the figures in the table come from as many new ones, which the choice never saw, with their 95% confidence range in brackets."
            } ?? " All figures are for the single computed course of events and carry no range."
        return "\(how)\(bound)\(first)\(fresh) Everything compared, taken together, would set the limit: the combination reaches \(all) of that."
    }
    func helpMoreTogether(_ measures: [Prose]) -> Prose {
        "These measures help more beside others than alone, so that one should not be judged without the other: \(list(measures))."
    }
    func didNotHold(_ count: String, _ n: Int) -> Prose {
        "\(count) more \(n == 1 ? "measure" : "measures") looked useful when the choice was made, but added nothing on the new variations and \(n == 1 ? "is" : "are") left out."
    }
    func leftOutWithoutCost(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "measure states" : "measures state") no cost and could not be weighed against the budget."
    }
    var benefitPlotTitle: Prose { "What each further measure avoids" }
    func benefitPlotCaption(costs: Bool) -> Prose {
        costs
            ? "Share of the loss avoided as measures are added, against what they cost together; the bars are 95% confidence ranges. Where the curve flattens, more money buys little."
            : "Share of the loss avoided as measures are added; the bars are 95% confidence ranges. Where the curve flattens, more measures help little."
    }
    var benefitPlotDescription: String { "A curve that rises from nothing with each measure of the best combination." }
    var benefitAxis: String { "Share of the loss avoided" }
    var costAxis: String { "Cost so far (€)" }
    var countAxis: String { "Measures taken" }
}
