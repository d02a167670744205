import CascadeModel

/// How many scenarios lose at least so much: by share of the scenarios, or by yearly frequency where all state one.
enum ExceedancePicture {
    static func applies(to b: BatchFindings) -> Bool { b.done.count > 2 && b.worst != nil }

    static func hasFrequencies(_ b: BatchFindings) -> Bool { b.done.allSatisfy { ($0.yearlyFrequency ?? 0) > 0 } }

    /// From the least loss to the greatest: each with the share (or frequency) of scenarios that lose at least as much.
    static func steps(_ b: BatchFindings) -> [(loss: Double, exceedance: Double)] {
        let sorted = b.done.sorted { (BatchFindings.loss($0), $0.name) < (BatchFindings.loss($1), $1.name) }
        guard !sorted.isEmpty else { return [] }
        if hasFrequencies(b) {
            // Frequencies are those of an event at least this bad: the worst scenario's own is the last step.
            return sorted.enumerated().map { i, scenario in
                (BatchFindings.loss(scenario), sorted[i...].map { $0.yearlyFrequency ?? 0 }.max() ?? 0)
            }
        }
        return sorted.enumerated().map { i, scenario in
            (BatchFindings.loss(scenario), Double(sorted.count - i) / Double(sorted.count))
        }
    }

    static func draw(_ b: BatchFindings) -> [UInt8] {
        let language = b.language, steps = steps(b)
        let top = 44.0, bottom = 340.0
        var svg = SVGWriter(
            width: 900, height: 400, title: language.exceedanceTitle.plain, description: language.exceedanceDescription, language: language.code)
        svg.text(12, 26, language.exceedanceTitle.plain, ["font-size": "16", "font-weight": "bold"])
        let axis = ValueAxis(steps.map(\.loss), left: 80, right: 860, fromZero: true)
        axis.draw(top: top, bottom: bottom, title: language.tornadoAxis(weighted: false), { b.words.compact($0) }, &svg)
        let most = steps.map(\.exceedance).max() ?? 1
        func y(_ exceedance: Double) -> Double { bottom - (bottom - top) * exceedance / most }
        for quarter in 0...4 {
            let value = most * Double(quarter) / 4
            svg.line(axis.left, y(value), axis.right, y(value), ["stroke": "#ddd", "stroke-width": "1"])
            svg.text(axis.left - 6, y(value) + 4, hasFrequencies(b) ? b.words.significant(value, 2) : b.words.percent(value), ["text-anchor": "end"])
        }
        var path = PathData()
        path.move(axis.x(0), y(steps.first?.exceedance ?? 1))
        for (i, step) in steps.enumerated() {
            path.line(axis.x(step.loss), y(step.exceedance))
            path.line(axis.x(step.loss), y(i + 1 < steps.count ? steps[i + 1].exceedance : 0))
        }
        svg.path(path, ["fill": "none", "stroke": Palette.blue, "stroke-width": "2.4"])
        for step in steps.prefix(400) {
            svg.element("circle", [
                "cx": SVGWriter.number(axis.x(step.loss)), "cy": SVGWriter.number(y(step.exceedance)), "r": "3", "fill": "#fff", "stroke": "#000",
                "stroke-width": "1.2",
            ])
        }
        svg.line(axis.left, top, axis.left, bottom, ["stroke": "#000"])
        svg.text(12, 40, language.exceedanceAxis(frequencies: hasFrequencies(b)), ["font-size": "11", "fill": "#333"])
        return svg.finished()
    }
}
