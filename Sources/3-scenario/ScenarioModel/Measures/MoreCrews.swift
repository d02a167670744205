public import Diagnostics
public import MarkupReading
public import NetworkModel

/// `<crews>`: more crews for the repairs of one layer.
public struct MoreCrews: Measure {
    public static let element = "crews"
    public static let summary = "more crews for the repairs of a layer that has <crews> (layer, more)"

    public let title: Phrase
    public let costEuros: Double?
    let layer: String
    let more: Int
    let position: SourcePosition

    public init(_ element: MarkupElement) throws(InputError) {
        position = element.position
        layer = try element.required("layer")
        more = try CrewPool.count("more", element)
        costEuros = try element.number("cost", in: 0...1e15, unit: "euros")
        let words = layer == CrewPool.facilities ? Phrase("buildings", nl: "gebouwen") : Layer(layer).serviceWords
        title = element.title ?? Phrase(
            "\(more) more repair \(more == 1 ? "crew" : "crews") for \(words)",
            nl: "\(more) extra \(more == 1 ? "herstelploeg" : "herstelploegen") voor \(words)")
    }

    public func apply(to model: inout CityModelBuilder) throws(InputError) {}

    public func apply(to crews: inout [CrewPool]) throws(InputError) {
        guard let pool = crews.firstIndex(where: { $0.layer == layer }) else {
            throw InputError(
                "crews-without-pool", at: position,
                "crews for '\(layer)' are not limited in this scenario, so that more of them change nothing",
                remedy: suggestion(for: layer, among: crews.map(\.layer))
                    + "add <crews layer=\"\(layer)\" count=\"…\"/> to the scenario, or remove the measure")
        }
        crews[pool].count += more
    }
}
