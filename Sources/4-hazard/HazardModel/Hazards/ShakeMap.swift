import Diagnostics
import FileReading
import Geometry
import MarkupReading
import NetworkModel

/// `<shakemap>`: the shaking of one earthquake as the ShakeMap system of a seismological service has mapped it.
public struct ShakeMap: Hazard {
    public static let element = "shakemap"
    public static let summary =
        "shaking from a ShakeMap of a past or planned earthquake: grid (grid.xml), uncertainty (uncertainty.xml, for "
        + "samples), correlation, liquefaction or liquefactionGrid (in crs), groundwaterDepth (as for earthquake)"

    /// Measures by the names of their fields.
    static let fields: [(name: String, measure: IntensityMeasure)] = [
        ("PGA", .pga), ("PGV", .pgv), ("PSA03", .sa03), ("PSA10", .sa10),
    ]

    public let inputFiles: [String]
    let map: ShakeMapFile
    let uncertainty: ShakeMapFile?
    let correlation: SpatialCorrelation
    /// nil: left out.
    let liquefaction: Liquefaction?
    let position: SourcePosition

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        try element.refuseUnknown(attributes: ["grid", "uncertainty", "crs", SpatialCorrelation.attribute] + Liquefaction.attributes)
        correlation = try SpatialCorrelation(element)
        position = element.position
        func path(_ name: String) -> String { folder.file(name) }
        let grid = path(try element.required("grid")), other = element.attributes["uncertainty"].map(path)
        let deviations = Set(Self.fields.map { "STD" + $0.name })
        map = try ShakeMapFile(path: grid, wanted: deviations.union(Self.fields.map(\.name)))
        uncertainty = try other.map { try ShakeMapFile(path: $0, wanted: deviations) }
        liquefaction = try Liquefaction(element, folder: folder)
        inputFiles = [grid] + [other, liquefaction?.gridFile].compactMap { $0 }
        if liquefaction != nil, !(2...9.5).contains(map.magnitude ?? 0) || map.grids["PGA"] == nil {
            throw InputError(
                "shakemap-incomplete", at: SourcePosition(file: grid),
                "liquefaction depends on PGA and on a magnitude from 2 to 9.5, and the ShakeMap lacks one of them",
                remedy: "give the magnitude in its <event>, or leave liquefaction out")
        }
        guard Self.fields.contains(where: { map.grids[$0.name] != nil }) else {
            throw InputError(
                "shakemap-incomplete", at: SourcePosition(file: grid),
                "the ShakeMap has none of \(Self.fields.map(\.name).joined(separator: ", "))",
                remedy: "give grid.xml as grid, and uncertainty.xml as uncertainty")
        }
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        let plane = CoordinateSystem(epsg: model.epsg) ?? .local
        func placed(_ raster: Raster) throws -> PlacedGrid {
            do { return try PlacedGrid(raster, in: .wgs84, plane: plane) } catch let error as InputError {
                throw InputError(
                    error.code, at: position, "the ShakeMap: \(error.problem)",
                    remedy: "a ShakeMap is in degrees: the network must have a coordinate system; import it again with --crs")
            }
        }
        var layers = ShakingLayers(), unsure: [String] = []
        for (name, measure) in Self.fields {
            guard let median = map.grids[name] else { continue }
            let own = uncertainty?.grids["STD" + name] ?? map.grids["STD" + name]
            let other = uncertainty?.grids["STDPGA"] ?? map.grids["STDPGA"]
            if own == nil { unsure.append(name) }
            layers.layers[measure] = ShakingLayers.Layer(
                lnMedian: try placed(ShakingLayers.logarithm(median)), sigma: try (own ?? other).map(placed))
        }
        var field = HazardField(title: title, method: [], median: [:])
        let town = model.bounds
        guard let first = layers.layers.values.first, town.isEmpty || first.lnMedian.overlaps(town) else {
            throw InputError(
                "grid-elsewhere", at: position, "the ShakeMap does not overlap the town",
                remedy: "check that it is of the right earthquake, and the network's coordinate system (EPSG:\(model.epsg))")
        }
        let unknownCount = layers.fill(&field, model)
        field.epicentre = map.epicentre.map(first.lnMedian.onPlane)
        field.groundFailure = try liquefaction?.failure(on: model, magnitude: map.magnitude ?? 0)
        field.method = method(layers, unsure)
        if unknownCount > 0 {
            field.warnings.append(
                Phrase(
                    "\(unknownCount) of \(model.assetCount) assets lie outside the ShakeMap or where it has no values, and are taken as not shaken.",
                    nl: "\(unknownCount) van de \(model.assetCount) objecten liggen buiten de ShakeMap of op een plek zonder waarde, en gelden als niet geschud."))
        }
        if layers.layers.values.allSatisfy({ $0.sigma == nil }) {
            field.warnings.append(
                Phrase(
                    "The ShakeMap states no uncertainty: samples vary the damage, not the shaking. Add uncertainty.xml.",
                    nl: "De ShakeMap geeft geen onzekerheid: trekkingen variëren de schade, niet het schudden. Voeg uncertainty.xml toe."))
        }
        field.citations = [Phrase(data: "ShakeMap: \(fileNames), U.S. Geological Survey ShakeMap system, doi:10.5066/F7D21VPQ")]
        if liquefaction != nil { field.citations.append(Phrase(data: GroundFailure.citation)) }
        if layers.layers.values.contains(where: { $0.sigma != nil }) { correlation.fill(&field) }
        return field
    }

    private var fileNames: String {
        inputFiles.filter { $0 != liquefaction?.gridFile }.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.joined(separator: ", ")
    }

    private var title: Phrase {
        let magnitude = map.magnitude.map { Phrase(" of magnitude \($0, 1)", nl: ", magnitude \($0, 1)") } ?? .nothing
        return Phrase("Earthquake: ShakeMap\(magnitude)", nl: "Aardbeving: ShakeMap\(magnitude)")
    }

    private func method(_ layers: ShakingLayers, _ unsure: [String]) -> [Phrase] {
        let names = Self.fields.filter { layers.layers[$0.measure] != nil }.map(\.name).joined(separator: ", ")
        let place = map.description.isEmpty ? "" : " (\(map.description))"
        let event =
            map.isActual ? Phrase("an earthquake", nl: "een aardbeving") : Phrase("a planned earthquake", nl: "een bedachte aardbeving")
        var sentences = [
            Phrase(
                "\(names) were read from a ShakeMap of \(event)\(place) with \(map.rowCount) nodes; between nodes their logarithm is linear. Links are judged at their middle.",
                nl: "\(names) komen uit een ShakeMap van \(event)\(place) met \(map.rowCount) punten; tussen de punten is de logaritme lineair. Verbindingen zijn in hun midden beoordeeld."),
            Phrase(
                "The map holds the ground's effect and, where there were stations, what they recorded: nothing is added for either.",
                nl: "De kaart bevat de invloed van de grond en, waar stations stonden, hun metingen: daar komt niets bij."),
        ] + Liquefaction.sentences(liquefaction)
        if layers.layers.values.contains(where: { $0.sigma != nil }) {
            let origin =
                uncertainty == nil
                ? Phrase("the map", nl: "de kaart") : Phrase("its uncertainty file", nl: "het onzekerheidsbestand")
            let names = unsure.joined(separator: ", ")
            let gap =
                unsure.isEmpty
                ? .nothing
                : Phrase(
                    " It states none for \(names); that of PGA is assumed.",
                    nl: " Voor \(names) staat er geen in; die van PGA is aangenomen.")
            sentences.append(
                Phrase(
                    "In samples the shaking varies from place to place by the standard deviations of \(origin), which do not tell a part common to all places from the rest.\(gap)",
                    nl: "In een trekking verschilt het schudden van plaats tot plaats met de standaardafwijkingen van \(origin), die een deel dat voor alle plaatsen gelijk is niet van de rest onderscheiden.\(gap)"))
        }
        return sentences
    }
}
