/// For each node of a water network, the assets that every path from the reservoirs to it passes: its dominators.
///
/// Nodes and links are both vertices here, so that a single pipe that all water passes is found. After Cooper, Harvey
/// and Kennedy 2001, "A simple, fast dominance algorithm" (Rice University TR-06-33870): the tree of immediate
/// dominators is improved in reverse postorder until nothing changes. Tanks pass water on but are no origin.
struct VitalAssets {
    private let nodeCount: Int
    private let identifier: [Int32]
    /// Immediate dominator of each vertex (node, link, and last the common origin of all reservoirs); −1 unreached.
    private var dominator: [Int]

    init(_ network: EPANETAssembly) {
        let data = network.data
        nodeCount = data.nodes.count
        identifier = network.nodeID + network.linkID
        let root = nodeCount + data.links.count
        var next = [[Int32]](repeating: [], count: root + 1), previous = next
        func join(_ a: Int, _ b: Int) {
            next[a].append(Int32(b))
            previous[b].append(Int32(a))
        }
        for (number, link) in data.links.enumerated() where !network.isLeftOut[number] {
            let vertex = nodeCount + number
            join(network.from[number], vertex)
            join(vertex, network.to[number])
            if !network.isOneWay(link) {
                join(network.to[number], vertex)
                join(vertex, network.from[number])
            }
        }
        for number in data.nodes.indices where data.nodes[number].nodeClass == .reservoir { join(root, number) }
        // Depth first without recursion; `postorder` then holds each vertex after all it leads to.
        var order = [Int](repeating: -1, count: root + 1), postorder: [Int] = [], isSeen = [Bool](repeating: false, count: root + 1)
        var stack: [(vertex: Int, arc: Int)] = [(root, 0)]
        isSeen[root] = true
        while let (vertex, arc) = stack.last {
            if arc < next[vertex].count {
                stack[stack.count - 1].arc += 1
                let other = Int(next[vertex][arc])
                if !isSeen[other] {
                    isSeen[other] = true
                    stack.append((other, 0))
                }
            } else {
                order[vertex] = postorder.count
                postorder.append(vertex)
                stack.removeLast()
            }
        }
        dominator = Array(repeating: -1, count: root + 1)
        dominator[root] = root
        var hasChanged = true
        while hasChanged {
            hasChanged = false
            for vertex in postorder.dropLast().reversed() {
                var best = -1
                for other in previous[vertex].lazy.map({ Int($0) }) where dominator[other] >= 0 {
                    var a = other, b = best < 0 ? other : best
                    while a != b {
                        while order[a] < order[b] { a = dominator[a] }
                        while order[b] < order[a] { b = dominator[b] }
                    }
                    best = a
                }
                if dominator[vertex] != best {
                    dominator[vertex] = best
                    hasChanged = true
                }
            }
        }
    }

    /// Identifiers of the assets without which no reservoir reaches a node, from the reservoirs on; without itself.
    func assets(for node: Int) -> [Int32] {
        var found: [Int32] = [], vertex = dominator[node]
        while vertex >= 0, vertex < identifier.count {
            found.append(identifier[vertex])
            vertex = dominator[vertex]
        }
        return found.reversed()
    }
}
