import AccessModel
import Diagnostics

/// In a report on many scenarios: how fast help comes, and the best combinations of measures.
enum BatchHelp {
    private static let maximumRows = 15

    private struct Row {
        var scenario: BatchReportInput.ScenarioSummary
        var help: BatchReportInput.Help
        var more: Double { help.beyondMost - help.beyondBefore }
    }

    static func write(_ b: BatchFindings, _ writer: inout MarkdownWriter) {
        help(b, &writer)
        portfolios(b, &writer)
    }

    private static func help(_ b: BatchFindings, _ writer: inout MarkdownWriter) {
        let language = b.language, words = b.words
        let known = b.done.filter { !$0.help.isEmpty }
        guard !known.isEmpty else { return }
        writer.heading(2, Prose(data: language.titleEmergencyHelp))
        var rows: [Row] = []
        for scenario in known { for help in scenario.help where help.beyondMost > help.beyondBefore { rows.append(Row(scenario: scenario, help: help)) } }
        rows.sort { $1.more < $0.more }
        let worse = Set(rows.map { $0.scenario.name }).count
        writer.paragraph(language.helpOfScenarios(words.count(worse), of: words.count(known.count), none: worse == 0))
        if !rows.isEmpty {
            func people(_ n: Double) -> Prose { Prose(data: n == 0 ? "–" : words.fixed(n, decimals: 0)) }
            writer.table(
                language.columnsOfHelpOfScenarios, numeric: [2, 3, 4, 5],
                rows.prefix(maximumRows).map { row in
                    let help = row.help
                    return [
                        "\(strong: Prose(data: b.title(row.scenario)))", language.wayOfHelp(help.way), people(help.beyondBefore),
                        people(help.beyondMost), Prose(data: words.duration(help.fromHours)),
                        help.originsOut == 0 ? "–" : Prose(data: "\(words.count(help.originsOut)) / \(words.count(help.origins))"),
                    ]
                })
            if rows.count > maximumRows { writer.paragraph(language.moreScenarios(words.count(rows.count - maximumRows))) }
        }
        let places = places(b.input.outOfReach).prefix(maximumRows)
        guard !places.isEmpty else { return }
        writer.heading(3, language.headingPlacesOfHelp)
        writer.table(
            language.columnsOfOutOfReach, numeric: [3, 4],
            places.map { place, ways in
                [
                    "\(strong: Prose(data: b.label(place.name, place.id)))", Prose(data: language.kind(place.kind, 1)),
                    language.list(ways.map { language.wayOfHelp($0) }), Prose(data: words.count(place.scenarios)), Prose(data: words.duration(place.longestHours)),
                    language.standing(place.worst), Prose(data: Hygiene.oneLine(place.worstScenario, limit: 80)),
                ]
            })
    }

    /// A place that fares alike whichever help it waits for is one row.
    private static func places(
        _ all: [BatchReportInput.OutOfReach]
    ) -> [(place: BatchReportInput.OutOfReach, ways: [EmergencyAccess.Way])] {
        var rows: [(place: BatchReportInput.OutOfReach, ways: [EmergencyAccess.Way])] = [], rowOf: [BatchReportInput.OutOfReach: Int] = [:]
        for place in all {
            var fate = place
            fate.way = .ambulance
            if let row = rowOf[fate] {
                rows[row].ways.append(place.way)
            } else {
                rowOf[fate] = rows.count
                rows.append((place, [place.way]))
            }
        }
        return rows
    }

    private static func portfolios(_ b: BatchFindings, _ writer: inout MarkdownWriter) {
        let language = b.language, words = b.words
        let known = b.done.filter { !$0.portfolio.isEmpty }
        guard !known.isEmpty else { return }
        writer.heading(2, language.headingPortfolio)
        writer.paragraph(language.portfoliosIntroduction)
        writer.table(
            language.columnsOfPortfolios, numeric: [2, 3],
            known.prefix(maximumRows).map { scenario in
                let loss = BatchFindings.loss(scenario), avoided = scenario.portfolio.last?.avoided ?? 0
                let costs = scenario.portfolio.map(\.costEuros)
                let cost = costs.contains(nil) ? nil : costs.compactMap { $0 }.reduce(0, +)
                return [
                    "\(strong: Prose(data: b.title(scenario)))",
                    language.list(scenario.portfolio.map { Prose(data: Hygiene.oneLine($0.title, limit: 80)) }),
                    Prose(data: cost.map { words.euros($0) } ?? "–"), Prose(data: loss > 0 ? words.percent(min(1, avoided / loss)) : "–"),
                ]
            })
        if known.count > maximumRows { writer.paragraph(language.moreScenarios(words.count(known.count - maximumRows))) }
    }
}
