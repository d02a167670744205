import Diagnostics
import AccessModel
import NetworkModel
import ScenarioModel

/// Help that has to drive, repair crews, and what the losses hang on, in Dutch.
extension Dutch {
    // Ambulance and emergency department
    var titleEmergencyHelp: String { "Ambulance en spoedeisende hulp" }
    func wayOfHelp(_ way: EmergencyAccess.Way) -> Prose {
        switch way {
        case .ambulance: "ambulance"
        case .emergencyDepartment: "spoedeisende hulp"
        }
    }
    func helpIntroduction(vehicle: String, depth: String, assumedDepth: Bool) -> Prose {
        let assumed: Prose = assumedDepth ? "; deze diepte is aangenomen" : ""
        return "Hoe lang doet een ambulance erover van de dichtstbijzijnde werkende post naar elke plek? En hoe lang duurt de rit van elke plek naar het dichtstbijzijnde werkende ziekenhuis? Gerekend is met lege wegen en de toegestane snelheid. Water vertraagt de rit; vanaf \(depth) water komt het voertuig er niet meer door (\(vehicle)\(assumed)). Een post of ziekenhuis werkt zolang de gebeurtenis het gebouw niet raakt en er alles is wat het volgens de gegevens nodig heeft, desnoods uit een reserve; of er een weg naartoe open is, telt hier niet mee. Elk ziekenhuis telt als spoedeisende hulp."
    }
    func norm(_ way: EmergencyAccess.Way, limit: String, before: String, isStated: Bool) -> Prose {
        let source: Prose = isStated ? "zoals het scenario zegt" : "de Nederlandse norm"
        return switch way {
        case .ambulance: "Ambulance: binnen \(limit) na de melding ter plaatse. Daarvan is \(before) om voordat ze wegrijdt (\(source))."
        case .emergencyDepartment: "Spoedeisende hulp: binnen \(limit) na de melding op de afdeling. Daarvan is \(before) om voordat de rit vanaf de plek begint (\(source))."
        }
    }
    func absentHelp(_ way: EmergencyAccess.Way) -> Prose {
        switch way {
        case .ambulance: "In de gegevens staat geen ambulancepost. Over de ambulance zegt dit rapport daarom niets."
        case .emergencyDepartment: "In de gegevens staat geen ziekenhuis. Over de rit naar spoedeisende hulp zegt dit rapport daarom niets."
        }
    }
    var columnsOfHelp: [Prose] {
        ["Inwoners bereikt door", "Op tijd vóór de gebeurtenis", "Ergste moment", "Op tijd", "Te laat", "Niets in bedrijf", "Geen open weg", "Plek zelf getroffen"]
    }
    func inTimeBefore(_ residents: String, _ share: String) -> Prose { "\(residents) (\(share))" }
    func originsOut(_ way: EmergencyAccess.Way, _ names: [Prose], more: Int, count: String, of total: String) -> Prose {
        let what: Prose = way == .ambulance ? "Ambulanceposten" : "Ziekenhuizen"
        let rest: Prose = more > 0 ? " en nog \(more)" : ""
        return "\(what) die op enig moment niet werken (\(count) van \(total)): \(list(names))\(rest)."
    }
    var helpPlotTitle: Prose { "Deel van de inwoners dat op tijd wordt bereikt" }
    var helpPlotCaption: Prose { "Voor welk deel van de inwoners een ambulance op tijd komt, en welk deel op tijd op de spoedeisende hulp is." }
    var helpPlotDescription: String { "Twee trapkrommen, van het begin tot het einde van de berekende periode; 100% betekent dat iedereen op tijd wordt bereikt." }
    var headingPlacesOfHelp: Prose { "Kwetsbare plekken waar hulp er langer over doet" }
    var columnsOfPlacesOfHelp: [Prose] { ["Plek", "Welke hulp", "Normaal", "Langst", "In het ergste geval", "Vanaf", "Weer normaal"] }
    func standing(_ standing: EmergencyAccess.Standing) -> Prose {
        switch standing {
        case .inTime: "op tijd"
        case .late: "te laat"
        case .noHelp: "niets in bedrijf"
        case .isolated: "geen open weg"
        case .hit: "zelf getroffen"
        }
    }
    var neverReached: Prose { "niet bereikt" }
    func placesAlike(
        _ places: [Prose], more: Int, count: String, _ ways: [Prose], _ standing: Prose, from: String, until: String?
    ) -> Prose {
        "\(strong: "\(count) plekken"), \(list(ways)): \(standing), \(until.map { "van \(from) tot \($0)" } ?? "vanaf \(from), de hele berekende periode lang"). Het gaat om \(list(places + (more > 0 ? ["nog \(String(more))"] : [])))."
    }
    var noPlaceWorse: Prose { "Naar geen enkel ziekenhuis, verpleeghuis, school of andere kwetsbare plek doet hulp er langer over dan normaal." }
    func placesHit(_ count: String, _ n: Int) -> Prose {
        "\(count) kwetsbare \(n == 1 ? "plek is" : "plekken zijn") op enig moment zelf getroffen en \(n == 1 ? "staat" : "staan") hier niet bij (zie \(section: titleVulnerable))."
    }
    var headingDetours: Prose { "Langere ritten naar het ziekenhuis" }
    var columnsOfDetours: [Prose] {
        ["Normaal het dichtstbijzijnde ziekenhuis", "Inwoners", "Rit normaal, gemiddeld", "Op het ergste moment", "Keer zo lang", "Wanneer", "Dan zonder open weg"]
    }
    func assumedSpeeds(_ roads: String, of total: String, _ parts: [(roadClass: String?, speed: String, roads: String)]) -> Prose {
        let listed = list(parts.map { part in
            let roads = part.roadClass.map { AttributeWords.roads(ofClass: $0).dutch } ?? "wegen van onbekende klasse"
            return "\(roads) \(part.speed) km/u (\(part.roads))" as Prose
        })
        return "Van \(roads) van de \(total) wegen is de snelheid aangenomen: \(listed)."
    }
    func placesOnRoads(_ nearest: String, of total: String, farthest: String, parts: Bool) -> Prose {
        "Voor \(nearest) van de \(total) \(parts ? "onderdelen waar ploegen heen rijden" : "plekken") zeggen de gegevens niet aan welke weg ze liggen. Het model neemt de dichtstbijzijnde, hoogstens \(farthest) verderop."
    }
    func momentsThinned(_ computed: String, of changes: String, _ duration: String) -> Prose {
        "Op \(changes) momenten verandert er iets op de wegen. Op \(computed) daarvan zijn de rijtijden berekend; een tijdstip kan hier dus \(duration) afwijken."
    }

