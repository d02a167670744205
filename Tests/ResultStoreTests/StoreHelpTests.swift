import AccessModel
import BatchRunner
import ReportWriting
import ResultStore
import ScenarioModel
import SQLiteAccess
import StoreSamples
import StudyRunner
import TableWriting
import Testing

/// How fast help comes, and the best combination of measures, as a store keeps them.
@Suite final class StoreHelpTests {
    private let folder: SweepFolder
    init() throws { folder = try SweepFolder() }

    private func run(access: Bool = true) throws -> (store: String, plan: BatchPlan, outcome: Batch.Outcome) {
        let plan = try BatchPlan(paths: [folder.path("scenarios")])
        var batch = Batch(plan: plan, store: folder.path("results.gpkg"))
        batch.options.access = access
        return (batch.store, plan, try batch.run())
    }

    @Test func `residents out of reach are those of the run`() throws {
        try folder.sweep("1.2 2.0 2.8")
        let (store, plan, _) = try run()
        let database = try Database(opening: store)
        let row = try database.prepare(
            "SELECT residents, beyond_before, beyond_most, beyond_most_from_h, late, no_help, isolated, hit, beyond_resident_hours, origins_out FROM scenario_access WHERE scenario = ?")
        for planned in plan.scenarios {
            let study = try Study(planned.scenario.get()), result = try study.result(threads: 1)
            let services = try #require(result.access?.services)
            try #require(services.count == 1)
            let census = try #require(services[0].steps.min { $0.census[.inTime] < $1.census[.inTime] }?.census)
            try row.bind(planned.name, at: 1)
            try #require(try row.step())
            #expect(row.real(0) == 1160 && row.real(1) == 0 && row.real(2) == 1160 - census[.inTime])
            #expect([4, 5, 6, 7].map { row.real($0) } == [.late, .noHelp, .isolated, .hit].map { census[$0] })
            #expect(row.integer(9) == services[0].originsOut.count)
            row.reset()
        }
        // By hand: at 2.0 m the hospital's generator runs dry at hour 4, and it was the only one for 1,160 people.
        let hand = try database.prepare("SELECT beyond_most, beyond_most_from_h FROM scenario_access WHERE scenario = 'sweep,level=2.0,raised=false'")
        #expect(try hand.step() && hand.real(0) == 1160 && hand.real(1) == 4)
        // Where the transformer is raised it keeps working.
        let out = "SELECT is_out FROM posts_and_hospitals WHERE id = 'hospital' AND scenario = 'sweep,level=2.0,raised="
        #expect(try database.integer(out + "false'") == 1)
        #expect(try database.integer(out + "true'") != 1)
        let unreachable = try ResultStore.reading(store).answer(.unreachable)
        #expect(unreachable.rows.contains { $0[0] == .text("care-home") && $0[6] == .text("isolated") })
    }

    @Test func `what is skipped is not there, and a run that does not skip it is refused`() throws {
        try folder.sweep("2.0")
        let (store, _, _) = try run(access: false)
        #expect(try Database(opening: store).integer("SELECT count(*) FROM access_totals") == 0)
        #expect(throws: (any Error).self) { try self.run() }
    }

    @Test func `the best combination is the one of the report`() throws {
        try folder.scenario(
            "choice",
            """
            <flood terrain="../tutorial-terrain.asc" level="2.0" sourceX="155375" sourceY="435225" recession="24"/>
            <measures><raise asset="transformer-east" by="1" cost="40000"/><backup asset="hospital" service="power" hours="48" cost="150000"/></measures>
            <portfolio count="1"/>
            """)
        let (store, plan, _) = try run()
        let portfolio = try #require(try Study(plan.scenarios[0].scenario.get()).run(threads: 1).portfolio)
        let table = try ResultStore.reading(store).answer(.portfolios)
        try #require(table.rows.count == portfolio.steps.count && table.rows.count == 1)
        #expect(table.rows[0][2] == .text("Raise transformer-east by 1 m") && table.rows[0][3] == .number(40000))
        // By hand: 88,060 weighted hours, 51,000 with the transformer raised.
        #expect(table.rows[0][8] == .number(37060))
    }

    @Test func `a scenario with more measures than there are numbers fails alone, and says so`() throws {
        try folder.sweep("2.0")
        let many = (1...1000).map { "<backup asset=\"hospital\" service=\"power\" hours=\"\($0)\"/>" }.joined()
        try folder.scenario("many", "<outOfService asset=\"pump\"/><measures>\(many)</measures>")
        let outcome = try run().outcome
        #expect(outcome.failed.map(\.name) == ["many"] && outcome.doneNow == 2)
        // Of 1,000 numbers, one stands for doing nothing and one for all measures together.
        #expect(outcome.failed[0].reason.contains("1000 measures") && outcome.failed[0].reason.contains("room for 998"))
    }
}
