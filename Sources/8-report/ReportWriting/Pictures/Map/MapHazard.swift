import Geometry
import Glibc
import HazardModel
import NetworkModel

/// The event on the map: water by depth class, shaking by class of its acceleration, or rings around an epicentre.
enum MapHazard {
    /// Lower bounds of the depth classes in metres; below the first one the ground counts as dry.
    static let depthClasses: [Double] = [0.05, 0.5, 1.5, 3]
    /// Lower bounds of the classes of peak ground acceleration in g; below the first one nothing is drawn.
    static let shakingClasses: [Double] = [0.02, 0.05, 0.1, 0.2, 0.3, 0.5]

    static let ringColour = "#6E2C5B", ringDash = "10 4"

    static func draw(_ findings: Findings, _ frame: MapFrame, _ svg: inout SVGWriter) {
        for field in findings.input.fields {
            if let shaking = field.shakingMap { drawClasses(shaking, shakingClasses, Palette.shaking, frame, &svg) }
            if let footprint = field.footprint { drawClasses(footprint, depthClasses, Palette.depths, frame, &svg) }
            guard let epicentre = field.epicentre else { continue }
            for ring in rings(field, frame) {
                svg.element("circle", [
                    "cx": SVGWriter.number(frame.x(epicentre)), "cy": SVGWriter.number(frame.y(epicentre)),
                    "r": SVGWriter.number(ring.radiusMetres * frame.scale), "fill": "none", "stroke": ringColour,
                    "stroke-width": "2", "stroke-dasharray": ringDash,
                ])
            }
        }
    }

    /// Rings of a radius that a picture can hold.
    static func rings(_ field: HazardField, _ frame: MapFrame) -> [(radiusMetres: Double, pga: Double)] {
        field.rings.filter { $0.radiusMetres > 0 && $0.radiusMetres * frame.scale < 100_000 }
    }

    /// One path per class, each row's runs of equal class as one rectangle. Cells finer than the picture can show are
    /// joined in squares by their largest value.
    private static func drawClasses(
        _ raster: Raster, _ classes: [Double], _ colours: [String], _ frame: MapFrame, _ svg: inout SVGWriter
    ) {
        let cell = raster.cellSizeMetres
        let step = max(1, Int((2 / (cell * frame.scale)).rounded(.up)))
        let north = raster.bounds.maxY, west = raster.bounds.minX
        let firstColumn = max(0, Int(((frame.shown.minX - west) / cell).rounded(.down)))
        let lastColumn = min(raster.columns, Int(((frame.shown.maxX - west) / cell).rounded(.up)))
        let firstRow = max(0, Int(((north - frame.shown.maxY) / cell).rounded(.down)))
        let lastRow = min(raster.rows, Int(((north - frame.shown.minY) / cell).rounded(.up)))
        guard firstColumn < lastColumn, firstRow < lastRow else { return }
        var paths = Array(repeating: PathData(), count: classes.count)
        for row in stride(from: firstRow, to: lastRow, by: step) {
            let rowEnd = min(row + step, lastRow)
            var runStart = firstColumn, runClass = -1
            func close(_ end: Int) {
                guard runClass >= 0 else { return }
                let corner = Point(x: west + Double(runStart) * cell, y: north - Double(row) * cell)
                paths[runClass].rectangle(
                    frame.x(corner), frame.y(corner), Double(end - runStart) * cell * frame.scale,
                    Double(rowEnd - row) * cell * frame.scale)
            }
            for column in stride(from: firstColumn, to: lastColumn, by: step) {
                var largest = 0.0
                for r in row..<rowEnd {
                    for c in column..<min(column + step, lastColumn) { largest = fmax(largest, Double(raster.values[r * raster.columns + c])) }
                }
                let own = classes.lastIndex { largest >= $0 } ?? -1
                if own != runClass {
                    close(column)
                    (runStart, runClass) = (column, own)
                }
            }
            close(lastColumn)
        }
        for (path, colour) in zip(paths, colours) {
            svg.path(path, ["fill": colour, "shape-rendering": "crispEdges"])
        }
    }

