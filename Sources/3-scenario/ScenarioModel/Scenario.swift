public import Computation
public import Diagnostics
public import MarkupReading

/// A question to the model: which city, what happens to it, and what might be done about it.
public struct Scenario: Sendable {
    /// File name without folder and extension: the name of the report.
    public var name: String
    public var title: String
    /// Title of its file: that of every scenario which the file's parameters make, with … for what varies.
    public var fileTitle = ""
    /// One line of what was asked, for the report's title block.
    public var question: String
    /// The language of the report.
    public var language: ReportLanguage = .english
    /// Path of the scenario file as the user gave it.
    public var file: String
    /// Path of the network file, resolved against the scenario's folder.
    public var networkPath: String
    /// Clock time of onset (ISO 8601 without zone, such as `2026-01-15T03:00`), when the scenario states one.
    public var start: String?
    /// Hours after onset at which counting ends.
    public var horizonHours: Double
    public var seed: UInt64
    /// Number of random samples, or the most that may be drawn when `precision` is stated; 0 for a deterministic run only.
    public var samples: Int
    /// Half the 95 % interval of the mean consequence, as a share of that mean, at which no more samples are drawn.
    public var precision: Double?
    /// How samples draw what concerns the whole event.
    public var draws = DrawScheme.stratified
    /// Consequence weight of one hospital bed beside one resident; 0 leaves beds out of C.
    public var bedWeight: Double
    /// The hazard elements (`<flood>`, `<earthquake>` …), each read by its own hazard; may be empty.
    public var hazards: [MarkupElement]
    public var outOfService: [OutOfService]
    public var measures: [any Measure]
    /// What a portfolio may be chosen from beside the measures.
    public var candidates: [CandidateFamily] = []
    /// Under what limit the best combination is sought; nil where nobody asks for it.
    public var portfolio: PortfolioLimit?
    /// Paths of the user's own fragilities, resolved against the scenario's folder, in their order.
    public var fragilityFiles: [String] = []
    /// What was seen in the field, and the paths of the files that say so.
    public var observations = Observations()
    public var observationFiles: [String] = []
    /// The repair crews of each layer, at most one pool per layer; a layer without one repairs everything at once.
    public var crews: [CrewPool] = []
    public var roads = RoadPhysics.connectivity
    public var roadsPosition: SourcePosition?
    public var access = AccessNorms()

    /// Measures that are there in this scenario: the city has them, and they are compared with nothing.
    public var built: [PlannedMeasure] = []
    /// The measures to be compared, with what the file says of each.
    public var planned: [PlannedMeasure] { zip(measures, measureDigests).map { PlannedMeasure(measure: $0, digest: $1) } }
    var measureDigests: [String] = []
    /// What was chosen for each parameter of the file, in their order.
    public var choices: [Choice] = []
    /// Paths of tables that values of parameters came from.
    public var parameterFiles: [String] = []
    /// What the scenario says, with its placeholders filled: XML, a line for each element, attributes sorted.
    public var content = ""
    /// SHA-256 of that, in hexadecimal.
    public var definition = ""

    /// A value that was chosen for a parameter.
    public struct Choice: Sendable, Equatable {
        public var parameter, value: String
        public init(parameter: String, value: String) {
            self.parameter = parameter
            self.value = value
        }
    }

    /// An asset that is put out of service by hand.
    public struct OutOfService: Sendable {
        public var asset: String
        public var fromHours: Double
        /// Infinite when it stays out.
        public var untilHours: Double
        public var position: SourcePosition
        public init(asset: String, fromHours: Double, untilHours: Double, position: SourcePosition) {
            self.asset = asset
            self.fromHours = fromHours
            self.untilHours = untilHours
            self.position = position
        }
    }

    public init(
        name: String, title: String, question: String, file: String, networkPath: String, start: String?,
        horizonHours: Double, seed: UInt64, samples: Int, bedWeight: Double, hazards: [MarkupElement],
        outOfService: [OutOfService], measures: [any Measure]
    ) {
        self.name = name
        self.title = title
        self.question = question
        self.file = file
        self.networkPath = networkPath
        self.start = start
        self.horizonHours = horizonHours
        self.seed = seed
        self.samples = samples
        self.bedWeight = bedWeight
        self.hazards = hazards
        self.outOfService = outOfService
        self.measures = measures
    }
}

/// A measure with a digest of what the file says of it: measures of equal digests change a city equally.
public struct PlannedMeasure: Sendable {
    public var measure: any Measure
    public var digest: String
}
