import Diagnostics
import CascadeModel
import DamageModel
import Diagnostics
import Foundation
import Geometry
import NetworkModel
@testable import ReportWriting
import ScenarioModel
import Testing


@Suite struct SummaryTests {
    /// The report's Markdown, and its first section.
    private func written(_ input: ReportInput) -> (report: String, summary: String) {
        let report = String(decoding: ReportWriter.files(for: input)[0].bytes, as: UTF8.self)
        let parts = report.components(separatedBy: "\n## ")
        return (report, parts.first { $0.hasPrefix("In short") } ?? "")
    }

    @Test func `the summary has at most six sentences and names people, hospital and weak point`() throws {
        let summary = written(try SmallTown().input()).summary
        #expect(summary.components(separatedBy: "\n- ").count - 1 <= 6)
        // 1234 + 150 + 80 residents without power, 1234 + 150 without water, of 3809.
        #expect(summary.contains("Of about 3,800 residents, at the worst moment **1,500** are without power and **1,400** without water; nobody loses road access."))
        // From 04:10 to 30 h after onset.
        #expect(summary.contains("**28 h 50 min** without water at **St Elisabeth**"))
        #expect(summary.contains("The one hospital and the one care home go without something at some time."))
        #expect(summary.contains("The weakest point is **grid connection G**"))
        #expect(summary.contains("Who is supplied by whom is assumed, not measured, in 5 of 8 cases."))
    }

