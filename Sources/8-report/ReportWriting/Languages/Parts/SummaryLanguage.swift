/// The people who go without one service at the worst moment.
struct PeopleOut {
    enum Extent { case some, nearlyAll, all }
    var service: String
    /// Rounded and printed; nil when nobody does.
    var number: String?
    var extent = Extent.some
    /// Printed; nil where there is one course of events only.
    var range: String?
}

/// How many places of a kind go without something at some time.
struct CareCount {
    var kind: String
    var out: Int, total: Int
    var outText: String, totalText: String
    /// Whether the words for it are in the singular.
    var isOne: Bool { total == 1 || out == 1 }
}

/// The summary's sentences.
protocol SummaryLanguage {
    var noServices: Prose { get }
    var nobodyLosesAnything: Prose { get }
    func placesOut(_ parts: [(service: String, count: String)]) -> Prose
    func peopleOut(of residents: String, _ parts: [PeopleOut]) -> Prose
    var noHospital: Prose { get }
    func hospitalsKeep(_ total: String, _ count: Int) -> Prose
    func hospitalsOnReserve(_ place: Prose, _ service: String, _ duration: String) -> Prose
    func hospitalAtRisk(_ place: Prose, _ service: String, _ probability: Prose, _ mean: String) -> Prose
    func hospitalOut(
        _ place: Prose, _ services: [String], for duration: String, range: String?, from moment: String, reserve: String?,
        lastsBeyond: Bool, probability: Prose?) -> Prose
    func careOut(_ groups: [CareCount]) -> Prose
    func probability(_ mean: String, _ range: String) -> Prose
    func noMeasureHelps(_ count: String) -> Prose
    func bestMeasure(
        _ title: String, avoids: String, _ range: String?, of loss: String, share: String?, cost: String?, weighted: Bool) -> Prose
    var noWeakPoint: Prose { get }
    func weakestPoint(_ asset: Prose, places: String, _ count: Int, within: String, ties: String?) -> Prose
    func sampledCertainty(_ samples: String) -> Prose
    /// - Parameter most: the assumption that moves the figures most.
    func variedCertainty(most: String?) -> Prose
    var singleCertainty: Prose { get }
    func assumedRelations(_ assumed: String, of total: String) -> Prose
    func layersAbsent(_ layers: [String]) -> Prose
    func deadlocked(_ assets: [Prose], _ count: Int, _ groups: String) -> Prose
    func faultsBefore(_ count: String, _ n: Int) -> Prose
}
