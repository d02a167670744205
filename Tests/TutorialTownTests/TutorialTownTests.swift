import Geometry
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

    private func flood(level: Double, on model: CityModel) throws -> [Disturbance] {
        let element = MarkupElement(
            name: "flood",
            attributes: [
                "terrain": "tutorial-terrain.asc", "level": "\(level)", "sourceX": "155375", "sourceY": "435225",
                "arrival": "0", "recession": "24",
            ], position: SourcePosition(file: "by-hand.xml", line: 1))
        let field = try Flood(element, folder: Self.folder).field(on: model)
        return try DamageAssessment(model: model, fields: [field], catalogue: .standard()).deterministic()
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
