import DamageModel

/// Why something stopped, and what kind of weak point it is.
protocol CauseLanguage {
    var causeUnknown: Prose { get }
    func stopsDelivering(_ asset: Prose) -> Prose
    func stopsAt(_ asset: Prose, _ when: String) -> Prose
    func stops(_ asset: Prose) -> Prose
    func floods(_ asset: Prose, _ when: String) -> Prose
    func isDamaged(_ asset: Prose, _ when: String) -> Prose
    func isPutOutOfService(_ asset: Prose, _ when: String) -> Prose
    func losesSupply(_ asset: Prose, layer: String) -> Prose
    func partsLoseSupply(_ count: Int, _ layer: String, _ last: Prose) -> Prose
    func cannotRestart(_ asset: Prose) -> Prose

    /// In a few words; the asset is nil for the place itself.
    func rootCause(_ asset: Prose?, _ cause: Disturbance.Cause?) -> Prose
    func placesLose(_ who: Prose, residents: String?, _ services: [String], isOne: Bool) -> Prose
    func otherPlaces(_ count: String) -> Prose
    func because(_ asset: Prose, _ cause: Disturbance.Cause?, _ when: String) -> Prose
    func becauseHitThemselves(_ cause: Disturbance.Cause?, isOne: Bool, from moment: String) -> Prose
    func becauseOfSeveral(_ assets: Prose, _ cause: Disturbance.Cause?, from moment: String) -> Prose
    var becauseUnknown: Prose { get }
    func path(_ steps: Prose) -> Prose
    func furtherSteps(_ count: String) -> Prose

    func hitInThisScenario(_ cause: Disturbance.Cause) -> Prose
    func onlySource(_ layer: String) -> Prose
    /// `parts` are named parts of networks, `others` how many there are beside those; either may be missing, as may places.
    func singleFeeder(of parts: [Prose], others: String?, _ places: String, _ count: Int) -> Prose
    func noReserve(_ places: String, all: Bool) -> Prose
    func noWayRound(_ kind: String, layer: String) -> Prose
    var everyPathPasses: Prose { get }
    var placeItself: Prose { get }
}
