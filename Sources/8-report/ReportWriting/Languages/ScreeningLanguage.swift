import CascadeModel

/// A quick look at the moment right after an event.
protocol ScreeningLanguage {
    func screeningTitle(_ scenario: String) -> Prose
    /// `draws`: nil where the event leaves nothing to chance.
    func screeningIntroduction(draws: String?, reserves: Screening.Reserves) -> Prose
    var screeningIgnoresTravelTimes: Prose { get }
    var screeningHeadingResidents: Prose { get }
    /// Service, residents without it, where the mean lies, nine draws in ten; the first two only without chance.
    func columnsOfScreenedServices(isRandom: Bool) -> [Prose]
    var screeningHeadingPlaces: Prose { get }
    /// Place, kind, and for each service how likely the place is without it, or whether.
    func columnsOfScreenedPlaces(isRandom: Bool, _ services: [String]) -> [Prose]
    var screeningNothingOut: Prose { get }
    func screeningMorePlaces(_ count: String) -> Prose
}

extension English {
    func screeningTitle(_ scenario: String) -> Prose { "A quick look: \(scenario)" }
    func screeningIntroduction(draws: String?, reserves: Screening.Reserves) -> Prose {
        let chance: Prose = draws.map { "over \($0) random variations of the event" } ?? "in the one course that the event takes"
        let counted: Prose =
            switch reserves {
            case .empty: "Reserves (generators, batteries, tanks) are counted as empty: this is who would be without if it lasted."
            case .full: "Reserves (generators, batteries, tanks) are counted as full: who has one is not counted yet."
            }
        return "Who is without what right after the event, \(chance). Everything that the event puts out of use is out at once, and nothing is repaired: a full run says when each outage begins and ends. \(counted)"
    }
    var screeningIgnoresTravelTimes: Prose { "Travel times, which the scenario limits, are left out here: a place has road access when any open road leads there." }
    var screeningHeadingResidents: Prose { "Residents without each service" }
    func columnsOfScreenedServices(isRandom: Bool) -> [Prose] {
        isRandom
            ? ["Service", "Residents without it, on average", "The average lies in (95%)", "Nine variations in ten lie in"]
            : ["Service", "Residents without it"]
    }
    var screeningHeadingPlaces: Prose { "Places that cannot do without" }
    func columnsOfScreenedPlaces(isRandom: Bool, _ services: [String]) -> [Prose] {
        ["Place", "Kind"] + services.map { isRandom ? "Without \(service($0)) in (95%)" : "Without \(service($0))" }
    }
    var screeningNothingOut: Prose { "No hospital, care home, school or emergency service loses anything." }
    func screeningMorePlaces(_ count: String) -> Prose { "\(count) more such places, and all others, are in the output as CSV or JSON." }
}

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
