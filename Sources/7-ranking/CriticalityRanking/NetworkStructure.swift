public import NetworkModel

/// What the shape of the networks alone says about each node and link.
public struct NetworkStructure: Sendable {
    private let isBridge, isArticulationPoint: [Bool]
    private let nodeCount: Int
    /// By node and link, and its standard error; empty when it was not computed.
    private var betweenness: [Double] = [], standardError: [Double] = []

    /// How far the betweenness of a layer was computed.
    public struct Extent: Sendable, Equatable {
        public let layer: Layer
        /// Nodes of the layer, and those from which ways were counted: all of them where it is exact.
        public let nodes, sources: Int
        /// With 95 % confidence no node of the layer is further off than this; 0 where it is exact.
        public let largestError: Double
        public var isExact: Bool { sources >= nodes }
    }
    /// One for each layer with nodes; empty when betweenness was not computed.
    public private(set) var extents: [Extent] = []

    /// Bridges and articulation points only.
    public init(of model: CityModel) {
        let structure = GraphStructure(of: model)
        isBridge = structure.isBridge
        isArticulationPoint = structure.isArticulationPoint
        nodeCount = model.nodeCount
    }

    /// Also how many shortest ways pass everywhere, in each layer by itself: on roads by time at free flow, elsewhere by
    /// length. Exact where sources × nodes of a layer stay within the work, otherwise from sources at random, at least
    /// `fewestSources`; a draw is keyed by node, so that the same city always gives the same estimate.
    public init(of model: CityModel, work: Int, threads: Int = 0) {
        self.init(of: model)
        betweenness = Array(repeating: 0, count: model.links.upperBound)
        standardError = betweenness
        let roadSeconds = FreeFlow(model).seconds
        let lengths = model.links.map { model.lengthMetres(ofLink: $0) }
        for (number, layer) in model.layers.enumerated() {
            let graph = ArcGraph(model, layer: number), count = max(Self.fewestSources, work / max(1, graph.placeCount))
            if graph.placeCount == 0 { continue }
            let found = Betweenness(
                graph, lengthOfLink: layer == .road ? roadSeconds : lengths,
                from: count >= graph.placeCount ? .all : .drawn(count, seed: 1), includingLinks: true, threads: threads)
            for node in graph.nodeAt {
                betweenness[Int(node)] = found.ofNode[Int(node)]
                standardError[Int(node)] = found.standardError[Int(node)]
            }
            for link in Set(graph.link) { betweenness[nodeCount + Int(link)] = found.ofLink[Int(link)] }
            extents.append(
                Extent(
                    layer: layer, nodes: graph.placeCount, sources: found.sourceCount, largestError: found.largestError))
        }
    }

    /// Fewer sources say too little about any node.
    static let fewestSources = 100

    /// Whether its layer falls apart without it: an articulation point for a node, a bridge for a link.
    public func isCut(_ asset: Int) -> Bool {
        asset < nodeCount ? isArticulationPoint[asset] : isBridge[asset - nodeCount]
    }
    /// Links, and nodes, without which their layer falls apart; by number.
    public var bridges: [Int] { isBridge.indices.filter { isBridge[$0] }.map { nodeCount + $0 } }
    public var articulationPoints: [Int] { isArticulationPoint.indices.filter { isArticulationPoint[$0] } }

    /// How many shortest ways between others pass a node or link (`Betweenness`); nil where it was not computed.
    public func betweenness(of asset: Int) -> Double? { betweenness.indices.contains(asset) ? betweenness[asset] : nil }
    /// Standard error of that; 0 where it is exact, nil for a link and where it was not computed.
    public func standardErrorOfBetweenness(of asset: Int) -> Double? {
        asset < nodeCount && standardError.indices.contains(asset) ? standardError[asset] : nil
    }

    /// The nodes and links of the highest betweenness.
    public func busiest(_ count: Int) -> [Int] {
        WeakNodes.first(count, of: betweenness.count) { betweenness[$0] }
    }
}
