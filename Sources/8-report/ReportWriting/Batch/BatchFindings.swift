import CascadeModel
import Diagnostics

/// What several parts of a report on many scenarios need, looked up once.
struct BatchFindings: Sendable {
    let input: BatchReportInput
    let language: any Language
    let words: Wording
    let reportName: String
    /// Scenarios with results, in the order of the questions.
    let done: [BatchReportInput.ScenarioSummary]
    let failed: [BatchReportInput.ScenarioSummary]

    init(_ input: BatchReportInput) {
        self.input = input
        language = ReportWriter.language(input.language)
        words = Wording(language: language, clock: nil, horizonHours: 0)
        reportName = ReportWriter.fileName(input.name)
        let all = input.questions.flatMap(\.scenarios)
        done = all.filter { $0.failure == nil }
        failed = all.filter { $0.failure != nil }
    }

    /// C: the mean over draws, or else that of the single course.
    static func loss(_ scenario: BatchReportInput.ScenarioSummary) -> Double { scenario.consequenceDrawn?.mean ?? scenario.consequence }

    /// The scenario that costs most, the first of equals; nil when none costs anything.
    var worst: BatchReportInput.ScenarioSummary? {
        done.reduce(nil as BatchReportInput.ScenarioSummary?) { worst, next in
            Self.loss(next) > max(0, worst.map { Self.loss($0) } ?? 0) ? next : worst
        }
    }

    /// Which measure avoids most in each scenario that compares any; how often each is the best, the most frequent first.
    func bestMeasures(_ scenarios: [BatchReportInput.ScenarioSummary]) -> [(title: String, times: Int)] {
        var times: [String: Int] = [:]
        for scenario in scenarios { if let best = Self.best(scenario) { times[best.title, default: 0] += 1 } }
        return times.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    }

    static func best(_ scenario: BatchReportInput.ScenarioSummary) -> BatchReportInput.Measure? {
        scenario.measures.reduce(nil as BatchReportInput.Measure?) { best, next in
            next.avoided > max(0, best?.avoided ?? 0) ? next : best
        }
    }

    /// Weak points that stand still in at least half of the scenarios, the heaviest first.
    var common: [BatchReportInput.WeakPoint] { input.weakPoints.filter { 2 * $0.scenariosDown >= done.count && $0.scenariosDown > 0 } }

    func title(_ scenario: BatchReportInput.ScenarioSummary) -> String {
        Hygiene.oneLine(scenario.variant.isEmpty ? scenario.name : scenario.variant, limit: 80)
    }
    func label(_ name: String, _ id: String) -> String {
        let text = Hygiene.oneLine(name, limit: 80)
        return text.isEmpty ? Hygiene.oneLine(id, limit: 80) : text
    }
}
