import DamageModel
import Diagnostics
import NetworkModel
import ScenarioModel

/// Everything a report says, in one language: another language is another type beside `English`.
///
/// Arguments are finished pieces (numbers already rounded and printed); a language only puts them in order.
protocol Language: Sendable, NumberLanguage, SummaryLanguage, SectionLanguage, PictureLanguage, WeakPointLanguage,
    ObservedLanguage,
    PortfolioLanguage
{}

/// Numbers, times and the names of things.
protocol NumberLanguage {
    var language: ReportLanguage { get }
    var groupSeparator: Character { get }
    var decimalSeparator: Character { get }
    var unlimited: String { get }
    var notWithinPeriod: String { get }
    var atOnset: String { get }
    func afterOnset(_ duration: String) -> String
    func duration(days: Int, hours: Int, minutes: Int) -> String
    func clock(_ moment: ClockTime.Moment) -> String
    func onClock(_ moment: ClockTime.Moment) -> String
    func atTime(_ moment: ClockTime.Moment) -> String
    func lessThan(_ text: String) -> String
    func moreThan(_ text: String) -> String
    func percent(_ number: String) -> String
    func euros(_ number: String) -> String
    func range(_ low: String, _ high: String) -> String
    func list(_ items: [Prose]) -> Prose
    func severity(_ severity: Severity) -> Prose
}

extension NumberLanguage {
    /// Two letters of ISO 639-1.
    var code: String { language.rawValue }

    /// What a lower layer has put into words.
    func words(_ phrase: Phrase) -> Prose { Prose(data: phrase[language]) }
    func text(_ phrase: Phrase) -> String { phrase[language] }

    /// The kind of an asset in words, in the number that `count` asks for.
    func kind(_ name: String, _ count: Int) -> String { text(AssetKind(short(name)).words(count)) }
    /// What a place gets from a layer: "power", "road access".
    func service(_ name: String) -> String { text(Layer(short(name)).serviceWords) }
    /// A layer as a network: "power network".
    func network(_ name: String) -> String { text(Layer(short(name)).networkWords) }
    func attribute(_ name: String) -> String { text(AttributeWords.phrase(short(name))) }
    func names(_ services: [String]) -> Prose { list(services.map { Prose(data: service($0)) }) }

    private func short(_ name: String) -> String { Hygiene.oneLine(name, limit: 40) }
}

/// The summary's sentences and the causes.
protocol SummaryLanguage {
    func event(_ titles: [String]) -> Prose
    var noServices: Prose { get }
    func nobodyLosesAnything(_ event: Prose) -> Prose
    func placesOut(_ event: Prose, _ parts: [(service: String, count: String)]) -> Prose
    /// `number` is nil where nobody loses the service; `range` where there is one course of events only.
    func peopleOut(_ event: Prose, of residents: String, _ parts: [(service: String, number: String?, range: String?)]) -> Prose
    var noHospital: Prose { get }
    func hospitalsKeep(_ total: String, _ count: Int) -> Prose
    func hospitalsOnReserve(_ place: Prose, _ service: String, _ duration: String) -> Prose
    func hospitalAtRisk(_ place: Prose, _ service: String, _ probability: Prose, _ mean: String) -> Prose
    func hospitalOut(
        _ place: Prose, _ services: [String], for duration: String, from when: String, reserve: String?, lastsBeyond: Bool,
        hit: String, of total: String) -> Prose
    func hospitalProbability(_ probability: Prose, _ mean: String) -> Prose
    func probability(_ mean: String, _ range: String) -> Prose
    func noMeasureHelps(_ count: String) -> Prose
    func bestMeasure(
        _ title: String, avoids: String, _ range: String?, share: String?, cost: String?, weighted: Bool) -> Prose
    var noWeakPoint: Prose { get }
    func weakestPoint(
        _ asset: Prose, places: String, _ count: Int, loss: String, within: String, ties: String?, weighted: Bool) -> Prose
    func sampledCertainty(_ samples: String, assumed: String, of total: String) -> Prose
    func deterministicCertainty(assumed: String, of total: String) -> Prose
    func layersAbsent(_ layers: [String]) -> Prose
    func deadlocked(_ assets: [Prose], _ count: Int, _ groups: String) -> Prose
    func faultsBefore(_ count: String, _ n: Int) -> Prose

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