    // Repair
    var titleRepairWork: String { "Herstelploegen" }
    var repairIntroduction: Prose {
        "Een reparatie wacht tot er een ploeg vrij is. Moet de ploeg over de weg komen, dan wacht de reparatie ook tot er een weg open is. Een ploeg doet één reparatie tegelijk en maakt die af, werkt dag en nacht door en is geen tijd kwijt aan de rit. De uren werk zijn de hersteltijden die bij de schade horen."
    }
    var columnsOfCrews: [Prose] {
        ["Net", "Ploegen", "Wat voorgaat", "Reparaties", "Werk", "Wachten, gemiddeld", "Wachten, hoogstens", "Waarvan op een open weg", "Niet begonnen"]
    }
    func crewRule(_ rule: CrewRule) -> Prose {
        switch rule {
        case .firstDamaged: "wat het eerst beschadigd raakt"
        case .shortestFirst: "het kortste werk"
        case .mostPeople: "wat de meeste mensen bedient"
        case .hospitalsFirst: "wat ziekenhuizen bedient, dan wat de meeste mensen bedient"
        }
    }
    func crewRoads(from depot: String?) -> Prose { depot.map { ", over de weg vanaf \($0)" } ?? ", over de weg" }
    func repairBottleneck(crews: String, roads: String) -> Prose {
        "Gemiddeld wacht een reparatie \(crews) op een vrije ploeg en \(roads) op een open weg."
    }
    var noRepairWaits: Prose { "Geen enkele reparatie hoeft te wachten." }
    var neverReachedIntroduction: Prose { "Hierheen is in de hele berekende periode geen weg open, zodat niemand ze kan repareren:" }
    var noRepairs: Prose { "In het ene berekende verloop raakt niets beschadigd dat deze ploegen herstellen; in de trekkingen, als die er zijn, werken ze wel." }
    func andMore(_ count: String) -> Prose { "en nog \(count)" }
    var facilities: String { "gebouwen" }

    // What the losses hang on
    var titleLossesHangOn: String { "Waar de verliezen aan hangen" }
    var originsIntroduction: Prose {
        "Elk verlies is langs de kortste keten teruggevolgd tot wat de gebeurtenis zelf raakt. De tabel zegt per getroffen onderdeel hoeveel mensen daardoor iets missen, elk één keer geteld, en hoe lang bij elkaar. Ze zegt niet wat het oplevert om alleen dat onderdeel te beschermen, want dezelfde voorziening kan ook door iets anders uitvallen (zie \(section: titleWhatHelps))."
    }
    var columnsOfOrigins: [Prose] { ["Getroffen", "Soort", "Plekken", "Inwoners", "Persoonsuren", "Waarvan"] }
    func hitThemselves(_ count: String) -> (name: Prose, kind: Prose) { ("\(count) plekken die zelf getroffen zijn", "gebouwen en andere plekken") }
    var unexplained: Prose { "niet verklaard" }
    func lostOf(_ service: String, _ hours: String) -> Prose { "\(self.service(service)) \(hours)" }

    var companionAccess: Prose { "elke plek waar de ambulance of de rit naar spoedeisende hulp langer duurt dan normaal" }
    var companionRepairs: Prose { "elke reparatie: vanaf wanneer ze kon beginnen, wanneer ze begon en klaar was, en hoe lang er geen weg naartoe open was" }
    var companionOrigins: Prose { "wat er begint bij elk getroffen onderdeel: inwoners en persoonsuren per voorziening" }
}
