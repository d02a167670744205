public import Diagnostics
public import MarkupReading
public import NetworkModel

/// `<harden>`: assets withstand more shaking by a factor, or every hazard.
///
/// The factor multiplies the medians of the fragility; against water, use `raise`.
public struct Harden: Measure {
    public static let element = "harden"
    public static let reach = MeasureReach.damage
    public static let summary = "make assets stronger against shaking (factor) or proof against everything (invulnerable)"

    public let title: Phrase
    public let costEuros: Double?
    let target: MeasureTarget
    /// Nil for invulnerable.
    let factor: Double?

    public init(_ element: MarkupElement) throws(InputError) {
        target = try MeasureTarget(element)
        factor = try element.number("factor", in: 1...NumericAttribute.fragilityFactor.plausible.upperBound)
        guard try element.flag("invulnerable") != (factor != nil) else {
            throw InputError(
                "harden-how", at: element.position, "<harden> must have either factor or invulnerable=\"true\"",
                remedy: "write factor=\"2\" for twice the strength, or invulnerable=\"true\"")
        }
        costEuros = try element.number("cost", in: 0...1e15, unit: "euros")
        let words = target.words
        let generated = factor.map {
            Phrase("Harden \(words) by a factor of \(shortest: $0)", nl: "\(words) \(shortest: $0) keer zo sterk maken")
        } ?? Phrase("Harden \(words) against every hazard", nl: "\(words) tegen alles bestand maken")
        title = element.title ?? generated
    }

    public func targets(in model: CityModel) throws(InputError) -> [Int] { try target.assets(in: model) }

    public func apply(to model: inout CityModelBuilder) throws(InputError) {
        let strongest = NumericAttribute.fragilityFactor.plausible.upperBound
        let rows = try target.rows(in: model), factors = model.values(.fragilityFactor, ofRows: rows)
        for row in rows {
            if let factor {
                model.set(.fragilityFactor, min((factors[Int32(row)] ?? 1) * factor, strongest), ofRow: row)
            } else {
                model.set(.fragilityFactor, strongest, ofRow: row)
                model.set(.floodThreshold, NumericAttribute.floodThreshold.plausible.upperBound, ofRow: row)
            }
        }
    }
}
