import Diagnostics
import Geometry
import Glibc

extension Flood {
    /// The cell of a source, which must be under water.
    func sourceCell(_ source: Place, _ ground: PlacedGrid, _ epsg: Int) throws -> Int {
        let p = try source.inPlane(ofEPSG: epsg)
        let place = "the source at x \(decimal(p.x, 1)), y \(decimal(p.y, 1))"
        guard let cell = ground.index(of: p) else {
            throw InputError(
                "flood-source-outside", at: source.position, "\(place) lies outside the terrain grid",
                remedy: "choose a place in the river or sea within the grid, in the model's coordinates "
                    + "(EPSG:\(epsg))")
        }
        let height = Double(ground.raster.values[cell])
        if height.isNaN {
            throw InputError(
                "flood-source-unknown", at: source.position, "the terrain has no data at \(place)",
                remedy: "choose a cell with a height, for instance on the bank; water surfaces are often left out of "
                    + "surveys")
        }
        guard height < levelMetres else {
            throw InputError(
                "flood-source-dry", at: source.position,
                "\(place) lies on ground at \(decimal(height, 2)) m, above the water at \(decimal(levelMetres, 2)) m",
                remedy: "choose a place in the river or sea, or a higher level")
        }
        return cell
    }

    /// Lowers the ground in the disc of a breach: cells whose centre lies in it, and the cell at its middle.
    func lower(_ ground: inout PlacedGrid, _ breach: Breach, _ epsg: Int) throws {
        for cell in try cells(of: breach, ground, epsg) where !ground.raster.values[cell].isNaN {
            switch breach.bottom {
            case .level(let level): ground.raster.values[cell] = min(ground.raster.values[cell], Float(level))
            case .depth(let depth): ground.raster.values[cell] -= Float(depth)
            }
        }
    }

    private func cells(of breach: Breach, _ ground: PlacedGrid, _ epsg: Int) throws -> [Int] {
        let p = try breach.place.inPlane(ofEPSG: epsg)
        guard let middle = ground.index(of: p) else {
            throw InputError(
                "breach-outside", at: breach.place.position,
                "the breach at x \(decimal(p.x, 1)), y \(decimal(p.y, 1)) lies outside the terrain grid",
                remedy: "give its place in the model's coordinates (EPSG:\(epsg))")
        }
        let radius = breach.widthMetres / 2
        let (columns, rows) = (ground.raster.columns, ground.raster.rows)
        let reach = min(Int(radius / ground.finestMetres) + 1, max(columns, rows))
        let column = middle % columns, row = middle / columns
        var found: [Int] = []
        for y in max(0, row - reach)...min(rows - 1, row + reach) {
            for x in max(0, column - reach)...min(columns - 1, column + reach) {
                let cell = y * columns + x
                if cell == middle || ground.centre(of: cell).distance(to: p) <= radius { found.append(cell) }
            }
        }
        return found
    }

    /// A level that rises evenly from the lowest source's ground to its full height.
    struct Rise {
        private let ground: Raster
        /// For each cell the level at which the water first reaches it.
        private let reaching: [Float]
        private let start, full: Double
        private let hours: FloodHours
        /// Stretches in which the depths are told apart.
        private static let stretches = 12

        init(_ ground: Raster, _ sources: [Int], to full: Double, _ hours: FloodHours) {
            reaching = FloodFill.reachingLevels(over: ground, from: sources, upTo: full)
            start = sources.map { Double(ground.values[$0]) }.min() ?? full
            (self.ground, self.full, self.hours) = (ground, full, hours)
        }

        /// When a cell gets wet.
        func arrivalHours(_ cell: Int) -> Double {
            let share = full > start ? max(0, (Double(reaching[cell]) - start) / (full - start)) : 0
            return hours.arrival + hours.rise * min(1, share)
        }

