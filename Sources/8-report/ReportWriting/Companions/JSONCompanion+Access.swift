import AccessModel
import CascadeModel
import NetworkModel
import ScenarioModel

/// Help that has to drive, repairs, and what the losses hang on.
extension JSONCompanion {
    static func access(_ f: Findings) -> JSON {
        guard let access = f.input.access else { return .null }
        return [
            "vehicle": .string(access.vehicle), "closingDepthMetres": .finite(access.closingDepthMetres),
            "closingDepthAssumed": .bool(access.isClosingDepthAssumed), "roads": .integer(access.freeFlow.roads),
            "assumedSpeeds": .array(access.freeFlow.assumed.map {
                ["roadClass": $0.roadClass.map { .string($0) } ?? .null, "speedKmh": .finite($0.speedKmh), "roads": .integer($0.roads)]
            }),
            "placesAtNearestRoad": .integer(access.mapping.nearest), "farthestMetres": .finite(access.mapping.farthestMetres),
            "changes": .integer(access.changeCount), "moments": .integer(access.momentCount),
            "hoursUncertain": .finite(access.hoursUncertain), "services": .array(access.services.map { service($0, f) }),
        ]
    }

    private static func service(_ service: EmergencyAccess.Service, _ f: Findings) -> JSON {
        [
            "help": .string(Tables.name(service.way)), "limitMinutes": .finite(service.norm.limitMinutes),
            "beforeMinutes": .finite(service.norm.beforeMinutes), "limitStated": .bool(service.norm.isStated),
            "origins": .array(service.origins.map { .string(f.model.id($0)) }),
            "originsOut": .array(service.originsOut.map { .string(f.model.id($0)) }),
            "before": .array(service.before.residents.map { .finite($0) }),
            "steps": .array(service.steps.map { .array([.finite($0.hours)] + $0.census.residents.map { .finite($0) }) }),
            "hospitals": .array(service.catchments.map {
                [
                    "hospital": .string(f.model.id($0.hospital)), "residents": .finite($0.residents),
                    "meanDriveMinutesBefore": .finite($0.secondsBefore / 60), "worstFactor": .finite($0.worstFactor),
                    "worstHours": .finite($0.worstHours), "residentsCutOffThen": .finite($0.residentsCutOff),
                ]
            }),
        ]
    }

    static func crews(_ f: Findings) -> JSON {
        .array(f.input.scenario.crews.enumerated().map { number, pool in
            let repairs = f.input.outage.repairs.filter { $0.pool == number }
            return [
                "layer": .string(pool.layer), "count": .integer(pool.count), "rule": .string(pool.rule.rawValue),
                "needsRoad": .bool(pool.needsRoad), "from": pool.depot.map { .string($0) } ?? .null,
                "repairs": .integer(repairs.count), "notBegun": .integer(repairs.count { $0.startedHours.isInfinite }),
                "waitedHours": .finite(repairs.reduce(0) { $0 + RepairWork.waitedHours($1, f) }),
                "withoutRoadHours": .finite(repairs.reduce(0) { $0 + $1.withoutRoadHours }),
                "neverReached": .array(repairs.filter(\.isNeverReached).map { .string(f.model.id(Int($0.asset))) }),
            ]
        })
    }

    static func origins(_ f: Findings) -> JSON {
        .array(f.outcome.origins.prefix(200).map { origin in
            [
                "asset": origin.asset >= 0 ? .string(f.model.id(origin.asset)) : .null, "places": .integer(origin.facilities),
                "residents": .finite(origin.residents), "residentHours": .finite(origin.residentHours),
                "services": .array(origin.services.map {
                    [
                        "service": .string(f.service($0.service)), "residents": .finite($0.residents),
                        "residentHours": .finite($0.residentHours),
                    ]
                }),
            ]
        })
    }

    /// What the keys mean; units in words.
    static let accessKeys: [String: String] = [
        "access": "ambulance and emergency department, null without roads, posts and hospitals. before and steps give residents as [in time, too late, none works, no open road, place itself hit], steps with the hours after onset before them; hospitals: the drive of those nearest to each before the event, and at its worst moment how many times as long it is",
        "crews": "the repair crews of each layer and what waited for them in the single course; the CSV beside this file holds every repair",
        "origins": "what begins at each asset that the event hit, by the shortest chain of causes, the 200 largest; residents are counted once; asset null: no chain explains it",
    ]
}
