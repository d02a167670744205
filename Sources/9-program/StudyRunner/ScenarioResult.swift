public import AccessModel
public import CriticalityRanking
public import ReportWriting
public import ScenarioModel

/// What comes out of one scenario, without the words of a report: what a store keeps and a comparison needs.
public struct ScenarioResult: Sendable {
    public let scenario: Scenario
    public let network: LoadedNetwork
    /// Every file that was read: path as given, SHA-256 in hexadecimal.
    public let inputs: [(path: String, sha256: String)]
    /// The median event.
    public let event: EventRun
    /// Many draws of the event; none when the scenario asks for none.
    public let samples: SampleTotals
    public let impact: SingleFailureImpact
    /// Each measure alone, then all of them together when there are several.
    public let measures: [MeasureRun]
    /// Ambulance and emergency department in the median event; nil where the model lacks roads, or posts and hospitals.
    public var access: EmergencyAccess?
    /// The best set of measures; nil where the scenario asks for none.
    public var portfolio: PortfolioResult?
}

/// A measure of a scenario, compared with doing nothing on the same draws.
public struct MeasureRun: Sendable {
    public let result: MeasureResult
    /// With the measure, on the same draws as those without.
    public let samples: SampleTotals
}
