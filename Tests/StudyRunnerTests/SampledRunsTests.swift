import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel
import ReportWriting
import ScenarioModel
import Testing

@testable import StudyRunner

@Suite struct SampledRunsTests {
    @Test func `threads, shards, their order and the order of the file change no bit`() throws {
        let scenario = ShakenTown.scenario(samples: 150)
        let event = try ShakenTown().event(scenario), turned = try ShakenTown(isReversed: true).event(scenario)
        let one = SampledRuns(event: event, scenario: scenario, threads: 1).run()
        #expect(one.consequence.total > 0 && one.count == 150)
        #expect(SampledRuns(event: event, scenario: scenario, threads: 2).run() == one)
        #expect(SampledRuns(event: turned, scenario: scenario, threads: 2).run() == one)
        let runs = SampledRuns(event: event, scenario: scenario, threads: 2)
        var shards = runs.run(97..<150)
        shards.merge(runs.run(0..<33))
        shards.merge(runs.run(40..<97))
        shards.merge(runs.run(33..<40))
        #expect(shards == one)
        #expect(shards.estimates?.consequence == one.estimates?.consequence)
    }

    @Test func `figures are those of the samples one by one`() throws {
        let scenario = ShakenTown.scenario(samples: 80)
        let event = try ShakenTown().event(scenario), n = 80
        var state = CascadeState(for: event.cascade)
        let outcomes = (0..<n).map { number in
            ServiceOutcome(
                event.cascade.run(
                    event.damage.sample(number, seed: scenario.seed, draws: .stratified), horizonHours: 168,
                    explaining: false, state: &state), on: event.model, base: event.base)
        }
        let totals = SampledRuns(event: event, scenario: scenario, threads: 2).run()
        let estimates = try #require(totals.estimates)
        #expect(abs(estimates.consequence.mean - outcomes.map(\.consequence).reduce(0, +) / Double(n)) < 1e-6)
        let hospital = event.model.asset(named: "F1") ?? 0, power = event.model.service(named: "power") ?? 0
        let hours = outcomes.map { $0.losses.first { $0.facility == hospital && $0.service == power }?.outHours ?? 0 }
        let place = try #require(estimates.facilityOut.first { $0.facility == hospital && $0.service == power })
        #expect(place.probability.mean == Double(hours.count { $0 > 0 }) / Double(n))
        #expect(abs(place.meanOutHours - hours.reduce(0, +) / Double(n)) < 1e-9)
        // Only vulnerable places are named.
        #expect(Set(estimates.facilityOut.map { event.model.id($0.facility) }) == ["F1", "F2"])
        let hit = event.model.asset(named: "T3") ?? 0
        let timesHit = (0..<n).count { number in
            event.damage.sample(number, seed: scenario.seed, draws: .stratified).contains { Int($0.asset) == hit }
        }
        #expect(timesHit > 0 && Int(totals.timesHit[hit]) == timesHit)

        // The band at a time, and the range of losses, hold what they say.
        let shares = outcomes.map { outcome in
            outcome.services[0].resilienceCurve.last { $0.hours <= 42 }?.shareServed ?? 1
        }.sorted()
        let point = estimates.bands[0][24]
        #expect(point.hours == 42)
        #expect(abs(point.mean - shares.reduce(0, +) / Double(n)) < 1e-9)
        #expect(abs(point.low - shares[3]) <= 0.0005 && abs(point.high - shares[75]) <= 0.0005)
        let losses = outcomes.map(\.consequence).sorted()
        let range = try #require(estimates.consequenceRange)
        #expect(abs(range.low - losses[3]) <= 0.004 * losses[3] && abs(range.high - losses[75]) <= 0.004 * losses[75])
    }

    @Test func `a precision stops the draws, at the figures of that many draws`() throws {
        var scenario = ShakenTown.scenario(samples: 20_000)
        let event = try ShakenTown().event(scenario)
        scenario.precision = 0.06
        let precise = SampledRuns(event: event, scenario: scenario, threads: 2).run()
        #expect([256, 512, 1024, 2048, 4096].contains(precise.count))
        #expect(precise.consequence.estimate(precise.sizes).relativeHalfWidth <= 0.06)
        scenario.precision = nil
        scenario.samples = precise.count
        #expect(SampledRuns(event: event, scenario: scenario, threads: 2).run() == precise)
        scenario.precision = 1e-6
        scenario.samples = 300
        #expect(SampledRuns(event: event, scenario: scenario, threads: 2).run().count == 300)
    }

    /// Repeated with many seeds: the intervals of stratified draws are much narrower, and still hold the true mean as
    /// often as they say.
    @Test func `stratified draws shrink the interval, which still covers the mean`() throws {
        let samples = 128, repetitions = 200, event = try ShakenTown().event(ShakenTown.scenario(samples: 1))
        let sizes = Replicates.sizes(of: 0..<samples)
        func sums(_ range: Range<Int>, seed: UInt64, _ draws: DrawScheme) -> ReplicateSums {
            parallelSum(over: range, chunk: 64, scratch: { CascadeState(for: event.cascade) }, from: ReplicateSums()) {
                number, state, sums in
                let outage = event.cascade.run(
                    event.damage.sample(number, seed: seed, draws: draws), horizonHours: 168, explaining: false,
                    state: &state)
                sums.add(outage.services.reduce(0) { $0 + $1.untilHours - $1.fromHours }, ofSample: number)
            } merging: { $0.merge($1) }
        }
        // The true mean, from draws that no repetition has.
        let truth = sums(0..<20_000, seed: 1 << 40, .stratified).total / 20_000
        func repeated(_ draws: DrawScheme) -> (covered: Int, meanHalf: Double, meanError: Double) {
            var covered = 0, half = 0.0, error = 0.0
            for repetition in 0..<repetitions {
                let e = sums(0..<samples, seed: UInt64(repetition), draws).estimate(sizes)
                if (e.lower...e.upper).contains(truth) { covered += 1 }
                half += (e.upper - e.lower) / 2 / Double(repetitions)
                error += (e.mean - truth) * (e.mean - truth) / Double(repetitions)
            }
            return (covered, half, error.squareRoot())
        }
        let plain = repeated(.plain), stratified = repeated(.stratified)
        // 95 % of 200 is 190, with a standard deviation of 3.1; the mean of 20,000 adds little.
        #expect(plain.covered >= 180 && stratified.covered >= 180, "\(plain) \(stratified)")
        #expect(stratified.meanHalf < 0.75 * plain.meanHalf, "\(plain) \(stratified)")
        #expect(stratified.meanError < 0.75 * plain.meanError, "\(plain) \(stratified)")
        #expect(stratified.covered <= 198, "an interval that always covers is wider than it need be")
    }
}
