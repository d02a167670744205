import CascadeModel
import CriticalityRanking
import Diagnostics
import FoundationEssentials
import NetworkImport
import NetworkModel
import StudyRunner

/// `lifeline rank`: the weak points of a network, by what each failure costs alone or by what it means in an event.
struct RankCommand: Command {
    static let name = "rank"
    static let summary = "list the assets whose single failure costs people most"
    static let explanation =
        "Every asset in turn is out from hour 0 to the horizon, nothing else being wrong. Its cost is the sum over "
        + "facilities and services of weight × hours out; the weight of a facility is its residents unless the "
        + "network says otherwise. For a scenario, the other measures say what an asset means in its event: "
        + "criticality is the mean loss when it fails less the mean loss when nothing harms it; reduction is what "
        + "its being unharmed would spare; achievement is the mean loss when it fails over the mean loss; "
        + "probability is how likely the event hits it, and contribution that times the criticality. The shape of a "
        + "network alone: betweenness counts the shortest ways between all pairs of others that pass an asset (roads by "
        + "time, other networks by length; from some nodes at random where there are very many); bridge and "
        + "articulation list the links and the nodes without which a network falls apart, worst first."
    static let operands = [Operand("FILE", "network file, or a scenario for what its event means")]
    private static let measure = Option(
        "measure", .choice(RankingMeasure.allCases.map(\.rawValue)), "what to rank by", standard: "impact")
    private static let pairs = Option(
        "pairs", .whole("K", 2...200), "list pairs among the K weakest instead: what only both together cost")
    private static let top = Option("top", .whole("N", 1...100_000_000), "how many to list", standard: "20")
    private static let horizon = Option(
        "horizon", .number("HOURS", 0.01...1_000_000), "hours that count", standard: "72, or the scenario's")
    private static let bedWeight = Option(
        "bed-weight", .number("W", 0...1e9), "weight of a hospital bed beside a resident", standard: "0, or the scenario's")
    private static let format = Option(
        "format", .choice(["table", "csv", "json"]), "how to write the list", standard: "table")
    static let options = [measure, pairs, top, horizon, bedWeight, RunCommand.threads, format]
    static let examples = [
        "rank networks/town.xml", "rank networks/town.xml --top 100 --format csv > weak.csv",
        "rank scenarios/earthquake.xml --measure criticality", "rank networks/town.xml --measure betweenness",
        "rank networks/town.xml --pairs 20",
    ]

    private let file: String
    private let measure: RankingMeasure
    private let pairs: Int?
    private let top: Int
    private let horizonHours, bedWeight: Double?
    private let threads: Int
    private let format: String

    init(_ arguments: ParsedArguments) throws(UsageError) {
        file = arguments.operands.first ?? ""
        measure = RankingMeasure(rawValue: arguments.text(Self.measure) ?? "") ?? .impact
        pairs = arguments.whole(Self.pairs)
        top = arguments.whole(Self.top) ?? 20
        horizonHours = arguments.number(Self.horizon)
        bedWeight = arguments.number(Self.bedWeight)
        threads = arguments.whole(RunCommand.threads) ?? 0
        format = arguments.text(Self.format) ?? "table"
        if pairs != nil, arguments.has(Self.measure) {
            throw UsageError("--pairs are ranked by what only both together cost: leave --measure out")
        }
    }

    func run(_ surroundings: Surroundings) throws -> ExitCode {
        let text = Self.isScenario(file) ? try ofScenario(surroundings) : try ofNetwork(surroundings)
        surroundings.endProgress()
        surroundings.print(text)
        return .done
    }

