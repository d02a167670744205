import AccessModel
import CascadeModel
import Diagnostics
import TableWriting

/// The figures of a report on many scenarios, unrounded, for programs and spreadsheets.
enum BatchCompanions {
    static func csv(_ b: BatchFindings) -> [UInt8] {
        let services = b.input.services
        var csv = CSV(
            ["question", "scenario", "variant", "consequence", "consequence_mean", "consequence_lower", "consequence_upper"]
                + services.map { "residents_out_peak_\($0)" } + services.map { "resident_hours_lost_\($0)" }
                + ["hospitals_out", "longest_hospital_hours", "best_measure", "best_avoided", "yearly_frequency", "failure"])
        for question in b.input.questions {
            for scenario in question.scenarios { csv.add(row(scenario, question, services.count)) }
        }
        return csv.bytes
    }

    private static func row(_ s: BatchReportInput.ScenarioSummary, _ question: BatchReportInput.Question, _ services: Int) -> [CSV.Cell] {
        let best = BatchFindings.best(s), isDone = s.failure == nil
        var row: [CSV.Cell] = [.text(question.title), .text(s.name), .text(s.variant), .number(isDone ? s.consequence : .nan)]
        let drawn = s.consequenceDrawn
        row += [drawn?.mean, drawn?.lower, drawn?.upper].map { CSV.Cell.number($0 ?? .nan) }
        row += (0..<services).map { CSV.Cell.number(s.residentsOutPeak[safe: $0] ?? .nan) }
        row += (0..<services).map { CSV.Cell.number(s.residentHoursLost[safe: $0] ?? .nan) }
        row += [.number(isDone ? Double(s.hospitalsOut) : .nan), .number(isDone ? s.longestHospitalHours : .nan)]
        row += [.text(best?.title ?? ""), .number(best?.avoided ?? .nan), .number(s.yearlyFrequency ?? .nan), .text(s.failure ?? "")]
        return row
    }

    static func json(_ b: BatchFindings) -> [UInt8] {
        let headline = BatchHeadline(b)
        let root: JSON = [
            "title": .string(b.input.title), "language": .string(b.language.code), "residents": .finite(b.input.residents),
            "services": .array(b.input.services.map { .string($0) }),
            "summary": .array(headline.figures.map {
                ["key": .string($0.key), "value": .finite($0.value), "unit": .string($0.unit), "printed": .string($0.printed)]
            }),
            "questions": .array(b.input.questions.map { question in
                [
                    "title": .string(question.title), "question": .string(question.question),
                    "scenarios": .array(question.scenarios.map { scenario($0) }),
                ]
            }),
            "weakPoints": .array(b.input.weakPoints.map {
                [
                    "asset": .string($0.id), "kind": .string($0.kind), "scenariosDown": .integer($0.scenariosDown), "meanLoss": .finite($0.meanLoss),
                    "impactAlone": .finite($0.impactAlone),
                ]
            }),
            "vulnerable": .array(b.input.vulnerable.map {
                [
                    "facility": .string($0.id), "kind": .string($0.kind), "scenariosOut": .integer($0.scenariosOut),
                    "longestHours": .finite($0.longestHours), "worstScenario": .string($0.worstScenario),
                ]
            }),
            "exceedance": .array(ExceedancePicture.steps(b).map { [.finite($0.loss), .finite($0.exceedance)] }),
            "keys": [
                "exceedance": "loss in weighted hours, and the share of scenarios (or yearly frequency, where every scenario states one) with at least that loss",
                "questions": "consequence is C in weighted hours; residentsOutPeak and residentHoursLost in the order of services",
                "summary": "every figure of the summary: unrounded value, its unit and how the report prints it",
            ],
        ]
        return root.written()
    }

    private static func scenario(_ s: BatchReportInput.ScenarioSummary) -> JSON {
        [
            "name": .string(s.name), "variant": .string(s.variant), "failure": s.failure.map { .string($0) } ?? .null,
            "consequence": s.failure == nil ? .finite(s.consequence) : .null,
            "consequenceDrawn": s.consequenceDrawn.map { JSONCompanion.estimate($0) } ?? .null,
            "residentsOutPeak": .array(s.residentsOutPeak.map { .finite($0) }), "residentHoursLost": .array(s.residentHoursLost.map { .finite($0) }),
            "hospitalsOut": .integer(s.hospitalsOut), "longestHospitalHours": .finite(s.longestHospitalHours),
            "yearlyFrequency": s.yearlyFrequency.map { .finite($0) } ?? .null,
            "help": .array(s.help.map {
                [
                    "way": .string($0.way == .ambulance ? "ambulance" : "emergencyDepartment"), "residentsBeyondBefore": .finite($0.beyondBefore),
                    "residentsBeyondMost": .finite($0.beyondMost), "fromHours": .finite($0.fromHours), "origins": .integer($0.origins),
                    "originsOut": .integer($0.originsOut),
                ]
            }),
            "portfolio": measures(s.portfolio), "measures": measures(s.measures),
        ]
    }

    private static func measures(_ list: [BatchReportInput.Measure]) -> JSON {
        .array(list.map { ["title": .string($0.title), "costEuros": $0.costEuros.map { .finite($0) } ?? .null, "avoided": .finite($0.avoided)] })
    }
}
