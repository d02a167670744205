import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
public import Diagnostics
public import HazardModel
import NetworkImport
public import NetworkModel
public import ReportWriting
public import ScenarioModel

/// One scenario from its file to everything a report needs. Read `run` first: it is the program in order.
public struct Study: Sendable {
    public let scenario: Scenario
    public let model: CityModel
    public let hazards: [any Hazard]
    /// What reading and checking the network said.
    public let issues: IssueLog
    private let inputs: [(path: String, sha256: String)]
    private let catalogue: FragilityCatalogue

    /// Version of the program, printed in every report.
    public static let programVersion = "0.1.0"

    /// Reads the scenario, its network and its hazards.
    /// - Throws: `InputError` for anything that cannot be used, with file and line.
    public init(scenarioPath: String) throws {
        let scenario = try ScenarioReader.read(scenarioPath)
        let folder = ScenarioReader.folder(ofFile: scenarioPath)
        let hazards = try scenario.hazards.map { try Hazards.read($0, folder: folder) }
        var log = ImportLog()
        let model = try NetworkImporter.load(paths: [scenario.networkPath], options: JoinOptions(), log: &log)
        var issues = log.issues
        issues.add(contentsOf: model.check())
        var inputs: [(String, String)] = []
        for path in [scenarioPath, scenario.networkPath] + scenario.fragilityFiles + hazards.flatMap(\.inputFiles) {
            inputs.append((path, try FileDigest.sha256(ofFile: path)))
        }
        self.scenario = scenario
        self.model = model
        self.hazards = hazards
        self.issues = issues
        self.inputs = inputs
        catalogue = try FragilityCatalogue.standard(with: scenario.fragilityFiles)
    }

    /// Runs every stage once, in order.
    /// - Parameter threads: at most this many; 0 for one per core. The result does not depend on it.
    /// - Parameter progress: told the name of each stage as it begins.
    public func run(threads: Int = 0, progress: (String) -> Void = { _ in }) throws -> ReportInput {
        progress("hazard")
        let fields = try hazards.map { try $0.field(on: model, progress: progress) }
        progress("damage")
        let damage = try DamageAssessment(
            model: model, fields: fields, outOfService: scenario.outOfService, catalogue: catalogue)
        let disturbances = damage.deterministic()

        progress("cascade")
        let cascade = Cascade(model)
        let base = ServiceBase(model, bedWeight: scenario.bedWeight)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(disturbances, horizonHours: scenario.horizonHours, state: &state)
        let outcome = ServiceOutcome(outage, on: model, base: base)

        let samples = SampledRuns(
            model: model, cascade: cascade, damage: damage, base: base, scenario: scenario, threads: threads)
        if samples.count > 0 { progress("samples") }
        let sampledRuns = samples.run()

        progress("ranking")
        let impact = SingleFailureImpact(
            model, cascade, base: base, horizonHours: scenario.horizonHours, threads: threads)

        var measures: [MeasureResult] = []
        for measure in comparedMeasures {
            progress("measure: \(measure.title)")
            measures.append(try compare(measure, fields, with: sampledRuns, threads: threads))
        }

        var input = ReportInput(
            model: model, scenario: scenario, fields: fields, disturbances: disturbances, outage: outage,
            outcome: outcome, sampled: sampledRuns.estimates(model), impact: impact, measures: measures,
            baselineFaults: baselineFaults(cascade), issues: issues,
            damageAssumptions: damage.assumptions, damageCitations: damage.citations,
            manifest: Manifest(
                programVersion: Self.programVersion, command: "lifeline run \(scenario.file)", seed: scenario.seed,
                inputs: inputs), damageMethod: fields.isEmpty ? [] : damage.method)
        input.assetDamage = try DamageTable.rows(model: model, fields: fields, catalogue: catalogue)
        return input
    }

