import Diagnostics
import Geometry
import NetworkModel
import ScenarioModel

/// Which assets a crew can drive to.
///
/// An asset is reached where its *road nodes* are: the suppliers of its own requirement of road access where it has one;
/// otherwise the nearest road node that had access before the event (for a link the nearer of those of its two ends). For
/// a road it is its ends, for a road junction those at the other ends of its roads: a crew works its way in from what is
/// open. One of them is enough. A way into the network (a source) is always reached, unless crews have a depot.
public struct RoadReach: Sendable {
    /// How the road nodes were found.
    public struct Mapping: Sendable, Equatable {
        /// Assets whose data names their road nodes, roads and road junctions among them.
        public var stated = 0
        /// Assets taken to be reached from the nearest road node.
        public var nearest = 0
        /// The farthest of these, straight-line metres.
        public var farthestMetres = 0.0
    }
    public private(set) var mapping = Mapping()

    /// The road nodes of asset a are `site[first[a] ..< first[a + 1]]`.
    private var first: [Int32] = [0]
    private var site: [Int32] = []
    /// Where crews start; empty for wherever the network is entered.
    private let depot: [Int32]
    private let isRoad: [Bool]
    private let isAlwaysReached: [Bool]

    /// - Throws: `InputError` when the model has no roads that anything could be reached by.
    init(_ model: CityModel, _ cascade: Cascade, depot: Int?, for pool: CrewPool) throws(InputError) {
        let layer = model.layers.firstIndex(of: .road)
        let roadNodes = model.nodes.filter { Int(model.layer[$0]) == layer && cascade.deliversAtBaseline($0) }
        guard let layer, !roadNodes.isEmpty else {
            throw InputError(
                "crews-without-roads", at: pool.position,
                "crews for '\(pool.layer)' need a road, but the network has "
                    + (layer == nil ? "no layer called road" : "no road that can be reached before the event"),
                remedy: "add the roads and where they are entered, or leave needsRoad out")
        }
        let index = PointIndex(roadNodes.map { model.position[$0] })
        let service = model.service(named: Layer.road.name)
        let isRoad = (0..<model.links.upperBound).map { Int(model.layer[$0]) == layer }
        self.isRoad = isRoad
        first.reserveCapacity(model.assetCount + 1)
        for asset in 0..<model.assetCount {
            var sites: [Int32] = []
            if asset < model.links.upperBound && isRoad[asset] {
                sites = Self.roadsOwnSites(asset, model)
                mapping.stated += 1
            } else {
                for r in model.requirements.ofAsset(asset) where Int(model.requirements.service[r]) == service {
                    sites += model.requirements.suppliers(r).filter { $0 < model.nodeCount && isRoad[Int($0)] }
                }
                if sites.isEmpty, let found = Self.nearest(to: asset, model, index) {
                    sites = [Int32(roadNodes[found.index])]
                    mapping.nearest += 1
                    mapping.farthestMetres = max(mapping.farthestMetres, found.distance)
                } else {
                    mapping.stated += 1
                }
            }
            site += sites
            first.append(Int32(site.count))
        }
        if let depot {
            let isJunction = depot < model.nodeCount && isRoad[depot]
            self.depot = isJunction ? [Int32(depot)] : Array(site[Int(first[depot])..<Int(first[depot + 1])])
            isAlwaysReached = []
        } else {
            self.depot = []
            isAlwaysReached = model.nodes.map { model.isSource[$0] && isRoad[$0] }
        }
    }

    private static func roadsOwnSites(_ asset: Int, _ model: CityModel) -> [Int32] {
        if asset >= model.nodeCount { return [model.from[asset - model.nodeCount], model.to[asset - model.nodeCount]] }
        let range = Int(model.outgoing.first[asset])..<Int(model.outgoing.first[asset + 1])
        let back = Int(model.incoming.first[asset])..<Int(model.incoming.first[asset + 1])
        return Array(model.outgoing.head[range]) + Array(model.incoming.head[back])
    }

    private static func nearest(to asset: Int, _ model: CityModel, _ index: PointIndex) -> (index: Int, distance: Double)? {
        let places = model.links.contains(asset)
            ? [model.from[asset - model.nodeCount], model.to[asset - model.nodeCount]].map { model.position[Int($0)] }
            : [model.position[asset]]
        return places.compactMap { index.nearest(to: $0, within: .infinity) }.min { $0.distance < $1.distance }
    }

    /// Whether open roads lead to an asset now.
    /// - Parameter driven: what can be driven to from the depot now; not looked at without a depot.
    func isReached(_ asset: Int32, _ s: CascadeState, driven: [Bool]) -> Bool {
        let a = Int(asset)
        if depot.isEmpty {
            if a < isAlwaysReached.count && isAlwaysReached[a] { return true }
            return site[Int(first[a])..<Int(first[a + 1])].contains { s.supplied[Int($0)] }
        }
        return depot.contains(asset) || site[Int(first[a])..<Int(first[a + 1])].contains { driven[Int($0)] }
    }

    var hasDepot: Bool { !depot.isEmpty }

    /// The nodes to which operational roads lead from the depot. O(roads).
    func drive(_ s: CascadeState, _ c: Cascade, into driven: inout [Bool]) {
        driven = Array(repeating: false, count: c.nodeCount)
        var queue = depot.filter { s.on[Int($0)] }
        for v in queue { driven[Int(v)] = true }
        var next = 0
        while next < queue.count {
            let v = Int(queue[next])
            next += 1
            for arc in Int(c.outFirst[v])..<Int(c.outFirst[v + 1]) {
                let w = Int(c.outHead[arc])
                if !driven[w] && s.on[w] && s.on[Int(c.outLink[arc])] {
                    driven[w] = true
                    queue.append(Int32(w))
                }
            }
        }
    }

    /// Whether one of the changed assets is part of the roads.
    func isTouched(by changed: [Int32]) -> Bool {
        changed.contains { Int($0) < isRoad.count && isRoad[Int($0)] }
    }
}
