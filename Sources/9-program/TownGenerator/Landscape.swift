import Geometry
import Glibc

/// The ground on which a town is laid out: a river that winds from west to east between two dikes.
///
/// Places are addressed by (x, offset): metres east, and metres from the middle of the river, positive to the north.
/// Streets at a constant offset run along the river, less so the further away they are.
/// Heights are metres above the datum (NAP):
/// the river bed −2.5, foreland 2.4, dike crest 6.0; north of it 3.6 and up, with the old town on a mound of about 7;
/// in the south a low quarter of about 1.0 in the western half, dry ground of about 5.2 elsewhere.
struct Landscape: Sendable {
    /// Middle of the town, and of the river's course, in RD New (EPSG:28992).
    static let centre = Point(x: 155_000, y: 435_000)
    static let dikeCrestMetres = 6.0
    static let bedHalfWidthMetres = 80.0
    static let dikeStartMetres = 190.0

    /// Extent of the street grid from west to east.
    let west: Double, width: Double
    /// Broad enough that two cells of the terrain grid always close it.
    let dikeCrestWidthMetres: Double
    /// Where the old town lies, on the north side.
    let oldTownX: Double, oldTownOffset = 620.0
    private let phase1: Double, phase2: Double

    init(width: Double, oldTownX: Double, cellSizeMetres: Double, draws: Draws) {
        self.width = width
        west = (Self.centre.x - width / 2).rounded()
        self.oldTownX = oldTownX
        dikeCrestWidthMetres = max(55, 2.2 * cellSizeMetres)
        phase1 = 2 * .pi * draws.uniform(.landscape, 1)
        phase2 = 2 * .pi * draws.uniform(.landscape, 2)
    }

    /// Offset of the first street behind the dike.
    var firstStreetOffset: Double { Self.dikeStartMetres + dikeCrestWidthMetres + 45 }
    /// Offset of the middle of the dike.
    var dikeOffset: Double { Self.dikeStartMetres + dikeCrestWidthMetres / 2 }

    /// How far north of its mean course the river runs.
    private func meander(_ x: Double) -> Double {
        let s = x - west
        return 160 * sin(2 * .pi * s / 3500 + phase1) + 90 * sin(2 * .pi * s / 9000 + phase2)
    }
    private static func damping(_ offset: Double) -> Double {
        let t = offset / 1200
        return 1 / (1 + t * t)
    }

    /// Streets that lead away from the river are straight on the bridges and wind a little further on.
    func place(x: Double, offset: Double) -> Point {
        let away = min(1, max(0, (abs(offset) - 350) / 700))
        let bent = x + 70 * away * sin(offset / 430 + phase1) + 30 * away * sin((x + offset) / 800)
        return Point(x: bent, y: Self.centre.y + meander(bent) * Self.damping(offset) + offset)
    }

    /// The offset of a place, by fixed-point iteration: the map contracts by 0.14 per step.
    func offset(of p: Point) -> Double {
        let bend = meander(p.x), north = p.y - Self.centre.y
        var offset = north
        for _ in 0..<6 { offset = north - bend * Self.damping(offset) }
        return offset
    }

    /// Height of the ground.
    func height(at p: Point) -> Double {
        let offset = offset(of: p)
        let away = abs(offset)
        let dikeEnd = Self.dikeStartMetres + dikeCrestWidthMetres
        switch away {
        case ..<Self.bedHalfWidthMetres: return -2.5
        case ..<(Self.dikeStartMetres - 10):
            return 2.4 * Self.smooth(Self.bedHalfWidthMetres, 110, away) - 2.5 * (1 - Self.smooth(Self.bedHalfWidthMetres, 110, away))
        case ..<dikeEnd: return Self.dikeCrestMetres
        default:
            let ground = offset > 0 ? northernGround(p, offset) : southernGround(p, away)
            let slope = Self.smooth(dikeEnd, dikeEnd + 25, away)
            return Self.dikeCrestMetres * (1 - slope) + ground * slope
        }
    }

    private func northernGround(_ p: Point, _ offset: Double) -> Double {
        let u = (p.x - oldTownX) / 650, v = (offset - oldTownOffset) / 420
        return 3.6 + min(1.8, 0.0006 * offset) + 3.2 * exp(-u * u - v * v) + 0.25 * ripple(p)
    }

    private func southernGround(_ p: Point, _ away: Double) -> Double {
        let fraction = (p.x - west) / width
        let high = max(Self.smooth(0.55, 0.68, fraction), Self.smooth(1500, 2000, away))
        return 1.0 + 4.2 * high + (0.35 - 0.1 * high) * ripple(p)
    }

    /// Gentle unevenness between −1 and 1.
    private func ripple(_ p: Point) -> Double {
        let s = p.x - west
        return sin(s / 190 + phase1) * cos(p.y / 240 + phase2)
    }

    private static func smooth(_ low: Double, _ high: Double, _ value: Double) -> Double {
        let t = min(1, max(0, (value - low) / (high - low)))
        return t * t * (3 - 2 * t)
    }

    /// The terrain over a rectangle, at the centres of square cells; heights in centimetres.
    func terrain(over box: Box, cellSizeMetres cell: Double) -> Raster {
        let originX = (box.minX / cell).rounded(.down) * cell, originY = (box.minY / cell).rounded(.down) * cell
        let columns = Int(((box.maxX - originX) / cell).rounded(.up))
        let rows = Int(((box.maxY - originY) / cell).rounded(.up))
        var values: [Float] = []
        values.reserveCapacity(columns * rows)
        for row in 0..<rows {
            let y = originY + (Double(rows - 1 - row) + 0.5) * cell
            for column in 0..<columns {
                let x = originX + (Double(column) + 0.5) * cell
                values.append(Float(height(at: Point(x: x, y: y)).centimetres))
            }
        }
        return Raster(
            origin: Point(x: originX, y: originY), cellSizeMetres: cell, columns: columns, rows: rows, values: values)
    }
}
