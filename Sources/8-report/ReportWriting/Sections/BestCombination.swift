import CascadeModel
import CriticalityRanking
import ScenarioModel

/// The best combination of measures within a budget or a number, and what each further one adds.
enum BestCombination {
    static func write(_ f: Findings, to writer: inout MarkdownWriter) {
        guard let portfolio = f.input.portfolio else { return }
        let language = f.language, words = f.words
        writer.heading(3, language.headingPortfolio)
        let limit = language.portfolioLimit(
            budget: portfolio.limit.budgetEuros.map { words.euros($0) }, count: portfolio.limit.count.map { words.count($0) })
        guard let last = portfolio.steps.last else {
            writer.paragraph(language.emptyPortfolio(limit, candidates: words.count(portfolio.candidates)))
            return
        }
        let isRandom = portfolio.samples > 0
        let avoided = words.estimate(last.avoided), without = f.consequenceAtAll
        writer.paragraph(
            language.portfolioIntroduction(
                limit, candidates: words.count(portfolio.candidates), chosen: words.count(portfolio.steps.count),
                avoids: avoided.mean, isRandom ? language.range(avoided.lower, avoided.upper) : nil,
                share: without > 0 ? words.percent(last.avoided.mean / without) : nil, weighted: f.isWeighted))
        let hasCosts = portfolio.steps.contains { $0.costEuros != nil }
        writer.table(
            language.columnsOfPortfolio(costs: hasCosts), numeric: Set(2...(hasCosts ? 5 : 3)),
            portfolio.steps.enumerated().map { i, step in
                row(i, step, without, hasCosts: hasCosts, isRandom: isRandom, f)
            })
        if BenefitPicture.applies(to: f) {
            writer.figure(
                "\(f.reportName)/benefit.svg", alternative: language.benefitPlotTitle.plain,
                caption: language.benefitPlotCaption(costs: hasCosts))
        }
        writer.paragraph(certainty(portfolio, f))
        if !portfolio.grown.isEmpty {
            writer.paragraph(language.helpMoreTogether(portfolio.grown.prefix(6).map { Prose(data: language.text($0)) }))
        }
        if portfolio.notHeld > 0 {
            writer.paragraph(language.didNotHold(words.count(portfolio.notHeld), portfolio.notHeld))
        }
        if portfolio.withoutCost > 0 {
            writer.paragraph(language.leftOutWithoutCost(words.count(portfolio.withoutCost), portfolio.withoutCost))
        }
    }

    private static func row(
        _ i: Int, _ step: PortfolioResult.Step, _ without: Double, hasCosts: Bool, isRandom: Bool, _ f: Findings
    ) -> [Prose] {
        func figure(_ e: Estimate) -> Prose {
            let printed = f.words.estimate(e)
            return isRandom ? "\(printed.mean) (\(f.language.range(printed.lower, printed.upper)))" : "\(printed.mean)"
        }
        let share: Prose = without > 0 ? Prose(data: f.words.percent(step.avoided.mean / without)) : "–"
        var cells: [Prose] = ["\(i + 1)", Prose(data: f.language.text(step.title))]
        if hasCosts { cells.append(Prose(data: step.costEuros.map { f.words.euros($0) } ?? "–")) }
        cells += [figure(step.gain), share]
        if hasCosts {
            cells.append(
                Prose(data: step.costEuros.map { $0 > 0 ? f.words.significant(step.gain.mean / $0 * 1000, 2) : "–" } ?? "–"))
        }
        return cells
    }

    /// How the choice was made, and how much better any other could be.
    private static func certainty(_ portfolio: PortfolioResult, _ f: Findings) -> Prose {
        let words = f.words
        let share = portfolio.upperBound.flatMap { bound in
            bound > 0 ? words.percent(min(1, portfolio.avoidedOnChoice / bound)) : nil
        }
        return f.language.portfolioCertainty(
            portfolio.method, share: share, samples: portfolio.samples > 0 ? words.count(portfolio.samples) : nil,
            tried: portfolio.compared < portfolio.candidates ? words.count(portfolio.compared) : nil,
            all: words.percent(portfolio.everything > 0 ? min(1, portfolio.avoidedOnChoice / portfolio.everything) : 1))
    }
}

extension Findings {
    /// C of doing nothing: the mean over samples, or else that of the single course.
    var consequenceAtAll: Double { input.sampled?.consequence.mean ?? outcome.consequence }
}
