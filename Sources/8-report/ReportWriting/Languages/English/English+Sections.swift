import DamageModel

/// Titles, tables and paragraphs of the sections on losses and remedies.
extension English {
    var titleInShort: String { "In short" }
    var titleMap: String { "Map" }
    var titleHourByHour: String { "What happens, hour by hour" }
    var titleVulnerable: String { "Hospitals and vulnerable places" }
    var titleDistricts: String { "Neighbourhoods" }
    var titleRepairCosts: String { "What repair costs" }
    var titleWeakPoints: String { "Weak points" }
    var titleWhatHelps: String { "What helps" }
    var titleHowSure: String { "How sure are we" }
    var titleData: String { "Data and assumptions" }
    var titleRepeat: String { "How to repeat this" }
    var titleWords: String { "Words used" }

    var unnamedPlace: String { "not named in the data" }
    func factPlace(_ name: String) -> Prose { "Place: \(name)" }
    func factEvent(_ title: String) -> Prose { "Event: \(title)" }
    func factOutOfService(_ assets: [String]) -> Prose {
        let shown = assets.prefix(6).map { Prose(data: Hygiene.oneLine($0, limit: 80)) }
        let more: Prose = assets.count > shown.count ? " and \(assets.count - shown.count) more" : ""
        return "Put out of service by hand: \(shown.joined(", "))\(more)"
    }
    func factPeriod(from moment: String, _ duration: String) -> Prose { "Period computed: \(duration), from \(moment)" }
    func factDataDate(_ dates: [String], undated: Int, of files: Int) -> Prose {
        guard !dates.isEmpty else { return "Date of the data: not stated in the files" }
        let rest: Prose = undated > 0 ? " (\(undated) of \(files) files state none)" : ""
        return "Date of the data: \(dates.joined(separator: ", "))\(rest)"
    }
    func moreRows(_ count: String) -> Prose { "\(count) more are in the tables beside this report (see \(section: titleRepeat))." }

    // What happens, hour by hour
    var columnTime: Prose { "When" }
    var columnWhatHappens: Prose { "What happens" }
    func columnServed(_ service: String) -> Prose { "Served: \(self.service(service))" }
    var nothingHappens: Prose { "Nothing changes: the event reaches no asset that matters to anyone." }
    var deadlocksIntroduction: Prose {
        "At the end of the computed period these groups are undamaged but off, because within each group every member waits for another one:"
    }
    var sharesWithoutResidents: Prose { "The data gives no residents, so the shares say nothing about people." }
    func goesOnReserve(_ place: Prose, _ services: [String]) -> Prose {
        "\(strong: place) falls back on its own reserve of \(names(services))"
    }
    func goesWithout(_ place: Prose, _ services: [String]) -> Prose { "\(strong: place) is without \(names(services))" }
    func isServedAgain(_ place: Prose, _ services: [String]) -> Prose { "\(strong: place) has \(names(services)) again" }
    func sharesFall(_ services: [String]) -> Prose { "more people lose \(names(services))" }
    func sharesRise(_ services: [String]) -> Prose { "people get \(names(services)) back" }
    func otherKinds(_ count: Int) -> String { "\(count) other kinds of asset" }
    func areHit(_ things: Prose, _ cause: Disturbance.Cause, during: String?) -> Prose {
        let span: Prose = during.map { "within \($0), " } ?? ""
        return switch cause {
        case .flooded: "\(span)the water puts \(things) out of use"
        case .damaged: "\(span)damage puts \(things) out of use"
        case .outOfService: "\(span)put out of service by hand: \(things)"
        case .observed: "\(span)seen not to work: \(things)"
        }
    }
    func momentsLeftOut(_ count: String) -> Prose {
        "\(count) moments at which less happened are left out of the table; the curves show all of them."
    }

    // Hospitals and vulnerable places
    var noVulnerablePlaces: Prose {
        "The data names no hospital, care home, school, fire station, ambulance post or shelter, so nothing can be said about them one by one."
    }
    var headingHospitals: Prose { "Hospitals" }
    var headingOtherPlaces: Prose { "Other vulnerable places" }
    func placesSummary(_ total: String, out: String, onReserve: String) -> Prose {
        out == "0" && onReserve == "0"
            ? "\(total) in the data; none of them loses anything."
            : total == "1"
            ? "There is 1 in the data; it \(out == "1" ? "goes without something at some time" : "lives on reserve for a time")."
            : out == total
            ? "\(total) in the data; all of them go without something at some time."
            : onReserve == "0"
            ? "\(total) in the data, of which \(out) \(out == "1" ? "goes" : "go") without something at some time."
            : "\(total) in the data, of which \(out) \(out == "1" ? "goes" : "go") without something at some time and \(onReserve) more \(onReserve == "1" ? "lives" : "live") on reserve only."
    }
    var columnsOfLosses: [Prose] { ["Place", "Goes without", "From", "Own reserve", "Why"] }
    func lost(_ services: [String], out: Bool) -> Prose {
        out ? "\(names(services))" : "nothing (\(names(services)) on reserve)"
    }
    func goesWithoutFor(_ services: [String], _ duration: String, lastsBeyond: Bool, reserve: String?) -> Prose {
        let after: Prose = reserve.map { " after \($0) on reserve" } ?? ""
        let beyond: Prose = lastsBeyond ? ", not over" : ""
        return "\(names(services)) \(duration)\(after)\(beyond)"
    }
    func onReserveFor(_ services: [String], _ duration: String) -> Prose { "nothing (\(names(services)) \(duration) on reserve)" }
    var headingCauses: Prose { "Why places go without" }
    func furtherCauses(_ places: String, _ count: Int) -> Prose {
        "\(places) more \(count == 1 ? "place goes" : "places go") without for other reasons; the tables beside this report have every one (see \(section: titleRepeat))."
    }
    func beds(_ count: String) -> Prose { "\(count) \(count == "1" ? "bed" : "beds")" }
    func residents(_ count: String) -> Prose { "\(count) \(count == "1" ? "resident" : "residents")" }
    var noReserveStated: Prose { "none" }
    func reserveStated(_ duration: String, for service: String, assumed: Bool) -> Prose {
        assumed ? "\(self.service(service)) \(duration) (assumed)" : "\(self.service(service)) \(duration)"
    }

