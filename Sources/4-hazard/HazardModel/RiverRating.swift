import Diagnostics
import Glibc
import MarkupReading

/// How the level of a river answers to more or less discharge than the scenario's level stands for.
///
/// Q = c (h − h₀)^m, so that a discharge f times as large raises the level to h₀ + (h − h₀) f^(1/m). The exponent 5/3 is
/// Manning's for a wide channel (Chow 1959, Open-Channel Hydraulics, ch. 6); a gauge's own rating has its own.
struct RiverRating: Sendable {
    /// Discharge as a multiple of the one that the stated levels and inflows stand for.
    let factor: Double
    /// h₀: level at which the river ceases to flow; nil when the scenario states none.
    let zeroMetres: Double?
    let exponent: Double
    let isExponentAssumed: Bool
    private let position: SourcePosition

    static let attributes = ["dischargeFactor", "ratingZero", "ratingExponent"]

    init(_ element: MarkupElement) throws {
        factor = try element.number("dischargeFactor", in: 0.01...100) ?? 1
        zeroMetres = try element.number("ratingZero", in: -500...9000, unit: "m")
        isExponentAssumed = element.attributes["ratingExponent"] == nil
        exponent = try element.number("ratingExponent", in: 0.5...5) ?? 5 / 3
        position = element.position
    }

    /// The level of the changed discharge.
    /// - Throws: `InputError` when a factor is stated and no level at which the river ceases to flow.
    func level(_ metres: Double) throws(InputError) -> Double {
        if factor == 1 { return metres }
        guard let zeroMetres else {
            throw InputError(
                "rating-missing", at: position,
                "dischargeFactor=\"\(decimal(factor, 2))\" changes a level, but nothing says how the level answers",
                remedy: "add ratingZero=\"…\", the level in metres at which the river ceases to flow, and ratingExponent "
                    + "when the gauge's rating is known")
        }
        return metres > zeroMetres ? zeroMetres + (metres - zeroMetres) * pow(factor, 1 / exponent) : metres
    }

    /// For the report; nil when nothing is changed.
    var sentence: Phrase? {
        guard factor != 1 else { return nil }
        let origin =
            isExponentAssumed
            ? Phrase(" (assumed: Manning's formula for a wide channel)", nl: " (aangenomen: de formule van Manning voor een brede rivier)")
            : .nothing
        let answer = zeroMetres.map {
            Phrase(
                " Levels of the river follow its rating, a discharge in proportion to the height above \($0, 2) m to the power of \(exponent, 2)\(origin).",
                nl: " De waterstanden volgen de afvoerkromme: de afvoer is evenredig met de hoogte boven \($0, 2) m tot de macht \(exponent, 2)\(origin).")
        }
        return Phrase(
            "The discharge is \(factor, 2) times that of the stated levels and inflows.",
            nl: "De afvoer is \(factor, 2) maal die van de opgegeven waterstanden en toestromen.") + (answer ?? .nothing)
    }
}
