import CascadeModel
import NetworkModel

/// Hospitals and other places with people who cannot help themselves, worst first, each with its reason.
enum VulnerablePlaces: ReportSection {
    static func title(_ language: any Language) -> String { language.titleVulnerable }

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let language = findings.language
        guard !(findings.hospitals + findings.otherVulnerable).isEmpty else {
            writer.paragraph(language.noVulnerablePlaces)
            return
        }
        writer.heading(3, language.headingHospitals)
        if findings.hospitals.isEmpty { writer.paragraph(language.noHospital) } else { table(findings.hospitals, findings, &writer) }
        guard !findings.otherVulnerable.isEmpty else { return }
        writer.heading(3, language.headingOtherPlaces)
        table(findings.otherVulnerable, findings, &writer)
    }

    private static let maximumRows = 30

    private static func table(_ places: [Int], _ f: Findings, _ writer: inout MarkdownWriter) {
        let language = f.language, words = f.words
        let out = places.count { f.worstState(of: $0) >= .outOfOne }
        let reserve = places.count { f.worstState(of: $0) == .onReserve }
        writer.paragraph(language.placesSummary(words.count(places.count), out: words.count(out), onReserve: words.count(reserve)))
        let rows = joined(f.losses(of: places))
        guard !rows.isEmpty else { return }
        writer.table(
            language.columnsOfLosses, numeric: [3, 4],
            rows.prefix(maximumRows).map { row in
                let loss = row[0]
                return [
                    place(loss.facility, f), language.lost(row.map { f.service($0.service) }, out: loss.outHours > 0),
                    Prose(data: words.moment(loss.firstLossHours)),
                    Prose(data: loss.onReserveHours > 0 ? words.duration(loss.onReserveHours) : "–"),
                    loss.outHours > 0 ? language.outFor(words.duration(loss.outHours), lastsBeyond: loss.restoredHours.isInfinite) : "–",
                    row.map { reserveStated($0, amongSeveral: row.count > 1, f) }.filter { !$0.plain.isEmpty }.joined(", "), f.cause(of: loss),
                ]
            })
        if rows.count > maximumRows { writer.paragraph(language.moreRows(words.count(rows.count - maximumRows))) }
    }

    /// Services that one place loses at the same time, for as long and for the same reason, in one row.
    private static func joined(_ losses: [ServiceOutcome.FacilityLoss]) -> [[ServiceOutcome.FacilityLoss]] {
        var rows: [[ServiceOutcome.FacilityLoss]] = []
        for loss in losses {
            let same = rows.lastIndex {
                $0[0].facility == loss.facility && $0[0].causedBy == loss.causedBy && $0[0].firstLossHours == loss.firstLossHours
                    && $0[0].outHours == loss.outHours && $0[0].onReserveHours == loss.onReserveHours
            }
            if let same { rows[same].append(loss) } else { rows.append([loss]) }
        }
        return rows
    }

    private static func place(_ facility: Int, _ f: Findings) -> Prose {
        var details: [Prose] = [Prose(data: f.language.kind(f.model.kindName(facility), 1))]
        if let beds = f.model.value(.beds, of: facility), beds > 0 { details.append(f.language.beds(f.words.fixed(beds, decimals: 0))) }
        if let n = f.model.value(.residents, of: facility), n > 0 { details.append(f.language.residents(f.words.fixed(n, decimals: 0))) }
        return "\(strong: Prose(data: f.name(facility))) (\(details.joined(", ")))"
    }

    private static func reserveStated(_ loss: ServiceOutcome.FacilityLoss, amongSeveral: Bool, _ f: Findings) -> Prose {
        let needs = f.model.requirements
        let own = needs.ofAsset(loss.facility).filter { Int(needs.service[$0]) == loss.service }
        let hours = f.bufferHours(of: loss.facility, service: loss.service)
        guard hours > 0 else { return amongSeveral ? "" : f.language.noReserveStated }
        return f.language.reserveStated(
            f.words.duration(hours), for: amongSeveral ? f.service(loss.service) : nil, assumed: own.contains { needs.provenance[$0] == .assumed })
    }
}
