public import NetworkModel

/// A limit of travel time in one layer: a node of it is supplied only when a source is near enough.
///
/// Level of physics `capacity` for roads: travel time on empty roads, with a limit.
public struct TravelLimit: Sendable {
    public let layer: Layer
    public let limitSeconds: Double
    /// Time along each link, counted from 0 (not its asset number); infinite where it cannot be passed.
    public let secondsOfLink: [Double]

    /// - Parameters:
    ///   - limitSeconds: a node exactly this far from a source is supplied.
    ///   - secondsOfLink: what is negative or no number cannot be passed.
    public init(layer: Layer = .road, limitSeconds: Double, secondsOfLink: [Double]) {
        self.layer = layer
        self.limitSeconds = limitSeconds
        self.secondsOfLink = secondsOfLink.map { $0 >= 0 ? $0 : .infinity }
    }
}
