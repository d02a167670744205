import Geometry
public import NetworkModel

/// Where each asset meets the roads.
///
/// The *road nodes* of an asset are the suppliers of its own requirement of road access where it has one; otherwise the
/// nearest road node that had access before the event (for a link the nearer of those of its two ends). For a road they
/// are its ends, for a road junction those at the other ends of its roads.
public struct RoadSites: Sendable {
    /// The road nodes of asset a are `site[first[a] ..< first[a + 1]]`.
    private var first: [Int32] = [0]
    private var site: [Int32] = []
    /// Straight-line metres to a road node that was only taken to be the one; `NaN` where the data says it.
    private var distanceMetres: [Double] = []
    /// Per node and link.
    let isRoad: [Bool]

    /// How the road nodes of some assets were found.
    public struct Mapping: Sendable, Equatable {
        /// Assets whose data says where they meet the roads.
        public var stated = 0
        /// Assets taken to be reached from the nearest road node.
        public var nearest = 0
        /// The farthest of these, straight-line metres.
        public var farthestMetres = 0.0
        public init() {}
    }

    /// Nil for a model without roads that anybody can reach.
    /// - Complexity: O(assets + requirements), with a search by distance for each asset that names no road.
    public init?(_ model: CityModel, _ cascade: Cascade) {
        guard let layer = model.layers.firstIndex(of: .road) else { return nil }
        let reached = model.nodes.filter { Int(model.layer[$0]) == layer && cascade.deliversAtBaseline($0) }
        if reached.isEmpty { return nil }
        let index = PointIndex(reached.map { model.position[$0] })
        let service = model.service(named: Layer.road.name)
        let isRoad = (0..<model.links.upperBound).map { Int(model.layer[$0]) == layer }
        self.isRoad = isRoad
        first.reserveCapacity(model.assetCount + 1)
        distanceMetres.reserveCapacity(model.assetCount)
        for asset in 0..<model.assetCount {
            var sites: [Int32] = [], distance = Double.nan
            if asset < isRoad.count && isRoad[asset] {
                sites = Self.neighbours(of: asset, model)
            } else {
                for r in model.requirements.ofAsset(asset) where Int(model.requirements.service[r]) == service {
                    sites += model.requirements.suppliers(r).filter { $0 < model.nodeCount && isRoad[Int($0)] }
                }
                if sites.isEmpty, let found = Self.nearest(to: asset, model, index) {
                    sites = [Int32(reached[found.index])]
                    distance = found.distance
                }
            }
            site += sites
            first.append(Int32(site.count))
            distanceMetres.append(distance)
        }
    }

    /// The road nodes of an asset; empty for one whose place is unknown.
    public func of(_ asset: Int) -> ArraySlice<Int32> { site[Int(first[asset])..<Int(first[asset + 1])] }

    public func mapping(of assets: some Sequence<Int>) -> Mapping {
        var mapping = Mapping()
        for asset in assets where !of(asset).isEmpty {
            if distanceMetres[asset].isNaN {
                mapping.stated += 1
            } else {
                mapping.nearest += 1
                mapping.farthestMetres = max(mapping.farthestMetres, distanceMetres[asset])
            }
        }
        return mapping
    }

    private static func neighbours(of asset: Int, _ model: CityModel) -> [Int32] {
        if asset >= model.nodeCount { return [model.from[asset - model.nodeCount], model.to[asset - model.nodeCount]] }
        let onward = Int(model.outgoing.first[asset])..<Int(model.outgoing.first[asset + 1])
        let back = Int(model.incoming.first[asset])..<Int(model.incoming.first[asset + 1])
        return Array(model.outgoing.head[onward]) + Array(model.incoming.head[back])
    }

    private static func nearest(to asset: Int, _ model: CityModel, _ index: PointIndex) -> (index: Int, distance: Double)? {
        let places = model.links.contains(asset)
            ? [model.from[asset - model.nodeCount], model.to[asset - model.nodeCount]].map { model.position[Int($0)] }
            : [model.position[asset]]
        return places.compactMap { index.nearest(to: $0, within: .infinity) }.min { $0.distance < $1.distance }
    }
}
