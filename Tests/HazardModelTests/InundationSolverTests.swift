import Geometry
import Glibc
import TestSupport
import Testing

@testable import HazardModel

/// A solver over ground given by column and row (row 0 in the north).
func solver(
    _ columns: Int, _ rows: Int, cell: Double = 10, manning: Double = 0.03,
    _ parameters: FlowParameters = FlowParameters(), ground: (Int, Int) -> Double = { _, _ in 0 }
) -> LocalInertialSolver {
    let values = (0..<columns * rows).map { Float(ground($0 % columns, $0 / columns)) }
    let terrain = Raster(origin: Point(x: 0, y: 0), cellSizeMetres: cell, columns: columns, rows: rows, values: values)
    return LocalInertialSolver(terrain: terrain, roughness: .uniform(manning), parameters: parameters)
}

extension LocalInertialSolver {
    func index(_ column: Int, _ row: Int) -> Int { fields.index(ofCell: row * fields.columns + column) }
    func depth(_ column: Int, _ row: Int) -> Double { fields.depth[index(column, row)] }
    /// Every depth, row by row.
    var depths: [Double] { (0..<fields.columns * fields.rows).map { fields.depth[fields.index(ofCell: $0)] } }
    /// Water that appeared from nowhere, as a share of what came in.
    var balanceError: Double {
        abs(storedCubicMetres - addedCubicMetres + removedCubicMetres) / max(addedCubicMetres, 1e-300)
    }
    /// Runs and checks that no water was made or lost.
    func runBalanced(_ seconds: Double, _ sources: [any WaterSource] = [], rain: TimeSeries? = nil) {
        var sources = sources
        let isStable = run(untilSeconds: seconds, sources: &sources, rain: rain)
        #expect(isStable)
        #expect(balanceError < 1e-9)
        #expect(depths.allSatisfy { $0 >= 0 })
    }
}

/// Uneven ground: hills and hollows that no symmetry helps.
func rough(_ column: Int, _ row: Int) -> Double {
    let mixed = (column &* 7919 &+ row &* 104_729 &+ column &* row &* 31) % 1000
    return Double(mixed) / 1000 * 2
}

