import CascadeModel
import NetworkModel
import ScenarioModel

/// What limited crews did, and what waited for them.
enum RepairWork: ReportSection {
    static func title(_ language: any Language) -> String { language.titleRepairWork }
    static func applies(to findings: Findings) -> Bool { !findings.input.scenario.crews.isEmpty }

    static func write(_ f: Findings, to writer: inout MarkdownWriter) {
        let language = f.language, words = f.words, pools = f.input.scenario.crews
        writer.paragraph(language.repairIntroduction)
        let repairs = f.input.outage.repairs
        guard !repairs.isEmpty else {
            writer.paragraph(language.noRepairs)
            return
        }
        writer.table(
            language.columnsOfCrews, numeric: [1, 3, 4, 5, 6, 7, 8],
            pools.indices.map { number in row(pools[number], repairs.filter { $0.pool == number }, f) })
        let waited = repairs.reduce(0) { $0 + waitedHours($1, f) }, road = repairs.reduce(0) { $0 + $1.withoutRoadHours }
        writer.paragraph(
            waited > 0
                ? language.repairBottleneck(
                    crews: words.duration(max(0, waited - road) / Double(repairs.count)),
                    roads: words.duration(road / Double(repairs.count)))
                : language.noRepairWaits)
        let never = repairs.filter(\.isNeverReached)
        if !never.isEmpty {
            writer.paragraph(language.neverReachedIntroduction)
            let shown = never.prefix(12)
            writer.bullets(
                shown.map { f.label(Int($0.asset)) }
                    + (never.count > shown.count ? [language.andMore(words.count(never.count - shown.count))] : []))
        }
        if let mapping = f.input.crewRoads, mapping.nearest > 0 {
            writer.paragraph(
                language.placesOnRoads(
                    words.count(mapping.nearest), of: words.count(mapping.nearest + mapping.stated),
                    farthest: words.significant(mapping.farthestMetres, 2) + " m", parts: true))
        }
    }

    /// Until a crew began, or the period ended.
    static func waitedHours(_ repair: Outage.Repair, _ f: Findings) -> Double {
        min(repair.startedHours, f.horizon) - repair.waitingFromHours
    }

    private static func row(_ pool: CrewPool, _ repairs: [Outage.Repair], _ f: Findings) -> [Prose] {
        let words = f.words
        let waits = repairs.map { waitedHours($0, f) }
        let notBegun = repairs.count { $0.startedHours.isInfinite }
        let work = repairs.filter { $0.startedHours.isFinite }.reduce(0) { $0 + $1.finishedHours - $1.startedHours }
        let road = repairs.reduce(0) { $0 + $1.withoutRoadHours }
        let name = pool.layer == CrewPool.facilities ? f.language.facilities : f.language.network(pool.layer)
        func hours(_ value: Double) -> Prose { Prose(data: value == 0 ? "–" : words.duration(value)) }
        return [
            Prose(data: name), Prose(data: words.count(pool.count)),
            f.language.crewRule(pool.rule) + (pool.needsRoad ? f.language.crewRoads(from: depot(pool, f)) : ""),
            Prose(data: words.count(repairs.count)), hours(work),
            hours(waits.isEmpty ? 0 : waits.reduce(0, +) / Double(waits.count)), hours(waits.max() ?? 0), hours(repairs.isEmpty ? 0 : road / Double(repairs.count)),
            Prose(data: notBegun == 0 ? "–" : words.count(notBegun)),
        ]
    }

    private static func depot(_ pool: CrewPool, _ f: Findings) -> String? {
        pool.depot.map { id in f.model.asset(named: id).map { f.name($0) } ?? Hygiene.oneLine(id, limit: 80) }
    }
}
