import AccessModel
import CascadeModel
import Diagnostics
import Foundation
@testable import ReportWriting
import Testing

@Suite struct BatchReportTests {
    static func scenario(_ level: Double, loss: Double, frequency: Double? = nil) -> BatchReportInput.ScenarioSummary {
        BatchReportInput.ScenarioSummary(
            name: "river-\(level)", variant: "level \(level)", consequence: loss, consequenceDrawn: nil, residentsOutPeak: [loss / 40, loss / 20],
            residentHoursLost: [loss / 3, loss / 1.5], hospitalsOut: loss > 50_000 ? 2 : loss > 0 ? 1 : 0, longestHospitalHours: loss / 1000,
            measures: [
                .init(title: "Raise the substation", costEuros: 1e6, avoided: loss * 0.4),
                .init(title: "Second pump", costEuros: nil, avoided: loss > 50_000 ? loss * 0.6 : 0),
            ], yearlyFrequency: frequency)
    }

    static func input(_ language: ReportLanguage = .english, name: String = "<b>Pump | 3", frequencies: Bool = false) -> BatchReportInput {
        let levels = [(3.0, 0.0), (4.0, 20_000.0), (4.5, 60_000.0), (5.0, 120_000.0)]
        var failed = scenario(9, loss: 0)
        failed.failure = "the level lies above the terrain"
        return BatchReportInput(
            name: "weekend", title: "The river and the quake", language: language, places: ["Waterford"], residents: 6000,
            services: ["power", "water"],
            questions: [
                .init(title: "How high can the river get?", question: "Which level is too much?", scenarios: levels.enumerated().map { i, l in
                    scenario(l.0, loss: l.1, frequency: frequencies ? pow(0.1, Double(i + 1)) : nil)
                }),
                .init(title: "What if it shakes?", question: "", scenarios: frequencies ? [] : [scenario(6, loss: 30_000), failed]),
            ],
            weakPoints: [
                .init(id: "P3", name: name, kind: "pumpingStation", scenariosDown: 4, meanLoss: 25_000, impactAlone: 90_000),
                .init(id: "T12", name: "", kind: "transformer", scenariosDown: 1, meanLoss: 3000, impactAlone: .nan),
            ],
            vulnerable: [.init(id: "H1", name: "St Elisabeth", kind: "hospital", scenariosOut: 3, longestHours: 120, worstScenario: "river-5.0")],
            manifest: Manifest(programVersion: "0.1.0", command: "lifeline report weekend.gpkg", seed: 1, inputs: [("weekend.gpkg", String(repeating: "a", count: 64))]))
    }

    private func written(_ input: BatchReportInput) -> (report: String, files: [ReportFile]) {
        let files = BatchReport.files(for: input)
        return (String(decoding: files[0].bytes, as: UTF8.self), files)
    }

    @Test func `the summary names the worst scenario, the common weak point, the best measure and what failed`() {
        let report = written(Self.input()).report
        #expect(report.contains("In 4 of 5 scenarios people go without something."))
        #expect(report.contains("The worst is **level 5.0**: at its worst moment about **3,000** people are without power and **all 6,000** without water."))
        #expect(report.contains("There, 2 hospitals go without something, the longest for **5 days**."))
        #expect(report.contains("which stands still in 4 of 5."))
        #expect(report.contains("**Raise the substation**: in 2 of 5 scenarios that compare measures."))
        #expect(report.contains("1 scenario could not be computed"))
        #expect(report.contains("**level 9.0**: the level lies above the terrain"))
    }

    @Test func `how fast help comes is told where it was followed, the worst scenario first`() {
        #expect(!written(Self.input()).report.contains("Ambulance and emergency department"))
        var input = Self.input()
        for (i, beyond) in [0.0, 400, 1200, 900].enumerated() {
            input.questions[0].scenarios[i].help = [
                .init(way: .ambulance, beyondBefore: 100, beyondMost: 100 + beyond, fromHours: 6, origins: 3, originsOut: i == 2 ? 1 : 0)
            ]
        }
        input.outOfReach = [
            .init(id: "C1", name: "<b>Old | house", kind: "careHome", way: .ambulance, scenarios: 2, longestHours: 30, worst: .isolated, worstScenario: "level 4.5"),
            .init(id: "C1", name: "<b>Old | house", kind: "careHome", way: .emergencyDepartment, scenarios: 2, longestHours: 30, worst: .isolated, worstScenario: "level 4.5"),
            .init(id: "C1", name: "<b>Old | house", kind: "careHome", way: .emergencyDepartment, scenarios: 2, longestHours: 31, worst: .isolated, worstScenario: "level 4.5"),
        ]
        input.questions[0].scenarios[3].portfolio = [.init(title: "Raise the substation", costEuros: 1e6, avoided: 60_000)]
        let (report, files) = written(input)
        let section = report.components(separatedBy: "\n## Ambulance and emergency department\n")[1].components(separatedBy: "\n## ")[0]
        #expect(section.contains("In **3 of 4** scenarios"))
        let rows = section.components(separatedBy: "\n").filter { $0.hasPrefix("| **") }
        #expect(rows.map { String($0.split(separator: "*", maxSplits: 2)[1]) }.prefix(3) == ["level 4.5", "level 5.0", "level 4.0"])
        #expect(rows[0].contains("1,300") && rows[0].contains("1 / 3") && rows[0].contains("6 h"))
        #expect(rows[3].contains("no open road") && !rows[3].contains("<b>"))
        // One row where both ways to help fare alike.
        #expect(rows.count == 5 && rows[3].contains("ambulance and emergency department") && !rows[4].contains("ambulance"))
        #expect(report.contains("€1,000,000") && report.contains("50%"))
        let json = String(decoding: files.first { $0.path.hasSuffix(".json") }?.bytes ?? [], as: UTF8.self)
        #expect(json.contains("\"residentsBeyondMost\": 1300") || json.contains("\"residentsBeyondMost\":1300"))
        input.language = .dutch
        #expect(written(input).report.contains("niet binnen de norm bereikt"))
    }

