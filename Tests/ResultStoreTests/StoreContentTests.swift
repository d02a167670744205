import BatchRunner
import CascadeModel
import CriticalityRanking
import DamageModel
import Foundation
import NetworkModel
import ReportWriting
import ResultStore
import ScenarioModel
import SQLiteAccess
import StoreSamples
import StudyRunner
import TableWriting
import Testing

/// What is stored is what was computed.
@Suite final class StoreContentTests {
    private let folder: SweepFolder
    private let path: String
    private let plan: BatchPlan

    init() throws {
        folder = try SweepFolder()
        path = folder.path("results.gpkg")
        try folder.sweep()
        try folder.quakes()
        plan = try BatchPlan(paths: [folder.path("scenarios")])
        #expect(try Batch(plan: plan, store: path).run().doneNow == plan.scenarios.count)
    }

    private func rows(_ query: String) throws -> [[Double?]] {
        let database = try Database(opening: path)
        let select = try database.prepare(query)
        var rows: [[Double?]] = []
        while try select.step() { rows.append((0..<select.columnCount).map { select.real($0) }) }
        return rows
    }
    private func results() throws -> [(number: Int, result: ScenarioResult)] {
        try plan.scenarios.enumerated().map { ($0 + 1, try Study(try $1.scenario.get()).result(threads: 1)) }
    }

    /// As the store keeps hours of places.
    private func minutes(_ hours: Double?) -> Double? { hours.map { ($0 * 60).rounded() } }
    private func seconds(_ hours: Double?) -> Double? { hours.map { ($0 * 3600).rounded() } }

    @Test func `losses of facilities are those of the run, to the minute`() throws {
        let columns = ["power", "road", "water"]
        for (number, result) in try results() {
            let model = result.network.model
            var expected: [Int: [String: Double]] = [:]
            for loss in result.event.outcome.losses { expected[loss.facility, default: [:]][model.services[loss.service]] = loss.outHours }
            let stored = try rows(
                "SELECT fid % 100000000, power_out_h, road_out_h, water_out_h, longest_out_h FROM facility_results WHERE fid / 100000000 = \(number)")
            #expect(stored.count == expected.count)
            for row in stored {
                let facility = Int(row[0] ?? -1)
                #expect(columns.enumerated().allSatisfy { minutes(row[$0 + 1]) == minutes(expected[facility]?[$1]) }, "\(facility)")
                #expect(minutes(row[4]) == minutes(expected[facility]?.values.max()))
            }
        }
    }

    @Test func `weighted hours of facilities, and of where losses begin, add up to the consequence`() throws {
        for row in try rows(
            """
            SELECT consequence, (SELECT total(weighted_hours) FROM facility_results l WHERE l.fid / 100000000 = s.fid),
              (SELECT total(weighted_seconds) / 3600 FROM loss_origins o WHERE o.fid / 100000000 = s.fid)
                + (SELECT total(r.weighted_hours) FROM facility_results r JOIN repair_log l ON l.fid = r.fid WHERE r.scenario = s.name) FROM scenarios s
            """)
        {
            let consequence = try #require(row[0])
            // Half a minute for each of 1,160 residents and three services.
            #expect(abs((row[1] ?? .nan) - consequence) <= 1160 * 3 * 0.5 / 60)
            // Every loss of the tutorial town begins at a node, or at the facility itself, which is then hit.
            #expect(abs((row[2] ?? .nan) - consequence) <= 1160 * 3 * 0.5 / 60)
        }
    }

    @Test func `outages of assets are those of the run`() throws {
        for (number, result) in try results() {
            var hours: [Int: Double] = [:], first: [Int: Double] = [:]
            for outage in result.event.outage.assets {
                hours[Int(outage.asset), default: 0] += outage.untilHours - outage.fromHours
                first[Int(outage.asset)] = first[Int(outage.asset)] ?? outage.fromHours
            }
            let isNode = result.network.model.facilities.lowerBound
            var stored = try rows("SELECT fid % 100000000, from_h, down_h FROM node_results WHERE fid / 100000000 = \(number) AND down_h > 0")
            stored += try rows("SELECT fid % 100000000, from_h, down_h FROM link_results WHERE fid / 100000000 = \(number) AND down_h > 0")
            #expect(stored.count == hours.keys.count { $0 < isNode })
            for row in stored {
                let asset = Int(row[0] ?? -1)
                #expect(minutes(row[1]) == minutes(first[asset]) && minutes(row[2]) == minutes(hours[asset]))
            }
            let hit = Set(result.event.disturbances.map { Int($0.asset) })
            let repaired = try rows("SELECT fid % 100000000 FROM repair_log WHERE fid / 100000000 = \(number)")
            #expect(Set(repaired.map { Int($0[0] ?? -1) }) == hit)
        }
    }

