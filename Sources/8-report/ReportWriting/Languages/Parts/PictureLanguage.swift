/// Captions and legends of the pictures.
protocol PictureLanguage {
    func mapTitle(_ place: String) -> Prose
    var mapCaption: Prose { get }
    func mapDescription(_ leftOut: [String]) -> String
    func leftOutLinks(_ count: String, _ layer: String) -> String
    func buildingsJoined(_ metres: String) -> String
    func roadsNotDrawn(_ count: String) -> String
    var legendFloodTitle: String { get }
    func legendDepth(from low: String, to high: String?) -> String
    var legendShakingTitle: String { get }
    func legendShaking(from low: String, to high: String?) -> String
    func legendRing(_ pga: String) -> String
    var legendRings: String { get }
    var legendEpicentre: String { get }
    func epicentreAway(_ kilometres: String) -> String
    func legendNetwork(_ layer: String) -> String
    var legendLinkOut: String { get }
    var legendHospital: String { get }
    var legendVulnerable: String { get }
    var legendBuilding: String { get }
    var legendServedBar: String { get }
    var legendReserveBar: String { get }
    var legendOutBar: String { get }
    func legendState(_ state: Findings.WorstState) -> String
    var legendWeakPoint: String { get }
    var north: String { get }
    func dataLine(_ sources: [String]) -> String
    var servicePlotTitle: Prose { get }
    var servicePlotCaption: Prose { get }
    var servicePlotDescription: String { get }
    var rankingPlotTitle: Prose { get }
    func rankingPlotCaption(ranges: Bool) -> Prose
    var rankingPlotDescription: String { get }
    var measuresPlotTitle: Prose { get }
    func measuresPlotCaption(sampled: Bool, ranges: Bool) -> Prose
    var measuresPlotDescription: String { get }
    func avoidedAxis(weighted: Bool) -> String
    /// A large number for the marks of an axis, such as "2 million".
    func million(_ number: String) -> String
    var shareAxis: String { get }
    var hoursAxis: String { get }
    var hospitalPlotTitle: Prose { get }
    var hospitalPlotCaption: Prose { get }
    var hospitalPlotDescription: String { get }
    func morePlaces(_ count: String) -> String
}
