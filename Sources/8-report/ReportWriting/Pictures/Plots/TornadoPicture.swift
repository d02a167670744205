import Diagnostics

/// How far each assumption moves the loss: one bar per assumption, the longest at the top.
enum TornadoPicture {
    private static let shown = 10

    static func applies(to f: Findings) -> Bool { !(f.input.sensitivity?.sorted.isEmpty ?? true) }

    static func draw(_ f: Findings) -> [UInt8] {
        guard let sensitivity = f.input.sensitivity else { return [] }
        let language = f.language, variations = sensitivity.sorted.prefix(shown), base = sensitivity.base.consequence
        let top = 44.0, row = 40.0, bottom = top + Double(variations.count) * row + 6
        var svg = SVGWriter(
            width: 900, height: bottom + 48, title: language.tornadoTitle.plain, description: language.tornadoDescription, language: language.code)
        svg.text(12, 26, language.tornadoTitle.plain, ["font-size": "16", "font-weight": "bold"])
        let axis = ValueAxis(
            variations.flatMap { [sensitivity.range($0).lowerBound, sensitivity.range($0).upperBound] } + [base], left: 300, right: 860,
            fromZero: false)
        axis.draw(top: top, bottom: bottom, title: language.tornadoAxis(weighted: f.isWeighted), { f.words.compact($0) }, &svg)
        for (i, variation) in variations.enumerated() {
            let y = top + Double(i) * row + row / 2 - 4
            svg.text(axis.left - 8, y + 4, Hygiene.oneLine(language.text(variation.assumption), limit: 44), ["text-anchor": "end"])
            let range = sensitivity.range(variation)
            bar(axis.x(range.lowerBound), axis.x(base), y, Palette.skyBlue, &svg)
            bar(axis.x(base), axis.x(range.upperBound), y, Palette.orange, &svg)
            labels(variation, base, axis, y, f, &svg)
        }
        svg.line(axis.x(base), top, axis.x(base), bottom, ["stroke": "#000", "stroke-width": "2"])
        return svg.finished()
    }

    private static func bar(_ from: Double, _ to: Double, _ y: Double, _ fill: String, _ svg: inout SVGWriter) {
        guard to - from > 0.05 else { return }
        var path = PathData()
        path.rectangle(from, y - 8, to - from, 16)
        svg.path(path, ["fill": fill, "stroke": "#000", "stroke-width": "0.8"])
    }

    /// What was changed, below the ends of the bar.
    private static func labels(
        _ variation: Sensitivity.Variation, _ base: Double, _ axis: ValueAxis, _ y: Double, _ f: Findings, _ svg: inout SVGWriter
    ) {
        let changes = variation.changes.sorted { ($0.results.consequence, $0.what.english) < ($1.results.consequence, $1.what.english) }
        let low = changes.first.flatMap { $0.results.consequence < base ? $0 : nil }
        let high = changes.last.flatMap { $0.results.consequence > base ? $0 : nil }
        let middle = axis.x(base)
        if let low { svg.text(min(middle - 4, max(axis.left + 40, axis.x(low.results.consequence))), y + 20, f.language.text(low.what), small("end", middle, axis.x(low.results.consequence), true)) }
        if let high { svg.text(max(middle + 4, min(axis.right - 40, axis.x(high.results.consequence))), y + 20, f.language.text(high.what), small("start", middle, axis.x(high.results.consequence), false)) }
    }

    /// Towards the middle when the bar is long enough to hold the text, else away from it.
    private static func small(_ outward: String, _ middle: Double, _ end: Double, _ isLow: Bool) -> SVGWriter.Attributes {
        let isLong = abs(middle - end) > 120
        let anchor = isLong ? (isLow ? "start" : "end") : outward
        return ["font-size": "10", "fill": "#333", "text-anchor": anchor]
    }
}
