import Diagnostics
import Geometry
import Synchronization

/// What a flood did to every cell of its grid.
struct InundationRun: Sendable {
    /// Greatest depth in metres; 0 where it stays within the record depth, NaN where the ground is unknown.
    var deepest: Raster
    /// Hours after onset; infinite where never.
    var arrivalHours, recessionHours: [Float]
    /// Greatest speed, m/s.
    var fastest: [Float]
    var breaches: [BreachInflow]
    var snapshots: DepthSnapshots
    var addedCubicMetres, removedCubicMetres, storedCubicMetres: Double
    var steps: Int
}

/// Keeps a run for those who ask for it again: measures change the city, not the flood.
final class InundationRuns: Sendable {
    private let byEPSG = Mutex<[Int: InundationRun]>([:])

    func run(of inundation: Inundation, epsg: Int, progress: (String) -> Void = { _ in }) throws -> InundationRun {
        if let run = byEPSG.withLock({ $0[epsg] }) { return run }
        let run = try inundation.run(epsg: epsg, progress: progress)
        byEPSG.withLock { $0[epsg] = run }
        return run
    }
}

extension Inundation {
    /// - Parameter threads: at most this many; 0 for one per core. The result does not depend on it.
    func run(epsg: Int, threads: Int = 0, progress: (String) -> Void = { _ in }) throws -> InundationRun {
        var parameters = FlowParameters()
        parameters.theta = theta
        parameters.threads = threads
        let solver = LocalInertialSolver(terrain: ground.raster, roughness: roughness, parameters: parameters)
        let fields = solver.fields
        var sources: [any WaterSource] = []
        for breach in breaches { sources.append(try inflow(through: breach, fields, epsg)) }
        for level in levels {
            let cells = try line(from: level.from, to: level.to, fields, epsg, "the level")
            let last = Double(max(1, cells.count - 1))
            sources.append(LevelBoundary(
                cells: cells.enumerated().map { ($1, level.dropMetres * Double($0) / last) }, level: level.level))
        }
        for inflow in inflows {
            let cells = try line(from: inflow.from, to: inflow.to, fields, epsg, "the inflow")
            sources.append(Inflow(cells: cells, discharge: inflow.discharge))
        }
        if isEdgeOpen { sources.append(OpenEdge(cells: edgeCells(fields))) }
        var snapshots = DepthSnapshots()
        let interval = DepthSnapshots.interval(hours: hours, cells: ground.raster.values.count)
        let isStable = solver.run(
            untilSeconds: hours * 3600, sources: &sources, rain: rain, every: interval * 3600
        ) { solver in
            let hour = solver.seconds / 3600
            snapshots.add(solver.fields, at: hour)
            progress("hazard: water after \(decimal(hour, 1)) of \(decimal(hours, 1)) h")
        }
        guard isStable else {
            throw InputError(
                "inundation-unstable", at: position,
                "the computation of the flood became unstable after \(decimal(solver.seconds / 3600, 2)) h",
                remedy: "use rougher ground (manning), theta=\"0.8\", or larger cells (cell)")
        }
        return result(solver, sources.compactMap { $0 as? BreachInflow }, snapshots)
    }

    private func result(
        _ solver: LocalInertialSolver, _ breaches: [BreachInflow], _ snapshots: DepthSnapshots
    ) -> InundationRun {
        let fields = solver.fields, raster = ground.raster, record = solver.parameters.recordDepthMetres
        let indices = raster.values.indices.map { fields.index(ofCell: $0) }
        return InundationRun(
            deepest: Raster(like: raster, values: indices.map {
                fields.isWall($0) ? .nan : fields.deepest[$0] > record ? fields.deepest[$0] : 0
            }),
            arrivalHours: indices.map { fields.arrival[$0] / 3600 },
            recessionHours: indices.map { fields.recession[$0] / 3600 },
            fastest: indices.map { fields.fastestSquared[$0].squareRoot() }, breaches: breaches,
            snapshots: snapshots, addedCubicMetres: solver.addedCubicMetres, removedCubicMetres: solver.removedCubicMetres,
            storedCubicMetres: solver.storedCubicMetres, steps: solver.steps)
    }

