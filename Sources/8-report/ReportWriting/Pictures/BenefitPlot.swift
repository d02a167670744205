import CascadeModel
import Glibc

/// The share of the loss that the best combination avoids as measures are added, over their number or their cost.
enum BenefitPicture {
    static func applies(to f: Findings) -> Bool {
        (f.input.portfolio?.steps.count ?? 0) > 1 && f.consequenceAtAll > 0
    }

    static func draw(_ f: Findings) -> [UInt8] {
        let steps = f.input.portfolio?.steps ?? [], without = f.consequenceAtAll
        var svg = SVGWriter(
            width: 900, height: 400, title: f.language.benefitPlotTitle.plain, description: f.language.benefitPlotDescription,
            language: f.language.code)
        let left = 80.0, right = 860.0, top = 44.0, bottom = 340.0
        svg.text(12, 26, f.language.benefitPlotTitle.plain, ["font-size": "16", "font-weight": "bold"])
        let costs = steps.map(\.costSoFarEuros), usesCosts = costs.allSatisfy { ($0 ?? 0) > 0 }
        let along = usesCosts ? costs.map { $0 ?? 0 } : steps.indices.map { Double($0 + 1) }
        let end = max(along.last ?? 1, 1e-9)
        let shares = steps.map { $0.avoided.mean / without }
        let height = min(1, max(0.05, (steps.map { min($0.avoided.upper, $0.avoided.mean * 2) / without }.max() ?? 1) * 1.1))
        func x(_ value: Double) -> Double { left + (right - left) * min(max(value / end, 0), 1) }
        func y(_ share: Double) -> Double { bottom - (bottom - top) * min(max(share / height, 0), 1) }
        let step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25].first { height / $0 <= 6 } ?? 0.25
        var share = 0.0
        while share <= height + 1e-9 {
            svg.line(left, y(share), right, y(share), ["stroke": "#ddd", "stroke-width": "1"])
            svg.text(left - 6, y(share) + 4, f.words.percent(share), ["text-anchor": "end"])
            share += step
        }
        var curve = PathData()
        curve.move(x(0), y(0))
        for (value, share) in zip(along, shares) { curve.line(x(value), y(share)) }
        svg.path(curve, ["fill": "none", "stroke": Palette.blue, "stroke-width": "2.4"])
        let labelled = max(1, (steps.count + 11) / 12)
        for (i, entry) in steps.enumerated() {
            let px = x(along[i])
            if entry.avoided.upper > entry.avoided.lower {
                svg.line(px, y(entry.avoided.lower / without), px, y(entry.avoided.upper / without), ["stroke": "#000", "stroke-width": "1"])
            }
            svg.element("circle", ["cx": SVGWriter.number(px), "cy": SVGWriter.number(y(shares[i])), "r": "4", "fill": Palette.blue])
            svg.text(px, y(shares[i]) - 10, "\(i + 1)", ["text-anchor": "middle", "font-size": "10"])
            guard i % labelled == labelled - 1 || i == steps.count - 1 else { continue }
            svg.text(px, bottom + 16, usesCosts ? f.words.significant(along[i], 2) : "\(i + 1)", ["text-anchor": "middle"])
        }
        svg.line(left, bottom, right, bottom, ["stroke": "#000"])
        svg.line(left, top, left, bottom, ["stroke": "#000"])
        svg.text((left + right) / 2, bottom + 40, usesCosts ? f.language.costAxis : f.language.countAxis, ["text-anchor": "middle"])
        svg.text(left, top - 6, f.language.benefitAxis)
        return svg.finished()
    }
}
