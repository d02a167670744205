import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// How readily the ground liquefies, as a scenario states it.
struct Liquefaction: Sendable {
    static let attributes = ["liquefaction", "liquefactionGrid", "groundwaterDepth"]
    /// Where the grid does not know better.
    var ground: GroundFailure.Susceptibility
    var grid: NamedGrid?
    var gridFile: String? { grid?.path }
    var groundwaterMetres: Double?

    /// nil when an element says nothing about it.
    init?(_ element: MarkupElement, folder: InputFolder) throws {
        let stated = try element.word("liquefaction", GroundFailure.Susceptibility.self)
        groundwaterMetres = try element.number("groundwaterDepth", in: 0...100, unit: "m")
        ground = stated ?? .none
        guard element.attributes["liquefactionGrid"] != nil else {
            if stated == nil { return nil }
            return
        }
        let named = try NamedGrid("liquefactionGrid", of: element, folder: folder, called: "the grid of liquefaction")
        let classes = Float(GroundFailure.Susceptibility.allCases.count)
        guard named.raster.values.allSatisfy({ $0.isNaN || ($0 >= 0 && $0 < classes && $0 == $0.rounded()) }) else {
            throw InputError(
                "grid-values", at: element.position, "liquefactionGrid has values that stand for no class",
                remedy: "use 0 none, 1 very low, 2 low, 3 moderate, 4 high, 5 very high, and NODATA")
        }
        grid = named
    }

    func failure(on model: CityModel, magnitude: Double) throws -> GroundFailure {
        let placed = try grid?.placed(on: model)
        let classes = GroundFailure.Susceptibility.allCases
        return GroundFailure(
            magnitude: magnitude,
            groundwaterDepthMetres: groundwaterMetres ?? GroundFailure.assumedGroundwaterMetres,
            susceptibility: model.position.map { place in
                let value = placed.flatMap { grid in grid.index(of: place).map { grid.raster.values[$0] } } ?? .nan
                return value.isNaN ? ground : classes[Int(value)]
            })
    }

    /// For the report: what is computed, and what is left out.
    static func sentences(_ liquefaction: Liquefaction?) -> [Phrase] {
        guard let liquefaction else {
            return [
                Phrase(
                    "Liquefaction, landslides and fault displacement are left out.",
                    nl: "Verweking, aardverschuivingen en verplaatsing langs de breuk zijn niet meegerekend.")
            ]
        }
        return [
            liquefaction.sentence,
            Phrase(
                "Landslides and fault displacement are left out.",
                nl: "Aardverschuivingen en verplaatsing langs de breuk zijn niet meegerekend."),
        ]
    }

    private var sentence: Phrase {
        let depth = groundwaterMetres ?? GroundFailure.assumedGroundwaterMetres
        let file = grid.map { Phrase("the classes in \($0.fileName), elsewhere of ", nl: "de klassen in \($0.fileName), elders van ") } ?? .nothing
        let assumed = Phrase.assumed(groundwaterMetres == nil)
        return Phrase(
            "Liquefaction follows Hazus, on ground of \(file)class \(ground.words), with groundwater \(depth, 1) m down\(assumed): in samples the ground of each asset fails by chance, each for itself, and then moves by the larger of spreading and settlement.",
            nl: "Verweking is berekend volgens Hazus, voor grond van \(file)de klasse \(ground.words), met grondwater op \(depth, 1) m diepte\(assumed): in een trekking verweekt de grond onder elk object apart, bij toeval, en verschuift dan met de grootste van zijwaartse verplaatsing en zetting.")
    }
}
