import CascadeModel
import Computation
import CriticalityRanking
import ScenarioModel

extension Study {
    /// What the failure of each single asset costs, whatever the event.
    func rank(_ threads: Int, _ progress: (String) -> Void) throws -> SingleFailureImpact {
        progress("ranking")
        let key = SharedWork.RankingKey(
            city: city.key, horizonHours: scenario.horizonHours, bedWeight: scenario.bedWeight)
        return try shared.rankings.value(for: key) {
            SingleFailureImpact(
                model, cascade, base: ServiceBase(model, bedWeight: scenario.bedWeight),
                horizonHours: scenario.horizonHours, threads: threads)
        }
    }
}
