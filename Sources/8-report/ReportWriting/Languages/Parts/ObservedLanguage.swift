import ScenarioModel

/// What was seen in the field.
protocol ObservedLanguage {
    var titleObserved: String { get }
    var observedIntroduction: Prose { get }
    /// Time, asset or gauge, what was seen, what the computation has at that time.
    var columnsOfObserved: [Prose] { get }
    /// `reserve`: how long the reserve will last, where that was seen too.
    func seen(_ state: Observations.State, reserve: String?) -> Prose
    func gauge(_ name: String) -> Prose
    func waterAt(_ metres: String) -> Prose
    var computedWorks: Prose { get }
    func computedOut(_ cause: Prose) -> Prose
    var computedFollows: Prose { get }
    func isSeenOut(_ asset: Prose, _ when: String) -> Prose
}
