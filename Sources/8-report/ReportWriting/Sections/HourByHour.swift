import CascadeModel
import DamageModel
import NetworkModel

/// The course of the event: a plot of who is served, and a table of the moments that matter.
enum HourByHour: ReportSection {
    static func title(_ language: any Language) -> String { language.titleHourByHour }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language
        guard !findings.outcome.services.isEmpty else {
            writer.paragraph(language.noServices)
            return
        }
        writer.figure(
            "\(findings.reportName)/service.svg", alternative: language.servicePlotTitle.plain,
            caption: language.servicePlotCaption)
        if HospitalPicture.applies(to: findings) {
            writer.figure(
                "\(findings.reportName)/hospitals.svg", alternative: language.hospitalPlotTitle.plain,
                caption: language.hospitalPlotCaption)
        }
        let rows = moments(findings)
        guard !rows.isEmpty else {
            writer.paragraph(language.nothingHappens)
            return
        }
        let shown = rows.prefix(maximumRows)
        writer.table(
            [language.columnTime, language.columnWhatHappens]
                + findings.outcome.services.map { language.columnServed($0.service) },
            numeric: Set(2..<(2 + findings.outcome.services.count)),
            shown.map { row in
                [Prose(data: findings.words.moment(row.hours)), row.happenings.joined("; ")]
                    + findings.outcome.services.map {
                        Prose(data: findings.words.percent(Findings.share($0.resilienceCurve, at: row.hours)))
                    }
            })
        if rows.count > shown.count { writer.paragraph(language.moreRows(findings.words.count(rows.count - shown.count))) }
        if findings.outcome.residents == 0 { writer.paragraph(language.sharesWithoutResidents) }
    }

    private static let maximumRows = 30
    /// A change of the share served that is worth a row of its own.
    private static let notableChange = 0.02

    private struct Moment {
        var hours: Double
        var happenings: [Prose]
    }

    private static func moments(_ f: Findings) -> [Moment] {
        var byHour: [Double: [Prose]] = [:]
        for (hours, hits) in Dictionary(grouping: f.input.disturbances, by: \.fromHours) {
            byHour[hours, default: []].append(contentsOf: hazardHits(hits, f))
        }
        let named = Set(f.hospitals)
        let services = f.input.outage.services.filter { named.contains(Int($0.facility)) }
        for (i, outage) in services.enumerated() {
            let place = f.label(Int(outage.facility)), service = f.service(Int(outage.service))
            byHour[outage.fromHours, default: []].append(
                outage.state == .onReserve ? f.language.goesOnReserve(place, service) : f.language.goesWithout(place, service))
            let continues = services.dropFirst(i + 1).contains {
                $0.facility == outage.facility && $0.service == outage.service && $0.fromHours == outage.untilHours
            }
            if !continues && outage.untilHours < f.horizon {
                byHour[outage.untilHours, default: []].append(f.language.isServedAgain(place, service))
            }
        }
        for total in f.outcome.services {
            var last = 1.0
            for step in total.resilienceCurve where abs(step.shareServed - last) >= notableChange {
                let words = step.shareServed < last ? f.language.shareFalls(total.service) : f.language.shareRises(total.service)
                byHour[step.hours, default: []].append(words)
                last = step.shareServed
            }
        }
        return byHour.keys.filter { $0 <= f.horizon }.sorted().map { Moment(hours: $0, happenings: byHour[$0] ?? []) }
    }

    /// "3 substations and 2 pumps flood", one phrase per cause.
    private static func hazardHits(_ hits: [Disturbance], _ f: Findings) -> [Prose] {
        [Disturbance.Cause.flooded, .damaged, .outOfService].compactMap { cause in
            let kinds = Dictionary(grouping: hits.filter { $0.cause == cause }, by: { f.model.kindName(Int($0.asset)) })
            guard !kinds.isEmpty else { return nil }
            let parts = kinds.keys.sorted { (-(kinds[$0]?.count ?? 0), $0) < (-(kinds[$1]?.count ?? 0), $1) }.map { kind in
                let n = kinds[kind]?.count ?? 0
                return "\(f.words.count(n)) \(f.language.kind(kind, n))"
            }
            let rest = parts.count - 4
            let shown = rest > 1 ? Array(parts.prefix(4)) + [f.language.otherKinds(rest)] : parts
            return f.language.areHit(f.language.list(shown.map { Prose(data: $0) }), cause)
        }
    }
}