    /// The event and what it takes out in the median run: no samples, no ranking, no measures.
    /// - Parameter progress: told the name of each stage as it begins.
    public func event(progress: (String) -> Void = { _ in }) throws -> ReportInput {
        progress("hazard")
        let fields = try hazards.map { try $0.field(on: model, progress: progress) }
        let damage = try DamageAssessment(
            model: model, fields: fields, outOfService: scenario.outOfService, catalogue: catalogue)
        let disturbances = damage.deterministic()
        let cascade = Cascade(model)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(disturbances, horizonHours: scenario.horizonHours, state: &state)
        let none = SingleFailureImpact(consequence: [], byService: [], facilitiesOut: [], horizonHours: scenario.horizonHours)
        return ReportInput(
            model: model, scenario: scenario, fields: fields, disturbances: disturbances, outage: outage,
            outcome: ServiceOutcome(outage, on: model, base: ServiceBase(model, bedWeight: scenario.bedWeight)), sampled: nil,
            impact: none, measures: [], baselineFaults: [], issues: issues, damageAssumptions: damage.assumptions,
            damageCitations: damage.citations,
            manifest: Manifest(
                programVersion: Self.programVersion, command: "lifeline hazard \(scenario.file)", seed: scenario.seed,
                inputs: inputs), damageMethod: damage.method)
    }

    // MARK: measures

    private struct Compared {
        var title: String
        var costEuros: Double?
        var measures: [any Measure]
    }

    /// Each measure alone, and all of them together when there are several.
    private var comparedMeasures: [Compared] {
        var list = scenario.measures.map { Compared(title: $0.title, costEuros: $0.costEuros, measures: [$0]) }
        if list.count > 1 {
            let costs = scenario.measures.compactMap(\.costEuros)
            list.append(
                Compared(
                    title: "All \(list.count) measures together",
                    costEuros: costs.count == list.count ? costs.reduce(0, +) : nil, measures: scenario.measures))
        }
        return list
    }

    /// The same event on the changed city, with the same draws.
    private func compare(
        _ compared: Compared, _ fields: [HazardField], with without: SampledRuns.Results, threads: Int
    ) throws -> MeasureResult {
        var builder = CityModelBuilder(editing: model)
        for measure in compared.measures { try measure.apply(to: &builder) }
        var log = IssueLog()
        let changed = try builder.freeze(&log)
        let isAsBefore = !compared.measures.contains { type(of: $0).addsAssets }
        let damage = try DamageAssessment(
            model: changed, fields: isAsBefore ? fields : try hazards.map { try $0.field(on: changed) },
            outOfService: scenario.outOfService, catalogue: catalogue)
        let cascade = Cascade(changed)
        let base = ServiceBase(changed, bedWeight: scenario.bedWeight)
        var state = CascadeState(for: cascade)
        let outage = cascade.run(
            damage.deterministic(), horizonHours: scenario.horizonHours, explaining: false, state: &state)
        let with = SampledRuns(
            model: changed, cascade: cascade, damage: damage, base: base, scenario: scenario, threads: threads
        ).run()
        return MeasureResult(
            title: compared.title, costEuros: compared.costEuros,
            outcome: ServiceOutcome(outage, on: changed, base: base).renumbered(from: changed, to: model),
            consequenceAvoided: without.consequenceAvoided(by: with))
    }

    // MARK: words

    /// Requirements that are not met before the event, in words.
    private func baselineFaults(_ cascade: Cascade) -> [String] {
        cascade.baselineFaults.map { fault in
            let service = model.services[Int(model.requirements.service[fault.requirement])]
            return "\(model.kindName(fault.asset)) \(model.label(fault.asset)) has no \(service) even before the event"
        }
    }
}

extension ServiceOutcome {
    /// The same losses with the asset numbers of another model: a measure that adds an asset shifts the numbers.
    fileprivate func renumbered(from changed: CityModel, to model: CityModel) -> ServiceOutcome {
        var outcome = self
        outcome.losses = losses.compactMap { loss in
            guard let facility = model.asset(named: changed.id(loss.facility)) else { return nil }
            var loss = loss
            loss.facility = facility
            loss.causedBy = loss.causedBy < 0 ? -1 : model.asset(named: changed.id(loss.causedBy)) ?? -1
            return loss
        }
        return outcome
    }
}
