import Geometry
import NetworkModel

/// Where a place of the model lies on the picture.
struct MapFrame: Sendable {
    /// The map's rectangle on the picture.
    let left = 12.0, top = 44.0
    let width = 976.0
    let height: Double
    /// The part of the plane that is shown.
    let shown: Box
    /// Picture units per metre.
    let scale: Double

    init(around model: CityModel) {
        var box = model.bounds
        for link in model.links {
            for i in model.shapes.range(of: link) { box.include(Point(x: model.shapes.x[i], y: model.shapes.y[i])) }
        }
        if box.isEmpty { box.include(Point(x: 0, y: 0)) }
        let margin = max(50, 0.03 * max(box.width, box.height))
        box = Box(minX: box.minX - margin, minY: box.minY - margin, maxX: box.maxX + margin, maxY: box.maxY + margin)
        height = min(1150, max(520, (width * box.height / box.width).rounded()))
        scale = min(width / box.width, height / box.height)
        let midX = (box.minX + box.maxX) / 2, midY = (box.minY + box.maxY) / 2
        let halfWidth = width / scale / 2, halfHeight = height / scale / 2
        shown = Box(minX: midX - halfWidth, minY: midY - halfHeight, maxX: midX + halfWidth, maxY: midY + halfHeight)
    }

    func x(_ p: Point) -> Double { left + (p.x - shown.minX) * scale }
    func y(_ p: Point) -> Double { top + (shown.maxY - p.y) * scale }
    var right: Double { left + width }
    var bottom: Double { top + height }
}
