import DamageModel

/// Titles, tables and paragraphs of the sections on losses and remedies, in Dutch.
extension Dutch {
    var titleInShort: String { "In het kort" }
    var titleMap: String { "Kaart" }
    var titleHourByHour: String { "Wat er gebeurt, van uur tot uur" }
    var titleVulnerable: String { "Ziekenhuizen en kwetsbare plekken" }
    var titleDistricts: String { "Wijken" }
    var titleRepairCosts: String { "Wat herstel kost" }
    var titleWeakPoints: String { "Zwakke plekken" }
    var titleWhatHelps: String { "Wat helpt" }
    var titleHowSure: String { "Hoe zeker is dit" }
    var titleData: String { "Gegevens en aannames" }
    var titleRepeat: String { "Zo herhaalt u dit" }
    var titleWords: String { "Woordenlijst" }

    var unnamedPlace: String { "niet genoemd in de gegevens" }
    func factPlace(_ name: String) -> Prose { "Plaats: \(name)" }
    func factEvent(_ title: String) -> Prose { "Gebeurtenis: \(title)" }
    func factOutOfService(_ assets: [String]) -> Prose {
        let shown = assets.prefix(6).map { Prose(data: Hygiene.oneLine($0, limit: 80)) }
        let more: Prose = assets.count > shown.count ? " en nog \(assets.count - shown.count)" : ""
        return "Met de hand buiten dienst gesteld: \(shown.joined(", "))\(more)"
    }
    func factPeriod(from moment: String, _ duration: String) -> Prose { "Berekende periode: \(duration), vanaf \(moment)" }
    func factDataDate(_ dates: [String], undated: Int, of files: Int) -> Prose {
        guard !dates.isEmpty else { return "Datum van de gegevens: niet vermeld in de bestanden" }
        let rest: Prose = undated > 0 ? " (\(undated) van de \(files) bestanden \(undated == 1 ? "vermeldt" : "vermelden") geen datum)" : ""
        return "Datum van de gegevens: \(dates.joined(separator: ", "))\(rest)"
    }
    func moreRows(_ count: String) -> Prose { "Er zijn er nog \(count); die staan in de tabellen naast dit rapport (zie \(section: titleRepeat))." }

    // Wat er gebeurt, van uur tot uur
    var columnTime: Prose { "Wanneer" }
    var columnWhatHappens: Prose { "Wat er gebeurt" }
    func columnServed(_ service: String) -> Prose { "Heeft \(self.service(service))" }
    var nothingHappens: Prose { "Er verandert niets: de gebeurtenis raakt niets waar iemand van afhangt." }
    var deadlocksIntroduction: Prose {
        "Aan het eind van de berekende periode zijn deze groepen onbeschadigd maar uit, omdat binnen elke groep alle onderdelen op elkaar wachten:"
    }
    var sharesWithoutResidents: Prose { "De gegevens noemen geen inwoners; de percentages zeggen dus niets over mensen." }
    func goesOnReserve(_ place: Prose, _ services: [String]) -> Prose {
        "\(strong: place) gaat over op de eigen reserve (\(names(services)))"
    }
    func goesWithout(_ place: Prose, _ services: [String]) -> Prose { "\(strong: place) zit zonder \(names(services))" }
    func isServedAgain(_ place: Prose, _ services: [String]) -> Prose { "\(strong: place) heeft weer \(names(services))" }
    func sharesFall(_ services: [String]) -> Prose { "meer mensen verliezen \(names(services))" }
    func sharesRise(_ services: [String]) -> Prose { "mensen krijgen weer \(names(services))" }
    func otherKinds(_ count: Int) -> String { "\(count) andere soorten" }
    func areHit(_ things: Prose, _ cause: Disturbance.Cause, during: String?) -> Prose {
        let span: Prose = during.map { " binnen \($0)" } ?? ""
        return switch cause {
        case .flooded: "het water zet\(span) buiten werking: \(things)"
        case .damaged: "schade zet\(span) buiten werking: \(things)"
        case .outOfService: "met de hand buiten dienst gesteld: \(things)"
        case .observed: "gezien dat het niet werkt: \(things)"
        }
    }
    func momentsLeftOut(_ count: String) -> Prose {
        "\(count) momenten waarop minder gebeurde, staan niet in de tabel; in de grafieken staan ze allemaal."
    }

