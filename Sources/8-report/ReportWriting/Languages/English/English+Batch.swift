/// A report on many scenarios.
extension English {
    func factScenarios(_ scenarios: String, questions: String, _ count: Int) -> Prose {
        count == 1 ? "Scenarios: \(scenarios), for one question" : "Scenarios: \(scenarios), for \(questions) questions"
    }
    func scenariosWithLoss(_ count: String, of total: String, all: Bool, none: Bool) -> Prose {
        if none { return "In none of the \(total) scenarios anybody loses anything." }
        return all ? "In all \(total) scenarios people go without something." : "In \(count) of \(total) scenarios people go without something."
    }
    func worstScenario(_ name: Prose, _ parts: [PeopleOut]) -> Prose {
        guard !parts.isEmpty else { return "The worst scenario is \(name)." }
        let people = parts.enumerated().map { i, part -> Prose in
            let number: Prose = part.extent == .all ? "all \(part.number ?? "")" : "\(part.number ?? "")"
            let people: Prose = i == 0 ? " people are" : ""
            return "\(strong: number)\(people) without \(service(part.service))"
        }
        return "The worst is \(name): at its worst moment about \(list(people))."
    }
    func worstHospitals(_ count: String, _ n: Int, _ longest: String) -> Prose {
        "There, \(count) \(n == 1 ? "hospital goes" : "hospitals go") without something, the longest for \(strong: "\(longest)")."
    }
    func weakestOfAll(_ point: Prose, _ times: String, of total: String) -> Prose {
        "The weak point that costs most over all scenarios is \(point), which stands still in \(times) of \(total)."
    }
    func bestOfAll(_ measure: Prose, _ times: String, of total: String) -> Prose {
        "The measure that is the best most often is \(measure): in \(times) of \(total) scenarios that compare measures."
    }
    func someFailed(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "scenario" : "scenarios") could not be computed; \(section: titleFailed) says why."
    }
    var noResults: Prose { "There are no results." }
    func lossesRange(from least: String, _ leastName: Prose, to most: String, _ mostName: Prose) -> Prose {
        "The loss goes from \(least) person-hours (\(leastName)) to \(strong: "\(most)") (\(mostName))."
    }
    func oneScenario(_ loss: String) -> Prose { "The loss is about \(strong: "\(loss)") person-hours." }

    var titleMatrix: String { "All scenarios" }
    var matrixIntroduction: Prose { "The worst first. People without a service are the most at one moment; the measure is the one that avoids most, with its share of the loss. A person-hour is one person without one service for one hour." }
    func columnsOfMatrix(_ services: [String]) -> [Prose] {
        ["Scenario", "Loss (person-hours)"] + services.map { "Without \(service($0))" } + ["Hospitals out", "Longest outage of one", "Best measure"]
    }
    func moreScenarios(_ count: String) -> Prose { "\(count) more are in the table beside this report (see \(section: titleRepeat))." }
    var titleCommon: String { "What the scenarios have in common" }
    func commonIntroduction(_ scenarios: String) -> Prose {
        "Parts of the networks with which losses begin, over all \(scenarios) scenarios. What stands still in most of them is worth strengthening whatever happens."
    }
    var nothingCommon: Prose { "No part of the networks begins a loss in more than one scenario." }
    var columnsOfCommon: [Prose] { ["Part", "Kind", "Stands still in (scenarios)", "Loss that begins here, on average (person-hours)", "Loss of its failure alone (person-hours)"] }
    var headingCommonPlaces: Prose { "Places that go without" }
    var columnsOfCommonPlaces: [Prose] { ["Place", "Kind", "Goes without in (scenarios)", "Longest", "In scenario"] }
    func helpOfScenarios(_ count: String, of total: String, none: Bool) -> Prose {
        none
            ? "In none of the \(total) scenarios do more residents wait for help beyond the limit than on an ordinary day."
            : "In \(strong: "\(count) of \(total)") scenarios more residents than on an ordinary day are not reached within the limit. How times are reckoned, and whom they leave out, stands in the report of a single scenario (lifeline run)."
    }
    var columnsOfHelpOfScenarios: [Prose] {
        ["Scenario", "Residents reached by", "Not in time before the event", "Not in time at worst", "From, after onset", "Posts or hospitals out"]
    }
    var columnsOfOutOfReach: [Prose] { ["Place", "Kind", "By", "Later in (scenarios)", "Not in time, longest", "At worst", "In scenario"] }
    var portfoliosIntroduction: Prose { "What to take together where a scenario asks for the best combination, in this order:" }
    var columnsOfPortfolios: [Prose] { ["Scenario", "Measures", "Cost", "Loss avoided"] }
    var titleExceedance: String { "How the losses are spread" }
    var exceedanceTitle: Prose { "Losses of all scenarios" }
    func exceedanceCaption(frequencies: Bool) -> Prose {
        frequencies
            ? "How often a year at least so much is lost, as the scenarios state their frequencies."
            : "In which share of the scenarios at least so much is lost; each circle is a scenario."
    }
    var exceedanceDescription: String { "A falling step curve: from left to right the loss, from bottom to top how many scenarios lose at least as much." }
    func exceedanceAxis(frequencies: Bool) -> String { frequencies ? "times a year at least" : "share of scenarios with at least this loss" }
    var noFrequencies: Prose { "This is no statement of how likely a loss is: the scenarios do not say how often each event is expected, and here each counts the same." }
    var bestMeasuresIntroduction: Prose { "How often each measure is the best of those compared:" }
    var columnsOfBestMeasures: [Prose] { ["Measure", "The best in (scenarios)"] }
    var titleFailed: String { "Not computed" }
    func failedIntroduction(_ count: String, _ n: Int) -> Prose { "\(count) \(n == 1 ? "scenario has" : "scenarios have") no results:" }
    var batchCaution: Prose { "Every scenario is one computed course of events, or the average of random runs where the table shows a range. How much each assumption moves the figures stands in the report of a single scenario (lifeline run). None of them models:" }
    var companionScenarios: Prose { "the main figures of every scenario" }
}
