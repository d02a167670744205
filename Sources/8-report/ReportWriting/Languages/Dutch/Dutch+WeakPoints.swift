import Computation
import CriticalityRanking

/// What a part means in the event, and pairs, in Dutch.
extension Dutch {
    var headingInEvent: Prose { "Bij deze gebeurtenis" }
    func inEventIntroduction(within: String, isRandom: Bool) -> Prose {
        let basis: Prose =
            isRandom
            ? "gemiddeld over de trekkingen, met tussen haakjes het gebied waarin dat gemiddelde met 95% zekerheid ligt"
            : "in het ene berekende verloop"
        return "Wat betekent een onderdeel als ook al het andere kapot is dat deze gebeurtenis kapotmaakt? Het belang bij de gebeurtenis is hoeveel meer er verloren gaat als het onderdeel de hele periode van \(within) uitvalt dan als het heel blijft, \(basis). Het is groot voor een onderdeel waarop andere leunen zodra de gebeurtenis de andere wegen heeft afgesneden."
    }
    func columnsInEvent(isRandom: Bool) -> [Prose] {
        isRandom
            ? [
                "Rang", "Onderdeel", "Belang bij de gebeurtenis (persoonsuren)", "Geraakt in",
                "Bespaard als het heel blijft", "Hoe het zwak is", "Bij de eerste \(WeakNodes.top)",
            ]
            : [
                "Rang", "Onderdeel", "Belang bij de gebeurtenis (persoonsuren)", "Geraakt",
                "Bespaard als het heel blijft", "Hoe het zwak is",
            ]
    }
    func isHit(_ isHit: Bool) -> Prose { isHit ? "ja" : "nee" }
    func weakness(_ weakness: WeakNodes.Weakness) -> Prose {
        switch weakness {
        case .alone: "op zichzelf"
        case .together: "samen met andere schade"
        case .overshadowed: "veel van wat eraan hangt, valt toch al uit"
        }
    }
    func inEventCertainty(exact: String, of total: String, draws: String?, moments: String) -> Prose {
        let run: Prose =
            draws.map {
                "De cijfers van \(exact) van deze \(total) onderdelen zijn met het model doorgerekend op \($0) van de trekkingen, telkens met het onderdeel uitgevallen en met het onderdeel heel. \"Bij de eerste \(WeakNodes.top)\" is hoe vaak een onderdeel daarbij blijft als er opnieuw uit de trekkingen wordt geloot (van 1.000 keer)."
            } ?? "De cijfers van \(exact) van deze \(total) onderdelen zijn met het model doorgerekend, met het onderdeel uitgevallen en met het onderdeel heel; ze hebben geen marge."
        return "\(run) Alle andere onderdelen zijn geschat uit \(moments) momenten van de gebeurtenis, zonder herstarttijden en met reserves volgens een vuistregel; in de tabel met de rangorde naast dit rapport staat welk cijfer geschat is. Een = achter de rang betekent: gedeeld."
    }
    func unseenByStructure(_ assets: [Prose]) -> Prose {
        "De vorm van de netten alleen laat deze onderdelen niet zien, de berekening wel: \(list(assets)). Hun netten houden ook zonder hen stand; wat ze kosten, komt door wie van wie afhangt of door andere schade bij deze gebeurtenis."
    }
    func disagreeing(_ assets: [Prose]) -> Prose {
        "Voor \(list(assets)) verschillen schatting en berekening meer dan hun marges toelaten; ga uit van de berekende cijfers."
    }
    var headingPairs: Prose { "Allebei tegelijk" }
    var pairsIntroduction: Prose {
        "Paren van onderdelen die elkaar vervangen: als ze allebei uitvallen, en verder niets, kost dat meer dan de som van elk apart. Elk paar van de zwakste onderdelen is doorgerekend."
    }
    var columnsOfPairs: [Prose] {
        ["Eerste", "Tweede", "Beide vallen uit (persoonsuren)", "Meer dan de som van elk (persoonsuren)"]
    }
    func pairsAlike(_ count: String) -> Prose { " (en nog \(count) \(count == "1" ? "paar" : "paren") precies zo)" }

    func lossesOfSingleVariations(_ low: String, _ high: String) -> Prose {
        "De marges hierboven gelden voor gemiddelden. Van de losse trekkingen verliezen er negen van de tien tussen \(low) en \(high) (gewogen persoonsuren); één op de twintig verliest minder, één op de twintig meer."
    }
    func howDrawn(_ draws: DrawScheme, stoppedAt: String?, reached: String) -> Prose {
        let how: Prose =
            switch draws {
            case .plain: "Elke trekking staat op zichzelf."
            case .stratified: "De kracht van de hele gebeurtenis is gelijkmatig verdeeld over wat mogelijk is (gestratificeerde trekkingen, in \(Replicates.count) onafhankelijke groepen), wat gemiddelden zekerder maakt; de marges volgen uit hoe de groepen verschillen. Al het andere is aselect getrokken."
            }
        guard let stoppedAt else { return how }
        return "\(how) Het trekken zou stoppen zodra het gemiddelde verlies op \(stoppedAt) nauwkeurig bekend was, uiterlijk bij het gevraagde aantal trekkingen; het is bekend op \(reached)."
    }
    var bandPlotTitle: Prose { "Deel van de inwoners dat is aangesloten, over alle trekkingen" }
    var bandPlotCaption: Prose { "De lijn is het gemiddelde van de trekkingen, in de grijze band liggen er op elk uur negen van de tien, en de dunne lijn is het ene berekende verloop." }
    var bandPlotDescription: String { "Per voorziening één vak: het gemiddelde deel van de inwoners dat is aangesloten, in de tijd, met de band waarin negen van de tien trekkingen blijven." }
}