    func hitInThisScenario(_ cause: Disturbance.Cause) -> Prose
    func onlySource(_ layer: String) -> Prose
    func singleFeeder(_ places: String, _ count: Int) -> Prose
    func noReserve(_ places: String, all: Bool) -> Prose
    func noWayRound(_ kind: String, layer: String) -> Prose
    var everyPathPasses: Prose { get }
    var placeItself: Prose { get }
}

/// Titles, tables and paragraphs of the sections.
protocol SectionLanguage {
    var titleInShort: String { get }
    var titleMap: String { get }
    var titleHourByHour: String { get }
    var titleVulnerable: String { get }
    var titleDistricts: String { get }
    var titleWeakPoints: String { get }
    var titleWhatHelps: String { get }
    var titleHowSure: String { get }
    var titleData: String { get }
    var titleRepeat: String { get }
    var titleWords: String { get }

    var unnamedPlace: String { get }
    func factPlace(_ name: String) -> Prose
    func factEvent(_ title: String) -> Prose
    func factOutOfService(_ assets: [String]) -> Prose
    func factPeriod(from moment: String, _ duration: String) -> Prose
    /// `undated`: how many of the `files` state no date.
    func factDataDate(_ dates: [String], undated: Int, of files: Int) -> Prose
    func moreRows(_ count: String) -> Prose
    func momentsLeftOut(_ count: String) -> Prose

    var columnTime: Prose { get }
    var columnWhatHappens: Prose { get }
    func columnServed(_ service: String) -> Prose
    var nothingHappens: Prose { get }
    var deadlocksIntroduction: Prose { get }
    var sharesWithoutResidents: Prose { get }
    func goesOnReserve(_ place: Prose, _ services: [String]) -> Prose
    func goesWithout(_ place: Prose, _ services: [String]) -> Prose
    func isServedAgain(_ place: Prose, _ services: [String]) -> Prose
    func shareFalls(_ service: String) -> Prose
    func shareRises(_ service: String) -> Prose
    func otherKinds(_ count: Int) -> String
    /// `during`: the stretch that was joined into one row, when it is more than a moment.
    func areHit(_ things: Prose, _ cause: Disturbance.Cause, during: String?) -> Prose

    var noVulnerablePlaces: Prose { get }
    var headingHospitals: Prose { get }
    var headingOtherPlaces: Prose { get }
    func placesSummary(_ total: String, out: String, onReserve: String) -> Prose
    /// Place, what is lost, from, on reserve, out, reserve stated, why.
    var columnsOfLosses: [Prose] { get }
    func lost(_ services: [String], out: Bool) -> Prose
    func outFor(_ duration: String, lastsBeyond: Bool) -> Prose
    func beds(_ count: String) -> Prose
    func residents(_ count: String) -> Prose
    var noReserveStated: Prose { get }
    /// `service` is named where the row holds several.
    func reserveStated(_ duration: String, for service: String?, assumed: Bool) -> Prose

    var districtsIntroduction: Prose { get }
    var columnDistrict: Prose { get }
    var columnResidents: Prose { get }
    func columnWithout(_ service: String) -> Prose
    var noDistrict: Prose { get }

    func rankingIntroduction(within: String, weighted: Bool, bedWeight: String?) -> Prose
    /// Rank, asset, kind, impact, places hit, services, why.
    var columnsOfRanking: [Prose] { get }
    func rankingCertainty(_ count: String, of total: String) -> Prose

    var noMeasures: Prose { get }
    func measuresIntroduction(loss: String, sampled: Bool, weighted: Bool) -> Prose
    /// Measure, cost, avoided, share, per thousand euros, what remains.
    var columnsOfMeasures: [Prose] { get }
    func stillWithout(_ residents: String, _ service: String) -> Prose
    func hospitalsStillOut(_ count: String, _ n: Int) -> Prose
    var nothingRemains: Prose { get }
    func measuresCaution(together: Bool, sampled: Bool) -> Prose

