import CascadeModel
import NetworkModel
import ScenarioModel

/// What was observed, and whether the computation agrees with it.
enum WhatWasSeen: ReportSection {
    static func title(_ language: any Language) -> String { language.titleObserved }
    static func applies(to findings: Findings) -> Bool { !findings.input.scenario.observations.isEmpty }

    private static let maximumRows = 60

    static func write(_ f: Findings, to writer: inout MarkdownWriter) {
        let language = f.language, words = f.words, seen = f.input.scenario.observations
        writer.paragraph(language.observedIntroduction)
        let assets = seen.assets.compactMap { observation in
            f.model.asset(named: observation.asset).map { asset in
                (observation.hours, [
                    f.label(asset), language.seen(observation.state, reserve: observation.reserveHours.map { words.duration($0) }),
                    computed(asset, at: observation.hours, f),
                ])
            }
        }
        let gauges = seen.gauges.map { reading in
            (reading.hours, [
                language.gauge(reading.gauge), language.waterAt(words.fixed(reading.levelMetres, decimals: 2)),
                language.computedFollows,
            ])
        }
        let rows = (assets + gauges).enumerated().sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }.map(\.element)
        writer.table(
            language.columnsOfObserved, rows.suffix(maximumRows).map { hours, cells in [Prose(data: words.moment(hours))] + cells })
        if rows.count > maximumRows { writer.paragraph(language.moreRows(words.count(rows.count - maximumRows))) }
    }

    private static func computed(_ asset: Int, at hours: Double, _ f: Findings) -> Prose {
        guard f.input.outage.outage(of: Int32(asset), at: hours) != nil else {
            let isOnReserve = f.input.outage.services.contains {
                Int($0.facility) == asset && $0.state == .onReserve && $0.fromHours <= hours && hours < $0.untilHours
            }
            return isOnReserve ? f.language.seen(.onReserve, reserve: nil) : f.language.computedWorks
        }
        return f.language.computedOut(f.causeSteps(of: asset, at: hours))
    }
}
