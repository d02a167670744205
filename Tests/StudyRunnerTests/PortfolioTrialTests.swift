import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import Foundation
import NetworkModel
import ReportWriting
import ScenarioModel
import TestSupport
import Testing

@testable import StudyRunner

/// Candidates that are switched on and off beside cities in which they are really carried out.
@Suite struct PortfolioTrialTests {
    private static let network = repositoryFolder.appendingPathComponent("networks/tutorial.xml").path
    private static let terrain = repositoryFolder.appendingPathComponent("networks/tutorial-terrain.asc").path
    private static let shaking = "<earthquake magnitude=\"6.6\" x=\"155000\" y=\"435000\" depthKm=\"8\" siteClass=\"D\"/>"
    private static let flood = "<flood terrain=\"\(terrain)\" level=\"2\" sourceX=\"155375\" sourceY=\"435225\" recession=\"10\"/>"

    private func study(_ content: String, samples: Int) throws -> Study {
        let folder = try ScratchFolder()
        let path = try folder.file(
            "scenario.xml", """
                <scenario xmlns="urn:lifeline:scenario:1" title="t" network="\(Self.network)" horizon="96" samples="\(samples)" seed="4">
                \(content)</scenario>
                """)
        return try Study(scenarioPath: path)
    }

    /// Two on the same transformer, a whole kind, reserves, a feeder, a generator that comes late, a new cable.
    private static let measures = """
        <measures>
          <harden asset="transformer-east" factor="2"/>
          <raise asset="transformer-east" by="1.5"/>
          <harden kind="transformer" factor="3"/>
          <harden asset="substation" factor="2"/>
          <backup asset="hospital" service="power" hours="60"/>
          <backup asset="pump" service="power" hours="20"/>
          <feeder asset="pump" service="power" from="transformer-west"/>
          <generator asset="hospital" service="power" arrives="10" lasts="30"/>
          <generator asset="pump" service="power" arrives="5"/>
          <link id="new-cable" layer="power" kind="powerCable" from="transformer-west" to="transformer-east"/>
        </measures>
        <portfolio count="3"/>
        """

    private func trial(_ study: Study, _ event: EventRun, count: Int) -> PortfolioTrial {
        let measures = study.scenario.measures
        return PortfolioTrial(
            measures,
            draws: .init(seed: study.scenario.seed, scheme: study.scenario.draws, isRandom: event.damage.isRandom), count: count,
            threads: 2
        ) { try study.portfolioWorld(measures, including: $0, event) }
    }

    /// Mean C of a city in which the measures are carried out, times the number of samples.
    private func carriedOut(_ chosen: [Int], _ study: Study, _ event: EventRun, count: Int) throws -> Double {
        var builder = CityModelBuilder(editing: study.model), absent: [Scenario.OutOfService] = []
        for i in chosen { absent += try study.scenario.apply(study.scenario.measures[i], to: &builder) }
        let run = try study.event(on: builder, [], absent, event)
        guard event.damage.isRandom else { return run.outcome.consequence }
        return SampledRuns(event: run, scenario: study.scenario, threads: 2).run(0..<count).consequence.total
    }

    @Test(arguments: [
        (flood + shaking, 24, [[0], [1], [2], [4], [5], [6], [7], [8], [9], [0, 1], [0, 1, 2, 3], [4, 7], [5, 6, 8], [3, 9, 7, 2], Array(0..<10)]),
        (flood, 1, [[0], [1], [4], [7], [8], [9], [1, 4, 7, 8], Array(0..<10)]),
    ])
    func `what a set avoids is what it avoids when it is carried out`(event: String, count: Int, sets: [[Int]]) throws {
        let study = try study(event + Self.measures, samples: count), event = try study.strike { _ in }
        var trial = trial(study, event, count: count)
        let nothing = try carriedOut([], study, event, count: count)
        var useful = Set<Int>()
        for set in sets {
            let expected = nothing - (try carriedOut(set, study, event, count: count))
            #expect(abs(trial.value(of: set) - expected) < 1e-6, "\(set)")
            // One after the other, each beside those before it.
            var sum = 0.0
            for (i, candidate) in set.enumerated() {
                let gain = trial.difference(of: candidate, beyond: Array(set[..<i])).total
                if gain > 0 { useful.insert(candidate) }
                sum += gain
            }
            #expect(abs(sum - expected) < 1e-6, "\(set), one by one")
        }
        #expect(trial.failure == nil)
        #expect(useful.count >= (count == 1 ? 3 : 6), "\(useful)")
    }

