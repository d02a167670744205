import Computation
import Geometry

/// Flow of shallow water over a terrain: the local inertial form of the shallow-water equations on square cells.
///
/// The momentum equation without its advection term, explicit, with friction implicit (Bates, Horritt & Fewtrell
/// 2010, J. Hydrology 387, 33-45). It holds for gradually varied, subcritical flow, as over a floodplain; dam-break
/// fronts and supercritical flow it only approximates. Cells of unknown height are walls, and so is the grid's edge.
/// A cell that would lose more than it holds gives each outflow the same share of what it has, so that no water is
/// made. Only blocks of cells with water and their neighbours are worked on.
///
/// The result is the same, to the last bit, for every number of threads: fluxes depend on the depths before the step
/// only, depths on the fluxes only, and what is summed is summed in one order.
final class LocalInertialSolver {
    let parameters: FlowParameters
    let fields: FlowFields
    private(set) var seconds = 0.0
    private(set) var steps = 0
    /// Cells worked on, summed over all steps.
    private(set) var cellUpdates = 0
    private(set) var ledger = WaterLedger()
    private var greatestDepth: Float = 0
    private var rowsWithBlocks: [Int] = []

    init(terrain: Raster, roughness: Roughness, parameters: FlowParameters = FlowParameters()) {
        self.parameters = parameters
        fields = FlowFields(terrain: terrain, roughness: roughness, isSmoothed: parameters.theta < 1)
        insideCount = terrain.values.count { $0.isFinite }
    }
    private let insideCount: Int

    private var cellArea: Double { fields.cellSizeMetres * fields.cellSizeMetres }

    /// Water on the ground now, m³.
    var storedCubicMetres: Double {
        var sum = ExactSum()
        for row in 1...fields.rows {
            for index in row * fields.stride + 1 ..< row * fields.stride + 1 + fields.columns {
                sum.add(fields.depth[index] * WaterLedger.scale)
            }
        }
        return sum.value / WaterLedger.scale * cellArea
    }
    var addedCubicMetres: Double { ledger.addedMetres * cellArea }
    var removedCubicMetres: Double { ledger.removedMetres * cellArea }

    /// Gives a cell another depth; for sources, boundaries and the state before onset.
    func setDepth(_ new: Double, at index: Int) {
        let old = fields.depth[index], record = parameters.recordDepthMetres
        guard !fields.isWall(index), new != old else { return }
        fields.depth[index] = new
        ledger.change(by: new - old)
        let h = Float(new)
        greatestDepth = max(greatestDepth, h)
        if h > parameters.flowDepthMetres { fields.isWet[fields.blockIndex(ofIndex: index)] = 1 }
        if (h > record) != (Float(old) > record) { fields.noteCrossing(index, isWet: h > record, Float(seconds)) }
    }

    /// Runs up to a time, in seconds from onset.
    /// - Parameters:
    ///   - rain: mm/h over hours, on every cell.
    ///   - interval: seconds between calls of `visit`; steps are not cut for it, so that it changes no result.
    ///   - visit: called at the beginning, after the first step beyond each interval, and at the end.
    /// - Returns: false when the numbers grew beyond bounds, which the scheme can do on steep and smooth ground.
    func run(
        untilSeconds end: Double, sources: inout [any WaterSource], rain: TimeSeries? = nil,
        every interval: Double = .infinity, _ visit: (LocalInertialSolver) -> Void = { _ in }
    ) -> Bool {
        for i in sources.indices { sources[i].apply(to: self, overSeconds: 0) }
        var next = interval
        visit(self)
        while seconds < end {
            var step = stableStep
            if seconds + step >= end { step = end - seconds }
            let from = seconds
            seconds = from + step >= end ? end : from + step
            advance(by: step, rainMetres: (rain?.integral(from: from / 3600, to: seconds / 3600) ?? 0) / 1000)
            guard greatestDepth.isFinite, greatestDepth < 1e6 else { return false }
            for i in sources.indices { sources[i].apply(to: self, overSeconds: step) }
            if seconds >= next || seconds >= end {
                visit(self)
                while next <= seconds { next += interval }
            }
        }
        fields.noteLastDepths()
        return true
    }

    /// Takes steps without sources, for measuring speed.
    func run(steps: Int) {
        for _ in 0..<steps {
            let step = stableStep
            seconds += step
            advance(by: step, rainMetres: 0)
        }
    }

