import Diagnostics
import Geometry
import NetworkModel

/// Reads the depth of water at every asset off a grid: the deepest of its places, a link's looked at every half cell.
///
/// Buried pipes and cables take the water above them: whether that harms them is for their fragility. Where the ground is
/// unknown (surveys leave out buildings), the nearest known ground within ten cells counts.
struct DepthSampling {
    /// Depths in metres; `NaN` where unknown, or dry when `isUnknownDry`.
    let depths: PlacedGrid
    /// Hours after onset at which each cell gets wet; nil when all get wet at once.
    let arrival: ((Int) -> Double)?
    /// Hours after onset at which each cell falls dry, and the greatest speed of its water in m/s; nil where only the
    /// flood as a whole has an hour, and where speeds are unknown.
    var recession: ((Int) -> Double)?
    var speed: ((Int) -> Float)?
    let isUnknownDry: Bool
    /// Whether the wet cells of each asset are wanted, for a history of its depth.
    var keepsCells = false

    /// What was read, one value per asset, and how many assets could not be placed.
    struct Result {
        var depthMetres: [Double]
        /// Hours at which the first cell of the asset gets wet; infinite where dry.
        var arrivalHours: [Double]
        /// Hours at which the last cell of the asset falls dry; 0 where dry.
        var recessionHours: [Double]
        /// Greatest speed in any cell of the asset; empty when unknown.
        var metresPerSecond: [Double]
        /// Wet cells of asset a: `cell[firstCell[a]..<firstCell[a + 1]]`; empty unless wanted.
        var firstCell = [0]
        var cell: [Int32] = []
        var outsideCount = 0
        var unknownCount = 0
    }

    func sample(_ model: CityModel, hours: FloodHours) -> Result {
        var result = Result(
            depthMetres: Array(repeating: 0, count: model.assetCount),
            arrivalHours: Array(repeating: .infinity, count: model.assetCount),
            recessionHours: Array(repeating: 0, count: model.assetCount),
            metresPerSecond: speed == nil ? [] : Array(repeating: 0, count: model.assetCount))
        for asset in 0..<model.assetCount {
            var reading = Reading()
            model.forEachPlaceOfWater(at: asset, everyMetres: depths.finestMetres / 2) { read($0, &reading) }
            if reading.isOutside { result.outsideCount += 1 }
            if reading.isUnknown && reading.depth == 0 { result.unknownCount += 1 }
            if reading.depth > 0 {
                result.depthMetres[asset] = Double(reading.depth)
                result.arrivalHours[asset] = reading.arrival == .infinity ? hours.arrival : reading.arrival
                result.recessionHours[asset] = recession == nil ? hours.recession : reading.recession
                if speed != nil { result.metresPerSecond[asset] = Double(reading.speed) }
            }
            if keepsCells {
                result.cell += reading.cells
                result.firstCell.append(result.cell.count)
            }
        }
        return result
    }

    private struct Reading {
        var depth: Float = 0
        var arrival = Double.infinity
        var recession = 0.0
        var speed: Float = 0
        var cells: [Int32] = []
        var isOutside = false
        var isUnknown = false
    }

    private func read(_ p: Point, _ reading: inout Reading) {
        guard let cell = depths.index(of: p) else {
            reading.isOutside = true
            return
        }
        if !depths.raster.values[cell].isNaN {
            take(cell, &reading)
        } else if !isUnknownDry {
            readAround(cell, &reading)
        }
    }

    private func take(_ cell: Int, _ reading: inout Reading) {
        let depth = depths.raster.values[cell]
        guard depth > 0 else { return }
        reading.depth = max(reading.depth, depth)
        if let arrival { reading.arrival = min(reading.arrival, arrival(cell)) }
        if let recession { reading.recession = max(reading.recession, recession(cell)) }
        if let speed { reading.speed = max(reading.speed, speed(cell)) }
        if keepsCells, reading.cells.last != Int32(cell) { reading.cells.append(Int32(cell)) }
    }

