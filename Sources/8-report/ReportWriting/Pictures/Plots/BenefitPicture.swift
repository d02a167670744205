import CascadeModel

/// The share of the loss that the best combination avoids as measures are added, over their number or their cost.
enum BenefitPicture {
    static func applies(to f: Findings) -> Bool {
        (f.input.portfolio?.steps.count ?? 0) > 1 && f.consequenceAtAll > 0
    }

    static func draw(_ f: Findings) -> [UInt8] {
        let steps = f.input.portfolio?.steps ?? [], without = f.consequenceAtAll
        let top = 54.0, bottom = 340.0
        var svg = SVGWriter(
            width: 900, height: 400, title: f.language.benefitPlotTitle.plain, description: f.language.benefitPlotDescription,
            language: f.language.code)
        svg.text(12, 26, f.language.benefitPlotTitle.plain, ["font-size": "16", "font-weight": "bold"])
        let costs = steps.map(\.costSoFarEuros), usesCosts = costs.allSatisfy { ($0 ?? 0) > 0 }
        let along = usesCosts ? costs.map { $0 ?? 0 } : steps.indices.map { Double($0 + 1) }
        let axis = ValueAxis([0] + along, left: 80, right: 860, fromZero: true)
        axis.draw(
            top: top, bottom: bottom, title: usesCosts ? f.language.costAxis : f.language.countAxis, { f.words.compact($0) }, &svg)

        // An interval that reaches far above the curve would flatten it.
        let highest = steps.map { min($0.avoided.upper, 2 * $0.avoided.mean) / without }.max() ?? 1
        let step = min(0.25, ValueAxis.roundStep(max(highest, 0.01) / 5))
        let height = min(1, (highest / step).rounded(.up) * step)
        func y(_ share: Double) -> Double { bottom - (bottom - top) * min(max(share / height, 0), 1) }
        for mark in 0...Int((height / step).rounded()) {
            let share = Double(mark) * step
            svg.line(axis.left, y(share), axis.right, y(share), ["stroke": "#ddd", "stroke-width": "1"])
            svg.text(axis.left - 6, y(share) + 4, f.words.percent(share), ["text-anchor": "end"])
        }
        var curve = PathData()
        curve.move(axis.x(0), y(0))
        for (value, entry) in zip(along, steps) { curve.line(axis.x(value), y(entry.avoided.mean / without)) }
        svg.path(curve, ["fill": "none", "stroke": Palette.blue, "stroke-width": "2.4"])
        var numbered = -Double.infinity
        for (i, entry) in steps.enumerated() {
            let x = axis.x(along[i]), mean = y(entry.avoided.mean / without)
            if entry.avoided.upper > entry.avoided.lower {
                svg.line(x, y(entry.avoided.lower / without), x, y(entry.avoided.upper / without), ["stroke": "#000", "stroke-width": "1"])
            }
            svg.element("circle", ["cx": SVGWriter.number(x), "cy": SVGWriter.number(mean), "r": "4", "fill": Palette.blue])
            // Steps that cost next to nothing crowd: only every number that has room is written.
            guard x - numbered >= 16 else { continue }
            numbered = x
            svg.text(x - 6, mean - 8, f.words.count(i + 1), ["text-anchor": "end", "font-size": "11"])
        }
        svg.line(axis.left, top, axis.left, bottom, ["stroke": "#000"])
        svg.text(12, 44, f.language.benefitAxis, ["font-size": "11", "fill": "#333"])
        return svg.finished()
    }
}
