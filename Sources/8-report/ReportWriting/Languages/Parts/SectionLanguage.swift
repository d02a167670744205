import DamageModel
import Diagnostics
import NetworkModel

/// Titles, tables and paragraphs of the sections.
protocol SectionLanguage {
    var titleInShort: String { get }
    var titleMap: String { get }
    var titleHourByHour: String { get }
    var titleVulnerable: String { get }
    var titleDistricts: String { get }
    var titleRepairCosts: String { get }
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
    func sharesFall(_ services: [String]) -> Prose
    func sharesRise(_ services: [String]) -> Prose
    func otherKinds(_ count: Int) -> String
    /// `during`: the stretch that was joined into one row, when it is more than a moment.
    func areHit(_ things: Prose, _ cause: Disturbance.Cause, during: String?) -> Prose

    var noVulnerablePlaces: Prose { get }
    var headingHospitals: Prose { get }
    var headingOtherPlaces: Prose { get }
    func placesSummary(_ total: String, out: String, onReserve: String) -> Prose
    /// Place, what it goes without, from, own reserve, why.
    var columnsOfLosses: [Prose] { get }
    func lost(_ services: [String], out: Bool) -> Prose
    /// - Parameter reserve: for how long before that a reserve bridged it.
    func goesWithoutFor(_ services: [String], _ duration: String, lastsBeyond: Bool, reserve: String?) -> Prose
    func onReserveFor(_ services: [String], _ duration: String) -> Prose
    var headingCauses: Prose { get }
    func furtherCauses(_ places: String, _ count: Int) -> Prose
    func beds(_ count: String) -> Prose
    func residents(_ count: String) -> Prose
    var noReserveStated: Prose { get }
    func reserveStated(_ duration: String, for service: String, assumed: Bool) -> Prose

    var districtsIntroduction: Prose { get }
    var columnDistrict: Prose { get }
    var columnResidents: Prose { get }
    func columnWithout(_ service: String) -> Prose
    var noDistrict: Prose { get }

    /// `total` is nil where no value is known; `all`: whether the value of every damaged asset is.
    func repairCostsIntroduction(damaged: String, valued: String, all: Bool, total: String?) -> Prose
    /// Kind, damaged assets, mean share of the value lost, cost.
    var columnsOfRepairCosts: [Prose] { get }

    func rankingIntroduction(within: String, weighted: Bool, bedWeight: String?) -> Prose
    /// Rank, asset with its kind, impact, places hit, services, why.
    var columnsOfRanking: [Prose] { get }
    func rankingCertainty(_ count: String, of total: String) -> Prose

    var noMeasures: Prose { get }
    func measuresIntroduction(loss: String, sampled: Bool, weighted: Bool) -> Prose
    /// Measure, cost, avoided, share, per thousand euros, what remains.
    var columnsOfMeasures: [Prose] { get }
    func stillWithout(_ parts: [(residents: String, service: String)]) -> Prose
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
    /// - Parameter varied: whether the next heading says how far each assumption moves the figures.
    func noRanges(varied: Bool) -> Prose
    var headingAssumptions: Prose { get }
    func relationsAssumed(_ assumed: String, of total: String, share: String?) -> Prose
    func warning(_ text: String) -> Prose
    var noSensitivity: Prose { get }
    var headingLeftOut: Prose { get }
    /// - Parameters:
    ///   - layers: those that are computed as connection only.
    ///   - roadLimit: limit of travel time from an origin, when the roads have one.
    func levelOfPhysics(_ layers: [String], roadLimit: String?) -> Prose
    func leftOut(hasCrews: Bool, hasTravelTimes: Bool) -> [Prose]

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
