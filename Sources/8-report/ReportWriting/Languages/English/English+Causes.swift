import DamageModel

/// Why something stopped, and what kind of weak point it is.
extension English {
    var causeUnknown: Prose { "cause not traced" }
    func stopsDelivering(_ asset: Prose) -> Prose { "\(asset) stops delivering" }
    func stopsAt(_ asset: Prose, _ when: String) -> Prose { "\(asset) stops \(when)" }
    func stops(_ asset: Prose) -> Prose { "\(asset) stops" }
    func floods(_ asset: Prose, _ when: String) -> Prose { "\(asset) floods \(when)" }
    func isDamaged(_ asset: Prose, _ when: String) -> Prose { "\(asset) is damaged \(when)" }
    func isPutOutOfService(_ asset: Prose, _ when: String) -> Prose { "\(asset) is put out of service \(when)" }
    func losesSupply(_ asset: Prose, layer: String) -> Prose {
        layer == "road" ? "\(asset) is cut off" : "\(asset) loses supply"
    }
    func partsLoseSupply(_ count: Int, _ layer: String, _ last: Prose) -> Prose {
        "\(count) parts of the \(network(layer)), up to \(last), \(layer == "road" ? "are cut off" : "lose supply")"
    }
    func cannotRestart(_ asset: Prose) -> Prose { "\(asset) cannot restart" }

    func rootCause(_ asset: Prose?, _ cause: Disturbance.Cause?) -> Prose {
        let what: Prose =
            switch cause {
            case .flooded?: "flooded"
            case .damaged?: "damaged"
            case .outOfService?: "out of service"
            case .observed?: "seen not to work"
            case nil: "stopped"
            }
        return asset.map { "\($0) \(what)" } ?? "itself \(what)"
    }

    func placesLose(_ who: Prose, residents: String?, _ services: [String], isOne: Bool) -> Prose {
        let people: Prose = residents.map { " (\(self.residents($0)))" } ?? ""
        return "\(strong: who)\(people) \(isOne ? "loses" : "lose") \(names(services))"
    }
    func otherPlaces(_ count: String) -> Prose { "\(count) other places" }
    func because(_ asset: Prose, _ cause: Disturbance.Cause?, _ when: String) -> Prose {
        switch cause {
        case .flooded?: "because \(floods(asset, when))"
        case .damaged?: "because \(isDamaged(asset, when))"
        case .outOfService?: "because \(isPutOutOfService(asset, when))"
        case .observed?: "because \(isSeenOut(asset, when))"
        case nil: "because \(stopsAt(asset, when))"
        }
    }
    func becauseHitThemselves(_ cause: Disturbance.Cause?, isOne: Bool, from moment: String) -> Prose {
        let subject: Prose = isOne ? "it is itself" : "they are themselves"
        return switch cause {
        case .flooded?: "because \(subject) flooded, from \(moment)"
        case .damaged?: "because \(subject) damaged, from \(moment)"
        case .observed?: "because \(subject) seen not to work, from \(moment)"
        case .outOfService?, nil: "because \(subject) out of service, from \(moment)"
        }
    }
    func becauseOfSeveral(_ assets: Prose, _ cause: Disturbance.Cause?, from moment: String) -> Prose {
        switch cause {
        case .flooded?: "because of \(assets) under water, from \(moment)"
        case .damaged?: "because of damage to \(assets), from \(moment)"
        case .observed?: "because of \(assets) seen not to work, from \(moment)"
        case .outOfService?, nil: "because of \(assets) out of service, from \(moment)"
        }
    }
    var becauseUnknown: Prose { "for a reason that could not be traced" }
    func path(_ steps: Prose) -> Prose { "It spreads like this: \(steps)." }
    func furtherSteps(_ count: String) -> Prose { "\(count) more steps" }

    func hitInThisScenario(_ cause: Disturbance.Cause) -> Prose {
        switch cause {
        case .flooded: "flooded in this scenario"
        case .damaged: "damaged in this scenario"
        case .outOfService: "out of service in this scenario"
        case .observed: "seen not to work"
        }
    }
    func onlySource(_ layer: String) -> Prose { "the only source of the \(network(layer))" }
    func singleFeeder(of parts: [Prose], others: String?, _ places: String, _ count: Int) -> Prose {
        let more = others.map { ["\($0) other parts"] as [Prose] } ?? []
        let buildings: [Prose] = count == 0 ? [] : ["\(places) \(count == 1 ? "place" : "places")"]
        return "single feeder of \(list(parts + more + buildings))"
    }
    func noReserve(_ places: String, all: Bool) -> Prose { all ? "no reserve there" : "no reserve at \(places) of them" }
    func noWayRound(_ kind: String, layer: String) -> Prose {
        layer == "road" ? "\(self.kind(kind, 1)) with no detour" : "\(self.kind(kind, 1)) with no second path"
    }
    var everyPathPasses: Prose { "every path to the places behind it passes here" }
    var placeItself: Prose { "the place itself" }
}