    // MARK: one step

    /// α Δx / √(g h), with the greatest depth; Bates, Horritt & Fewtrell 2010, eq. 14.
    private var stableStep: Double {
        let wave = (FlowParameters.gravity * Double(greatestDepth)).squareRoot()
        guard wave > 0 else { return parameters.maximumStepSeconds }
        return min(parameters.maximumStepSeconds, parameters.courant * fields.cellSizeMetres / wave)
    }

    private func advance(by step: Double, rainMetres: Double) {
        let perCell = step / fields.cellSizeMetres
        let factors = FlowKernel.Factors(
            stepPerCell: perCell, gravityPerCell: Float(FlowParameters.gravity * perCell),
            gravity: Float(FlowParameters.gravity * step), theta: Float(parameters.theta),
            flowDepth: parameters.flowDepthMetres, recordDepth: parameters.recordDepthMetres, rain: rainMetres)
        let blocks = chooseBlocks(all: rainMetres > 0)
        let bands = bands(blocks)
        let (fields, now) = (fields, Float(seconds))
        let threads = bands.count == 1 ? 1 : parameters.threads
        if parameters.theta < 1 {
            _ = parallelMap(count: bands.count, threads: threads, scratch: {}) { band, _ in
                FlowPass.smooth(fields, rows: bands[band], factors)
            }
        }
        _ = parallelMap(count: bands.count, threads: threads, scratch: {}) { band, _ in
            FlowPass.fluxes(fields, rows: bands[band], factors)
        }
        // The last row of a band needs the first faces of the next.
        for band in bands { FlowPass.limit(fields, row: band.upperBound - 1, factors) }
        let greatest = parallelMap(count: bands.count, threads: threads, scratch: {}) { band, _ in
            FlowPass.depths(fields, rows: bands[band], now, factors)
        }
        greatestDepth = greatest.max() ?? 0
        ledger.rain(rainMetres, cells: insideCount)
        steps += 1
        cellUpdates += blocks * FlowFields.blockWidth
    }

    /// Marks the blocks with water and those beside them; those of the step before are kept, so that their fluxes
    /// end. Returns how many there are.
    private func chooseBlocks(all: Bool) -> Int {
        let (wet, active, was, width) = (fields.isWet, fields.isActive, fields.wasActive, fields.blocksPerRow)
        rowsWithBlocks.removeAll(keepingCapacity: true)
        var count = 0
        for row in 1...fields.rows {
            var isInRow = 0
            for block in 0..<width {
                let i = row * width + block
                was[i] = active[i]
                var value = wet[i] | wet[i - width] | wet[i + width]
                if block > 0 { value |= wet[i - 1] }
                if block + 1 < width { value |= wet[i + 1] }
                active[i] = all ? 1 : value
                isInRow += Int(active[i] | was[i])
            }
            if isInRow > 0 { rowsWithBlocks.append(row) }
            count += isInRow
        }
        return count
    }

    /// Rows in bands of about equal work: one when it is too little to share.
    private func bands(_ blocks: Int) -> [Range<Int>] {
        guard let first = rowsWithBlocks.first, let last = rowsWithBlocks.last else { return [] }
        let wanted = parameters.threads == 1 || blocks < 512 ? 1 : 8
        guard wanted > 1, rowsWithBlocks.count >= 2 * wanted else { return [first..<last + 1] }
        var bands: [Range<Int>] = []
        var start = first
        for part in 1...wanted {
            let end = part == wanted ? last + 1 : rowsWithBlocks[rowsWithBlocks.count * part / wanted]
            if end > start { bands.append(start..<end) }
            start = max(start, end)
        }
        return bands
    }
}

/// What came and went, in metres of depth on cells; exact, whatever the order.
struct WaterLedger {
    /// Depths are summed in steps of 2⁻⁵².
    static let scale = 0x1p20
    private var added = ExactSum(), removed = ExactSum()

    var addedMetres: Double { added.value / Self.scale }
    var removedMetres: Double { removed.value / Self.scale }

    mutating func change(by metres: Double) {
        if metres > 0 { added.add(metres * Self.scale) } else { removed.subtract(metres * Self.scale) }
    }
    mutating func rain(_ metres: Double, cells: Int) {
        if metres > 0 { added.add(metres * Double(cells) * Self.scale) }
    }
}