    var headingRanges: Prose { get }
    func rangesIntroduction(_ samples: String) -> Prose
    /// Figure, mean, range, the single computed course.
    var columnsOfRanges: [Prose] { get }
    func rowPeak(_ service: String) -> Prose
    func rowPersonHours(_ service: String) -> Prose
    func rowBedHours(_ service: String) -> Prose
    var rowConsequence: Prose { get }
    var risksIntroduction: Prose { get }
    /// Place, what is lost, how likely, mean hours.
    var columnsOfRisks: [Prose] { get }
    var noRanges: Prose { get }
    var headingAssumptions: Prose { get }
    func relationsAssumed(_ assumed: String, of total: String, share: String?) -> Prose
    func warning(_ text: String) -> Prose
    var noSensitivity: Prose { get }
    var headingLeftOut: Prose { get }
    func levelOfPhysics(_ layers: [String]) -> Prose
    var leftOut: [Prose] { get }

    var headingSources: Prose { get }
    var noSources: Prose { get }
    var columnsOfSources: [Prose] { get }
    var notStated: Prose { get }
    var headingContents: Prose { get }
    var columnsOfLayers: [Prose] { get }
    var noLayers: Prose { get }
    func places(_ counts: [Prose], residents: String) -> Prose
    var headingProvenance: Prose { get }
    var provenanceIntroduction: Prose { get }
    var rowSupplyRelations: Prose { get }
    var columnsOfProvenance: [Prose] { get }
    var headingGrade: Prose { get }
    /// - Parameter rule: how the grade comes about, in a sentence.
    func grade(_ letter: String, measured: String, derived: String, assumed: String, missing: String, rule: Prose) -> Prose
    var gapsIntroduction: Prose { get }
    var headingRepairs: Prose { get }
    var repairsIntroduction: Prose { get }
    var columnsOfRepairs: [Prose] { get }
    var headingFaults: Prose { get }
    var noFaults: Prose { get }
    /// Code, count, severity, example, what to do or what was done.
    var columnsOfFaults: [Prose] { get }
    /// A finding of the checks, and what to do about it.
    func finding(_ issue: Issue) -> (what: Prose, remedy: Prose)
    /// What joining the files did, by the largest change of its sort.
    func repair(_ tally: RepairTally) -> Prose
    var headingBaseline: Prose { get }
    var noBaselineFaults: Prose { get }
    func baselineIntroduction(_ count: String, _ n: Int) -> Prose
    var headingMethod: Prose { get }
    var headingDamage: Prose { get }
    var citationsIntroduction: Prose { get }

    func factVersion(_ version: String) -> Prose
    func factSeed(_ seed: String) -> Prose
    func factSamples(_ count: String, _ n: Int) -> Prose
    var noInputs: Prose { get }
    var columnsOfInputs: [Prose] { get }
    var companionsIntroduction: Prose { get }
    var columnsOfCompanions: [Prose] { get }
    var companionJSON: Prose { get }
    var companionFacilities: Prose { get }
    var companionRanking: Prose { get }
    var companionAssets: Prose { get }
    var companionFragilities: Prose { get }
    var fragilitiesIntroduction: Prose { get }
    /// Entry of the catalogue, kind of asset, number of assets, number with something assumed.
    var columnsOfFragilities: [Prose] { get }

    /// Terms in the order printed; an entry is shown when one of its forms, in lower case, stands in the report.
    var glossary: [(term: Prose, forms: [String], meaning: Prose)] { get }
}

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
    func legendRing(_ pga: String) -> String
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
    var shareAxis: String { get }
    var hoursAxis: String { get }
    var hospitalPlotTitle: Prose { get }
    var hospitalPlotCaption: Prose { get }
    var hospitalPlotDescription: String { get }
    func morePlaces(_ count: String) -> String
}
