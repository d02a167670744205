import Glibc

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
