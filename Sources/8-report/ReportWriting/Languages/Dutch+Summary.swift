import DamageModel

/// The summary's sentences and the causes, in Dutch.
extension Dutch {
    func event(_ titles: [String]) -> Prose {
        titles.isEmpty ? "Bij deze gebeurtenis" : "Bij deze gebeurtenis (\(titles.map { Prose(data: $0) }.joined("; ")))"
    }
    var noServices: Prose { "Volgens de gegevens heeft geen enkel gebouw stroom, water of iets anders nodig. Daarom valt er geen verlies te berekenen." }
    func nobodyLosesAnything(_ event: Prose) -> Prose { "\(event) verliest niemand iets: overal blijft alles werken." }
    func placesOut(_ event: Prose, _ parts: [(service: String, count: String)]) -> Prose {
        "\(event) zitten \(list(parts.map { "\(strong: "\($0.count)") \($0.count == "1" ? "gebouw" : "gebouwen") zonder \(service($0.service))" })). De gegevens noemen geen inwoners, dus mensen zijn niet te tellen."
    }
    func peopleOut(_ event: Prose, of residents: String, _ parts: [(service: String, number: String?, range: String?)]) -> Prose {
        let hit = parts.compactMap { part -> Prose? in
            guard let number = part.number else { return nil }
            let range: Prose = part.range.map { " (\($0))" } ?? ""
            return "\(strong: "\(number)")\(range) zonder \(service(part.service))"
        }
        let spared = parts.filter { $0.number == nil }.map { Prose(data: service($0.service)) }
        guard !hit.isEmpty else { return "\(event) houdt iedereen van de ongeveer \(residents) inwoners stroom en andere voorzieningen, al moeten sommige gebouwen overschakelen op hun eigen reserve." }
        let rest: Prose = spared.isEmpty ? "" : ". Niemand verliest \(spared.count > 1 ? either(spared) : spared[0])"
        return "\(event) zitten van de ongeveer \(residents) inwoners er op het ergste moment ongeveer \(list(hit))\(rest)."
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
        "In het ene berekende verloop houdt elk ziekenhuis alles, maar in \(probability) van de trekkingen zit \(strong: place) zonder \(self.service(service)), over alle trekkingen gemiddeld \(mean)."
    }
    func hospitalOut(
        _ place: Prose, _ services: [String], for duration: String, from when: String, reserve: String?, lastsBeyond: Bool,
        hit: String, of total: String
    ) -> Prose {
        let after: Prose = reserve.map { ", na \($0) op eigen reserve" } ?? ""
        let beyond: Prose = lastsBeyond ? " en is aan het eind van de berekende periode nog niet voorbij" : ""
        return "Van de ziekenhuizen zit \(strong: place) het langst zonder \(names(services)): \(strong: "\(duration)"). Het begint \(when)\(after)\(beyond) (\(hit) van de \(total) \(total == "1" ? "ziekenhuis" : "ziekenhuizen") \(hit == "1" ? "mist" : "missen") iets)"
    }
    func hospitalProbability(_ probability: Prose, _ mean: String) -> Prose {
        "; dat gebeurt in \(probability) van de trekkingen, over alle trekkingen gemiddeld \(mean)"
    }
    func probability(_ mean: String, _ range: String) -> Prose { "\(mean) (\(range))" }