    /// Whether a file begins as a scenario does; what cannot be read is left to those who say why.
    private static func isScenario(_ path: String) -> Bool {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe) else { return false }
        return String(decoding: data.prefix(4096), as: UTF8.self).contains("urn:lifeline:scenario:")
    }

    private func ofNetwork(_ surroundings: Surroundings) throws -> String {
        guard !measure.needsEvent else {
            throw InputError(
                "rank-needs-event", at: SourcePosition(file: file), "a network alone has no \(measure.rawValue): it needs an event",
                remedy: "give a scenario instead of its network, or rank by impact")
        }
        let (model, log) = try NetworkLoading.load([file], surroundings)
        if log.issues.hasErrors { surroundings.say(log.issues.checkSummary()) }
        surroundings.progress("ranking \(model.assetCount) assets")
        let cascade = Cascade(model), base = ServiceBase(model, bedWeight: bedWeight ?? 0), hours = horizonHours ?? 72
        let impact = SingleFailureImpact(model, cascade, base: base, horizonHours: hours, threads: threads)
        guard let pairs else {
            let structure = structure(of: model, surroundings), assets = measure.assets(structure, impact) ?? impact.worst(top)
            return try RankingList(model, impact, Array(assets.prefix(top)), structure, measure: measure).written(format)
        }
        surroundings.progress("pairs among \(pairs)")
        let runs = ConsequenceRuns(model, cascade, base: base, horizonHours: hours)
        return try PairList(model, PairImpact.search(
                among: impact.worst(pairs), andMostLoaded: pairs, model, runs, base: base, impact, threads: threads
            ).prefix(top)).written(format)
    }

    /// With betweenness only where it is asked for; says how exact that is.
    private func structure(of model: CityModel, _ surroundings: Surroundings) -> NetworkStructure {
        guard measure == .betweenness else { return NetworkStructure(of: model) }
        surroundings.progress("counting shortest ways")
        let structure = NetworkStructure(of: model, work: Self.betweennessWork, threads: threads)
        for extent in structure.extents where !extent.isExact {
            surroundings.say(
                "betweenness in \(extent.layer.name) is estimated from \(extent.sources) of \(extent.nodes) nodes; "
                    + "the error column holds the standard error")
        }
        return structure
    }

    /// Sources × nodes of a layer: exact up to some 14,000 nodes.
    private static let betweennessWork = 200_000_000

    private func ofScenario(_ surroundings: Surroundings) throws -> String {
        guard horizonHours == nil, bedWeight == nil else {
            throw InputError(
                "rank-of-scenario", at: SourcePosition(file: file), "a scenario states its own horizon and weight of beds",
                remedy: "leave --horizon and --bed-weight out, or change the scenario")
        }
        surroundings.progress("reading \(file)")
        let study = try Study(scenarioPath: file)
        let (impact, weak) = try study.weakNodes(paired: pairs, threads: threads) { surroundings.progress($0) }
        if pairs != nil { return try PairList(study.model, (weak?.pairs ?? []).prefix(top)).written(format) }
        let structure = measure.needsEvent ? weak?.structure ?? NetworkStructure(of: study.model) : structure(of: study.model, surroundings)
        let assets =
            measure.assets(structure, impact) ?? (measure.needsEvent ? weak.map { weak in weak.assets { measure.value($0, weak) } } ?? [] : impact.worst(top))
        return try RankingList(study.model, impact, Array(assets.prefix(top)), structure, weak, measure: measure).written(format)
    }
}

/// What a ranking goes by.
enum RankingMeasure: String, CaseIterable, Sendable {
    case impact, criticality, reduction, achievement, contribution, probability, betweenness, bridge, articulation

    /// Whether it says something about an event.
    var needsEvent: Bool {
        switch self {
        case .impact, .betweenness, .bridge, .articulation: false
        case .criticality, .reduction, .achievement, .contribution, .probability: true
        }
    }

    /// All assets that the shape of the networks shows, first first; nil for a measure that is not of that kind.
    func assets(_ structure: NetworkStructure, _ impact: SingleFailureImpact) -> [Int]? {
        func worstFirst(_ assets: [Int]) -> [Int] {
            assets.sorted { (impact.consequence[$1], $0) < (impact.consequence[$0], $1) }
        }
        switch self {
        case .betweenness: return structure.busiest(.max)
        case .bridge: return worstFirst(structure.bridges)
        case .articulation: return worstFirst(structure.articulationPoints)
        case .impact, .criticality, .reduction, .achievement, .contribution, .probability: return nil
        }
    }

    /// The figure of an asset in an event; 0 for what needs none.
    func value(_ asset: Int, _ weak: WeakNodes) -> Double {
        switch self {
        case .criticality: weak.criticality(of: asset).mean
        case .reduction: weak.reduction(of: asset)
        case .achievement: weak.achievement(of: asset) ?? 0
        case .contribution: weak.contribution(of: asset)
        case .probability: weak.failureProbability[asset]
        case .impact, .betweenness, .bridge, .articulation: 0
        }
    }
}