    // Ziekenhuizen en kwetsbare plekken
    var noVulnerablePlaces: Prose {
        "De gegevens noemen geen ziekenhuis, verpleeghuis, school, brandweerkazerne, ambulancepost of opvanglocatie; daarover valt dus niets te zeggen."
    }
    var headingHospitals: Prose { "Ziekenhuizen" }
    var headingOtherPlaces: Prose { "Andere kwetsbare plekken" }
    func placesSummary(_ total: String, out: String, onReserve: String) -> Prose {
        if total == "1" {
            let what: Prose =
                out == "1" ? "die mist op enig moment iets" : onReserve == "1" ? "die leeft een tijd op de eigen reserve" : "die verliest niets"
            return "In de gegevens staat er 1; \(what)."
        }
        if out == "0" && onReserve == "0" { return "In de gegevens staan er \(total); geen daarvan verliest iets." }
        let who: Prose = out == total ? "die missen allemaal" : "daarvan \(out == "1" ? "mist" : "missen") er \(out)"
        let rest: Prose = onReserve == "0" ? "" : " en \(onReserve == "1" ? "leeft" : "leven") er \(onReserve) alleen op de eigen reserve"
        return "In de gegevens staan er \(total); \(who) op enig moment iets\(rest)."
    }
    var columnsOfLosses: [Prose] { ["Plek", "Mist", "Vanaf", "Eigen reserve", "Waarom"] }
    func lost(_ services: [String], out: Bool) -> Prose {
        out ? "\(names(services))" : "niets (\(names(services)) op reserve)"
    }
    func goesWithoutFor(_ services: [String], _ duration: String, lastsBeyond: Bool, reserve: String?) -> Prose {
        let after: Prose = reserve.map { " na \($0) op reserve" } ?? ""
        let beyond: Prose = lastsBeyond ? ", nog niet voorbij" : ""
        return "\(names(services)) \(duration)\(after)\(beyond)"
    }
    func onReserveFor(_ services: [String], _ duration: String) -> Prose { "niets (\(names(services)) \(duration) op reserve)" }
    var headingCauses: Prose { "Waardoor het komt" }
    func furtherCauses(_ places: String, _ count: Int) -> Prose {
        "Nog \(places) \(count == 1 ? "plek mist iets door een andere oorzaak; die staat" : "plekken missen iets door andere oorzaken; die staan") in de tabellen naast dit rapport (zie \(section: titleRepeat))."
    }
    func beds(_ count: String) -> Prose { "\(count) \(count == "1" ? "bed" : "bedden")" }
    func residents(_ count: String) -> Prose { "\(count) \(count == "1" ? "inwoner" : "inwoners")" }
    var noReserveStated: Prose { "geen" }
    func reserveStated(_ duration: String, for service: String, assumed: Bool) -> Prose {
        assumed ? "\(self.service(service)) \(duration) (aangenomen)" : "\(self.service(service)) \(duration)"
    }

    // Wijken
    var districtsIntroduction: Prose { "Inwoners van gebouwen die op enig moment zonder de voorziening zitten, per wijk, de zwaarst getroffen wijk eerst." }
    var columnDistrict: Prose { "Wijk" }
    var columnResidents: Prose { "Inwoners" }
    func columnWithout(_ service: String) -> Prose { "Zonder \(self.service(service))" }
    var noDistrict: Prose { "(geen wijk in de gegevens)" }

    // Kosten van herstel
    func repairCostsIntroduction(damaged: String, valued: String, all: Bool, total: String?) -> Prose {
        let what: Prose =
            "Objecten waarvoor een bron zegt welk deel van de vervangingswaarde verloren gaat: \(damaged). Bij een aardbeving is dat het verwachte deel, bij de middelste waarde van het schudden; het is klein waar schade onwaarschijnlijk is."
        guard let total else {
            return "\(what) De gegevens noemen geen vervangingswaarden; kosten in euro's zijn daarom niet te geven."
        }
        return all
            ? "\(what) Hun herstel kost ongeveer \(total)."
            : "\(what) Van \(valued) daarvan is de waarde bekend; hun herstel kost ongeveer \(total). Dat van de andere komt er nog bij."
    }
    var columnsOfRepairCosts: [Prose] { ["Soort", "Objecten", "Gemiddeld verloren deel van de waarde", "Kosten van herstel"] }

