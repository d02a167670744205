import Diagnostics
import Geometry
import NetworkModel

extension Joiner {
    /// Assumes for every facility, and for pumps, wells and plants, the nearest supplier of what no file says it gets.
    ///
    /// Only nodes that a source reaches are taken, if there are any: an assumed supplier that never delivers would
    /// be a second fault. Each carries its distance and a confidence (`InferenceLimits.Limit.confidence`). One line of the log per asset names what was assumed and how far away it is.
    /// - Complexity: O(assets) searches in a spatial index.
    mutating func inferRequirements() {
        let rows = rowOfIdentifier()
        var finders: [(layer: Int32, finder: SupplierFinder)] = []
        for (name, number) in layerNames() where [Layer.power, .water, .road].contains(Layer(name)) {
            let graph = LayerGraph(city, layer: number, rowOfIdentifier: rows)
            if graph.nodes.isEmpty { continue }
            let kinds = graph.nodes.map { kind($0) }
            let links = graph.links.map { kind($0) }
            finders.append((number, SupplierFinder(graph, kinds: kinds, linkKinds: links, roadClass: roadClasses(graph))))
        }
        if finders.isEmpty { return }
        var stated = Set<UInt64>()
        for r in city.requirements { stated.insert(Self.key(r.asset, r.service)) }
        let order = city.rowClass.indices.filter {
            city.rowClass[$0] == .facility
                || city.rowClass[$0] != .removed && BufferDefaults.needsPower.contains(kind($0))
        }.sorted { city.strings.precedes(city.identifier[$0], city.identifier[$1]) }
        for row in order {
            guard let place = place(ofRow: row) else { continue }
            var found: [String] = [], far: [String] = [], none: [String] = []
            for (layer, finder) in finders where !stated.contains(Self.key(city.identifier[row], layer)) {
                if city.rowClass[row] != .facility, finder.layer != .power { continue }
                let limit = options.limits.limit(for: finder.layer)
                guard let supplier = finder.supplier(near: place, limit) else {
                    none.append("\(finder.layer.name) (none within \(Self.metres(limit.farMetres)))")
                    continue
                }
                let words = require(finder.layer, layer, ofRow: row, from: finder.row(supplier), supplier, limit)
                if supplier.distance > limit.nearMetres { far.append(words) } else { found.append(words) }
            }
            report(row, found, far, none)
        }
    }

    private mutating func require(
        _ service: Layer, _ number: Int32, ofRow row: Int, from supplier: Int, _ found: SupplierFinder.Supplier,
        _ limit: InferenceLimits.Limit
    ) -> String {
        var requirement = CityModelBuilder.Requirement(
            asset: city.identifier[row], service: number, suppliers: [city.identifier[supplier]])
        requirement.provenance = .assumed
        requirement.distanceMetres = Self.toCentimetres(found.distance)
        requirement.confidence = limit.confidence(atMetres: found.distance, runnerUpMetres: found.runnerUp)
        let reserve = BufferDefaults.buffer(of: kind(row), without: service, own: options.reserves)
        (requirement.bufferHours, requirement.bufferProvenance) = (reserve.hours, reserve.provenance)
        city.requirements.append(requirement)
        let buffer = requirement.bufferHours > 0 ? ", reserve \(Self.hours(requirement.bufferHours))" : ""
        return "\(service.name) from \(kind(supplier).name) '\(id(supplier))' (\(Self.metres(found.distance))\(buffer))"
    }

    private mutating func report(_ row: Int, _ found: [String], _ far: [String], _ none: [String]) {
        if !found.isEmpty {
            note(.note, "supplier-assumed", row: row, "\(described(row)) is taken to get \(found.joined(separator: ", "))")
        }
        if !far.isEmpty {
            note(
                .warning, "supplier-assumed-far", row: row,
                "\(described(row)) is taken to get \(far.joined(separator: ", ")), which is unusually far",
                remedy: "name the real supplier; the nearest one is probably missing in the data")
        }
        if !none.isEmpty {
            note(
                .warning, "supplier-not-found", row: row,
                "no supplier could be assumed for \(described(row)): \(none.joined(separator: ", "))",
                remedy: "name the supplier, or add the missing part of the network")
        }
    }

    static func hours(_ hours: Double) -> String {
        hours == hours.rounded() && abs(hours) < 1e9 ? "\(Int(hours)) h" : "\(hours) h"
    }

    private func roadClasses(_ graph: LayerGraph) -> [String] {
        guard graph.layer == .road else { return [] }
        let classes = texts(.roadClass)
        return graph.links.map { classes[$0] >= 0 ? city.strings[classes[$0]] : "" }
    }

