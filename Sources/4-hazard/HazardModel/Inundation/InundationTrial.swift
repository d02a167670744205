package import Geometry

/// A bare run of the solver, for measuring its speed.
package struct InundationTrial {
    private let solver: LocalInertialSolver

    /// Bytes that a step reads and writes per cell: fluxes (ground 4, depth 8, two fluxes read and written 16, two speeds
    /// written 8), then depths (two fluxes and speeds 16, depth 16, deepest and fastest 16).
    package static let bytesPerCell = 84.0

    /// Water up to one level, with a lump in the middle that sets it moving.
    package init(terrain: Raster, levelMetres: Double, threads: Int) {
        var parameters = FlowParameters()
        parameters.threads = threads
        solver = LocalInertialSolver(terrain: terrain, roughness: .uniform(0.06), parameters: parameters)
        for cell in terrain.values.indices {
            let x = cell % terrain.columns, y = cell / terrain.columns
            let lump = Double((x / 50 + y / 50) % 2) * 0.2
            solver.setDepth(
                max(0, levelMetres - lump - Double(terrain.values[cell])), at: solver.fields.index(ofCell: cell))
        }
    }

    /// Cells worked on.
    @discardableResult package mutating func run(steps: Int) -> Int {
        let before = solver.cellUpdates
        solver.run(steps: steps)
        return solver.cellUpdates - before
    }
}
