import CascadeModel
import CriticalityRanking
import DamageModel
import NetworkModel
import ScenarioModel

extension Study {
    /// Every measure of weakness of every node and link, in this event; nil where the event harms nothing.
    ///
    /// Where crews are limited, every repair ends when the crews end it in that draw, also where one asset more or fewer is
    /// harmed than in the draw: what the crews would do with the difference is left out.
    func weigh(
        _ event: EventRun, _ samples: SampleTotals, _ impact: SingleFailureImpact, _ threads: Int,
        _ progress: (String) -> Void
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
        let draws =
            isRandom
            ? EventDraws(count: samples.count, isRandom: true, seed: seed) {
                event.withRepairs(damage.sample($0, seed: seed, draws: scheme), horizonHours: horizon)
            } : EventDraws(single: event.disturbances)
        return WeakNodes(
            event.model,
            ConsequenceRuns(event.model, event.cascade, base: event.base, horizonHours: scenario.horizonHours),
            base: event.base, impact: impact, draws: draws, failureProbability: probability,
            samples: isRandom ? samples.count : 0,
            meanConsequence: isRandom ? samples.consequence.total / Double(samples.count) : event.outcome.consequence,
            threads: threads)
    }
}