    @Test(arguments: [false, true], ReportLanguage.allCases)
    func `every number of the summary is found in the JSON, unrounded`(sampled: Bool, language: ReportLanguage) throws {
        var input = try SmallTown().input()
        if sampled { SmallTown.addSamples(&input) }
        SmallTown.addMeasures(&input)
        if !sampled { SmallTown.addSensitivity(&input) }
        input.speak(language)
        let files = ReportWriter.files(for: input)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(files.first { $0.path.hasSuffix(".json") }?.bytes ?? [])) as? [String: Any])
        let figures = try #require(json["summary"] as? [[String: Any]])
        var rest = Self.firstSection(String(decoding: files[0].bytes, as: UTF8.self)).replacing("95%", with: "")
        for figure in figures.sorted(by: { ($0["printed"] as? String ?? "").count > ($1["printed"] as? String ?? "").count }) {
            let printed = try #require(figure["printed"] as? String)
            #expect(figure["value"] is NSNumber, "\(figure)")
            rest = rest.replacing(printed, with: "")
        }
        #expect(!rest.contains { $0.isNumber }, "numbers that the JSON does not hold: \(rest)")
        let peak = figures.first { ($0["key"] as? String ?? "").hasPrefix("residents out at the worst moment, power") }
        #expect((peak?["value"] as? NSNumber)?.doubleValue == (sampled ? 1402.5 : 1464))
    }

    @Test(arguments: ReportLanguage.allCases)
    func `without samples the ranges are those of the changed assumptions`(language: ReportLanguage) throws {
        var input = try SmallTown().input()
        SmallTown.addMeasures(&input)
        for i in input.measures.indices { input.measures[i].consequenceAvoided = nil }
        SmallTown.addSensitivity(&input)
        input.speak(language)
        let summary = Self.firstSection(String(decoding: ReportWriter.files(for: input)[0].bytes, as: UTF8.self))
        #expect(summary.contains(language == .english ? "**1,500** (1,200 to 1,600) are without power" : "**1.500** (1.200 tot 1.600) zonder stroom"))
        #expect(summary.contains(language == .english ? "most depends on the water level." : "het meest hangt af van de waterstand."))
    }

    static func firstSection(_ report: String) -> String {
        report.components(separatedBy: "\n## ").dropFirst().first ?? ""
    }

    @Test func `with samples the figures carry their ranges, in words`() throws {
        var input = try SmallTown().input()
        SmallTown.addSamples(&input)
        SmallTown.addMeasures(&input)
        let text = written(input)
        #expect(text.summary.contains("**1,400** (1,300 to 1,500) are without power"))
        #expect(text.summary.contains("so it goes in 83% (78% to 88%) of the random runs"))
        #expect(text.summary.contains("**Raise Substation West** helps most: it takes away **38%** of the hours that people go without, about 30,000 (28,000 to 32,000) of 80,000"))
        #expect(text.summary.contains("€250,000"))
        // Half the width is 98, so that tens are the last digits worth printing.
        #expect(text.report.contains(/Residents without power, worst moment \| +1,400 \| +1,300 to 1,500 \| +1,460 \|/))
        #expect(!text.report.contains("There are none by chance: the scenario asks for a single course"))
    }

    // MARK: empty cases

    @Test func `an event that touches nobody says that nobody loses anything`() throws {
        var input = try SmallTown().input()
        input.disturbances = []
        input.outage = Outage(assets: [], services: [], deadlocks: [], eventHours: [], horizonHours: 48)
        input.outcome = ServiceOutcome(input.outage, on: input.model, base: ServiceBase(input.model))
        let text = written(input)
        #expect(text.summary.contains("Nobody loses anything"))
        #expect(text.summary.contains("The one hospital keeps all that it needs."))
        // One calm page: no hours, no tables of losses, no checklist, one picture.
        let titles = text.report.matches(of: /\n## (.+)/).map { String($0.1) }
        #expect(titles == ["In short", "Map", "Weak points", "How sure are we", "Data and assumptions", "How to repeat this", "Words used"])
        #expect(ReportWriter.files(for: input).filter { $0.path.hasSuffix(".svg") }.map(\.path) == ["waterford-flood/map.svg"])
        #expect(!ReportWriter.files(for: input).contains { $0.path.hasSuffix("checklist.csv") })
    }

    @Test func `no facilities, no residents, one layer: each is said in words`() throws {
        var b = CityModelBuilder()
        b.addNode("a", layer: .power, kind: .gridConnection, at: .init(x: 0, y: 0), isSource: true)
        let text = written(try emptyInput(b))
        #expect(text.summary.contains("No place in the data states that it needs"))
        #expect(text.summary.contains("The data names no hospital"))
        #expect(text.summary.contains("The data holds no water network and road network, so losses through them are not computed"))
        #expect(text.summary.contains("No single failure, by itself, takes a service away from anyone."))
        #expect(text.report.contains("The data states no supply relation at all"))
        #expect(text.report.contains("There are none by chance: the scenario asks for a single course"))
        #expect(!text.report.contains("0.0000") && !text.report.contains("nan") && !text.report.contains("inf "))
    }

    @Test func `places without residents are counted as places`() throws {
        var b = CityModelBuilder()
        b.addNode("a", layer: .power, kind: .gridConnection, at: .init(x: 0, y: 0), isSource: true)
        b.addFacility("shop", kind: .building, at: .init(x: 5, y: 5))
        b.require("shop", "power", from: ["a"])
        var input = try emptyInput(b)
        let shop = Int32(input.model.asset(named: "shop") ?? -1)
        var state = CascadeState(for: Cascade(input.model))
        let grid = Int32(input.model.asset(named: "a") ?? -1)
        input.disturbances = [.init(asset: grid, fromHours: 2, untilHours: .infinity, cause: .outOfService)]
        input.outage = Cascade(input.model).run(input.disturbances, horizonHours: 48, state: &state)
        input.outcome = ServiceOutcome(input.outage, on: input.model, base: ServiceBase(input.model))
        #expect(input.outage.services.map(\.facility) == [shop])
        let text = written(input)
        #expect(text.summary.contains("**1** place is without power; the data gives no residents, so people cannot be counted."))
        #expect(text.report.contains("put out of service by hand: 1 grid connection"))
    }

    @Test func `a deadlock is named in the summary`() throws {
        var input = try SmallTown().input()
        input.outage.deadlocks = [["P3", "T12"].map { Int32(input.model.asset(named: $0) ?? 0) }]
        #expect(written(input).summary.contains("pumping station P3 and transformer T12 stay off: each waits for another of them before it can restart."))
    }

    @Test func `measures that change nothing are said to help nothing`() throws {
        var town = SmallTown()
        town.measures = [TestMeasure(title: "Paint the bridge", costEuros: 10)]
        var input = try town.input()
        input.measures = [MeasureResult(title: Phrase(data: "Paint the bridge"), costEuros: 10, outcome: input.outcome, consequenceAvoided: nil)]
        #expect(written(input).summary.contains("None of the measures compared (1) reduces the hours that people go without."))
    }

    @Test func `without a start time, times are hours after onset`() throws {
        var town = SmallTown()
        town.start = nil
        let report = written(try town.input()).report
        #expect(report.contains("1 h 10 min after onset"))
        #expect(!report.contains("15 Jan"))
    }

    // MARK: made-up results

    private func emptyInput(_ builder: CityModelBuilder) throws -> ReportInput {
        var input = try SmallTown().input()
        var log = input.issues
        input.model = try builder.freeze(&log)
        input.fields = []
        input.disturbances = []
        input.outage = Outage(assets: [], services: [], deadlocks: [], eventHours: [], horizonHours: 48)
        input.outcome = ServiceOutcome(input.outage, on: input.model, base: ServiceBase(input.model))
        input.impact = SmallTown().impact(input.model, [:])
        return input
    }
}
