/// Captions and legends of the pictures, in Dutch.
extension Dutch {
    func mapTitle(_ place: String) -> Prose { place.isEmpty ? "Kaart van de gebeurtenis en wat er uitvalt" : "Kaart van de gebeurtenis en wat er uitvalt: \(place)" }
    var mapCaption: Prose { "De gebeurtenis, de netten, en wie er in de berekende periode iets mist. De getallen in de rondjes zijn de rangen bij \(section: titleWeakPoints)." }
    func mapDescription(_ leftOut: [String]) -> String {
        "Toont de gebeurtenis, de netten met kapotte delen dik getekend, en elke plek naar haar ergste toestand: aangesloten, op reserve of zonder voorziening."
            + (leftOut.isEmpty ? "" : " Om het bestand klein te houden: " + leftOut.joined(separator: "; ") + ".")
    }
    func leftOutLinks(_ count: String, _ layer: String) -> String { "\(count) kleinere verbindingen van het \(network(layer)) zijn niet getekend" }
    func buildingsJoined(_ metres: String) -> String { "gebouwen binnen \(metres) m van elkaar zijn als één getekend, naar de ergste toestand onder hen" }
    func roadsNotDrawn(_ count: String) -> String { "\(count) verbindingen die te kort zijn om te zien, zijn niet getekend" }
    var legendFloodTitle: String { "Diepste water" }
    func legendDepth(from low: String, to high: String?) -> String { high.map { "\(low)–\($0) m" } ?? "meer dan \(low) m" }
    var legendShakingTitle: String { "Middelste schudden (PGA)" }
    func legendShaking(from low: String, to high: String?) -> String { high.map { "\(low)–\($0) g" } ?? "meer dan \(low) g" }
    func legendRing(_ pga: String) -> String { "schudden \(pga) g" }
    var legendRings: String { "lijn van even sterk schudden" }
    var legendEpicentre: String { "epicentrum" }
    func epicentreAway(_ kilometres: String) -> String { "epicentrum \(kilometres) km deze kant op" }
    func legendNetwork(_ layer: String) -> String { layer == "road" ? "weg" : network(layer) }
    var legendLinkOut: String { "idem, dik: kapot of afgesneden" }
    var legendHospital: String { "ziekenhuis" }
    var legendVulnerable: String { "verpleeghuis, school, brandweer …" }
    var legendBuilding: String { "gebouw" }
    var legendReserveBar: String { "op eigen reserve" }
    var legendServedBar: String { "aangesloten" }
    var legendOutBar: String { "zonder" }
    func legendState(_ state: Findings.WorstState) -> String {
        switch state {
        case .served: "de hele tijd aangesloten"
        case .onReserve: "op eigen reserve"
        case .outOfOne: "mist één voorziening"
        case .outOfSeveral: "mist er twee of meer"
        }
    }
    var legendWeakPoint: String { "zwakke plek, met rang" }
    var north: String { "N" }
    func dataLine(_ sources: [String]) -> String { sources.isEmpty ? "Gegevens: bron niet vermeld" : "Gegevens: " + sources.joined(separator: "; ") }
    var servicePlotTitle: Prose { "Deel van de inwoners dat is aangesloten" }
    var servicePlotCaption: Prose { "Deel van de inwoners dat elke voorziening heeft. Wie op eigen reserve leeft, telt als aangesloten." }
    var servicePlotDescription: String { "Eén trapjeslijn per voorziening, van het begin tot het eind van de berekende periode; 100% betekent dat iedereen de voorziening heeft." }
    var rankingPlotTitle: Prose { "De zwakste plekken" }
    func rankingPlotCaption(ranges: Bool) -> Prose {
        let whiskers: Prose = ranges ? " De dunne lijn laat zien hoe ver een balk verschuift als één aanname verandert." : ""
        return "Wat het kost als alleen dat onderdeel uitvalt.\(whiskers)"
    }
    var rankingPlotDescription: String { "Eén liggende balk per onderdeel van de netten, zo lang als het verlies wanneer alleen dat onderdeel uitvalt; het zwakste bovenaan." }
    var measuresPlotTitle: Prose { "Wat elke maatregel voorkomt" }
    func measuresPlotCaption(sampled: Bool, ranges: Bool) -> Prose {
        let whiskers: Prose =
            sampled
            ? " De dunne lijn is de marge van het gemiddelde over de trekkingen."
            : ranges ? " De dunne lijn laat zien hoe ver een balk verschuift als één aanname verandert." : ""
        return "Wat elke maatregel bij deze gebeurtenis voorkomt, en wat die kost.\(whiskers)"
    }
    var measuresPlotDescription: String { "Eén liggende balk per maatregel, zo lang als het verlies dat die voorkomt; de beste bovenaan." }
    func avoidedAxis(weighted: Bool) -> String { weighted ? "voorkomen gewogen persoonsuren" : "voorkomen persoonsuren" }
    func million(_ number: String) -> String { "\(number) miljoen" }
    var shareAxis: String { "inwoners aangesloten" }
    var hoursAxis: String { "uren na het begin" }
    var hospitalPlotTitle: Prose { "Ziekenhuizen in de tijd" }
    var hospitalPlotCaption: Prose { "Elk ziekenhuis en elke voorziening die het verliest: een dunne lijn als het is aangesloten, gearceerd zolang de eigen reserve het opvangt, een dichte balk als het zonder zit." }
    var hospitalPlotDescription: String { "Eén balk per ziekenhuis en voorziening: een dunne lijn betekent aangesloten, gearceerd betekent op reserve, dicht betekent zonder." }
    func morePlaces(_ count: String) -> String { "en nog \(count)" }
}
