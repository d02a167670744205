import DamageModel

/// Why something stopped, and what kind of weak point it is, in Dutch.
extension Dutch {
    var causeUnknown: Prose { "oorzaak niet gevonden" }
    func stopsDelivering(_ asset: Prose) -> Prose { "\(asset) levert niet meer" }
    func stopsAt(_ asset: Prose, _ when: String) -> Prose { "\(asset) valt \(when) uit" }
    func stops(_ asset: Prose) -> Prose { "\(asset) valt uit" }
    func floods(_ asset: Prose, _ when: String) -> Prose { "\(asset) loopt \(when) onder" }
    func isDamaged(_ asset: Prose, _ when: String) -> Prose { "\(asset) raakt \(when) beschadigd" }
    func isPutOutOfService(_ asset: Prose, _ when: String) -> Prose { "\(asset) gaat \(when) buiten dienst" }
    func losesSupply(_ asset: Prose, layer: String) -> Prose {
        layer == "road" ? "\(asset) raakt afgesneden" : "\(asset) krijgt niets meer"
    }
    func partsLoseSupply(_ count: Int, _ layer: String, _ last: Prose) -> Prose {
        "\(count) onderdelen van het \(network(layer)), tot en met \(last), \(layer == "road" ? "raken afgesneden" : "krijgen niets meer")"
    }
    func cannotRestart(_ asset: Prose) -> Prose { "\(asset) kan niet opnieuw starten" }

    func rootCause(_ asset: Prose?, _ cause: Disturbance.Cause?) -> Prose {
        let what: Prose =
            switch cause {
            case .flooded?: "onder water"
            case .damaged?: "beschadigd"
            case .outOfService?: "buiten dienst"
            case .observed?: "werkt volgens waarneming niet"
            case nil: "uitgevallen"
            }
        return asset.map { "\($0) \(what)" } ?? "zelf \(what)"
    }

    func placesLose(_ who: Prose, residents: String?, _ services: [String], isOne: Bool) -> Prose {
        let people: Prose = residents.map { " (\(self.residents($0)))" } ?? ""
        return "\(strong: who)\(people) \(isOne ? "verliest" : "verliezen") \(names(services))"
    }
    func otherPlaces(_ count: String) -> Prose { "\(count) andere plekken" }
    func because(_ asset: Prose, _ cause: Disturbance.Cause?, _ when: String) -> Prose {
        switch cause {
        case .flooded?: "doordat \(asset) \(when) onderloopt"
        case .damaged?: "doordat \(asset) \(when) beschadigd raakt"
        case .outOfService?: "doordat \(asset) \(when) buiten dienst gaat"
        case .observed?: "doordat \(asset) volgens waarneming \(when) niet werkt"
        case nil: "doordat \(asset) \(when) uitvalt"
        }
    }
    func becauseHitThemselves(_ cause: Disturbance.Cause?, isOne: Bool, from moment: String) -> Prose {
        let subject: Prose = isOne ? "doordat dat zelf" : "doordat ze zelf"
        let verb: Prose =
            switch cause {
            case .flooded?: isOne ? "onder water staat" : "onder water staan"
            case .damaged?: isOne ? "beschadigd is" : "beschadigd zijn"
            case .observed?: isOne ? "volgens waarneming niet werkt" : "volgens waarneming niet werken"
            case .outOfService?, nil: isOne ? "buiten dienst is" : "buiten dienst zijn"
            }
        return "\(subject) \(verb), vanaf \(moment)"
    }
    func becauseOfSeveral(_ assets: Prose, _ cause: Disturbance.Cause?, from moment: String) -> Prose {
        switch cause {
        case .flooded?: "door \(assets) onder water, vanaf \(moment)"
        case .damaged?: "door schade aan \(assets), vanaf \(moment)"
        case .observed?: "door \(assets) die volgens waarneming niet werken, vanaf \(moment)"
        case .outOfService?, nil: "door \(assets) buiten dienst, vanaf \(moment)"
        }
    }
    var becauseUnknown: Prose { "om een reden die niet te achterhalen is" }
    func path(_ steps: Prose) -> Prose { "Zo werkt het door: \(steps)." }
    func furtherSteps(_ count: String) -> Prose { "nog \(count) stappen" }

    func hitInThisScenario(_ cause: Disturbance.Cause) -> Prose {
        switch cause {
        case .flooded: "loopt bij deze gebeurtenis onder"
        case .damaged: "raakt bij deze gebeurtenis beschadigd"
        case .outOfService: "is in dit scenario buiten dienst"
        case .observed: "werkt volgens waarneming niet"
        }
    }
    func onlySource(_ layer: String) -> Prose { "enige bron van het \(network(layer))" }
    func singleFeeder(of parts: [Prose], others: String?, _ places: String, _ count: Int) -> Prose {
        let more = others.map { ["\($0) andere onderdelen"] as [Prose] } ?? []
        let buildings: [Prose] = count == 0 ? [] : ["\(places) \(count == 1 ? "gebouw" : "gebouwen")"]
        return "enige voeding van \(list(parts + more + buildings))"
    }
    func noReserve(_ places: String, all: Bool) -> Prose { all ? "zonder eigen reserve" : "\(places) daarvan zonder reserve" }
    func noWayRound(_ kind: String, layer: String) -> Prose {
        layer == "road" ? "\(self.kind(kind, 1)) zonder omweg" : "\(self.kind(kind, 1)) zonder tweede route"
    }
    var everyPathPasses: Prose { "alles wat erachter ligt, hangt hiervan af" }
    var placeItself: Prose { "het gebouw zelf" }
}
