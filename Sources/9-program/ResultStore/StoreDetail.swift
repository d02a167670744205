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

/// What is computed and kept of every scenario of a store.
public struct StoreOptions: Sendable, Equatable {
    public var detail = StoreDetail.places
    /// Whether to follow how fast help comes, hour by hour, which may take longer than all else.
    public var access = true

    public init(detail: StoreDetail = .places, access: Bool = true) {
        self.detail = detail
        self.access = access
    }

    /// As properties of the store, and in the words of `lifeline batch`.
    var properties: [(name: String, value: String)] { [("detail", detail.rawValue), ("access", access ? "yes" : "no")] }
    static func words(_ name: String, _ value: String) -> String {
        name == "detail" ? "with --detail \(value)" : value == "no" ? "with --skip-access" : "without --skip-access"
    }
}