    // MARK: places

    private func cell(at p: Point, _ place: Place, _ epsg: Int, _ what: String) throws -> Int {
        let words = "\(what) at x \(decimal(p.x, 1)), y \(decimal(p.y, 1))"
        guard let cell = ground.raster.index(of: p) else {
            throw InputError(
                "flood-source-outside", at: place.position, "\(words) lies outside the terrain grid",
                remedy: "choose a place within the grid, in the model's coordinates (EPSG:\(epsg))")
        }
        guard ground.raster.values[cell].isFinite else {
            throw InputError(
                "flood-source-unknown", at: place.position, "the terrain has no data at \(words)",
                remedy: "choose a cell with a height; water surfaces are often left out of surveys")
        }
        return cell
    }

    /// Indices of the known cells from one place to another, in that order.
    private func line(
        from start: Place, to end: Place?, _ fields: FlowFields, _ epsg: Int, _ what: String
    ) throws -> [Int] {
        let a = try start.inPlane(ofEPSG: epsg)
        let first = try cell(at: a, start, epsg, what)
        guard let end else { return [fields.index(ofCell: first)] }
        let b = try end.inPlane(ofEPSG: epsg)
        _ = try cell(at: b, end, epsg, what)
        var cells: [Int] = []
        Planar.sample([a, b], everyAtMost: ground.raster.cellSizeMetres / 2) { p in
            if let cell = ground.raster.index(of: p) {
                let index = fields.index(ofCell: cell)
                if cells.last != index, !fields.isWall(index) { cells.append(index) }
            }
        }
        return cells
    }

    private func edgeCells(_ fields: FlowFields) -> [(index: Int, sides: Double)] {
        ground.raster.values.indices.compactMap { cell in
            let column = cell % fields.columns, row = cell / fields.columns
            let sides = [column == 0, column == fields.columns - 1, row == 0, row == fields.rows - 1].count { $0 }
            let index = fields.index(ofCell: cell)
            return sides > 0 && !fields.isWall(index) ? (index, Double(sides)) : nil
        }
    }

    // MARK: breaches

    /// The cells that take the water: those around the place which can be reached over ground below the highest
    /// level outside, so that none lies beyond the dike; the nearest first.
    private func inflow(through breach: BreachElement, _ fields: FlowFields, _ epsg: Int) throws -> BreachInflow {
        let p = try breach.place.inPlane(ofEPSG: epsg)
        let raster = ground.raster
        let start = try cell(at: p, breach.place, epsg, "the breach")
        let highest = breach.outside.highest(from: breach.openingHours, to: max(hours, breach.openingHours))
        guard Double(raster.values[start]) < highest else {
            throw InputError(
                "breach-on-dike", at: breach.place.position,
                "the breach at x \(decimal(p.x, 1)), y \(decimal(p.y, 1)) lies on ground at "
                    + "\(decimal(Double(raster.values[start]), 2)) m, above the highest water outside (\(decimal(highest, 2)) m)",
                remedy: "give a place at the foot of the dike, on the side to which the water runs")
        }
        var found = [start], isFound: Set<Int> = [start], next = 0
        let reach = breach.growth.greatestWidthMetres / 2 + raster.cellSizeMetres
        while next < found.count {
            let cell = found[next]
            next += 1
            FloodFill.forEachNeighbour(of: cell, in: raster) { neighbour in
                guard Double(raster.values[neighbour]) < highest, raster.centre(of: neighbour).distance(to: p) <= reach,
                    isFound.insert(neighbour).inserted
                else { return }
                found.append(neighbour)
            }
        }
        let near = found.map { (raster.centre(of: $0).distance(to: p), $0) }.sorted { $0 < $1 }
        var growth = breach.growth
        growth.bottomMetres = breach.bottomMetres ?? Double(raster.values[start])
        growth.crestMetres = max(growth.bottomMetres, breach.crestMetres ?? breach.outside.value(at: breach.openingHours))
        return BreachInflow(
            cells: near.map { fields.index(ofCell: $0.1) }, outside: breach.outside, growth: growth,
            openingHours: breach.openingHours)
    }
}