    func noMeasureHelps(_ count: String) -> Prose { "Geen van de vergeleken maatregelen (\(count)) verkleint het verlies." }
    func bestMeasure(
        _ title: String, avoids: String, _ range: String?, share: String?, cost: String?, weighted: Bool
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let share: Prose = share.map { ", \($0) van het verlies" } ?? ""
        let cost: Prose = cost.map { ", voor \($0)" } ?? ""
        return "Van de vergeleken maatregelen helpt \(strong: Prose(data: title)) het meest: die voorkomt ongeveer \(strong: "\(avoids)")\(range) \(personHours(weighted))\(share)\(cost)."
    }
    var noWeakPoint: Prose { "Niets in de netten kan in zijn eentje iemand zonder voorziening zetten." }
    func weakestPoint(
        _ asset: Prose, places: String, _ count: Int, loss: String, within: String, ties: String?, weighted: Bool
    ) -> Prose {
        let tied: Prose = ties.map { " (\($0) \($0 == "1" ? "ander onderdeel telt" : "andere onderdelen tellen") even zwaar)" } ?? ""
        return "De zwakste plek is \(strong: asset)\(tied): valt alleen die \(within) uit, dan \(count == 1 ? "verliest" : "verliezen") \(strong: "\(places)") \(count == 1 ? "gebouw" : "gebouwen") iets, samen ongeveer \(loss) \(personHours(weighted))."
    }
    func sampledCertainty(_ samples: String, assumed: String, of total: String) -> Prose {
        "Hoe zeker: tussen haakjes staat het gebied waarin het gemiddelde over \(samples) trekkingen met 95% zekerheid ligt; een echte gebeurtenis kan daar ver buiten vallen. Van de \(total) relaties die zeggen wie aan wie levert, zijn er \(assumed) aangenomen en niet gemeten."
    }
    func deterministicCertainty(assumed: String, of total: String) -> Prose {
        "Hoe zeker: dit is één berekend verloop, zonder marge, want er zijn geen trekkingen gevraagd. De cijfers hangen vooral af van wie aan wie levert (van de \(total) relaties zijn er \(assumed) aangenomen en niet gemeten) en van het moment waarop apparatuur uitvalt."
    }
    func layersAbsent(_ layers: [String]) -> Prose {
        "In de gegevens staat geen \(list(layers.map { Prose(data: network($0)) })); verliezen daardoor zijn niet berekend. Dat wil niet zeggen dat ze er niet zijn."
    }
    func deadlocked(_ assets: [Prose], _ count: Int, _ groups: String) -> Prose {
        let more: Prose = count > assets.count ? " (en nog \(count - assets.count))" : ""
        let others: Prose = groups == "1" ? "" : " Zo zijn er \(groups) groepen."
        return "\(list(assets))\(more) blijven uit tot iemand er een van buitenaf start: ze wachten op elkaar.\(others)"
    }
    func faultsBefore(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "leveringsrelatie was" : "leveringsrelaties waren") in de gegevens al vóór de gebeurtenis verbroken en \(n == 1 ? "telt" : "tellen") niet mee als verlies; zie \(section: titleData)."
    }

    var causeUnknown: Prose { "oorzaak niet gevonden" }
    func stopsDelivering(_ asset: Prose) -> Prose { "\(asset) levert niet meer" }
    func stopsAt(_ asset: Prose, _ when: String) -> Prose { "\(asset) valt \(when) uit" }
    func stops(_ asset: Prose) -> Prose { "\(asset) valt uit" }
    func floods(_ asset: Prose, _ when: String) -> Prose { "\(asset) loopt \(when) onder" }
    func isDamaged(_ asset: Prose, _ when: String) -> Prose { "\(asset) raakt \(when) beschadigd" }
    func isPutOutOfService(_ asset: Prose, _ when: String) -> Prose { "\(asset) wordt \(when) buiten dienst gesteld" }
    func losesSupply(_ asset: Prose, layer: String) -> Prose {
        layer == "road" ? "\(asset) raakt afgesneden" : "\(asset) krijgt niets meer"
    }
    func partsLoseSupply(_ count: Int, _ layer: String, _ last: Prose) -> Prose {
        "\(count) onderdelen van het \(network(layer)), tot en met \(last), \(layer == "road" ? "raken afgesneden" : "krijgen niets meer")"
    }
    func cannotRestart(_ asset: Prose) -> Prose { "\(asset) kan niet opnieuw starten" }

    func hitInThisScenario(_ cause: Disturbance.Cause) -> Prose {
        switch cause {
        case .flooded: "loopt bij deze gebeurtenis onder"
        case .damaged: "raakt bij deze gebeurtenis beschadigd"
        case .outOfService: "is in dit scenario buiten dienst"
        case .observed: "werkt volgens waarneming niet"
        }
    }
    func onlySource(_ layer: String) -> Prose { "enige bron van het \(network(layer))" }
    func singleFeeder(_ places: String, _ count: Int) -> Prose { "enige voeding van \(places) \(count == 1 ? "gebouw" : "gebouwen")" }
    func noReserve(_ places: String, all: Bool) -> Prose { all ? "daar is geen reserve" : "bij \(places) daarvan geen reserve" }
    func noWayRound(_ kind: String, layer: String) -> Prose {
        layer == "road" ? "\(self.kind(kind, 1)) zonder omweg" : "\(self.kind(kind, 1)) zonder tweede route"
    }
    var everyPathPasses: Prose { "alles wat erachter ligt, hangt hiervan af" }
    var placeItself: Prose { "het gebouw zelf" }
}
