import AccessModel
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
        return "Hoe lang een ambulance rijdt van de dichtstbijzijnde post die werkt naar elke plek, en hoe lang de rit van elke plek naar het dichtstbijzijnde ziekenhuis dat werkt. Gerekend is met lege wegen en de toegestane snelheid; water vertraagt de rit, en vanaf \(depth) komt het voertuig er niet meer door (\(vehicle)\(assumed)). Een post of ziekenhuis werkt zolang de gebeurtenis het niet heeft getroffen en het alle voorzieningen heeft die het volgens de gegevens nodig heeft, of daarvan een reserve, toegang over de weg uitgezonderd. Elk ziekenhuis telt als spoedeisende hulp."
    }
    func norm(_ way: EmergencyAccess.Way, limit: String, before: String, isStated: Bool) -> Prose {
        let source: Prose = isStated ? "zoals het scenario zegt" : "de Nederlandse norm"
        return switch way {
        case .ambulance: "Ambulance: binnen \(limit) na de melding ter plaatse; daarvan gaat \(before) voorbij voordat ze wegrijdt (\(source))."
        case .emergencyDepartment: "Spoedeisende hulp: daar binnen \(limit) na de melding; daarvan gaat \(before) voorbij voordat de rit vanaf de plek begint (\(source))."
        }
    }
    func absentHelp(_ way: EmergencyAccess.Way) -> Prose {
        switch way {
        case .ambulance: "In de gegevens staat geen ambulancepost; over de ambulance valt daarom niets te zeggen."
        case .emergencyDepartment: "In de gegevens staat geen ziekenhuis; over de weg naar spoedeisende hulp valt daarom niets te zeggen."
        }
    }
    var columnsOfHelp: [Prose] {
        ["Inwoners bereikt door", "Op tijd vóór de gebeurtenis", "Ergste moment", "Op tijd", "Te laat", "Geen die werkt", "Geen open weg", "Plek zelf getroffen"]
    }
    func inTimeBefore(_ residents: String, _ share: String) -> Prose { "\(residents) (\(share))" }
    func originsOut(_ way: EmergencyAccess.Way, _ names: [Prose], more: Int, count: String, of total: String) -> Prose {
        let what: Prose = way == .ambulance ? "Ambulanceposten" : "Ziekenhuizen"
        let rest: Prose = more > 0 ? " en nog \(more)" : ""
        return "\(what) die op enig moment niet werken (\(count) van \(total)): \(list(names))\(rest)."
    }
    var helpPlotTitle: Prose { "Deel van de inwoners dat op tijd wordt bereikt" }
    var helpPlotCaption: Prose { "Deel van de inwoners bij wie een ambulance op tijd is, en dat op tijd bij spoedeisende hulp is." }
    var helpPlotDescription: String { "Twee trapkrommen, van het begin tot het einde van de berekende periode; 100% betekent dat iedereen op tijd wordt bereikt." }
    var headingPlacesOfHelp: Prose { "Kwetsbare plekken waar hulp later is dan eerst" }
    var columnsOfPlacesOfHelp: [Prose] { ["Plek", "Door", "Eerst", "Langst", "In het ergste geval", "Vanaf", "Weer als eerst"] }
    func standing(_ standing: EmergencyAccess.Standing) -> Prose {
        switch standing {
        case .inTime: "op tijd"
        case .late: "te laat"
        case .noHelp: "geen die werkt"
        case .isolated: "geen open weg"
        case .hit: "zelf getroffen"
        }
    }
    var neverReached: Prose { "niet bereikt" }
    var noPlaceWorse: Prose { "Geen ziekenhuis, verzorgingshuis, school of andere kwetsbare plek wordt later bereikt dan eerst." }
    func placesHit(_ count: String, _ n: Int) -> Prose {
        "\(count) kwetsbare \(n == 1 ? "plek is" : "plekken zijn") op enig moment zelf door de gebeurtenis getroffen en \(n == 1 ? "staat" : "staan") hier niet (zie \(section: titleVulnerable))."
    }
    var headingDetours: Prose { "Langere ritten naar het ziekenhuis" }
    var columnsOfDetours: [Prose] {
        ["Eerst dichtstbijzijnde ziekenhuis", "Inwoners", "Gemiddelde rit eerst", "In het ergste geval", "Keer zo lang", "Wanneer", "Dan zonder enige weg"]
    }
    func assumedSpeeds(_ roads: String, of total: String, _ parts: [(roadClass: String?, speed: String, roads: String)]) -> Prose {
        let listed = list(parts.map { "\($0.roads) van \($0.roadClass ?? "onbekende klasse") met \($0.speed) km/u" as Prose })
        return "Van \(roads) van de \(total) wegen is de snelheid aangenomen: \(listed)."
    }
    func placesOnRoads(_ nearest: String, of total: String, farthest: String, parts: Bool) -> Prose {
        "Van \(nearest) van de \(total) \(parts ? "onderdelen waar ploegen heen rijden" : "plekken") zeggen de gegevens niet over welke weg ze te bereiken zijn; aangenomen is de dichtstbijzijnde, tot \(farthest) ver."
    }
    func momentsThinned(_ computed: String, of changes: String, _ duration: String) -> Prose {
        "Op \(changes) momenten verandert er iets op de wegen; de rijtijden zijn op \(computed) daarvan berekend, zodat een tijdstip hier \(duration) af kan wijken."
    }

    // Repair
    var titleRepairWork: String { "Herstelploegen" }
    var repairIntroduction: Prose {
        "Een herstel wacht tot er een ploeg vrij is, en waar ploegen over de weg moeten komen, tot er een open weg heen leidt. Een ploeg doet één herstel tegelijk en maakt af wat ze begonnen is; ze werkt dag en nacht en is geen tijd kwijt aan de rit. De uren werk zijn de hersteltijden van de schade."
    }
    var columnsOfCrews: [Prose] {
        ["Net", "Ploegen", "Wat eerst komt", "Herstellingen", "Uren werk", "Wacht gemiddeld", "Wacht hoogstens", "Waarvan op een weg", "Niet begonnen in de periode"]
    }
    func crewRule(_ rule: CrewRule) -> Prose {
        switch rule {
        case .firstDamaged: "wat het eerst beschadigd was"
        case .shortestFirst: "het kortste werk"
        case .mostPeople: "wat de meeste mensen voorzag"
        case .hospitalsFirst: "wat ziekenhuizen voorzag, dan de meeste mensen"
        }
    }
    func crewRoads(from depot: String?) -> Prose { depot.map { ", over de weg vanaf \($0)" } ?? ", over de weg" }
    func repairBottleneck(crews: String, roads: String) -> Prose {
        "Gemiddeld wachtte een herstel \(crews) op een vrije ploeg of zijn beurt, en \(roads) op een open weg."
    }
    var noRepairWaits: Prose { "Geen herstel hoefde te wachten." }
    var neverReachedIntroduction: Prose { "Hierheen leidt in de berekende periode op geen enkel moment een open weg, zodat niemand het kan herstellen:" }
    func andMore(_ count: String) -> Prose { "en nog \(count)" }
    var facilities: String { "gebouwen" }

    // What the losses hang on
    var titleLossesHangOn: String { "Waar de verliezen aan hangen" }
    var originsIntroduction: Prose {
        "Elk verlies is langs de kortste keten van oorzaken teruggevolgd naar wat de gebeurtenis trof. Dit is wat er bij elk daarvan begint: hoeveel mensen iets missen, elk één keer geteld, en hoe lang in totaal. Het zegt niet wat bescherming van dat ene onderdeel zou sparen, want iets anders kan dezelfde voorziening ook stoppen (zie \(section: titleWhatHelps))."
    }
    var columnsOfOrigins: [Prose] { ["Getroffen", "Soort", "Plekken", "Inwoners", "Persoonsuren", "Waarvan zonder"] }
    var unexplained: Prose { "niet verklaard" }
    func lostOf(_ service: String, _ hours: String) -> Prose { "\(self.service(service)) \(hours)" }

    var companionAccess: Prose { "elke plek waar de ambulance, of de weg naar spoedeisende hulp, langer duurt dan eerst" }
    var companionRepairs: Prose { "elk herstel: vanaf wanneer het kon beginnen, wanneer het begon en klaar was, hoe lang er geen weg heen leidde" }
    var companionOrigins: Prose { "wat begint bij elk onderdeel dat de gebeurtenis trof: inwoners en inwoner-uren per voorziening" }
}
