import Diagnostics
import NetworkModel

/// What `lifeline check` found, as a program reads it.
struct CheckResult: Encodable {
    struct Grade: Encodable {
        var letter: String
        var rule: String
        /// Shares of what matters, 0 to 1.
        var measured, derived, assumed, missing: Double
        /// The worst first.
        var gaps: [Gap]
    }
    struct Gap: Encodable {
        var topic: String
        var service: String?
        var kind: String?
        var facilities, vulnerable, missing: Int
        var residents, effect: Double
        var sentence: String
    }
    var grade: Grade
    var findings: [IssueRow]

    init(_ grade: ModelGrade, _ issues: IssueLog) {
        self.grade = Grade(
            letter: grade.letter.rawValue, rule: ModelGrade.rule.english, measured: grade.measured, derived: grade.derived,
            assumed: grade.assumed, missing: grade.missing,
            gaps: grade.gaps.map {
                Gap(
                    topic: $0.topic.rawValue, service: $0.service.isEmpty ? nil : $0.service, kind: $0.kind,
                    facilities: $0.facilities, vulnerable: $0.vulnerable, missing: $0.missing, residents: $0.residents,
                    effect: $0.effect, sentence: $0.sentence.english)
            })
        findings = issues.issues.map(IssueRow.init)
    }
}
