import CascadeModel

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
