import CriticalityRanking
import Geometry
import Glibc
import HazardModel
import NetworkModel

/// Legend, scale bar, north arrow and source line.
struct MapLegend {
    private struct Entry {
        var text: String
        /// Stands before its group, without a symbol.
        var isTitle = false
        var draw: (_ x: Double, _ y: Double, _ svg: inout SVGWriter) -> Void
    }
    private let frame: MapFrame, findings: Findings
    private var columns: [[Entry]] = []
    private let sourceLines: [String]

    private var rows: Int { columns.map(\.count).max() ?? 0 }
    /// Lower edge of the picture.
    var bottom: Double { frame.bottom + 22 + Double(rows) * 20 + Double(sourceLines.count) * 14 + 8 }

    init(_ findings: Findings, _ frame: MapFrame, _ networks: MapNetworks, _ places: MapPlaces) {
        self.frame = frame
        self.findings = findings
        let sources = findings.model.sources.map { source in
            [source.file, source.licence, source.date].filter { !$0.isEmpty }.map { Hygiene.oneLine($0, limit: 80) }.joined(separator: ", ")
        }
        sourceLines = Self.wrapped(findings.language.dataLine(sources), 165, lines: 3)
        columns = [hazard(), lines(networks), states(), marks(places)].filter { !$0.isEmpty }
    }

    private func hazard() -> [Entry] {
        let language = findings.language, words = findings.words
        var entries: [Entry] = []
        func classes(_ title: String, _ bounds: [Double], _ colours: [String], _ text: (String, String?) -> String) {
            entries.append(Entry(text: title, isTitle: true) { _, _, _ in })
            for (i, low) in bounds.enumerated() {
                let high = i + 1 < bounds.count ? words.exact(bounds[i + 1]) : nil
                let colour = colours[i]
                entries.append(Entry(text: text(words.exact(low), high)) { x, y, svg in
                    var path = PathData()
                    path.rectangle(x, y - 6, 28, 12)
                    svg.path(path, ["fill": colour, "stroke": "#666", "stroke-width": "0.5"])
                })
            }
        }
        if findings.input.fields.contains(where: { $0.footprint != nil }) {
            classes(language.legendFloodTitle, MapHazard.depthClasses, Palette.depths, language.legendDepth)
        }
        if findings.input.fields.contains(where: { $0.shakingMap != nil }) {
            classes(language.legendShakingTitle, MapHazard.shakingClasses, Palette.shaking, language.legendShaking)
        }
        let centred = findings.input.fields.filter { $0.epicentre != nil }
        if centred.contains(where: { !MapHazard.rings($0, frame).isEmpty }) {
            entries.append(Entry(text: language.legendRings) { x, y, svg in
                svg.line(
                    x, y, x + 28, y,
                    ["stroke": MapHazard.ringColour, "stroke-width": "2", "stroke-dasharray": MapHazard.ringDash])
            })
        }
        if let epicentre = centred.first?.epicentre {
            let isShown = frame.shown.contains(epicentre)
            entries.append(Entry(text: language.legendEpicentre) { x, y, svg in
                if isShown { MapHazard.star(x + 14, y, &svg) } else { MapHazard.arrowhead(x + 13, y, 1, 0, &svg) }
            })
        }
        return entries
    }

    private func lines(_ networks: MapNetworks) -> [Entry] {
        var entries = networks.layers.map { drawn in
            Entry(text: findings.language.legendNetwork(drawn.layer)) { x, y, svg in
                svg.line(x, y, x + 28, y, [
                    "stroke": drawn.style.colour, "stroke-width": SVGWriter.number(drawn.style.width * 1.6),
                    "stroke-dasharray": drawn.style.dash,
                ])
            }
        }
        if let drawn = networks.layers.first(where: { !$0.out.bytes.isEmpty }) {
            entries.append(Entry(text: findings.language.legendLinkOut) { x, y, svg in
                svg.line(x, y, x + 28, y, [
                    "stroke": drawn.layer == "road" ? "#4D4D4D" : drawn.style.colour, "stroke-width": SVGWriter.number(drawn.style.width * 2.6),
                    "stroke-dasharray": drawn.style.dash,
                ])
            })
        }
        return entries
    }

    private func states() -> [Entry] {
        Findings.WorstState.allCases.map { state in
            Entry(text: findings.language.legendState(state)) { x, y, svg in
                var path = PathData()
                path.rectangle(x + 1, y - 2.5, 5, 5)
                svg.path(path, MapPlaces.buildingStyle(state))
                MapPlaces.symbol(state, x + 19, y, 6, "", &svg)
            }
        }
    }

