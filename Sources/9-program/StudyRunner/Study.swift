import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
public import Diagnostics
public import HazardModel
import MarkupReading
public import NetworkModel
public import ReportWriting
public import ScenarioModel

/// One scenario from its file to everything a report needs. Read `result` and `run` first: they are the program in
/// order.
public struct Study: Sendable {
    /// With the crews of its built measures, and with out of service what is still waited for.
    public let scenario: Scenario
    public let network: LoadedNetwork
    public let hazards: [any Hazard]
    /// Every file that was read: path as given, SHA-256 in hexadecimal.
    public let inputs: [(path: String, sha256: String)]
    let catalogue: FragilityCatalogue
    let shared: SharedWork
    let hazardDigests: [String]
    /// The network with the measures that the scenario says are built.
    let city: City

    public var model: CityModel { city.model }
    /// The rules of outages, at the level of physics that the scenario asks for.
    var cascade: Cascade { city.cascade }
    /// What reading and checking the network said.
    public var issues: IssueLog { network.issues }

    /// Version of the program, printed in every report.
    public static let programVersion = "0.1.0"

    /// Reads the scenario, its network and its hazards.
    /// - Parameter shared: what it has in common with other scenarios, read and computed once.
    /// - Throws: `InputError` for anything that cannot be used, with file and line.
    public init(scenarioPath: String, sharing shared: SharedWork = SharedWork()) throws {
        try self.init(ScenarioReader.read(scenarioPath), sharing: shared)
    }

    /// The same for a scenario that was read before.
    public init(_ scenario: Scenario, sharing shared: SharedWork = SharedWork()) throws {
        let folder = shared.folder(of: scenario)
        hazardDigests = scenario.hazardDigests
        let modelled = try zip(scenario.hazards, hazardDigests).map { element, digest in
            try shared.hazards.value(for: .init(digest: digest, position: element.position)) {
                try Hazards.read(element, folder: folder)
            }
        }
        hazards = try Hazards.following(scenario.observations, modelled)
        network = try shared.network(scenario.networkPath)
        inputs = try ([scenario.file, scenario.networkPath] + scenario.fragilityFiles + scenario.parameterFiles
            + scenario.observationFiles + hazards.flatMap(\.inputFiles)).map { ($0, try shared.sha256(ofFile: $0)) }
        catalogue = try shared.catalogues.value(for: scenario.fragilityFiles) {
            try FragilityCatalogue.standard(with: scenario.fragilityFiles)
        }
        try scenario.checkRoads(of: network.model)
        city = try Self.city(of: network, with: scenario.built, in: scenario, sharing: shared)
        var scenario = scenario
        scenario.outOfService += city.absent
        for planned in scenario.built { try planned.measure.apply(to: &scenario.crews) }
        self.scenario = scenario
        self.shared = shared
    }

    /// What the event does and what measures change: all that is kept of a scenario among many.
    /// - Parameters:
    ///   - threads: at most this many; 0 for one per core. The result does not depend on it.
    ///   - access: whether to follow how fast help comes, hour by hour, which may take longer than all else.
    ///   - progress: told the name of each stage as it begins.
    public func result(threads: Int = 0, access isAccessWanted: Bool = true, progress: (String) -> Void = { _ in }) throws -> ScenarioResult {
        let event = try strike(progress)
        let samples = draw(on: event, threads, progress)
        let impact = try rank(threads, progress)
        let measures = try compareMeasures(with: event, samples, threads, progress)
        return ScenarioResult(
            scenario: scenario, network: network, inputs: inputs, event: event, samples: samples, impact: impact,
            measures: measures, access: isAccessWanted ? try access(in: event, threads, progress) : nil,
            portfolio: try bestPortfolio(event, samples, threads, progress))
    }

    /// The same without ranking and measures.
    public func eventResult(threads: Int = 0) throws -> ScenarioResult {
        let event = try strike { _ in }
        return ScenarioResult(
            scenario: scenario, network: network, inputs: inputs, event: event,
            samples: draw(on: event, threads) { _ in }, impact: notRanked, measures: [])
    }

    /// The same with what only a report shows.
    public func run(threads: Int = 0, progress: (String) -> Void = { _ in }) throws -> ReportInput {
        let result = try result(threads: threads, progress: progress)
        var input = reportInput(result.event, command: "run")
        input.access = result.access
        input.crewRoads = result.event.crews?.roadMapping
        input.sampled = result.samples.estimates
        input.impact = result.impact
        input.weakNodes = weigh(result.event, result.samples, result.impact, threads, progress)
        input.measures = result.measures.map(\.result)
        input.sensitivity = vary(result.event, result.samples, result.impact, threads, progress)
        input.portfolio = result.portfolio
        input.baselineFaults = cascade.baselineFaults(in: model)
        input.assetDamage = try DamageTable.rows(model: model, fields: result.event.fields, catalogue: catalogue)
        return input
    }

    /// The event and what it takes out in the median run: no samples, no ranking, no measures.
    /// - Parameter progress: told the name of each stage as it begins.
    public func event(progress: (String) -> Void = { _ in }) throws -> ReportInput {
        reportInput(try strike(progress), command: "hazard")
    }

    func reportInput(_ event: EventRun, command: String) -> ReportInput {
        return ReportInput(
            model: model, scenario: scenario, fields: event.fields, disturbances: event.disturbances, outage: event.outage,
            outcome: event.outcome, sampled: nil, impact: notRanked, measures: [], baselineFaults: [], issues: issues,
            damageAssumptions: event.damage.assumptions, damageCitations: event.damage.citations,
            manifest: Manifest(
                programVersion: Self.programVersion, command: "lifeline \(command) \(scenario.file)",
                seed: scenario.seed, inputs: inputs),
            damageMethod: (event.fields.isEmpty ? [] : event.damage.method) + builtInWords)
    }

    private var notRanked: SingleFailureImpact {
        SingleFailureImpact(consequence: [], byService: [], facilitiesOut: [], horizonHours: scenario.horizonHours)
    }

    private var builtInWords: [Phrase] {
        let titles = scenario.built.map(\.measure.title)
        guard !titles.isEmpty else { return [] }
        return [
            Phrase(
                "In this scenario the city has already: \(titles.map(\.english).joined(separator: "; ")).",
                nl: "In dit scenario heeft de stad al: \(titles.map(\.dutch).joined(separator: "; ")).")
        ]
    }
}
