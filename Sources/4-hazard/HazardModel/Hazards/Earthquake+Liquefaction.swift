import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

extension Earthquake {
    /// How readily the ground liquefies, as a scenario states it.
    struct Liquefaction: Sendable {
        /// Where the grid does not know better.
        var ground: GroundFailure.Susceptibility
        var grid: Raster?
        var gridFile: String?
        var groundwaterMetres: Double?

        /// nil when an element says nothing about it.
        init?(_ element: MarkupElement, folder: String) throws {
            let stated = try element.word("liquefaction", GroundFailure.Susceptibility.self)
            groundwaterMetres = try element.number("groundwaterDepth", in: 0...100, unit: "m")
            ground = stated ?? .none
            guard element.attributes["liquefactionGrid"] != nil else {
                if stated == nil { return nil }
                return
            }
            let (path, raster) = try element.grid(named: "liquefactionGrid", folder: folder)
            let classes = Float(GroundFailure.Susceptibility.allCases.count)
            guard raster.values.allSatisfy({ $0.isNaN || ($0 >= 0 && $0 < classes && $0 == $0.rounded()) }) else {
                throw InputError(
                    "grid-values", at: element.position, "liquefactionGrid has values that stand for no class",
                    remedy: "use 0 none, 1 very low, 2 low, 3 moderate, 4 high, 5 very high, and NODATA")
            }
            (grid, gridFile) = (raster, path)
        }

        func failure(on model: CityModel, magnitude: Double, at position: SourcePosition) throws -> GroundFailure {
            try grid?.requireOverlap(with: model, "the grid of liquefaction", at: position)
            let classes = GroundFailure.Susceptibility.allCases
            return GroundFailure(
                magnitude: magnitude,
                groundwaterDepthMetres: groundwaterMetres ?? GroundFailure.assumedGroundwaterMetres,
                susceptibility: model.position.map { place in
                    grid?.value(at: place).map { classes[Int($0)] } ?? ground
                })
        }

        /// For the report.
        var sentence: String {
            let depth = groundwaterMetres ?? GroundFailure.assumedGroundwaterMetres
            let file = gridFile.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
            return "Liquefaction follows Hazus, on ground of "
                + (file.map { "the classes in \($0), elsewhere of " } ?? "")
                + "class \(ground.rawValue), with groundwater \(decimal(depth, 1)) m down"
                + "\(groundwaterMetres == nil ? " (assumed)" : ""): in samples the ground of a pipe or road fails by "
                + "chance, each for itself, and then moves by the larger of spreading and settlement."
        }
    }
}
