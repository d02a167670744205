import CascadeModel
import DamageModel
import NetworkModel

/// The course of the event: a plot of who is served, and a table of the moments that matter.
enum HourByHour: ReportSection {
    static func title(_ language: any Language) -> String { language.titleHourByHour }
    static func applies(to findings: Findings) -> Bool { !findings.losesNothing }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language
        guard !findings.services.isEmpty else {
            writer.paragraph(language.noServices)
            return
        }
        writer.figure(
            "\(findings.reportName)/service.svg", alternative: language.servicePlotTitle.plain,
            caption: language.servicePlotCaption)
        if BandPicture.applies(to: findings) {
            writer.figure(
                "\(findings.reportName)/range.svg", alternative: language.bandPlotTitle.plain,
                caption: language.bandPlotCaption)
        }
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
        let shown = mostImportant(rows)
        writer.table(
            [language.columnTime, language.columnWhatHappens]
                + findings.services.map { language.columnServed($0.service) },
            numeric: Set(2..<(2 + findings.services.count)),
            shown.map { row in
                [Prose(data: findings.words.moment(row.hours)), row.happenings.joined("; ")]
                    + findings.services.map {
                        Prose(data: findings.words.percent(Findings.share($0.resilienceCurve, at: row.hours)))
                    }
            })
        if rows.count > shown.count { writer.paragraph(language.momentsLeftOut(findings.words.count(rows.count - shown.count))) }
        if !findings.input.outage.deadlocks.isEmpty {
            writer.paragraph(language.deadlocksIntroduction)
            writer.bullets(findings.input.outage.deadlocks.prefix(10).map { group in
                group.prefix(12).map { findings.label(Int($0)) }.joined(", ") + (group.count > 12 ? ", …" : "")
            })
        }
        if findings.outcome.residents == 0 { writer.paragraph(language.sharesWithoutResidents) }
    }

    private static let maximumRows = 30
    /// A change of the share served that is worth a row of its own.
    private static let notableChange = 0.05

    private struct Moment {
        var hours: Double
        var happenings: [Prose] = []
        /// Whether a hospital or a notable share of the residents is concerned.
        var concernsPeople = false
    }

    /// A hospital goes on reserve, goes without, or (no state) is served again.
    private struct HospitalChange: Hashable, Comparable {
        var hours: Double
        var place: Int
        var state: Outage.ServiceState?

        static func < (a: Self, b: Self) -> Bool {
            (a.hours, a.place, a.state?.rawValue ?? 2) < (b.hours, b.place, b.state?.rawValue ?? 2)
        }
    }

    /// At most `maximumRows`, those that concern people first; in order of time.
    private static func mostImportant(_ rows: [Moment]) -> [Moment] {
        let chosen = (rows.filter(\.concernsPeople) + rows.filter { !$0.concernsPeople }).prefix(maximumRows)
        return chosen.sorted { $0.hours < $1.hours }
    }

    private static func moments(_ f: Findings) -> [Moment] {
        var byHour: [Double: Moment] = [:]
        func add(_ hours: Double, _ happening: Prose, concernsPeople: Bool) {
            var moment = byHour[hours] ?? Moment(hours: hours)
            moment.happenings.append(happening)
            moment.concernsPeople = moment.concernsPeople || concernsPeople
            byHour[hours] = moment
        }
        for stretch in stretches(f.input.disturbances, f) {
            for hit in hazardHits(stretch.hits, during: stretch.length > 0 ? f.words.duration(stretch.length) : nil, f) {
                add(stretch.from, hit, concernsPeople: false)
            }
        }
        let named = Set(f.hospitals)
        let services = f.input.outage.services.filter { named.contains(Int($0.facility)) }
        var changes: [HospitalChange: [String]] = [:]
        for (i, outage) in services.enumerated() {
            let place = Int(outage.facility), service = f.service(Int(outage.service))
            changes[HospitalChange(hours: outage.fromHours, place: place, state: outage.state), default: []].append(service)
            let continues = services.dropFirst(i + 1).contains {
                $0.facility == outage.facility && $0.service == outage.service && $0.fromHours == outage.untilHours
            }
            if !continues && outage.untilHours < f.horizon {
                changes[HospitalChange(hours: outage.untilHours, place: place, state: nil), default: []].append(service)
            }
        }
        for change in changes.keys.sorted() {
            let place = f.label(change.place), names = changes[change] ?? []
            let words =
                switch change.state {
                case .onReserve: f.language.goesOnReserve(place, names)
                case .out: f.language.goesWithout(place, names)
                case nil: f.language.isServedAgain(place, names)
                }
            add(change.hours, words, concernsPeople: true)
        }
        for change in shareChanges(f) {
            let words = change.falls ? f.language.sharesFall(change.services) : f.language.sharesRise(change.services)
            add(change.hours, words, concernsPeople: true)
        }
        return byHour.values.filter { $0.hours <= f.horizon }.sorted { $0.hours < $1.hours }
    }

    /// When notably more or fewer residents are served, services that change together in one.
    private static func shareChanges(_ f: Findings) -> [(hours: Double, falls: Bool, services: [String])] {
        var changes: [(hours: Double, falls: Bool, services: [String])] = []
        for total in f.services {
            var last = 1.0
            for step in total.resilienceCurve where abs(step.shareServed - last) >= notableChange {
                let falls = step.shareServed < last
                let same = changes.firstIndex { $0.hours == step.hours && $0.falls == falls }
                if let same { changes[same].services.append(total.service) } else { changes.append((step.hours, falls, [total.service])) }
                last = step.shareServed
            }
        }
        return changes
    }

    /// Where the hazard arrives at more than a few moments, its arrivals are joined by the hour (or longer).
    private static func stretches(
        _ disturbances: [Disturbance], _ f: Findings
    ) -> [(from: Double, length: Double, hits: [Disturbance])] {
        let moments = Dictionary(grouping: disturbances, by: \.fromHours)
        guard moments.count > 8 else {
            return moments.keys.sorted().map { ($0, 0, moments[$0] ?? []) }
        }
        let length = max(1, (f.horizon / 24).rounded(.up))
        let joined = Dictionary(grouping: disturbances, by: { ($0.fromHours / length).rounded(.down) })
        return joined.keys.sorted().map { number in
            let hits = joined[number] ?? []
            return (hits.map(\.fromHours).min() ?? 0, length, hits)
        }
    }

    /// "the water puts out 3 substations and 2 pumps", one phrase per cause.
    private static func hazardHits(_ hits: [Disturbance], during: String?, _ f: Findings) -> [Prose] {
        [Disturbance.Cause.flooded, .damaged, .outOfService, .observed].compactMap { cause in
            let kinds = Dictionary(grouping: hits.filter { $0.cause == cause }, by: { f.model.kindName(Int($0.asset)) })
            guard !kinds.isEmpty else { return nil }
            let parts = kinds.keys.sorted { (-(kinds[$0]?.count ?? 0), $0) < (-(kinds[$1]?.count ?? 0), $1) }.map { kind in
                let n = kinds[kind]?.count ?? 0
                return "\(f.words.count(n)) \(f.language.kind(kind, n))"
            }
            let rest = parts.count - 4
            let shown = rest > 1 ? Array(parts.prefix(4)) + [f.language.otherKinds(rest)] : parts
            return f.language.areHit(f.language.list(shown.map { Prose(data: $0) }), cause, during: during)
        }
    }
}
