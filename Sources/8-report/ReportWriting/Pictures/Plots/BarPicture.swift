import CascadeModel
import CriticalityRanking

/// Horizontal bars with their values and, where there is one, a range: for rankings and measures.
struct BarPicture {
    struct Bar {
        var label: String
        var value: Double
        /// Printed beside the bar.
        var printed: String
        var range: ClosedRange<Double>?
    }
    var title: String, description: String, axisTitle: String
    var bars: [Bar]

    func draw(_ f: Findings) -> [UInt8] {
        let top = 44.0, row = 26.0, bottom = top + Double(bars.count) * row + 6
        var svg = SVGWriter(width: 900, height: bottom + 48, title: title, description: description, language: f.language.code)
        svg.text(12, 26, title, ["font-size": "16", "font-weight": "bold"])
        let axis = ValueAxis(
            bars.flatMap { [$0.value] + ($0.range.map { [$0.lowerBound, $0.upperBound] } ?? []) }, left: 310, right: 770, fromZero: true)
        axis.draw(top: top, bottom: bottom, title: axisTitle, { f.words.compact($0) }, &svg)
        for (i, bar) in bars.enumerated() {
            let y = top + Double(i) * row + row / 2 + 2
            svg.text(axis.left - 8, y + 4, Hygiene.oneLine(bar.label, limit: 42), ["text-anchor": "end"])
            var path = PathData()
            path.rectangle(min(axis.x(0), axis.x(bar.value)), y - 8, max(0.5, abs(axis.x(bar.value) - axis.x(0))), 16)
            svg.path(path, ["fill": Palette.skyBlue, "stroke": "#000", "stroke-width": "0.8"])
            var end = axis.x(max(bar.value, 0))
            if let range = bar.range {
                whisker(axis.x(range.lowerBound), axis.x(range.upperBound), y, &svg)
                end = max(end, axis.x(range.upperBound))
            }
            svg.text(end + 8, y + 4, bar.printed)
        }
        svg.line(axis.x(0), top, axis.x(0), bottom, ["stroke": "#000"])
        return svg.finished()
    }

    private func whisker(_ from: Double, _ to: Double, _ y: Double, _ svg: inout SVGWriter) {
        svg.line(from, y, to, y, ["stroke": "#000", "stroke-width": "1.6"])
        for x in [from, to] { svg.line(x, y - 5, x, y + 5, ["stroke": "#000", "stroke-width": "1.6"]) }
    }
}

/// The weakest points as bars; their range is what the changed assumptions make of them.
enum RankingPicture {
    private static let shown = 10

    static func applies(to f: Findings) -> Bool { !f.input.impact.worst(1).isEmpty }

    static func draw(_ f: Findings) -> [UInt8] {
        let worst = f.input.impact.worst(shown)
        let ranks = WeakPoints.ranking(f.input.impact.consequence.prefix(f.input.impact.networkAssetCount), worst)
        let bars = zip(worst, ranks).map { asset, rank in
            BarPicture.Bar(
                label: "\(rank)  \(f.name(asset, limit: 36))", value: f.input.impact.consequence[asset],
                printed: f.words.significant(f.input.impact.consequence[asset], 3), range: range(of: asset, f))
        }
        return BarPicture(
            title: f.language.rankingPlotTitle.plain, description: f.language.rankingPlotDescription,
            axisTitle: f.language.tornadoAxis(weighted: f.isWeighted), bars: bars
        ).draw(f)
    }

    /// What the changed assumptions make of an asset's impact; nil where they change nothing.
    static func range(of asset: Int, _ f: Findings) -> ClosedRange<Double>? {
        guard let s = f.input.sensitivity, let i = s.weakestPoints.firstIndex(of: asset),
            let range = s.range({ i < $0.impacts.count ? $0.impacts[i] : nil }), range.lowerBound < range.upperBound
        else { return nil }
        return range
    }
}

/// What each measure avoids, as bars with their ranges.
enum MeasuresPicture {
    static func applies(to f: Findings) -> Bool { f.input.measures.contains { f.avoided(by: $0) != 0 } }

    static func draw(_ f: Findings) -> [UInt8] {
        let bars = WhatHelps.order(f).prefix(16).map { i in
            let measure = f.input.measures[i], avoided = f.avoided(by: measure)
            let cost = measure.costEuros.map { " (\(f.words.euros($0)))" } ?? ""
            let varied = f.input.sensitivity?.range { i < $0.avoided.count ? $0.avoided[i] : nil }
            let range = measure.consequenceAvoided.map { min($0.lower, $0.upper)...max($0.lower, $0.upper) } ?? varied
            return BarPicture.Bar(
                label: f.language.text(measure.title), value: avoided, printed: f.words.significant(avoided, 3) + cost,
                range: range.flatMap { $0.lowerBound < $0.upperBound ? $0 : nil })
        }
        return BarPicture(
            title: f.language.measuresPlotTitle.plain, description: f.language.measuresPlotDescription,
            axisTitle: f.language.avoidedAxis(weighted: f.isWeighted), bars: Array(bars)
        ).draw(f)
    }
}