@Suite struct InundationSolverTests {
    /// The exact solution h = [7/3 n² u² (u t − x)]^(3/7) and the error that another program of the same scheme makes
    /// on it, driven in the same way; tolerance 1.3 times that error.
    @Test(.enabled(if: sharedFolder != nil, "\(sharedFolderMissing)"))
    func `a wave over a horizontal plane errs no more than the scheme does`() throws {
        let rows = try referenceRows("domain/reference/inertial_expected_error.csv")
        #expect(rows.count == 16)
        for row in try referenceRows("domain/reference/wave_horizontal_plane.csv") {
            func number(_ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
            let n = try number("manning_n"), u = try number("u_ms"), behind = try u * number("t_s") - number("x_m")
            let exact = behind > 0 ? pow(7 / 3 * n * n * u * u * behind, 3 / 7) : 0
            #expect(try abs(exact - number("h_m")) < 1e-7)
        }
        for row in rows {
            func number(_ name: String) throws -> Double { try #require(Double(row[name] ?? "")) }
            let n = try number("manning_n"), u = try number("u_ms"), t = try number("t_s"), dx = try number("dx_m")
            func exact(_ x: Double, _ t: Double) -> Double { u * t > x ? pow(7 / 3 * n * n * u * u * (u * t - x), 3 / 7) : 0 }
            var parameters = FlowParameters()
            parameters.courant = try number("alpha")
            parameters.theta = try number("theta")
            let wave = solver(Int(u * t / dx) + 6, 1, cell: dx, manning: n, parameters)
            // The first cell is the ghost cell with its middle at −dx/2.
            let series = (0...Int(t)).map { exact(-dx / 2, Double($0)) }
            let level = TimeSeries(hours: (0...Int(t)).map { Double($0) / 3600 }, values: series)
            wave.runBalanced(t, [LevelBoundary(cells: [(wave.index(0, 0), 0)], level: level)])
            var squares = 0.0, greatest = 0.0, count = 0.0
            for column in 1..<wave.fields.columns {
                let h = exact((Double(column) - 0.5) * dx, t)
                guard h > 0 else { continue }
                let error = abs(wave.depth(column, 0) - h)
                squares += error * error
                greatest = max(greatest, error)
                count += 1
            }
            let rmse = (squares / count).squareRoot()
            #expect(try rmse < 1.3 * number("rmse_m"), "\(row)")
            #expect(try greatest < 1.3 * number("maxabs_m"), "\(row)")
            // The scheme is the same: it must not be much better either, or something else was computed.
            #expect(try rmse > 0.5 * number("rmse_m"), "\(row)")
        }
    }

    @Test(arguments: [1.0, 0.8]) func `a lake over rough ground stays at rest`(theta: Double) {
        var parameters = FlowParameters()
        parameters.theta = theta
        let lake = solver(23, 17, parameters, ground: rough)
        for cell in 0..<23 * 17 {
            let i = lake.fields.index(ofCell: cell)
            lake.setDepth(max(0, 1.2 - Double(lake.fields.ground[i])), at: i)
        }
        let before = lake.depths
        #expect(before.contains(0) && before.contains { $0 > 1 })
        lake.runBalanced(3600)
        #expect(zip(before, lake.depths).allSatisfy { abs($0 - $1) < 1e-12 })
        #expect((0..<23 * 17).allSatisfy { lake.fields.fastestSquared[lake.fields.index(ofCell: $0)] < 1e-20 })
    }

    @Test(arguments: [1.0, 0.8]) func `a column of water collapses alike to all sides`(theta: Double) {
        var parameters = FlowParameters()
        parameters.theta = theta
        let n = 41
        let pool = solver(n, n, parameters)
        for row in 18...22 { for column in 18...22 { pool.setDepth(3, at: pool.index(column, row)) } }
        pool.runBalanced(120)
        #expect(pool.depth(20, 5) > 0.005)
        for row in 0..<n {
            for column in 0..<n {
                let h = pool.depth(column, row)
                #expect(abs(h - pool.depth(n - 1 - column, row)) < 1e-13)
                #expect(abs(h - pool.depth(column, n - 1 - row)) < 1e-13)
                #expect(abs(h - pool.depth(row, column)) < 1e-13)
            }
        }
    }

    /// Wide enough for many bands of rows and for blocks that wake and sleep.
    @Test(arguments: [1.0, 0.9]) func `the number of threads changes nothing, to the last bit`(theta: Double) {
        func run(_ threads: Int) -> LocalInertialSolver {
            var parameters = FlowParameters()
            parameters.threads = threads
            parameters.theta = theta
            let flood = solver(200, 60, cell: 10, parameters, ground: rough)
            flood.runBalanced(
                240,
                [Inflow(cells: [flood.index(100, 30)], discharge: TimeSeries(constant: 80)),
                 LevelBoundary(cells: (0..<60).map { (flood.index(0, $0), 0) }, level: TimeSeries(constant: 3))],
                rain: TimeSeries(hours: [0, 0.02, 0.03], values: [200, 200, 0]))
            return flood
        }
        let one = run(1), two = run(2), five = run(5)
        #expect(one.depths.count { $0 > 0.02 } > 2000)
        #expect(one.depths == two.depths && one.depths == five.depths)
        #expect(one.steps == two.steps && one.addedCubicMetres == two.addedCubicMetres)
        for cell in 0..<200 * 60 {
            let i = one.fields.index(ofCell: cell)
            #expect(one.fields.arrival[i] == two.fields.arrival[i] && one.fields.arrival[i] == five.fields.arrival[i])
            #expect(one.fields.fastestSquared[i] == two.fields.fastestSquared[i])
        }
    }

    /// What any scheme must keep, without friction: `DamBreakTests` has the exact solutions.
    @Test func `a dam break keeps its water and sends a front no faster than Ritter's`() {
        var parameters = FlowParameters()
        parameters.theta = 0.8
        let dam = solver(200, 1, cell: 1, manning: 0, parameters)
        for column in 0..<100 { dam.setDepth(2, at: dam.index(column, 0)) }
        dam.runBalanced(5)
        let h = dam.depths
        #expect(abs(h[0] - 2) < 1e-9 && h[199] == 0)
        let front = h.lastIndex { $0 > 0.02 } ?? 0
        #expect(Double(front - 100) < 2 * (9.81 * 2).squareRoot() * 5 && front > 110)
        #expect(h.allSatisfy { $0 <= 2 + 1e-9 })
        // Nor does water run faster than Ritter's front, though films at a front hold little of what comes.
        let fastest = (0..<200).map { dam.fields.fastestSquared[dam.index($0, 0)].squareRoot() }
        #expect(fastest.allSatisfy { $0 < 2 * Float(9.81 * 2).squareRoot() } && fastest[100] > 1)
    }

    @Test func `walls and unknown ground hold water, gaps let it through`() {
        // A wall of unknown ground in column 5, with a gap in row 8 only.
        let values = (0..<110).map { $0 % 11 == 5 && $0 / 11 != 8 ? Float.nan : 0 }
        let terrain = Raster(origin: Point(x: 0, y: 0), cellSizeMetres: 5, columns: 11, rows: 10, values: values)
        let closed = Raster(like: terrain, values: (0..<110).map { $0 % 11 == 5 ? Float.nan : 0 })
        for (grid, isOpen) in [(terrain, true), (closed, false)] {
            let pool = LocalInertialSolver(terrain: grid, roughness: .uniform(0.05))
            pool.runBalanced(600, [Inflow(cells: [pool.index(1, 1)], discharge: TimeSeries(hours: [0, 0.05, 0.051], values: [2, 2, 0]))])
            #expect((pool.depth(9, 1) > 0.05) == isOpen)
            #expect(pool.depth(5, 1) == 0)
            #expect(abs(pool.addedCubicMetres - 2 * (180 + 1.8)) < 1e-13)
        }
    }

    @Test func `rain on a closed basin stands as deep as it fell, in the lowest places`() {
        let basin = solver(20, 20, cell: 5) { column, row in Double(abs(column - 10) + abs(row - 10)) * 0.2 }
        // 36 mm/h for one hour, then an hour to run together.
        basin.runBalanced(7200, rain: TimeSeries(hours: [0, 1, 1.0001], values: [36, 36, 0]))
        #expect(abs(basin.addedCubicMetres - 0.036 * 10_000 * 1.00005) < 1e-13)
        #expect(basin.depth(10, 10) > 0.2)
        #expect(basin.depth(0, 0) < 0.02)
    }

    @Test func `water comes, is recorded, and goes over an open edge`() throws {
        let plain = solver(30, 5, cell: 10) { column, _ in 0.3 - Double(column) * 0.01 }
        let edge = (0..<5).map { (plain.index(29, $0), 1.0) }
        let inflow = Inflow(cells: [plain.index(0, 2)], discharge: TimeSeries(hours: [0, 0.2, 0.201], values: [5, 5, 0]))
        plain.runBalanced(8 * 3600, [inflow, OpenEdge(cells: edge)])
        let fields = plain.fields
        let arrivals = (0..<30).map { fields.arrival[plain.index($0, 2)] }
        #expect(arrivals[0] <= 10 && arrivals == arrivals.sorted() && arrivals[29] < 3600)
        #expect(plain.removedCubicMetres > 0.8 * plain.addedCubicMetres)
        let middle = plain.index(15, 2)
        #expect(fields.deepest[middle] > 0.1 && plain.depth(15, 2) < 0.02)
        #expect(fields.recession[middle] > fields.arrival[middle] && fields.recession[middle] < 8 * 3600)
        #expect(fields.fastestSquared[middle] > 0.01 && fields.fastestSquared[middle] < 9)
    }

    /// Uniform flow down an even slope: Manning's formula, q = h^(5/3) √S / n.
    @Test func `steady flow down a slope takes Manning's depth`() {
        let n = 0.06, slope = 0.004, q = 0.5
        let channel = solver(120, 1, cell: 10, manning: n) { column, _ in Double(120 - column) * 10 * slope }
        let inflow = Inflow(cells: [channel.index(0, 0)], discharge: TimeSeries(constant: q * 10))
        channel.runBalanced(6 * 3600, [inflow, OpenEdge(cells: [(channel.index(119, 0), 1)])])
        let normal = pow(q * n / slope.squareRoot(), 0.6)
        #expect(abs(channel.depth(50, 0) - normal) < 0.002 * normal)
        // v = q / h, at its fastest little more than in the end.
        let speed = Double(channel.fields.fastestSquared[channel.index(50, 0)]).squareRoot()
        #expect(speed > 0.998 * q / normal && speed < 1.1 * q / normal)
    }
}
