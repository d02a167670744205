import CascadeModel
import NetworkModel
import ScenarioModel

/// The scenario's measures compared with doing nothing.
enum WhatHelps: ReportSection {
    static func title(_ language: any Language) -> String { language.titleWhatHelps }
    static func applies(to findings: Findings) -> Bool { !findings.losesNothing }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language, words = findings.words
        guard !findings.input.measures.isEmpty else {
            if findings.input.portfolio == nil { writer.paragraph(language.noMeasures) }
            BestCombination.write(findings, to: &writer)
            return
        }
        let isSampled = findings.input.measures.contains { $0.consequenceAvoided != nil }
        writer.paragraph(
            language.measuresIntroduction(
                loss: words.significant(findings.consequenceWithout(findings.input.measures[0]), 3), sampled: isSampled,
                weighted: findings.isWeighted))
        if MeasuresPicture.applies(to: findings) {
            writer.figure(
                "\(findings.reportName)/measures.svg", alternative: language.measuresPlotTitle.plain,
                caption: language.measuresPlotCaption(sampled: isSampled, ranges: findings.input.sensitivity != nil))
        }
        writer.table(
            language.columnsOfMeasures, numeric: [1, 2, 3, 4],
            order(findings).map { i in
                let measure = findings.input.measures[i]
                let avoided = findings.avoided(by: measure), base = findings.consequenceWithout(measure)
                return [
                    language.words(measure.title), Prose(data: measure.costEuros.map { words.euros($0) } ?? "–"),
                    avoidedWords(measure, findings), Prose(data: base > 0 ? words.percent(avoided / base) : "–"),
                    Prose(data: perThousandEuros(measure, avoided, words)), remains(measure.outcome, findings),
                ]
            })
        writer.paragraph(language.measuresCaution(together: findings.input.measures.count > findings.input.scenario.measures.count, sampled: isSampled))
        BestCombination.write(findings, to: &writer)
    }

    /// Positions of the measures, the one that avoids most first.
    static func order(_ f: Findings) -> [Int] {
        f.input.measures.indices.sorted {
            let (a, b) = (f.avoided(by: f.input.measures[$0]), f.avoided(by: f.input.measures[$1]))
            return a != b ? a > b : $0 < $1
        }
    }

    private static func avoidedWords(_ measure: MeasureResult, _ f: Findings) -> Prose {
        guard let e = measure.consequenceAvoided else { return Prose(data: f.words.significant(f.avoided(by: measure), 3)) }
        let printed = f.words.estimate(e)
        return "\(printed.mean) (\(f.language.range(printed.lower, printed.upper)))"
    }

    private static func perThousandEuros(_ measure: MeasureResult, _ avoided: Double, _ words: Wording) -> String {
        guard let cost = measure.costEuros, cost > 0 else { return "–" }
        return words.significant(avoided / cost * 1000, 2)
    }

    /// What is still lost with the measure.
    private static func remains(_ outcome: ServiceOutcome, _ f: Findings) -> Prose {
        let hospitals = Set(outcome.losses.filter { $0.outHours > 0 && f.model.isKind($0.facility, .hospital) }.map(\.facility)).count
        let people = outcome.services.filter { $0.residentsOutPeak > 0 }
            .sorted { f.servicePlace($0.service) < f.servicePlace($1.service) }
            .map { (residents: f.words.rough($0.residentsOutPeak), service: $0.service) }
        var parts: [Prose] = people.isEmpty ? [] : [f.language.stillWithout(people)]
        if hospitals > 0 { parts.append(f.language.hospitalsStillOut(f.words.count(hospitals), hospitals)) }
        return parts.isEmpty ? f.language.nothingRemains : parts.joined("; ")
    }
}
