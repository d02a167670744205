/// How far each assumption moves the figures, and what a reader can check by hand.
extension English {
    var headingSensitivity: Prose { "What moves the figures most" }
    func sensitivityIntroduction(loss: String, draws: String?) -> Prose {
        let basis: Prose = draws.map { ", on the same \($0) random runs each time" } ?? ""
        return "Each assumption was changed by itself within plausible bounds, everything else staying as it is\(basis). As computed, the loss is \(loss) person-hours."
    }
    func columnsOfSensitivity(_ services: [String]) -> [Prose] {
        ["Assumption", "Changed to", "Loss (person-hours)", "Difference"] + services.map { "Without \(service($0))" }
    }
    var rowAsComputed: Prose { "(as computed)" }
    func nothingMoves(_ assumptions: [String]) -> Prose { "Changing \(list(assumptions.map { Prose(data: $0) })) one at a time does not move the loss at all." }
    func alsoTried(_ assumptions: [String]) -> Prose { "Tried as well, without any effect: \(list(assumptions.map { Prose(data: $0) }))." }
    func rangeTried(_ assumption: String, _ range: String) -> Prose { "\(Prose(data: assumption).capitalised): \(range)" }
    func turnsMeasure(_ assumption: String, _ change: String, from old: Prose?, to new: Prose?) -> Prose {
        "\(strong: "This turns the advice around:") with \(assumption) \(change), \(helper(new)) would help most, instead of \(old ?? "none of the measures")."
    }
    private func helper(_ measure: Prose?) -> Prose { measure ?? "no measure" }
    func turnsWeakPoint(_ assumption: String, _ change: String, from old: Prose?, to new: Prose?) -> Prose {
        "With \(assumption) \(change), the weakest point would be \(new ?? "none at all"), instead of \(old ?? "none")."
    }
    func nothingTurns(measures: Bool) -> Prose {
        measures
            ? "None of these changes turns around which measure helps most or which point is the weakest."
            : "None of these changes turns around which point is the weakest."
    }
    var notVaried: Prose {
        "Not varied: what is taken as unaffected by the event, and everything that the model leaves out. Several assumptions can be wrong at the same time; then the figures move further. Before money is spent on a measure, check the assumptions around it on site."
    }

    var headingHandCheck: Prose { "Check it yourself" }
    var handCheckIntroduction: Prose { "These checks need no more than a spreadsheet and the tables beside this report:" }
    func checkFlooded(file: String, kind: String, _ count: String) -> Prose {
        "In \(code: file), keep the rows of kind \(code: kind) and count those whose \(code: "intensity") (metres of water) reaches \(code: "flood_threshold_m"). You find \(strong: "\(count)"), as many as the report says the water puts out of use."
    }
    func checkDamaged(file: String, _ count: String) -> Prose {
        "In \(code: file), count the rows with \(code: "p_extensive_or_worse") of 0.5 or more. You find \(strong: "\(count)"), the assets that the single course takes as out of use, pipes aside."
    }
    func checkSum(file: String, word: String, service: String, _ sum: String) -> Prose {
        "In \(code: file), keep the rows of service \(code: word), multiply \(code: "residents") by \(code: "out_hours") in each and add up. You find \(strong: "\(sum)") person-hours without \(service)."
    }
    func checkChain(_ place: Prose, _ service: String) -> Prose {
        "Why \(place) loses \(service), step by step; the hours can be added up by hand:"
    }
    var columnsOfChain: [Prose] { ["Step", "Hours after onset", "Why then"] }
    var chainBegins: Prose { "the event itself" }
    var chainAtOnce: Prose { "at once, as the step before fails" }
    func chainAfterReserve(_ before: String, _ reserve: String, _ sum: String) -> Prose { "its reserve is gone: \(before) + \(reserve) = \(sum)" }
    var chainOtherwise: Prose { "when what it hangs on fails" }
    func chainLeftOut(_ count: String) -> Prose { "… \(count) more steps" }

    var tornadoTitle: Prose { "What moves the loss most" }
    var tornadoCaption: Prose { "How far the loss moves when one assumption is changed, the most important at the top. The line is the loss as computed." }
    var tornadoDescription: String { "One horizontal bar per assumption, from the smallest to the largest loss found when it is changed; the longest bar is at the top." }
    func tornadoAxis(weighted: Bool) -> String { weighted ? "loss in weighted person-hours" : "loss in person-hours" }
}
