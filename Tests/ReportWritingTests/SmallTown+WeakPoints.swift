import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import Diagnostics
import NetworkModel
import ReportWriting
import ScenarioModel

extension SmallTown {
    /// What each asset means in an event that hits the substation, the pump and the bridge by chance; bands of service.
    static func addWeakPoints(_ input: inout ReportInput) {
        let model = input.model, cascade = Cascade(model), base = ServiceBase(model)
        let hit = ["SW", "P3", "B1"].map { Int32(model.asset(named: $0) ?? 0) }
        let draws = EventDraws(count: 64, isRandom: true, seed: 7) { number in
            hit.enumerated().compactMap { i, asset in
                let u = CounterRandom.uniform(seed: 7, sample: UInt64(number), key: UInt64(i), purpose: 1)
                return u < 0.5 ? Disturbance(asset: asset, fromHours: 0, untilHours: 12 + 40 * u, cause: .damaged) : nil
            }.sorted { $0.asset < $1.asset }
        }
        var probability = [Double](repeating: 0, count: model.facilities.lowerBound)
        for asset in hit { probability[Int(asset)] = 0.5 }
        input.weakNodes = WeakNodes(
            model, ConsequenceRuns(model, cascade, base: base, horizonHours: 48), base: base,
            impact: SingleFailureImpact(model, cascade, base: base, horizonHours: 48), draws: draws,
            failureProbability: probability, samples: 64, meanConsequence: 80_123, threads: 1)
        input.sampled?.draws = .stratified
        input.sampled?.consequenceRange = (12_345, 234_567)
        let services = input.sampled?.services ?? []
        input.sampled?.bands = services.map { _ in
            (0...4).map { i in
                ServiceBand.Point(hours: Double(i) * 12, mean: 1 - 0.1 * Double(i), low: 1 - 0.2 * Double(i), high: 1)
            }
        }
    }

    /// A made-up combination of two measures.
    static func addPortfolio(_ input: inout ReportInput, title: String = "Raise Substation West") {
        func e(_ mean: Double, _ half: Double) -> Estimate {
            Estimate(mean: mean, lower: mean - half, upper: mean + half, samples: 200)
        }
        input.portfolio = PortfolioResult(
            steps: [
                .init(title: Phrase(data: title), costEuros: 250_000, gain: e(30_111, 2110), avoided: e(30_111, 2110), costSoFarEuros: 250_000),
                .init(title: Phrase("Second pump", nl: "Tweede pomp"), costEuros: 90_000, gain: e(1234, 900), avoided: e(31_345, 2300), costSoFarEuros: 340_000),
            ], notHeld: 1, limit: PortfolioLimit(budgetEuros: 400_000, count: nil), candidates: 42, compared: 12, withoutCost: 1,
            samples: 200, method: .greedyByGainPerCost, avoidedOnChoice: 32_000, upperBound: 34_000, everything: 40_000,
            grown: [Phrase(data: title)], evaluations: 60)
    }
}
