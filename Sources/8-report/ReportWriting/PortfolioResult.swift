public import CascadeModel
public import CriticalityRanking
public import Diagnostics
public import ScenarioModel

/// The best combination of measures that was found within a limit.
public struct PortfolioResult: Sendable {
    /// One measure more.
    public struct Step: Sendable {
        public var title: Phrase
        public var costEuros: Double?
        /// Mean C that it avoids beside those before it, and that all so far avoid, on draws that the choice never saw.
        public var gain, avoided: Estimate
        /// Of all so far; nil when one of them states no cost.
        public var costSoFarEuros: Double?
        public init(title: Phrase, costEuros: Double?, gain: Estimate, avoided: Estimate, costSoFarEuros: Double?) {
            self.title = title
            self.costEuros = costEuros
            self.gain = gain
            self.avoided = avoided
            self.costSoFarEuros = costSoFarEuros
        }
    }
    /// In the order chosen.
    public var steps: [Step]
    /// Chosen, but of no use on the draws that the choice never saw.
    public var notHeld: Int
    public var limit: PortfolioLimit
    /// How many there were to choose from, and how many of them were tried on all samples.
    public var candidates, compared: Int
    /// Left out because they state no cost and a budget was given.
    public var withoutCost: Int
    /// On which the choice was made, and again as many for what is told of it; 0 for a single course.
    public var samples: Int
    public var method: BestPortfolio.Method
    /// Mean C avoided on the samples of the choice, and what no combination can exceed there; nil where that is not known.
    public var avoidedOnChoice: Double
    public var upperBound: Double?
    /// Mean C avoided by everything compared together.
    public var everything: Double
    /// Measures that help more beside others than alone.
    public var grown: [Phrase]
    public var evaluations: Int

    public init(
        steps: [Step], notHeld: Int = 0, limit: PortfolioLimit, candidates: Int, compared: Int, withoutCost: Int, samples: Int,
        method: BestPortfolio.Method, avoidedOnChoice: Double, upperBound: Double?, everything: Double, grown: [Phrase],
        evaluations: Int
    ) {
        self.steps = steps
        self.notHeld = notHeld
        self.limit = limit
        self.candidates = candidates
        self.compared = compared
        self.withoutCost = withoutCost
        self.samples = samples
        self.method = method
        self.avoidedOnChoice = avoidedOnChoice
        self.upperBound = upperBound
        self.everything = everything
        self.grown = grown
        self.evaluations = evaluations
    }
}
