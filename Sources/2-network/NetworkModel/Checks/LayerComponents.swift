import Computation

/// The connected parts of every layer, links taken both ways and everything at work.
struct LayerComponents: Sendable {
    /// The part of each node; parts are counted from 0 in the order of their first node.
    let ofNode: [Int32]
    let count: Int
    /// Nodes and links of each part.
    let nodes: [Int], links: [Int]
    /// The first node of each part.
    let firstNode: [Int]
    let hasSource: [Bool]

    init(of model: CityModel) {
        var union = UnionFind(count: model.nodeCount)
        for link in 0..<model.linkCount { union.join(Int(model.from[link]), Int(model.to[link])) }
        let (group, groupCount) = union.groups()
        var nodes = [Int](repeating: 0, count: groupCount), links = nodes
        var first = [Int](repeating: -1, count: groupCount)
        var hasSource = [Bool](repeating: false, count: groupCount)
        for node in model.nodes {
            let part = Int(group[node])
            nodes[part] += 1
            if first[part] < 0 { first[part] = node }
            if model.isSource[node] { hasSource[part] = true }
        }
        for link in 0..<model.linkCount { links[Int(group[Int(model.from[link])])] += 1 }
        (ofNode, count, self.nodes, self.links, firstNode, self.hasSource) =
            (group, groupCount, nodes, links, first, hasSource)
    }

    /// The part that an asset of a layer belongs to, or nil for a facility.
    func part(ofAsset asset: Int, in model: CityModel) -> Int? {
        if asset < model.nodeCount { return Int(ofNode[asset]) }
        guard model.links.contains(asset) else { return nil }
        return Int(ofNode[Int(model.from[asset - model.nodeCount])])
    }
}
