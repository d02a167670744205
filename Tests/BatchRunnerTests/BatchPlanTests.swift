import BatchRunner
import Diagnostics
import Foundation
import ResultStore
import StoreSamples
import TestSupport
import Testing

@Suite final class BatchPlanTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    private func plan(_ paths: [String] = ["scenarios"], atMost limit: Int = 1000) throws -> BatchPlan {
        try BatchPlan(paths: paths.map { folder.path($0) }, atMost: limit)
    }
    private func refusal(_ paths: [String], atMost limit: Int = 1000) throws -> InputError {
        try #require(#expect(throws: InputError.self) { try plan(paths, atMost: limit) })
    }

    @Test func `a folder's scenarios are taken in the order of their names, other files left out`() throws {
        try folder.sweep("1 2")
        try folder.scenario("a-dry", "")
        try FileManager.default.createDirectory(atPath: folder.path("scenarios/more"), withIntermediateDirectories: true)
        for (name, text) in [("fragilities.xml", "<x/>"), ("notes.txt", "hello"), ("more/b.xml", "<scenario/>")] {
            try Data(text.utf8).write(to: folder.url.appendingPathComponent("scenarios/\(name)"))
        }
        let plan = try plan()
        #expect(plan.scenarios.map(\.name) == [
            "a-dry", "sweep,level=1,raised=false", "sweep,level=1,raised=true", "sweep,level=2,raised=false", "sweep,level=2,raised=true",
        ])
        #expect(plan.leftOut == [folder.path("scenarios/fragilities.xml")])
        #expect(plan.files.map(\.scenarios) == [1, 4])
        #expect(plan.files[1].parameters == "level (2 values) × raised (2 values)")
    }

    @Test func `the sweep that comes with the program is read`() throws {
        let plan = try BatchPlan(paths: [repositoryFolder.appendingPathComponent("scenarios/sweeps").path])
        #expect(plan.scenarios.count == 88)
        for planned in plan.scenarios { #expect(throws: Never.self) { try planned.scenario.get() } }
    }

    @Test func `a named file that is no scenario is a scenario that fails`() throws {
        try Data("<x/>".utf8).write(to: folder.url.appendingPathComponent("x.xml"))
        let plan = try plan(["x.xml"])
        #expect(plan.scenarios.map(\.name) == ["x"])
        #expect(throws: InputError.self) { try plan.scenarios[0].scenario.get() }
    }

    @Test func `too many scenarios, two of one name, and none are refused`() throws {
        #expect(try refusal(["scenarios"]).code == "no-scenarios")
        let sweep = try folder.sweep("1..60")
        let error = try refusal(["scenarios"], atMost: 100)
        #expect(error.code == "too-many-scenarios" && error.problem.contains("120 scenarios") && error.remedy.contains("--at-most 120"))
        #expect(try plan(["scenarios"], atMost: 120).scenarios.count == 120)
        #expect(throws: InputError.self) { try BatchPlan(paths: [sweep, sweep]) }
    }

    @Test(arguments: [1, 2, 3, 5, 8, 100]) func `shards take each scenario once`(count: Int) throws {
        try folder.sweep()
        try folder.quakes()
        let plan = try plan()
        let shares = (1...count).map { plan.share(Shard("\($0)/\(count)")) }
        #expect(shares.joined().sorted() == Array(plan.scenarios.indices))
        #expect((shares.map(\.count).max() ?? 0) - (shares.map(\.count).min() ?? 0) <= 1)
    }

    @Test func `scenarios with the same event are run one after the other`() throws {
        try folder.scenario(
            "s",
            """
            <parameters><parameter name="h" values="10 20 30"/><parameter name="level" values="1 2"/></parameters>
            <flood terrain="../tutorial-terrain.asc" level="{level}" sourceX="155375" sourceY="435225"/>
            <outOfService asset="pump" until="{h}"/>
            """)
        let plan = try plan()
        #expect(plan.runOrder.map { plan.scenarios[$0].name.hasSuffix("level=1") } == [true, true, true, false, false, false])
    }

    @Test(arguments: ["0/4", "5/4", "1", "a/b", "1/0", "1/2/3", "-1/2", "1/1000000"]) func `what is no shard is refused`(text: String) {
        #expect(Shard(text) == nil)
    }
}
