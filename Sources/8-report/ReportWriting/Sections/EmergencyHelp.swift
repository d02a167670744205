import AccessModel
import CascadeModel
import NetworkModel
import ScenarioModel

/// How fast an ambulance is at each place, and how fast people are at an emergency department.
enum EmergencyHelp: ReportSection {
    static func title(_ language: any Language) -> String { language.titleEmergencyHelp }
    static func applies(to findings: Findings) -> Bool { findings.input.access != nil }

    private static let maximumRows = 20, fewestTogether = 4, namedTogether = 6

    static func write(_ f: Findings, to writer: inout MarkdownWriter) {
        guard let access = f.input.access else { return }
        let language = f.language, words = f.words
        writer.paragraph(
            language.helpIntroduction(
                vehicle: language.kind(access.vehicle, 1), depth: words.exact(access.closingDepthMetres) + " m",
                assumedDepth: access.isClosingDepthAssumed))
        let absent = [EmergencyAccess.Way.ambulance, .emergencyDepartment].filter { way in
            !access.services.contains { $0.way == way }
        }
        writer.bullets(
            access.services.map { norm($0, f) } + absent.map { language.absentHelp($0) }
                + access.services.compactMap { originsOut($0, f) })
        writer.table(language.columnsOfHelp, numeric: Set(1...7).subtracting([2]), access.services.map { overview($0, f) })
        writer.figure(
            "\(f.reportName)/access.svg", alternative: language.helpPlotTitle.plain, caption: language.helpPlotCaption)
        places(access, f, &writer)
        detours(access, f, &writer)
        writer.bullets(cautions(access, f))
    }

    private static func norm(_ service: EmergencyAccess.Service, _ f: Findings) -> Prose {
        f.language.norm(
            service.way, limit: f.words.duration(service.norm.limitMinutes / 60),
            before: f.words.duration(service.norm.beforeMinutes / 60), isStated: service.norm.isStated)
    }

    private static func originsOut(_ service: EmergencyAccess.Service, _ f: Findings) -> Prose? {
        guard !service.originsOut.isEmpty else { return nil }
        let shown = service.originsOut.prefix(8)
        return f.language.originsOut(
            service.way, shown.map { f.label($0) }, more: service.originsOut.count - shown.count,
            count: f.words.count(service.originsOut.count), of: f.words.count(service.origins.count))
    }

    /// The moment at which the fewest are reached in time.
    static func worstStep(_ service: EmergencyAccess.Service) -> EmergencyAccess.Step? {
        service.steps.min { $0.census[.inTime] < $1.census[.inTime] }
    }

    private static func overview(_ service: EmergencyAccess.Service, _ f: Findings) -> [Prose] {
        let before = service.before[.inTime], all = service.before.residents.reduce(0, +)
        func people(_ n: Double) -> Prose { Prose(data: n == 0 ? "–" : f.words.fixed(n, decimals: 0)) }
        var row: [Prose] = [
            f.language.wayOfHelp(service.way),
            f.language.inTimeBefore(f.words.fixed(before, decimals: 0), f.words.percent(all > 0 ? before / all : 1)),
        ]
        guard let worst = worstStep(service) else { return row + Array(repeating: "–", count: 6) }
        row.append(worst.census[.inTime] < before ? Prose(data: f.words.moment(worst.hours)) : "–")
        return row + [.inTime, .late, .noHelp, .isolated, .hit].map { people(worst.census[$0]) }
    }

    // MARK: places

    private static func places(_ access: EmergencyAccess, _ f: Findings, _ writer: inout MarkdownWriter) {
        let named = Set(f.hospitals + f.otherVulnerable)
        let worse = access.services.flatMap { service in
            service.places.filter { named.contains($0.facility) && $0.worstStanding > $0.standingBefore }
                .map { Row(service: service, place: $0) }
        }
        let hit = Set(worse.filter { $0.place.worstStanding == .hit }.map(\.place.facility)).count
        let affected = joined(worse.filter { $0.place.worstStanding != .hit }.sorted {
            let (a, b) = ($0.place, $1.place)
            return (b.worstStanding, hoursWorse(b), a.facility) < (a.worstStanding, hoursWorse(a), b.facility)
        })
        writer.heading(3, f.language.headingPlacesOfHelp)
        let groups = alike(affected), together = groups.filter { $0.count >= fewestTogether }
        writer.bullets(together.map { group in
            let row = group[0], place = row[0].place, shown = group.prefix(namedTogether)
            return f.language.placesAlike(
                shown.map { f.label($0[0].place.facility) }, more: group.count - shown.count, count: f.words.count(group.count),
                row.map { f.language.wayOfHelp($0.service.way) }, f.language.standing(place.worstStanding),
                from: f.words.moment(place.worseFromHours), until: place.backHours.isFinite ? f.words.moment(place.backHours) : nil)
        })
        let rows = groups.filter { $0.count < fewestTogether }.flatMap(\.self)
        if !rows.isEmpty {
            writer.table(
                f.language.columnsOfPlacesOfHelp, numeric: [2, 3],
                rows.prefix(maximumRows).map { row in
                    let place = row[0].place
                    return [
                        f.label(place.facility), f.language.list(row.map { f.language.wayOfHelp($0.service.way) }),
                        row.map { minutes($0.place.secondsBefore, $0.service, f) }.joined(", "),
                        row.map { minutes($0.place.worstSeconds, $0.service, f) }.joined(", "),
                        f.language.standing(place.worstStanding), Prose(data: f.words.moment(place.worseFromHours)),
                        Prose(data: f.words.moment(place.backHours)),
                    ]
                })
            if rows.count > maximumRows { writer.paragraph(f.language.moreRows(f.words.count(rows.count - maximumRows))) }
        } else if hit == 0 && together.isEmpty {
            writer.paragraph(f.language.noPlaceWorse)
        }
        if hit > 0 { writer.paragraph(f.language.placesHit(f.words.count(hit), hit)) }
    }

