/// The crisis team's checklist.
protocol ChecklistLanguage {
    var titleChecklist: String { get }
    func checklistIntroduction(_ file: String) -> Prose
    var headingServiceChecklist: Prose { get }
    /// Service, people without, call first, begin with, bring, when.
    var columnsOfServiceChecklist: [Prose] { get }
    var headingPlaceChecklist: Prose { get }
    /// Place, too late after, bring, until, call.
    var columnsOfPlaceChecklist: [Prose] { get }
    var noPlaceNeedsAnything: Prose { get }
    func moreInSheet(_ count: String) -> Prose
    func checklistSources(litresPerPerson: String, litresPerBed: String, perPoint: String) -> Prose
    /// Who runs a service.
    func operatorOf(_ service: String) -> Prose
    /// `until` is nil when it is not over within the computed period.
    func fromUntil(_ from: String, _ until: String?) -> Prose
    var bringPower: Prose { get }
    func bringWater(_ litres: String, points: String, _ count: Int) -> Prose
    var bringAccess: Prose { get }
    var needEvacuation: Prose { get }
    var needGenerator: Prose { get }
    func needFuel(_ reserve: String) -> Prose
    func needWater(_ litres: String) -> Prose
    var needWaterUnknown: Prose { get }
    var needAccess: Prose { get }
    func needOther(_ service: String, reserve: String?) -> Prose
    var companionChecklist: Prose { get }
    /// The same as comma-separated values.
    var companionChecklistTable: Prose { get }
    /// A word or two.
    var titleOfChecklistSheet: String { get }
    /// Identifier, name, kind, x, y, people, service, hours until too late and in words, hours until it is over and in words,
    /// hours of reserve, whom to call, what to bring, cause.
    var columnsOfChecklistSheet: [String] { get }
}