    // Neighbourhoods
    var districtsIntroduction: Prose { "Residents of places that are without the service at some time, by neighbourhood, most affected first." }
    var columnDistrict: Prose { "Neighbourhood" }
    var columnResidents: Prose { "Residents" }
    func columnWithout(_ service: String) -> Prose { "Without \(self.service(service))" }
    var noDistrict: Prose { "(no neighbourhood in the data)" }

    // What repair costs
    func repairCostsIntroduction(damaged: String, valued: String, all: Bool, total: String?) -> Prose {
        let what: Prose =
            "Assets for which a source says what share of the replacement value is lost: \(damaged). In an earthquake this is the expected share under the median shaking; it is small where damage is unlikely."
        guard let total else {
            return "\(what) The data states no replacement values, so costs in euros cannot be given."
        }
        return all
            ? "\(what) Their repair costs about \(total)."
            : "\(what) The value of \(valued) of them is known; their repair costs about \(total). That of the others comes on top."
    }
    var columnsOfRepairCosts: [Prose] { ["Kind", "Assets", "Share of the value lost, mean", "Cost of repair"] }

    // Weak points
    func rankingIntroduction(within: String, weighted: Bool, bedWeight: String?) -> Prose {
        let beds: Prose = bedWeight.map { " One hospital bed counts as \($0) residents." } ?? ""
        let unit: Prose =
            weighted
            ? "The unit is the weighted person-hour: one resident without one service for one hour counts as 1, and places to which the data or the scenario gives a weight count by that weight."
            : "The unit is the person-hour: one resident without one service for one hour."
        return "What if one single part failed, and nothing else were wrong? For every part of the networks, this is the loss over \(within) if that part alone stopped at the start. \(unit)\(beds) Reserves (batteries, generators, tanks) are used up first. This ranking does not depend on the event, except for the remark on what the event hits."
    }
    var columnsOfRanking: [Prose] { ["Rank", "Part", "Loss (person-hours)", "Places hit", "Services lost", "Why it is weak"] }
    func rankingCertainty(_ count: String, of total: String) -> Prose {
        "\(count) of \(total) assets cost somebody a service when they fail alone. The figures are exact for the model: they carry no random range, and are as right as the data on who is supplied by whom (see \(section: titleHowSure)). Ranks marked = are shared."
    }

    // What helps
    var noMeasures: Prose {
        "The scenario compares no measures. Add some to it (raise, strengthen, add a reserve, add a connection) to see what each would avoid; the list under \(section: titleWeakPoints) says where to look first."
    }
    func measuresIntroduction(loss: String, sampled: Bool, weighted: Bool) -> Prose {
        let basis: Prose =
            sampled
            ? "Each measure is compared with doing nothing on the same random runs of the event, with the 95% confidence range of the average in brackets."
            : "Each measure is compared with doing nothing in the same single computed course of events; no random runs were asked for, so there is no range."
        return "Doing nothing loses \(loss) \(personHours(weighted)). \(basis)"
    }
    var columnsOfMeasures: [Prose] {
        ["Measure", "Cost", "Avoided (person-hours)", "Share of the loss", "Avoided per €1,000", "What it does not solve (people)"]
    }
    func stillWithout(_ parts: [(residents: String, service: String)]) -> Prose {
        "at the worst moment still without: \(list(parts.map { "\(service($0.service)) \($0.residents)" }))"
    }
    func hospitalsStillOut(_ count: String, _ n: Int) -> Prose { "\(count) \(n == 1 ? "hospital still goes" : "hospitals still go") without something" }
    var nothingRemains: Prose { "nothing: in this event nobody goes without" }
    func measuresCaution(together: Bool, sampled: Bool) -> Prose {
        let column: Prose = sampled ? " The last column is for the single course with middle values for everything." : ""
        let sum: Prose = together ? " What measures avoid together is not the sum of what each avoids alone." : ""
        return "The comparison is for this event only: a measure that does little here can matter in another one.\(sum)\(column)"
    }
}