    // Zwakke plekken
    func rankingIntroduction(within: String, weighted: Bool, bedWeight: String?) -> Prose {
        let beds: Prose = bedWeight.map { " Een ziekenhuisbed telt als \($0) inwoners." } ?? ""
        let unit: Prose =
            weighted
            ? "De eenheid is het gewogen persoonsuur: één inwoner die één uur lang één voorziening mist telt als 1, en plekken die in de gegevens of het scenario een gewicht hebben, tellen met dat gewicht."
            : "De eenheid is het persoonsuur: één inwoner die één uur lang één voorziening mist."
        return "Wat als er één onderdeel uitvalt, en verder niets? Voor elk onderdeel van de netten staat hier het verlies over \(within) als alleen dat onderdeel aan het begin uitvalt. \(unit)\(beds) Reserves (accu's, aggregaten, tanks) gaan eerst op. De volgorde hangt niet af van de gebeurtenis; alleen de opmerking over wat de gebeurtenis raakt wel."
    }
    var columnsOfRanking: [Prose] { ["Rang", "Onderdeel", "Verlies (persoonsuren)", "Gebouwen", "Wat ze missen", "Waarom het zwak is"] }
    func rankingCertainty(_ count: String, of total: String) -> Prose {
        "Van de \(total) onderdelen \(count == "1" ? "is er 1 dat in zijn eentje iemand een voorziening kost" : "zijn er \(count) die in hun eentje iemand een voorziening kosten"). Voor het model zijn deze cijfers exact: er zit geen toeval in, en ze zijn zo goed als de gegevens over wie aan wie levert (zie \(section: titleHowSure)). Een = achter de rang betekent: gedeeld."
    }

    // Wat helpt
    var noMeasures: Prose {
        "Het scenario vergelijkt geen maatregelen. Voeg er een paar toe (hoger zetten, versterken, een reserve, een nieuwe verbinding) om te zien wat elk zou voorkomen; de lijst bij \(section: titleWeakPoints) laat zien waar u het eerst moet kijken."
    }
    func measuresIntroduction(loss: String, sampled: Bool, weighted: Bool) -> Prose {
        let basis: Prose =
            sampled
            ? "Elke maatregel is vergeleken met niets doen, op dezelfde trekkingen; tussen haakjes staat het gebied waarin het gemiddelde met 95% zekerheid ligt."
            : "Elke maatregel is vergeleken met niets doen, in hetzelfde ene berekende verloop; er zijn geen trekkingen gevraagd, dus er is geen marge."
        return "Niets doen kost \(loss) \(personHours(weighted)). \(basis)"
    }
    var columnsOfMeasures: [Prose] {
        ["Maatregel", "Kosten", "Voorkomt (persoonsuren)", "Deel van het verlies", "Voorkomt per €\u{a0}1.000", "Wat het niet oplost (mensen)"]
    }
    func stillWithout(_ parts: [(residents: String, service: String)]) -> Prose {
        "op het ergste moment nog zonder: \(list(parts.map { "\(service($0.service)) \($0.residents)" }))"
    }
    func hospitalsStillOut(_ count: String, _ n: Int) -> Prose { "\(count) \(n == 1 ? "ziekenhuis mist" : "ziekenhuizen missen") nog iets" }
    var nothingRemains: Prose { "niets: bij deze gebeurtenis mist niemand meer iets" }
    func measuresCaution(together: Bool, sampled: Bool) -> Prose {
        let column: Prose = sampled ? " De laatste kolom geldt voor het ene verloop met middelste waarden." : ""
        let sum: Prose = together ? " Wat maatregelen samen voorkomen, is niet de som van wat ze elk voorkomen." : ""
        return "De vergelijking geldt alleen voor deze gebeurtenis: een maatregel die hier weinig doet, kan bij een andere veel uitmaken.\(sum)\(column)"
    }
}
