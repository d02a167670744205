/// How far each assumption moves the figures, and what a reader can check by hand.
protocol TrustLanguage {
    var headingSensitivity: Prose { get }
    /// - Parameter draws: nil for the single course of events.
    func sensitivityIntroduction(loss: String, draws: String?) -> Prose
    /// Assumption, changed to, loss, difference, then people without for each service.
    func columnsOfSensitivity(_ services: [String]) -> [Prose]
    var rowAsComputed: Prose { get }
    func nothingMoves(_ assumptions: [String]) -> Prose
    func alsoTried(_ assumptions: [String]) -> Prose
    /// The range of an assumption and why it was chosen.
    func rangeTried(_ assumption: String, _ range: String) -> Prose
    func turnsMeasure(_ assumption: String, _ change: String, from old: Prose?, to new: Prose?) -> Prose
    func turnsWeakPoint(_ assumption: String, _ change: String, from old: Prose?, to new: Prose?) -> Prose
    func nothingTurns(measures: Bool) -> Prose
    var notVaried: Prose { get }

    var headingHandCheck: Prose { get }
    var handCheckIntroduction: Prose { get }
    func checkFlooded(file: String, kind: String, _ count: String) -> Prose
    func checkDamaged(file: String, _ count: String) -> Prose
    /// - Parameters word: what the table calls the service.
    func checkSum(file: String, word: String, service: String, _ sum: String) -> Prose
    func checkChain(_ place: Prose, _ service: String) -> Prose
    /// Step, hours after onset, why then.
    var columnsOfChain: [Prose] { get }
    var chainBegins: Prose { get }
    var chainAtOnce: Prose { get }
    func chainAfterReserve(_ before: String, _ reserve: String, _ sum: String) -> Prose
    var chainOtherwise: Prose { get }
    func chainLeftOut(_ count: String) -> Prose

    var tornadoTitle: Prose { get }
    var tornadoCaption: Prose { get }
    var tornadoDescription: String { get }
    func tornadoAxis(weighted: Bool) -> String
}