    @Test func `there is a chapter for each question, and the matrix has the worst first`() {
        let report = written(Self.input()).report
        #expect(report.contains("\n## How high can the river get?\n") && report.contains("\n## What if it shakes?\n"))
        let matrix = report.components(separatedBy: "\n## All scenarios\n")[1].components(separatedBy: "\n## ")[0]
        let rows = matrix.components(separatedBy: "\n").filter { $0.hasPrefix("| **") }
        #expect(rows.map { String($0.split(separator: "*", maxSplits: 2)[1]) } == ["level 5.0", "level 4.5", "level 6.0", "level 4.0", "level 3.0"])
        #expect(rows[0].contains("Second pump (60%)"))
        #expect(report.contains("The loss goes from 0 person-hours (level 3.0) to **120,000** (level 5.0)."))
    }

    @Test(arguments: ReportLanguage.allCases)
    func `every number of the summary is in the JSON, and what is named exists`(language: ReportLanguage) throws {
        let (report, files) = written(Self.input(language, name: "Pump"))
        let json = try #require(try JSONSerialization.jsonObject(with: Data(files.first { $0.path.hasSuffix(".json") }?.bytes ?? [])) as? [String: Any])
        var rest = SummaryTests.firstSection(report).replacing("level 5.0", with: "")
        for figure in try #require(json["summary"] as? [[String: Any]]).sorted(by: { ($0["printed"] as? String ?? "").count > ($1["printed"] as? String ?? "").count }) {
            rest = rest.replacing(try #require(figure["printed"] as? String), with: "")
        }
        #expect(!rest.contains { $0.isNumber }, "\(rest)")
        let pictures = Set(report.matches(of: /!\[[^\]]*\]\(([^)]+)\)/).map { String($0.1) })
        #expect(pictures == Set(files.map(\.path).filter { $0.hasSuffix(".svg") }))
    }

    @Test func `the exceedance counts scenarios, or takes the frequencies where all state them`() {
        let shares = ExceedancePicture.steps(BatchFindings(Self.input()))
        #expect(shares.map(\.loss) == [0, 20_000, 30_000, 60_000, 120_000])
        #expect(shares.map(\.exceedance) == [1, 0.8, 0.6, 0.4, 0.2])
        let known = BatchFindings(Self.input(frequencies: true))
        #expect(ExceedancePicture.hasFrequencies(known))
        #expect(zip(ExceedancePicture.steps(known).map(\.exceedance), [0.1, 0.01, 0.001, 0.0001]).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect(written(Self.input(frequencies: true)).report.contains("How often a year at least so much is lost"))
        #expect(written(Self.input()).report.contains("This is no statement of how likely a loss is"))
    }

    @Test func `nothing done and nothing lost are said`() {
        var input = Self.input()
        input.questions = [.init(title: "Q", question: "", scenarios: [Self.scenario(1, loss: 0)])]
        input.weakPoints = []
        input.vulnerable = []
        #expect(written(input).report.contains("In none of the 1 scenarios anybody loses anything."))
        input.questions = []
        #expect(written(input).report.contains("There are no results."))
    }

    @Test(arguments: HostileNamesTests.names)
    func `a hostile name changes nothing in the layout of a batch report`(name: String) {
        let plain = written(Self.input(name: "Pump")).report
        let hostile = written(Self.input(name: name)).report
        #expect(HostileNamesTests.layout(hostile) == HostileNamesTests.layout(plain))
        #expect(!hostile.contains("<script") && !hostile.contains("<b>"))
    }
}
