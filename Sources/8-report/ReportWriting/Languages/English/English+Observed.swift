import ScenarioModel

/// What was seen in the field.
extension English {
    var titleObserved: String { "What was seen" }
    var observedIntroduction: Prose { "These observations override the model from their time on; everything else in this report is computed. Where the last column differs from what was seen, look at the suppliers of the place: they may work, or fail, otherwise than the model has it." }
    var columnsOfObserved: [Prose] { ["When", "What", "Seen", "In the computation then"] }
    func seen(_ state: Observations.State, reserve: String?) -> Prose {
        switch state {
        case .out: "does not work"
        case .working: "works"
        case .safe: "works, out of danger"
        case .onReserve: reserve.map { "on its own reserve, \($0) left" } ?? "on its own reserve"
        }
    }
    func gauge(_ name: String) -> Prose { "gauge \(name)" }
    func waterAt(_ metres: String) -> Prose { "water at \(metres) m" }
    var computedWorks: Prose { "works" }
    func computedOut(_ cause: Prose) -> Prose { "does not work: \(cause)" }
    var computedFollows: Prose { "follows the gauge" }
    func isSeenOut(_ asset: Prose, _ when: String) -> Prose { "\(asset) is seen not to work \(when)" }
}
