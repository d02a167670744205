import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Reads heights of the ground and depths of water off the surfaces that files bring.
    ///
    /// Nodes and facilities without an elevation take that of the terrain they stand on. Those under a flood surface
    /// get a flood record: water level minus elevation, or only the surface's class of depth where no elevation is known.
    mutating func readHeightSurfaces() {
        let places = city.rowClass.indices.filter {
            (city.rowClass[$0] == .node || city.rowClass[$0] == .facility) && city.x[$0].isFinite && city.y[$0].isFinite
        }
        for case (let surface, true) in city.heightSurfaces.map({ ($0, $0.isTerrain) }) { takeElevations(surface, places) }
        for surface in city.heightSurfaces {
            if case .water(let flood) = surface.meaning { takeDepths(surface, flood, places) }
        }
        city.heightSurfaces = []
    }

    private mutating func takeElevations(_ surface: HeightSurface, _ places: [Int]) {
        let has = rowsWith(.elevation), grid = TriangleGrid(surface)
        var count = 0
        for row in places where !has[row] {
            guard let z = grid.height(at: Point(x: city.x[row], y: city.y[row])) else { continue }
            city.set(.elevation, z, ofRow: row, .derived)
            count += 1
        }
        log.add(
            Issue(
                .note, "terrain-read",
                "\(count) assets without a height took that of a terrain of \(surface.triangleCount) triangles"))
    }

    private mutating func takeDepths(_ surface: HeightSurface, _ flood: FloodRisk, _ places: [Int]) {
        let elevation = values(.elevation), grid = TriangleGrid(surface)
        var known = Set<Int32>()
        for entry in city.floodRisks
        where (entry.record.kind, entry.record.description, entry.record.scale) == (flood.kind, flood.description, flood.scale) {
            known.insert(entry.row)
        }
        var derived = 0, ranked = 0, unknown = 0, dry = 0
        for row in places where !known.contains(Int32(row)) {
            guard let level = grid.height(at: Point(x: city.x[row], y: city.y[row])) else { continue }
            var record = flood
            record.provenance = .derived
            if !elevation[row].isNaN {
                guard level > elevation[row] else {
                    dry += 1
                    continue
                }
                record.depthMetres = ((level - elevation[row]) * 1000).rounded() / 1000
                record.rank = 0
                derived += 1
            } else if flood.rank > 0 {
                record.depthMetres = .nan
                ranked += 1
            } else {
                unknown += 1
                continue
            }
            city.floodRisks.append((Int32(row), record))
        }
        log.add(
            Issue(
                unknown > 0 ? .warning : .note, "flood-surface-read",
                "a flood surface of \(surface.triangleCount) triangles: \(derived) assets got a depth (water level minus elevation), \(ranked) only its class of depth, \(dry) stand above it, \(unknown) in it have no elevation and got nothing",
                remedy: "add a file with the terrain"))
    }
}

extension HeightSurface {
    fileprivate var isTerrain: Bool { if case .terrain = meaning { true } else { false } }
}

/// The triangles of a surface in square cells, for the height at a place.
private struct TriangleGrid {
    private let surface: HeightSurface
    private var box = Box()
    private let side: Double, columns: Int, rows: Int
    private var first: [Int32] = [0], triangles: [Int32] = []

    init(_ surface: HeightSurface) {
        self.surface = surface
        for i in surface.x.indices { box.include(Point(x: surface.x[i], y: surface.y[i])) }
        let n = max(surface.triangleCount, 1)
        let wanted = max((box.width * box.height / Double(n)).squareRoot(), max(box.width, box.height) / 4096, 1e-9)
        side = wanted.isFinite ? wanted : 1
        columns = max(1, min(4097, Int(box.width / side) + 1))
        rows = max(1, min(4097, Int(box.height / side) + 1))
        var counts = [Int32](repeating: 0, count: columns * rows + 1)
        for t in 0..<surface.triangleCount { forEachCell(of: t) { counts[$0 + 1] += 1 } }
        for cell in 0..<(columns * rows) { counts[cell + 1] += counts[cell] }
        first = counts
        triangles = Array(repeating: 0, count: Int(counts[columns * rows]))
        for t in 0..<surface.triangleCount {
            forEachCell(of: t) {
                triangles[Int(counts[$0])] = Int32(t)
                counts[$0] += 1
            }
        }
    }

    private func forEachCell(of t: Int, _ body: (Int) -> Void) {
        let x = surface.x[3 * t..<3 * t + 3], y = surface.y[3 * t..<3 * t + 3]
        guard let x0 = x.min(), let x1 = x.max(), let y0 = y.min(), let y1 = y.max() else { return }
        for row in cell(y0 - box.minY, rows)...cell(y1 - box.minY, rows) {
            for column in cell(x0 - box.minX, columns)...cell(x1 - box.minX, columns) { body(row * columns + column) }
        }
    }

    private func cell(_ offset: Double, _ count: Int) -> Int { max(0, min(count - 1, Int(offset / side))) }

    /// The height of the highest triangle over a place; nil outside all of them.
    func height(at p: Point) -> Double? {
        guard box.contains(p) else { return nil }
        let at = cell(p.y - box.minY, rows) * columns + cell(p.x - box.minX, columns)
        var best: Double?
        for slot in first[at]..<first[at + 1] {
            let t = 3 * Int(triangles[Int(slot)])
            let (ax, ay) = (surface.x[t], surface.y[t])
            let (ux, uy) = (surface.x[t + 1] - ax, surface.y[t + 1] - ay)
            let (vx, vy) = (surface.x[t + 2] - ax, surface.y[t + 2] - ay)
            let area = ux * vy - uy * vx
            guard area != 0 else { continue }
            let b = ((p.x - ax) * vy - (p.y - ay) * vx) / area, c = (ux * (p.y - ay) - uy * (p.x - ax)) / area
            guard b >= -1e-9, c >= -1e-9, b + c <= 1 + 1e-9 else { continue }
            let z = surface.z[t] + b * (surface.z[t + 1] - surface.z[t]) + c * (surface.z[t + 2] - surface.z[t])
            best = max(best ?? z, z)
        }
        return best
    }
}
