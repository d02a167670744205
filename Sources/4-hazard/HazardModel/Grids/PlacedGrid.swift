import Geometry
import Glibc

/// A grid on the plane of a model: its cells are found by places of the model, whatever system the grid is in.
///
/// The cells stay what they are; places are brought into the grid's system, so that no value is interpolated twice.
struct PlacedGrid: Sendable {
    var raster: Raster
    /// From the model's plane to the grid's system and back; nil when they are the same.
    private let toGrid, toPlane: Projection?
    /// The sides of a cell on the ground, in metres, in the middle of the grid.
    let cellWidthMetres, cellHeightMetres: Double

    /// A grid in the model's own plane.
    init(_ raster: Raster) {
        self.raster = raster
        (toGrid, toPlane) = (nil, nil)
        (cellWidthMetres, cellHeightMetres) = (raster.cellWidth, raster.cellHeight)
    }

    /// A grid in another system than the model's plane.
    /// - Throws: `InputError` when there is no way from one to the other.
    init(_ raster: Raster, in system: CoordinateSystem, plane: CoordinateSystem) throws {
        let toPlane = try Projection(from: system, to: plane), toGrid = try Projection(from: plane, to: system)
        let box = raster.bounds
        let middle = Point(x: (box.minX + box.maxX) / 2, y: (box.minY + box.maxY) / 2)
        let here = toPlane(middle)
        func side(_ dx: Double, _ dy: Double, _ otherwise: Double) -> Double {
            let length = here.distance(to: toPlane(Point(x: middle.x + dx, y: middle.y + dy)))
            return length.isFinite && length > 0 ? length : otherwise
        }
        let isSame = toPlane.isIdentity
        self.raster = raster
        self.toGrid = isSame ? nil : toGrid
        self.toPlane = isSame ? nil : toPlane
        cellWidthMetres = isSame ? raster.cellWidth : side(raster.cellWidth, 0, raster.cellWidth)
        cellHeightMetres = isSame ? raster.cellHeight : side(0, raster.cellHeight, raster.cellHeight)
    }

    /// The same cells with other values.
    func with(values: [Float]) -> PlacedGrid {
        var grid = self
        grid.raster = Raster(like: raster, values: values)
        return grid
    }

    /// The shorter side of a cell on the ground: how finely lines are looked at.
    var finestMetres: Double { min(cellWidthMetres, cellHeightMetres) }
    /// The side of a square of a cell's area.
    var cellSizeMetres: Double { (cellWidthMetres * cellHeightMetres).squareRoot() }

    /// Whether the grid lies in the model's own plane.
    var isOnPlane: Bool { toPlane == nil }

    /// The place in the grid's own coordinates.
    func inGrid(_ p: Point) -> Point { toGrid?(p) ?? p }
    /// The index of the cell in which a place of the model lies, or nil outside.
    func index(of p: Point) -> Int? { raster.index(of: inGrid(p)) }
    /// A place in the grid's own coordinates on the model's plane.
    func onPlane(_ p: Point) -> Point { toPlane?(p) ?? p }
    /// The centre of a cell on the model's plane.
    func centre(of cell: Int) -> Point { onPlane(raster.centre(of: cell)) }

    /// Whether part of a box of the model's plane lies on the grid.
    func overlaps(_ box: Box) -> Bool {
        var inGrid = Box()
        for x in [box.minX, (box.minX + box.maxX) / 2, box.maxX] {
            for y in [box.minY, (box.minY + box.maxY) / 2, box.maxY] {
                let p = self.inGrid(Point(x: x, y: y))
                if p.isFinite { inGrid.include(p) }
            }
        }
        return !inGrid.isEmpty && raster.bounds.intersects(inGrid)
    }

    /// Hectares of the cells with a value above 0.
    var wetHectares: Double {
        var squareMetres = 0.0
        for row in 0..<raster.rows {
            let cells = (row * raster.columns)..<((row + 1) * raster.columns)
            let wet = cells.reduce(0) { raster.values[$1] > 0 ? $0 + 1 : $0 }
            if wet > 0 { squareMetres += Double(wet) * cellSquareMetres(row: row) }
        }
        return squareMetres / 10_000
    }

    /// The area of a cell on the ground; in degrees it shrinks toward the poles.
    private func cellSquareMetres(row: Int) -> Double {
        guard let toPlane else { return raster.cellWidth * raster.cellHeight }
        let c = raster.centre(of: row * raster.columns + raster.columns / 2)
        let here = toPlane(c)
        let east = toPlane(Point(x: c.x + raster.cellWidth, y: c.y))
        let north = toPlane(Point(x: c.x, y: c.y + raster.cellHeight))
        let area = here.distance(to: east) * here.distance(to: north)
        return area.isFinite ? area : cellWidthMetres * cellHeightMetres
    }

    /// The value at a place, linear between the centres of cells; nil where nothing is known.
    ///
    /// Unknown neighbours are left out, and beyond the outermost centres the nearest counts.
    func interpolatedValue(at p: Point) -> Double? {
        let q = inGrid(p)
        guard raster.index(of: q) != nil else { return nil }
        let lastColumn = raster.columns - 1, lastRow = raster.rows - 1
        let u = min(max((q.x - raster.origin.x) / raster.cellWidth - 0.5, 0), Double(lastColumn))
        let v = min(max((raster.bounds.maxY - q.y) / raster.cellHeight - 0.5, 0), Double(lastRow))
        let left = min(Int(u), max(0, lastColumn - 1)), top = min(Int(v), max(0, lastRow - 1))
        let right = min(left + 1, lastColumn), bottom = min(top + 1, lastRow)
        // A millionth of a cell is rounding, not a neighbour's share.
        func share(_ at: Double) -> Double { at < 1e-6 ? 0 : at > 1 - 1e-6 ? 1 : at }
        let a = share(u - Double(left)), b = share(v - Double(top))
        var sum = 0.0, weight = 0.0
        for (column, row, w) in [
            (left, top, (1 - a) * (1 - b)), (right, top, a * (1 - b)), (left, bottom, (1 - a) * b), (right, bottom, a * b),
        ] where w > 0 {
            let value = Double(raster.values[row * raster.columns + column])
            guard !value.isNaN else { continue }
            sum += w * value
            weight += w
        }
        return weight > 0 ? sum / weight : nil
    }

    /// The grid as a picture or another grid shows it: square cells on the model's plane, each with the value at its
    /// centre.
    ///
    /// - Parameter box: what has to be covered, as far as the grid reaches; used only when the systems differ.
    func onPlane(covering box: Box) -> Raster {
        guard toGrid != nil, !box.isEmpty else { return raster }
        // A picture shows a thousand points; four million cells are plenty.
        let cell = max(finestMetres, max(box.width, box.height) / 2000, 0.01)
        let columns = Int((box.width / cell).rounded(.up)) + 1, rows = Int((box.height / cell).rounded(.up)) + 1
        var plane = Raster(
            origin: Point(x: box.minX, y: box.minY), cellSizeMetres: cell, columns: columns, rows: rows,
            values: Array(repeating: .nan, count: columns * rows))
        for i in plane.values.indices {
            if let cell = index(of: plane.centre(of: i)) { plane.values[i] = raster.values[cell] }
        }
        return plane
    }
}