        var fromHours: [Double] {
            (0...Self.stretches).map { hours.arrival + hours.rise * Double($0) / Double(Self.stretches) }
        }

        /// Metres of water in a cell at the end of a stretch, which is when it stands highest.
        func depth(_ cell: Int, _ stretch: Int) -> Float {
            let level = start + (full - start) * Double(min(stretch + 1, Self.stretches)) / Double(Self.stretches)
            return Double(reaching[cell]) < level ? max(0, Float(level - Double(ground.values[cell]))) : 0
        }
    }

    /// The level, and what it is made of.
    private var levelSentence: String {
        let total = "The water stands at \(decimal(levelMetres, 2)) m"
        if rises.isEmpty { return total }
        let parts = rises.map { "\(decimal($0.metres, 2)) m of \($0.name)" }.joined(separator: " and ")
        return "\(total) (\(decimal(levelMetres - rises.reduce(0) { $0 + $1.metres }, 2)) m and \(parts))"
    }

    func method(_ depths: PlacedGrid) -> [String] {
        let deepest = depths.raster.range.map { Double($0.upperBound) } ?? 0
        var sentences = [
            "\(levelSentence) in the vertical datum of the terrain grid and spreads "
                + "from its \(sources.count == 1 ? "source" : "\(sources.count) sources") through cells that share a "
                + "side and lie lower than that; what no such path reaches stays dry.",
            "The depth is the level less the ground, on cells of \(decimal(depths.cellSizeMetres, 1)) m. "
                + "\(decimal(depths.wetHectares, 1)) ha are under water, \(decimal(deepest, 2)) m at the deepest.",
            hours.sentence,
        ]
        if let sentence = rating.sentence { sentences.append(sentence) }
        if hours.rise > 0 {
            sentences.append(
                "The level rises evenly from the ground at the source; a place gets wet when the level passes the "
                    + "highest ground on the lowest way there.")
        }
        sentences.append(
            "Flow, friction, waves and the volume of water are left out: this is the most that still water of this "
                + "level can reach. Bridges stay dry unless they have a flood threshold of their own; tunnels flood by their "
                + "mouths.")
        return sentences
    }

    /// Says what the breaches change, and warns where one changes nothing.
    func describeBreaches(_ depths: Raster, _ terrain: PlacedGrid, _ epsg: Int, _ field: inout HazardField) {
        let cellHectares = terrain.cellSizeMetres * terrain.cellSizeMetres / 10_000
        let before = (try? sources.map { try sourceCell($0, terrain, epsg) }).map {
            FloodFill.depths(over: terrain.raster, levelMetres: levelMetres, from: $0)
        }
        var added = Set(depths.values.indices.filter { depths.values[$0] > 0 && !((before?[$0] ?? 0) > 0) })
        field.method.append(
            "\(breaches.count == 1 ? "The breach lowers" : "The breaches lower") the ground before the water comes; "
                + "this adds \(decimal(Double(added.count) * cellHectares, 2)) ha of flooded land.")
        for breach in breaches {
            guard let place = try? breach.place.inPlane(ofEPSG: epsg),
                let cells = try? cells(of: breach, terrain, epsg)
            else { continue }
            added.subtract(cells)
            let name = "The breach at x \(decimal(place.x, 0)), y \(decimal(place.y, 0))"
            if !cells.contains(where: { depths.values[$0] > 0 }) {
                field.warnings.append("\(name) stays dry: the water does not reach it, or its bottom lies higher.")
            }
            if breach.widthMetres < terrain.cellSizeMetres {
                field.warnings.append(
                    "\(name) is narrower (\(decimal(breach.widthMetres, 1)) m) than a cell of the terrain, and is "
                        + "given the width of one (\(decimal(terrain.cellSizeMetres, 1)) m).")
            }
        }
        if added.isEmpty {
            field.warnings.append(
                "No land beyond the breaches themselves is flooded: a dike may be wider on the grid than a breach.")
        }
    }
}
