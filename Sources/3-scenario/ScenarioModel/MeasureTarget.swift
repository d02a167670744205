import Diagnostics
import Geometry
import MarkupReading
import NetworkModel

/// The assets that a measure is applied to: one by its identifier, or every one of a kind.
struct MeasureTarget: Sendable {
    enum Choice: Sendable {
        case asset(String)
        case kind(AssetKind)
    }
    let choice: Choice
    let position: SourcePosition
    /// What the asset is called, where that is known.
    private let name: String?
    /// What it is, where it has no name.
    private let kind: AssetKind?

    /// The attribute in which a member of a family brings along what its asset is called; nothing that users write.
    static let label = "name of the asset"
    /// The same for its kind, where it has no name.
    static let kindOfUnnamed = "kind of the asset"

    /// Reads `asset="…"` or `kind="…"`.
    init(_ element: MarkupElement) throws(InputError) {
        position = element.position
        name = element.attributes[Self.label]
        kind = element.attributes[Self.kindOfUnnamed].map { AssetKind($0) }
        switch (element.attributes["asset"], element.attributes["kind"]) {
        case (let asset?, nil): choice = .asset(asset)
        case (nil, let kind?): choice = .kind(AssetKind(kind))
        default:
            throw InputError(
                "measure-target", at: element.position, "<\(element.name)> must have either asset or kind",
                remedy: "write asset=\"…\" with an identifier, or kind=\"…\" for every asset of that kind")
        }
    }

    /// "Substation-1", "bridge way-17", or "every transformer".
    var words: Phrase {
        switch choice {
        case .asset(let id): kind.map { Phrase("\($0.words(1)) \(id)", nl: "\($0.words(1)) \(id)") } ?? Phrase(data: name ?? id)
        case .kind(let kind): Phrase("every \(kind.words(1))", nl: "alle \(kind.words(2))")
        }
    }

    /// The rows meant, in order. Never empty.
    func rows(in model: CityModelBuilder) throws(InputError) -> [Int] {
        switch choice {
        case .asset(let id): return [try model.row(of: id, at: position)]
        case .kind(let kind):
            let number = model.strings.find(kind.name)
            let rows = model.kind.indices.filter { model.kind[$0] == number && model.rowClass[$0] != .removed }
            guard rows.isEmpty else { return rows }
            let kinds = Set(model.kind).map { model.strings[$0] }.sorted()
            throw InputError(
                "unknown-kind", at: position, "the network has no asset of the kind '\(kind.name)'",
                remedy: suggestion(for: kind.name, among: kinds) + "the kinds in it are \(kinds.joined(separator: ", "))")
        }
    }
}

extension MeasureTarget {
    /// The assets meant, in order of their numbers. Never empty.
    func assets(in model: CityModel) throws(InputError) -> [Int] {
        switch choice {
        case .asset(let id):
            if let asset = model.asset(named: id) { return [asset] }
            throw InputError(
                "unknown-asset", at: position, "no asset of the network is called '\(id)'",
                remedy: suggestion(for: id, among: model.identifier.lazy.map { model.strings[$0] })
                    + "write the identifier as the network file has it")
        case .kind(let kind):
            let assets = (0..<model.assetCount).filter { model.isKind($0, kind) }
            guard assets.isEmpty else { return assets }
            throw InputError(
                "unknown-kind", at: position, "the network has no asset of the kind '\(kind.name)'",
                remedy: suggestion(for: kind.name, among: model.kinds.map(\.name))
                    + "the kinds in it are \(model.kinds.map(\.name).joined(separator: ", "))")
        }
    }
}

extension CityModelBuilder {
    /// Where a row lies.
    func place(ofRow row: Int) -> Point { Point(x: x[row], y: y[row]) }

    /// The row of an asset.
    func row(of id: String, at position: SourcePosition) throws(InputError) -> Int {
        if let number = strings.find(id),
            let row = identifier.indices.first(where: { identifier[$0] == number && rowClass[$0] != .removed })
        {
            return row
        }
        let names = identifier.lazy.map { self.strings[$0] }
        throw InputError(
            "unknown-asset", at: position, "no asset of the network is called '\(id)'",
            remedy: suggestion(for: id, among: names) + "write the identifier as the network file has it")
    }

    /// The values that some rows have now, by row.
    func values(_ attribute: NumericAttribute, ofRows rows: [Int]) -> [Int32: Double] {
        let entries = numeric[Int(attribute.rawValue)]
        let wanted = Set(rows.map { Int32($0) })
        var values: [Int32: Double] = [:]
        for (row, value) in zip(entries.rows, entries.values) where wanted.contains(row) { values[row] = value }
        return values
    }
}

extension MarkupElement {
    /// What the user calls a measure.
    var title: Phrase? { attributes["title"].map { Phrase(data: $0) } }

    /// A word that is true or false; false when the attribute is absent.
    func flag(_ name: String) throws(InputError) -> Bool {
        switch attributes[name] {
        case nil, "false", "0": return false
        case "true", "1": return true
        case let word?:
            throw InputError(
                "not-a-flag", at: position, "\(name)=\"\(word)\" in <\(self.name)> is neither true nor false",
                remedy: "write true or false")
        }
    }
}
