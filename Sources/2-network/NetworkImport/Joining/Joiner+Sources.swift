import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Assumes where each layer's service comes from, when no file says.
    mutating func inferSources() {
        let rows = rowOfIdentifier()
        for (name, number) in layerNames() {
            let graph = LayerGraph(city, layer: number, rowOfIdentifier: rows)
            if graph.nodes.isEmpty || !graph.sources().isEmpty { continue }
            switch graph.layer {
            case .power: assumePowerSources(graph)
            case .water: assumeWaterSources(graph)
            case .road: assumeGateways(graph)
            default:
                log.add(
                    Issue(
                        .warning, "source-unknown", "no file says where \(name) comes from, and no rule is known for it",
                        remedy: "mark the sources of the \(name) network"))
            }
        }
    }

    private mutating func assumeSource(_ graph: LayerGraph, _ v: Int, _ reason: String, kind: AssetKind? = nil) {
        let row = graph.nodes[v]
        city.isSource[row] = true
        city.sourceProvenance[row] = .assumed
        if let kind { city.kind[row] = city.strings.intern(kind.name) }
        note(
            "source-assumed", severity: .warning, row: row,
            "\(described(row)) is taken as a source of \(graph.layer.name): \(reason)")
    }

    private mutating func note(_ code: String, severity: Severity, row: Int, _ message: String) {
        note(severity, code, row: row, message, remedy: "state the sources in the data if this is wrong")
    }

    // MARK: power

    /// Lines of the highest voltage that leave the area bring the power in; failing those, the substations on the
    /// highest voltage; failing those, all substations. Substations that nothing connects are fed from the nearest
    /// one that is.
    private mutating func assumePowerSources(_ graph: LayerGraph) {
        let volts = values(.voltage)
        var highest = [Double](repeating: 0, count: graph.nodes.count)
        for v in graph.nodes.indices {
            if !volts[graph.nodes[v]].isNaN { highest[v] = volts[graph.nodes[v]] }
            for l in graph.links(at: v) where !volts[graph.links[Int(l)]].isNaN {
                highest[v] = max(highest[v], volts[graph.links[Int(l)]])
            }
        }
        let isStation = graph.nodes.map { [AssetKind.substation, .transformer].contains(kind($0)) }
        let top = highest.max() ?? 0
        let area = border(graph)
        let entrances = graph.nodes.indices.filter {
            top > 0 && highest[$0] == top && !isStation[$0] && graph.isDeadEnd($0) && isAtBorder(graph.points[$0], area)
        }
        let fed = graph.reached(from: entrances)
        if graph.nodes.indices.contains(where: { fed[$0] && isStation[$0] }) {
            for v in entrances {
                assumeSource(graph, v, "a \(Self.kilovolts(top)) line leaves the area here", kind: .gridConnection)
            }
        } else {
            var chosen = graph.nodes.indices.filter { isStation[$0] && top > 0 && highest[$0] == top }
            var reason = "it is on the highest voltage in the data, \(Self.kilovolts(top))"
            if chosen.isEmpty {
                chosen = graph.nodes.indices.filter { isStation[$0] && (!graph.links(at: $0).isEmpty || graph.links.isEmpty) }
                reason = "no file says where power comes from"
            }
            for v in chosen { assumeSource(graph, v, reason) }
        }
        feedLooseStations(graph, isStation)
    }

    /// Substations without any line, because cables under ground are seldom mapped: each becomes a source of its own
    /// neighbourhood that itself needs power from the nearest connected one.
    private mutating func feedLooseStations(_ graph: LayerGraph, _ isStation: [Bool]) {
        let fed = graph.reached(from: graph.nodes.indices.filter { city.isSource[graph.nodes[$0]] })
        let feeders = PointIndex(graph.points)
        let limit = options.limits.power.farMetres
        for v in graph.nodes.indices where isStation[v] && !fed[v] && graph.links(at: v).isEmpty {
            let row = graph.nodes[v]
            let found = feeders.nearest(to: graph.points[v], within: limit) { $0 != v && fed[$0] && isStation[$0] }
            city.isSource[row] = true
            city.sourceProvenance[row] = .assumed
            guard let found else {
                note(
                    "source-assumed", severity: .warning, row: row,
                    "\(described(row)) has no line in the data and no connected substation within \(Self.metres(limit)): it is taken as a source of its own")
                continue
            }
            let feeder = graph.nodes[found.index]
            var requirement = CityModelBuilder.Requirement(
                asset: city.identifier[row], service: city.layer[row], suppliers: [city.identifier[feeder]])
            requirement.provenance = .assumed
            requirement.distanceMetres = Self.toCentimetres(found.distance)
            let other = feeders.nearest(to: graph.points[v], within: limit) {
                $0 != v && $0 != found.index && fed[$0] && isStation[$0]
            }
            requirement.confidence = options.limits.power.confidence(
                atMetres: found.distance, runnerUpMetres: other?.distance)
            city.requirements.append(requirement)
            note(
                "feeder-assumed", severity: .warning, row: row,
                "\(described(row)) has no line in the data; it is taken to be fed by \(described(feeder)), \(Self.metres(found.distance)) away")
        }
    }

    // MARK: water

    /// Wells, treatment plants, reservoirs and towers; failing those, the end of the widest pipe in the largest part.
    private mutating func assumeWaterSources(_ graph: LayerGraph) {
        for kinds in [[AssetKind.well, .treatmentPlant], [.reservoir], [.waterTower, .tank], [.pumpingStation]] {
            let chosen = graph.nodes.indices.filter { kinds.contains(kind(graph.nodes[$0])) }
            for v in chosen { assumeSource(graph, v, "no file says where water comes from") }
            if !chosen.isEmpty { return }
        }
        let diameter = values(.diameter)
        let part = largestPart(graph)
        let width = graph.nodes.indices.map { v in
            graph.links(at: v).map { diameter[graph.links[Int($0)]] }.filter { !$0.isNaN }.max() ?? 0
        }
        let ends = part.filter { graph.isDeadEnd($0) }
        let candidates = ends.isEmpty ? part : ends
        guard let widest = candidates.max(by: { (width[$0], $1) < (width[$1], $0) }) else { return }
        assumeSource(
            graph, widest,
            "the files hold no well, plant, reservoir or tower, and \(width[widest] > 0 ? "the widest pipe (\(Int(width[widest])) mm)" : "the largest part of the network") ends here")
    }

    private func largestPart(_ graph: LayerGraph) -> [Int] {
        var isSeen = [Bool](repeating: false, count: graph.nodes.count), largest: [Int] = []
        for start in graph.nodes.indices where !isSeen[start] {
            var part = [start], next = 0
            isSeen[start] = true
            while next < part.count {
                let v = part[next]
                next += 1
                for l in graph.links(at: v) {
                    let w = graph.otherEnd(of: Int(l), from: v)
                    if !isSeen[w] {
                        isSeen[w] = true
                        part.append(w)
                    }
                }
            }
            if part.count > largest.count { largest = part }
        }
        return largest.sorted()
    }

    // MARK: road

    /// Through roads that end at the area's border go on outside: their ends become gateways.
    ///
    /// With no gateway, the streets at ambulance posts and hospitals are the origins. Ambulance posts are origins
    /// in any case; a hospital that also has gateways is not, so that its own access means something.
    private mutating func assumeGateways(_ graph: LayerGraph) {
        let area = border(graph), roadClass = texts(.roadClass)
        for classes in [Self.throughClasses, Self.throughClasses + Self.localClasses, []] {
            let chosen = graph.nodes.indices.filter { v in
                graph.isDeadEnd(v) && isAtBorder(graph.points[v], area)
                    && graph.links(at: v).contains { l in
                        let number = roadClass[graph.links[Int(l)]]
                        let known = number >= 0 ? city.strings[number] : ""
                        return graph.leads(Int(l), awayFrom: v) && (classes.isEmpty || classes.contains(known))
                    }
            }
            for v in chosen { assumeSource(graph, v, "the road goes on outside the area", kind: .gateway) }
            if !chosen.isEmpty { break }
        }
        let hasGateway = graph.nodes.contains { city.isSource[$0] }
        if !hasGateway {
            log.add(
                Issue(
                    .warning, "road-without-gateway",
                    "no road leaves the area: access is counted from hospitals and ambulance posts only, and each of these always has access to itself",
                    remedy: "add streets up to the border of the area, or mark gateways as sources"))
        }
        let origins = city.rowClass.indices.filter {
            city.rowClass[$0] == .facility && (kind($0) == .ambulancePost || !hasGateway && kind($0) == .hospital)
        }
        let index = PointIndex(graph.points)
        for row in origins {
            guard let place = place(ofRow: row),
                let found = index.nearest(to: place, within: options.limits.road.farMetres, where: { !graph.links(at: $0).isEmpty })
            else { continue }
            if city.isSource[graph.nodes[found.index]] { continue }
            assumeSource(graph, found.index, "help starts from \(described(row)), \(Self.metres(found.distance)) away")
        }
    }

    static let throughClasses = [
        "motorway", "motorway_link", "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link",
        "tertiary", "tertiary_link",
    ]
    static let localClasses = ["unclassified", "residential"]

    // MARK: border

    /// The declared area, or else the box around the layer.
    private func border(_ graph: LayerGraph) -> Box {
        if let extent = city.extent { return extent }
        var box = Box()
        for p in graph.points where p.isFinite { box.include(p) }
        return box
    }

    private func isAtBorder(_ p: Point, _ area: Box) -> Bool {
        let margin = options.gatewayMarginMetres
        return p.x <= area.minX + margin || p.x >= area.maxX - margin || p.y <= area.minY + margin
            || p.y >= area.maxY - margin
    }

    static func kilovolts(_ value: Double) -> String {
        value == value.rounded() && value < 1e6 ? "\(Int(value)) kV" : "\(value) kV"
    }
}
