import Diagnostics
import NetworkModel

/// Titles, tables and paragraphs of the sections on certainty, data and repetition, in Dutch; the glossary.
extension Dutch {
    var headingRanges: Prose { "Marges" }
    func rangesIntroduction(_ samples: String) -> Prose {
        "Gemiddelden over \(samples) trekkingen. De marge bevat het gemiddelde met 95% zekerheid; ze zegt hoe goed het gemiddelde bekend is, niet hoe ver één gebeurtenis kan afwijken. De laatste kolom is het ene verloop met overal de middelste waarde."
    }
    var columnsOfRanges: [Prose] { ["Cijfer", "Gemiddelde", "Marge van het gemiddelde", "Eén verloop"] }
    func rowPeak(_ service: String) -> Prose { "Inwoners zonder \(self.service(service)), ergste moment" }
    func rowPersonHours(_ service: String) -> Prose { "Persoonsuren zonder \(self.service(service))" }
    func rowBedHours(_ service: String) -> Prose { "Ziekenhuisbed-uren zonder \(self.service(service))" }
    var rowConsequence: Prose { "Verlies in totaal, gewogen zoals in de rangschikking" }
    var risksIntroduction: Prose { "Hoe vaak elk van deze plekken iets mist, en hoe lang gemiddeld over alle trekkingen:" }
    var columnsOfRisks: [Prose] { ["Plek", "Mist", "Deel van de trekkingen (marge)", "Gemiddeld zonder"] }
    func noRanges(varied: Bool) -> Prose {
        let until: Prose =
            varied
            ? "Tot die tijd laten de veranderde aannames hieronder zien hoe ver de cijfers kunnen verschuiven."
            : "Lees de cijfers tot die tijd als orde van grootte, en de volgorde van plekken als aanwijzing."
        return "Marges door toeval zijn er niet: het scenario vraagt om één verloop, met de middelste waarde van alles wat onzeker is. In werkelijkheid zal het anders gaan. Vraag in het scenario om trekkingen (samples), dan krijgt elk cijfer van dit rapport een marge. \(until)"
    }
    var headingAssumptions: Prose { "Aannames die ertoe doen" }
    func relationsAssumed(_ assumed: String, of total: String, share: String?) -> Prose {
        guard let share else { return "De gegevens noemen geen enkele leveringsrelatie; daarom kan er niets uitvallen." }
        if assumed == "0" { return "Geen van de \(total) leveringsrelaties, die zeggen wie aan wie levert, is aangenomen: ze zijn zo goed als de gegevens." }
        return "\(assumed) van de \(total) leveringsrelaties (\(share)), die zeggen wie aan wie levert, zijn aangenomen: meestal de dichtstbijzijnde mogelijke leverancier. Is de echte leverancier een andere, dan vallen andere gebouwen uit."
    }
    func warning(_ text: String) -> Prose { "\(strong: "Let op:") \(text)" }
    var noSensitivity: Prose {
        "Niet berekend: hoeveel elk van deze aannames, één voor één veranderd, de cijfers zou verschuiven. Controleer ter plaatse de aannames rond een maatregel voordat u er geld aan uitgeeft."
    }
    var headingLeftOut: Prose { "Wat het model weglaat" }
    func levelOfPhysics(_ layers: [String], roadLimit: String?) -> Prose {
        let which: Prose = layers.isEmpty ? "elk net" : "het \(list(layers.map { Prose(data: network($0)) }))"
        let roads: Prose = roadLimit.map { " Voor wegen rekent het met rijtijd over lege wegen: een plek heeft toegang als ze hoogstens \($0) ligt van waar hulp vandaan komt." } ?? ""
        return "Voor \(which) rekent het model alleen met verbindingen. Een gebouw is aangesloten als een ononderbroken keten van werkende onderdelen het met een bron verbindt.\(roads) Niet meegerekend zijn:"
    }
    func leftOut(hasCrews: Bool, hasTravelTimes: Bool) -> [Prose] {
        [
            "stromen en overbelasting: een lijn die de last van een andere overneemt, schakelt hier nooit af; een echte stroomstoring kan zich dus verder uitbreiden;",
            "waterdruk, debiet en vervuiling: kranen die hier werken, kunnen weinig of vuil water geven;",
            hasTravelTimes
                ? "verkeer: rijtijden zijn die van lege wegen, zonder drukte en zonder de tijd die een sirene wint;"
                : "verkeer: een open weg telt als toegang, hoe druk de weg of hoe lang de omweg ook is;",
            "gedrag: niemand evacueert, haalt water, deelt een aggregaat of tankt er een bij, tenzij het scenario dat zegt;",
            hasCrews
                ? "wat herstelploegen verliezen: rijtijd, gebrek aan materiaal, ploegendiensten en rust; en hulp van elders;"
                : "herstelploegen die elkaar in de weg zitten of door versperde wegen niet kunnen komen;",
            "alles wat niet in de gegevens staat: eigen aggregaten, kabels tussen gebouwen, afspraken tussen beheerders.",
        ]
    }

