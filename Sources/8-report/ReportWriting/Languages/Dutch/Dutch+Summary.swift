import DamageModel

/// The summary's sentences, in Dutch.
extension Dutch {
    var noServices: Prose { "Volgens de gegevens heeft geen enkel gebouw stroom, water of iets anders nodig. Daarom valt er geen verlies te berekenen." }
    var nobodyLosesAnything: Prose { "Niemand verliest iets: overal blijft alles werken." }
    func placesOut(_ parts: [(service: String, count: String)]) -> Prose {
        "In totaal \(parts.count == 1 && parts[0].count == "1" ? "zit" : "zitten") \(list(parts.map { "\(strong: "\($0.count)") \($0.count == "1" ? "gebouw" : "gebouwen") zonder \(service($0.service))" })). De gegevens noemen geen inwoners, dus mensen zijn niet te tellen."
    }
    func peopleOut(of residents: String, _ parts: [PeopleOut]) -> Prose {
        let hit = parts.filter { $0.number != nil }
        guard !hit.isEmpty else { return "Niemand van de ongeveer \(residents) inwoners zit zonder, al moeten sommige gebouwen overschakelen op hun eigen reserve." }
        let phrases = hit.map { part -> Prose in
            let range: Prose = part.range.map { " (\($0))" } ?? ""
            return "\(strong: share(part))\(range) zonder \(service(part.service))"
        }
        let spared = parts.filter { $0.number == nil }.map { Prose(data: service($0.service)) }
        let rest: Prose = spared.isEmpty ? "" : "; niemand verliest \(spared.count > 1 ? either(spared) : spared[0])"
        return "Van de ongeveer \(residents) inwoners \(hit.count == 1 && hit[0].number == "1" ? "zit" : "zitten") op het ergste moment \(list(phrases))\(rest)."
    }
    private func share(_ part: PeopleOut) -> Prose {
        switch part.extent {
        case .all: "alle \(part.number ?? "")"
        case .nearlyAll: "bijna alle"
        case .some: "\(part.number ?? "")"
        }
    }
    private func either(_ items: [Prose]) -> Prose { "\(items.dropLast().map { $0 }.joined(", ")) of \(items.last ?? "")" }

    var noHospital: Prose { "De gegevens noemen geen ziekenhuis; daarover valt dus niets te zeggen." }
    func hospitalsKeep(_ total: String, _ count: Int) -> Prose {
        count == 1 ? "Het enige ziekenhuis houdt alles wat het nodig heeft." : "Alle \(total) ziekenhuizen houden alles wat ze nodig hebben."
    }
    func hospitalsOnReserve(_ place: Prose, _ service: String, _ duration: String) -> Prose {
        "Geen ziekenhuis valt uit, maar \(strong: place) leeft \(strong: "\(duration)") lang op zijn eigen reserve (\(self.service(service)))."
    }
    func hospitalAtRisk(_ place: Prose, _ service: String, _ probability: Prose, _ mean: String) -> Prose {
        "In het ene berekende verloop houdt elk ziekenhuis wat het nodig heeft, maar in \(probability) van de trekkingen zit \(strong: place) zonder \(self.service(service)), over alle trekkingen gemiddeld \(mean)."
    }
    func hospitalOut(
        _ place: Prose, _ services: [String], for duration: String, range: String?, from moment: String, reserve: String?,
        lastsBeyond: Bool, probability: Prose?
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let after: Prose = reserve.map { ", na \($0) op eigen reserve" } ?? ""
        let beyond: Prose = lastsBeyond ? ", tot na de berekende periode" : ""
        let chance: Prose = probability.map { "; zo gaat het in \($0) van de trekkingen" } ?? ""
        return "Van de ziekenhuizen zit \(strong: place) het langst zonder \(names(services)): \(strong: "\(duration)")\(range), vanaf \(moment)\(after)\(beyond)\(chance)."
    }
    func careOut(_ groups: [CareCount]) -> Prose {
        let one = groups.count == 1 && groups[0].isOne
        return "\(list(groups.map { care($0) }).capitalised) \(one ? "mist" : "missen") op enig moment iets."
    }
    private func care(_ group: CareCount) -> Prose {
        let kind = self.kind(group.kind, group.total)
        if group.out == 0 { return "geen van de \(group.totalText) \(self.kind(group.kind, 2))" }
        if group.total == 1 { return "het enige \(kind)" }
        if group.out < group.total { return "\(group.outText) van de \(group.totalText) \(kind)" }
        return group.total == 2 ? "beide \(kind)" : "alle \(group.totalText) \(kind)"
    }
    func probability(_ mean: String, _ range: String) -> Prose { "\(mean) (\(range))" }

