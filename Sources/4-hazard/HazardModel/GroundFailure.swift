import Diagnostics
import Glibc

/// Liquefaction: where loose wet sand turns liquid, the ground spreads towards free faces and settles.
///
/// Hazus (FEMA: Hazus earthquake model technical manual, ground failure), in the form of OpenQuake's
/// `openquake.sep.liquefaction`, whose tables it reproduces: peak ground accelerations in g, displacements there in
/// inches. Landslides and fault displacement are not part of it.
public struct GroundFailure: Sendable {
    /// How readily the ground liquefies, from geological maps; numbers stand for classes in grids.
    public enum Susceptibility: String, CaseIterable, Sendable {
        case none, veryLow, low, moderate, high, veryHigh

        var words: Phrase {
            switch self {
            case .none: Phrase("none", nl: "geen")
            case .veryLow: Phrase("very low", nl: "zeer laag")
            case .low: Phrase("low", nl: "laag")
            case .moderate: Phrase("moderate", nl: "matig")
            case .high: Phrase("high", nl: "hoog")
            case .veryHigh: Phrase("very high", nl: "zeer hoog")
            }
        }
    }
    static let citation =
        "FEMA: Hazus earthquake model technical manual, ground failure: liquefaction, lateral spreading and settlement"
    /// Hazus takes 5 feet when the depth of the groundwater is not known.
    static let assumedGroundwaterMetres = 1.524

    public var magnitude: Double
    public var groundwaterDepthMetres: Double
    /// One per asset.
    public var susceptibility: [Susceptibility]

    public init(magnitude: Double, groundwaterDepthMetres: Double, susceptibility: [Susceptibility]) {
        self.magnitude = magnitude
        self.groundwaterDepthMetres = groundwaterDepthMetres
        self.susceptibility = susceptibility
    }

    private static let metresPerInch = 0.0254, metresPerFoot = 0.3048

    /// Probability that the ground at a place has failed, at a peak ground acceleration in g.
    public func probability(_ ground: Susceptibility, pga: Double) -> Double {
        guard let row = Row(ground), pga > 0 else { return 0 }
        let m = magnitude
        let shorterShaking = 0.0027 * m * m * m - 0.0267 * m * m - 0.2055 * m + 2.9188
        let groundwater = 0.022 * groundwaterDepthMetres / Self.metresPerFoot + 0.93
        let conditional = min(1, max(0, row.slope * pga - row.offset))
        // The cubic falls below 0 for no magnitude up to 9.5.
        return min(1, conditional * row.mapShare / (shorterShaking * groundwater))
    }

    /// Permanent displacement of ground that has failed, metres: the larger of spreading and settlement.
    public func displacementMetres(_ ground: Susceptibility, pga: Double) -> Double {
        max(lateralSpreadMetres(ground, pga: pga), settlementMetres(ground))
    }

    public func lateralSpreadMetres(_ ground: Susceptibility, pga: Double) -> Double {
        guard let row = Row(ground) else { return 0 }
        let ratio = pga / row.threshold, m = magnitude
        let inches =
            switch ratio {
            case ...1: 0.0
            case ...2: 12 * ratio - 12
            case ...3: 18 * ratio - 24
            default: 70 * ratio - 180
            }
        let longerShaking = 0.0086 * m * m * m - 0.0914 * m * m + 0.4698 * m - 0.9835
        return max(0, inches * longerShaking) * Self.metresPerInch
    }

    public func settlementMetres(_ ground: Susceptibility) -> Double {
        (Row(ground)?.settlementInches ?? 0) * Self.metresPerInch
    }

    /// One class of ground: threshold of acceleration (g), probability = slope · PGA − offset, the share of a mapped
    /// area that can liquefy at all, settlement (inches).
    private struct Row {
        var threshold, slope, offset, mapShare, settlementInches: Double

        init?(_ ground: Susceptibility) {
            let row: (Double, Double, Double, Double, Double)
            switch ground {
            case .none: return nil
            case .veryLow: row = (0.26, 4.16, 1.08, 0.02, 0)
            case .low: row = (0.21, 5.57, 1.18, 0.05, 1)
            case .moderate: row = (0.15, 6.67, 1.00, 0.10, 2)
            case .high: row = (0.12, 7.67, 0.92, 0.20, 6)
            case .veryHigh: row = (0.09, 9.09, 0.82, 0.25, 12)
            }
            (threshold, slope, offset, mapShare, settlementInches) = row
        }
    }
}
