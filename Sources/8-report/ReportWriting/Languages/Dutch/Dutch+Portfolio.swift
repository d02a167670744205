import CriticalityRanking

/// De beste combinatie van maatregelen.
extension Dutch {
    var headingPortfolio: Prose { "De beste combinatie" }
    func portfolioLimit(budget: String?, count: String?) -> Prose {
        let measures: Prose? = count.map { $0 == "1" ? "1 maatregel" : "\($0) maatregelen" }
        return switch (budget, measures) {
        case (let budget?, let measures?): "een budget van \(budget) en \(measures)"
        case (let budget?, nil): "een budget van \(budget)"
        case (nil, let measures): measures ?? ""
        }
    }
    func emptyPortfolio(_ limit: Prose, candidates: String) -> Prose {
        "Binnen \(limit) verkleint geen van de \(candidates) kandidaten het verlies bij deze gebeurtenis."
    }
    func portfolioIntroduction(
        _ limit: Prose, candidates: String, chosen: String, avoids: String, _ range: String?, share: String?, weighted: Bool
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let share: Prose = share.map { ", \($0) van het verlies" } ?? ""
        return "Van \(candidates) kandidaten bevat de beste gevonden combinatie binnen \(limit) er \(chosen); samen voorkomen ze ongeveer \(strong: "\(avoids)")\(range) \(personHours(weighted))\(share). In de volgorde waarin ze genomen moeten worden:"
    }
    func columnsOfPortfolio(costs: Bool) -> [Prose] {
        costs
            ? ["", "Maatregel", "Kosten", "Voorkomt bovendien (persoonsuren)", "Tot dan voorkomen deel van het verlies", "Voorkomt per € 1.000"]
            : ["", "Maatregel", "Voorkomt bovendien (persoonsuren)", "Tot dan voorkomen deel van het verlies"]
    }
    func portfolioCertainty(_ method: BestPortfolio.Method, share: String?, samples: String?, tried: String?, all: String) -> Prose {
        let how: Prose =
            switch method {
            case .exhaustive: "Elke combinatie binnen de grens is geprobeerd: geen is beter."
            case .greedyByGain: "Elke stap neemt wat het meest toevoegt aan de stappen ervoor."
            case .greedyByGainPerCost: "Elke stap neemt wat per euro het meest toevoegt aan de stappen ervoor."
            }
        let bound: Prose =
            method == .exhaustive
            ? "" : share.map { " Deze voorkomt minstens \($0) van wat de beste binnen de grens zou kunnen." }
                ?? " Hoeveel beter een andere combinatie zou kunnen zijn is niet bekend, omdat sommige maatregelen naast andere meer helpen dan alleen."
        let first: Prose = tried.map { " Alle kandidaten zijn eerst op een deel van de trekkingen geprobeerd, en de \($0) meest belovende op alle." } ?? ""
        let fresh: Prose =
            samples.map {
                " De keuze is gemaakt op \($0) trekkingen; de cijfers in de tabel komen van evenveel nieuwe, die bij de keuze niet gebruikt zijn, met tussen haakjes het gebied waarin het gemiddelde met 95% zekerheid ligt."
            } ?? " Alle cijfers gelden voor het ene berekende verloop en hebben geen marge."
        return "\(how)\(bound)\(first)\(fresh) Alles wat vergeleken is, samen genomen, is het hoogst haalbare: de combinatie haalt daarvan \(all)."
    }
    func helpMoreTogether(_ measures: [Prose]) -> Prose {
        "Deze maatregelen helpen naast andere meer dan alleen; beoordeel ze dus niet los van elkaar: \(list(measures))."
    }
    func didNotHold(_ count: String, _ n: Int) -> Prose {
        "Nog \(count) \(n == 1 ? "maatregel leek" : "maatregelen leken") bij de keuze nuttig, maar \(n == 1 ? "voegde" : "voegden") op de nieuwe trekkingen niets toe en \(n == 1 ? "is" : "zijn") weggelaten."
    }
    func leftOutWithoutCost(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "maatregel noemt" : "maatregelen noemen") geen kosten en \(n == 1 ? "kon" : "konden") niet tegen het budget worden afgewogen."
    }
    var benefitPlotTitle: Prose { "Wat elke volgende maatregel voorkomt" }
    func benefitPlotCaption(costs: Bool) -> Prose {
        costs
            ? "Het voorkomen deel van het verlies naarmate er maatregelen bijkomen, tegen wat ze samen kosten; de streepjes zijn de marges van 95%. Waar de lijn vlak wordt, koopt meer geld weinig."
            : "Het voorkomen deel van het verlies naarmate er maatregelen bijkomen; de streepjes zijn de marges van 95%. Waar de lijn vlak wordt, helpen meer maatregelen weinig."
    }
    var benefitPlotDescription: String { "Een lijn die vanaf niets stijgt met elke maatregel van de beste combinatie." }
    var benefitAxis: String { "Voorkomen deel van het verlies" }
    var costAxis: String { "Kosten tot dan (€)" }
    var countAxis: String { "Genomen maatregelen" }
}
