/// How badly an asset is damaged (HAZUS damage states).
public enum DamageState: UInt8, Sendable, CaseIterable, Comparable, BitwiseCopyable {
    case none, slight, moderate, extensive, complete
    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    public var name: String {
        switch self {
        case .none: "none"
        case .slight: "slight"
        case .moderate: "moderate"
        case .extensive: "extensive"
        case .complete: "complete"
        }
    }
}

/// A stretch of time in which the event itself keeps an asset from working: rules 1 and 2 of when an asset works.
///
/// `untilHours` is when it ends if its repair begins as soon as it may. Where crews are limited, the repair waits for
/// one of them and then takes `crewHours`.
public struct Disturbance: Sendable, Equatable, BitwiseCopyable {
    public enum Cause: UInt8, Sendable, BitwiseCopyable {
        /// Water above its threshold, and the time to dry and inspect it.
        case flooded
        /// Damaged beyond function until its repair is finished.
        case damaged
        /// Put out of service by hand in the scenario.
        case outOfService
        /// Seen not to work, whatever the model says.
        case observed
    }
    /// Asset number in the model.
    public var asset: Int32
    /// Hours after onset; from ≥ 0.
    public var fromHours: Double
    /// Hours after onset; infinite when it does not end.
    public var untilHours: Double
    /// Hours after onset from which it can be repaired: when it is damaged, or when the water has gone.
    public var repairFromHours: Double
    /// Hours that one crew works on it; 0 when it ends without repair, infinite when it is not repaired at all.
    public var crewHours: Double
    public var cause: Cause
    public var state: DamageState
    /// The intensity that did it: metres of water or g; 0 for out of service and observed.
    public var intensity: Double

    /// A stretch that ends by itself, at a known hour.
    public init(
        asset: Int32, fromHours: Double, untilHours: Double, cause: Cause, state: DamageState = .none,
        intensity: Double = 0
    ) {
        self.asset = asset
        self.fromHours = fromHours
        self.untilHours = untilHours
        repairFromHours = untilHours
        crewHours = 0
        self.cause = cause
        self.state = state
        self.intensity = intensity
    }

    /// A stretch that a repair ends.
    public init(
        asset: Int32, fromHours: Double, repairFromHours: Double, crewHours: Double, cause: Cause,
        state: DamageState = .none, intensity: Double = 0
    ) {
        self.init(
            asset: asset, fromHours: fromHours, untilHours: repairFromHours + crewHours, cause: cause, state: state,
            intensity: intensity)
        self.repairFromHours = repairFromHours
        self.crewHours = crewHours
    }
}
