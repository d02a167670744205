import BatchRunner
import CascadeModel
import Diagnostics
import Foundation
import NetworkModel
import ReportWriting
import ResultStore
import StoreSamples
import StudyRunner
import Testing

/// The report on all scenarios of a store, from a batch of the tutorial town.
@Suite final class StoreReportTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    private func input(_ language: ReportLanguage? = nil) throws -> BatchReportInput {
        let path = folder.path("results.gpkg")
        _ = try Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: path).run()
        return try ResultStore.reading(path).reportInput(name: "results", language: language)
    }

    @Test func `there is a question for each file, and what sets its scenarios apart names them`() throws {
        try folder.sweep("1.2 2.0")
        try folder.quakes(samples: 40, magnitudes: "6.0")
        try folder.scenario("broken", "<outOfService asset=\"nothing\"/>")
        let input = try input()
        #expect(input.questions.map(\.scenarios.count) == [1, 1, 4])
        #expect(input.questions[2].scenarios.map(\.variant) == [
            "level 1.2, raised false", "level 1.2, raised true", "level 2.0, raised false", "level 2.0, raised true",
        ])
        #expect(input.questions[0].scenarios[0].failure?.contains("nothing") == true)
        #expect(input.questions[1].scenarios[0].variant == "" && input.questions[1].scenarios[0].consequenceDrawn != nil)
        #expect(input.services == ["power", "road", "water"] && input.places.count == 1)
        // By hand, as in the comparison of the two: 88,060 weighted hours, 51,000 with the transformer raised.
        #expect(input.questions[2].scenarios.map(\.consequence)[2...] == [88060, 51000])
        // What all measures do together is no measure to choose.
        #expect(input.questions[2].scenarios.map(\.measures.count) == [2, 1, 2, 1])
        #expect(input.weakPoints.first?.id == "transformer-east")
        let out = try ["sweep,level=1.2,raised=false", "sweep,level=1.2,raised=true", "sweep,level=2.0,raised=false", "sweep,level=2.0,raised=true", "quake,m=6.0"]
            .count { name in
                let parts = name.split(separator: ",", maxSplits: 1)
                let event = try Study(scenarioPath: "\(folder.path("scenarios/\(parts[0]).xml")),\(parts[1])").eventResult().event
                return event.outcome.losses.contains { event.model.id($0.facility) == "hospital" && $0.outHours > 0 }
            }
        #expect(input.vulnerable.first { $0.id == "hospital" }?.scenariosOut == out && out > 0 && out < 5)
        let report = String(decoding: BatchReport.files(for: input)[0].bytes, as: UTF8.self)
        #expect(report.contains("**level 2.0, raised false**") && report.contains("1 scenario could not be computed"))
    }

    @Test func `titles leave open what varies, language and return period are the scenarios' own`() throws {
        try folder.scenario(
            "flood",
            """
            <parameters><parameter name="level"><value name="low" m="1.2" years="10"/><value name="high" m="2.0" years="1000"/></parameter></parameters>
            <flood terrain="../tutorial-terrain.asc" level="{level.m}" returnPeriod="{level.years}" sourceX="155375" sourceY="435225" recession="24"/>
            <measures><raise asset="transformer-east" by="1"/><backup asset="hospital" service="power" hours="48"/></measures>
            """, attributes: "language=\"nl\"")
        let input = try input()
        #expect(input.language == .dutch)
        #expect(input.questions[0].scenarios.map(\.yearlyFrequency) == [0.1, 0.001])
        #expect(input.questions[0].scenarios[0].measures.allSatisfy { !$0.title.contains("Raise") })
        #expect(input.title == "High water" && input.manifest.inputs.count == 3)
        let report = String(decoding: BatchReport.files(for: input)[0].bytes, as: UTF8.self)
        #expect(report.contains("Alle scenario's") || report.contains("## "))
        #expect(try ResultStore.reading(folder.path("results.gpkg")).reportInput(name: "r", language: .english).language == .english)
    }

    @Test func `a store without results has no report`() throws {
        try folder.sweep("1.2 2.0")
        let path = folder.path("results.gpkg")
        _ = try Batch(plan: try BatchPlan(paths: [folder.path("scenarios")]), store: path).run(isInterrupted: { true })
        #expect(throws: (any Error).self) { try ResultStore.reading(path).reportInput(name: "results") }
    }
}
