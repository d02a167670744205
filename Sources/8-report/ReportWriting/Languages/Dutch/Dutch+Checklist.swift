import NetworkModel

/// The crisis team's checklist, in Dutch.
extension Dutch {
    var titleChecklist: String { "Checklist voor het crisisteam" }
    func checklistIntroduction(_ file: String) -> Prose {
        "Wie u het eerst belt, wat u meebrengt en wanneer het te laat is, voor zover het om deze gebeurtenis gaat. In \(code: file) staan alle plekken in een rekenblad. Bel eerst de plek zelf: die weet wat er echt aan reserve is."
    }
    var headingServiceChecklist: Prose { "Per voorziening" }
    var columnsOfServiceChecklist: [Prose] { ["Voorziening", "Mensen zonder", "Bel eerst", "Begin bij", "Breng mee", "Wanneer"] }
    var headingPlaceChecklist: Prose { "Per plek, de dringendste eerst" }
    var columnsOfPlaceChecklist: [Prose] { ["Plek", "Te laat na", "Breng mee", "Nodig tot", "Bel"] }
    var noPlaceNeedsAnything: Prose { "Geen ziekenhuis, verpleeghuis of andere kwetsbare plek in de gegevens komt iets tekort." }
    func moreInSheet(_ count: String) -> Prose { "Er staan er nog \(count) in het rekenblad." }
    func checklistSources(litresPerPerson: String, litresPerBed: String, perPoint: String) -> Prose {
        "Water: \(litresPerPerson) liter per persoon per dag en \(litresPerBed) per ziekenhuisbed (Sphere Handbook 2018; noodrantsoen van de Nederlandse drinkwaterbedrijven), met één uitdeelpunt per \(perPoint) inwoners (Dunea 2024). Stroom: hoe groot een aggregaat moet zijn, weet de plek zelf."
    }
    func operatorOf(_ service: String) -> Prose {
        switch service {
        case Layer.power.name: "netbeheerder"
        case Layer.water.name: "drinkwaterbedrijf"
        case Layer.road.name: "wegbeheerder"
        default: "beheerder van \(self.service(service))"
        }
    }
    func fromUntil(_ from: String, _ until: String?) -> Prose { until.map { "\(from) tot \($0)" } ?? "vanaf \(from), tot na de berekende periode" }
    var bringPower: Prose { "aggregaten en brandstof voor de plekken hieronder" }
    func bringWater(_ litres: String, points: String, _ count: Int) -> Prose {
        "\(litres) liter drinkwater per dag, op \(points) \(count == 1 ? "uitdeelpunt" : "uitdeelpunten")"
    }
    var bringAccess: Prose { "voertuigen die er wel komen, of een andere weg naar de plekken hieronder" }
    var needEvacuation: Prose { "breng mensen en materieel op tijd weg: de plek wordt zelf getroffen" }
    var needGenerator: Prose { "een aggregaat" }
    func needFuel(_ reserve: String) -> Prose { "brandstof of een tweede aggregaat: de eigen reserve gaat \(reserve) mee" }
    func needWater(_ litres: String) -> Prose { "\(litres) liter water per dag" }
    var needWaterUnknown: Prose { "drinkwater" }
    var needAccess: Prose { "personeel en spullen voordat de weg dichtgaat" }
    func needOther(_ service: String, reserve: String?) -> Prose {
        let lasts: Prose = reserve.map { " (de eigen reserve gaat \($0) mee)" } ?? ""
        return "vervanging voor \(self.service(service))\(lasts)"
    }
    var companionChecklist: Prose { "de checklist: elke kwetsbare plek en voorziening, met uiterste tijd, wie te bellen en wat mee te brengen" }
    var companionChecklistTable: Prose { "hetzelfde als tabel voor programma's" }
    var titleOfChecklistSheet: String { "Plekken" }
    var columnsOfChecklistSheet: [String] {
        [
            "Kenmerk", "Naam", "Soort", "x", "y", "Mensen", "Voorziening", "Te laat na (uren)", "Te laat na", "Voorbij na (uren)",
            "Voorbij na", "Eigen reserve (uren)", "Bel eerst", "Breng mee", "Oorzaak",
        ]
    }
}
