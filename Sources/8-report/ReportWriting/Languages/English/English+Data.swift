import Diagnostics
import NetworkModel

/// Titles, tables and paragraphs of the sections on certainty, data and repetition; the glossary.
extension English {
    var headingRanges: Prose { "Ranges" }
    func rangesIntroduction(_ samples: String) -> Prose {
        "Averages over \(samples) random runs of the event. The range holds the average with 95% confidence; it says how well the average is known, not how far a single event can stray. The last column is the single course with middle values for everything."
    }
    var columnsOfRanges: [Prose] { ["Figure", "Average", "Range of the average", "Single course"] }
    func rowPeak(_ service: String) -> Prose { "Residents without \(self.service(service)), worst moment" }
    func rowPersonHours(_ service: String) -> Prose { "Person-hours without \(self.service(service))" }
    func rowBedHours(_ service: String) -> Prose { "Hospital bed-hours without \(self.service(service))" }
    var rowConsequence: Prose { "Loss in all, as weighted for the ranking" }
    var risksIntroduction: Prose { "How often each of these places goes without, and for how long on average over all runs:" }
    var columnsOfRisks: [Prose] { ["Place", "Service", "Share of runs (range)", "Average time out"] }
    func noRanges(varied: Bool) -> Prose {
        let until: Prose =
            varied
            ? "Until then, the changed assumptions below show how far the figures can move."
            : "Until then, read the figures as an order of magnitude and the order of places as an indication."
        return "There are none by chance: the scenario asks for a single course of events, with the middle value of everything that is uncertain. The real event will differ. Ask for random runs in the scenario (samples) to get a range for every figure of this report. \(until)"
    }
    var headingAssumptions: Prose { "Assumptions that matter" }
    func relationsAssumed(_ assumed: String, of total: String, share: String?) -> Prose {
        guard let share else { return "The data states no supply relation at all, so nothing can fail." }
        if assumed == "0" { return "None of the \(total) supply relations, which say who gets what from whom, is assumed: they are as right as the data." }
        return "\(assumed) of \(total) supply relations (\(share)), which say who gets what from whom, are assumed: mostly the nearest possible supplier. Where the real supplier is another one, other places go without."
    }
    func warning(_ text: String) -> Prose { "\(strong: "Warning:") \(text)" }
    var noSensitivity: Prose {
        "Not computed: how much each of these assumptions, changed one at a time, would move the figures. Before money is spent on a measure, check the assumptions around it on site."
    }
    var headingLeftOut: Prose { "What the model leaves out" }
    func levelOfPhysics(_ layers: [String], roadLimit: String?) -> Prose {
        let which: Prose = layers.isEmpty ? "any network" : "the \(list(layers.map { Prose(data: network($0)) }))"
        let roads: Prose = roadLimit.map { " For roads it is travel time on empty roads: a place has access when it is at most \($0) from where help comes from." } ?? ""
        return "Level of physics for \(which): connection only. A place counts as served when an unbroken path of working parts leads to it from a source.\(roads) Not modelled are:"
    }
    func leftOut(hasCrews: Bool, hasTravelTimes: Bool) -> [Prose] {
        [
            "load flow and overload: a power line that takes over another's load never trips, so real power outages can spread further;",
            "hydraulics: pressure and flow in water pipes, and contamination, so taps shown as served can run weak or dirty;",
            hasTravelTimes
                ? "traffic: driving times are those of empty roads, without congestion and without the time that sirens save;"
                : "traffic: a road that is open counts as access, whatever the congestion or the detour's length;",
            "behaviour: nobody evacuates, fetches water, shares a generator or refuels one, unless the scenario says so;",
            hasCrews
                ? "what repair crews lose: time on the way, lack of material, shifts and rest, and help from elsewhere;"
                : "repair crews getting in each other's way or being held up by blocked roads;",
            "everything that is not in the data: private generators, cables between buildings, agreements between operators.",
        ]
    }

