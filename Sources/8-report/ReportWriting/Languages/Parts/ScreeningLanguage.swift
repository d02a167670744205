import CascadeModel

/// A quick look at the moment right after an event.
protocol ScreeningLanguage {
    func screeningTitle(_ scenario: String) -> Prose
    /// `draws`: nil where the event leaves nothing to chance.
    func screeningIntroduction(draws: String?, reserves: Screening.Reserves) -> Prose
    var screeningIgnoresTravelTimes: Prose { get }
    var screeningHeadingResidents: Prose { get }
    /// Service, residents without it, where the mean lies, nine draws in ten; the first two only without chance.
    func columnsOfScreenedServices(isRandom: Bool) -> [Prose]
    var screeningHeadingPlaces: Prose { get }
    /// Place, kind, and for each service how likely the place is without it, or whether.
    func columnsOfScreenedPlaces(isRandom: Bool, _ services: [String]) -> [Prose]
    var screeningNothingOut: Prose { get }
    func screeningMorePlaces(_ count: String) -> Prose
}
