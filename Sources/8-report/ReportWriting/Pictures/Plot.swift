import CascadeModel
import Glibc
import NetworkModel

/// The frame that plots over time share: hours from left to right, with clock times where the scenario has a start.
struct TimeAxis {
    let left: Double, right: Double
    let words: Wording

    func x(_ hours: Double) -> Double {
        left + (right - left) * min(max(hours, 0), words.horizonHours) / max(words.horizonHours, 1e-9)
    }

    /// Round steps, at most nine of them.
    private var step: Double {
        let steps: [Double] = [0.25, 0.5, 1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 1440, 2880, 8760]
        return steps.first { words.horizonHours / $0 <= 9 } ?? words.horizonHours
    }

    func draw(top: Double, bottom: Double, _ svg: inout SVGWriter) {
        var hours = 0.0
        while hours <= words.horizonHours + 1e-9 {
            svg.line(x(hours), top, x(hours), bottom, ["stroke": "#ddd", "stroke-width": "1"])
            svg.text(x(hours), bottom + 16, words.significant(hours, 4), ["text-anchor": "middle"])
            if let clock = words.clock {
                let parts = words.language.clock(clock.moment(atHours: hours)).split(separator: " ")
                svg.text(x(hours), bottom + 31, String(parts.last ?? ""), ["text-anchor": "middle", "font-size": "10", "fill": "#333"])
                svg.text(x(hours), bottom + 43, parts.dropLast().joined(separator: " "), ["text-anchor": "middle", "font-size": "10", "fill": "#333"])
            }
            hours += step
        }
        svg.text((left + right) / 2, bottom + (words.clock == nil ? 34 : 60), words.language.hoursAxis, ["text-anchor": "middle"])
    }
}

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
        let axis = TimeAxis(left: 60, right: 740, words: f.words)
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
        var labels: [(y: Double, curve: Double, text: String, style: Palette.LineStyle)] = []
        for curve in curves {
            let style = curve.style
            var path = PathData()
            var last = curve.steps.first?.shareServed ?? 1
            path.move(axis.x(0), y(last))
            for step in curve.steps where step.hours <= f.horizon {
                path.line(axis.x(step.hours), y(last))
                path.line(axis.x(step.hours), y(step.shareServed))
                last = step.shareServed
            }
            path.line(axis.x(f.horizon), y(last))
            svg.path(path, ["fill": "none", "stroke": style.colour, "stroke-width": SVGWriter.number(style.width), "stroke-dasharray": style.dash])
            labels.append((y(last), y(last), curve.label, style))
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

/// For each hospital and service that it loses: served, on reserve, without, over time.
enum HospitalPicture {
    private static let maximumBars = 24

    static func applies(to f: Findings) -> Bool { !f.losses(of: f.hospitals).isEmpty }

    static func draw(_ f: Findings) -> [UInt8] {
        let all = f.losses(of: f.hospitals)
        let shown = all.prefix(maximumBars)
        let axis = TimeAxis(left: 300, right: 870, words: f.words)
        let top = 62.0, row = 26.0
        let bottom = top + Double(shown.count) * row + 6
        var svg = SVGWriter(
            width: 900, height: bottom + 76 + (all.count > shown.count ? 16 : 0), title: f.language.hospitalPlotTitle.plain,
            description: f.language.hospitalPlotDescription, language: f.language.code)
        svg.element("pattern", ["id": "hatch", "width": "6", "height": "6", "patternUnits": "userSpaceOnUse"]) { svg in
            svg.element("rect", ["width": "6", "height": "6", "fill": Palette.yellow])
            svg.element("path", ["d": "M0 6L6 0", "stroke": "#000", "stroke-width": "1.2"])
        }
        svg.text(12, 26, f.language.hospitalPlotTitle.plain, ["font-size": "16", "font-weight": "bold"])
        legend(f, axis, &svg)
        axis.draw(top: top, bottom: bottom, &svg)
        for (i, loss) in shown.enumerated() {
            let y = top + Double(i) * row + row / 2 + 2
            let name = f.name(loss.facility, limit: 28)
            svg.text(axis.left - 8, y + 4, "\(name): \(f.language.service(f.service(loss.service)))", ["text-anchor": "end"])
            svg.line(axis.left, y, axis.right, y, ["stroke": "#000", "stroke-width": "1.4"])
            for outage in f.input.outage.services
            where Int(outage.facility) == loss.facility && Int(outage.service) == loss.service {
                bar(axis.x(outage.fromHours), axis.x(outage.untilHours), y, outage.state == .out, &svg)
            }
        }
        if all.count > shown.count { svg.text(12, bottom + 76, f.language.morePlaces(f.words.count(all.count - shown.count))) }
        return svg.finished()
    }

    private static func bar(_ from: Double, _ until: Double, _ y: Double, _ isOut: Bool, _ svg: inout SVGWriter) {
        var path = PathData()
        path.rectangle(from, y - 8, max(1, until - from), 16)
        svg.path(path, ["fill": isOut ? "#000" : "url(#hatch)", "stroke": "#000", "stroke-width": "1"])
    }

    private static func legend(_ f: Findings, _ axis: TimeAxis, _ svg: inout SVGWriter) {
        var x = axis.left
        for (i, text) in [f.language.legendServedBar, f.language.legendReserveBar, f.language.legendOutBar].enumerated() {
            if i == 0 {
                svg.line(x, 44, x + 26, 44, ["stroke": "#000", "stroke-width": "1.4"])
            } else {
                bar(x, x + 26, 44, i == 2, &svg)
            }
            svg.text(x + 32, 48, text)
            x += 32 + MapLabels.width(text, 12) + 26
        }
    }
}
