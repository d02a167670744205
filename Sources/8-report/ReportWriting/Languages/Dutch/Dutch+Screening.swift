import CascadeModel

/// A quick look at the moment right after an event, in Dutch.
extension Dutch {
    func screeningTitle(_ scenario: String) -> Prose { "Een snelle blik: \(scenario)" }
    func screeningIntroduction(draws: String?, reserves: Screening.Reserves) -> Prose {
        let chance: Prose = draws.map { "over \($0) trekkingen van de gebeurtenis" } ?? "in het ene verloop dat de gebeurtenis heeft"
        let counted: Prose =
            switch reserves {
            case .empty: "Reserves (noodstroom, accu's, tanks) tellen als leeg: dit is wie zonder zou zitten als het aanhield."
            case .full: "Reserves (noodstroom, accu's, tanks) tellen als vol: wie er een heeft, telt nog niet mee."
            }
        return "Wie er direct na de gebeurtenis zonder wat zit, \(chance). Alles wat de gebeurtenis uitschakelt, is tegelijk uit en er wordt niets hersteld: een volledige berekening zegt wanneer elke uitval begint en eindigt. \(counted)"
    }
    var screeningIgnoresTravelTimes: Prose { "Reistijden, waaraan het scenario een grens stelt, blijven hier buiten beschouwing: een plek is bereikbaar als er een open weg naartoe leidt." }
    var screeningHeadingResidents: Prose { "Inwoners zonder elke voorziening" }
    func columnsOfScreenedServices(isRandom: Bool) -> [Prose] {
        isRandom
            ? ["Voorziening", "Inwoners zonder, gemiddeld", "Het gemiddelde ligt in (95%)", "Negen van de tien trekkingen liggen in"]
            : ["Voorziening", "Inwoners zonder"]
    }
    var screeningHeadingPlaces: Prose { "Plekken die niet zonder kunnen" }
    func columnsOfScreenedPlaces(isRandom: Bool, _ services: [String]) -> [Prose] {
        ["Plek", "Soort"] + services.map { isRandom ? "Zonder \(service($0)) in (95%)" : "Zonder \(service($0))" }
    }
    var screeningNothingOut: Prose { "Geen ziekenhuis, verpleeghuis, school of hulpdienst verliest iets." }
    func screeningMorePlaces(_ count: String) -> Prose { "Nog \(count) zulke plekken, en alle andere, staan in de uitvoer als CSV of JSON." }
}