    private func marks(_ places: MapPlaces) -> [Entry] {
        var entries: [Entry] = []
        if !findings.hospitals.isEmpty {
            entries.append(Entry(text: findings.language.legendHospital) { x, y, svg in MapPlaces.symbol(.served, x + 14, y, 7.5, "H", &svg) })
        }
        if !findings.otherVulnerable.isEmpty {
            entries.append(Entry(text: findings.language.legendVulnerable) { x, y, svg in MapPlaces.symbol(.served, x + 14, y, 5, "", &svg) })
        }
        if places.hasBuildings {
            entries.append(Entry(text: findings.language.legendBuilding) { x, y, svg in
                var path = PathData()
                path.rectangle(x + 11.5, y - 2.5, 5, 5)
                svg.path(path, MapPlaces.buildingStyle(.served))
            })
        }
        if !findings.input.impact.worst(1).isEmpty {
            entries.append(Entry(text: findings.language.legendWeakPoint) { x, y, svg in MapLabels.weakPoint("1", x + 14, y, &svg) })
        }
        return entries
    }

    func draw(_ svg: inout SVGWriter) {
        let top = frame.bottom + 22
        let spacing = frame.width / Double(max(1, columns.count))
        for (c, column) in columns.enumerated() {
            let x = frame.left + Double(c) * spacing
            for (r, entry) in column.enumerated() {
                let y = top + Double(r) * 20
                entry.draw(x, y, &svg)
                svg.text(entry.isTitle ? x : x + 36, y + 4, entry.text)
            }
        }
        for (i, line) in sourceLines.enumerated() {
            svg.text(frame.left, top + Double(rows) * 20 + 4 + Double(i) * 14, line, ["font-size": "10", "fill": "#333"])
        }
        scaleBar(&svg)
        northArrow(&svg)
    }

    /// A round length of about a sixth of the map, in two halves.
    private func scaleBar(_ svg: inout SVGWriter) {
        let target = frame.width / 6 / frame.scale
        let power = pow(10, log10(target).rounded(.down))
        let metres = [5.0, 2, 1].map { $0 * power }.first { $0 <= target } ?? power
        let length = metres * frame.scale
        let x = frame.left + 14, y = frame.bottom - 18
        plate(x - 8, y - 18, length + 50, 30, &svg)
        for (i, fill) in ["#000", "#fff"].enumerated() {
            var path = PathData()
            path.rectangle(x + Double(i) * length / 2, y - 3, length / 2, 6)
            svg.path(path, ["fill": fill, "stroke": "#000", "stroke-width": "1"])
        }
        let text = metres >= 1000 ? "\(findings.words.significant(metres / 1000, 2)) km" : "\(findings.words.significant(metres, 2)) m"
        svg.text(x, y - 6, "0", ["font-size": "11"])
        svg.text(x + length, y - 6, text, ["font-size": "11", "text-anchor": "middle"])
    }

    private func northArrow(_ svg: inout SVGWriter) {
        let x = frame.right - 24, y = frame.top + 12
        plate(x - 14, y - 6, 28, 48, &svg)
        var path = PathData()
        path.move(x, y)
        path.line(x + 7, y + 20)
        path.line(x, y + 15)
        path.line(x - 7, y + 20)
        path.line(x, y)
        svg.path(path, ["fill": "#000"])
        svg.text(x, y + 36, findings.language.north, ["font-size": "14", "font-weight": "bold", "text-anchor": "middle"])
    }

    private func plate(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ svg: inout SVGWriter) {
        var path = PathData()
        path.rectangle(x, y, width, height)
        svg.path(path, ["fill": "#fff", "fill-opacity": "0.85"])
    }

    /// Cut into lines of at most so many characters at spaces; the last one ends with … when more would follow.
    static func wrapped(_ text: String, _ limit: Int, lines: Int) -> [String] {
        var result: [String] = [""]
        for word in text.split(separator: " ") {
            let last = result[result.count - 1]
            if last.isEmpty {
                result[result.count - 1] = String(word.prefix(limit))
            } else if last.count + 1 + word.count <= limit {
                result[result.count - 1] = last + " " + word
            } else if result.count == lines {
                result[result.count - 1] = last + " …"
                return result
            } else {
                result.append(String(word.prefix(limit)))
            }
        }
        return result
    }
}
