import Geometry

/// The columns of a flow computation, on the cells of a terrain with a ring of walls around them.
///
/// A cell's own faces are its western and its northern one, so that a face and the cell east or south of it share
/// an index. Depths are doubles, for the sake of the mass balance: water is added to and taken from them by the same
/// flux, which may then be a float. The ground is a float as in the terrain; walls stand so high that nothing flows.
///
/// Safe to share among threads because each of them writes only to the rows that are its own.
final class FlowFields: @unchecked Sendable {
    static let wall: Float = 1e30
    /// Cells of a row that are worked on, or left out, together.
    static let blockWidth = 32

    let columns, rows: Int
    let cellSizeMetres: Double
    /// From a cell to the one south of it.
    let stride: Int
    let blocksPerRow: Int
    private let count: Int

    /// Height of the ground, metres; `wall` where unknown and around the grid.
    let ground: UnsafeMutablePointer<Float>
    /// Metres of water.
    let depth: UnsafeMutablePointer<Double>
    /// Discharge per metre of width, m²/s, eastward through the western and southward through the northern face.
    let fluxEast, fluxSouth: UnsafeMutablePointer<Float>
    /// Speed of the water through the same faces, m/s; 0 where it is no deeper there than the record depth.
    let speedEast, speedSouth: UnsafeMutablePointer<Float>
    /// Fluxes weighted with their neighbours; one value when they are not used.
    let smoothEast, smoothSouth: UnsafeMutablePointer<Float>
    /// n² per cell, or one value.
    let roughness: UnsafeMutablePointer<Float>
    let isUniform: Bool

    /// Greatest depth in metres, and greatest speed squared in m²/s², so far.
    let deepest, fastestSquared: UnsafeMutablePointer<Float>
    /// Seconds at which the record depth was first exceeded (infinite: never) and last fallen below.
    let arrival, recession: UnsafeMutablePointer<Float>

    /// Per row and block: 1 where some water can flow; where a neighbour's can; where it could a step ago.
    let isWet, isActive, wasActive: UnsafeMutablePointer<UInt8>

    init(terrain: Raster, roughness given: Roughness, isSmoothed: Bool) {
        columns = terrain.columns
        rows = terrain.rows
        cellSizeMetres = terrain.cellSizeMetres
        stride = terrain.columns + 2
        count = stride * (terrain.rows + 2)
        blocksPerRow = (terrain.columns + Self.blockWidth - 1) / Self.blockWidth
        let cells = count, blocks = blocksPerRow * (terrain.rows + 2)
        func column<T>(_ value: T, _ count: Int) -> UnsafeMutablePointer<T> {
            let pointer = UnsafeMutablePointer<T>.allocate(capacity: count)
            pointer.initialize(repeating: value, count: count)
            return pointer
        }
        ground = column(Self.wall, cells)
        depth = column(0, cells)
        (fluxEast, fluxSouth) = (column(0, cells), column(0, cells))
        (speedEast, speedSouth) = (column(0, cells), column(0, cells))
        (smoothEast, smoothSouth) = (column(0, isSmoothed ? cells : 1), column(0, isSmoothed ? cells : 1))
        (deepest, fastestSquared) = (column(0, cells), column(0, cells))
        (arrival, recession) = (column(.infinity, cells), column(.infinity, cells))
        (isWet, isActive, wasActive) = (column(0, blocks), column(0, blocks), column(0, blocks))
        if case .uniform(let n) = given {
            isUniform = true
            roughness = column(Float(n * n), 1)
        } else {
            isUniform = false
            roughness = column(0, cells)
        }
        for cell in terrain.values.indices {
            let height = terrain.values[cell]
            if height.isFinite { ground[index(ofCell: cell)] = height }
            if case .perCell(let n) = given { roughness[index(ofCell: cell)] = n[cell] * n[cell] }
        }
    }

    deinit {
        for pointer in [ground, fluxEast, fluxSouth, speedEast, speedSouth, smoothEast, smoothSouth, roughness, deepest, fastestSquared, arrival, recession] {
            pointer.deallocate()
        }
        depth.deallocate()
        for pointer in [isWet, isActive, wasActive] { pointer.deallocate() }
    }

    /// From the index of a cell in the terrain to the one here.
    func index(ofCell cell: Int) -> Int { (cell / columns + 1) * stride + cell % columns + 1 }

    func isWall(_ index: Int) -> Bool { ground[index] == Self.wall }

    /// The indices of a block's cells; rows count from 1.
    @inline(__always) func cells(row: Int, block: Int) -> (first: Int, count: Int) {
        let before = block * Self.blockWidth
        return (row * stride + 1 + before, min(Self.blockWidth, columns - before))
    }

    func blockIndex(ofIndex index: Int) -> Int {
        index / stride * blocksPerRow + (index % stride - 1) / Self.blockWidth
    }

    /// The depths at the end of a run count as those before its steps do.
    func noteLastDepths() {
        for index in 0..<count { deepest[index] = max(deepest[index], Float(depth[index])) }
    }

    /// A cell got wet or dry.
    func noteCrossing(_ index: Int, isWet: Bool, _ seconds: Float) {
        if isWet {
            arrival[index] = min(arrival[index], seconds)
            recession[index] = .infinity
        } else {
            recession[index] = seconds
        }
    }
}
