import Computation
/// The outlines of the cells of a raster that a condition picks, as polygons.
///
/// Cells that share a side belong to one polygon, cells that only touch at a corner do not. Outlines run along the
/// sides of cells, counter-clockwise around a polygon and clockwise around its holes; each is a simple ring.
public enum RasterOutline {
    /// - Parameter isIn: for each cell of the raster whether it is picked.
    /// - Returns: polygons in the order of their first cells; of each the outline, then its holes. Rings are not closed.
    /// - Complexity: O(cells).
    public static func polygons(of raster: Raster, where isIn: [Bool]) -> [[[Point]]] {
        polygons(of: raster, whereClass: isIn.map { $0 ? 1 : 0 }, isAtLeast: 1)
    }

    /// The same for cells of a class and the classes above it.
    /// - Parameter classes: one for each cell of the raster, up to 127.
    public static func polygons(of raster: Raster, whereClass classes: [UInt8], isAtLeast lowest: UInt8) -> [[[Point]]] {
        var tracer = Tracer(columns: raster.columns, rows: raster.rows, classes, lowest)
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

    /// Works on corners, numbered row by row from the north-west: `row * (columns + 1) + column`. Cells are bits, with a
    /// border of cells that are out, so that every cell has neighbours.
    private struct Tracer {
        let columns, rows: Int
        /// Words to a row of cells, the border among them: the cell in a column is bit `column + 1`.
        let words: Int
        private var bits: [UInt64]
        /// Stretches of cells that are in, row by row: first and last column.
        private var runs: [(first: Int, last: Int)] = []
        /// The number of the polygon of each.
        private var part: [Int32] = []
        /// The first run of each row, and where the last row ends.
        private var firstRun: [Int] = []
        private var partCount = 0
        /// Sides that have been walked: a bit for each direction from a corner.
        private var walked: [UInt8]

        init(columns: Int, rows: Int, _ classes: [UInt8], _ lowest: UInt8) {
            (self.columns, self.rows, words) = (columns, rows, (columns + 2 + 63) / 64)
            bits = Self.bits(columns, rows, words, classes, lowest)
            walked = Array(repeating: 0, count: (columns + 1) * (rows + 1))
        }

        /// Looks at eight cells at a time.
        private static func bits(_ columns: Int, _ rows: Int, _ words: Int, _ classes: [UInt8], _ lowest: UInt8) -> [UInt64] {
            let ones: UInt64 = 0x0101_0101_0101_0101
            let upToTop = ones &* UInt64(128 - Int(min(max(lowest, 1), 127)))
            var bits = [UInt64](repeating: 0, count: (rows + 2) * words)
            classes.withUnsafeBytes { bytes in
                for row in 0..<rows {
                    let start = (row + 1) * words
                    for column in stride(from: 0, to: columns, by: 8) {
                        var eight: UInt64 = 0
                        if column + 8 <= columns {
                            eight = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: row * columns + column, as: UInt64.self))
                        } else {
                            for i in 0..<columns - column { eight |= UInt64(bytes[row * columns + column + i]) << UInt64(8 * i) }
                        }
                        guard eight != 0 else { continue }
                        // The top bit of each byte whose class is high enough, then these bits side by side.
                        let picked = ((((eight &+ upToTop) >> 7) & ones) &* 0x0102_0408_1020_4080) >> 56
                        let place = column + 1
                        bits[start + place >> 6] |= picked << UInt64(place & 63)
                        if place & 63 > 56 { bits[start + place >> 6 + 1] |= picked >> UInt64(64 - place & 63) }
                    }
                }
            }
            return bits
        }

        mutating func polygons() -> [[[Int]]] {
            findRuns()
            // A part has one outline: cells that touch only at a corner and hang together elsewhere enclose a hole there.
            var parts: [[[Int]]] = Array(repeating: [[]], count: partCount)
            for row in 0..<rows where firstRun[row] < firstRun[row + 1] {
                var run = firstRun[row]
                for word in 0..<words {
                    let own = bits[(row + 1) * words + word]
                    let north = bits[row * words + word], south = bits[(row + 2) * words + word]
                    // Every ring has a side that runs east with its cell to the north, or west with it to the south.
                    var edges = own & ~(north & south)
                    while edges != 0 {
                        let bit = edges.trailingZeroBitCount, column = 64 * word + bit - 1
                        edges &= edges - 1
                        while runs[run].last < column { run += 1 }
                        var rings = south >> UInt64(bit) & 1 == 1 ? [] : self.rings(from: column, row + 1, .east)
                        if north >> UInt64(bit) & 1 == 0 { rings += self.rings(from: column + 1, row, .west) }
                        for ring in rings {
                            let own = Int(part[run])
                            if isCounterClockwise(ring) { parts[own][0] = ring } else { parts[own].append(ring) }
                        }
                    }
                }
            }
            return parts
        }

        /// Finds the runs of each row and which of them hang together.
        private mutating func findRuns() {
            for row in 0..<rows {
                let start = (row + 1) * words
                firstRun.append(runs.count)
                var ends = runs.count
                for word in 0..<words {
                    let own = bits[start + word]
                    guard own != 0 else { continue }
                    var firsts = own & ~(own << 1 | (word > 0 ? bits[start + word - 1] >> 63 : 0))
                    var lasts = own & ~(own >> 1 | (word + 1 < words ? bits[start + word + 1] << 63 : 0))
                    while firsts != 0 {
                        runs.append((64 * word + firsts.trailingZeroBitCount - 1, 0))
                        firsts &= firsts - 1
                    }
                    while lasts != 0 {
                        runs[ends].last = 64 * word + lasts.trailingZeroBitCount - 1
                        lasts &= lasts - 1
                        ends += 1
                    }
                }
            }
            firstRun.append(runs.count)
            var groups = UnionFind(count: runs.count)
            for row in 1..<max(1, rows) { join(firstRun[row - 1]..<firstRun[row], firstRun[row]..<firstRun[row + 1], &groups) }
            (part, partCount) = groups.groups()
        }

        /// Joins runs of two rows that share a side.
        private func join(_ north: Range<Int>, _ south: Range<Int>, _ groups: inout UnionFind) {
            var (a, b) = (north.lowerBound, south.lowerBound)
            while a < north.upperBound, b < south.upperBound {
                if runs[a].first <= runs[b].last, runs[b].first <= runs[a].last { groups.join(a, b) }
                if runs[a].last < runs[b].last { a += 1 } else { b += 1 }
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

        private func isIn(_ column: Int, _ row: Int) -> Bool {
            bits[(row + 1) * words + (column + 1) >> 6] >> UInt64((column + 1) & 63) & 1 == 1
        }

        private func isPinched(_ column: Int, _ row: Int) -> Bool {
            isIn(column, row) == isIn(column - 1, row - 1) && isIn(column - 1, row) == isIn(column, row - 1)
        }

        /// The way on from a corner: left when the cell ahead to the left is out, right when both ahead are in. Where
        /// cells touch only at the corner the walk stays with its own.
        private func turned(_ column: Int, _ row: Int, _ direction: Direction) -> Direction {
            let northEast = isIn(column, row - 1), northWest = isIn(column - 1, row - 1)
            let southEast = isIn(column, row), southWest = isIn(column - 1, row)
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
