import Glibc

/// How a gap in a dike deepens and widens.
///
/// Verheij, H. J., van der Knaap, F. C. M. (2003): Modification breach growth model in HIS-OM, WL | Delft Hydraulics
/// Q3299, in the form of the D-Flow FM and 3Di manuals: first the crest falls evenly to its lowest level while the
/// gap keeps its first width; then it widens by dB/dt = f1 f2 / ln 10 · (g ΔH)^1.5 / uc² / (1 + f2 g t / uc), with t in
/// hours since the crest was down and dB/dt in metres an hour, while the water runs faster than uc.
struct BreachGrowth: Sendable {
    /// f1 and f2, uc and the minutes of lowering: defaults of the Dutch D-HYDRO tools for sand.
    var f1 = 1.3
    var f2 = 0.04
    var criticalVelocity = 0.2
    var loweringHours = 0.1
    var firstWidthMetres = 10.0
    /// The limit for sand of van der Knaap (2000).
    var greatestWidthMetres = 200.0
    var crestMetres: Double
    var bottomMetres: Double

    /// Height of the gap's sill, hours after it opened.
    func sillMetres(afterHours hours: Double) -> Double {
        guard loweringHours > 0 else { return bottomMetres }
        let share = min(1, max(0, hours / loweringHours))
        return crestMetres + share * (bottomMetres - crestMetres)
    }

    /// Metres by which the gap widens between two times, in hours after it opened, at a constant difference of head:
    /// the integral of the rate.
    func widening(from start: Double, to end: Double, headMetres: Double) -> Double {
        let a = max(0, start - loweringHours), b = max(0, end - loweringHours)
        guard headMetres > 0, b > a else { return 0 }
        let g = FlowParameters.gravity
        return f1 * g.squareRoot() * headMetres * headMetres.squareRoot() / criticalVelocity
            * log10((criticalVelocity + f2 * g * b) / (criticalVelocity + f2 * g * a))
    }

    /// Discharge over a sill, m³/s, positive into the land; heads above the sill in metres.
    ///
    /// Broad-crested weir: free, Q = (2/3)^1.5 √g B h^1.5 (the familiar 1.7 B h^1.5); drowned when the lower water
    /// stands above two thirds of the upper, Q = B h_low √(2 g (h_up − h_low)), which meets it there.
    static func weirDischarge(width: Double, outside: Double, inside: Double) -> Double {
        let up = max(outside, inside, 0), low = max(0, min(outside, inside))
        let sign: Double = outside >= inside ? 1 : -1
        let g = FlowParameters.gravity
        guard up > 0 else { return 0 }
        if low <= up * 2 / 3 { return sign * width * (up * 2 / 3) * (g * up * 2 / 3).squareRoot() }
        return sign * width * low * (2 * g * (up - low)).squareRoot()
    }
}
