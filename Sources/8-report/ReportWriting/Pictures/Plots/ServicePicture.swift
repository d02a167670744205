import CascadeModel

/// Shares of residents over time, as step curves.
enum StepCurves {
    struct Curve {
        var label: String
        var style: Palette.LineStyle
        /// Rising; each share holds until the next step.
        var steps: [ServiceOutcome.CurveStep]
    }

    static func draw(_ curves: [Curve], title: Prose, description: String, _ f: Findings) -> [UInt8] {
        var svg = SVGWriter(width: 900, height: 430, title: title.plain, description: description, language: f.language.code)
        let axis = TimeAxis(left: 60, right: 720, words: f.words)
        let top = 44.0, bottom = 360.0
        svg.text(12, 26, title.plain, ["font-size": "16", "font-weight": "bold"])
        func y(_ share: Double) -> Double { bottom - (bottom - top) * min(max(share, 0), 1) }
        for tenth in stride(from: 0, through: 10, by: 2) {
            let share = Double(tenth) / 10
            svg.line(axis.left, y(share), axis.right, y(share), ["stroke": "#ddd", "stroke-width": "1"])
            svg.text(axis.left - 6, y(share) + 4, f.words.percent(share), ["text-anchor": "end"])
        }
        axis.draw(top: top, bottom: bottom, &svg)
        svg.line(axis.left, bottom, axis.right, bottom, ["stroke": "#000"])
        svg.line(axis.left, top, axis.left, bottom, ["stroke": "#000"])
        for curve in curves {
            svg.path(path(curve.steps, axis, f.horizon, y), stroke(curve.style))
        }
        // Beside the curves' ends, pushed apart where they meet.
        var labels = curves.map { (y: y(Findings.share($0.steps, at: f.horizon)), text: $0.label, style: $0.style) }
        labels.sort { ($0.y, $0.text) < ($1.y, $1.text) }
        for i in labels.indices.dropFirst() { labels[i].y = max(labels[i].y, labels[i - 1].y + 18) }
        for label in labels {
            svg.line(axis.right + 8, label.y, axis.right + 40, label.y, stroke(label.style))
            svg.text(axis.right + 46, label.y + 4, label.text, ["font-weight": "bold"])
        }
        return svg.finished()
    }

    private static func stroke(_ style: Palette.LineStyle) -> SVGWriter.Attributes {
        ["fill": "none", "stroke": style.colour, "stroke-width": SVGWriter.number(style.width), "stroke-dasharray": style.dash]
    }

    private static func path(
        _ curve: [ServiceOutcome.CurveStep], _ axis: TimeAxis, _ horizon: Double, _ y: (Double) -> Double
    ) -> PathData {
        var path = PathData()
        var last = curve.first?.shareServed ?? 1
        path.move(axis.x(0), y(last))
        for step in curve where step.hours <= horizon {
            path.line(axis.x(step.hours), y(last))
            path.line(axis.x(step.hours), y(step.shareServed))
            last = step.shareServed
        }
        path.line(axis.x(horizon), y(last))
        return path
    }
}

/// The share of residents served by each service over time.
enum ServicePicture {
    static func draw(_ f: Findings) -> [UInt8] {
        let curves = f.services.enumerated().map { position, total in
            StepCurves.Curve(
                label: f.language.service(total.service), style: Palette.service(total.service, position: position),
                steps: total.resilienceCurve)
        }
        return StepCurves.draw(curves, title: f.language.servicePlotTitle, description: f.language.servicePlotDescription, f)
    }
}
