import DamageModel

/// The summary's sentences and the causes.
extension English {
    func event(_ titles: [String]) -> Prose {
        titles.isEmpty ? "In the computed event" : "In the computed event (\(titles.map { Prose(data: $0) }.joined("; ")))"
    }
    var noServices: Prose { "No place in the data states that it needs power, water or any other service, so no loss can be computed." }
    func nobodyLosesAnything(_ event: Prose) -> Prose { "\(event), nobody loses anything: every place keeps every service that it needs." }
    func placesOut(_ event: Prose, _ parts: [(service: String, count: String)]) -> Prose {
        "\(event), \(list(parts.map { "\(strong: "\($0.count)") places are without \(service($0.service))" })); the data gives no residents, so people cannot be counted."
    }
    func peopleOut(_ event: Prose, of residents: String, _ parts: [(service: String, number: String?, range: String?)]) -> Prose {
        let hit = parts.compactMap { part -> Prose? in
            guard let number = part.number else { return nil }
            let range: Prose = part.range.map { " (\($0))" } ?? ""
            return "\(strong: "\(number)")\(range) are without \(service(part.service))"
        }
        let spared = parts.filter { $0.number == nil }.map { Prose(data: service($0.service)) }
        guard !hit.isEmpty else { return "\(event), none of about \(residents) residents loses a service, though some places fall back on their own reserve." }
        let rest: Prose = spared.isEmpty ? "" : "; nobody loses \(spared.count > 1 ? either(spared) : spared[0])"
        return "\(event), of about \(residents) residents, at the worst moment about \(list(hit))\(rest)."
    }
    private func either(_ items: [Prose]) -> Prose { "\(items.dropLast().map { $0 }.joined(", ")) or \(items.last ?? "")" }

    var noHospital: Prose { "The data names no hospital, so nothing can be said about hospitals." }
    func hospitalsKeep(_ total: String, _ count: Int) -> Prose {
        count == 1 ? "The one hospital keeps every service that it needs." : "All \(total) hospitals keep every service that they need."
    }
    func hospitalsOnReserve(_ place: Prose, _ service: String, _ duration: String) -> Prose {
        "No hospital goes without, but \(strong: place) lives on its own reserve of \(self.service(service)) for \(strong: "\(duration)")."
    }
    func hospitalAtRisk(_ place: Prose, _ service: String, _ probability: Prose, _ mean: String) -> Prose {
        "In the single computed course every hospital keeps its services, but \(strong: place) goes without \(self.service(service)) in \(probability) of the random variations, for \(mean) on average over all of them."
    }
    func hospitalOut(
        _ place: Prose, _ services: [String], for duration: String, from when: String, reserve: String?, lastsBeyond: Bool,
        hit: String, of total: String
    ) -> Prose {
        let after: Prose = reserve.map { " after \($0) on its own reserve" } ?? ""
        let beyond: Prose = lastsBeyond ? " and is not over when the computed period ends" : ""
        return "The longest outage of a hospital is \(strong: "\(duration)") without \(names(services)) at \(strong: place): it begins \(when)\(after)\(beyond) (\(hit) of \(total) in the data \(hit == "1" ? "goes" : "go") without something)"
    }
    func hospitalProbability(_ probability: Prose, _ mean: String) -> Prose {
        "; of the random variations, \(probability) leave it without, for \(mean) on average over all of them"
    }
    func probability(_ mean: String, _ range: String) -> Prose { "\(mean) (\(range))" }

    func noMeasureHelps(_ count: String) -> Prose { "None of the measures compared (\(count)) reduces the loss." }
    func bestMeasure(
        _ title: String, avoids: String, _ range: String?, share: String?, cost: String?, weighted: Bool
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let share: Prose = share.map { ", \($0) of the loss" } ?? ""
        let cost: Prose = cost.map { ", at a cost of \($0)" } ?? ""
        return "Of the measures compared, \(strong: Prose(data: title)) helps most: it avoids about \(strong: "\(avoids)")\(range) \(personHours(weighted))\(share)\(cost)."
    }
    var noWeakPoint: Prose { "No single failure, by itself, takes a service away from anyone." }
    func weakestPoint(
        _ asset: Prose, places: String, _ count: Int, loss: String, within: String, ties: String?, weighted: Bool
    ) -> Prose {
        let tied: Prose = ties.map { " (\($0) more \($0 == "1" ? "part counts" : "parts count") just as heavily)" } ?? ""
        return "The weakest single point is \(strong: asset)\(tied): if it alone failed for \(within), \(strong: "\(places)") \(count == 1 ? "place" : "places") would lose a service, together about \(loss) \(personHours(weighted))."
    }
    func sampledCertainty(_ samples: String, assumed: String, of total: String) -> Prose {
        "How sure: figures in brackets are ranges that hold the average over \(samples) random variations of the event with 95% confidence, single events can fall well outside them, and \(assumed) of the \(total) relations that say who is supplied by whom are assumed, not measured."
    }
    func deterministicCertainty(assumed: String, of total: String) -> Prose {
        "How sure: these figures are one computed course of events without a range, because no random variations were asked for; they rest most on who is supplied by whom (\(assumed) of \(total) such relations are assumed, not measured) and on when equipment fails."
    }
    func layersAbsent(_ layers: [String]) -> Prose {
        "The data holds no \(list(layers.map { Prose(data: network($0)) })), so losses through \(layers.count == 1 ? "it" : "them") are not computed and nothing here says that there are none."
    }
    func deadlocked(_ assets: [Prose], _ count: Int, _ groups: String) -> Prose {
        let more: Prose = count > assets.count ? " (and \(count - assets.count) more)" : ""
        let others: Prose = groups == "1" ? "" : ", one of \(groups) such groups"
        return "Until somebody starts one of them from outside, \(list(assets))\(more) stay off\(others): each waits for another of them before it can restart."
    }
    func faultsBefore(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "supply relation was" : "supply relations were") already broken in the data before the event and \(n == 1 ? "is" : "are") not counted as a loss; see \(section: titleData)."
    }

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

    func hitInThisScenario(_ cause: Disturbance.Cause) -> Prose {
        switch cause {
        case .flooded: "flooded in this scenario"
        case .damaged: "damaged in this scenario"
        case .outOfService: "out of service in this scenario"
        case .observed: "seen not to work"
        }
    }
    func onlySource(_ layer: String) -> Prose { "the only source of the \(network(layer))" }
    func singleFeeder(_ places: String, _ count: Int) -> Prose { "single feeder of \(places) \(count == 1 ? "place" : "places")" }
    func noReserve(_ places: String, all: Bool) -> Prose { all ? "no reserve there" : "no reserve at \(places) of them" }
    func noWayRound(_ kind: String, layer: String) -> Prose {
        layer == "road" ? "\(self.kind(kind, 1)) with no detour" : "\(self.kind(kind, 1)) with no second path"
    }
    var everyPathPasses: Prose { "every path to the places behind it passes here" }
    var placeItself: Prose { "the place itself" }
}
