import CascadeModel

/// The share of residents served by each service over time, as step curves.
enum ServicePicture {
    static func draw(_ f: Findings) -> [UInt8] {
        var svg = SVGWriter(
            width: 900, height: 430, title: f.language.servicePlotTitle.plain, description: f.language.servicePlotDescription,
            language: f.language.code)
        let axis = TimeAxis(left: 60, right: 740, words: f.words)
        let top = 44.0, bottom = 360.0
        svg.text(12, 26, f.language.servicePlotTitle.plain, ["font-size": "16", "font-weight": "bold"])
        func y(_ share: Double) -> Double { bottom - (bottom - top) * min(max(share, 0), 1) }
        for tenth in stride(from: 0, through: 10, by: 2) {
            let share = Double(tenth) / 10
            svg.line(axis.left, y(share), axis.right, y(share), ["stroke": "#ddd", "stroke-width": "1"])
            svg.text(axis.left - 6, y(share) + 4, f.words.percent(share), ["text-anchor": "end"])
        }
        axis.draw(top: top, bottom: bottom, &svg)
        svg.line(axis.left, bottom, axis.right, bottom, ["stroke": "#000"])
        svg.line(axis.left, top, axis.left, bottom, ["stroke": "#000"])
        var labels: [(y: Double, text: String, style: Palette.LineStyle)] = []
        var curves: [(path: PathData, style: Palette.LineStyle)] = []
        for (position, total) in f.services.enumerated() {
            let style = Palette.service(total.service, position: position)
            curves.append((steps(total.resilienceCurve, axis, f.horizon, y), style))
            labels.append((y(Findings.share(total.resilienceCurve, at: f.horizon)), f.language.service(total.service), style))
        }
        for (path, style) in curves {
            svg.path(path, ["fill": "none", "stroke": style.colour, "stroke-width": SVGWriter.number(style.width), "stroke-dasharray": style.dash])
        }
        // Beside the curves' ends, pushed apart where they meet.
        labels.sort { ($0.y, $0.text) < ($1.y, $1.text) }
        for i in labels.indices.dropFirst() { labels[i].y = max(labels[i].y, labels[i - 1].y + 18) }
        for label in labels {
            svg.line(axis.right + 8, label.y, axis.right + 44, label.y, [
                "stroke": label.style.colour, "stroke-width": SVGWriter.number(label.style.width), "stroke-dasharray": label.style.dash,
            ])
            svg.text(axis.right + 50, label.y + 4, label.text, ["font-weight": "bold"])
        }
        return svg.finished()
    }

    private static func steps(
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
