import DamageModel
import Diagnostics
import NetworkModel
import ReportWriting
import ScenarioModel

@testable import AccessModel
@testable import CascadeModel

extension SmallTown {
    /// The town with repair crews, the way to the hospital, and what the losses hang on, filled in by hand.
    func inputWithHelp() throws -> ReportInput {
        var input = try input()
        Self.addHelp(&input)
        return input
    }

    static func addHelp(_ input: inout ReportInput) {
        let model = input.model
        func a(_ id: String) -> Int { model.asset(named: id) ?? 0 }
        input.scenario.crews = [
            CrewPool(layer: "power", count: 1, rule: .hospitalsFirst, needsRoad: true, depot: "B-b", position: .init(file: "s.xml", line: 4)),
            CrewPool(layer: "road", count: 2, position: .init(file: "s.xml", line: 5)),
        ]
        input.scenario.roads = .travelTime(limitMinutes: 12)
        input.outage.repairs = [
            .init(asset: Int32(a("SW")), pool: 0, waitingFromHours: 20, startedHours: 24, finishedHours: 30, withoutRoadHours: 3, isNeverReached: false),
            .init(asset: Int32(a("T12")), pool: 0, waitingFromHours: 20, startedHours: .infinity, finishedHours: .infinity, withoutRoadHours: 28, isNeverReached: true),
            .init(asset: Int32(a("B1")), pool: 1, waitingFromHours: 2, startedHours: 2, finishedHours: 5, withoutRoadHours: 0, isNeverReached: false),
        ]
        var mapping = RoadSites.Mapping()
        mapping.stated = 2
        mapping.nearest = 5
        mapping.farthestMetres = 447.2
        input.crewRoads = mapping
        input.outcome.origins = [
            LossOrigin(
                asset: a("SW"), facilities: 3, residents: 1464, residentHours: 75_000,
                services: [.init(service: model.service(named: "power") ?? 0, residents: 1464, residentHours: 40_000), .init(service: model.service(named: "water") ?? 0, residents: 1384, residentHours: 35_000)]),
            LossOrigin(
                asset: -1, facilities: 1, residents: 80, residentHours: 160,
                services: [.init(service: model.service(named: "power") ?? 0, residents: 80, residentHours: 160)]),
        ]
        var norm = AccessNorms.Norm(limitMinutes: 30, beforeMinutes: 20)
        norm.isStated = true
        let hospital = EmergencyAccess.Service(
            way: .emergencyDepartment, norm: norm, origins: [a("H1")], originsOut: [a("H1")],
            before: .init(residents: [3809, 0, 0, 0, 0]),
            steps: [
                .init(hours: 0, census: .init(residents: [3809, 0, 0, 0, 0])),
                .init(hours: 2, census: .init(residents: [150, 1314, 0, 2345, 0])),
                .init(hours: 9, census: .init(residents: [0, 0, 1464, 2345, 0])),
                .init(hours: 31, census: .init(residents: [3809, 0, 0, 0, 0])),
            ],
            places: [
                .init(
                    facility: a("C1"), secondsBefore: 180, standingBefore: .inTime, worstSeconds: 900, worstStanding: .isolated,
                    worseFromHours: 2, backHours: 31, hours: [19, 7, 22, 0, 0]),
                .init(
                    facility: a("H1"), secondsBefore: 0, standingBefore: .inTime, worstSeconds: 0, worstStanding: .hit,
                    worseFromHours: 9, backHours: .infinity, hours: [9, 0, 39, 0, 0]),
            ],
            catchments: [
                .init(
                    hospital: a("H1"), residents: 3809, secondsBefore: 200, worstFactor: 3.25, worstHours: 2, residentsCutOff: 2345)
            ])
        input.access = EmergencyAccess(
            services: [hospital], vehicle: "ambulance", closingDepthMetres: 0.25, isClosingDepthAssumed: true,
            freeFlow: .init(
                roads: 12, assumed: [.init(roadClass: nil, speedKmh: 50, roads: 3), .init(roadClass: "primary", speedKmh: 80, roads: 1)]),
            mapping: mapping, changeCount: 4000, momentCount: 112, hoursUncertain: 0.43)
    }
}
