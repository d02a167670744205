import CascadeModel
import DamageModel
import NetworkModel

/// Hospitals and other places with people who cannot help themselves, worst first; then why places go without.
enum VulnerablePlaces: ReportSection {
    static func title(_ language: any Language) -> String { language.titleVulnerable }
    static func applies(to findings: Findings) -> Bool { !findings.losesNothing }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language
        if (findings.hospitals + findings.otherVulnerable).isEmpty {
            writer.paragraph(language.noVulnerablePlaces)
        } else {
            writer.heading(3, language.headingHospitals)
            if findings.hospitals.isEmpty { writer.paragraph(language.noHospital) } else { table(findings.hospitals, findings, &writer) }
            if !findings.otherVulnerable.isEmpty {
                writer.heading(3, language.headingOtherPlaces)
                table(findings.otherVulnerable, findings, &writer)
            }
        }
        causes(findings, &writer)
    }

    private static let maximumRows = 25
    private static let maximumGroups = 6
    /// Groups are told until they hold this share of what all groups weigh.
    private static let toldShare = 0.98

    private static func table(_ places: [Int], _ f: Findings, _ writer: inout MarkdownWriter) {
        let language = f.language, words = f.words
        let out = places.count { f.worstState(of: $0) >= .outOfOne }
        let reserve = places.count { f.worstState(of: $0) == .onReserve }
        writer.paragraph(language.placesSummary(words.count(places.count), out: words.count(out), onReserve: words.count(reserve)))
        let rows = worstFirst(places, f)
        guard !rows.isEmpty else { return }
        writer.table(language.columnsOfLosses, rows.prefix(maximumRows).map { row($0, f) })
        if rows.count > maximumRows { writer.paragraph(language.moreRows(words.count(rows.count - maximumRows))) }
    }

    /// Each place's losses, worst first; the places in the order of their worst loss.
    private static func worstFirst(_ places: [Int], _ f: Findings) -> [[ServiceOutcome.FacilityLoss]] {
        let losses = f.losses(of: places)
        var rows: [[ServiceOutcome.FacilityLoss]] = []
        var rowOf: [Int: Int] = [:]
        for loss in losses {
            if let row = rowOf[loss.facility] {
                rows[row].append(loss)
            } else {
                rowOf[loss.facility] = rows.count
                rows.append([loss])
            }
        }
        return rows
    }

    /// Place, what it goes without and for how long, from when, what it has in reserve, why.
    private static func row(_ losses: [ServiceOutcome.FacilityLoss], _ f: Findings) -> [Prose] {
        let language = f.language
        let first = losses.map(\.firstLossHours).min() ?? 0
        var stretches: [(hours: ServiceOutcome.FacilityLoss, services: [String])] = []
        for loss in losses {
            let same = stretches.firstIndex { isAlike($0.hours, loss) }
            if let same { stretches[same].services.append(f.service(loss.service)) } else { stretches.append((loss, [f.service(loss.service)])) }
        }
        let reserves = losses.compactMap { loss -> Prose? in
            let hours = f.bufferHours(of: loss.facility, service: loss.service)
            guard hours > 0 else { return nil }
            return language.reserveStated(f.words.duration(hours), for: f.service(loss.service), assumed: f.isReserveAssumed(loss.facility, loss.service))
        }
        return [
            f.placeWithDetails(losses[0].facility),
            stretches.map { stretch in
                let loss = stretch.hours
                return loss.outHours > 0
                    ? language.goesWithoutFor(
                        stretch.services, f.words.duration(loss.outHours), lastsBeyond: loss.restoredHours.isInfinite,
                        reserve: loss.onReserveHours > 0 ? f.words.duration(loss.onReserveHours) : nil)
                    : language.onReserveFor(stretch.services, f.words.duration(loss.onReserveHours))
            }.joined("; "),
            Prose(data: f.words.moment(first)),
            reserves.isEmpty ? language.noReserveStated : reserves.joined("; "), why(losses, f),
        ]
    }

    private static func isAlike(_ a: ServiceOutcome.FacilityLoss, _ b: ServiceOutcome.FacilityLoss) -> Bool {
        (a.outHours, a.onReserveHours, a.firstLossHours, a.restoredHours) == (b.outHours, b.onReserveHours, b.firstLossHours, b.restoredHours)
    }

    /// What it begins with, service by service where that differs.
    private static func why(_ losses: [ServiceOutcome.FacilityLoss], _ f: Findings) -> Prose {
        var roots: [(root: Int, services: [String])] = []
        for loss in losses {
            let root = Int(f.rootOfLoss(of: loss))
            let known = roots.firstIndex { $0.root == root }
            if let known { roots[known].services.append(f.service(loss.service)) } else { roots.append((root, [f.service(loss.service)])) }
        }
        let words = roots.map { entry -> Prose in
            guard entry.root >= 0 else { return f.language.causeUnknown }
            return f.language.rootCause(entry.root == losses[0].facility ? nil : f.label(entry.root), f.disturbanceOf[entry.root]?.cause)
        }
        guard roots.count > 1 else { return words.first ?? "" }
        return zip(roots, words).map { "\(f.language.names($0.services)): \($1)" }.joined("; ")
    }

    private static func causes(_ f: Findings, _ writer: inout MarkdownWriter) {
        let groups = CauseGroup.all(f)
        guard !groups.isEmpty else { return }
        writer.heading(3, f.language.headingCauses)
        let all = groups.reduce(0) { $0 + $1.weight }
        var told = 0, weight = 0.0
        while told < min(groups.count, maximumGroups), told < 3 || weight < toldShare * all {
            weight += groups[told].weight
            told += 1
        }
        writer.bullets(groups.prefix(told).map { f.sentence($0) })
        let rest = groups.dropFirst(told)
        if !rest.isEmpty {
            let places = Set(rest.flatMap(\.facilities)).count
            writer.paragraph(f.language.furtherCauses(f.words.count(places), places))
        }
    }
}

extension Findings {
    /// "**Alderziekenhuis** (hospital, 135 beds)".
    func placeWithDetails(_ facility: Int) -> Prose {
        var details: [Prose] = [Prose(data: language.kind(model.kindName(facility), 1))]
        if let beds = model.value(.beds, of: facility), beds > 0 {
            details.append(language.beds(words.fixed(beds, decimals: 0)))
        } else if let n = model.value(.residents, of: facility), n > 0 {
            details.append(language.residents(words.fixed(n, decimals: 0)))
        }
        return "\(strong: Prose(data: name(facility))) (\(details.joined(", ")))"
    }

    func isReserveAssumed(_ facility: Int, _ service: Int) -> Bool {
        let needs = model.requirements
        return needs.ofAsset(facility).contains { Int(needs.service[$0]) == service && needs.bufferHours[$0] > 0 && needs.bufferProvenance[$0] == .assumed }
    }
}
