import CascadeModel
import DamageModel
import Diagnostics
import Foundation
import NetworkModel
import ReportWriting
import ScenarioModel
import StudyRunner
import TestSupport
import Testing

/// The tutorial town's flood with what people saw put over it, worked out by hand (`Tests/TutorialTownTests` has the
/// flood itself: transformer-east is down from 0 to 36 h, corner-east to 26 h, houses-east to the horizon of 48 h).
@Suite struct ObservedTownTests {
    private func input(_ seen: String, name: String = "seen.csv") throws -> ReportInput {
        let scratch = try ScratchFolder()
        var scenario = try ScenarioReader.read(repositoryFolder.appendingPathComponent("scenarios/tutorial.xml").path)
        try ObservationReader.read(scratch.file(name, seen), into: &scenario)
        return try Study(scenario).run(threads: 1)
    }
    private func losses(_ input: ReportInput) -> [String] {
        input.outage.services.map {
            "\(input.model.id(Int($0.facility))) \(input.model.services[Int($0.service)]) \($0.state == .out ? "out" : "reserve") \(Int($0.fromHours))-\(Int($0.untilHours))"
        }.filter { !$0.hasPrefix("houses-east") }
    }

    @Test func `a transformer seen working at hour 10 brings power at once and water an hour later`() throws {
        let input = try input("asset,state,time\ntransformer-east,working,10\n")
        #expect(losses(input) == [
            "care-home water out 6-11", "hospital power reserve 0-4", "hospital power out 4-10", "hospital road out 0-26",
            "hospital water out 6-11", "houses-mound power out 0-10", "houses-mound road out 0-26", "houses-mound water out 6-11",
            "houses-west water out 6-11",
        ])
    }

    @Test func `a substation seen out from hour 30 to 40 darkens both banks, and the pump starts at 41`() throws {
        let input = try input("asset,state,time\nsubstation,out,2026-01-16T09:00\nsubstation,working,2026-01-16T19:00\n")
        #expect(losses(input) == [
            "care-home power reserve 30-32", "care-home power out 32-40", "care-home water out 6-41",
            "hospital power reserve 0-4", "hospital power out 4-40", "hospital road out 0-26", "hospital water out 6-41",
            "houses-mound power out 0-40", "houses-mound road out 0-26", "houses-mound water out 6-41",
            "houses-west power out 30-40", "houses-west water out 6-41",
        ])
    }

    @Test func `a reserve lasts as long as was seen, whatever the network says`() throws {
        // The hospital's generator, 4 h in the network, is seen at hour 3 to last 9 h more; the tank, 6 h, to last 1 h more.
        let input = try input("asset,state,time,hours left\nhospital,on reserve,3,9\ntank,on reserve,3,1\n")
        #expect(losses(input).filter { $0.hasPrefix("hospital power") } == ["hospital power reserve 0-12", "hospital power out 12-36"])
        #expect(losses(input).filter { $0.hasSuffix("water out 4-37") }.count == 4)
        // Where the network has supply, nothing changes.
        let dry = try self.input("asset,state,time,hours left,service\ncare-home,on reserve,3,1,power\n")
        #expect(losses(dry).filter { $0.hasPrefix("care-home") } == ["care-home water out 6-37"])
    }

    @Test func `a service that nobody needs is refused`() throws {
        let error = try #require(#expect(throws: InputError.self) { try input("asset,state,time,hours left,service\nhospital,on reserve,3,1,gas\n") })
        #expect(error.code == "observation-service" && error.position?.line == 2)
    }

    @Test func `a gauge that shows dry feet ends the flood's hold on the low bank`() throws {
        // The bank lies at 1.0 m; from hour 12 on the river stands at 0.9 m. The transformer needs 12 h more, the road 2.
        let input = try input("gauge,level,time\nlock,2.0,11.9\nlock,0.9,12\n")
        // The level passes the ground 0.1 h × (2.0 − 1.0) / (2.0 − 0.9) after hour 11.9.
        let dry = 11.9 + 0.1 / 1.1
        let hits = input.disturbances.map { "\(input.model.id(Int($0.asset))) \((($0.untilHours - dry) * 1000).rounded() / 1000)" }
        #expect(hits == ["corner-east 2.0", "transformer-east 12.0", "houses-east 48.0"])
    }

    @Test func `the report tells what was seen from what is computed`() throws {
        let input = try input("asset,state,time\ntransformer-west,out,5\njunction-west,working,12\n")
        let files = ReportWriter.files(for: input)
        let text = String(decoding: files[0].bytes, as: UTF8.self)
        #expect(text.contains("## What was seen"))
        let rows = text.split(separator: "\n").filter { $0.contains("Transformer West") && $0.hasPrefix("| Thu") }
        #expect(rows.contains { $0.contains("does not work") && $0.contains("is seen not to work") }, "\(rows)")
        // Seen working, but in the computation still without water: the reader is told so.
        #expect(text.split(separator: "\n").contains { $0.contains("Main West") && $0.contains("| works ") && $0.contains("does not work:") })
        var dutch = input
        dutch.speak(.dutch)
        #expect(String(decoding: ReportWriter.files(for: dutch)[0].bytes, as: UTF8.self).contains("## Wat is gezien"))
        let json = try #require(files.first { $0.path.hasSuffix(".json") })
        let root = try #require(try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
        #expect((root["observations"] as? [[String: Any]])?.map { $0["asset"] as? String } == ["junction-west", "transformer-west"])
        #expect(input.manifest.inputs.contains { $0.path.hasSuffix("seen.csv") })
    }

    @Test func `without observations the report says nothing of them`() throws {
        let scenario = try ScenarioReader.read(repositoryFolder.appendingPathComponent("scenarios/tutorial.xml").path)
        let files = ReportWriter.files(for: try Study(scenario).run(threads: 1))
        #expect(!String(decoding: files[0].bytes, as: UTF8.self).contains("What was seen"))
    }
}
