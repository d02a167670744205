import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// `<depthAreas>`: areas drawn by hand, each with a depth of water.
public struct DepthAreas: Hazard {
    public static let element = "depthAreas"
    public static let summary =
        "water depths in areas drawn by hand: <area depth=>x,y x,y x,y …</area> in metres of the model, arrival, "
        + "recession, water, returnPeriod"

    struct Area: Sendable {
        var depthMetres: Double
        /// Corners in the model's plane, in either direction.
        var ring: [Point]
    }

    public let inputFiles: [String] = []
    let areas: [Area]
    let hours: FloodHours
    let conditions: FloodConditions
    let position: SourcePosition

    public init(_ element: MarkupElement, folder: InputFolder) throws {
        try element.refuseUnknown(attributes: ["arrival", "recession"] + FloodConditions.attributes, children: ["area"])
        position = element.position
        hours = try element.floodHours()
        conditions = try FloodConditions(element)
        areas = try element.children(named: "area").map(Self.area)
        guard !areas.isEmpty else {
            throw InputError(
                "areas-missing", at: element.position, "<depthAreas> has no area",
                remedy: "add <area depth=\"0.5\">x,y x,y x,y</area>")
        }
    }

    private static func area(_ element: MarkupElement) throws -> Area {
        try element.refuseUnknown(attributes: ["depth"])
        let depth = try element.requiredNumber("depth", in: 0.001...100, unit: "m")
        let ring = try element.text.split(whereSeparator: \.isWhitespace).map { corner in
            let numbers = corner.split(separator: ",", omittingEmptySubsequences: false).map { Double($0) }
            guard numbers.count == 2, let x = numbers[0], let y = numbers[1], abs(x) < 1e8, abs(y) < 1e8 else {
                throw InputError(
                    "area-corner", at: element.position, "\"\(corner.prefix(40))\" is no corner of an area",
                    remedy: "write each corner as x,y without blanks, corners separated by blanks")
            }
            return Point(x: x, y: y)
        }
        guard ring.count >= 3, Planar.area(ofRing: ring) > 0 else {
            throw InputError(
                "area-empty", at: element.position, "the area has \(ring.count) corners and encloses nothing",
                remedy: "give at least three corners that do not lie on one line")
        }
        return Area(depthMetres: depth, ring: ring)
    }

    public func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField {
        let depths = Self.drawn(areas)
        let town = model.bounds
        guard town.isEmpty || depths.bounds.intersects(town) else {
            throw InputError(
                "grid-elsewhere", at: position, "the areas do not overlap the town",
                remedy: "give their corners in the model's coordinates (EPSG:\(model.epsg))")
        }
        let count = areas.count == 1 ? Phrase("one area", nl: "één gebied") : Phrase("\(areas.count) areas", nl: "\(areas.count) gebieden")
        var field = HazardField(
            title: Phrase("Flood: \(count) under water", nl: "Overstroming: \(count) onder water"), method: [], median: [:])
        let grid = PlacedGrid(depths)
        // Whatever lies outside the areas is dry, also beyond the grid.
        let result = DepthSampling(depths: grid, arrival: nil, isUnknownDry: true).sample(model, hours: hours)
        result.fill(&field)
        field.footprint = depths
        field.footprintHours = FootprintHours(hours, cells: depths.values.count)
        let deepest = areas.map(\.depthMetres).max() ?? 0
        field.method = [
            Phrase(
                "Depths were stated for \(count), drawn on cells of \(depths.cellSizeMetres, 1) m; where areas overlap, the deeper counts.",
                nl: "De waterdiepte is opgegeven voor \(count), getekend op cellen van \(depths.cellSizeMetres, 1) m; waar gebieden overlappen, telt de grootste diepte."),
            .underWater(hectares: grid.wetHectares, deepestMetres: deepest),
            hours.sentence,
            .bridgesStayDry,
        ]
        conditions.fill(&field)
        return field
    }

    /// The areas as a grid: a cell belongs to the areas in which its centre lies.
    /// - Complexity: O(rows × corners + cells inside).
    static func drawn(_ areas: [Area]) -> Raster {
        var box = Box()
        for area in areas { area.ring.forEach { box.include($0) } }
        let cell = max(1, max(box.width, box.height) / 2000)
        let columns = Int((box.width / cell).rounded(.up)), rows = Int((box.height / cell).rounded(.up))
        var depths = Raster(
            origin: Point(x: box.minX, y: box.minY), cellSizeMetres: cell, columns: max(1, columns), rows: max(1, rows),
            values: Array(repeating: 0, count: max(1, columns) * max(1, rows)))
        for area in areas {
            for row in 0..<depths.rows {
                let y = depths.centre(of: row * depths.columns).y
                let crossings = Self.crossings(area.ring, y).sorted()
                for pair in stride(from: 0, to: crossings.count - 1, by: 2) {
                    // Centres lie at half cells.
                    let first = max(0, Int(((crossings[pair] - box.minX) / cell - 0.5).rounded(.up)))
                    let last = min(depths.columns - 1, Int(((crossings[pair + 1] - box.minX) / cell - 0.5).rounded(.down)))
                    for column in stride(from: first, through: last, by: 1) {
                        let i = row * depths.columns + column
                        depths.values[i] = max(depths.values[i], Float(area.depthMetres))
                    }
                }
            }
        }
        return depths
    }

    /// Where a line from west to east crosses a ring.
    private static func crossings(_ ring: [Point], _ y: Double) -> [Double] {
        guard var a = ring.last else { return [] }
        var found: [Double] = []
        for b in ring {
            if (a.y > y) != (b.y > y) { found.append(a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y)) }
            a = b
        }
        return found
    }
}
