import Diagnostics
import CascadeModel
import DamageModel
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
        #expect(summary.contains("about **1,500** are without power and **1,400** are without water; nobody loses road access"))
        #expect(summary.contains("of about 3,800 residents"))
        // From 04:10 to 30 h after onset.
        #expect(summary.contains("**28 h 50 min** without water at **St Elisabeth**"))
        #expect(summary.contains("The weakest single point is **grid connection G**"))
        #expect(summary.contains("5 of 8 such relations are assumed"))
    }

    @Test(arguments: [false, true])
    func `every number of the summary is found in the JSON, unrounded`(sampled: Bool) throws {
        var input = try SmallTown().input()
        if sampled {
            SmallTown.addSamples(&input)
            SmallTown.addMeasures(&input)
        }
        let files = ReportWriter.files(for: input)
        let json = try #require(try JSONSerialization.jsonObject(with: Data(files.first { $0.path.hasSuffix(".json") }?.bytes ?? [])) as? [String: Any])
        let figures = try #require(json["summary"] as? [[String: Any]])
        var rest = written(input).summary
        // Names and titles hold digits of their own.
        for name in ["Flood: river at 4.20 m", "95%"] { rest = rest.replacingOccurrences(of: name, with: "") }
        for figure in figures.sorted(by: { ($0["printed"] as? String ?? "").count > ($1["printed"] as? String ?? "").count }) {
            let printed = try #require(figure["printed"] as? String)
            #expect(figure["value"] is NSNumber, "\(figure)")
            rest = rest.replacingOccurrences(of: printed, with: "")
        }
        #expect(!rest.contains { $0.isNumber }, "numbers that the JSON does not hold: \(rest)")
        let peak = figures.first { ($0["key"] as? String ?? "").hasPrefix("residents out at the worst moment, power") }
        #expect((peak?["value"] as? NSNumber)?.doubleValue == (sampled ? 1402.5 : 1464))
    }

    @Test func `with samples the figures carry their ranges, in words`() throws {
        var input = try SmallTown().input()
        SmallTown.addSamples(&input)
        SmallTown.addMeasures(&input)
        let text = written(input)
        #expect(text.summary.contains("about **1,400** (1,300 to 1,500) are without power"))
        #expect(text.summary.contains("of the random variations, 83% (78% to 88%) leave it without, for 21 h 30 min on average"))
        #expect(text.summary.contains("**Raise Substation West** helps most: it avoids about **30,000** (28,000 to 32,000)"))
        #expect(text.summary.contains("€ 250,000"))
        // Half the width is 98, so that tens are the last digits worth printing.
        #expect(text.report.contains(/Residents without power, worst moment \| +1,400 \| +1,300 to 1,500 \| +1,460 \|/))
        #expect(!text.report.contains("There are none: the scenario asks for a single course"))
    }

    // MARK: empty cases

    @Test func `an event that touches nobody says that nobody loses anything`() throws {
        var input = try SmallTown().input()
        input.disturbances = []
        input.outage = Outage(assets: [], services: [], deadlocks: [], eventHours: [], horizonHours: 48)
        input.outcome = ServiceOutcome(input.outage, on: input.model, base: ServiceBase(input.model))
        let text = written(input)
        #expect(text.summary.contains("nobody loses anything"))
        #expect(text.summary.contains("The one hospital keeps every service that it needs."))
        #expect(text.report.contains("Nothing changes: the event reaches no asset that matters to anyone."))
        #expect(!ReportWriter.files(for: input).contains { $0.path.hasSuffix("hospitals.svg") })
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
        #expect(text.report.contains("There are none: the scenario asks for a single course"))
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
        #expect(text.summary.contains("**1** places are without power; the data gives no residents, so people cannot be counted."))
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
        #expect(written(input).summary.contains("None of the measures compared (1) reduces the loss."))
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
