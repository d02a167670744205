import CascadeModel
import CriticalityRanking
import DamageModel
import Diagnostics
import Foundation
import Geometry
import NetworkModel
import ReportWriting
import TestSupport
import Testing

@testable import StudyRunner

@Suite struct SensitivityTests {
    private static let tutorial = repositoryFolder.appendingPathComponent("scenarios/tutorial.xml").path

    /// The tutorial's scenario with something replaced, run for itself.
    private func run(_ old: String = "", with new: String = "", threads: Int = 0) throws -> ReportInput {
        let text = try String(contentsOfFile: Self.tutorial, encoding: .utf8)
        let networks = repositoryFolder.appendingPathComponent("networks").path
        let folder = try ScratchFolder()
        var scenario = text.replacing("../networks", with: networks)
        if !old.isEmpty {
            #expect(scenario.contains(old))
            scenario = scenario.replacing(old, with: new)
        }
        return try Study(scenarioPath: folder.file("t.xml", scenario)).run(threads: threads)
    }

    private func change(_ assumption: String, _ what: String, of input: ReportInput) throws -> Sensitivity.Results {
        let variation = try #require(input.sensitivity?.variations.first { $0.assumption.english == assumption })
        return try #require(variation.changes.first { $0.what.english == what }).results
    }

    @Test func `a changed level gives what the scenario itself gives at that level, measures included`() throws {
        let input = try run()
        let higher = try change("the water level", "0.25 m higher", of: input)
        let own = try run("level=\"2.0\"", with: "level=\"2.25\"")
        #expect(higher.consequence == own.outcome.consequence)
        #expect(higher.residentsOutPeak == own.outcome.services.map(\.residentsOutPeak))
        #expect(higher.avoided == own.measures.prefix(2).map { own.outcome.consequence - $0.outcome.consequence })
        #expect(higher.longestHospitalHours == own.outcome.losses.filter { own.model.isKind($0.facility, .hospital) }.map(\.outHours).max())
    }

    @Test func `the base is the run itself, and its weak points are those of the ranking`() throws {
        let input = try run(), sensitivity = try #require(input.sensitivity)
        #expect(sensitivity.draws == 0 && sensitivity.base.consequence == input.outcome.consequence)
        #expect(sensitivity.base.avoided == input.measures.prefix(2).map { input.outcome.consequence - $0.outcome.consequence })
        #expect(sensitivity.weakestPoints == input.impact.worst(10))
        // Reserves half full: each point's failure run anew costs at least what it cost with full ones.
        let half = try change("how full all reserves are", "half full", of: input)
        #expect(zip(half.impacts, sensitivity.base.impacts).allSatisfy { $0 >= $1 } && half.impacts != sensitivity.base.impacts)
        #expect(half.consequence > input.outcome.consequence)
    }

    @Test func `the number of threads changes nothing`() throws {
        let (one, two) = (try run(threads: 1), try run(threads: 2))
        #expect(one.sensitivity?.variations.flatMap { $0.changes.map(\.results) } == two.sensitivity?.variations.flatMap { $0.changes.map(\.results) })
    }

    @Test func `only what plays a part is varied`() throws {
        // All of the tutorial's suppliers and reserves are stated: nothing is assumed about them.
        let names = try #require(try run().sensitivity).variations.map(\.assumption.english)
        #expect(names == ["the water level", "the depth at which things stop", "the time for drying and repair", "how full all reserves are"])
        let unstated = try #require(try run(" recession=\"24\"", with: "").sensitivity).variations.map(\.assumption.english)
        #expect(unstated.contains("how long the water stays"))
    }

    @Test func `a change that cannot be computed is left out`() throws {
        // The source lies at −2 m: a quarter of a metre below a level of −1.9 m there is no water.
        let sensitivity = try #require(try run("level=\"2.0\"", with: "level=\"-1.9\"").sensitivity)
        let level = try #require(sensitivity.variations.first { $0.assumption.english == "the water level" })
        #expect(level.changes.map(\.what.english) == ["0.25 m higher"])
    }

    @Test func `assumed thresholds and hours change, those with a source stay`() throws {
        let standard = try FragilityCatalogue.standard()
        let lower = standard.withAssumedThresholds(times: 0.5), longer = standard.withAssumedRepairs(times: 2)
        #expect(standard.floodings.contains { $0.source == nil } && standard.floodings.contains { $0.source != nil })
        for (before, after) in zip(standard.floodings, lower.floodings) {
            #expect(after.thresholdMetres == before.thresholdMetres * (before.source == nil ? 0.5 : 1))
        }
        for (before, after) in zip(standard.floodings, longer.floodings) { #expect(after.dryingHours == 2 * before.dryingHours) }
        for (before, after) in zip(standard.restorations, longer.restorations) {
            #expect(after.hours == before.hours.map { $0 * (before.source == nil ? 2 : 1) })
        }
    }

    @Test func `assumed suppliers give way to the next nearest, stated ones stay`() throws {
        var b = CityModelBuilder()
        for (i, x) in [0.0, 100, 300].enumerated() { b.addNode("T\(i)", layer: .power, kind: .transformer, at: Point(x: x, y: 0), isSource: true) }
        for (id, x, provenance) in [("a", 10.0, Provenance.assumed), ("b", 290, .assumed), ("c", 90, .measured), ("d", 310, .assumed)] {
            b.addFacility(id, kind: .building, at: Point(x: x, y: 0))
            b.require(id, "power", from: [id == "a" ? "T0" : id == "c" ? "T1" : "T2"], bufferHours: 4, provenance)
        }
        var log = IssueLog()
        let model = try b.freeze(&log), varied = model.withNextSuppliers()
        func suppliers(_ model: CityModel) -> [String] {
            ["a", "b", "c", "d"].map { id in
                model.requirements.ofAsset(model.asset(named: id) ?? 0).flatMap { model.requirements.suppliers($0) }.map { model.id(Int($0)) }.joined()
            }
        }
        #expect(suppliers(model) == ["T0", "T2", "T1", "T2"])
        #expect(suppliers(varied) == ["T1", "T1", "T1", "T1"])
        #expect(model.withReserves(times: 0.5, onlyAssumed: false).requirements.bufferHours == [2, 2, 2, 2])
    }
}
