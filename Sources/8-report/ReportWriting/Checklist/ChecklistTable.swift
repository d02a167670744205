import CascadeModel
import Geometry
import NetworkModel
import TableWriting

/// The checklist as a table: a row for each place and service, in the report's language.
enum ChecklistTable {
    /// For programs: columns have the same names in every language.
    static func csv(_ f: Findings) -> [UInt8] { places(f).csv }

    /// For people: places on the first sheet, services on the second.
    static func workbook(_ f: Findings) -> [UInt8] {
        var places = places(f)
        places.columns = f.language.columnsOfChecklistSheet
        var services = Table(f.language.headingServiceChecklist.plain, columns: f.language.columnsOfServiceChecklist.map(\.plain))
        for row in Checklist.services(f) { services.add(row.map { .text($0.plain) }) }
        return Workbook([places, services]).bytes
    }

    private static func places(_ f: Findings) -> Table {
        var table = Table(f.language.titleOfChecklistSheet, columns: [
            "facility", "name", "kind", "x", "y", "people", "service", "too_late_after_hours", "too_late_after", "until_hours", "until",
            "reserve_hours", "call_first", "bring", "cause",
        ])
        for place in PlaceNeeds.all(f) {
            let facility = place.facility, p = f.model.position[facility]
            let people = max(f.model.value(.residents, of: facility) ?? 0, f.model.value(.beds, of: facility) ?? 0)
            for loss in f.losses(of: facility) where loss.outHours > 0 {
                let service = f.service(loss.service)
                table.add([
                    .text(f.model.id(facility)), .text(f.model.displayName[facility] >= 0 ? f.model.label(facility) : ""),
                    .text(f.language.kind(f.model.kindName(facility), 1)), .number(p.x), .number(p.y), .number(people),
                    .text(f.language.service(service)), .number(loss.firstOutHours), .text(f.words.moment(loss.firstOutHours)),
                    .number(loss.restoredHours), .text(f.words.moment(loss.restoredHours)),
                    .number(f.bufferHours(of: facility, service: loss.service)), .text(f.language.operatorOf(service).plain),
                    .text(place.needs.filter { Checklist.concerns($0, service) }.map { f.words(for: $0) }.joined("; ").plain),
                    .text(f.cause(of: loss).plain),
                ])
            }
        }
        return table
    }
}

extension Findings {
    func words(for need: PlaceNeeds.Need) -> Prose {
        switch need {
        case .evacuation: language.needEvacuation
        case .generator: language.needGenerator
        case .fuel(let hours): language.needFuel(words.duration(hours))
        case .water(let litres):
            litres >= 1 ? language.needWater(words.count(Int(min(litres, 1e12).rounded(.up)))) : language.needWaterUnknown
        case .access: language.needAccess
        case .other(let service, let hours): language.needOther(service, reserve: hours > 0 ? words.duration(hours) : nil)
        }
    }
}
