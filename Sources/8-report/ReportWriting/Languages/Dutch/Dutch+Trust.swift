/// How far each assumption moves the figures, and what a reader can check by hand, in Dutch.
extension Dutch {
    var headingSensitivity: Prose { "Wat de cijfers het meest verschuift" }
    func sensitivityIntroduction(loss: String, draws: String?) -> Prose {
        let basis: Prose = draws.map { ", steeds op dezelfde \($0) trekkingen" } ?? ""
        return "Elke aanname is apart veranderd binnen aannemelijke grenzen, terwijl al het andere gelijk blijft\(basis). Zoals berekend is het verlies \(loss) persoonsuren."
    }
    func columnsOfSensitivity(_ services: [String]) -> [Prose] {
        ["Aanname", "Veranderd in", "Verlies (persoonsuren)", "Verschil"] + services.map { "Zonder \(service($0))" }
    }
    var rowAsComputed: Prose { "(zoals berekend)" }
    func nothingMoves(_ assumptions: [String]) -> Prose { "Verander \(list(assumptions.map { Prose(data: $0) })) één voor één, en het verlies verschuift helemaal niet." }
    func alsoTried(_ assumptions: [String]) -> Prose { "Ook geprobeerd, zonder enig effect: \(list(assumptions.map { Prose(data: $0) }))." }
    func rangeTried(_ assumption: String, _ range: String) -> Prose { "\(Prose(data: assumption).capitalised): \(range)" }
    func turnsMeasure(_ assumption: String, _ change: String, from old: Prose?, to new: Prose?) -> Prose {
        "\(strong: "Dit keert het advies om:") met \(assumption) \(change) helpt \(new ?? "geen enkele maatregel") het meest, in plaats van \(old ?? "geen van de maatregelen")."
    }
    func turnsWeakPoint(_ assumption: String, _ change: String, from old: Prose?, to new: Prose?) -> Prose {
        "Met \(assumption) \(change) is \(new ?? "geen enkel onderdeel") de zwakste plek, in plaats van \(old ?? "geen")."
    }
    func nothingTurns(measures: Bool) -> Prose {
        measures
            ? "Geen van deze veranderingen keert om welke maatregel het meest helpt of welke plek de zwakste is."
            : "Geen van deze veranderingen keert om welke plek de zwakste is."
    }
    var notVaried: Prose {
        "Niet veranderd: wat volgens de aannames ongevoelig is voor de gebeurtenis, en alles wat het model weglaat. Er kunnen meer aannames tegelijk fout zijn; dan verschuiven de cijfers verder. Controleer ter plaatse de aannames rond een maatregel voordat u er geld aan uitgeeft."
    }

    var headingHandCheck: Prose { "Zelf narekenen" }
    var handCheckIntroduction: Prose { "Voor deze controles hebt u alleen een rekenblad nodig en de tabellen naast dit rapport:" }
    func checkFlooded(file: String, kind: String, _ count: String) -> Prose {
        "Houd in \(code: file) alleen de rijen met kind \(code: kind) over en tel de rijen waarin \(code: "intensity") (meters water) minstens \(code: "flood_threshold_m") is. U vindt er \(strong: "\(count)"), net zo veel als het water volgens dit rapport buiten werking zet."
    }
    func checkDamaged(file: String, _ count: String) -> Prose {
        "Tel in \(code: file) de rijen met \(code: "p_extensive_or_worse") van 0,5 of meer. U vindt er \(strong: "\(count)"): de objecten die in het ene verloop uitvallen, leidingen niet meegeteld."
    }
    func checkSum(file: String, word: String, service: String, _ sum: String) -> Prose {
        "Houd in \(code: file) alleen de rijen met service \(code: word) over, vermenigvuldig in elke rij \(code: "residents") met \(code: "out_hours") en tel op. U vindt \(strong: "\(sum)") persoonsuren zonder \(service)."
    }
    func checkChain(_ place: Prose, _ service: String) -> Prose {
        "Waarom \(place) \(service) verliest, stap voor stap; de uren zijn met de hand op te tellen:"
    }
    var columnsOfChain: [Prose] { ["Stap", "Uren na het begin", "Waarom dan"] }
    var chainBegins: Prose { "de gebeurtenis zelf" }
    var chainAtOnce: Prose { "meteen, want de vorige stap valt weg" }
    func chainAfterReserve(_ before: String, _ reserve: String, _ sum: String) -> Prose { "de reserve is op: \(before) + \(reserve) = \(sum)" }
    var chainOtherwise: Prose { "zodra wegvalt waar het aan hangt" }
    func chainLeftOut(_ count: String) -> Prose { "… nog \(count) stappen" }

    var tornadoTitle: Prose { "Wat het verlies het meest verschuift" }
    var tornadoCaption: Prose { "Hoe ver het verlies verschuift als één aanname verandert, de belangrijkste bovenaan. De lijn is het verlies zoals berekend." }
    var tornadoDescription: String { "Eén liggende balk per aanname, van het kleinste tot het grootste verlies dat daarbij hoort; de langste balk staat bovenaan." }
    func tornadoAxis(weighted: Bool) -> String { weighted ? "verlies in gewogen persoonsuren" : "verlies in persoonsuren" }
}
