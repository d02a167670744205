import DamageModel

/// The summary's sentences.
extension English {
    var noServices: Prose { "No place in the data states that it needs power, water or any other service, so no loss can be computed." }
    var nobodyLosesAnything: Prose { "Nobody loses anything: every place keeps all that it needs." }
    func placesOut(_ parts: [(service: String, count: String)]) -> Prose {
        "In all, \(list(parts.map { "\(strong: "\($0.count)") \($0.count == "1" ? "place is" : "places are") without \(service($0.service))" })); the data gives no residents, so people cannot be counted."
    }
    func peopleOut(of residents: String, _ parts: [PeopleOut]) -> Prose {
        let hit = parts.filter { $0.number != nil }
        guard !hit.isEmpty else { return "None of about \(residents) residents goes without, though some places fall back on their own reserve." }
        let phrases = hit.enumerated().map { i, part -> Prose in
            let range: Prose = part.range.map { " (\($0))" } ?? ""
            let verb: Prose = i == 0 ? (part.number == "1" ? " is" : " are") : ""
            return "\(strong: share(part))\(range)\(verb) without \(service(part.service))"
        }
        let spared = parts.filter { $0.number == nil }.map { Prose(data: service($0.service)) }
        let rest: Prose = spared.isEmpty ? "" : "; nobody loses \(spared.count > 1 ? either(spared) : spared[0])"
        return "Of about \(residents) residents, at the worst moment \(list(phrases))\(rest)."
    }
    private func share(_ part: PeopleOut) -> Prose {
        switch part.extent {
        case .all: "all \(part.number ?? "")"
        case .nearlyAll: "nearly all"
        case .some: "\(part.number ?? "")"
        }
    }
    private func either(_ items: [Prose]) -> Prose { "\(items.dropLast().map { $0 }.joined(", ")) or \(items.last ?? "")" }

    var noHospital: Prose { "The data names no hospital, so nothing can be said about hospitals." }
    func hospitalsKeep(_ total: String, _ count: Int) -> Prose {
        count == 1 ? "The one hospital keeps all that it needs." : "All \(total) hospitals keep all that they need."
    }
    func hospitalsOnReserve(_ place: Prose, _ service: String, _ duration: String) -> Prose {
        "No hospital goes without, but \(strong: place) lives on its own reserve of \(self.service(service)) for \(strong: "\(duration)")."
    }
    func hospitalAtRisk(_ place: Prose, _ service: String, _ probability: Prose, _ mean: String) -> Prose {
        "In the single computed course every hospital keeps what it needs, but in \(probability) of the random runs \(strong: place) goes without \(self.service(service)), for \(mean) on average over all of them."
    }
    func hospitalOut(
        _ place: Prose, _ services: [String], for duration: String, range: String?, from moment: String, reserve: String?,
        lastsBeyond: Bool, probability: Prose?
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let after: Prose = reserve.map { ", after \($0) on its own reserve" } ?? ""
        let beyond: Prose = lastsBeyond ? ", and beyond the computed period" : ""
        let chance: Prose = probability.map { "; so it goes in \($0) of the random runs" } ?? ""
        return "The longest outage of a hospital is \(strong: "\(duration)")\(range) without \(names(services)) at \(strong: place), from \(moment)\(after)\(beyond)\(chance)."
    }
    func careOut(_ groups: [CareCount]) -> Prose {
        let one = groups.count == 1 && groups[0].isOne
        return "\(list(groups.map { care($0) }).capitalised) \(one ? "goes" : "go") without something at some time."
    }
    private func care(_ group: CareCount) -> Prose {
        let kind = self.kind(group.kind, group.total)
        if group.out == 0 { return group.total == 1 ? "not the one \(kind)" : "none of the \(group.totalText) \(kind)" }
        if group.total == 1 { return "the one \(kind)" }
        if group.out < group.total { return "\(group.outText) of \(group.totalText) \(kind)" }
        return group.total == 2 ? "both \(kind)" : "all \(group.totalText) \(kind)"
    }
    func probability(_ mean: String, _ range: String) -> Prose { "\(mean) (\(range))" }

    func noMeasureHelps(_ count: String) -> Prose { "None of the measures compared (\(count)) reduces the hours that people go without." }
    func bestMeasure(
        _ title: String, avoids: String, _ range: String?, of loss: String, share: String?, cost: String?, weighted: Bool
    ) -> Prose {
        let range: Prose = range.map { " (\($0))" } ?? ""
        let cost: Prose = cost.map { ", for \($0)" } ?? ""
        let hours: Prose = weighted ? "weighted hours that people go without" : "hours that people go without"
        let part: Prose = share.map { "\(strong: "\($0)") of the \(hours)" } ?? "some of the \(hours)"
        return "Of the measures, \(strong: Prose(data: title)) helps most: it takes away \(part), about \(avoids)\(range) of \(loss)\(cost)."
    }
    var noWeakPoint: Prose { "No single failure, by itself, takes a service away from anyone." }
    func weakestPoint(_ asset: Prose, places: String, _ count: Int, within: String, ties: String?) -> Prose {
        let tied: Prose = ties.map { ", with \($0) more that count as much" } ?? ""
        return "The weakest point is \(strong: asset)\(tied): if it alone failed for \(within), \(strong: "\(places)") \(count == 1 ? "place" : "places") would go without."
    }
    func sampledCertainty(_ samples: String) -> Prose {
        "In brackets is where the average of \(samples) random runs lies with 95% confidence; one event can fall outside."
    }
    func variedCertainty(most: String?) -> Prose {
        let most: Prose = most.map { "; most depends on \($0)" } ?? ""
        return "In brackets is how far the figures move when we change one assumption at a time\(most)."
    }
    var singleCertainty: Prose { "There is no range: this is one computed course of events, and the real one will differ." }
    func assumedRelations(_ assumed: String, of total: String) -> Prose {
        assumed == "0"
            ? "Who is supplied by whom is stated in the data."
            : "Who is supplied by whom is assumed, not measured, in \(assumed) of \(total) cases."
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
        "\(count) \(n == 1 ? "supply was" : "supplies were") already broken in the data before the event and \(n == 1 ? "is" : "are") not counted as a loss; see \(section: titleData)."
    }
}
