import NetworkModel

/// The crisis team's checklist.
extension English {
    var titleChecklist: String { "Checklist for the crisis team" }
    func checklistIntroduction(_ file: String) -> Prose {
        "Whom to call first, what to bring, and when it is too late, as far as this event is concerned. \(code: file) has every place in a sheet. Call the place itself first: it knows what it really has in reserve."
    }
    var headingServiceChecklist: Prose { "By service" }
    var columnsOfServiceChecklist: [Prose] { ["Service", "People without", "Call first", "Begin with", "Bring", "When"] }
    var headingPlaceChecklist: Prose { "By place, the most urgent first" }
    var columnsOfPlaceChecklist: [Prose] { ["Place", "Too late after", "Bring", "Needed until", "Call"] }
    var noPlaceNeedsAnything: Prose { "No hospital, care home or other vulnerable place in the data goes without anything." }
    func moreInSheet(_ count: String) -> Prose { "\(count) more are in the sheet." }
    func checklistSources(litresPerPerson: String, litresPerBed: String, perPoint: String) -> Prose {
        "Water: \(litresPerPerson) litres a day for each person and \(litresPerBed) for each hospital bed (Sphere Handbook 2018; emergency ration of the Dutch water companies), handed out at one point for every \(perPoint) residents (Dunea 2024). Power: how large a generator must be is for the place to say."
    }
    func operatorOf(_ service: String) -> Prose {
        switch service {
        case Layer.power.name: "grid operator"
        case Layer.water.name: "water company"
        case Layer.road.name: "road authority"
        default: "operator of \(self.service(service))"
        }
    }
    func fromUntil(_ from: String, _ until: String?) -> Prose { until.map { "\(from) to \($0)" } ?? "from \(from), not over in the computed period" }
    var bringPower: Prose { "generators and fuel for the places below" }
    func bringWater(_ litres: String, points: String, _ count: Int) -> Prose {
        "\(litres) litres of drinking water a day, at \(points) \(count == 1 ? "point" : "points")"
    }
    var bringAccess: Prose { "vehicles that get through, or other ways to the places below" }
    var needEvacuation: Prose { "move people and equipment out in time: it is hit itself" }
    var needGenerator: Prose { "a generator" }
    func needFuel(_ reserve: String) -> Prose { "fuel or a second generator: its own reserve lasts \(reserve)" }
    func needWater(_ litres: String) -> Prose { "\(litres) litres of water a day" }
    var needWaterUnknown: Prose { "drinking water" }
    var needAccess: Prose { "staff and supplies before the road closes" }
    func needOther(_ service: String, reserve: String?) -> Prose {
        let lasts: Prose = reserve.map { " (its own reserve lasts \($0))" } ?? ""
        return "a replacement for \(self.service(service))\(lasts)"
    }
    var companionChecklist: Prose { "the checklist: each vulnerable place and service, with deadline, whom to call and what to bring" }
    var companionChecklistTable: Prose { "the same as a table for programs" }
    var titleOfChecklistSheet: String { "Places" }
    var columnsOfChecklistSheet: [String] {
        [
            "Identifier", "Name", "Kind", "x", "y", "People", "Service", "Too late after (hours)", "Too late after", "Over after (hours)",
            "Over after", "Own reserve (hours)", "Call first", "Bring", "Cause",
        ]
    }
}