    @Test func `threads and the order of evaluation do not matter, and what cannot matter is not run`() throws {
        let study = try study(Self.shaking + Self.measures, samples: 40), event = try study.strike { _ in }
        var one = trial(study, event, count: 40), other = trial(study, event, count: 40)
        let all = Array(study.scenario.measures.indices)
        let together = one.differences(of: all, beyond: [3])
        #expect(all.reversed().map { other.difference(of: $0, beyond: [3]) }.reversed() == together)
        // Water harms nothing here: raising changes no sample, and only what is hit is run.
        #expect(together[1].total == 0)
        #expect(one.runsMade < 40 * all.count)
    }

    @Test func `a report's portfolio is chosen, and told from other draws`() throws {
        let study = try study(Self.shaking + Self.measures, samples: 64)
        let input = try study.run(threads: 2)
        let portfolio = try #require(input.portfolio)
        #expect(portfolio.method == .exhaustive && portfolio.candidates == 10 && portfolio.samples == 64)
        #expect((1...3).contains(portfolio.steps.count))
        let last = try #require(portfolio.steps.last)
        #expect(last.avoided.mean > 0 && last.avoided.lower < last.avoided.mean && last.avoided.samples == 64)
        #expect(abs(portfolio.steps.reduce(0) { $0 + $1.gain.mean } - last.avoided.mean) < 1e-6)
        // Other draws give another figure than those of the choice, of the same size.
        #expect(portfolio.avoidedOnChoice != last.avoided.mean)
        #expect(abs(portfolio.avoidedOnChoice - last.avoided.mean) < 0.5 * portfolio.avoidedOnChoice)
        #expect(portfolio.everything >= portfolio.avoidedOnChoice && portfolio.upperBound == portfolio.avoidedOnChoice)
    }

    @Test func `an event without chance has a portfolio without ranges`() throws {
        let study = try study(
            Self.flood + """
                <candidates>
                  <raise kind="transformer" by="2" costEach="1000"/>
                  <generator kind="hospital" service="power" arrives="4" sets="1" costEach="500"/>
                </candidates>
                <portfolio budget="1500"/>
                """, samples: 0)
        let portfolio = try #require(try study.run(threads: 1).portfolio)
        #expect(portfolio.samples == 0 && portfolio.candidates == 3 && portfolio.method == .exhaustive)
        #expect(portfolio.steps.allSatisfy { $0.gain.lower == $0.gain.upper && $0.gain.mean > 0 })
        #expect(portfolio.steps.first?.title.english == "Raise Transformer East by 2 m")
        #expect(portfolio.steps.last?.costSoFarEuros ?? 0 <= 1500)
    }

    @Test func `limits and families that make no sense are refused`() throws {
        for (content, code) in [
            ("<portfolio budget=\"5\"/>", "portfolio-of-nothing"),
            ("<candidates><harden kind=\"transformer\" factor=\"2\"/></candidates>", "candidates-without-portfolio"),
            ("<candidates><harden kind=\"transformer\" factor=\"2\"/></candidates><portfolio/>", "portfolio-limit"),
            ("<candidates><harden kind=\"transformer\" factor=\"2\" cost=\"3\"/></candidates><portfolio count=\"1\"/>", "candidate-cost"),
            ("<candidates><generator kind=\"hospital\" service=\"power\" arrives=\"1\" sets=\"0\"/></candidates><portfolio count=\"1\"/>", "candidate-sets"),
            ("<candidates><generator kind=\"hospital\" service=\"power\"/></candidates><portfolio count=\"1\"/>", "attribute-missing"),
            ("<candidates><harden kind=\"transformer\" factor=\"2\"/></candidates><portfolio count=\"0\"/>", "portfolio-count"),
            ("<candidates><hardn kind=\"transformer\"/></candidates><portfolio count=\"1\"/>", "element-unknown"),
        ] {
            let error = #expect(throws: InputError.self) { try self.study(content, samples: 0) }
            #expect(error?.code == code)
        }
        let dams = try study(
            "<outOfService asset=\"substation\"/><candidates><harden kind=\"dam\" factor=\"2\"/></candidates><portfolio count=\"1\"/>",
            samples: 0)
        #expect(throws: InputError.self) { try dams.run() }
    }
}
