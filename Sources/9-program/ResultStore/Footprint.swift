import GeoPackageWriting
import Geometry
import Glibc
import HazardModel

/// The places where an event exceeds a value, generalised to some hundred cells across.
struct Footprint {
    /// Such as `depth`, with its unit.
    var measure: String
    var above: Double
    var unit: String
    var polygons: [[[Point]]]

    /// As it is written.
    struct Stored: Sendable {
        var shape: [UInt8]
        var measure: String
        var above: Double
        var unit: String
    }
    func stored(epsg: Int) -> Stored {
        let shape = GeoPackageGeometry.multiPolygon(polygons, srs: GeoPackageFile.srs(ofEPSG: epsg))
        return Stored(shape: shape, measure: measure, above: above, unit: unit)
    }

    /// Depths from which a class begins, metres: those of the report's map, where ground below the first counts as dry.
    private static let depths = [0.05, 0.5, 1.5, 3]
    /// More cells along the longer side would show nothing more and fill the file.
    private static let cellsAcross = 256

    /// Water by depth, or shaking within rings around the epicentre.
    static func parts(of field: HazardField) -> [Footprint] {
        var parts: [Footprint] = []
        if let raster = field.footprint {
            let coarse = coarsened(raster)
            var classes = [UInt8](repeating: 0, count: coarse.values.count)
            for depth in depths {
                for cell in classes.indices { classes[cell] &+= Double(coarse.values[cell]) >= depth ? 1 : 0 }
            }
            let deepest = Int(classes.max() ?? 0)
            for (place, depth) in depths.prefix(deepest).enumerated() {
                let polygons = RasterOutline.polygons(of: coarse, whereClass: classes, isAtLeast: UInt8(place + 1))
                parts.append(Footprint(measure: "depth", above: depth, unit: "m", polygons: polygons))
            }
        }
        if let centre = field.epicentre {
            for ring in field.rings where ring.radiusMetres > 0 && ring.radiusMetres.isFinite {
                parts.append(Footprint(measure: "pga", above: ring.pga, unit: "g", polygons: [[circle(centre, ring.radiusMetres)]]))
            }
        }
        return parts
    }

    /// Squares of cells as one, with the mean of their depths; dry where more than half of them are.
    private static func coarsened(_ raster: Raster) -> Raster {
        let step = (max(raster.columns, raster.rows) + cellsAcross - 1) / cellsAcross
        guard step > 1 else { return raster }
        let columns = (raster.columns + step - 1) / step, rows = (raster.rows + step - 1) / step
        var values = [Float](repeating: 0, count: columns * rows)
        // First down the columns, which many cells at a time can do, then across.
        var sums = [Float](repeating: 0, count: raster.columns), wet = [Float](repeating: 0, count: raster.columns)
        for row in 0..<rows {
            let own = row * step..<min((row + 1) * step, raster.rows)
            for column in 0..<raster.columns { (sums[column], wet[column]) = (0, 0) }
            for r in own {
                raster.values[r * raster.columns..<(r + 1) * raster.columns].withUnsafeBufferPointer { addWet($0, to: &sums, &wet) }
            }
            var first = 0
            for column in 0..<columns {
                let end = min(first + step, raster.columns), cells = own.count * (end - first)
                var sum: Float = 0, count: Float = 0
                while first < end {
                    sum += sums[first]
                    count += wet[first]
                    first += 1
                }
                if count > 0, 2 * count >= Float(cells) { values[row * columns + column] = sum / count }
            }
        }
        let width = raster.cellWidth * Double(step), height = raster.cellHeight * Double(step)
        let origin = Point(x: raster.origin.x, y: raster.bounds.maxY - Double(rows) * height)
        return Raster(origin: origin, cellWidth: width, cellHeight: height, columns: columns, rows: rows, values: values)
    }

    private static func addWet(
        _ depths: UnsafeBufferPointer<Float>, to sums: UnsafeMutablePointer<Float>, _ counts: UnsafeMutablePointer<Float>
    ) {
        for column in 0..<depths.count {
            let isWet = depths[column] > 0
            sums[column] += isWet ? depths[column] : 0
            counts[column] += isWet ? 1 : 0
        }
    }

    /// 72 corners: within 0.1 % of the radius.
    private static func circle(_ centre: Point, _ radius: Double) -> [Point] {
        (0..<72).map { i in
            let angle = Double(i) * .pi / 36
            return Point(x: centre.x + radius * cos(angle), y: centre.y + radius * sin(angle))
        }
    }
}
