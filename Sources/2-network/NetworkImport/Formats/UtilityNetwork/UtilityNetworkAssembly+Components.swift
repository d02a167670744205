import NetworkModel

extension UtilityNetworkAssembly {
    /// Finds which nodes and links each component is.
    mutating func assignComponents() {
        nodesOfGraph = Array(repeating: [], count: data.graphs.count)
        linksOfGraph = nodesOfGraph
        graphOfNode = data.nodes.map(\.graph)
        for (i, node) in data.nodes.enumerated() where node.graph >= 0 && node.id >= 0 {
            nodesOfGraph[node.graph].append(i)
        }
        for (graph, id) in data.nodesOfGraph {
            guard let node = index[.node]?[id] else { continue }
            nodesOfGraph[graph].append(node)
            if graphOfNode[node] < 0 { graphOfNode[node] = graph }
        }
        for (i, link) in data.links.enumerated() where link.graph >= 0 { linksOfGraph[link.graph].append(i) }

        componentOfNode = Array(repeating: -1, count: data.nodes.count)
        componentOfLink = Array(repeating: -1, count: data.links.count)
        device = Array(repeating: nil, count: data.nodes.count)
        for i in inOrderOfIdentifier() {
            let component = data.components[i]
            guard let graph = component.graph >= 0 ? component.graph : index[.graph]?[component.graphReference] else {
                continue
            }
            let layer = layerOfGraph[graph], words = component.words.map { name($0) }
            if ComponentKinds.linkKind(ofElement: component.element, words: words, layer: layer) != nil {
                for link in linksOfGraph[graph] { componentOfLink[link] = i }
            } else if let node = place(ofDeviceIn: graph) {
                componentOfNode[node] = i
                device[node] = ComponentKinds.device(ofElement: component.element, words: words, layer: layer)
                // What supplies a building is a place of its own, or its neighbour's building would replace it.
                if device[node] == nil, component.cityObject >= 0 {
                    device[node] = (ComponentKinds.defaultNodeKind(layer), false)
                }
            }
        }
    }

    /// Components in byte order of their identifiers, so that a file's order decides nothing when two share a graph.
    private func inOrderOfIdentifier() -> [Int] {
        data.components.indices.sorted { a, b in
            let first = data.components[a].id, second = data.components[b].id
            if first == second || first < 0 || second < 0 { return (first < 0 ? 0 : 1, a) < (second < 0 ? 0 : 1, b) }
            return data.strings.precedes(first, second)
        }
    }

    /// The node that stands for a device: its interior node, or else the first in byte order.
    private func place(ofDeviceIn graph: Int) -> Int? {
        let nodes = nodesOfGraph[graph]
        let interior = nodes.filter { data.nodes[$0].isInterior }
        return (interior.isEmpty ? nodes : interior)
            .min { data.strings.precedes(data.nodes[$0].id, data.nodes[$1].id) }
    }

    /// Writes down what a component says of the asset that it became.
    mutating func describe(_ row: Int, by number: Int, isLink: Bool) {
        let component = data.components[number], asset = city.strings[city.identifier[row]]
        let label = component.name >= 0 ? component.name : component.id
        if label >= 0 { city.setName(name(label), ofRow: row) }
        if component.function >= 0 { city.set(.function, component.function, ofRow: row) }
        if component.usage >= 0 { city.set(.usage, component.usage, ofRow: row) }
        if component.remark >= 0 { city.set(.remark, component.remark, ofRow: row) }
        if component.cityObject >= 0 { city.set(.cityObject, component.cityObject, ofRow: row) }
        let material = component.material >= 0 ? component.material : index[.material]?[component.materialReference]
        if let material, data.materials[material].type >= 0 {
            city.set(.material, data.materials[material].type, ofRow: row)
        }
        if component.year >= 0 {
            note(.constructionYear, UtilityNetworkMeasures.year(name(component.year)), row, asset)
        }
        if component.status >= 0, !["inUse", "unknown"].contains(name(component.status)) {
            repairs.append(
                Repair(
                    "status-ignored", asset: asset,
                    "'\(asset)' has the status '\(name(component.status))' and is read as if it were in use"))
        }
        if let voltage = component.voltage {
            note(.voltage, UtilityNetworkMeasures.voltage(voltage.value, unit: name(voltage.unit)), row, asset)
        }
        guard isLink else { return }
        // The outer diameter stands in for the inner one; walls are not known.
        if let outer = component.exteriorDiameter {
            note(
                .diameter, UtilityNetworkMeasures.diameter(outer.value, unit: name(outer.unit)), row, asset,
                provenance: .derived)
        }
        if let inner = component.interiorDiameter {
            note(.diameter, UtilityNetworkMeasures.diameter(inner.value, unit: name(inner.unit)), row, asset)
        }
    }

    mutating func note(
        _ attribute: NumericAttribute, _ reading: UtilityNetworkMeasures.Reading, _ row: Int, _ asset: String,
        provenance: Provenance = .measured
    ) {
        if let value = reading.value {
            city.set(attribute, value, ofRow: row, reading.isAssumed ? .assumed : provenance)
        }
        if let remark = reading.remark { repairs.append(Repair(remark.code, asset: asset, "'\(asset)': \(remark.message)")) }
    }
}
