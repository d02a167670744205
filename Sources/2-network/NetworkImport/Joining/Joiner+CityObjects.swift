import Diagnostics
import NetworkModel

extension Joiner {
    /// Turns "this node is connected to that building" into "that building needs the service of this node's layer".
    ///
    /// A network's own statement (`connectedCityObject` in the Utility Network ADE, `cityObject` in network XML): the
    /// requirement is `derived`, not `assumed`. Several nodes connected to one building back each other up.
    mutating func matchCityObjects() {
        let column = city.text[Int(TextAttribute.cityObject.rawValue)]
        if column.rows.isEmpty { return }
        let rows = rowOfIdentifier(), objects = texts(.cityObject)
        struct Need: Hashable {
            var facility, layer: Int32
        }
        var suppliers: [Need: [Int32]] = [:], order: [Need] = []
        let candidates = objects.indices.filter { objects[$0] >= 0 && city.rowClass[$0] == .node }
            .sorted { city.strings.precedes(city.identifier[$0], city.identifier[$1]) }
        for row in candidates {
            let target = rows[Int(objects[row])]
            guard target >= 0, city.rowClass[Int(target)] == .facility else {
                note(
                    .warning, "city-object-unknown", row: row,
                    "\(described(row)) is connected to '\(city.strings[objects[row]])', which is in none of the files",
                    remedy: "add the file with that building, or ignore this")
                continue
            }
            let need = Need(facility: city.identifier[Int(target)], layer: city.layer[row])
            if suppliers[need] == nil { order.append(need) }
            suppliers[need, default: []].append(city.identifier[row])
        }
        let stated = Set(city.requirements.map { Need(facility: $0.asset, layer: $0.service) })
        for need in order where !stated.contains(need) {
            guard let nodes = suppliers[need] else { continue }
            var requirement = CityModelBuilder.Requirement(asset: need.facility, service: need.layer, suppliers: nodes)
            let facility = Int(rows[Int(need.facility)])
            requirement.provenance = .derived
            let buffer = BufferDefaults.buffer(
                of: kind(facility), without: Layer(city.strings[need.layer]), own: options.reserves)
            (requirement.bufferHours, requirement.bufferProvenance) = (buffer.hours, buffer.provenance)
            city.requirements.append(requirement)
            note(
                .note, "city-object-matched", row: facility,
                "\(described(facility)) gets \(city.strings[need.layer]) from \(nodes.map { "'\(city.strings[$0])'" }.joined(separator: ", ")), as the network's data says")
        }
    }
}
