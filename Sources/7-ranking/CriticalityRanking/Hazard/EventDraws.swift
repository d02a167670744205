public import DamageModel

/// What an event does to the assets, draw by draw.
public struct EventDraws: Sendable {
    /// Draws 0 ..< count may be asked for; 1 for an event without chance.
    public let count: Int
    /// Whether draws differ from one another.
    public let isRandom: Bool
    /// What further random numbers are keyed by.
    public let seed: UInt64
    /// The disturbances of one draw, sorted by asset, then time.
    public let disturbances: @Sendable (Int) -> [Disturbance]
    /// The same with repairs that end when limited crews end them.
    let repaired: @Sendable (Int) -> [Disturbance]

    /// - Parameter repaired: nil where every repair starts at once.
    public init(
        count: Int, isRandom: Bool, seed: UInt64, repaired: (@Sendable (Int) -> [Disturbance])? = nil,
        disturbances: @escaping @Sendable (Int) -> [Disturbance]
    ) {
        self.count = count
        self.isRandom = isRandom
        self.seed = seed
        self.disturbances = disturbances
        self.repaired = repaired ?? disturbances
    }

    /// One course of events, without chance.
    public init(single disturbances: [Disturbance], repaired: [Disturbance]? = nil) {
        let ended = repaired ?? disturbances
        self.init(count: 1, isRandom: false, seed: 0, repaired: { _ in ended }) { _ in disturbances }
    }
}
