public import Diagnostics
public import MarkupReading
public import NetworkModel

/// `<raise>`: lifts the parts of assets that water harms.
public struct Raise: Measure {
    public static let element = "raise"
    public static let reach = MeasureReach.damage
    public static let summary = "lift the vulnerable parts of assets above the ground (by, in metres)"

    public let title: Phrase
    public let costEuros: Double?
    let target: MeasureTarget
    let byMetres: Double

    public init(_ element: MarkupElement) throws(InputError) {
        target = try MeasureTarget(element)
        byMetres = try element.requiredNumber("by", in: 0...50, unit: "m")
        costEuros = try element.number("cost", in: 0...1e15, unit: "euros")
        title = element.title ?? Phrase("Raise \(target.words) by \(shortest: byMetres) m", nl: "\(target.words) \(shortest: byMetres) m hoger zetten")
    }

    public func targets(in model: CityModel) throws(InputError) -> [Int] { try target.assets(in: model) }

    public func apply(to model: inout CityModelBuilder) throws(InputError) {
        let rows = try target.rows(in: model), heights = model.values(.floorHeight, ofRows: rows)
        for row in rows {
            model.set(.floorHeight, (heights[Int32(row)] ?? 0) + byMetres, ofRow: row)
        }
    }
}
