import ScenarioModel

/// What was seen in the field, in Dutch.
extension Dutch {
    var titleObserved: String { "Wat is gezien" }
    var observedIntroduction: Prose { "Deze waarnemingen gaan vanaf hun tijdstip voor op het model; al het andere in dit rapport is berekend. Waar de laatste kolom afwijkt van wat is gezien, kijk dan naar de leveranciers van die plek: misschien werken of falen die anders dan het model denkt." }
    var columnsOfObserved: [Prose] { ["Wanneer", "Wat", "Gezien", "In de berekening op dat moment"] }
    func seen(_ state: Observations.State, reserve: String?) -> Prose {
        switch state {
        case .out: "werkt niet"
        case .working: "werkt"
        case .safe: "werkt, buiten gevaar"
        case .onReserve: reserve.map { "op eigen reserve, nog \($0)" } ?? "op eigen reserve"
        }
    }
    func gauge(_ name: String) -> Prose { "peilmeter \(name)" }
    func waterAt(_ metres: String) -> Prose { "water op \(metres) m" }
    var computedWorks: Prose { "werkt" }
    func computedOut(_ cause: Prose) -> Prose { "werkt niet: \(cause)" }
    var computedFollows: Prose { "volgt de peilmeter" }
    func isSeenOut(_ asset: Prose, _ when: String) -> Prose { "\(asset) werkt volgens waarneming niet, \(when)" }
}
