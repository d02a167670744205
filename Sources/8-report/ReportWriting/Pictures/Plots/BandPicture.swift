import CascadeModel
import CriticalityRanking

/// For each service a panel over time: the mean share of residents served over all samples, the band that holds nine of
/// ten, and the single course.
enum BandPicture {
    private static let panelHeight = 150.0, gap = 34.0, top = 44.0

    static func applies(to f: Findings) -> Bool { !panels(f).isEmpty }

    static func draw(_ f: Findings) -> [UInt8] {
        let panels = panels(f)
        let bottom = top + Double(panels.count) * (panelHeight + gap)
        var svg = SVGWriter(
            width: 900, height: bottom + 50, title: f.language.bandPlotTitle.plain, description: f.language.bandPlotDescription,
            language: f.language.code)
        let axis = TimeAxis(left: 60, right: 870, words: f.words)
        svg.text(12, 26, f.language.bandPlotTitle.plain, ["font-size": "16", "font-weight": "bold"])
        for (i, panel) in panels.enumerated() {
            let above = top + Double(i) * (panelHeight + gap) + 20, below = above + panelHeight - 10
            func y(_ share: Double) -> Double { below - (below - above) * min(max(share, 0), 1) }
            svg.text(axis.left, above - 6, f.language.service(panel.service), ["font-weight": "bold"])
            for share in [0, 0.5, 1] {
                svg.line(axis.left, y(share), axis.right, y(share), ["stroke": "#ddd", "stroke-width": "1"])
                svg.text(axis.left - 6, y(share) + 4, f.words.percent(share), ["text-anchor": "end"])
            }
            if i == panels.count - 1 { axis.draw(top: above, bottom: below, &svg) }
            var band = PathData()
            band.move(axis.x(panel.points[0].hours), y(panel.points[0].high))
            for point in panel.points.dropFirst() { band.line(axis.x(point.hours), y(point.high)) }
            for point in panel.points.reversed() { band.line(axis.x(point.hours), y(point.low)) }
            svg.path(band, ["fill": "#ccc", "stroke": "none"])
            var mean = PathData()
            mean.move(axis.x(panel.points[0].hours), y(panel.points[0].mean))
            for point in panel.points.dropFirst() { mean.line(axis.x(point.hours), y(point.mean)) }
            let style = Palette.service(panel.service, position: i)
            svg.path(mean, ["fill": "none", "stroke": style.colour, "stroke-width": SVGWriter.number(style.width)])
            var single = PathData()
            single.move(axis.x(0), y(Findings.share(panel.curve, at: 0)))
            for step in panel.curve where step.hours > 0 && step.hours <= f.horizon {
                single.line(axis.x(step.hours), y(Findings.share(panel.curve, at: step.hours.nextDown)))
                single.line(axis.x(step.hours), y(step.shareServed))
            }
            single.line(axis.x(f.horizon), y(Findings.share(panel.curve, at: f.horizon)))
            svg.path(single, ["fill": "none", "stroke": "#000", "stroke-width": "0.8", "stroke-dasharray": "3 2"])
            svg.line(axis.left, below, axis.right, below, ["stroke": "#000"])
        }
        return svg.finished()
    }

    private typealias Panel = (service: String, points: [ServiceBand.Point], curve: [ServiceOutcome.CurveStep])

    /// Services in the order of the report that have a band.
    private static func panels(_ f: Findings) -> [Panel] {
        guard let sampled = f.input.sampled, sampled.bands.count == sampled.services.count, f.outcome.residents > 0 else { return [] }
        return f.services.compactMap { total in
            guard let i = sampled.services.firstIndex(where: { $0.service == total.service }), !sampled.bands[i].isEmpty
            else { return nil }
            return (total.service, sampled.bands[i], total.resilienceCurve)
        }
    }
}
