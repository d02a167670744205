/// Captions and legends of the pictures.
extension English {
    func mapTitle(_ place: String) -> Prose { place.isEmpty ? "Map of the event and its losses" : "Map of the event and its losses: \(place)" }
    var mapCaption: Prose { "The event, the networks and who loses something at any time in the computed period. Numbers in circles are the ranks under \(section: titleWeakPoints)." }
    func mapDescription(_ leftOut: [String]) -> String {
        "Shows the event, the networks with broken parts drawn thick, and every place by its worst state: served, on reserve or without a service."
            + (leftOut.isEmpty ? "" : " To keep the file small: " + leftOut.joined(separator: "; ") + ".")
    }
    func leftOutLinks(_ count: String, _ layer: String) -> String { "\(count) minor links of the \(network(layer)) are not drawn" }
    func buildingsJoined(_ metres: String) -> String { "buildings within \(metres) m of each other are drawn as one, in the worst state among them" }
    func roadsNotDrawn(_ count: String) -> String { "\(count) links too short to be seen are not drawn" }
    var legendFloodTitle: String { "Deepest water" }
    func legendDepth(from low: String, to high: String?) -> String { high.map { "\(low)–\($0) m" } ?? "over \(low) m" }
    var legendShakingTitle: String { "Median shaking (PGA)" }
    func legendShaking(from low: String, to high: String?) -> String { high.map { "\(low)–\($0) g" } ?? "over \(low) g" }
    func legendRing(_ pga: String) -> String { "shaking \(pga) g" }
    var legendRings: String { "line of equal shaking" }
    var legendEpicentre: String { "epicentre" }
    func epicentreAway(_ kilometres: String) -> String { "epicentre \(kilometres) km this way" }
    func legendNetwork(_ layer: String) -> String { layer == "road" ? "road" : network(layer) }
    var legendLinkOut: String { "same, thick: broken or cut off" }
    var legendHospital: String { "hospital" }
    var legendVulnerable: String { "care home, school, fire station …" }
    var legendBuilding: String { "building" }
    var legendReserveBar: String { "on own reserve" }
    var legendServedBar: String { "served" }
    var legendOutBar: String { "without" }
    func legendState(_ state: Findings.WorstState) -> String {
        switch state {
        case .served: "served throughout"
        case .onReserve: "on own reserve"
        case .outOfOne: "without one service"
        case .outOfSeveral: "without two or more"
        }
    }
    var legendWeakPoint: String { "weak point, by rank" }
    var north: String { "N" }
    func dataLine(_ sources: [String]) -> String { sources.isEmpty ? "Data: source not stated" : "Data: " + sources.joined(separator: "; ") }
    var servicePlotTitle: Prose { "Share of residents served, over time" }
    var servicePlotCaption: Prose { "Share of residents served by each service. A place on its own reserve counts as served." }
    var servicePlotDescription: String { "One step curve per service, from onset to the end of the computed period; 100% means that everybody is served." }
    var rankingPlotTitle: Prose { "The weakest points" }
    func rankingPlotCaption(ranges: Bool) -> Prose {
        let whiskers: Prose = ranges ? " The thin line shows how far a bar moves when one assumption is changed." : ""
        return "What the failure of each part alone would cost.\(whiskers)"
    }
    var rankingPlotDescription: String { "One horizontal bar per part of the networks, as long as the loss when that part alone fails; the weakest at the top." }
    var measuresPlotTitle: Prose { "What each measure avoids" }
    func measuresPlotCaption(sampled: Bool, ranges: Bool) -> Prose {
        let whiskers: Prose =
            sampled
            ? " The thin line is the range of the average over the random runs."
            : ranges ? " The thin line shows how far a bar moves when one assumption is changed." : ""
        return "What each measure avoids in this event, and its cost.\(whiskers)"
    }
    var measuresPlotDescription: String { "One horizontal bar per measure, as long as the loss that it avoids; the best at the top." }
    func avoidedAxis(weighted: Bool) -> String { weighted ? "weighted person-hours avoided" : "person-hours avoided" }
    func million(_ number: String) -> String { "\(number) million" }
    var shareAxis: String { "residents served" }
    var hoursAxis: String { "hours after onset" }
    var hospitalPlotTitle: Prose { "Hospitals over time" }
    var hospitalPlotCaption: Prose { "Each hospital and each service that it loses: thin where it is served, hatched while its own reserve carries it, solid while it is without." }
    var hospitalPlotDescription: String { "One bar per hospital and service: a thin line means served, hatching means on reserve, solid means without the service." }
    func morePlaces(_ count: String) -> String { "and \(count) more" }
}
