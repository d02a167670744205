import CriticalityRanking
import ScenarioModel

extension JSONCompanion {
    static func portfolio(_ p: PortfolioResult, _ f: Findings) -> JSON {
        [
            "budgetEuros": p.limit.budgetEuros.map { .finite($0) } ?? .null,
            "count": p.limit.count.map { .integer($0) } ?? .null, "candidates": .integer(p.candidates),
            "compared": .integer(p.compared), "withoutCost": .integer(p.withoutCost), "notHeld": .integer(p.notHeld), "samples": .integer(p.samples),
            "method": .string(p.method.rawValue), "avoidedOnChoice": .finite(p.avoidedOnChoice),
            "upperBound": p.upperBound.map { .finite($0) } ?? .null, "everything": .finite(p.everything),
            "helpMoreTogether": .array(p.grown.map { words($0, f) }), "evaluations": .integer(p.evaluations),
            "steps": .array(p.steps.map { step in
                [
                    "title": words(step.title, f), "costEuros": step.costEuros.map { .finite($0) } ?? .null,
                    "gain": estimate(step.gain), "avoided": estimate(step.avoided),
                    "costSoFarEuros": step.costSoFarEuros.map { .finite($0) } ?? .null,
                ]
            }),
        ]
    }

    static let portfolioKeys =
        "the best combination found within the limit: steps in the order chosen, each with the mean C that it avoids beside "
        + "those before it (gain) and that all so far avoid (avoided), on samples that the choice did not use; avoidedOnChoice: "
        + "mean C avoided on the samples of the choice; upperBound: what no combination within the limit exceeds on those "
        + "samples (null: not known); everything: what all compared candidates together avoid there; candidates were tried on "
        + "some samples first when compared is less; notHeld: chosen, but of no use on those other samples and left out; helpMoreTogether: measures whose gain grows beside others; samples 0: a "
        + "single course without chance; null when the scenario asks for no portfolio"
}
