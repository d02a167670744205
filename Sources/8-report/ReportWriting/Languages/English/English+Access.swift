import Diagnostics
import AccessModel
import NetworkModel
import ScenarioModel

/// Help that has to drive, repair crews, and what the losses hang on.
extension English {
    // Ambulance and emergency department
    var titleEmergencyHelp: String { "Ambulance and emergency department" }
    func wayOfHelp(_ way: EmergencyAccess.Way) -> Prose {
        switch way {
        case .ambulance: "ambulance"
        case .emergencyDepartment: "emergency department"
        }
    }
    func helpIntroduction(vehicle: String, depth: String, assumedDepth: Bool) -> Prose {
        let assumed: Prose = assumedDepth ? "; this depth is assumed" : ""
        return "How long an ambulance drives from the nearest post that works to each place, and how long from each place to the nearest hospital that works. Times are those of empty roads at their speed limits; water slows the drive, and from \(depth) on it stops the vehicle (\(vehicle)\(assumed)). A post or hospital works while the event has not hit it and it has, or has in reserve, every service that the data says it needs, road access apart. Every hospital is taken to have an emergency department."
    }
    func norm(_ way: EmergencyAccess.Way, limit: String, before: String, isStated: Bool) -> Prose {
        let source: Prose = isStated ? "as the scenario states" : "the Dutch norm"
        return switch way {
        case .ambulance: "Ambulance: at the place within \(limit) of the call, \(before) of which pass before it drives off (\(source))."
        case .emergencyDepartment: "Emergency department: there within \(limit) of the call, \(before) of which pass before the drive from the place begins (\(source))."
        }
    }
    func absentHelp(_ way: EmergencyAccess.Way) -> Prose {
        switch way {
        case .ambulance: "The data holds no ambulance post, so nothing can be said about the ambulance."
        case .emergencyDepartment: "The data holds no hospital, so nothing can be said about the way to an emergency department."
        }
    }
    var columnsOfHelp: [Prose] {
        ["Residents reached by", "In time before the event", "Worst moment", "In time", "Too late", "None works", "No open road", "Place itself hit"]
    }
    func inTimeBefore(_ residents: String, _ share: String) -> Prose { "\(residents) (\(share))" }
    func originsOut(_ way: EmergencyAccess.Way, _ names: [Prose], more: Int, count: String, of total: String) -> Prose {
        let what: Prose = way == .ambulance ? "Ambulance posts" : "Hospitals"
        let rest: Prose = more > 0 ? " and \(more) more" : ""
        return "\(what) that do not work at some time (\(count) of \(total)): \(list(names))\(rest)."
    }
    var helpPlotTitle: Prose { "Share of residents reached in time" }
    var helpPlotCaption: Prose { "Share of residents whom an ambulance reaches in time, and who are at an emergency department in time." }
    var helpPlotDescription: String { "Two step curves, from onset to the end of the computed period; 100% means that everybody is reached in time." }
    var headingPlacesOfHelp: Prose { "Vulnerable places that help reaches later than before" }
    var columnsOfPlacesOfHelp: [Prose] { ["Place", "By", "Before", "Longest", "At worst", "From", "As before again"] }
    func standing(_ standing: EmergencyAccess.Standing) -> Prose {
        switch standing {
        case .inTime: "in time"
        case .late: "too late"
        case .noHelp: "none works"
        case .isolated: "no open road"
        case .hit: "itself hit"
        }
    }
    var neverReached: Prose { "not reached" }
    func placesAlike(
        _ places: [Prose], more: Int, count: String, _ ways: [Prose], _ standing: Prose, from: String, until: String?
    ) -> Prose {
        "\(strong: "\(count) places"), \(list(ways)): \(standing), from \(from) \(until.map { "to \($0)" } ?? "on, throughout the computed period"). They are \(list(places + (more > 0 ? ["\(String(more)) more"] : [])))."
    }
    var noPlaceWorse: Prose { "No hospital, care home, school or other vulnerable place is reached later than before." }
    func placesHit(_ count: String, _ n: Int) -> Prose {
        "\(count) vulnerable \(n == 1 ? "place is" : "places are") hit by the event itself at some time and not listed here (see \(section: titleVulnerable))."
    }
    var headingDetours: Prose { "Longer ways to hospital" }
    var columnsOfDetours: [Prose] {
        ["Nearest hospital before", "Residents", "Mean drive before", "At worst", "Times as long", "When", "Then without any way"]
    }
    func assumedSpeeds(_ roads: String, of total: String, _ parts: [(roadClass: String?, speed: String, roads: String)]) -> Prose {
        let listed = list(parts.map { part in
            let roads = part.roadClass.map { AttributeWords.roads(ofClass: $0).english } ?? "roads of no known class"
            return "\(roads) \(part.speed) km/h (\(part.roads))" as Prose
        })
        return "The speed of \(roads) of \(total) roads is assumed: \(listed)."
    }
    func placesOnRoads(_ nearest: String, of total: String, farthest: String, parts: Bool) -> Prose {
        "\(nearest) of \(total) \(parts ? "parts that crews drive to" : "places") do not say by which road they are reached; they are taken to lie at the nearest one, up to \(farthest) away."
    }
    func momentsThinned(_ computed: String, of changes: String, _ duration: String) -> Prose {
        "Roads change at \(changes) moments; times were computed at \(computed) of them, so that an hour given here may be off by \(duration)."
    }

