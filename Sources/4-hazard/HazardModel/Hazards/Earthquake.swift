import Diagnostics
import Geometry
import Glibc
import MarkupReading
import NetworkModel

/// `<earthquake>`: one earthquake, by magnitude and place, and the shaking it causes.
///
/// Below magnitude 5, and when no strike is given, the distance of a place is that to the epicentre; otherwise that to
/// the ground above a rupture of median size through the hypocentre.
public struct Earthquake: Hazard {
    public static let element = "earthquake"
    public static let summary =
        "shaking by magnitude, x and y (or lon and lat) or a quakeml file, depthKm, mechanism (strikeSlip, normal, reverse, "
        + "unspecified), strike, dip, siteClass (A to E, EC8-A to EC8-D) or vs30"

    /// From this magnitude on the size of the rupture matters.
    static let finiteMagnitude = 5.0

    public let inputFiles: [String]
    /// The event's own file, when the scenario names one.
    let event: QuakeMLEvent?
    let magnitude: Double
    let place: Place
    let depthKilometres: Double?
    let mechanism: FaultMechanism
    let strikeDegrees: Double?
    let dipDegrees: Double?
    let site: Site
    let position: SourcePosition
    /// The relation used; one so far.
    let groundMotion: any GroundMotionModel = BooreEtAl2014()

    public init(_ written: MarkupElement, folder: String) throws {
        event = try QuakeMLEvent.named(by: written, folder: folder)
        let element = event?.completing(written) ?? written
        inputFiles = event.map { [$0.path] } ?? []
        try element.refuseUnknown(attributes: [
            "magnitude", "x", "y", "lon", "lat", "depthKm", "mechanism", "strike", "dip", "siteClass", "vs30",
        ])
        position = element.position
        magnitude = try element.requiredNumber("magnitude", in: 2...9.5)
        depthKilometres = try element.number("depthKm", in: 0...700, unit: "km")
        strikeDegrees = try element.number("strike", in: 0...360, unit: "degrees")
        dipDegrees = try element.number("dip", in: 5...90, unit: "degrees")
        let word = element.attributes["mechanism"] ?? "unspecified"
        guard let mechanism = FaultMechanism(rawValue: word) else {
            throw InputError(
                "mechanism-unknown", at: element.position, "mechanism=\"\(word)\" is not known",
                remedy: "use \(FaultMechanism.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        self.mechanism = mechanism
        guard let place = try element.place(x: "x", y: "y") else {
            throw InputError(
                "attribute-missing", at: element.position, "<earthquake> has no epicentre",
                remedy: "add x and y in metres of the model, or lon and lat in degrees")
        }
        self.place = place
        site = try Site.read(element)
    }

    public func field(on model: CityModel) throws -> HazardField {
        let epicentre = try place.inPlane(ofEPSG: model.epsg)
        let plane = rupture(at: epicentre, epsg: model.epsg)
        let rjb = model.position.map { plane.rjb(to: $0) / 1000 }
        var field = HazardField(title: title, method: method, median: [:])
        for measure in IntensityMeasure.allCases {
            guard let motion = shaking(measure, rjb) else { continue }
            field.median[measure] = motion.median
            field.withinEventSigma[measure] = motion.withinEventSigma
            field.betweenEventSigma[measure] = Array(repeating: motion.betweenEventSigma, count: rjb.count)
        }
        field.epicentre = epicentre
        field.rings = rings(around: plane)
        field.warnings = warnings(farthestKilometres: rjb.max() ?? 0, nearestKilometres: rjb.min() ?? 0)
        field.method += event?.sentences ?? []
        field.warnings += event?.warnings ?? []
        field.citations = [groundMotion.citation] + (isFinite ? [RuptureScaling.citation] : [])
        return field
    }

    func shaking(_ measure: IntensityMeasure, _ rjbKilometres: [Double]) -> GroundMotion? {
        groundMotion.shaking(
            measure, magnitude: magnitude, mechanism: mechanism, rjbKilometres: rjbKilometres,
            vs30MetresPerSecond: site.vs30MetresPerSecond)
    }

    private var title: String { "Earthquake: magnitude \(decimal(magnitude, 1))" }
}
