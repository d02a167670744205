/// Where water comes in or goes out, beside rain.
protocol WaterSource: Sendable {
    /// Changes depths at the end of a step; with 0 seconds, before the first.
    mutating func apply(to solver: LocalInertialSolver, overSeconds step: Double)
}

/// A river or the sea: cells whose surface is held at a level over time.
struct LevelBoundary: WaterSource {
    /// Indices in the fields, and how far below the series each cell's level lies, metres.
    var cells: [(index: Int, dropMetres: Double)]
    /// Metres above the datum of the terrain.
    var level: TimeSeries

    mutating func apply(to solver: LocalInertialSolver, overSeconds step: Double) {
        let level = level.value(at: solver.seconds / 3600)
        for (index, drop) in cells {
            solver.setDepth(max(0, level - drop - Double(solver.fields.ground[index])), at: index)
        }
    }
}

/// A discharge in m³/s that is shared evenly among cells; below 0 it is pumped out, as far as there is water.
struct Inflow: WaterSource {
    var cells: [Int]
    var discharge: TimeSeries

    mutating func apply(to solver: LocalInertialSolver, overSeconds step: Double) {
        guard step > 0 else { return }
        let volume = discharge.integral(from: (solver.seconds - step) / 3600, to: solver.seconds / 3600) * 3600
        solver.addVolume(volume, to: cells[...])
    }
}

/// Cells at the edge of the grid that water leaves freely, at the critical depth of a fall:
/// q = √g (2/3 h)^1.5 per metre of edge.
struct OpenEdge: WaterSource {
    /// Indices in the fields, and how many sides of the cell lie on the edge.
    var cells: [(index: Int, sides: Double)]

    mutating func apply(to solver: LocalInertialSolver, overSeconds step: Double) {
        let perCell = step / solver.fields.cellSizeMetres
        let least = Double(solver.parameters.flowDepthMetres)
        for (index, sides) in cells {
            let depth = solver.fields.depth[index]
            guard depth > least else { continue }
            let lost = BreachGrowth.weirDischarge(width: sides, outside: depth, inside: 0) * perCell
            solver.setDepth(max(0, depth - lost), at: index)
        }
    }
}

/// A gap in a dike that grows while water from outside runs through it onto the land.
struct BreachInflow: WaterSource {
    /// Indices of cells on the land side, the nearest first: as many of them take water as the gap is wide.
    var cells: [Int]
    /// Level of the river or sea, metres above the datum of the terrain.
    var outside: TimeSeries
    var growth: BreachGrowth
    /// Hours after onset at which the dike gives way.
    var openingHours: Double

    private(set) var widthMetres = 0.0
    private(set) var greatestDischarge = 0.0
    private(set) var greatestDischargeHours = 0.0
    /// Of the last step, m³/s.
    private(set) var lastDischarge = 0.0
    /// m³ into the land, less what ran back.
    private(set) var volume = 0.0

    init(cells: [Int], outside: TimeSeries, growth: BreachGrowth, openingHours: Double) {
        (self.cells, self.outside, self.growth, self.openingHours) = (cells, outside, growth, openingHours)
        widthMetres = growth.firstWidthMetres
    }

    mutating func apply(to solver: LocalInertialSolver, overSeconds step: Double) {
        let now = solver.seconds / 3600, from = max(openingHours, now - step / 3600)
        guard now > from else { return }
        let fields = solver.fields
        let wanted = Int((widthMetres / fields.cellSizeMetres).rounded(.up))
        let taking = cells.prefix(max(1, wanted))
        var surface = 0.0, wet = 0
        for index in taking where fields.depth[index] > Double(solver.parameters.flowDepthMetres) {
            surface += Double(fields.ground[index]) + fields.depth[index]
            wet += 1
        }
        let inside = wet > 0 ? surface / Double(wet) : -.infinity
        let level = outside.value(at: now)
        let sill = growth.sillMetres(afterHours: now - openingHours)
        let discharge = BreachGrowth.weirDischarge(width: widthMetres, outside: level - sill, inside: inside - sill)
        let head = max(0, level - sill) - max(0, inside - sill)
        let depth = max(level, inside) - sill
        if depth > 0, abs(discharge) > growth.criticalVelocity * widthMetres * depth {
            let wider = growth.widening(from: from - openingHours, to: now - openingHours, headMetres: abs(head))
            widthMetres = min(max(growth.greatestWidthMetres, growth.firstWidthMetres), widthMetres + wider)
        }
        // Within a step, the two waters come no nearer than half way: they must not swing past each other.
        let area = fields.cellSizeMetres * fields.cellSizeMetres * Double(taking.count)
        let most = inside.isFinite ? abs(level - inside) / 2 * area : .infinity
        let given = max(-most, min(most, discharge * (now - from) * 3600))
        volume += solver.addVolume(given, to: taking)
        let mean = given / ((now - from) * 3600)
        lastDischarge = mean
        if mean > greatestDischarge { (greatestDischarge, greatestDischargeHours) = (mean, now) }
    }
}

extension LocalInertialSolver {
    /// Shares a volume in m³ evenly among cells; a negative one takes no more than there is. Returns what was given.
    @discardableResult
    func addVolume(_ cubicMetres: Double, to cells: ArraySlice<Int>) -> Double {
        let area = fields.cellSizeMetres * fields.cellSizeMetres
        let metres = cubicMetres / (area * Double(cells.count))
        var given = 0.0
        for index in cells {
            let old = fields.depth[index], new = max(0, old + metres)
            setDepth(new, at: index)
            given += (new - old) * area
        }
        return given
    }
}