    private struct Row {
        var service: EmergencyAccess.Service
        var place: EmergencyAccess.Place
    }

    /// Both ways to help of one place that stand alike for as long, in one row.
    private static func joined(_ rows: [Row]) -> [[Row]] {
        var joined: [[Row]] = []
        for row in rows {
            let same = joined.lastIndex {
                let other = $0[0].place
                return other.facility == row.place.facility && other.worstStanding == row.place.worstStanding
                    && other.worseFromHours == row.place.worseFromHours && other.backHours == row.place.backHours
            }
            if let same { joined[same].append(row) } else { joined.append([row]) }
        }
        return joined
    }

    /// Places for which the same help fails at the same times, together; the others, whose times of driving are worth a row
    /// each, alone. In the order of their first.
    private static func alike(_ rows: [[Row]]) -> [[[Row]]] {
        struct Key: Hashable {
            var ways: [EmergencyAccess.Way], standing: Int, from: Double, back: Double
        }
        var groups: [[[Row]]] = [], numberOf: [Key: Int] = [:]
        for row in rows {
            let place = row[0].place
            let key = Key(
                ways: row.map(\.service.way), standing: place.worstStanding.rawValue, from: place.worseFromHours, back: place.backHours)
            if place.worstStanding == .late {
                groups.append([row])
            } else if let known = numberOf[key] {
                groups[known].append(row)
            } else {
                numberOf[key] = groups.count
                groups.append([row])
            }
        }
        return groups
    }

    private static func hoursWorse(_ place: EmergencyAccess.Place) -> Double {
        place.hours.dropFirst(place.standingBefore.rawValue + 1).reduce(0, +)
    }

    /// From the call to help, in minutes.
    private static func minutes(_ seconds: Double, _ service: EmergencyAccess.Service, _ f: Findings) -> Prose {
        guard seconds.isFinite else { return f.language.neverReached }
        return Prose(data: f.words.duration((seconds / 60 + service.norm.beforeMinutes) / 60))
    }

    private static func detours(_ access: EmergencyAccess, _ f: Findings, _ writer: inout MarkdownWriter) {
        let longer = access.services.flatMap(\.catchments).filter { $0.worstFactor > 1.01 || $0.residentsCutOff > 0 }
            .sorted { ($1.worstFactor, $0.hospital) < ($0.worstFactor, $1.hospital) }
        guard !longer.isEmpty else { return }
        writer.heading(3, f.language.headingDetours)
        writer.table(
            f.language.columnsOfDetours, numeric: [1, 2, 3, 4, 6],
            longer.prefix(maximumRows).map { catchment in
                [
                    f.label(catchment.hospital), Prose(data: f.words.fixed(catchment.residents, decimals: 0)),
                    Prose(data: f.words.duration(catchment.secondsBefore / 3600)),
                    Prose(data: f.words.duration(catchment.secondsBefore * catchment.worstFactor / 3600)),
                    Prose(data: f.words.fixed(catchment.worstFactor, decimals: 1)), Prose(data: f.words.moment(catchment.worstHours)),
                    Prose(data: catchment.residentsCutOff == 0 ? "–" : f.words.fixed(catchment.residentsCutOff, decimals: 0)),
                ]
            })
    }

    private static func cautions(_ access: EmergencyAccess, _ f: Findings) -> [Prose] {
        var items: [Prose] = []
        let speeds = access.freeFlow.assumed
        if !speeds.isEmpty {
            items.append(
                f.language.assumedSpeeds(
                    f.words.count(speeds.reduce(0) { $0 + $1.roads }), of: f.words.count(access.freeFlow.roads),
                    speeds.map { ($0.roadClass, f.words.significant($0.speedKmh, 3), f.words.count($0.roads)) }))
        }
        if access.mapping.nearest > 0 {
            items.append(
                f.language.placesOnRoads(
                    f.words.count(access.mapping.nearest), of: f.words.count(access.mapping.nearest + access.mapping.stated),
                    farthest: f.words.significant(access.mapping.farthestMetres, 2) + " m", parts: false))
        }
        if access.hoursUncertain > 0 {
            items.append(
                f.language.momentsThinned(
                    f.words.count(access.momentCount), of: f.words.count(access.changeCount),
                    f.words.duration(access.hoursUncertain)))
        }
        return items
    }
}