    /// The epicentre as a star, or an arrow at the edge that points to it, and the rings' labels.
    static func drawEpicentre(_ findings: Findings, _ frame: MapFrame, _ labels: inout MapLabels, _ svg: inout SVGWriter) {
        for field in findings.input.fields {
            guard let epicentre = field.epicentre else { continue }
            let (x, y) = (frame.x(epicentre), frame.y(epicentre))
            for ring in rings(field, frame) { labelRing(ring, x, y, findings, frame, &labels, &svg) }
            if frame.shown.contains(epicentre) {
                star(x, y, &svg)
                labels.place(findings.language.legendEpicentre, x, y, 9, "bold", &svg)
            } else {
                arrow(toward: epicentre, x, y, findings, frame, &labels, &svg)
            }
        }
    }

    static func star(_ x: Double, _ y: Double, _ svg: inout SVGWriter) {
        var path = PathData()
        for i in 0...10 {
            let angle = Double(i) * .pi / 5, radius = i % 2 == 0 ? 10.0 : 4.2
            let (px, py) = (x + radius * sin(angle), y - radius * cos(angle))
            if i == 0 { path.move(px, py) } else { path.line(px, py) }
        }
        svg.path(path, ["fill": Palette.yellow, "stroke": "#000", "stroke-width": "1.2"])
    }

    private static func labelRing(
        _ ring: (radiusMetres: Double, pga: Double), _ x: Double, _ y: Double, _ f: Findings, _ frame: MapFrame,
        _ labels: inout MapLabels, _ svg: inout SVGWriter
    ) {
        let radius = ring.radiusMetres * frame.scale
        // The first place on the ring, going round from the north, that lies well within the frame.
        for i in 0..<72 {
            let angle = Double(i) * .pi / 36
            let (px, py) = (x + radius * sin(angle), y - radius * cos(angle))
            guard px > frame.left + 30, px < frame.right - 110, py > frame.top + 24, py < frame.bottom - 60 else { continue }
            labels.place(f.language.legendRing(f.words.significant(ring.pga, 2)), px, py, 2, "normal", &svg)
            return
        }
    }

    /// Points along (ux, uy), of length 1.
    static func arrowhead(_ x: Double, _ y: Double, _ ux: Double, _ uy: Double, _ svg: inout SVGWriter) {
        var path = PathData()
        path.move(x + 12 * ux, y + 12 * uy)
        path.line(x - 10 * ux - 9 * uy, y - 10 * uy + 9 * ux)
        path.line(x - 10 * ux + 9 * uy, y - 10 * uy - 9 * ux)
        path.line(x + 12 * ux, y + 12 * uy)
        svg.path(path, ["fill": Palette.yellow, "stroke": "#000", "stroke-width": "1.2"])
    }

    private static func arrow(
        toward epicentre: Point, _ x: Double, _ y: Double, _ f: Findings, _ frame: MapFrame, _ labels: inout MapLabels,
        _ svg: inout SVGWriter
    ) {
        let midX = (frame.left + frame.right) / 2, midY = (frame.top + frame.bottom) / 2
        let (dx, dy) = (x - midX, y - midY)
        let reach = min((frame.width / 2 - 26) / max(abs(dx), 1e-9), (frame.height / 2 - 26) / max(abs(dy), 1e-9))
        let (tipX, tipY) = (midX + dx * reach, midY + dy * reach)
        let length = (dx * dx + dy * dy).squareRoot()
        let (ux, uy) = (dx / length, dy / length)
        arrowhead(tipX, tipY, ux, uy, &svg)
        let bounds = f.model.bounds
        let centre = Point(x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2)
        labels.place(f.language.epicentreAway(f.words.significant(centre.distance(to: epicentre) / 1000, 2)), tipX, tipY, 14, "bold", &svg)
    }
}
