/// How fast vehicles pass water on a road, and which depth stops them.
public enum WaterOnRoads {
    /// Vehicles whose depth differs; a road's own closing depth stands in the catalogue of fragilities.
    public enum Vehicle: String, CaseIterable, Sendable {
        case car, ambulance, fireAppliance, lorry

        /// Still water in metres at which it no longer passes.
        ///
        /// Car: Pregnolato et al. (2017). Fire appliance: Suffolk Fire and Rescue Service. Ambulance and lorry are
        /// assumed, on the cautious side: no source was found.
        public var closingDepthMetres: Double {
            switch self {
            case .car: 0.3
            case .ambulance: 0.25
            case .fireAppliance: 0.2
            case .lorry: 0.7
            }
        }
        /// Whether the depth has no source and a report must say so.
        public var isAssumed: Bool { self == .ambulance || self == .lorry }
    }

    /// Speed of a car in still water, km/h: 0.0009 w² − 0.5529 w + 86.9448 for w millimetres below 300, never above
    /// the limit, 0 from there.
    ///
    /// Pregnolato, Ford, Wilkinson and Dawson (2017), Transportation Research Part D 55, eq. 1. The parabola rises
    /// again beyond 307 mm, so it ends at 300.
    public static func carSpeed(depthMetres: Double, limit: Double) -> Double {
        let w = max(0, depthMetres) * 1000
        guard w < 300 else { return 0 }
        return min(limit, 0.0009 * w * w - 0.5529 * w + 86.9448)
    }
}
