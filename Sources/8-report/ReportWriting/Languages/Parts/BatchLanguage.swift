/// A report on many scenarios.
protocol BatchLanguage {
    func factScenarios(_ scenarios: String, questions: String, _ count: Int) -> Prose
    func scenariosWithLoss(_ count: String, of total: String, all: Bool, none: Bool) -> Prose
    func worstScenario(_ name: Prose, _ parts: [PeopleOut]) -> Prose
    func worstHospitals(_ count: String, _ n: Int, _ longest: String) -> Prose
    func weakestOfAll(_ point: Prose, _ times: String, of total: String) -> Prose
    func bestOfAll(_ measure: Prose, _ times: String, of total: String) -> Prose
    func someFailed(_ count: String, _ n: Int) -> Prose
    var noResults: Prose { get }
    func lossesRange(from least: String, _ leastName: Prose, to most: String, _ mostName: Prose) -> Prose
    func oneScenario(_ loss: String) -> Prose

    var titleMatrix: String { get }
    var matrixIntroduction: Prose { get }
    /// Scenario, loss, people without each service, hospitals out, longest outage of one, best measure.
    func columnsOfMatrix(_ services: [String]) -> [Prose]
    func moreScenarios(_ count: String) -> Prose
    var titleCommon: String { get }
    func commonIntroduction(_ scenarios: String) -> Prose
    var nothingCommon: Prose { get }
    /// Part, kind, scenarios in which it stands still, mean loss that begins there, loss of its failure alone.
    var columnsOfCommon: [Prose] { get }
    var headingCommonPlaces: Prose { get }
    /// Place, kind, scenarios, longest outage, in which.
    var columnsOfCommonPlaces: [Prose] { get }
    /// In how many scenarios help comes later than on an ordinary day.
    func helpOfScenarios(_ count: String, of total: String, none: Bool) -> Prose
    /// Scenario, way of help, residents beyond the limit before and at worst, from when, posts or hospitals out.
    var columnsOfHelpOfScenarios: [Prose] { get }
    /// Place, kind, way of help, scenarios, longest, how it stands at worst, in which.
    var columnsOfOutOfReach: [Prose] { get }
    var portfoliosIntroduction: Prose { get }
    /// Scenario, measures in their order, cost, share of the loss avoided.
    var columnsOfPortfolios: [Prose] { get }
    var titleExceedance: String { get }
    var exceedanceTitle: Prose { get }
    func exceedanceCaption(frequencies: Bool) -> Prose
    var exceedanceDescription: String { get }
    func exceedanceAxis(frequencies: Bool) -> String
    var noFrequencies: Prose { get }
    var bestMeasuresIntroduction: Prose { get }
    /// Measure, in how many scenarios it is the best.
    var columnsOfBestMeasures: [Prose] { get }
    var titleFailed: String { get }
    func failedIntroduction(_ count: String, _ n: Int) -> Prose
    var batchCaution: Prose { get }
    var companionScenarios: Prose { get }
}