    func noMeasureHelps(_ count: String) -> Prose { "Geen van de vergeleken maatregelen (\(count)) vermindert de uren waarin mensen iets missen." }
    func bestMeasure(
        _ title: String, avoids: String, _ range: String?, of loss: String, share: String?, cost: String?, weighted: Bool
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let cost: Prose = cost.map { ", voor \($0)" } ?? ""
        let hours: Prose = weighted ? "gewogen uren waarin mensen iets missen" : "uren waarin mensen iets missen"
        let part: Prose = share.map { "\(strong: "\($0)") van de \(hours)" } ?? "een deel van de \(hours)"
        return "Van de maatregelen helpt \(strong: Prose(data: title)) het meest: die voorkomt \(part), ongeveer \(avoids)\(range) van de \(loss)\(cost)."
    }
    var noWeakPoint: Prose { "Niets in de netten kan in zijn eentje iemand zonder voorziening zetten." }
    func weakestPoint(_ asset: Prose, places: String, _ count: Int, within: String, ties: String?) -> Prose {
        let tied: Prose = ties.map { ", met nog \($0) die even zwaar \($0 == "1" ? "telt" : "tellen")" } ?? ""
        return "De zwakste plek is \(strong: asset)\(tied): valt alleen die \(within) uit, dan \(count == 1 ? "zit" : "zitten") \(strong: "\(places)") \(count == 1 ? "gebouw" : "gebouwen") zonder."
    }
    func sampledCertainty(_ samples: String) -> Prose {
        "Tussen haakjes staat waar het gemiddelde van \(samples) trekkingen met 95% zekerheid ligt; één gebeurtenis kan daarbuiten vallen."
    }
    func variedCertainty(most: String?) -> Prose {
        let most: Prose = most.map { "; het meest hangt af van \($0)" } ?? ""
        return "Tussen haakjes staat hoe ver de cijfers verschuiven als we telkens één aanname veranderen\(most)."
    }
    var singleCertainty: Prose { "Er is geen marge: dit is één berekend verloop, en in het echt gaat het anders." }
    func assumedRelations(_ assumed: String, of total: String) -> Prose {
        assumed == "0"
            ? "Wie aan wie levert, staat in de gegevens."
            : "Wie aan wie levert, is in \(assumed) van de \(total) gevallen aangenomen en niet gemeten."
    }
    func layersAbsent(_ layers: [String]) -> Prose {
        "In de gegevens staat geen \(list(layers.map { Prose(data: network($0)) })); verliezen daardoor zijn niet berekend, maar kunnen er wel zijn."
    }
    func deadlocked(_ assets: [Prose], _ count: Int, _ groups: String) -> Prose {
        let more: Prose = count > assets.count ? " (en nog \(count - assets.count))" : ""
        let others: Prose = groups == "1" ? "" : ", een van \(groups) zulke groepen"
        return "Tot iemand er een van buitenaf start, blijven \(list(assets))\(more) uit\(others): ze wachten op elkaar."
    }
    func faultsBefore(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "levering was" : "leveringen waren") in de gegevens al vóór de gebeurtenis verbroken en \(n == 1 ? "telt" : "tellen") niet mee als verlies; zie \(section: titleData)."
    }
}
