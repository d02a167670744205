import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// `<depthGrid>`: depths in metres that another program has computed, on a grid.
public struct DepthGrid: Hazard {
    public static let element = "depthGrid"
    public static let summary =
        "water depths in metres on a grid from another program: file, arrival, recession (hours after onset)"

    /// Deeper water than this is doubted: the grid may be in feet, centimetres or heights of the surface.
    static let doubtfulDepthMetres: Float = 20

    public let inputFiles: [String]
    let depths: Raster
    let hours: FloodHours
    let position: SourcePosition
    private let negativeCount: Int

    public init(_ element: MarkupElement, folder: String) throws {
        try element.refuseUnknown(attributes: ["file", "arrival", "recession"])
        position = element.position
        hours = try element.floodHours()
        let (path, raster) = try element.grid(named: "file", folder: folder)
        inputFiles = [path]
        negativeCount = raster.values.count { $0 < 0 }
        depths = negativeCount == 0 ? raster : Raster(like: raster, values: raster.values.map { $0 < 0 ? 0 : $0 })
    }

    public func field(on model: CityModel) throws -> HazardField {
        try depths.requireOverlap(with: model, "the depth grid", at: position)
        let name = inputFiles[0].split(separator: "/").last.map(String.init) ?? inputFiles[0]
        let deepest = depths.range?.upperBound ?? 0
        var field = HazardField(title: "Flood: depths from \(name)", method: [], median: [:])
        let result = DepthSampling(depths: depths, arrival: nil, isUnknownDry: true).sample(model, hours: hours)
        result.fill(&field)
        field.footprint = depths
        field.method = [
            "Depths in metres were read from \(name) on cells of \(decimal(depths.cellSizeMetres, 1)) m; cells without "
                + "data count as dry. \(decimal(depths.wetHectares, 1)) ha are under water, "
                + "\(decimal(Double(deepest), 2)) m at the deepest.",
            hours.sentence,
            "Bridges stay dry unless they have a flood threshold of their own; tunnels flood by their mouths.",
        ]
        field.warnings = result.warnings(grid: "the depth grid")
        if deepest > Self.doubtfulDepthMetres {
            field.warnings.append(
                "The deepest water in \(name) is \(decimal(Double(deepest), 1)) m: check that the grid holds depths in "
                    + "metres, not feet, centimetres or heights of the water surface.")
        }
        if deepest == 0 { field.warnings.append("No cell of \(name) is under water.") }
        if negativeCount > 0 {
            field.warnings.append("\(negativeCount) cells of \(name) have depths below 0 and are taken as dry.")
        }
        field.citations = ["Water depths: \(name)"]
        return field
    }
}