    var headingSources: Prose { "Bronnen" }
    var noSources: Prose { "Het model noemt geen bronbestanden." }
    var columnsOfSources: [Prose] { ["Bestand", "Formaat", "Datum van de gegevens", "Licentie of bronvermelding"] }
    var notStated: Prose { "niet vermeld" }
    var headingContents: Prose { "Wat er in het model zit" }
    var columnsOfLayers: [Prose] { ["Net", "Knopen", "Verbindingen", "Bronnen"] }
    var noLayers: Prose { "In de gegevens staat geen enkel net." }
    func places(_ counts: [Prose], residents: String) -> Prose {
        counts.isEmpty ? "In de gegevens staan geen gebouwen of andere plekken die iets nodig hebben." : "Plekken die iets nodig hebben: \(list(counts)). Inwoners in totaal: \(residents)."
    }
    var headingProvenance: Prose { "Gemeten, afgeleid, aangenomen" }
    var provenanceIntroduction: Prose { "Gemeten: staat in de gegevens. Afgeleid: uit de gegevens berekend. Aangenomen: een standaardwaarde, of geraden naar wat het dichtstbij ligt." }
    var rowSupplyRelations: Prose { "Leveringsrelaties" }
    var columnsOfProvenance: [Prose] { ["Wat", "Gemeten", "Afgeleid", "Aangenomen"] }
    var headingGrade: Prose { "Hoe goed de gegevens zijn" }
    func grade(_ letter: String, measured: String, derived: String, assumed: String, missing: String, rule: Prose) -> Prose {
        "\(strong: "Beoordeling \(letter)"), op een schaal van A tot E. Van wat telt voor dit rapport is \(measured) gemeten, \(derived) afgeleid en \(assumed) aangenomen; \(missing) ontbreekt. \(rule)"
    }
    var gapsIntroduction: Prose { "Wat het meest zou helpen om uit te zoeken, het belangrijkste eerst:" }
    var headingRepairs: Prose { "Wat bij het samenvoegen is veranderd" }
    var repairsIntroduction: Prose { "Elke verandering is een regel in het logboek dat naast het netwerkbestand is geschreven." }
    var columnsOfRepairs: [Prose] { ["Code", "Hoe vaak", "Wat er is gedaan"] }
    var headingFaults: Prose { "Fouten in de gegevens" }
    var noFaults: Prose { "De controles vonden er geen." }
    var columnsOfFaults: [Prose] { ["Code", "Hoe vaak", "Hoe erg", "Wat", "Wat eraan te doen is"] }
    var headingBaseline: Prose { "Wat vóór de gebeurtenis al niet werkte" }
    var noBaselineFaults: Prose { "Volgens de gegevens werkt vóór de gebeurtenis alles." }
    func baselineIntroduction(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "levering werkt" : "leveringen werken") ook vóór de gebeurtenis al niet. Dat is een fout in de gegevens en telt niet als verlies:"
    }
    var headingMethod: Prose { "Methode en bronnen van de cijfers" }
    var headingDamage: Prose { "Van water of schudden naar schade" }
    var citationsIntroduction: Prose { "Bronnen van formules en cijfers:" }

    func factVersion(_ version: String) -> Prose { "Programma: Lifeline \(version)" }
    func factSeed(_ seed: String) -> Prose { "Startgetal van het toeval: \(seed)" }
    func factSamples(_ count: String, _ n: Int) -> Prose {
        n == 0 ? "Trekkingen: geen, één verloop met middelste waarden" : "Trekkingen: \(count)"
    }
    var noInputs: Prose { "Er is geen invoerbestand gelezen." }
    var columnsOfInputs: [Prose] { ["Invoerbestand", "SHA-256"] }
    var companionsIntroduction: Prose { "Dezelfde invoer en dezelfde versie geven hetzelfde rapport, byte voor byte. Ernaast staan, niet afgerond en voor rekenbladen en programma's:" }
    var columnsOfCompanions: [Prose] { ["Bestand", "Inhoud"] }
    var companionJSON: Prose { "elk cijfer van dit rapport, niet afgerond, met uitleg bij elke naam" }
    var companionFacilities: Prose { "elke plek en voorziening die op reserve liep of uitviel, met tijden en oorzaak" }
    var companionRanking: Prose { "het verlies bij elk onderdeel dat in zijn eentje iemand een voorziening kost" }
    var companionAssets: Prose { "elke uitval van een onderdeel, met reden en oorzaak" }
    var companionFragilities: Prose {
        "de kwetsbaarheid van elk object dat de gebeurtenis bereikt, waarom het die heeft, de kansen op schade en het deel van de waarde dat verloren gaat"
    }
    var fragilitiesIntroduction: Prose {
        "Naar welk onderdeel van de catalogus elk object is beoordeeld; de tabel met kwetsbaarheden naast dit rapport zegt per object waarom."
    }
    var columnsOfFragilities: [Prose] { ["Soort", "Beoordeeld als", "Code", "Aantal", "Waarvan deels aangenomen"] }

    var glossary: [(term: Prose, forms: [String], meaning: Prose)] {
        [
            ("Aangenomen, afgeleid, gemeten", ["aangenomen"], "een standaardwaarde of gok; uit de gegevens berekend; staat in de gegevens."),
            ("Begin", ["na het begin", "aan het begin"], "het moment waarop de gebeurtenis begint."),
            ("Berekende periode", ["periode"], "de uren na het begin waarover het verlies telt."),
            ("Bron", ["bron van het", "bronnen", "een bron"], "waar een net zijn voeding vandaan haalt: een netaansluiting, een waterput, een weg het gebied uit."),
            ("Enige voeding", ["enige voeding"], "de enige leverancier van wie een plek iets kan krijgen."),
            ("Keten", ["→"], "de stappen, met pijlen ertussen, van wat de gebeurtenis raakt tot de plek die iets mist."),
            ("Herstelploeg", ["ploeg"], "mensen en machines die één reparatie tegelijk doen."),
            ("Knoop", ["knopen", "knoop "], "een object op één punt: een onderstation, pomp, tank of kruispunt."),
            ("Leveringsrelatie", ["leveringsrelatie"], "het gegeven dat een object een voorziening nodig heeft van een of meer andere."),
            ("Object, onderdeel", ["object", "onderdeel", "onderdelen"], "alles wat kan uitvallen: een station, een leiding, een weg, een gebouw."),
            ("Op reserve", ["reserve"], "de levering is weggevallen, maar de eigen accu, het aggregaat of de tank vangt het nog op."),
            ("Persoonsuur", ["persoonsu"], "één inwoner die één uur lang één voorziening mist."),
            ("Startgetal", ["startgetal"], "het getal waaruit al het toeval volgt; hetzelfde getal geeft dezelfde trekkingen."),
            ("Toegang over de weg", ["toegang over de weg"], "een plek is over open wegen te bereiken vanaf een ambulancepost, een werkend ziekenhuis of de rand van het gebied."),
            ("Trekking", ["trekking"], "één doorrekening waarin het toeval alles bepaalt wat onzeker is."),
            ("Verbinding", ["verbinding"], "een object tussen twee knopen: een kabel, leiding, weg of brug."),
            ("Verloop", ["verloop"], "één doorrekening met de middelste waarde van alles wat onzeker is."),
            ("Wachten op elkaar", ["wachten op elkaar", "op elkaar wachten"], "een groep installaties waarvan elk een andere nodig heeft om te kunnen starten."),
            ("Zonder", ["zonder"], "de levering is weggevallen en de reserve is op, of de plek is zelf getroffen."),
            ("95% zekerheid", ["95% zekerheid"], "een gebied dat met een methode is bepaald die in 95 van de 100 gevallen het ware gemiddelde bevat."),
        ]
    }
}
