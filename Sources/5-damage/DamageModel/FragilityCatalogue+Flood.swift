import Glibc
public import NetworkModel

// What the catalogue holds about water beside thresholds: force of the current, scour, values.

extension FragilityCatalogue {
    /// When the current tears a building down.
    public struct Collapse: Sendable, Equatable {
        public var id: String
        public var title: String
        /// Position in `sources`; nil for figures that are assumed.
        public var source: Int?
        public var selector: Selector
        /// The slowest current that does it, m/s.
        public var leastMetresPerSecond: Double
        /// It falls in water of `factor` · v^`exponent` + `linear` · v + `constant` metres or more, v in m/s.
        public var factor, exponent, linear, constant: Double
        /// Faster water counts as this fast in the formula: where a fitted curve would turn upwards again.
        public var upToMetresPerSecond = Double.infinity
        /// A depth that tears it down whatever the speed, metres.
        public var depthAloneMetres = Double.infinity

        public func happens(depthMetres: Double, metresPerSecond: Double) -> Bool {
            if depthMetres > depthAloneMetres { return true }
            guard depthMetres > 0, metresPerSecond >= leastMetresPerSecond else { return false }
            return depthMetres + FloodDamage.tolerance >= self.depthMetres(at: metresPerSecond)
        }

        /// Metres of water that do it at a speed.
        public func depthMetres(at metresPerSecond: Double) -> Double {
            let v = min(metresPerSecond, upToMetresPerSecond)
            return factor * pow(v, exponent) + linear * v + constant
        }
    }

    /// What a flood of some return period washes away at a bridge.
    public struct Scour: Sendable, Equatable {
        public var id: String
        public var title: String
        /// Position in `sources`; nil for shares that are assumed.
        public var source: Int?
        public var selector: Selector
        /// Rising return periods, years, and the share of the replacement value lost at each; straight lines between.
        public var years: [Double]
        public var ratios: [Double]
        public func ratio(years: Double) -> Double { Fragility.interpolate(self.years, ratios, at: years) }
    }

    /// What it costs to replace an asset that does not state its own `replacementValue`.
    public struct UnitValue: Sendable, Equatable {
        public enum Per: String, Sendable, CaseIterable {
            /// A whole asset; a metre of a link; a square metre of floor, which is the footprint times the storeys.
            case asset, metre, squareMetre
        }
        public var id: String
        /// Position in `sources`; nil for values that are assumed.
        public var source: Int?
        public var selector: Selector
        public var euros: Double
        public var per: Per

        /// Euros for an asset; nil where the data does not give what it is counted by.
        public func euros(of asset: Int, in model: CityModel) -> Double? {
            switch per {
            case .asset: euros
            case .metre: model.links.contains(asset) ? euros * model.lengthMetres(ofLink: asset) : nil
            case .squareMetre:
                model.value(.footprintArea, of: asset).map { euros * $0 * (model.value(.storeys, of: asset) ?? 1) }
            }
        }
    }
}
