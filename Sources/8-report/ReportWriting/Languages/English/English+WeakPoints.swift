import Computation
import CriticalityRanking

/// What a part means in the event, and pairs.
extension English {
    var headingInEvent: Prose { "In this event" }
    func inEventIntroduction(within: String, isRandom: Bool) -> Prose {
        let basis: Prose =
            isRandom
            ? "on average over the random runs, with the 95% confidence range of that average in brackets"
            : "in the single computed course of events"
        return "What does a part mean when everything else that this event damages is damaged too? Its importance in the event (hazard criticality) is how much more is lost when the part fails for the whole period of \(within) than when nothing harms it, \(basis). It is high for a part that others rest on once the event has taken the other ways away."
    }
    func columnsInEvent(isRandom: Bool) -> [Prose] {
        isRandom
            ? [
                "Rank", "Part", "Importance in the event (person-hours)", "Hit in", "Saved if nothing could harm it",
                "How it is weak", "In the first \(WeakNodes.top)",
            ]
            : [
                "Rank", "Part", "Importance in the event (person-hours)", "Hit", "Saved if nothing could harm it",
                "How it is weak",
            ]
    }
    func isHit(_ isHit: Bool) -> Prose { isHit ? "yes" : "no" }
    func weakness(_ weakness: WeakNodes.Weakness) -> Prose {
        switch weakness {
        case .alone: "by itself"
        case .together: "together with other damage"
        case .overshadowed: "much of what hangs on it is lost anyway"
        }
    }
    func inEventCertainty(exact: String, of total: String, draws: String?, moments: String) -> Prose {
        let run: Prose =
            draws.map {
                "The figures of \(exact) of these \(total) parts were run through the model on \($0) of the random runs, each time with the part failed and with it unharmed. \"In the first \(WeakNodes.top)\" is how often a part keeps a place among them when the runs are drawn again from themselves (of 1,000 times)."
            } ?? "The figures of \(exact) of these \(total) parts were run through the model, with the part failed and with it unharmed; they carry no range."
        return "\(run) All other parts are estimated from \(moments) moments of the event, without restart times and with reserves by a rule of thumb; the table of the ranking beside this report says which is which. Ranks marked = are shared."
    }
    func unseenByStructure(_ assets: [Prose]) -> Prose {
        "The shape of the networks alone does not show these parts, for which everything was simulated: \(list(assets)). Their networks hold together without them; what they cost comes from who depends on whom, or from other damage in this event."
    }
    func disagreeing(_ assets: [Prose]) -> Prose {
        "For \(list(assets)) the estimate and the simulation differ by more than their ranges allow; the simulated figures are the ones to trust."
    }
    var headingPairs: Prose { "Both together" }
    var pairsIntroduction: Prose {
        "Pairs of parts that back each other up: losing both, with nothing else wrong, costs more than losing one and then the other. Every pair among the weakest parts was run."
    }
    var columnsOfPairs: [Prose] {
        ["First", "Second", "Both fail (person-hours)", "More than the sum of each (person-hours)"]
    }
    func pairsAlike(_ count: String) -> Prose { " (and \(count) more \(count == "1" ? "pair" : "pairs") alike)" }

    func lossesOfSingleVariations(_ low: String, _ high: String) -> Prose {
        "The ranges above are for averages. Of the single runs, nine in ten lose between \(low) and \(high) (weighted person-hours); one in twenty loses less, one in twenty more."
    }
    func howDrawn(_ draws: DrawScheme, stoppedAt: String?, reached: String) -> Prose {
        let how: Prose =
            switch draws {
            case .plain: "Every run was drawn for itself."
            case .stratified: "The strength of the whole event was spread evenly over what is possible (stratified draws, in \(Replicates.count) independent groups), which makes averages surer; the ranges come from how much the groups differ. Everything else was drawn at random."
            }
        guard let stoppedAt else { return how }
        return "\(how) Drawing was to stop when the average loss was known to \(stoppedAt), at the latest at the number of runs asked for; it was known to \(reached)."
    }
    var bandPlotTitle: Prose { "Share of residents served over all random runs" }
    var bandPlotCaption: Prose { "The line is the average of the random runs, the grey band holds nine in ten of them at each hour, and the thin line is the single computed course." }
    var bandPlotDescription: String { "One panel for each service: the average share of residents served over time, with the band that nine in ten random runs stay in." }
}
