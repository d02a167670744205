public import Diagnostics
import Glibc

/// Dost, Van Eck & Haak 2004: small earthquakes induced by gas production in the Netherlands, with hypocentral
/// distance; and its adaptation to larger magnitudes for the Groningen field by Bommer in 2013.
///
/// Neither has a site term: both describe the soft ground on which they were recorded. Common logarithms;
/// accelerations in m/s². The coefficients are those that OpenQuake 3.26 uses, which it marks as not verified
/// against a published table.
public struct DostEtAl2004: GroundMotionModel {
    public enum Version: Sendable { case original, bommer2013 }
    let version: Version

    public var key: String { version == .original ? "dost-2004" : "bommer-2013" }
    public var name: String {
        version == .original
            ? "Dost, Van Eck and Haak (2004)"
            : "Dost, Van Eck and Haak (2004) as adapted by Bommer (2013) for Groningen"
    }
    public let citation =
        "Dost, B., Van Eck, T., Haak, H. (2004): Scaling of peak ground acceleration and peak ground velocity recorded "
        + "in the Netherlands. Bollettino di Geofisica Teorica ed Applicata 45(3), 153-168"
    public let distance = DistanceMeasure.hypocentral
    public let measures: [IntensityMeasure] = [.pga, .pgv]
    public var remarks: [Phrase] {
        [
            Phrase(
                "This ground-motion model has no site term: it describes the soft ground of the northern Netherlands on which it was recorded, whatever Vs30 is stated.",
                nl: "Dit schokmodel heeft geen grondterm: het beschrijft de slappe grond van Noord-Nederland waar het is gemeten, welke Vs30 ook is opgegeven."),
            version == .original
                ? Phrase(
                    "It gives only the total scatter, which is split as in Bommer's adaptation: within events twice as much as between them.",
                    nl: "Het geeft alleen de totale spreiding. Die is verdeeld als in de aanpassing van Bommer: binnen een beving twee keer zo veel als tussen bevingen.")
                : Phrase(
                    "The models in use for the Groningen field since (V5 and later, with its own site zones) are not included.",
                    nl: "De modellen die sindsdien voor het Groningenveld gelden (V5 en later, met eigen grondzones) zijn niet opgenomen."),
        ]
    }

    public init(_ version: Version = .original) { self.version = version }

    /// Not stated with the coefficients: the sizes of induced earthquakes in the Netherlands, with room for the largest
    /// that are thought possible in the adaptation.
    public func range(_ mechanism: FaultMechanism) -> GroundMotionRange {
        GroundMotionRange(
            magnitudes: 2.0...(version == .original ? 4.0 : 5.0), farthestKilometres: 30, vs30: nil)
    }

    public func betweenEventSigma(_ measure: IntensityMeasure, of event: SeismicEvent) -> Double {
        (version == .original ? Self.totalScatter * 0.2.squareRoot() : 0.1476) * Self.ln10
    }

    public func fill(_ columns: [GroundMotionColumns], of event: SeismicEvent, at places: GroundMotionStretch) {
        let φ = (version == .original ? Self.totalScatter * 0.8.squareRoot() : 0.2952) * Self.ln10
        for column in columns {
            guard let k = Self.coefficients[version]?[column.measure] else { continue }
            let eventTerm = k.eventTerm(event.magnitude)
            for i in 0..<places.count {
                let r = places.distanceKilometres[i]
                column.median[i] = exp(eventTerm + Self.c2 * Self.ln10 * r + Self.c3 * log(r))
                column.withinEventSigma[i] = φ
            }
        }
    }

    private static let ln10 = log(10.0)
    /// Common logarithms; c2 per km.
    private static let totalScatter = 0.33, c2 = -0.00139, c3 = -1.33

    private struct Coefficients {
        var c0, c1, quadratic: Double
        /// What the value in m/s² or cm/s is divided by.
        var unit: Double
        func eventTerm(_ m: Double) -> Double {
            (c0 + c1 * m + quadratic * (m - 4.5) * (m - 4.5)) * ln10 - log(unit)
        }
    }

    private static let coefficients: [Version: [IntensityMeasure: Coefficients]] = [
        .original: [
            .pga: Coefficients(c0: -1.41, c1: 0.57, quadratic: 0, unit: 9.80665),
            .pgv: Coefficients(c0: -1.53, c1: 0.74, quadratic: 0, unit: 1),
        ],
        .bommer2013: [
            .pga: Coefficients(c0: -1.609, c1: 0.614, quadratic: -0.1116, unit: 9.80665),
            .pgv: Coefficients(c0: -1.3972, c1: 0.7105, quadratic: -0.0829, unit: 1),
        ],
    ]
}
