import CascadeModel
import HazardModel
import NetworkModel
import ScenarioModel

/// Intervals, assumptions, and what the model leaves out. Never empty.
enum HowSure: ReportSection {
    static func title(_ language: any Language) -> String { language.titleHowSure }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language, words = findings.words
        writer.heading(3, language.headingRanges)
        if let sampled = findings.input.sampled {
            writer.paragraph(language.rangesIntroduction(words.count(sampled.consequence.samples)))
            var rows: [[Prose]] = []
            func add(_ what: Prose, _ e: Estimate, single: Double?) {
                guard e.upper > 0 || (single ?? 0) > 0 else { return }
                let printed = words.estimate(e)
                rows.append([
                    what, Prose(data: printed.mean), Prose(data: language.range(printed.lower, printed.upper)),
                    Prose(data: single.map { words.significant($0, 3) } ?? "–"),
                ])
            }
            for single in findings.services {
                guard let service = sampled.services.first(where: { $0.service == single.service }) else { continue }
                add(language.rowPeak(service.service), service.residentsOutPeak, single: single.residentsOutPeak)
                add(language.rowPersonHours(service.service), service.residentHoursLost, single: single.residentHoursLost)
                add(language.rowBedHours(service.service), service.hospitalBedHoursLost, single: single.hospitalBedHoursLost)
            }
            add(language.rowConsequence, sampled.consequence, single: findings.outcome.consequence)
            writer.table(language.columnsOfRanges, numeric: [1, 2, 3], rows)
            spread(sampled, findings, &writer)
            placesAtRisk(findings, &writer)
        } else {
            writer.paragraph(language.noRanges(varied: !(findings.input.sensitivity?.variations.isEmpty ?? true)))
        }
        sensitivity(findings, &writer)
        writer.heading(3, language.headingAssumptions)
        let counts = findings.requirementCounts
        let total = counts.reduce(0, +)
        var points: [Prose] = [
            language.relationsAssumed(words.count(counts[2]), of: words.count(total), share: total > 0 ? words.percent(Double(counts[2]) / Double(total)) : nil)
        ]
        points += findings.input.damageAssumptions.map { language.words($0) }
        points += findings.input.fields.flatMap(\.warnings).map { language.warning(language.text($0)) }
        if findings.input.sensitivity == nil { points.append(language.noSensitivity) }
        writer.bullets(points)
        handCheck(findings, &writer)
        writer.heading(3, language.headingLeftOut)
        var layers = findings.model.layers, roadLimit: String?
        if case .travelTime(let minutes) = findings.input.scenario.roads {
            layers.removeAll { $0 == .road }
            roadLimit = words.duration(minutes / 60)
        }
        writer.paragraph(language.levelOfPhysics(layers.map(\.name), roadLimit: roadLimit))
        writer.bullets(
            language.leftOut(hasCrews: !findings.input.scenario.crews.isEmpty, hasTravelTimes: findings.input.access != nil))
    }

    /// How far single variations lie apart, and how they were drawn.
    private static func spread(_ sampled: SampledOutcome, _ f: Findings, _ writer: inout MarkdownWriter) {
        if let range = sampled.consequenceRange, range.high > 0 {
            writer.paragraph(
                f.language.lossesOfSingleVariations(f.words.significant(range.low, 2), f.words.significant(range.high, 2)))
        }
        writer.paragraph(
            f.language.howDrawn(
                sampled.draws, stoppedAt: f.input.scenario.precision.map { f.words.percent($0) },
                reached: f.words.percent(sampled.consequence.relativeHalfWidth)))
    }

    private static func placesAtRisk(_ f: Findings, _ writer: inout MarkdownWriter) {
        let named = Set(f.hospitals)
        let risks = (f.input.sampled?.facilityOut ?? []).filter { $0.probability.mean > 0 }.sorted {
            let (a, b) = (named.contains($0.facility), named.contains($1.facility))
            if a != b { return a }
            return ($1.probability.mean, $0.facility, $0.service) < ($0.probability.mean, $1.facility, $1.service)
        }
        guard !risks.isEmpty else { return }
        writer.paragraph(f.language.risksIntroduction)
        writer.table(
            f.language.columnsOfRisks, numeric: [2, 3],
            risks.prefix(20).map { risk in
                [
                    f.label(risk.facility), f.language.lost([f.service(risk.service)], out: true),
                    "\(f.words.percent(risk.probability.mean)) (\(f.language.range(f.words.percent(risk.probability.lower), f.words.percent(risk.probability.upper))))",
                    Prose(data: f.words.duration(risk.meanOutHours)),
                ]
            })
        if risks.count > 20 { writer.paragraph(f.language.moreRows(f.words.count(risks.count - 20))) }
    }
}
