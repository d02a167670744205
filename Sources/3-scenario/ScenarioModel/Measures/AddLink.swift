public import Diagnostics
public import MarkupReading
public import NetworkModel

/// `<link>`: a new line, pipe or road between two nodes of one layer.
public struct AddLink: Measure {
    public static let element = "link"
    public static let addsAssets = true
    public static let reach = MeasureReach.additions
    public static let summary = "add a line, pipe or road between two nodes (id, layer, kind, from, to)"

    public let title: Phrase
    public let costEuros: Double?
    let id, layer, kind, from, to: String
    let isDirected: Bool
    let position: SourcePosition

    public init(_ element: MarkupElement) throws(InputError) {
        position = element.position
        id = try element.required("id")
        layer = try element.required("layer")
        kind = try element.required("kind")
        from = try element.required("from")
        to = try element.required("to")
        isDirected = try element.flag("directed")
        costEuros = try element.number("cost", in: 0...1e15, unit: "euros")
        let kindWords = AssetKind(kind).words(1)
        title = element.title ?? Phrase("Add \(kindWords) \(id) from \(from) to \(to)", nl: "Nieuw: \(kindWords) \(id) van \(from) naar \(to)")
    }

    public func apply(to model: inout CityModelBuilder) throws(InputError) {
        let used = model.strings.find(id)
        if model.identifier.indices.contains(where: { model.identifier[$0] == used && model.rowClass[$0] != .removed }) {
            throw InputError(
                "duplicate-identifier", at: position, "the network already has an asset called '\(id)'",
                remedy: "give the new link another id")
        }
        for end in [from, to] {
            let row = try model.row(of: end, at: position)
            guard model.rowClass[row] == .node, model.strings[model.layer[row]] == layer else {
                throw InputError(
                    "link-end", at: position, "'\(end)' is no node of the layer '\(layer)'",
                    remedy: "a link joins two nodes of its own layer")
            }
        }
        model.beginFile(position.file)
        model.addLink(
            id, layer: Layer(layer), kind: AssetKind(kind), from: from, to: to, isDirected: isDirected,
            line: position.line)
    }
}
