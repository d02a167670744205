/// A report on many scenarios, in Dutch.
extension Dutch {
    func factScenarios(_ scenarios: String, questions: String, _ count: Int) -> Prose {
        count == 1 ? "Scenario's: \(scenarios), voor één vraag" : "Scenario's: \(scenarios), voor \(questions) vragen"
    }
    func scenariosWithLoss(_ count: String, of total: String, all: Bool, none: Bool) -> Prose {
        if none { return "In geen van de \(total) scenario's verliest iemand iets." }
        return all ? "In alle \(total) scenario's missen mensen iets." : "In \(count) van de \(total) scenario's missen mensen iets."
    }
    func worstScenario(_ name: Prose, _ parts: [PeopleOut]) -> Prose {
        guard !parts.isEmpty else { return "Het ergste scenario is \(name)." }
        let people = parts.enumerated().map { i, part -> Prose in
            let number: Prose = part.extent == .all ? "alle \(part.number ?? "")" : "\(part.number ?? "")"
            let people: Prose = i == 0 ? " mensen" : ""
            return "\(strong: number)\(people) zonder \(service(part.service))"
        }
        return "Het ergst is \(name): op het ergste moment zitten er ongeveer \(list(people))."
    }
    func worstHospitals(_ count: String, _ n: Int, _ longest: String) -> Prose {
        "Daar \(n == 1 ? "mist" : "missen") \(count) \(n == 1 ? "ziekenhuis" : "ziekenhuizen") iets, het langst \(strong: "\(longest)")."
    }
    func weakestOfAll(_ point: Prose, _ times: String, of total: String) -> Prose {
        "De zwakke plek die over alle scenario's het meest kost, is \(point); die ligt stil in \(times) van de \(total)."
    }
    func bestOfAll(_ measure: Prose, _ times: String, of total: String) -> Prose {
        "De maatregel die het vaakst de beste is, is \(measure): in \(times) van de \(total) scenario's die maatregelen vergelijken."
    }
    func someFailed(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "scenario kon" : "scenario's konden") niet worden berekend; bij \(section: titleFailed) staat waarom."
    }
    var noResults: Prose { "Er zijn geen uitkomsten." }
    func lossesRange(from least: String, _ leastName: Prose, to most: String, _ mostName: Prose) -> Prose {
        "Het verlies loopt van \(least) persoonsuren (\(leastName)) tot \(strong: "\(most)") (\(mostName))."
    }
    func oneScenario(_ loss: String) -> Prose { "Het verlies is ongeveer \(strong: "\(loss)") persoonsuren." }

    var titleMatrix: String { "Alle scenario's" }
    var matrixIntroduction: Prose { "Het ergste eerst. Mensen zonder een voorziening: het grootste aantal op één moment. De maatregel is die welke het meest voorkomt, met haar deel van het verlies. Een persoonsuur is één inwoner die één uur lang één voorziening mist." }
    func columnsOfMatrix(_ services: [String]) -> [Prose] {
        ["Scenario", "Verlies (persoonsuren)"] + services.map { "Zonder \(service($0))" } + ["Ziekenhuizen uit", "Langste uitval daarvan", "Beste maatregel"]
    }
    func moreScenarios(_ count: String) -> Prose { "Er zijn er nog \(count); die staan in de tabel naast dit rapport (zie \(section: titleRepeat))." }
    var titleCommon: String { "Wat de scenario's gemeen hebben" }
    func commonIntroduction(_ scenarios: String) -> Prose {
        "Onderdelen van de netten waar verliezen beginnen, over alle \(scenarios) scenario's. Wat in de meeste stilligt, is het versterken waard, wat er ook gebeurt."
    }
    var nothingCommon: Prose { "Er is geen onderdeel van de netten waar in meer dan één scenario een verlies begint." }
    var columnsOfCommon: [Prose] { ["Onderdeel", "Soort", "Ligt stil in (scenario's)", "Verlies dat hier begint, gemiddeld (persoonsuren)", "Verlies als alleen dit uitvalt (persoonsuren)"] }
    var headingCommonPlaces: Prose { "Plekken die iets missen" }
    var columnsOfCommonPlaces: [Prose] { ["Plek", "Soort", "Mist iets in (scenario's)", "Het langst", "In scenario"] }
    func helpOfScenarios(_ count: String, of total: String, none: Bool) -> Prose {
        none
            ? "In geen van de \(total) scenario's wachten meer inwoners langer op hulp dan de norm dan op een gewone dag."
            : "In \(strong: "\(count) van de \(total)") scenario's worden meer inwoners dan op een gewone dag niet binnen de norm bereikt. Hoe de tijden zijn gerekend en wat ze buiten beschouwing laten, staat in het rapport van één scenario (lifeline run)."
    }
    var columnsOfHelpOfScenarios: [Prose] {
        ["Scenario", "Inwoners bereikt door", "Niet op tijd vóór de gebeurtenis", "Niet op tijd op het ergste moment", "Vanaf, na het begin", "Posten of ziekenhuizen uit"]
    }
    var columnsOfOutOfReach: [Prose] { ["Plek", "Soort", "Door", "Later in (scenario's)", "Niet op tijd, het langst", "Op zijn ergst", "In scenario"] }
    var portfoliosIntroduction: Prose { "Wat samen te nemen is waar een scenario om de beste combinatie vraagt, in deze volgorde:" }
    var columnsOfPortfolios: [Prose] { ["Scenario", "Maatregelen", "Kosten", "Verlies vermeden"] }
    var titleExceedance: String { "Hoe de verliezen verdeeld zijn" }
    var exceedanceTitle: Prose { "Verliezen van alle scenario's" }
    func exceedanceCaption(frequencies: Bool) -> Prose {
        frequencies
            ? "Hoe vaak per jaar er minstens zo veel verloren gaat, naar de frequenties die de scenario's noemen."
            : "In welk deel van de scenario's er minstens zo veel verloren gaat; elk rondje is een scenario."
    }
    var exceedanceDescription: String { "Een dalende trapjeslijn: van links naar rechts het verlies, van onder naar boven hoeveel scenario's minstens zo veel verliezen." }
    func exceedanceAxis(frequencies: Bool) -> String { frequencies ? "keer per jaar, minstens" : "deel van de scenario's met minstens dit verlies" }
    var noFrequencies: Prose { "Dit zegt niet hoe waarschijnlijk een verlies is: de scenario's noemen niet hoe vaak elke gebeurtenis te verwachten is, en hier telt elk even zwaar." }
    var bestMeasuresIntroduction: Prose { "Hoe vaak elke maatregel de beste is van de vergeleken maatregelen:" }
    var columnsOfBestMeasures: [Prose] { ["Maatregel", "De beste in (scenario's)"] }
    var titleFailed: String { "Niet berekend" }
    func failedIntroduction(_ count: String, _ n: Int) -> Prose { "\(count) \(n == 1 ? "scenario heeft" : "scenario's hebben") geen uitkomst:" }
    var batchCaution: Prose { "Elk scenario is één berekend verloop, of het gemiddelde van trekkingen waar de tabel een marge toont. Hoe ver elke aanname de cijfers verschuift, staat in het rapport van één scenario (lifeline run). Geen ervan rekent mee:" }
    var companionScenarios: Prose { "de belangrijkste cijfers van elk scenario" }
}
