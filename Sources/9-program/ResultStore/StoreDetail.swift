/// How much of each scenario is kept.
public enum StoreDetail: String, Sendable, CaseIterable {
    /// Sums, curves, measures, hospitals and other vulnerable places, and where losses begin.
    case totals
    /// And every facility and asset that fails.
    case places
    /// And what the event does to every asset, whether it fails or not.
    case intensities

    var keepsPlaces: Bool { self != .totals }
}
