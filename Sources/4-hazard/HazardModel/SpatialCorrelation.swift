import Diagnostics
import MarkupReading

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

    static let attribute = "correlation"

    /// As the attribute of a hazard states it; ground that changes little when it states none.
    init(_ element: MarkupElement) throws {
        self = try element.word(Self.attribute, SpatialCorrelation.self) ?? .similarGround
    }

    /// How neighbouring places vary in samples, for the report.
    func sentence(_ measures: [IntensityMeasure]) -> Phrase {
        guard self != .none else {
            return Phrase(
                "In samples every place has its own chance, whatever its neighbours have (as the scenario asks): the spread of losses that add up over the town is underestimated.",
                nl: "In een trekking heeft elke plaats haar eigen toeval, los van de buren (zoals het scenario vraagt): de spreiding van verliezen die over de stad optellen, is daardoor onderschat.")
        }
        let ranges = measures.compactMap { measure in
            rangeKilometres(measure).map { Phrase("\($0, 1) km (\(measure.inWords))", nl: "\($0, 1) km (\(measure.inWords))") }
        }.inOneSentence
        let ground =
            self == .similarGround
            ? Phrase("changes little", nl: "weinig verandert") : Phrase("varies much", nl: "sterk verschilt")
        return Phrase(
            "In samples neighbouring places are shaken alike after Jayaram and Baker (2009), for ground that \(ground) from place to place: the correlation falls to 5% over \(ranges). The measures of one place come from the same draws, which makes them nearly fully correlated (assumed).",
            nl: "In een trekking schudden plaatsen dicht bij elkaar ongeveer even hard, volgens Jayaram en Baker (2009), voor grond die van plaats tot plaats \(ground): de samenhang daalt tot 5% over \(ranges). De maten van één plaats komen uit dezelfde trekking en hangen daardoor bijna volledig samen (aangenomen).")
    }

    /// Notes it in a field that has scatter.
    func fill(_ field: inout HazardField) {
        for (measure, sigma) in field.withinEventSigma where sigma.contains(where: { $0 > 0 }) {
            field.correlationRangeKilometres[measure] = rangeKilometres(measure)
        }
        guard !field.correlationRangeKilometres.isEmpty || self == .none else { return }
        field.method.append(sentence(IntensityMeasure.shaking.filter { field.correlationRangeKilometres[$0] != nil }))
        if self != .none { field.citations.append(Phrase(data: Self.citation)) }
    }
}