    private static let searchCells = 10

    private func readAround(_ cell: Int, _ reading: inout Reading) {
        let depths = depths.raster
        let column = cell % depths.columns, row = cell / depths.columns
        for ring in 1...Self.searchCells {
            var isFound = false
            for y in max(0, row - ring)...min(depths.rows - 1, row + ring) {
                let step = abs(y - row) == ring ? 1 : 2 * ring
                for x in stride(from: column - ring, through: column + ring, by: step)
                where x >= 0 && x < depths.columns && !depths.values[y * depths.columns + x].isNaN {
                    isFound = true
                    take(y * depths.columns + x, &reading)
                }
            }
            if isFound { return }
        }
        reading.isUnknown = true
    }
}

extension CityModel {
    /// The places of an asset at which water counts: of a node its own; of a facility its centre and the corners of its
    /// footprint; of a link those along its course.
    ///
    /// A bridge (or a road above the ground by its `roadLevel`) has none and stays dry, unless it has a `floodThreshold`:
    /// then the water under it counts, and the damage rule compares it with that depth. (Not `floorHeight`: raising a
    /// bridge as a measure must not make it flood.) A tunnel (or a road below the ground) floods by its mouths, whatever
    /// stands above it.
    func forEachPlaceOfWater(at asset: Int, everyMetres step: Double, _ body: (Point) -> Void) {
        guard links.contains(asset) else {
            body(position[asset])
            if asset >= nodeCount { shapes.points(of: asset).forEach(body) }
            return
        }
        let level = value(.roadLevel, of: asset) ?? 0, course = course(ofLink: asset)
        if isKind(asset, .tunnel) || level < 0 {
            for mouth in [course.first, course.last].compactMap({ $0 }) { body(mouth) }
        } else if !(isKind(asset, .bridge) || level > 0) || value(.floodThreshold, of: asset) != nil {
            Planar.sample(course, everyAtMost: step, body)
        }
    }
}

extension DepthSampling.Result {
    /// Sentences on assets that the grid says nothing about.
    func warnings(grid: Phrase) -> [Phrase] {
        var sentences: [Phrase] = []
        if outsideCount > 0 {
            sentences.append(
                Phrase(
                    "\(outsideCount) of \(depthMetres.count) assets lie wholly or partly outside \(grid) and are taken as dry there.",
                    nl: "\(outsideCount) van de \(depthMetres.count) objecten liggen geheel of deels buiten \(grid) en gelden daar als droog."))
        }
        if unknownCount > 0 {
            sentences.append(
                Phrase(
                    "\(unknownCount) of \(depthMetres.count) assets stand where \(grid) has no data within ten cells, and are taken as dry.",
                    nl: "\(unknownCount) van de \(depthMetres.count) objecten staan waar \(grid) binnen tien cellen geen waarde heeft, en gelden als droog."))
        }
        return sentences
    }

    /// The depth of each asset over time: the greatest of its cells.
    /// - Parameter depth: metres of water in a cell in a stretch.
    func history(fromHours: [Double], depth: (_ cell: Int, _ stretch: Int) -> Float) -> DepthHistory {
        var history = DepthHistory(fromHours: fromHours, assetCount: depthMetres.count)
        for asset in depthMetres.indices where depthMetres[asset] > 0 {
            var deepest = [Float](repeating: 0, count: fromHours.count)
            for cell in cell[firstCell[asset]..<firstCell[asset + 1]] {
                for stretch in fromHours.indices { deepest[stretch] = max(deepest[stretch], depth(Int(cell), stretch)) }
            }
            history.set(deepest, of: asset)
        }
        return history
    }

    /// The columns of a hazard field.
    func fill(_ field: inout HazardField) {
        field.median[.floodDepth] = depthMetres
        field.arrivalHours = arrivalHours
        field.recessionHours = recessionHours
        field.metresPerSecond = metresPerSecond
    }
}
