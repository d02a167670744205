/// How alike the within-event residuals of two places are.
///
/// Jayaram, N., Baker, J. W. (2009): Correlation model for spatially distributed ground-motion intensities. Earthquake
/// Engineering & Structural Dynamics 38(15), 1687-1708, doi:10.1002/eqe.922: ρ(d) = exp(−3 d / b), equations 17 to 19.
public enum SpatialCorrelation: String, CaseIterable, Sendable {
    /// The ground changes little from place to place (Vs30 values cluster): long ranges.
    case similarGround = "jayaram-baker-2009"
    /// The ground varies from place to place: short ranges.
    case variedGround = "jayaram-baker-2009-varied-ground"
    /// Every place for itself.
    case none

    static let citation =
        "Jayaram, N., Baker, J. W. (2009): Correlation model for spatially distributed ground-motion intensities. "
        + "Earthquake Engineering & Structural Dynamics 38(15), 1687-1708, doi:10.1002/eqe.922"

    /// The distance b at which the correlation has fallen to 5 %; nil without correlation, and for what is no shaking.
    ///
    /// Peak ground acceleration counts as a period of 0 s, peak ground velocity as one of 1 s.
    public func rangeKilometres(_ measure: IntensityMeasure) -> Double? {
        let period: Double
        switch measure {
        case .pga: period = 0
        case .sa03: period = 0.3
        case .sa10, .pgv: period = 1
        default: return nil
        }
        switch self {
        case .none: return nil
        case .similarGround: return period < 1 ? 40.7 - 15 * period : 22 + 3.7 * period
        case .variedGround: return period < 1 ? 8.5 + 17.2 * period : 22 + 3.7 * period
        }
    }
}
