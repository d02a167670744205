import CascadeModel

/// A quick look at the moment right after an event.
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
