import Diagnostics
import NetworkModel
import ScenarioModel

/// What a portfolio is chosen from: the scenario's measures and the members of its families of candidates.
struct PortfolioCandidates {
    struct Candidate {
        var measure: any Measure
        /// Number of the family; every measure of the scenario is one of its own.
        var family: Int
    }
    private(set) var all: [Candidate] = []
    /// By family, where only so many can be chosen.
    private(set) var mostOfFamily: [Int: Int] = [:]
    /// Left out because a budget was given and they state no cost.
    private(set) var withoutCost: [any Measure] = []

    /// - Parameter needsCost: leave out what states no cost.
    init(_ scenario: Scenario, _ model: CityModel, needsCost: Bool) throws(InputError) {
        var family = 0
        func add(_ measures: [any Measure], _ candidates: inout Self) {
            for measure in measures {
                if needsCost && measure.costEuros == nil {
                    candidates.withoutCost.append(measure)
                } else {
                    candidates.all.append(Candidate(measure: measure, family: family))
                }
            }
            family += 1
        }
        for measure in scenario.measures { add([measure], &self) }
        for members in scenario.candidates {
            if let most = members.most { mostOfFamily[family] = most }
            add(try members.members(in: model), &self)
        }
    }
}
