/// What the shape of a network alone says about its weak places: connected parts, articulation points, bridges.
///
/// Every link counts both ways, whatever its direction, and everything is at work. Two links between the same nodes
/// back each other up, so that neither is a bridge; a link from a node to itself changes nothing. Layers share no
/// links, so that one pass may cover all of them.
///
/// Lowpoints after Hopcroft and Tarjan 1973, "Algorithm 447: efficient algorithms for graph manipulation",
/// Comm. ACM 16, doi:10.1145/362248.362272; iterative, so that a chain of a million pipes needs no stack.
/// - Complexity: O(nodes + links).
public struct GraphStructure: Sendable {
    /// The part each node belongs to, counted from 0 in the order of their first node; −1 for a node left out.
    public let component: [Int32]
    /// Nodes of each part.
    public let componentSizes: [Int]
    /// For each node: whether its part falls apart without it.
    public let isArticulationPoint: [Bool]
    /// For each link (counted from 0, not by asset number): whether its part falls apart without it.
    public let isBridge: [Bool]

    /// - Parameter layer: position in `model.layers`, or nil for all of them together.
    public init(of model: CityModel, layer: Int? = nil) {
        let isIncluded = model.nodes.map { layer == nil || Int(model.layer[$0]) == layer }
        self.init(isIncluded: isIncluded, from: model.from, to: model.to)
    }

    init(isIncluded: [Bool], from: [Int32], to: [Int32]) {
        let nodeCount = isIncluded.count
        let rows = Incidence(nodeCount: nodeCount, from: from, to: to)
        var component = [Int32](repeating: -1, count: nodeCount)
        var sizes: [Int] = []
        var isArticulationPoint = [Bool](repeating: false, count: nodeCount)
        var isBridge = [Bool](repeating: false, count: from.count)
        // When each node was first met (−1: not yet) and the earliest node reached from below it.
        var order = [Int32](repeating: -1, count: nodeCount), low = order
        var next = rows.first
        var path: [(node: Int, byLink: Int32)] = []
        var count: Int32 = 0

        for root in 0..<nodeCount where isIncluded[root] && order[root] < 0 {
            var branchesAtRoot = 0
            let part = Int32(sizes.count)
            sizes.append(0)
            func enter(_ node: Int, by link: Int32) {
                order[node] = count
                low[node] = count
                count += 1
                component[node] = part
                sizes[Int(part)] += 1
                path.append((node, link))
            }
            enter(root, by: -1)
            while let (node, byLink) = path.last {
                if next[node] < rows.first[node + 1] {
                    let link = rows.link[Int(next[node])]
                    next[node] += 1
                    // Only the link itself leads nowhere new: a second link to the same node does.
                    if link == byLink { continue }
                    let other = Int(from[Int(link)]) == node ? Int(to[Int(link)]) : Int(from[Int(link)])
                    if order[other] < 0 {
                        if node == root { branchesAtRoot += 1 }
                        enter(other, by: link)
                    } else {
                        low[node] = min(low[node], order[other])
                    }
                } else {
                    path.removeLast()
                    guard let above = path.last?.node else { continue }
                    low[above] = min(low[above], low[node])
                    if low[node] > order[above] { isBridge[Int(byLink)] = true }
                    if above != root && low[node] >= order[above] { isArticulationPoint[above] = true }
                }
            }
            isArticulationPoint[root] = branchesAtRoot > 1
        }
        (self.component, componentSizes, self.isArticulationPoint, self.isBridge) =
            (component, sizes, isArticulationPoint, isBridge)
    }
}

/// The links at each node, both ways, without those that lead back to their own node.
private struct Incidence {
    /// The links of node v are `link[first[v] ..< first[v + 1]]`.
    let first: [Int32]
    let link: [Int32]

    init(nodeCount: Int, from: [Int32], to: [Int32]) {
        var first = [Int32](repeating: 0, count: nodeCount + 1)
        for i in from.indices where from[i] != to[i] {
            first[Int(from[i]) + 1] += 1
            first[Int(to[i]) + 1] += 1
        }
        for v in 0..<nodeCount { first[v + 1] += first[v] }
        var next = first
        var link = [Int32](repeating: 0, count: Int(first[nodeCount]))
        for i in from.indices where from[i] != to[i] {
            for end in [Int(from[i]), Int(to[i])] {
                link[Int(next[end])] = Int32(i)
                next[end] += 1
            }
        }
        (self.first, self.link) = (first, link)
    }
}