    var headingSources: Prose { "Sources" }
    var noSources: Prose { "The model names no source files." }
    var columnsOfSources: [Prose] { ["File", "Format", "Date of the data", "Licence or attribution"] }
    var notStated: Prose { "not stated" }
    var headingContents: Prose { "What the model holds" }
    var columnsOfLayers: [Prose] { ["Network", "Nodes", "Links", "Sources"] }
    var noLayers: Prose { "The data holds no network." }
    func places(_ counts: [Prose], residents: String) -> Prose {
        counts.isEmpty ? "The data holds no buildings or other places that need services." : "Places that need services: \(list(counts)). Residents in all: \(residents)."
    }
    var headingProvenance: Prose { "Measured, derived, assumed" }
    var provenanceIntroduction: Prose { "Measured: stated in the data. Derived: computed from the data. Assumed: a default value or a nearest-neighbour guess." }
    var rowSupplyRelations: Prose { "Supply relations" }
    var columnsOfProvenance: [Prose] { ["What", "Measured", "Derived", "Assumed"] }
    var headingGrade: Prose { "How far the data can be trusted" }
    func grade(_ letter: String, measured: String, derived: String, assumed: String, missing: String, rule: Prose) -> Prose {
        "\(strong: "Grade \(letter)"), on a scale from A to E. Of what matters for this report, \(measured) is measured, \(derived) derived, \(assumed) assumed and \(missing) missing. \(rule)"
    }
    var gapsIntroduction: Prose { "What it would help most to find out, the most important first:" }
    var headingRepairs: Prose { "What joining the files changed" }
    var repairsIntroduction: Prose { "Each change is a line in the log of repairs that was written beside the network. The last column shows the largest one of its sort, or the first where they have no size." }
    var columnsOfRepairs: [Prose] { ["Code", "How often", "The largest of them"] }
    var headingFaults: Prose { "Faults found in the data" }
    var noFaults: Prose { "The checks found none." }
    var columnsOfFaults: [Prose] { ["Code", "How often", "How bad", "First of them", "What was done or can be done"] }
    func finding(_ issue: Issue) -> (what: Prose, remedy: Prose) { (Prose(data: issue.message), Prose(data: issue.remedy)) }
    func repair(_ tally: RepairTally) -> Prose { Prose(data: tally.worst) }
    var headingBaseline: Prose { "Not working before the event" }
    var noBaselineFaults: Prose { "Every requirement in the data is met before the event." }
    func baselineIntroduction(_ count: String, _ n: Int) -> Prose {
        "\(count) \(n == 1 ? "requirement is" : "requirements are") not met even before the event. That is a fault of the data, and not counted as a loss:"
    }
    var headingMethod: Prose { "Method and sources of figures" }
    var headingDamage: Prose { "From intensity to damage" }
    var citationsIntroduction: Prose { "Sources of formulas and figures:" }

    func factVersion(_ version: String) -> Prose { "Program: Lifeline \(version)" }
    func factSeed(_ seed: String) -> Prose { "Seed of the random numbers: \(seed)" }
    func factSamples(_ count: String, _ n: Int) -> Prose {
        n == 0 ? "Random runs: none, one course of events with middle values" : "Random runs: \(count)"
    }
    var noInputs: Prose { "No input file was read." }
    var columnsOfInputs: [Prose] { ["Input file", "SHA-256"] }
    var companionsIntroduction: Prose { "The same inputs and the same version give the same report, byte for byte. Beside it lie, unrounded and for spreadsheets and programs:" }
    var columnsOfCompanions: [Prose] { ["File", "Holds"] }
    var companionJSON: Prose { "every figure of this report unrounded, with an explanation of every key" }
    var companionFacilities: Prose { "each place and service that was on reserve or out, with times and cause" }
    var companionRanking: Prose { "the impact of every asset whose failure alone costs somebody a service" }
    var companionAssets: Prose { "each outage of an asset, with its reason and cause" }
    var companionFragilities: Prose {
        "the fragility of each asset that the event reaches, why it has it, its probabilities of damage and share of value lost"
    }
    var fragilitiesIntroduction: Prose {
        "Which entry of the catalogue each asset was judged by; the table of fragilities beside this report says why, asset by asset."
    }
    var columnsOfFragilities: [Prose] { ["Kind", "Judged as", "Entry", "Assets", "Of these, assumed in part"] }

    var glossary: [(term: Prose, forms: [String], meaning: Prose)] {
        [
            ("Asset", ["asset"], "anything that can fail: a station, a pipe, a road, a building."),
            ("Assumed, derived, measured", ["assumed"], "a default or guess; computed from the data; stated in the data."),
            ("Cause chain", ["→"], "the steps, joined by arrows, from what the event hit to the place that loses a service."),
            ("Course of events, single course", ["course"], "one run of the model with the middle value of everything uncertain."),
            ("Crew", ["crew"], "people and machines that do one repair at a time."),
            ("Deadlock", ["each wait for another"], "a group of installations of which each needs another one running before it can start."),
            ("Horizon, computed period", ["period", "horizon"], "the hours after the start for which losses are counted."),
            ("Link", ["link"], "an asset between two nodes: a cable, pipe, road or bridge."),
            ("Node", ["node"], "an asset at one point: a substation, pump, tank or junction."),
            ("On reserve", ["reserve"], "supply has failed, but the place's own battery, generator or tank still carries it."),
            ("Onset", ["onset"], "the moment at which the event starts."),
            ("Out, without", ["without"], "supply has failed and no reserve is left, or the place itself is hit."),
            ("Person-hour", ["person-hour"], "one person without one service for one hour."),
            ("Random run", ["random run"], "one run of the model in which everything uncertain is drawn by chance."),
            ("Road access", ["road access"], "a place can be reached over open roads from an ambulance post, a working hospital or the edge of the area."),
            ("Seed", ["seed"], "the number from which all random draws follow; the same seed gives the same draws."),
            ("Single feeder", ["single feeder"], "the only supplier that a place can draw a service from."),
            ("Source", ["sources", "source of the"], "where a network gets what it carries: a grid connection, a well, the road out of the area."),
            ("Supply relation, requirement", ["supply relation", "requirement"], "the statement that one asset needs a service from one or more others."),
            ("95% confidence range", ["95% confidence"], "a range made by a method that holds the true average in 95 of 100 cases."),
        ]
    }
}
