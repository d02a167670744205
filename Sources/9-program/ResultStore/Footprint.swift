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

    var box: Box {
        var box = Box()
        for point in polygons.joined().joined() { box.include(point) }
        return box
    }
    func shape(epsg: Int) -> [UInt8] { GeoPackageGeometry.multiPolygon(polygons, srs: GeoPackageFile.srs(ofEPSG: epsg)) }

    /// Depths from which a class begins, metres: those of the report's map, where ground below the first counts as dry.
    private static let depths = [0.05, 0.5, 1.5, 3]
    /// More cells along the longer side would show nothing more and fill the file.
    private static let cellsAcross = 256

    /// Water by depth, or shaking within rings around the epicentre.
    static func parts(of field: HazardField) -> [Footprint] {
        var parts: [Footprint] = []
        if let raster = field.footprint {
            let coarse = coarsened(raster), deepest = Double(coarse.range?.upperBound ?? 0)
            for depth in depths where depth <= deepest {
                let polygons = RasterOutline.polygons(of: coarse, where: coarse.values.map { Double($0) >= depth })
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
        for row in 0..<rows {
            for column in 0..<columns {
                var sum: Float = 0, wet = 0, count = 0
                for r in row * step..<min((row + 1) * step, raster.rows) {
                    for c in column * step..<min((column + 1) * step, raster.columns) {
                        let depth = raster.values[r * raster.columns + c]
                        count += 1
                        if depth > 0 { (sum, wet) = (sum + depth, wet + 1) }
                    }
                }
                if 2 * wet >= count { values[row * columns + column] = sum / Float(wet) }
            }
        }
        let width = raster.cellWidth * Double(step), height = raster.cellHeight * Double(step)
        let origin = Point(x: raster.origin.x, y: raster.bounds.maxY - Double(rows) * height)
        return Raster(origin: origin, cellWidth: width, cellHeight: height, columns: columns, rows: rows, values: values)
    }

    /// 72 corners: within 0.1 % of the radius.
    private static func circle(_ centre: Point, _ radius: Double) -> [Point] {
        (0..<72).map { i in
            let angle = Double(i) * .pi / 36
            return Point(x: centre.x + radius * cos(angle), y: centre.y + radius * sin(angle))
        }
    }
}
