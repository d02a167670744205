/// The outlines of the cells of a raster that a condition picks, as polygons.
///
/// Cells that share a side belong to one polygon, cells that only touch at a corner do not. Outlines run along the
/// sides of cells, counter-clockwise around a polygon and clockwise around its holes; each is a simple ring.
public enum RasterOutline {
    /// - Parameter isIn: for each cell of the raster whether it is picked.
    /// - Returns: polygons in the order of their first cells; of each the outline, then its holes. Rings are not closed.
    /// - Complexity: O(cells).
    public static func polygons(of raster: Raster, where isIn: [Bool]) -> [[[Point]]] {
        var tracer = Tracer(columns: raster.columns, rows: raster.rows, isIn: isIn)
        let north = raster.bounds.maxY
        return tracer.polygons().map { rings in
            rings.map { ring in
                ring.map { corner in
                    Point(
                        x: raster.origin.x + Double(corner % (raster.columns + 1)) * raster.cellWidth,
                        y: north - Double(corner / (raster.columns + 1)) * raster.cellHeight)
                }
            }
        }
    }

    /// Works on corners, numbered row by row from the north-west: `row * (columns + 1) + column`. Cells have a border of
    /// cells that are out, so that every cell has neighbours.
    private struct Tracer {
        let columns, rows: Int
        /// Cells to a row, the border among them.
        let stride: Int
        private var isIn: [Bool]
        /// Number of the polygon of each cell.
        private var part: [Int32]
        private var partCount = 0
        /// Sides that have been walked: a bit for each direction from a corner.
        private var walked: [UInt8]

        init(columns: Int, rows: Int, isIn cells: [Bool]) {
            (self.columns, self.rows, stride) = (columns, rows, columns + 2)
            isIn = Array(repeating: false, count: (columns + 2) * (rows + 2))
            for row in 0..<rows {
                for column in 0..<columns where cells[row * columns + column] { isIn[(row + 1) * stride + column + 1] = true }
            }
            part = Array(repeating: -1, count: isIn.count)
            walked = Array(repeating: 0, count: (columns + 1) * (rows + 1))
        }

        mutating func polygons() -> [[[Int]]] {
            label()
            // A part has one outline: cells that touch only at a corner and hang together elsewhere enclose a hole there.
            var parts: [[[Int]]] = Array(repeating: [[]], count: partCount)
            for row in 0..<rows {
                let start = (row + 1) * stride + 1
                for column in 0..<columns where isIn[start + column] {
                    let own = start + column
                    // Every ring has a side that runs east with its cell to the north, or west with it to the south.
                    guard !isIn[own + stride] || !isIn[own - stride] else { continue }
                    var rings = isIn[own + stride] ? [] : self.rings(from: column, row + 1, .east)
                    if !isIn[own - stride] { rings += self.rings(from: column + 1, row, .west) }
                    for ring in rings {
                        if isCounterClockwise(ring) { parts[Int(part[own])][0] = ring } else { parts[Int(part[own])].append(ring) }
                    }
                }
            }
            return parts
        }

        private mutating func label() {
            var queue: [Int] = []
            for start in isIn.indices where isIn[start] && part[start] < 0 {
                part[start] = Int32(partCount)
                queue.append(start)
                while let next = queue.popLast() {
                    for neighbour in [next + 1, next - 1, next + stride, next - stride] where isIn[neighbour] && part[neighbour] < 0 {
                        part[neighbour] = Int32(partCount)
                        queue.append(neighbour)
                    }
                }
                partCount += 1
            }
        }

        private enum Direction: UInt8 { case east, north, west, south }

        /// Walks with the cells on the left, from a corner in a direction, until it comes back: corners where it turns.
        /// A corner passed twice ends a ring of its own. Nothing when that side was walked before.
        private mutating func rings(from column: Int, _ row: Int, _ direction: Direction) -> [[Int]] {
            var (column, row, direction) = (column, row, direction)
            var turns: [Int] = [], rings: [[Int]] = []
            var passed: [Int: Int] = [:]
            while true {
                let corner = row * (columns + 1) + column, bit = 1 << direction.rawValue as UInt8
                guard walked[corner] & bit == 0 else { break }
                walked[corner] |= bit
                switch direction {
                case .east: column += 1
                case .north: row -= 1
                case .west: column -= 1
                case .south: row += 1
                }
                let (ahead, next) = (turned(column, row, direction), row * (columns + 1) + column)
                guard ahead != direction else { continue }
                direction = ahead
                // Only where cells touch at a corner alone does a ring come by twice.
                guard isPinched(column, row) else {
                    turns.append(next)
                    continue
                }
                if let before = passed[next] {
                    rings.append(Array(turns[before...]))
                    for corner in turns[before...] { passed[corner] = nil }
                    turns.removeSubrange(before...)
                }
                passed[next] = turns.count
                turns.append(next)
            }
            if turns.count > 2 { rings.append(turns) }
            return rings
        }

        /// The cell to the south-east of a corner.
        private func cell(_ column: Int, _ row: Int) -> Int { (row + 1) * stride + column + 1 }

        private func isPinched(_ column: Int, _ row: Int) -> Bool {
            let southEast = cell(column, row)
            return isIn[southEast] == isIn[southEast - stride - 1] && isIn[southEast - 1] == isIn[southEast - stride]
        }

        /// The way on from a corner: left when the cell ahead to the left is out, right when both ahead are in. Where
        /// cells touch only at the corner the walk stays with its own.
        private func turned(_ column: Int, _ row: Int, _ direction: Direction) -> Direction {
            let place = cell(column, row)
            let northEast = isIn[place - stride], northWest = isIn[place - stride - 1], southEast = isIn[place], southWest = isIn[place - 1]
            switch direction {
            case .east: return !northEast ? .north : southEast ? .south : .east
            case .north: return !northWest ? .west : northEast ? .east : .north
            case .west: return !southWest ? .south : northWest ? .north : .west
            case .south: return !southEast ? .east : southWest ? .west : .south
            }
        }

        private func isCounterClockwise(_ ring: [Int]) -> Bool {
            var twice = 0
            var (x, y) = (ring[ring.count - 1] % (columns + 1), -(ring[ring.count - 1] / (columns + 1)))
            for corner in ring {
                let (nextX, nextY) = (corner % (columns + 1), -(corner / (columns + 1)))
                twice += x * nextY - nextX * y
                (x, y) = (nextX, nextY)
            }
            return twice > 0
        }
    }
}
