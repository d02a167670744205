import Geometry
import AccessModel
import CascadeModel
import CriticalityRanking
import DamageModel
import Diagnostics
import Foundation
import Geometry
import GridReading
import HazardModel
import MarkupReading
import NetworkImport
import NetworkModel
import ScenarioModel
import TestSupport
import Testing

@Suite struct `The tutorial town` {
    static let folder = repositoryFolder.appendingPathComponent("networks").path

    private func model() throws -> CityModel {
        var log = ImportLog()
        let model = try NetworkImporter.load(paths: [Self.folder + "/tutorial.xml"], log: &log)
        #expect(!log.issues.issues.contains { $0.severity != .note })
        return model
    }

    private func field(level: Double, on model: CityModel) throws -> HazardField {
        let element = MarkupElement(
            name: "flood",
            attributes: [
                "terrain": "tutorial-terrain.asc", "level": "\(level)", "sourceX": "155375", "sourceY": "435225",
                "arrival": "0", "recession": "24",
            ], position: SourcePosition(file: "by-hand.xml", line: 1))
        return try Flood(element, folder: Self.folder).field(on: model)
    }

    private func flood(level: Double, on model: CityModel) throws -> [Disturbance] {
        try DamageAssessment(model: model, fields: [field(level: level, on: model)], catalogue: .standard()).deterministic()
    }

    private func lines(_ outage: Outage, _ model: CityModel) -> [TutorialTown.Loss] {
        outage.services.map {
            TutorialTown.Loss(
                model.id(Int($0.facility)), model.services[Int($0.service)], $0.state == .out ? "out" : "on reserve",
                $0.fromHours, $0.untilHours)
        }
    }

    @Test func `is whole before anything happens`() throws {
        let model = try model()
        #expect(model.assetCount == 26)
        #expect(model.facilities.reduce(0) { $0 + model.weight(of: $1) } == 1160)
        let cascade = Cascade(model)
        #expect(cascade.baselineFaults.isEmpty)
        #expect(cascade.unsuppliedAtBaseline.isEmpty)
    }

    @Test func `has a terrain that parts the wet from the dry`() throws {
        let terrain = try ESRIASCIIGrid.read(path: Self.folder + "/tutorial-terrain.asc")
        let model = try model()
        let heights = (0..<model.assetCount).filter { !model.links.contains($0) }
            .map { (model.id($0), terrain.value(at: model.position[$0]) ?? .nan) }
        #expect(Set(heights.filter { $0.1 == 1 }.map(\.0)) == ["transformer-east", "junction-east", "corner-east", "houses-east"])
        #expect(Set(heights.filter { $0.1 == 2.5 }.map(\.0)) == ["hospital", "houses-mound", "pump", "inlet"])
        #expect(heights.allSatisfy { [1, 2.5, 4].contains($0.1) })
    }

    @Test func `at 1.2 m stands in 0.2 m of water, and nothing fails`() throws {
        #expect(try flood(level: 1.2, on: model()).isEmpty)
    }

    @Test func `at 2.0 m loses to the water what stands on low ground`() throws {
        let model = try model()
        let hit = try flood(level: 2.0, on: model).map { (model.id(Int($0.asset)), $0.fromHours, $0.untilHours) }
            .sorted { $0.0 < $1.0 }
        #expect(hit.map(\.0) == TutorialTown.flooded.map(\.asset))
        #expect(hit.map(\.1) == TutorialTown.flooded.map(\.from))
        #expect(hit.map(\.2) == TutorialTown.flooded.map(\.until))
    }

    @Test func `at 2.0 m loses services as computed by hand`() throws {
        let model = try model()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(
            try flood(level: 2.0, on: model), horizonHours: TutorialTown.horizonHours, explaining: true, state: &state)
        #expect(lines(outage, model) == TutorialTown.losses)
        #expect(outage.deadlocks.isEmpty)
        let outcome = ServiceOutcome(outage, on: model, base: ServiceBase(model))
        for totals in outcome.services {
            #expect(totals.residentHoursLost == TutorialTown.residentHours[totals.service], "\(totals.service)")
        }
        #expect(outcome.services.map(\.service).sorted() == TutorialTown.residentHours.keys.sorted())
    }

    @Test func `at 2.0 m loses by origin what was computed by hand`() throws {
        let model = try model()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(
            try flood(level: 2.0, on: model), horizonHours: TutorialTown.horizonHours, explaining: true, state: &state)
        let origins = ServiceOutcome(outage, on: model, base: ServiceBase(model)).origins
        #expect(origins.map { model.id($0.asset) } == TutorialTown.origins.map(\.asset))
        #expect(origins.map(\.residents) == TutorialTown.origins.map(\.residents))
        #expect(origins.map(\.residentHours) == TutorialTown.origins.map(\.residentHours))
    }

    @Test func `is repaired by one crew of each network as computed by hand`() throws {
        let model = try model()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let pools = ["power", "road"].map {
            CrewPool(layer: $0, count: 1, needsRoad: $0 == "power", position: SourcePosition(file: "by-hand.xml", line: 1))
        }
        let outage = cascade.run(
            try flood(level: 2.0, on: model), horizonHours: TutorialTown.horizonHours,
            crews: try CrewPlan(pools, model, cascade), state: &state)
        let repairs = outage.repairs.map { (model.id(Int($0.asset)), $0.startedHours, $0.finishedHours) }
        #expect(repairs.map(\.0) == TutorialTown.repairs.map(\.asset))
        #expect(repairs.map(\.1) == TutorialTown.repairs.map(\.started))
        #expect(repairs.map(\.2) == TutorialTown.repairs.map(\.finished))
        let hospital = lines(outage, model).filter { $0.facility == "hospital" }
        #expect(hospital == TutorialTown.hospitalWithCrews)
    }

    @Test func `is reached by the hospital's roads as computed by hand`() throws {
        let model = try model()
        let cascade = Cascade(model), event = try flood(level: 2.0, on: model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(event, horizonHours: TutorialTown.horizonHours, state: &state)
        let water = try RoadWater(model, [field(level: 2.0, on: model)], .standard())
        let access = try #require(
            EmergencyAccess(model, cascade, outage, water: water, norms: AccessNorms(), vehicle: .ambulance))
        #expect(access.services.map(\.way) == [.emergencyDepartment])
        let home = try #require(access.services[0].places.first { model.id($0.facility) == "care-home" })
        #expect(home.secondsBefore == TutorialTown.secondsToHospital)
        #expect(home.hours == TutorialTown.hoursOfCareHome)
        #expect(access.freeFlow.assumed.map(\.roads) == [2])
    }

    @Test func `blames the flooded transformer for the dry tap in the west`() throws {
        let model = try model()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(
            try flood(level: 2.0, on: model), horizonHours: TutorialTown.horizonHours, explaining: true, state: &state)
        let tap = try #require(model.asset(named: "junction-west"))
        let chain = outage.causeChain(of: Int32(tap), at: 12).map { model.id(Int($0)) }
        #expect(chain.first == "transformer-east")
        #expect(chain.last == "junction-west")
        #expect(chain.contains("pump"))
    }

    @Test func `ranks single failures as computed by hand`() throws {
        let model = try model()
        let impact = SingleFailureImpact(
            model, Cascade(model), base: ServiceBase(model), horizonHours: TutorialTown.horizonHours)
        #expect(TutorialTown.singleFailures.count == model.assetCount)
        for asset in 0..<model.assetCount {
            #expect(impact.consequence[asset] == TutorialTown.singleFailures[model.id(asset)], "\(model.id(asset))")
        }
    }
}
