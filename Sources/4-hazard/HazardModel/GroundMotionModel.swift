/// How the two sides of a fault move.
public enum FaultMechanism: String, CaseIterable, Sendable {
    case strikeSlip, normal, reverse, unspecified
}

/// Median shaking and its scatter at many places, for one measure.
public struct GroundMotion: Sendable {
    /// Median in the measure's unit, one per place.
    public var median: [Double]
    /// Between-event standard deviation of the natural logarithm, τ; the same everywhere.
    public var betweenEventSigma: Double
    /// Within-event standard deviation of the natural logarithm, φ, one per place.
    public var withinEventSigma: [Double]
}

/// An empirical relation between an earthquake and the shaking it causes: one file per published model.
public protocol GroundMotionModel: Sendable {
    /// Authors and year.
    var name: String { get }
    /// The full reference.
    var citation: String { get }
    /// What to tell the reader when an event lies outside the data behind the model; empty when it does not.
    func rangeWarnings(
        magnitude: Double, mechanism: FaultMechanism, farthestKilometres: Double, vs30MetresPerSecond: Double
    ) -> [String]
    /// Shaking at places, given by their Joyner–Boore distances.
    /// - Parameters:
    ///   - magnitude: moment magnitude.
    ///   - vs30MetresPerSecond: mean shear-wave velocity of the upper 30 m of the ground, the same everywhere.
    /// - Returns: nil when the model does not cover the measure.
    func shaking(
        _ measure: IntensityMeasure, magnitude: Double, mechanism: FaultMechanism, rjbKilometres: [Double],
        vs30MetresPerSecond: Double
    ) -> GroundMotion?
}
