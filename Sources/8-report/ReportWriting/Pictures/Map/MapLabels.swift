import CriticalityRanking
import Geometry
import HazardModel
import NetworkModel

/// Names on the map, placed so that they do not lie on each other.
struct MapLabels {
    private let frame: MapFrame
    private var taken: [Box] = []
    private static let mostKeptClear = 150

    init(_ frame: MapFrame) { self.frame = frame }

    /// The ranks of the top weak points in circles, each with its name.
    mutating func drawWeakPoints(_ f: Findings, _ svg: inout SVGWriter) {
        let worst = f.input.impact.worst(5)
        let ranks = WeakPoints.ranking(f.input.impact.consequence.prefix(f.input.impact.networkAssetCount), worst)
        var marks: [(x: Double, y: Double)] = []
        for (asset, rank) in zip(worst, ranks) {
            let p = f.model.position[asset]
            var (x, y) = (frame.x(p), frame.y(p))
            // Side by side where several stand in one place.
            while marks.contains(where: { abs($0.x - x) < 17 && abs($0.y - y) < 17 }) { x += 18 }
            if f.hospitals.contains(where: { abs(frame.x(f.model.position[$0]) - x) < 16 && abs(frame.y(f.model.position[$0]) - y) < 16 }) { y += 20 }
            marks.append((x, y))
            reserve(x, y, 9)
            Self.weakPoint(String(rank.filter { $0 != "=" }), x, y, &svg)
        }
        for (asset, mark) in zip(worst, marks) {
            place(f.name(asset, limit: 32), mark.x, mark.y, 10, "normal", &svg)
        }
    }

    static func weakPoint(_ rank: String, _ x: Double, _ y: Double, _ svg: inout SVGWriter) {
        svg.element("circle", [
            "cx": SVGWriter.number(x), "cy": SVGWriter.number(y), "r": "8.5", "fill": Palette.orange, "stroke": "#000",
            "stroke-width": "1.4",
        ])
        svg.text(x, y + 4, rank, ["font-size": "11", "font-weight": "bold", "text-anchor": "middle"])
    }

    mutating func drawHospitalNames(_ f: Findings, _ svg: inout SVGWriter) {
        let worstFirst = f.hospitals.sorted { (f.worstState(of: $1), $0) < (f.worstState(of: $0), $1) }
        for hospital in worstFirst {
            let p = f.model.position[hospital]
            place(f.name(hospital, limit: 40), frame.x(p), frame.y(p), 12, "bold", &svg)
        }
    }

    /// Writes a label beside a place where it is free: right, left, below, above; nowhere when all are taken.
    mutating func place(_ text: String, _ x: Double, _ y: Double, _ gap: Double, _ weight: String, _ svg: inout SVGWriter) {
        let width = Self.width(text, 12) * (weight == "bold" ? 1.08 : 1)
        let candidates: [(x: Double, y: Double)] = [
            (x + gap + 2, y + 4), (x - gap - 2 - width, y + 4), (x - width / 2, y + gap + 13), (x - width / 2, y - gap - 4),
            (x + gap, y + gap + 10), (x + gap, y - gap - 2), (x - gap - width, y + gap + 10), (x - gap - width, y - gap - 2),
        ]
        for candidate in candidates {
            let box = Box(minX: candidate.x - 1, minY: candidate.y - 11, maxX: candidate.x + width + 1, maxY: candidate.y + 3)
            guard box.minX > frame.left, box.maxX < frame.right, box.minY > frame.top, box.maxY < frame.bottom,
                !taken.contains(where: { $0.intersects(box) })
            else { continue }
            taken.append(box)
            // A plate keeps the name legible on whatever lies below.
            var plate = PathData()
            plate.rectangle(box.minX - 1, box.minY - 1, box.width + 1, box.height + 2)
            svg.path(plate, ["fill": "#fff", "fill-opacity": "0.82"])
            svg.text(candidate.x, candidate.y, text, ["font-weight": weight])
            return
        }
    }

    /// Keeps the symbols of hospitals and other named places, and an epicentre, free of labels.
    mutating func reservePlaces(_ f: Findings) {
        // Names may lie on the small marks of a large city: there are too many to keep clear of.
        let others = f.otherVulnerable.count <= Self.mostKeptClear ? f.otherVulnerable : []
        for (places, half) in [(f.hospitals, 11.0), (others, 6)] {
            for place in places { reserve(frame.x(f.model.position[place]), frame.y(f.model.position[place]), half) }
        }
        for epicentre in f.input.fields.compactMap(\.epicentre) { reserve(frame.x(epicentre), frame.y(epicentre), 10) }
    }

    /// Keeps a square around a place free of labels.
    mutating func reserve(_ x: Double, _ y: Double, _ half: Double) {
        taken.append(Box(minX: x - half, minY: y - half, maxX: x + half, maxY: y + half))
    }

    /// A cautious guess at the width of a text: no font is at hand.
    static func width(_ text: String, _ fontSize: Double) -> Double { Double(text.count) * fontSize * 0.56 }
}
