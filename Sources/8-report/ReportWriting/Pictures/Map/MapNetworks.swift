import Geometry
import NetworkModel

/// The networks on the map: each layer in its own colour, width and dash; what is broken or cut off drawn thick.
///
/// A picture stays within bounds for any city: courses are thinned to what can be seen, links to what the scale can show
/// (`MapSelection`); what is left out is counted.
struct MapNetworks: Sendable {
    struct Drawn: Sendable {
        var layer: String
        var style: Palette.LineStyle
        var major = PathData(), minor = PathData(), out = PathData()
    }
    private(set) var layers: [Drawn] = []
    /// What was left out, in words, for the picture's description.
    private(set) var leftOut: [String] = []

    /// Bytes of path data that one layer may take; roads the most, as they carry the map.
    private static func budget(_ layer: String) -> Int { layer == "road" ? 450_000 : 180_000 }

    init(_ findings: Findings, _ frame: MapFrame) {
        let model = findings.model
        // Roads lie under the other networks.
        let order = model.layers.indices.sorted {
            let (a, b) = (model.layers[$0] == .road, model.layers[$1] == .road)
            return a != b ? a : model.layers[$0].name < model.layers[$1].name
        }
        var tooShort = 0
        for (position, layer) in order.enumerated() {
            let name = model.layers[layer].name
            var drawn = Drawn(layer: name, style: Palette.network(name, position: position))
            let selection = MapSelection(ofLayer: layer, findings, frame)
            var skipped = selection.leftOut
            for choice in selection.chosen {
                guard drawn.major.bytes.count + drawn.minor.bytes.count + drawn.out.bytes.count < Self.budget(name) else {
                    skipped += 1
                    continue
                }
                let course = Self.thinned(model.course(ofLink: choice.link), frame)
                guard course.count > 1 else {
                    tooShort += 1
                    continue
                }
                if findings.assetIsOut[choice.link] {
                    Self.add(course, to: &drawn.out)
                } else if choice.isMajor {
                    Self.add(course, to: &drawn.major)
                } else {
                    Self.add(course, to: &drawn.minor)
                }
            }
            if skipped > 0 { leftOut.append(findings.language.leftOutLinks(findings.words.count(skipped), name)) }
            layers.append(drawn)
        }
        if tooShort > 0 { leftOut.append(findings.language.roadsNotDrawn(findings.words.count(tooShort))) }
    }

    func draw(_ svg: inout SVGWriter) {
        for drawn in layers {
            let style = drawn.style
            if drawn.layer != "road" {
                // A white edge keeps a dashed line legible on water and roads.
                for path in [drawn.major, drawn.minor] {
                    svg.path(path, ["fill": "none", "stroke": "#fff", "stroke-width": SVGWriter.number(style.width + 1.2), "stroke-opacity": "0.6"])
                }
            }
            svg.group([
                "fill": "none", "stroke": style.colour, "stroke-dasharray": style.dash, "stroke-linejoin": "round",
            ]) { svg in
                svg.path(drawn.minor, ["stroke-width": SVGWriter.number(style.width)])
                svg.path(drawn.major, ["stroke-width": SVGWriter.number(style.width * 1.8)])
            }
        }
        for drawn in layers {
            svg.path(drawn.out, [
                "fill": "none", "stroke": drawn.layer == "road" ? "#4D4D4D" : drawn.style.colour,
                "stroke-width": SVGWriter.number(drawn.style.width * 2.3), "stroke-dasharray": drawn.style.dash,
            ])
        }
    }

    /// Picture coordinates of a course without points nearer than a picture unit to the one before; the ends stay.
    private static func thinned(_ course: [Point], _ frame: MapFrame) -> [Point] {
        var kept: [Point] = []
        for (i, p) in course.enumerated() {
            let q = Point(x: frame.x(p), y: frame.y(p))
            if let last = kept.last {
                let isEnd = i == course.count - 1
                if last.distance(to: q) < (isEnd ? 0.3 : 1) { continue }
            }
            kept.append(q)
        }
        return kept
    }

    private static func add(_ course: [Point], to path: inout PathData) {
        for (i, p) in course.enumerated() {
            if i == 0 { path.move(p.x, p.y) } else { path.line(p.x, p.y) }
        }
    }
}