    private static func key(_ asset: Int32, _ service: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: asset)) << 32 | UInt64(UInt32(bitPattern: service))
    }
}

/// Finds the node of one layer that most likely serves a place.
struct SupplierFinder {
    struct Supplier {
        /// Number of the node in the layer.
        var node: Int
        /// Straight-line metres; for roads, to the street and not to the crossing.
        var distance: Double
        /// The same for the nearest other one that it might have been; nil when there is none up to the far limit.
        var runnerUp: Double?
    }

    let layer: Layer
    private let graph: LayerGraph
    private let isReached: [Bool]
    /// Nodes to choose from, the preferred kind first.
    private let tiers: [PointIndex]
    private let tierNodes: [[Int]]
    private let streets: SegmentIndex?
    private let streetLinks: [Int]

    init(_ graph: LayerGraph, kinds: [AssetKind], linkKinds: [AssetKind], roadClass: [String]) {
        self.graph = graph
        layer = graph.layer
        var reached = graph.reached(from: graph.sources())
        if !reached.contains(true) { reached = Array(repeating: true, count: graph.nodes.count) }
        isReached = reached
        var groups: [[Int]] = []
        switch graph.layer {
        case .power:
            groups = [[AssetKind.transformer], [.substation]].map { wanted in
                graph.nodes.indices.filter { reached[$0] && wanted.contains(kinds[$0]) }
            }
        case .water:
            // A main in the street rather than the works, if there are mains.
            groups = [graph.nodes.indices.filter { reached[$0] && !graph.links(at: $0).isEmpty }]
        default: break
        }
        groups = groups.filter { !$0.isEmpty }
        if groups.isEmpty { groups = [graph.nodes.indices.filter { reached[$0] }] }
        tierNodes = groups
        tiers = groups.map { PointIndex($0.map { graph.points[$0] }) }
        guard graph.layer == .road else {
            (streets, streetLinks) = (nil, [])
            return
        }
        // Nobody lives on a bridge, in a tunnel or beside a motorway without an exit.
        let fronting = graph.links.indices.filter {
            linkKinds[$0] != .bridge && linkKinds[$0] != .tunnel && !roadClass[$0].hasPrefix("motorway")
                && (reached[Int(graph.from[$0])] || reached[Int(graph.to[$0])])
        }
        streetLinks = fronting
        streets = SegmentIndex(fronting.map { graph.course($0) })
    }

    /// The row of a supplier.
    func row(_ supplier: Supplier) -> Int { graph.nodes[supplier.node] }

    /// The supplier of a place: the preferred kind if it is near, else whatever is nearest up to the far limit.
    func supplier(near place: Point, _ limit: InferenceLimits.Limit) -> Supplier? {
        if let streets { return crossing(near: place, streets, limit.farMetres) }
        guard var chosen = preferred(near: place, limit) else { return nil }
        for (tier, nodes) in zip(tiers, tierNodes) {
            let other = tier.nearest(to: place, within: limit.farMetres) { nodes[$0] != chosen.node }
            if let other, other.distance < chosen.runnerUp ?? .infinity { chosen.runnerUp = other.distance }
        }
        return chosen
    }

    private func preferred(near place: Point, _ limit: InferenceLimits.Limit) -> Supplier? {
        for (tier, nodes) in zip(tiers, tierNodes) {
            if let found = tier.nearest(to: place, within: limit.nearMetres) {
                return Supplier(node: nodes[found.index], distance: found.distance)
            }
        }
        var best: Supplier?
        for (tier, nodes) in zip(tiers, tierNodes) {
            guard let found = tier.nearest(to: place, within: limit.farMetres) else { continue }
            if found.distance < best?.distance ?? .infinity {
                best = Supplier(node: nodes[found.index], distance: found.distance)
            }
        }
        return best
    }

    /// The nearer end of the nearest street, measured along it.
    private func crossing(near place: Point, _ streets: SegmentIndex, _ far: Double) -> Supplier? {
        guard let match = streets.nearest(to: place, within: far) else { return nil }
        let link = streetLinks[match.polyline], course = graph.course(link)
        let before = Planar.length(ofPolyline: course[...match.segment]) + course[match.segment].distance(to: match.point)
        let after = Planar.length(ofPolyline: course) - before
        let from = Int(graph.from[link]), to = Int(graph.to[link])
        let takesStart = isReached[from] && (!isReached[to] || before <= after)
        let chosen = takesStart ? from : to
        let other = streets.nearest(to: place, within: far) {
            Int(graph.from[streetLinks[$0]]) != chosen && Int(graph.to[streetLinks[$0]]) != chosen
        }
        return Supplier(node: chosen, distance: match.distance, runnerUp: other?.distance)
    }
}
