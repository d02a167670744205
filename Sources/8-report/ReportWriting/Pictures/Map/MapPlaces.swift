import Geometry
import NetworkModel

/// The places on the map, each by its worst state: shape, colour and lightness all say which.
struct MapPlaces: Sendable {
    private let findings: Findings, frame: MapFrame
    /// Buildings by state, in the order of `WorstState.allCases`.
    private var buildings: [PathData]
    private(set) var leftOut: [String] = []
    let hasBuildings: Bool

    private static let maximumBuildings = 12_000

    init(_ findings: Findings, _ frame: MapFrame) {
        self.findings = findings
        self.frame = frame
        buildings = Findings.WorstState.allCases.map { _ in PathData() }
        let named = Set(findings.hospitals + findings.otherVulnerable)
        let plain = findings.model.facilities.filter { !named.contains($0) }
        hasBuildings = !plain.isEmpty
        // Join neighbours in ever larger squares until the number is bearable.
        var square = plain.count > Self.maximumBuildings ? 2.0 : 0
        var marks = Self.marks(plain, findings, frame, square)
        while marks.count > Self.maximumBuildings {
            square *= 1.2
            marks = Self.marks(plain, findings, frame, square)
        }
        if square > 0 { leftOut.append(findings.language.buildingsJoined(findings.words.significant(square / frame.scale, 2))) }
        // Half of a square stays free, so that water and streets show between them.
        let side = max(square * 0.5, min(6, 0.3 * (frame.width * frame.height / Double(max(1, marks.count))).squareRoot()))
        for mark in marks {
            buildings[Int(mark.state.rawValue)].rectangle(mark.x - side / 2, mark.y - side / 2, side, side)
        }
    }

    private struct Mark {
        var x: Double, y: Double
        var state: Findings.WorstState
    }

    private static func marks(_ plain: [Int], _ f: Findings, _ frame: MapFrame, _ square: Double) -> [Mark] {
        if square == 0 {
            return plain.map { Mark(x: frame.x(f.model.position[$0]), y: frame.y(f.model.position[$0]), state: f.worstState(of: $0)) }
        }
        let columns = Int(frame.width / square) + 2
        var states: [Int: Findings.WorstState] = [:]
        for place in plain {
            let p = f.model.position[place]
            let cell = Int((frame.y(p) - frame.top) / square) * columns + Int((frame.x(p) - frame.left) / square)
            states[cell] = max(states[cell] ?? .served, f.worstState(of: place))
        }
        return states.keys.sorted().map { cell in
            Mark(
                x: frame.left + (Double(cell % columns) + 0.5) * square, y: frame.top + (Double(cell / columns) + 0.5) * square,
                state: states[cell] ?? .served)
        }
    }

    func drawBuildings(_ svg: inout SVGWriter) {
        for state in Findings.WorstState.allCases { svg.path(buildings[Int(state.rawValue)], Self.buildingStyle(state)) }
    }

    func drawNamedPlaces(_ svg: inout SVGWriter) {
        // Best first, so that the worst lie on top.
        for (places, size, letter) in [(findings.otherVulnerable, Self.markSize(findings.otherVulnerable.count), ""), (findings.hospitals, 9.5, "H")] {
            for state in Findings.WorstState.allCases {
                for place in places where findings.worstState(of: place) == state {
                    let p = findings.model.position[place]
                    Self.symbol(state, frame.x(p), frame.y(p), size, letter, &svg)
                }
            }
        }
    }

    /// Half the side of a mark, smaller where there are many of them.
    static func markSize(_ count: Int) -> Double { max(2.2, 5 * min(1, (120 / Double(max(1, count))).squareRoot())) }

    static func buildingStyle(_ state: Findings.WorstState) -> SVGWriter.Attributes {
        switch state {
        case .served: ["fill": "#C4C4C4"]
        case .onReserve: ["fill": Palette.orange, "stroke": "#000", "stroke-width": "0.3"]
        case .outOfOne: ["fill": outOfOne]
        case .outOfSeveral: ["fill": "#000"]
        }
    }

    /// Between served and black in lightness, and apart from the flood's blue and the power lines' red.
    private static let outOfOne = "#9C4F8C"

    /// A white circle when served, a yellow triangle on reserve, a square with a cross when out: black for several services.
    static func symbol(_ state: Findings.WorstState, _ x: Double, _ y: Double, _ size: Double, _ letter: String, _ svg: inout SVGWriter) {
        var path = PathData()
        switch state {
        case .served:
            svg.element("circle", [
                "cx": SVGWriter.number(x), "cy": SVGWriter.number(y), "r": SVGWriter.number(size), "fill": "#fff",
                "stroke": "#000", "stroke-width": size > 3.5 ? "1.6" : "0.8",
            ])
        case .onReserve:
            path.move(x, y - size * 1.35)
            path.line(x + size * 1.3, y + size * 0.95)
            path.line(x - size * 1.3, y + size * 0.95)
            path.line(x, y - size * 1.35)
            svg.path(path, ["fill": Palette.yellow, "stroke": "#000", "stroke-width": "1.6", "stroke-linejoin": "round"])
        case .outOfOne, .outOfSeveral:
            path.rectangle(x - size, y - size, size * 2, size * 2)
            svg.path(path, ["fill": state == .outOfOne ? outOfOne : "#000", "stroke": "#fff", "stroke-width": size > 3.5 ? "1.2" : "0.6"])
            if letter.isEmpty && size > 3.5 {
                let arm = size * 0.5
                svg.line(x - arm, y - arm, x + arm, y + arm, ["stroke": "#fff", "stroke-width": "1.6"])
                svg.line(x - arm, y + arm, x + arm, y - arm, ["stroke": "#fff", "stroke-width": "1.6"])
            }
        }
        guard !letter.isEmpty else { return }
        svg.text(x, y + size * 0.45, letter, [
            "font-size": SVGWriter.number(size * 1.3), "font-weight": "bold", "text-anchor": "middle",
            "fill": state >= .outOfOne ? "#fff" : "#000",
        ])
    }
}
