import Diagnostics

extension CityModel {
    /// Layers that are missing or have no source.
    func checkLayers(_ log: inout IssueLog) {
        for wanted in [Layer.power, .water, .road] where !layers.contains(wanted) {
            log.add(
                Issue(
                    .warning, "layer-absent", "the model has no \(wanted.name) network: no outage of \(wanted.name) can occur or spread",
                    remedy: "add a file with the \(wanted.name) network, or read the results as \"all else being well\""))
        }
        for (number, layer) in layers.enumerated() {
            let members = nodes.lazy.filter { self.layer[$0] == number }
            if members.contains(where: { isSource[$0] }) || members.isEmpty { continue }
            log.add(
                Issue(
                    .error, "layer-without-source", "the \(layer.name) network has no source: nothing in it is supplied, even before an event",
                    remedy: "mark the places where \(layer.name) comes in as sources (for roads: the gateways out of the area)"))
        }
    }

    /// Parts of a layer that no source feeds, with the facilities that hang on them.
    func checkIslands(_ components: LayerComponents, _ baseline: Baseline, _ log: inout IssueLog) {
        var layerHasSource = [Bool](repeating: false, count: layers.count)
        for node in nodes where isSource[node] { layerHasSource[Int(layer[node])] = true }
        let dependents = self.dependents(of: components)
        for part in 0..<components.count where !components.hasSource[part] {
            let node = components.firstNode[part]
            guard layerHasSource[Int(layer[node])] else { continue }
            let name = layers[Int(layer[node])].name
            let size =
                components.nodes[part] == 1
                ? "\(described(node)) is joined to no"
                : "\(counted(components.nodes[part], "node")) and \(counted(components.links[part], "link")) of the \(name) network, among them '\(id(node))', have no connection to a"
            let hanging = dependents[part] ?? []
            log.add(
                issue(
                    .warning, "island-without-source", about: node,
                    "\(size) source of \(name)\(sentence(about: hanging))",
                    remedy: "connect the part to the rest, mark its source, or remove it if it is out of use"))
        }
    }

    /// The facilities that have a supplier in each part without a source; the heaviest first.
    private func dependents(of components: LayerComponents) -> [Int: [Int]] {
        var found: [Int: [Int]] = [:]
        for facility in facilities {
            for r in requirements.ofAsset(facility) {
                for supplier in requirements.suppliers(r) {
                    guard let part = components.part(ofAsset: Int(supplier), in: self), !components.hasSource[part]
                    else { continue }
                    if found[part]?.last != facility { found[part, default: []].append(facility) }
                }
            }
        }
        return found.mapValues { $0.sorted { (weight(of: $1), $0) < (weight(of: $0), $1) } }
    }

    private func sentence(about hanging: [Int]) -> String {
        if hanging.isEmpty { return "; no facility depends on it" }
        let named = hanging.prefix(3).map { "'\(label($0))'" }.joined(separator: ", ")
        let more = hanging.count > 3 ? " and \(hanging.count - 3) more" : ""
        return "; \(counted(hanging.count, "facility depends", "facilities depend")) on it: \(named)\(more)"
    }

    /// Requirements that no state of the city can meet, or that ask the wrong layer.
    func checkRequirements(_ log: inout IssueLog) {
        for r in 0..<requirements.count {
            let asset = Int(requirements.asset[r]), suppliers = requirements.suppliers(r)
            let service = services[Int(requirements.service[r])]
            if Int(requirements.atLeast[r]) > suppliers.count {
                log.add(
                    issue(
                        .error, "requirement-impossible", about: asset,
                        "\(described(asset)) needs \(service) from at least \(requirements.atLeast[r]) suppliers, but only \(suppliers.count) \(suppliers.count == 1 ? "is" : "are") named",
                        remedy: "name more suppliers or ask for fewer"))
            }
            for supplier in suppliers {
                if Int(supplier) == asset {
                    log.add(
                        issue(
                            .warning, "supplier-is-itself", about: asset,
                            "\(described(asset)) is named as its own supplier of \(service): once off, it can never start again",
                            remedy: "name another supplier, or remove the requirement"))
                } else if let wanted = layer(named: service), layer[Int(supplier)] != 255, layer[Int(supplier)] != wanted {
                    log.add(
                        issue(
                            .warning, "supplier-of-other-layer", about: asset,
                            "\(described(asset)) needs \(service) from \(described(Int(supplier))), which belongs to the \(layers[Int(layer[Int(supplier)])].name) network",
                            remedy: "name a supplier in the \(service) network"))
                }
            }
        }
    }

    /// Facilities that no outage can reach because the data does not say where their service comes from.
    func checkFacilities(_ log: inout IssueLog) {
        let wanted = [Layer.power, .water, .road].compactMap { layer in
            layers.contains(layer) ? service(named: layer.name).map { (layer.name, $0) } : nil
        }
        var withoutResidents: [String: (count: Int, of: Int)] = [:]
        for facility in facilities {
            let stated = requirements.ofAsset(facility).map { Int(requirements.service[$0]) }
            let missing = wanted.filter { !stated.contains($0.1) }.map(\.0)
            if !missing.isEmpty {
                log.add(
                    issue(
                        .warning, "facility-without-supplier", about: facility,
                        "\(described(facility)) has no supplier of \(missing.joined(separator: " or ")): it never loses \(missing.count == 1 ? "it" : "them") in a run",
                        remedy: "state the requirement, or place the facility nearer to the network and join again"))
            }
            let kind = kindName(facility)
            withoutResidents[kind, default: (0, 0)].of += 1
            if value(.residents, of: facility) != nil || value(.weight, of: facility) != nil { continue }
            withoutResidents[kind, default: (0, 0)].count += 1
            if AssetKind.vulnerable.contains(AssetKind(kind)), value(.beds, of: facility) == nil {
                log.add(
                    issue(
                        .note, "facility-without-residents", about: facility,
                        "\(described(facility)) has neither residents, beds nor a weight: its loss counts as 0 in the ranking",
                        remedy: "give the number of people who are normally there"))
            }
        }
        for kind in withoutResidents.keys.sorted() where !AssetKind.vulnerable.contains(AssetKind(kind)) {
            guard let (count, total) = withoutResidents[kind], count > 0 else { continue }
            log.add(
                Issue(
                    .note, "facility-without-residents", "\(count) of \(counted(total, "facility", "facilities")) of kind '\(kind)' have no number of residents: their loss counts as 0 in the ranking",
                    remedy: "give residents, or a weight, where people live"))
        }
    }
}