    // Repair
    var titleRepairWork: String { "Repair crews" }
    var repairIntroduction: Prose {
        "Repairs wait until a crew is free, and where crews need a road, until an open one leads there. A crew does one job at a time and finishes what it has begun; it works round the clock and loses no time on the way. The hours of work are the repair times of the damage."
    }
    var columnsOfCrews: [Prose] {
        ["Network", "Crews", "What comes first", "Repairs", "Hours of work", "Mean wait", "Longest wait", "Of that, for a road", "Not begun in the period"]
    }
    func crewRule(_ rule: CrewRule) -> Prose {
        switch rule {
        case .firstDamaged: "what was damaged first"
        case .shortestFirst: "the shortest job"
        case .mostPeople: "what supplied most people"
        case .hospitalsFirst: "what supplied hospitals, then most people"
        }
    }
    func crewRoads(from depot: String?) -> Prose { depot.map { ", by road from \($0)" } ?? ", by road" }
    func repairBottleneck(crews: String, roads: String) -> Prose {
        "On average a repair waited \(crews) for a free crew or its turn, and \(roads) for an open road."
    }
    var noRepairWaits: Prose { "No repair had to wait." }
    var neverReachedIntroduction: Prose { "No open road leads to these at any time in the computed period, so that nobody can repair them:" }
    var noRepairs: Prose { "In the single computed course nothing is damaged that these crews repair; the random variations, where there are any, do have crews." }
    func andMore(_ count: String) -> Prose { "and \(count) more" }
    var facilities: String { "buildings" }

    // What the losses hang on
    var titleLossesHangOn: String { "What the losses hang on" }
    var originsIntroduction: Prose {
        "Every loss is followed back along its shortest chain of causes to what the event hit. This is what begins at each of these: how many people go without something, each counted once, and for how long in all. It does not say what would be saved by protecting it alone, because something else may stop the same service (see \(section: titleWhatHelps))."
    }
    var columnsOfOrigins: [Prose] { ["Hit by the event", "Kind", "Places", "Residents", "Person-hours", "Of these, without"] }
    func hitThemselves(_ count: String) -> (name: Prose, kind: Prose) { ("\(count) places that are hit themselves", "buildings and other places") }
    var unexplained: Prose { "not explained" }
    func lostOf(_ service: String, _ hours: String) -> Prose { "\(self.service(service)) \(hours)" }

    var companionAccess: Prose { "each place that the ambulance, or the way to an emergency department, takes longer than before" }
    var companionRepairs: Prose { "each repair: from when it could begin, when it began and ended, how long no road led there" }
    var companionOrigins: Prose { "what begins at each asset that the event hit: residents and resident-hours by service" }
}
