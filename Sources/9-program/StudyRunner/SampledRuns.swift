import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel
import ReportWriting
import ScenarioModel

/// The samples of a scenario on one city: many draws of the same event.
///
/// Draw j depends on the seed, on j and on the identifiers of the assets alone: any range of draws can be run by
/// itself, on any machine, and the results of ranges merge to those of the whole, bit for bit.
public struct SampledRuns: Sendable {
    let event: EventRun
    let scenario: Scenario
    let threads: Int

    public init(event: EventRun, scenario: Scenario, threads: Int) {
        self.event = event
        self.scenario = scenario
        self.threads = threads
    }

    /// As many draws as the scenario asks for: its number, or fewer when its precision is reached before.
    func run() -> SampleTotals {
        guard let precision = scenario.precision else { return run(0..<scenario.samples) }
        var totals = SampleTotals(of: event, scenario)
        var end = min(Self.firstBlock, scenario.samples)
        while totals.count < end {
            totals.merge(run(totals.count..<end))
            if totals.consequence.estimate(totals.sizes).relativeHalfWidth <= precision { break }
            end = min(2 * end, scenario.samples)
        }
        return totals
    }

    /// After so many draws it is first looked at whether the precision is reached, then after twice as many, and so on:
    /// few looks, so that stopping at a lucky moment hardly matters.
    static let firstBlock = 256

    /// Some of the draws, whether or not the scenario asks for that many.
    public func run(_ draws: Range<Int>) -> SampleTotals {
        let model = event.model, cascade = event.cascade, damage = event.damage, base = event.base, crews = event.crews
        return parallelSum(
            over: draws, threads: threads, chunk: 4, scratch: { CascadeState(for: cascade) },
            from: SampleTotals(of: event, scenario)
        ) { number, state, totals in
            let disturbances = damage.sample(number, seed: scenario.seed, draws: scenario.draws)
            let outage = cascade.run(
                disturbances, horizonHours: scenario.horizonHours, crews: crews, explaining: false, state: &state)
            totals.add(ServiceOutcome(outage, on: model, base: base), disturbances, ofDraw: number)
        } merging: {
            $0.merge($1)
        }
    }
}
