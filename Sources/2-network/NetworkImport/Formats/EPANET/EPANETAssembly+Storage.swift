import Computation
import Diagnostics
import Geometry
import NetworkModel

extension EPANETAssembly {
    /// Usable content of a tank in m³: from its level at the start down to its lowest, by its volume curve or else as
    /// a cylinder.
    func usableVolume(_ tank: EPANETData.Node) -> Double {
        let metres = data.units.metresPerLength
        if let curve = data.curves[tank.volumeCurve], curve.count > 1 {
            func volume(_ level: Double) -> Double {
                guard let above = curve.firstIndex(where: { $0.x >= level }) else { return curve[curve.count - 1].y }
                if above == 0 { return curve[0].y }
                let a = curve[above - 1], b = curve[above]
                return b.x > a.x ? a.y + (b.y - a.y) * (level - a.x) / (b.x - a.x) : b.y
            }
            return max(0, volume(tank.initialLevel) - volume(tank.minimumLevel)) * metres * metres * metres
        }
        let diameter = tank.tankDiameter * metres
        return max(0, tank.initialLevel - tank.minimumLevel) * metres * (.pi / 4) * diameter * diameter
    }

    /// Makes each tank a source that lasts as long as its content does.
    ///
    /// One-way links (pumps, check valves, pressure valves) divide the network into zones. A tank goes on while water
    /// still enters its zone (from a reservoir in it or through at least one of those links) and while every
    /// asset without which no reservoir reaches the tank works; else its content lasts for
    /// `usable content of the zone's tanks ÷ average demand of the zone and of zones without a store that it feeds`.
    /// What is not caught: several pipes that only together cut the tank off.
    mutating func addStorage() throws {
        let tanks = data.nodes.indices.filter { data.nodes[$0].nodeClass == .tank }
        if tanks.isEmpty { return }
        let zones = zonesOfNodes()
        var stored = [Double](repeating: 0, count: zones.count), drawn = stored
        var hasStore = [Bool](repeating: false, count: zones.count), feeders = [[Int32]](repeating: [], count: zones.count)
        for (number, node) in data.nodes.enumerated() {
            let zone = zones.ofNode[number]
            drawn[zone] += max(0, demand[number])
            if node.nodeClass == .tank { stored[zone] += usableVolume(node) }
            if node.nodeClass != .junction { hasStore[zone] = true }
            if node.nodeClass == .reservoir { feeders[zone].append(nodeID[number]) }
        }
        var next = [[Int]](repeating: [], count: zones.count)
        for (number, link) in data.links.enumerated() where isOneWay(link) && !isLeftOut[number] {
            let a = zones.ofNode[from[number]], b = zones.ofNode[to[number]]
            if a == b { continue }
            next[a].append(b)
            feeders[b].append(linkID[number])
        }
        let vital = VitalAssets(self)
        for tank in tanks {
            let zone = zones.ofNode[tank]
            let outflow = Self.demand(of: zone, drawn, hasStore, next)
            makeStore(tank, feeders: feeders[zone], vital.assets(for: tank), stored[zone], outflow)
        }
    }

    private mutating func makeStore(
        _ tank: Int, feeders: [Int32], _ vital: [Int32], _ volume: Double, _ outflow: Double
    ) {
        let node = data.nodes[tank], id = nodeID[tank], row = firstRow + tank
        city.isSource[row] = true
        let place = (city.x[row], city.y[row])
        if feeders.isEmpty {
            log.add(
                Issue(
                    .warning, "tank-without-supply", at: at(node.line), asset: name(node.id), x: place.0, y: place.1,
                    "no reservoir or pump fills tank '\(name(node.id))': it is taken as a source that never runs dry",
                    remedy: "add what fills it"))
            return
        }
        // With no demand stated nothing empties it; half a day is then no more than a cautious guess.
        let hours = outflow > 0 ? volume / outflow : 12
        var needs = [(suppliers: feeders, atLeast: 1)]
        let others = vital.filter { !(feeders.count == 1 && feeders[0] == $0) }
        if !others.isEmpty { needs.append((others, others.count)) }
        for need in needs {
            var requirement = CityModelBuilder.Requirement(
                asset: id, service: city.strings.intern(Layer.water.name), suppliers: need.suppliers)
            requirement.atLeast = need.atLeast
            requirement.bufferHours = (hours * 100).rounded() / 100
            requirement.provenance = outflow > 0 ? .derived : .assumed
            requirement.position = at(node.line)
            city.requirements.append(requirement)
        }
        let named = feeders.prefix(3).map { "'\(city.strings[$0])'" }.joined(separator: ", ")
        log.add(
            Issue(
                .note, outflow > 0 ? "tank-reserve-derived" : "tank-reserve-assumed", at: at(node.line),
                asset: name(node.id), x: place.0, y: place.1,
                outflow > 0
                    ? "tank '\(name(node.id))', filled by \(named)\(feeders.count > 3 ? " and others" : ""), lasts \((hours * 10).rounded() / 10) h at the average demand of its zone"
                    : "tank '\(name(node.id))' is taken to last 12 h: the file states no demand in its zone"))
    }

    /// Demand of a zone and of all that it feeds and that has no store of its own, in m³/h.
    private static func demand(of zone: Int, _ drawn: [Double], _ hasStore: [Bool], _ next: [[Int]]) -> Double {
        var seen: Set = [zone], waiting = [zone], total = 0.0
        while let current = waiting.popLast() {
            total += drawn[current]
            for other in next[current] where !hasStore[other] && seen.insert(other).inserted { waiting.append(other) }
        }
        return total
    }

    /// Parts of the network between one-way links.
    private func zonesOfNodes() -> (ofNode: [Int], count: Int) {
        var parts = UnionFind(count: data.nodes.count)
        for (number, link) in data.links.enumerated() where !isOneWay(link) && !isLeftOut[number] {
            parts.join(from[number], to[number])
        }
        let zones = parts.groups()
        return (zones.ofNumber.map { Int($0) }, zones.count)
    }
}
