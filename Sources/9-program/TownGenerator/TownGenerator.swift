import Geometry
import NetworkModel

/// Makes fictional river towns of any size, for trying things out and for benchmarks.
///
/// A town lies on both banks of a diked river, with a low quarter behind the southern dike; it has streets with
/// bridges and gateways, 10 kV rings behind a grid connection, waterworks that need power, a tower, buildings and
/// institutions that need all of it. All places, names and people are invented.
public enum TownGenerator {
    /// The town that the options describe; the same options give the same town.
    /// - Complexity: O(n log n) in the number of road nodes, O(n) memory; tried with 1,000,000.
    public static func town(_ options: TownOptions) -> Town {
        let draws = Draws(seed: options.seed)
        let cell = cellSizeMetres(roadNodes: options.roadNodes)
        let streets = StreetPlan(count: options.roadNodes, cellSizeMetres: cell, draws: draws)
        var plots = Plots(streets)
        let facilities = FacilityPlan(options, plots: &plots, draws: draws)
        let water = WaterPlan(options, plots: &plots, draws: draws)
        // Substations need their blocks before the houses come; transformers stand where the houses are.
        let substations = PowerPlan.Substations(options, plots: &plots)
        let housed = facilities.institutions.reduce(0) { $0 + $1.residents }
        let blocks = BlockPlan(
            count: options.roadNodes / 2, residents: max(0, options.residents - housed), plots: plots, draws: draws)
        let power = PowerPlan(options, substations, streets: streets, blocks: blocks, draws: draws)

        var extent = Box()
        for p in streets.nodes { extent.include(p) }
        for node in power.nodes { extent.include(node.place) }
        for node in water.nodes { extent.include(node.place) }
        let terrain = streets.landscape.terrain(
            over: Box(
                minX: extent.minX - 100, minY: extent.minY - 100, maxX: extent.maxX + 100, maxY: extent.maxY + 100),
            cellSizeMetres: cell)

        var assembly = TownAssembly(
            options: options, streets: streets, facilities: facilities, blocks: blocks, power: power, water: water,
            terrain: terrain)
        assembly.addAll()
        return Town(
            options: options, builder: assembly.builder, terrain: terrain,
            landmarks: landmarks(streets.landscape, terrain))
    }

    /// 25 m in a town; coarser beyond 50 km, so that the grid stays below some five million cells.
    private static func cellSizeMetres(roadNodes: Int) -> Double {
        let side = Double(roadNodes).squareRoot() * StreetGrid.spacingMetres
        return side > 50_000 ? (side / 2000 / 5).rounded(.up) * 5 : 25
    }

    private static func landmarks(_ landscape: Landscape, _ terrain: Raster) -> Town.Landmarks {
        func cell(x: Double, offset: Double) -> Point {
            let p = landscape.place(x: x, offset: offset)
            return terrain.index(of: p).map { terrain.centre(of: $0) } ?? p
        }
        return Town.Landmarks(
            river: cell(x: landscape.west + 50, offset: 0),
            breach: cell(x: landscape.west + 0.27 * landscape.width, offset: -landscape.dikeOffset),
            breachWidthMetres: landscape.dikeCrestWidthMetres + 90, breachLevelMetres: 1.5,
            dikeCrestMetres: Landscape.dikeCrestMetres, floodLevelMetres: 4.5, overtoppingLevelMetres: 6.5)
    }
}
