public import NetworkModel

/// What the shape of the networks alone says about each node and link.
public struct NetworkStructure: Sendable {
    private let isBridge, isArticulationPoint: [Bool]
    private let nodeCount: Int
    /// By node: how many shortest ways between others pass it; empty when it was not computed.
    public var betweenness: [Double] = []

    public init(of model: CityModel) {
        let structure = GraphStructure(of: model)
        isBridge = structure.isBridge
        isArticulationPoint = structure.isArticulationPoint
        nodeCount = model.nodeCount
    }

    /// Whether its layer falls apart without it: an articulation point for a node, a bridge for a link.
    public func isCut(_ asset: Int) -> Bool {
        asset < nodeCount ? isArticulationPoint[asset] : isBridge[asset - nodeCount]
    }

    /// How many shortest ways between others pass a node; nil for a link, or where it was not computed.
    public func betweenness(of asset: Int) -> Double? { betweenness.indices.contains(asset) ? betweenness[asset] : nil }

    /// The nodes of the highest betweenness.
    public func busiest(_ count: Int) -> [Int] {
        WeakNodes.first(count, of: betweenness.count) { betweenness[$0] }
    }
}
