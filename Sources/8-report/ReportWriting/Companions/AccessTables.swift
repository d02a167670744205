import AccessModel
import CascadeModel
import NetworkModel
import ScenarioModel
import TableWriting

/// The tables of help that has to drive, of repairs, and of what the losses hang on.
extension Tables {
    static func access(_ f: Findings) -> [UInt8] {
        var csv = CSV(
            ["help", "facility", "name", "kind", "x", "y", "residents", "drive_minutes_before", "standing_before",
             "drive_minutes_longest", "standing_worst", "worse_from_hours", "as_before_from_hours"]
                + EmergencyAccess.Standing.allCases.map { "hours_" + column($0) })
        for service in f.input.access?.services ?? [] {
            for place in service.places {
                csv.add(
                    [.text(name(service.way))] + self.place(place.facility, f) + [
                        .number(f.model.value(.residents, of: place.facility) ?? .nan), .number(place.secondsBefore / 60),
                        .text(column(place.standingBefore)), .number(place.worstSeconds / 60), .text(column(place.worstStanding)),
                        .number(place.worseFromHours), .number(place.backHours),
                    ] + place.hours.map { .number($0) })
            }
        }
        return csv.bytes
    }

    static func name(_ way: EmergencyAccess.Way) -> String { way == .ambulance ? "ambulance" : "emergencyDepartment" }

    static func column(_ standing: EmergencyAccess.Standing) -> String {
        switch standing {
        case .inTime: "in_time"
        case .late: "late"
        case .noHelp: "none_works"
        case .isolated: "no_open_road"
        case .hit: "itself_hit"
        }
    }

    static func repairs(_ f: Findings) -> [UInt8] {
        var csv = CSV([
            "asset", "name", "kind", "layer", "x", "y", "crews_of", "waiting_from_hours", "started_hours", "finished_hours",
            "waited_hours", "without_road_hours", "never_reached",
        ])
        for repair in f.input.outage.repairs {
            csv.add(describe(Int(repair.asset), f) + [
                .text(f.input.scenario.crews.indices.contains(repair.pool) ? f.input.scenario.crews[repair.pool].layer : ""),
                .number(repair.waitingFromHours), .number(repair.startedHours), .number(repair.finishedHours),
                .number(RepairWork.waitedHours(repair, f)), .number(repair.withoutRoadHours),
                .text(repair.isNeverReached ? "yes" : "no"),
            ])
        }
        return csv.bytes
    }

    static func origins(_ f: Findings) -> [UInt8] {
        let services = f.outcome.services.compactMap { f.model.service(named: $0.service) }
        var csv = CSV(
            ["asset", "name", "kind", "layer", "x", "y", "places", "residents", "resident_hours"]
                + services.flatMap { ["residents_" + f.service($0), "resident_hours_" + f.service($0)] })
        for origin in f.outcome.origins {
            let asset: [CSV.Cell] = origin.asset >= 0 ? describe(origin.asset, f) : Array(repeating: .text(""), count: 6)
            csv.add(
                asset + [.integer(origin.facilities), .number(origin.residents), .number(origin.residentHours)]
                    + services.flatMap { service -> [CSV.Cell] in
                        let loss = origin.services.first { $0.service == service }
                        return [.number(loss?.residents ?? 0), .number(loss?.residentHours ?? 0)]
                    })
        }
        return csv.bytes
    }
}
