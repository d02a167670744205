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
    func shareFalls(_ service: String) -> Prose { "meer gebouwen verliezen \(self.service(service))" }
    func shareRises(_ service: String) -> Prose { "gebouwen krijgen weer \(self.service(service))" }
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
        out == "0" && onReserve == "0"
            ? "In de gegevens staan er \(total); geen daarvan verliest iets."
            : "In de gegevens staan er \(total): \(out) \(out == "1" ? "mist" : "missen") op enig moment iets, \(onReserve) \(onReserve == "1" ? "redt" : "redden") het op de eigen reserve."
    }
    var columnsOfLosses: [Prose] { ["Plek", "Mist", "Vanaf", "Op reserve", "Zonder", "Reserve", "Waarom"] }
    func lost(_ services: [String], out: Bool) -> Prose {
        out ? "\(names(services))" : "niets (\(names(services)) op reserve)"
    }
    func outFor(_ duration: String, lastsBeyond: Bool) -> Prose { lastsBeyond ? "\(duration), nog niet voorbij" : "\(duration)" }
    func beds(_ count: String) -> Prose { "\(count) \(count == "1" ? "bed" : "bedden")" }
    func residents(_ count: String) -> Prose { "\(count) \(count == "1" ? "inwoner" : "inwoners")" }
    var noReserveStated: Prose { "geen" }
    func reserveStated(_ duration: String, for service: String?, assumed: Bool) -> Prose {
        let what: Prose = service.map { "\(self.service($0)) " } ?? ""
        return assumed ? "\(what)\(duration) (aangenomen)" : "\(what)\(duration)"
    }

    // Wijken
    var districtsIntroduction: Prose { "Inwoners van gebouwen die op enig moment zonder de voorziening zitten, per wijk, de zwaarst getroffen wijk eerst." }
    var columnDistrict: Prose { "Wijk" }
    var columnResidents: Prose { "Inwoners" }
    func columnWithout(_ service: String) -> Prose { "Zonder \(self.service(service))" }
    var noDistrict: Prose { "(geen wijk in de gegevens)" }

    // Wat herstel kost
    func repairCostsIntroduction(damaged: String, valued: String, all: Bool, total: String?) -> Prose {
        let what: Prose =
            "Wat de gebeurtenis vernielt, waar een bron zegt hoeveel: het deel van de vervangingswaarde dat \(damaged) objecten verliezen (bij een aardbeving het verwachte deel bij het middelste schudden, klein waar schade onwaarschijnlijk is)."
        guard let total else {
            return "\(what) Er zijn geen waarden opgegeven, dus kosten in euro's zijn niet te geven."
        }
        return all
            ? "\(what) Hun herstel kost ongeveer \(total)."
            : "\(what) Het herstel van de \(valued) waarvan de waarde bekend is, kost ongeveer \(total); dat van de andere komt erbij."
    }
    var columnsOfRepairCosts: [Prose] { ["Soort", "Objecten", "Verloren deel van de waarde, gemiddeld", "Kosten van herstel"] }

    // Zwakke plekken
    func rankingIntroduction(within: String, weighted: Bool, bedWeight: String?) -> Prose {
        let beds: Prose = bedWeight.map { " Een ziekenhuisbed telt als \($0) inwoners." } ?? ""
        let unit: Prose =
            weighted
            ? "De eenheid is het gewogen persoonsuur: één inwoner die één uur lang één voorziening mist telt als 1, en plekken die in de gegevens of het scenario een gewicht hebben, tellen met dat gewicht."
            : "De eenheid is het persoonsuur: één inwoner die één uur lang één voorziening mist."
        return "Wat als er één onderdeel uitvalt, en verder niets? Voor elk onderdeel van de netten staat hier het verlies over \(within) als alleen dat onderdeel aan het begin uitvalt. \(unit)\(beds) Reserves (accu's, aggregaten, tanks) gaan eerst op. De volgorde hangt niet af van de gebeurtenis; alleen de opmerking over wat de gebeurtenis raakt wel."
    }
    var columnsOfRanking: [Prose] { ["Rang", "Onderdeel", "Soort", "Verlies (persoonsuren)", "Gebouwen", "Wat ze missen", "Waarom het zwak is"] }
    func rankingCertainty(_ count: String, of total: String) -> Prose {
        "Van de \(total) onderdelen \(count == "1" ? "is er 1 dat" : "zijn er \(count) die") in zijn eentje iemand een voorziening kost. Voor het model zijn deze cijfers exact: er zit geen toeval in, en ze zijn zo goed als de gegevens over wie aan wie levert (zie \(section: titleHowSure)). Een = achter de rang betekent: gedeeld."
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
        ["Maatregel", "Kosten", "Voorkomt (persoonsuren)", "Deel van het verlies", "Voorkomt per € 1.000", "Wat het niet oplost"]
    }
    func stillWithout(_ residents: String, _ service: String) -> Prose { "op het ergste moment nog ongeveer \(residents) inwoners zonder \(self.service(service))" }
    func hospitalsStillOut(_ count: String, _ n: Int) -> Prose { "\(count) \(n == 1 ? "ziekenhuis mist" : "ziekenhuizen missen") nog iets" }
    var nothingRemains: Prose { "niets: bij deze gebeurtenis mist niemand meer iets" }
    func measuresCaution(together: Bool, sampled: Bool) -> Prose {
        let column: Prose = sampled ? " De laatste kolom geldt voor het ene verloop met middelste waarden." : ""
        let sum: Prose = together ? " Wat maatregelen samen voorkomen, is niet de som van wat ze elk voorkomen." : ""
        return "De vergelijking geldt alleen voor deze gebeurtenis: een maatregel die hier weinig doet, kan bij een andere veel uitmaken.\(sum)\(column)"
    }
}
