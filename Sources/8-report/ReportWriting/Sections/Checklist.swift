import CascadeModel
import NetworkModel

/// What the crisis team does first: for each service, and for each vulnerable place in the order of urgency.
enum Checklist: ReportSection {
    static func title(_ language: any Language) -> String { language.titleChecklist }
    static func applies(to findings: Findings) -> Bool { findings.outcome.losses.contains { $0.outHours > 0 } }

    private static let maximumRows = 20

    static func write(_ findings: Findings, to writer: inout MarkdownWriter) {
        let f = findings, language = f.language
        writer.paragraph(language.checklistIntroduction("\(f.reportName)-checklist.xlsx"))
        writer.heading(3, language.headingServiceChecklist)
        writer.table(language.columnsOfServiceChecklist, numeric: [1], services(f))
        let places = PlaceNeeds.all(f)
        writer.heading(3, language.headingPlaceChecklist)
        guard !places.isEmpty else {
            writer.paragraph(language.noPlaceNeedsAnything)
            return
        }
        writer.table(
            language.columnsOfPlaceChecklist,
            places.prefix(maximumRows).map { place in
                [
                    f.placeWithDetails(place.facility), Prose(data: f.words.moment(place.deadlineHours)),
                    place.needs.map { f.words(for: $0) }.joined("; "), Prose(data: f.words.moment(place.untilHours)),
                    language.list(place.services.map { language.operatorOf($0) }),
                ]
            })
        if places.count > maximumRows { writer.paragraph(language.moreInSheet(f.words.count(places.count - maximumRows))) }
        writer.paragraph(
            language.checklistSources(
                litresPerPerson: f.words.count(Int(PlaceNeeds.litresPerPerson)), litresPerBed: f.words.count(Int(PlaceNeeds.litresPerBed)),
                perPoint: f.words.count(Int(PlaceNeeds.residentsPerWaterPoint))))
    }

    /// Service, people without, whom to call, where to begin, what to bring, from when until when.
    static func services(_ f: Findings) -> [[Prose]] {
        let language = f.language, groups = CauseGroup.all(f)
        return f.services.compactMap { total in
            guard let service = f.model.service(named: total.service) else { return nil }
            let out = f.outcome.losses.filter { $0.service == service && $0.outHours > 0 }
            guard let from = out.map(\.firstOutHours).min(), let until = out.map(\.restoredHours).max() else { return nil }
            let begin = groups.first { group in
                guard group.services.contains(service), case .asset = group.beginning else { return false }
                return true
            }
            var root: Prose = "–"
            if case .asset(let asset)? = begin?.beginning { root = f.label(asset) }
            return [
                Prose(data: language.service(total.service)), Prose(data: f.words.rough(total.residentsOutPeak)),
                language.operatorOf(total.service), root, bring(total, f),
                language.fromUntil(f.words.moment(from), until.isFinite ? f.words.moment(until) : nil),
            ]
        }
    }

    private static func bring(_ total: ServiceOutcome.ServiceTotals, _ f: Findings) -> Prose {
        let people = total.residentsOutPeak
        switch total.service {
        case Layer.power.name: return f.language.bringPower
        case Layer.water.name:
            let points = Int(min(1e9, (people / PlaceNeeds.residentsPerWaterPoint).rounded(.up)))
            return people >= 1
                ? f.language.bringWater(f.words.rough(people * PlaceNeeds.litresPerPerson), points: f.words.count(points), points) : f.language.needWaterUnknown
        case Layer.road.name: return f.language.bringAccess
        default: return "–"
        }
    }

    /// Whether a need comes from the loss of a service.
    static func concerns(_ need: PlaceNeeds.Need, _ service: String) -> Bool {
        switch need {
        case .evacuation: true
        case .generator, .fuel: service == Layer.power.name
        case .water: service == Layer.water.name
        case .access: service == Layer.road.name
        case .other(let name, _): service == name
        }
    }
}
