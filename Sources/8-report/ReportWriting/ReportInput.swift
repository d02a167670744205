public import AccessModel
public import CascadeModel
public import Computation
public import CriticalityRanking
public import DamageModel
public import Diagnostics
public import HazardModel
public import NetworkModel
public import ScenarioModel

/// Everything a report is written from: finished results, nothing to compute.
public struct ReportInput: Sendable {
    public var model: CityModel
    public var scenario: Scenario
    /// One field per hazard element of the scenario.
    public var fields: [HazardField]
    /// Of the deterministic run.
    public var disturbances: [Disturbance]
    public var outage: Outage
    public var outcome: ServiceOutcome
    /// Of the sampled runs, when the scenario asks for samples.
    public var sampled: SampledOutcome?
    public var impact: SingleFailureImpact
    /// What each asset means in the event; nil where the event harms nothing, or nobody asked.
    public var weakNodes: WeakNodes?
    public var measures: [MeasureResult]
    /// The best combination of measures, when the scenario asks for one.
    public var portfolio: PortfolioResult?
    /// How far each assumption moves the results; nil when it was not computed.
    public var sensitivity: Sensitivity?
    /// Requirements that are not met before the event: faults of the data, in words.
    public var baselineFaults: [Phrase]
    /// What the checks and the import said about the model.
    public var issues: IssueLog
    /// Assumptions of the damage stage in words, such as "14 transformers: flood threshold 0.5 m (assumed)".
    public var damageAssumptions: [Phrase]
    /// How damage is found and what is left out, in sentences.
    public var damageMethod: [Phrase]
    /// Which fragility each asset has and why; sorted by field, then asset.
    public var assetDamage: [AssetDamage] = []
    /// Ambulance and emergency department; nil where the model lacks roads, or posts and hospitals.
    public var access: EmergencyAccess?
    /// Where the crews' work meets the roads; nil when no crew needs one.
    public var crewRoads: RoadSites.Mapping?
    /// Sources of the fragilities and restoration times that were used.
    public var damageCitations: [String]
    public var manifest: Manifest

    public init(
        model: CityModel, scenario: Scenario, fields: [HazardField], disturbances: [Disturbance], outage: Outage,
        outcome: ServiceOutcome, sampled: SampledOutcome?, impact: SingleFailureImpact, measures: [MeasureResult],
        baselineFaults: [Phrase], issues: IssueLog, damageAssumptions: [Phrase], damageCitations: [String],
        manifest: Manifest, damageMethod: [Phrase] = []
    ) {
        self.model = model
        self.scenario = scenario
        self.fields = fields
        self.disturbances = disturbances
        self.outage = outage
        self.outcome = outcome
        self.sampled = sampled
        self.impact = impact
        self.measures = measures
        self.baselineFaults = baselineFaults
        self.issues = issues
        self.damageAssumptions = damageAssumptions
        self.damageMethod = damageMethod
        self.damageCitations = damageCitations
        self.manifest = manifest
    }

    /// Asks for the report in another language than the scenario's, and says so in the command that repeats it.
    public mutating func speak(_ language: ReportLanguage) {
        guard language != scenario.language else { return }
        scenario.language = language
        manifest.command += " --language \(language.rawValue)"
    }
}

/// Means over samples, on the definitions of `ServiceOutcome`.
public struct SampledOutcome: Sendable {
    public struct ServiceEstimate: Sendable {
        public var service: String
        public var residentHoursLost: Estimate
        public var residentsOutPeak: Estimate
        public var hospitalBedHoursLost: Estimate
        public init(
            service: String, residentHoursLost: Estimate, residentsOutPeak: Estimate, hospitalBedHoursLost: Estimate
        ) {
            self.service = service
            self.residentHoursLost = residentHoursLost
            self.residentsOutPeak = residentsOutPeak
            self.hospitalBedHoursLost = hospitalBedHoursLost
        }
    }
    public var consequence: Estimate
    public var services: [ServiceEstimate]
    /// Share of samples in which each vulnerable facility loses each service: (facility, service, probability).
    public var facilityOut: [(facility: Int, service: Int, probability: Estimate, meanOutHours: Double)]
    /// How the samples drew what concerns the whole event.
    public var draws = DrawScheme.plain
    /// The losses that one sample of twenty stays below, and one of twenty exceeds.
    public var consequenceRange: (low: Double, high: Double)?
    /// Of each of `services`: the share of residents served over time; empty when it was not followed.
    public var bands: [[ServiceBand.Point]] = []
    public init(
        consequence: Estimate, services: [ServiceEstimate],
        facilityOut: [(facility: Int, service: Int, probability: Estimate, meanOutHours: Double)]
    ) {
        self.consequence = consequence
        self.services = services
        self.facilityOut = facilityOut
    }
}

/// One measure of the scenario (or all together) compared with doing nothing, on the same draws.
public struct MeasureResult: Sendable {
    public var title: Phrase
    public var costEuros: Double?
    /// With the measure, deterministic.
    public var outcome: ServiceOutcome
    /// Mean reduction of C over samples with its interval, when the scenario asks for samples.
    public var consequenceAvoided: Estimate?
    public init(title: Phrase, costEuros: Double?, outcome: ServiceOutcome, consequenceAvoided: Estimate?) {
        self.title = title
        self.costEuros = costEuros
        self.outcome = outcome
        self.consequenceAvoided = consequenceAvoided
    }
}

/// What is needed to repeat a run.
public struct Manifest: Sendable {
    public var programVersion: String
    /// The command to repeat it with, paths relative to the repository or working folder.
    public var command: String
    public var seed: UInt64
    /// Every file that was read: path as given, SHA-256 in hexadecimal.
    public var inputs: [(path: String, sha256: String)]
    public init(programVersion: String, command: String, seed: UInt64, inputs: [(path: String, sha256: String)]) {
        self.programVersion = programVersion
        self.command = command
        self.seed = seed
        self.inputs = inputs
    }
}
