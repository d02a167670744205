public import AccessModel
public import CascadeModel
public import Diagnostics

/// What one report on many scenarios is written from: finished results, such as a store of a batch holds them.
public struct BatchReportInput: Sendable {
    /// Name of the report's files, without folder and ending.
    public var name: String
    /// What the batch is called: its title.
    public var title: String
    public var language: ReportLanguage
    /// Names of the networks, usually one.
    public var places: [String]
    public var residents: Double
    /// Services in the order of every scenario's figures.
    public var services: [String]
    /// One chapter per question, in the order printed.
    public var questions: [Question]
    /// Parts of the networks with which losses begin, over all scenarios, the heaviest first.
    public var weakPoints: [WeakPoint]
    /// Hospitals and other vulnerable places that go without something in any scenario, the longest outage first.
    public var vulnerable: [VulnerablePlace]
    /// Hospitals and other vulnerable places that help reaches too late or not at all in any scenario, the longest first.
    public var outOfReach: [OutOfReach] = []
    public var manifest: Manifest
    /// Whether any scenario counts repair crews, or drives by travel time: what the model leaves out depends on it.
    public var hasCrews = false, hasTravelTimes = false

    public init(
        name: String, title: String, language: ReportLanguage, places: [String], residents: Double, services: [String],
        questions: [Question], weakPoints: [WeakPoint], vulnerable: [VulnerablePlace], manifest: Manifest
    ) {
        self.name = name
        self.title = title
        self.language = language
        self.places = places
        self.residents = residents
        self.services = services
        self.questions = questions
        self.weakPoints = weakPoints
        self.vulnerable = vulnerable
        self.manifest = manifest
    }

    /// A scenario file and every scenario that its parameters make.
    public struct Question: Sendable {
        public var title: String
        public var question: String
        public var scenarios: [ScenarioSummary]
        public init(title: String, question: String, scenarios: [ScenarioSummary]) {
            self.title = title
            self.question = question
            self.scenarios = scenarios
        }
    }

    /// The main figures of one scenario.
    public struct ScenarioSummary: Sendable {
        public var name: String
        /// What sets it apart from the others of its question, such as "level 4.5"; empty for the only one.
        public var variant: String
        /// C in weighted hours: of the single course, and its mean over draws.
        public var consequence: Double
        public var consequenceDrawn: Estimate?
        /// In the order of `BatchReportInput.services`; NaN for a service that nobody needs.
        public var residentsOutPeak: [Double]
        public var residentHoursLost: [Double]
        public var hospitalsOut: Int
        public var longestHospitalHours: Double
        public var measures: [Measure]
        /// By ambulance and to an emergency department; empty where that was not followed.
        public var help: [Help] = []
        /// The best combination, in the order to take it; `avoided` is of all so far. Empty where none was asked for.
        public var portfolio: [Measure] = []
        /// How often a year an event at least this bad is expected; nil when nobody says.
        public var yearlyFrequency: Double?
        /// Why it has no results; nil when it has.
        public var failure: String?

        public init(
            name: String, variant: String, consequence: Double, consequenceDrawn: Estimate?, residentsOutPeak: [Double],
            residentHoursLost: [Double], hospitalsOut: Int, longestHospitalHours: Double, measures: [Measure],
            yearlyFrequency: Double? = nil, failure: String? = nil
        ) {
            self.name = name
            self.variant = variant
            self.consequence = consequence
            self.consequenceDrawn = consequenceDrawn
            self.residentsOutPeak = residentsOutPeak
            self.residentHoursLost = residentHoursLost
            self.hospitalsOut = hospitalsOut
            self.longestHospitalHours = longestHospitalHours
            self.measures = measures
            self.yearlyFrequency = yearlyFrequency
            self.failure = failure
        }
    }

    public struct Measure: Sendable {
        public var title: String
        public var costEuros: Double?
        /// Of C, weighted hours.
        public var avoided: Double
        public init(title: String, costEuros: Double?, avoided: Double) {
            self.title = title
            self.costEuros = costEuros
            self.avoided = avoided
        }
    }

    /// Residents whom one way to help does not reach in time.
    public struct Help: Sendable {
        public var way: EmergencyAccess.Way
        /// Before the event, and most at one time, which begins so many hours after onset.
        public var beyondBefore, beyondMost, fromHours: Double
        /// Ambulance posts or hospitals, and those that do not work at some time.
        public var origins, originsOut: Int
        public init(
            way: EmergencyAccess.Way, beyondBefore: Double, beyondMost: Double, fromHours: Double, origins: Int, originsOut: Int
        ) {
            self.way = way
            self.beyondBefore = beyondBefore
            self.beyondMost = beyondMost
            self.fromHours = fromHours
            self.origins = origins
            self.originsOut = originsOut
        }
    }

    public struct OutOfReach: Sendable, Hashable {
        public var id: String, name: String, kind: String
        public var way: EmergencyAccess.Way
        public var scenarios: Int
        /// In the scenario in which it is longest not reached in time.
        public var longestHours: Double
        public var worst: EmergencyAccess.Standing
        public var worstScenario: String
        public init(
            id: String, name: String, kind: String, way: EmergencyAccess.Way, scenarios: Int, longestHours: Double,
            worst: EmergencyAccess.Standing, worstScenario: String
        ) {
            self.id = id
            self.name = name
            self.kind = kind
            self.way = way
            self.scenarios = scenarios
            self.longestHours = longestHours
            self.worst = worst
            self.worstScenario = worstScenario
        }
    }

    public struct WeakPoint: Sendable {
        public var id: String, name: String, kind: String
        /// Scenarios in which it stands still.
        public var scenariosDown: Int
        /// What people lose by outages that begin here, in the mean of all scenarios; weighted hours.
        public var meanLoss: Double
        /// What its failure alone would cost; NaN when it was not computed.
        public var impactAlone: Double
        public init(id: String, name: String, kind: String, scenariosDown: Int, meanLoss: Double, impactAlone: Double) {
            self.id = id
            self.name = name
            self.kind = kind
            self.scenariosDown = scenariosDown
            self.meanLoss = meanLoss
            self.impactAlone = impactAlone
        }
    }

    public struct VulnerablePlace: Sendable {
        public var id: String, name: String, kind: String
        public var scenariosOut: Int
        public var longestHours: Double
        /// Name of the scenario with the longest outage.
        public var worstScenario: String
        public init(id: String, name: String, kind: String, scenariosOut: Int, longestHours: Double, worstScenario: String) {
            self.id = id
            self.name = name
            self.kind = kind
            self.scenariosOut = scenariosOut
            self.longestHours = longestHours
            self.worstScenario = worstScenario
        }
    }
}
