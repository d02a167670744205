import CascadeModel
public import CriticalityRanking
import DamageModel
import NetworkModel
import ScenarioModel

extension Study {
    /// What the failure of each asset costs alone, and what it means in the event; nil where the event harms nothing.
    /// - Parameter paired: among how many of the weakest all pairs are looked at; nil for none.
    public func weakNodes(
        paired: Int?, threads: Int = 0, progress: (String) -> Void = { _ in }
    ) throws -> (SingleFailureImpact, WeakNodes?) {
        let event = try strike(progress), samples = draw(on: event, threads, progress)
        let impact = try rank(threads, progress)
        return (impact, weigh(event, samples, impact, paired: paired ?? 0, threads, progress))
    }

    /// Every measure of weakness of every node and link, in this event; nil where the event harms nothing.
    ///
    /// Where crews are limited, the assets that are run exactly are run with them. In the estimates every repair ends when
    /// the crews end it in that draw: what they would do if one asset more or fewer were harmed is left out.
    func weigh(
        _ event: EventRun, _ samples: SampleTotals, _ impact: SingleFailureImpact,
        paired: Int = WeakNodes.pairedPerRanking, _ threads: Int, _ progress: (String) -> Void
    ) -> WeakNodes? {
        let isRandom = event.damage.isRandom && samples.count > 0
        guard isRandom || !event.disturbances.isEmpty else { return nil }
        progress("weak points")
        let assets = event.model.facilities.lowerBound
        var probability = [Double](repeating: 0, count: assets)
        if isRandom {
            for asset in 0..<assets { probability[asset] = Double(samples.timesHit[asset]) / Double(samples.count) }
        } else {
            for disturbance in event.disturbances
            where Int(disturbance.asset) < assets && disturbance.fromHours < scenario.horizonHours {
                probability[Int(disturbance.asset)] = 1
            }
        }
        let damage = event.damage, seed = scenario.seed, scheme = scenario.draws
        let horizon = scenario.horizonHours
        let repaired: @Sendable (Int) -> [Disturbance] = {
            event.withRepairs(damage.sample($0, seed: seed, draws: scheme), horizonHours: horizon)
        }
        let draws =
            isRandom
            ? EventDraws(count: samples.count, isRandom: true, seed: seed, repaired: event.crews == nil ? nil : repaired) {
                damage.sample($0, seed: seed, draws: scheme)
            } : EventDraws(single: damage.deterministic(), repaired: event.disturbances)
        return WeakNodes(
            event.model,
            ConsequenceRuns(event.model, event.cascade, base: event.base, horizonHours: horizon, crews: event.crews),
            base: event.base, impact: impact, draws: draws, failureProbability: probability,
            samples: isRandom ? samples.count : 0,
            meanConsequence: isRandom ? samples.consequence.total / Double(samples.count) : event.outcome.consequence,
            paired: paired, threads: threads)
    }
}