    @Test func `totals, curves and measures are those of the run`() throws {
        for (number, result) in try results() {
            let totals = try rows(
                "SELECT residents_affected, residents_out_peak, resident_hours_lost, resilience_loss_h FROM service_totals WHERE scenario = \(number) AND measure = 0 ORDER BY fid")
            #expect(totals == result.event.outcome.services.map { [$0.residentsAffected, $0.residentsOutPeak, $0.residentHoursLost, $0.resilienceLossHours] })
            let curves = try rows("SELECT hour, share_served FROM resilience_curves WHERE fid / 100000000 = \(number) ORDER BY fid")
            let expected = result.event.outcome.services.flatMap(\.resilienceCurve)
            #expect(curves.count == expected.count)
            for (row, step) in zip(curves, expected) {
                #expect(seconds(row[0]) == seconds(step.hours) && abs((row[1] ?? -1) - step.shareServed) <= 5e-7)
            }
            let measures = try rows("SELECT cost_eur, consequence, avoided, avoided_mean, avoided_lower FROM measures WHERE scenario = \(number) ORDER BY fid")
            #expect(measures == result.measures.map(\.result).map {
                [$0.costEuros, $0.outcome.consequence, result.event.outcome.consequence - $0.outcome.consequence, $0.consequenceAvoided?.mean, $0.consequenceAvoided?.lower]
            })
        }
    }

    @Test func `sums of the draws come back as they were`() throws {
        let store = try ResultStore.reading(path)
        for (number, result) in try results() {
            let stored = try store.result(ofScenario: plan.scenarios[number - 1].name)
            #expect(stored.draws?.count ?? 0 == result.samples.count)
            #expect(stored.draws?.sums ?? result.samples.consequence.values == result.samples.consequence.values)
        }
    }

    @Test func `sums over all scenarios are those of the rows`() throws {
        for row in try rows(
            """
            SELECT f.scenarios_out, (SELECT count(*) FROM facility_results l WHERE l.fid % 100000000 = f.fid % 100000000 AND l.longest_out_h > 0),
              f.longest_out_h, (SELECT max(longest_out_h) FROM facility_results l WHERE l.fid % 100000000 = f.fid % 100000000 AND l.longest_out_h > 0),
              f.mean_weighted_hours * (SELECT count(*) FROM scenarios), (SELECT total(weighted_hours) FROM facility_results l WHERE l.fid % 100000000 = f.fid % 100000000)
            FROM facilities f
            """)
        {
            #expect(row[0] == row[1] && row[2] == row[3])
            #expect(abs((row[4] ?? .nan) - (row[5] ?? 0)) <= 1e-9 * max(1, row[5] ?? 0))
        }
        #expect(try rows("SELECT sum(scenarios_down) > 0, max(mean_weighted_hours_begun) > 0 FROM nodes") == [[1, 1]])
    }

    @Test func `the tutorial town at 2 m is told as its hand computation says`() throws {
        let store = try ResultStore.reading(path)
        let causes = try store.answer(.vulnerable(scenario: "sweep,level=2.0,raised=false"))
        let power = try #require(causes.rows.first { $0[0] == .text("hospital") && $0[3] == .text("power") })
        // The generator lasts 4 h, the transformer is dry 12 h after the water has gone at hour 24.
        #expect(power[5] == .number(4) && power[6] == .number(4) && power[7] == .number(32))
        #expect(power[9] == .text("transformer-east"))
        let water = try #require(causes.rows.first { $0[0] == .text("care-home") && $0[3] == .text("water") })
        guard case .text(let chain) = water[9] else { return }
        #expect(chain.hasPrefix("transformer-east > pump > inlet > tank"))
        let hospitals = try store.answer(.worstHospitals)
        #expect(hospitals.rows.count == 1 && hospitals.rows[0][0] == .text("hospital"))
        let weak = try store.answer(.weakNodes)
        #expect(weak.rows.first?[0] == .text("transformer-east"))
    }

    @Test func `where each input came from is kept with its digest`() throws {
        let database = try Database(opening: path)
        #expect(try database.integer("SELECT count(DISTINCT path) FROM scenario_inputs") == 4)
        #expect(try database.integer("SELECT count(*) FROM scenario_inputs WHERE length(sha256) <> 64") == 0)
        #expect(try database.text("SELECT value FROM lifeline_store WHERE property = 'program'") == Study.programVersion)
        #expect(try database.integer("SELECT count(*) FROM hazards") == 9)
    }
}
