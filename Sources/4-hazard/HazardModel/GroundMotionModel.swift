public import Diagnostics

/// How the two sides of a fault move.
public enum FaultMechanism: String, CaseIterable, Sendable {
    case strikeSlip, normal, reverse, unspecified
}

/// What a ground-motion model asks about an earthquake.
public struct SeismicEvent: Sendable {
    /// Moment magnitude.
    public var magnitude: Double
    public var mechanism: FaultMechanism
    public init(magnitude: Double, mechanism: FaultMechanism = .unspecified) {
        self.magnitude = magnitude
        self.mechanism = mechanism
    }
}

/// From where to where a ground-motion model counts its distances.
public enum DistanceMeasure: Sendable {
    /// To the nearest place above the rupture (Rjb).
    case joynerBoore
    /// To the hypocentre, with its depth (Rhypo).
    case hypocentral
}

/// The places that are shaken: flat columns of one length.
public struct GroundMotionSites: Sendable {
    /// Kilometres, by the model's `distance`.
    public var distanceKilometres: [Double]
    /// Mean shear-wave velocity of the upper 30 m of the ground, m/s.
    public var vs30MetresPerSecond: [Double]

    public init(distanceKilometres: [Double], vs30MetresPerSecond: [Double]) {
        precondition(distanceKilometres.count == vs30MetresPerSecond.count, "one velocity per place")
        self.distanceKilometres = distanceKilometres
        self.vs30MetresPerSecond = vs30MetresPerSecond
    }
    /// Places on the same ground.
    public init(distanceKilometres: [Double], vs30MetresPerSecond: Double) {
        self.init(
            distanceKilometres: distanceKilometres,
            vs30MetresPerSecond: Array(repeating: vs30MetresPerSecond, count: distanceKilometres.count))
    }
    public var count: Int { distanceKilometres.count }
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

/// The data behind a model: what lies outside is extrapolated.
public struct GroundMotionRange: Sendable {
    public var magnitudes: ClosedRange<Double>
    public var farthestKilometres: Double
    /// m/s; nil when the model does not look at the ground.
    public var vs30: ClosedRange<Double>?
}

/// An empirical relation between an earthquake and the shaking it causes: one file per published model, and one word
/// in `GroundMotionModels`.
public protocol GroundMotionModel: Sendable {
    /// The word that chooses it in a scenario.
    var key: String { get }
    /// Authors and year.
    var name: String { get }
    /// The full reference.
    var citation: String { get }
    var distance: DistanceMeasure { get }
    /// What it covers; hazards offer these measures and no others.
    var measures: [IntensityMeasure] { get }
    /// How the ground enters and what else a reader must know, in sentences.
    var remarks: [Phrase] { get }
    func range(_ mechanism: FaultMechanism) -> GroundMotionRange
    /// Between-event standard deviation of the natural logarithm, τ, of one of the model's own measures.
    func betweenEventSigma(_ measure: IntensityMeasure, of event: SeismicEvent) -> Double
    /// Computes the shaking at a stretch of places.
    /// - Parameter columns: of some of the model's own measures; all of them are filled.
    func fill(_ columns: [GroundMotionColumns], of event: SeismicEvent, at places: GroundMotionStretch)
}

extension GroundMotionModel {
    public var remarks: [Phrase] { [] }

    /// What to tell the reader when an event lies outside the data behind the model; empty when it does not.
    public func rangeWarnings(
        _ event: SeismicEvent, farthestKilometres: Double, vs30MetresPerSecond: ClosedRange<Double>
    ) -> [Phrase] {
        let range = range(event.mechanism)
        var warnings: [Phrase] = []
        if !range.magnitudes.contains(event.magnitude) {
            warnings.append(
                Phrase(
                    "Magnitude \(event.magnitude, 1) lies outside the range of the ground-motion model (\(range.magnitudes.lowerBound, 1) to \(range.magnitudes.upperBound, 1) for this mechanism).",
                    nl: "Magnitude \(event.magnitude, 1) ligt buiten het bereik van het schokmodel (\(range.magnitudes.lowerBound, 1) tot \(range.magnitudes.upperBound, 1) voor dit type beving)."))
        }
        if farthestKilometres > range.farthestKilometres {
            warnings.append(
                Phrase(
                    "Places lie up to \(farthestKilometres, 0) km from the earthquake; the ground-motion model is made for \(range.farthestKilometres, 0) km at most.",
                    nl: "Er liggen plaatsen tot \(farthestKilometres, 0) km van de beving; het schokmodel is gemaakt voor hoogstens \(range.farthestKilometres, 0) km."))
        }
        if let vs30 = range.vs30 {
            let outside = [vs30MetresPerSecond.lowerBound, vs30MetresPerSecond.upperBound].filter { !vs30.contains($0) }
            for value in Set(outside).sorted() {
                warnings.append(
                    Phrase(
                        "Vs30 = \(value, 0) m/s lies outside the range of the ground-motion model (\(vs30.lowerBound, 0) to \(vs30.upperBound, 0) m/s).",
                        nl: "Vs30 = \(value, 0) m/s ligt buiten het bereik van het schokmodel (\(vs30.lowerBound, 0) tot \(vs30.upperBound, 0) m/s)."))
            }
        }
        return warnings
    }
}
