import GeoPackageWriting
import NetworkModel

/// The assets of one kind in one network: a layer of a map.
struct ExportLayer {
    enum Role: Int { case node, link, facility }
    let role: Role
    /// Name of the table: small letters, digits and _, whatever the data calls its kinds.
    let table: String
    /// `water: pipe`.
    let title: String
    let assets: [Int]
    /// The attributes that occur.
    let numbers: [NumericAttribute], texts: [TextAttribute]

    /// All layers of a model: nodes, links, then facilities, each by network and kind in the order of their names.
    static func layers(of model: CityModel) -> [ExportLayer] {
        struct Key: Hashable {
            var role: Int, layer: Int, kind: Int
        }
        var assets: [Key: [Int]] = [:]
        for (role, range) in [(Role.node, model.nodes), (.link, model.links), (.facility, model.facilities)] {
            for asset in range {
                assets[Key(role: role.rawValue, layer: Int(model.layer[asset]), kind: Int(model.kind[asset])), default: []].append(asset)
            }
        }
        // Layers and kinds of a model are sorted by name.
        let keys = assets.keys.sorted { ($0.role, $0.layer, $0.kind) < ($1.role, $1.layer, $1.kind) }
        var taken: Set<String> = ["footprints", "requirements", "lifeline_network", "lifeline_sources"]
        return keys.compactMap { key in
            guard let role = Role(rawValue: key.role), let own = assets[key] else { return nil }
            let network = role == .facility ? "facility" : model.layers[key.layer].name, kind = model.kinds[key.kind].name
            let wanted = PlainWord.of("\(network)_\(kind)")
            var table = wanted, attempt = 2
            while !taken.insert(table).inserted {
                table = "\(wanted)_\(attempt)"
                attempt += 1
            }
            return ExportLayer(
                role: role, table: table, title: "\(network): \(kind)" + (role == .link ? " (lines)" : ""), assets: own,
                numbers: NumericAttribute.allCases.filter { a in own.contains { model.value(a, of: $0) != nil } },
                texts: TextAttribute.allCases.filter { a in own.contains { model.text(a, of: $0) != nil } })
        }
    }
}

extension CityModel {
    /// The names of an asset's attributes that are of a provenance.
    func attributeNames(of asset: Int, _ wanted: Provenance) -> [String] {
        NumericAttribute.allCases.filter {
            value($0, of: asset) != nil && numeric[Int($0.rawValue)]?.provenance[asset] == wanted
        }.map(\.name)
            + TextAttribute.allCases.filter {
                text($0, of: asset) != nil && text[Int($0.rawValue)]?.provenance[asset] == wanted
            }.map(\.name)
    }
}
