import AccessModel
import ScenarioModel

/// Titles, tables and paragraphs on help that has to drive, on repair crews, and on what the losses hang on.
protocol AccessLanguage {
    // Ambulance and emergency department
    var titleEmergencyHelp: String { get }
    func wayOfHelp(_ way: EmergencyAccess.Way) -> Prose
    /// - Parameter assumedDepth: whether the depth has no source.
    func helpIntroduction(vehicle: String, depth: String, assumedDepth: Bool) -> Prose
    func norm(_ way: EmergencyAccess.Way, limit: String, before: String, isStated: Bool) -> Prose
    func absentHelp(_ way: EmergencyAccess.Way) -> Prose
    /// Way of help, in time before, worst moment, then residents by standing: in time, late, no help, isolated, hit.
    var columnsOfHelp: [Prose] { get }
    func inTimeBefore(_ residents: String, _ share: String) -> Prose
    /// - Parameters:
    ///   - count: how many do not work at some time, of which the first are named and `more` not.
    func originsOut(_ way: EmergencyAccess.Way, _ names: [Prose], more: Int, count: String, of total: String) -> Prose
    var helpPlotTitle: Prose { get }
    var helpPlotCaption: Prose { get }
    var helpPlotDescription: String { get }
    var headingPlacesOfHelp: Prose { get }
    /// Place, ways of help, minutes before, longest, how it stands at worst, from when, back from when.
    var columnsOfPlacesOfHelp: [Prose] { get }
    func standing(_ standing: EmergencyAccess.Standing) -> Prose
    var neverReached: Prose { get }
    /// Places, named ones and `more`, that the same help does not reach at the same times; `until` is nil where that lasts.
    func placesAlike(
        _ places: [Prose], more: Int, count: String, _ ways: [Prose], _ standing: Prose, from: String, until: String?) -> Prose
    var noPlaceWorse: Prose { get }
    func placesHit(_ count: String, _ n: Int) -> Prose
    var headingDetours: Prose { get }
    /// Hospital, residents nearest to it, mean drive before, at worst, factor, when, cut off then.
    var columnsOfDetours: [Prose] { get }
    /// - Parameter parts: `roadClass` is nil where it is not known.
    func assumedSpeeds(_ roads: String, of total: String, _ parts: [(roadClass: String?, speed: String, roads: String)]) -> Prose
    /// - Parameter parts: whether it is about parts of networks that crews drive to, and not about places with people.
    func placesOnRoads(_ nearest: String, of total: String, farthest: String, parts: Bool) -> Prose
    func momentsThinned(_ computed: String, of changes: String, _ duration: String) -> Prose

    // Repair
    var titleRepairWork: String { get }
    var repairIntroduction: Prose { get }
    /// Network, crews, rule, repairs, hours of work, mean wait, longest wait, mean time without a road, not begun.
    var columnsOfCrews: [Prose] { get }
    func crewRule(_ rule: CrewRule) -> Prose
    func crewRoads(from depot: String?) -> Prose
    /// Both on average over all repairs.
    func repairBottleneck(crews: String, roads: String) -> Prose
    var noRepairWaits: Prose { get }
    var noRepairs: Prose { get }
    var neverReachedIntroduction: Prose { get }
    func andMore(_ count: String) -> Prose
    var facilities: String { get }

    // What the losses hang on
    var titleLossesHangOn: String { get }
    var originsIntroduction: Prose { get }
    /// Asset, kind, places, residents, person-hours, by service.
    var columnsOfOrigins: [Prose] { get }
    var unexplained: Prose { get }
    /// Places that are hit themselves, and their kind.
    func hitThemselves(_ count: String) -> (name: Prose, kind: Prose)
    func lostOf(_ service: String, _ hours: String) -> Prose

    var companionAccess: Prose { get }
    var companionRepairs: Prose { get }
    var companionOrigins: Prose { get }
}
