import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// `<shakingGrid>`: shaking that another program has computed, one grid for each measure.
public struct ShakingGrid: Hazard {
    public static let element = "shakingGrid"
    public static let summary =
        "shaking on grids (ESRI ASCII, GeoTIFF) from another program: pga, sa03, sa10 (g, or units=\"pctg\"), pgv (cm/s), "
        + "crs, sigma (standard deviation of the natural logarithm, for samples), correlation (as for earthquake)"

    public let inputFiles: [String]
    let grids: [(measure: IntensityMeasure, grid: NamedGrid)]
    let sigma: Double
    let correlation: SpatialCorrelation
    let position: SourcePosition
    private let units: ShakingUnit

    /// Attributes that name a grid, and what it holds.
    static let attributes: [(name: String, measure: IntensityMeasure)] = [
        ("pga", .pga), ("pgv", .pgv), ("sa03", .sa03), ("sa10", .sa10),
    ]

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        try element.refuseUnknown(attributes: Self.attributes.map(\.name) + ["units", "crs", "sigma", SpatialCorrelation.attribute])
        correlation = try SpatialCorrelation(element)
        position = element.position
        sigma = try element.number("sigma", in: 0...3) ?? 0
        units = try ShakingUnit(element)
        var grids: [(IntensityMeasure, NamedGrid)] = []
        for (name, measure) in Self.attributes where element.attributes[name] != nil {
            var grid = try NamedGrid(name, of: element, folder: folder, called: "the grid of \(name)")
            if measure != .pgv {
                let factor = Float(try units.factor(largest: grid.raster.range?.upperBound, of: grid.fileName, at: position))
                grid.map { $0 * factor }
            }
            grids.append((measure, grid))
        }
        guard !grids.isEmpty else {
            throw InputError(
                "attribute-missing", at: element.position, "<shakingGrid> names no grid",
                remedy: "add \(Self.attributes.map { "\($0.name)=\"…\"" }.joined(separator: ", ")), or some of them")
        }
        self.grids = grids
        inputFiles = grids.map(\.1.path)
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        var layers = ShakingLayers()
        for (measure, grid) in grids {
            var grid = grid
            let logarithm = ShakingLayers.logarithm(grid.raster)
            grid.replace(with: logarithm)
            layers.layers[measure] = ShakingLayers.Layer(lnMedian: try grid.placed(on: model), sigma: nil, sameSigma: sigma)
        }
        let names = grids.map(\.grid.fileName).joined(separator: ", ")
        var field = HazardField(title: Phrase("Shaking from \(names)", nl: "Schudden uit \(names)"), method: [], median: [:])
        let unknownCount = layers.fill(&field, model)
        field.method = [
            Phrase(
                "Shaking was read from \(names), accelerations in \(units.name); between the centres of cells its logarithm is linear. Links are judged at their middle.",
                nl: "Het schudden komt uit \(names), versnellingen in \(units.name); tussen de middens van de cellen is de logaritme lineair. Verbindingen zijn in hun midden beoordeeld."),
            ShakingUnit.scatterSentence(sigma),
        ]
        if unknownCount > 0 {
            field.warnings.append(
                Phrase(
                    "\(unknownCount) of \(model.assetCount) assets lie outside the grids or where they have no values, and are taken as not shaken.",
                    nl: "\(unknownCount) van de \(model.assetCount) objecten liggen buiten de rasters of op een plek zonder waarde, en gelden als niet geschud."))
        }
        field.citations = [Phrase("Shaking: \(names)", nl: "Schudden: \(names)")]
        if sigma > 0 { correlation.fill(&field) }
        return field
    }
}

/// The unit of accelerations that another program has written.
struct ShakingUnit: Sendable {
    private enum Unit: String, CaseIterable { case g, pctg }
    private let stated: Unit?
    /// Nobody has recorded as much as this; a larger number is in another unit.
    private static let doubtfulAcceleration: Float = 5

    init(_ element: MarkupElement) throws { stated = try element.word("units", Unit.self) }

    var name: Phrase {
        switch stated {
        case .pctg?: Phrase("percent of g (as stated)", nl: "procenten van g (zoals opgegeven)")
        case .g?: Phrase("g (as stated)", nl: "g (zoals opgegeven)")
        case nil: Phrase("g (assumed)", nl: "g (aangenomen)")
        }
    }

    /// What accelerations are multiplied by to be in g.
    func factor(largest: Float?, of file: String, at position: SourcePosition) throws -> Double {
        if stated == nil, let largest, largest > Self.doubtfulAcceleration {
            throw InputError(
                "grid-units", at: position, "accelerations of up to \(decimal(Double(largest), 1)) in \(file) are too much for g",
                remedy: "add units=\"pctg\" when they are in percent of g; other units have to be converted first")
        }
        return stated == .pctg ? 0.01 : 1
    }

    static func scatterSentence(_ sigma: Double) -> Phrase {
        sigma == 0
            ? Phrase(
                "No scatter of the shaking is stated: samples vary the damage only.",
                nl: "Er is geen spreiding van het schudden opgegeven: trekkingen variëren alleen de schade.")
            : Phrase(
                "In samples the shaking varies from place to place with a standard deviation of \(sigma, 2) of the natural logarithm (as stated).",
                nl: "In een trekking verschilt het schudden van plaats tot plaats met een standaardafwijking van \(sigma, 2) van de natuurlijke logaritme (zoals opgegeven).")
    }
}
