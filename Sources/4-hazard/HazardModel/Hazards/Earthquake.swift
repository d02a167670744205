import Diagnostics
import Geometry
import Glibc
import MarkupReading
import NetworkModel

/// `<earthquake>`: one earthquake, by magnitude and place, and the shaking it causes.
///
/// Below magnitude 5 with no size stated, and when no strike is given, the rupture is a point under the epicentre;
/// otherwise it is a rectangle through the hypocentre, of median size unless its size is stated.
public struct Earthquake: Hazard {
    public static let element = "earthquake"
    public static let summary =
        "shaking by magnitude, x and y (or lon and lat) or a quakeml file, depthKm, mechanism (strikeSlip, normal, reverse, "
        + "unspecified), strike, dip, lengthKm, widthKm, siteClass (A to E, EC8-A to EC8-D), vs30 or vs30Grid, model ("
        + GroundMotionModels.all.map(\.key).joined(separator: ", ") + "), correlation ("
        + SpatialCorrelation.allCases.map(\.rawValue).joined(separator: ", ") + "), liquefaction ("
        + GroundFailure.Susceptibility.allCases.map(\.rawValue).joined(separator: ", ")
        + ") or liquefactionGrid, groundwaterDepth"

    /// From this magnitude on the size of the rupture matters.
    static let finiteMagnitude = 5.0
    /// Induced earthquakes begin in the gas reservoir, some 3 km down; assumed where a model needs a depth.
    static let assumedDepthKilometres = 3.0

    public let inputFiles: [String]
    /// The event's own file, when the scenario names one.
    let source: QuakeMLEvent?
    let event: SeismicEvent
    let place: Place
    let depthKilometres: Double?
    let strikeDegrees: Double?
    let dipDegrees: Double?
    let statedLengthKilometres: Double?
    let statedWidthKilometres: Double?
    let site: Site
    let position: SourcePosition
    let groundMotion: any GroundMotionModel
    /// Whether the scenario names the model itself.
    let isModelStated: Bool
    let correlation: SpatialCorrelation
    /// nil: left out.
    let liquefaction: Liquefaction?

    var magnitude: Double { event.magnitude }
    var mechanism: FaultMechanism { event.mechanism }

    public init(_ written: MarkupElement, folder: InputFolder) throws {
        source = try QuakeMLEvent.named(by: written, folder: folder)
        let element = source?.completing(written) ?? written
        try element.refuseUnknown(attributes: [
            "magnitude", "x", "y", "lon", "lat", "depthKm", "mechanism", "strike", "dip", "lengthKm", "widthKm",
            "siteClass", "vs30", "vs30Grid", "crs", "model", SpatialCorrelation.attribute,
        ] + Liquefaction.attributes)
        position = element.position
        event = SeismicEvent(
            magnitude: try element.requiredNumber("magnitude", in: 2...9.5),
            mechanism: try element.word("mechanism", FaultMechanism.self) ?? .unspecified)
        groundMotion = try GroundMotionModels.named(element.attributes["model"], at: element.position)
        isModelStated = element.attributes["model"] != nil
        correlation = try SpatialCorrelation(element)
        depthKilometres = try element.number(
            "depthKm", in: (groundMotion.distance == .hypocentral ? 1 : 0)...700, unit: "km")
        strikeDegrees = try element.number("strike", in: 0...360, unit: "degrees")
        dipDegrees = try element.number("dip", in: 5...90, unit: "degrees")
        statedLengthKilometres = try element.number("lengthKm", in: 0...2000, unit: "km")
        statedWidthKilometres = try element.number("widthKm", in: 0...500, unit: "km")
        if strikeDegrees == nil, statedLengthKilometres != nil || statedWidthKilometres != nil {
            throw InputError(
                "attribute-missing", at: element.position, "<earthquake> has the size of its rupture but no strike",
                remedy: "add strike, in degrees clockwise from north, or leave lengthKm and widthKm out")
        }
        guard let place = try element.place(x: "x", y: "y") else {
            throw InputError(
                "attribute-missing", at: element.position, "<earthquake> has no epicentre",
                remedy: "add x and y in metres of the model, or lon and lat in degrees")
        }
        self.place = place
        site = try Site.read(element, folder: folder)
        liquefaction = try Liquefaction(element, folder: folder)
        inputFiles = [source?.path, site.gridFile, liquefaction?.gridFile].compactMap { $0 }
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        let epicentre = try place.inPlane(ofEPSG: model.epsg)
        let plane = rupture(at: epicentre, epsg: model.epsg)
        let ground = try site.vs30(on: model)
        let sites = GroundMotionSites(
            distanceKilometres: model.position.map { distanceKilometres(to: $0, epicentre, plane) },
            vs30MetresPerSecond: ground.metresPerSecond)
        var field = HazardField(title: title, method: method, median: [:])
        for (measure, motion) in groundMotion.shaking(groundMotion.measures, of: event, at: sites) {
            field.median[measure] = motion.median
            field.withinEventSigma[measure] = motion.withinEventSigma
            field.betweenEventSigma[measure] = Array(repeating: motion.betweenEventSigma, count: sites.count)
            field.correlationRangeKilometres[measure] = correlation.rangeKilometres(measure)
        }
        field.groundFailure = try liquefaction?.failure(on: model, magnitude: magnitude)
        field.epicentre = epicentre
        field.rings = rings(around: plane)
        let distances = sites.distanceKilometres
        field.warnings = warnings(
            farthestKilometres: distances.max() ?? 0, nearestKilometres: distances.min() ?? 0,
            vs30: ground.range) + ground.warnings
        field.citations =
            ([groundMotion.citation] + (isFinite && !isSizeStated ? [RuptureScaling.citation] : [])
            + (correlation == .none ? [] : [SpatialCorrelation.citation])
            + (liquefaction == nil ? [] : [GroundFailure.citation])).map { Phrase(data: $0) }
        field.method += source?.sentences ?? []
        field.warnings += source?.warnings ?? []
        return field
    }

    /// The distance that the model counts by.
    func distanceKilometres(to p: Point, _ epicentre: Point, _ plane: FaultPlane) -> Double {
        switch groundMotion.distance {
        case .joynerBoore: return plane.rjb(to: p) / 1000
        case .hypocentral: return hypot(p.distance(to: epicentre) / 1000, hypocentreKilometres)
        }
    }

    /// The depth, stated or assumed.
    var hypocentreKilometres: Double { depthKilometres ?? Self.assumedDepthKilometres }

    private var title: Phrase {
        Phrase("Earthquake: magnitude \(magnitude, 1)", nl: "Aardbeving: magnitude \(magnitude, 1)")
    }
}
