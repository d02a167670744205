/// Which nodes every path of supply to a node passes through.
///
/// Built by the semi-NCA algorithm (Georgiadis, Tarjan, Werneck 2006, "Finding dominators in practice", J. Graph
/// Algorithms Appl. 10(1), doi:10.7155/jgaa.00119) from one root in front of all sources. Nodes that supply does
/// not reach have no place in it. O(m log n) in the worst case, near-linear in practice; no recursion.
struct DominatorTree: Sendable {
    /// Place of each node in a preorder of the tree; −1 when supply does not reach it. The root has place 0.
    let place: [Int32]
    /// The node at each place; −1 for the root.
    let nodeAt: [Int32]
    /// How many places the subtree that starts at each place takes, itself included.
    let size: [Int32]
    /// For each link: the place whose whole subtree hangs on it, −1 when nothing does.
    let hangsOnLink: [Int32]

    /// - Parameters:
    ///   - isStart: whether supply starts at a node (an operational source).
    ///   - isOpen: whether an asset (node or link number) lets supply through.
    init(
        nodeCount n: Int, linkCount: Int, outFirst: [Int32], outHead: [Int32], outLink: [Int32], inFirst: [Int32],
        inTail: [Int32], inLink: [Int32], isStart: [Bool], isOpen: [Bool]
    ) {
        // Depth-first numbers from the root (0).
        var number = [Int32](repeating: -1, count: n)
        var vertex: [Int32] = [-1], parent: [Int32] = [0]
        vertex.reserveCapacity(n + 1)
        parent.reserveCapacity(n + 1)
        var stack: [(node: Int32, arc: Int32)] = []
        for start in 0..<n where isStart[start] && isOpen[start] && number[start] < 0 {
            number[start] = Int32(vertex.count)
            vertex.append(Int32(start))
            parent.append(0)
            stack.append((Int32(start), outFirst[start]))
            while let top = stack.last {
                let v = Int(top.node)
                var arc = Int(top.arc)
                let end = Int(outFirst[v + 1])
                while arc < end
                    && (number[Int(outHead[arc])] >= 0 || !isOpen[Int(outHead[arc])] || !isOpen[Int(outLink[arc])])
                { arc += 1 }
                if arc == end {
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].arc = Int32(arc + 1)
                let w = Int(outHead[arc])
                number[w] = Int32(vertex.count)
                vertex.append(Int32(w))
                parent.append(number[v])
                stack.append((Int32(w), outFirst[w]))
            }
        }

        // Semidominators with path compression, then dominators by nearest common ancestors.
        let count = vertex.count
        var semi = (0..<Int32(count)).map { $0 }, label = semi, ancestor = parent, path: [Int32] = []
        for i in stride(from: count - 1, to: 0, by: -1) {
            let v = Int(vertex[i])
            var best = isStart[v] ? 0 : parent[i]
            for arc in Int(inFirst[v])..<Int(inFirst[v + 1]) where best > 0 {
                let u = number[Int(inTail[arc])]
                guard u >= 0, isOpen[Int(inLink[arc])] else { continue }
                best = min(best, semi[Int(Self.evaluate(u, Int32(i + 1), &ancestor, &label, semi, &path))])
            }
            semi[i] = best
        }
        var dominator = parent
        for i in 1..<max(1, count) {
            var candidate = dominator[i]
            while candidate > semi[i] { candidate = dominator[Int(candidate)] }
            dominator[i] = candidate
        }

        // Preorder places.
        var subtree = [Int32](repeating: 1, count: count)
        for i in stride(from: count - 1, to: 0, by: -1) { subtree[Int(dominator[i])] += subtree[i] }
        var placeOfNumber = [Int32](repeating: 0, count: count), next = [Int32](repeating: 1, count: count)
        for i in 1..<max(1, count) {
            let d = Int(dominator[i])
            placeOfNumber[i] = next[d]
            next[d] += subtree[i]
            next[i] = placeOfNumber[i] + 1
        }
        var place = [Int32](repeating: -1, count: n), nodeAt = [Int32](repeating: -1, count: count)
        var size = [Int32](repeating: 0, count: count)
        size[0] = subtree[0]
        for i in 1..<max(1, count) {
            place[Int(vertex[i])] = placeOfNumber[i]
            nodeAt[Int(placeOfNumber[i])] = vertex[i]
            size[Int(placeOfNumber[i])] = subtree[i]
        }

        // A link carries a subtree alone when every other way into its first node comes from that subtree.
        var hangs = [Int32](repeating: -1, count: linkCount)
        for v in 0..<n where place[v] >= 0 && !isStart[v] {
            let first = place[v], end = first + size[Int(first)]
            var ways = 0, only = -1
            for arc in Int(inFirst[v])..<Int(inFirst[v + 1]) {
                let from = place[Int(inTail[arc])]
                guard from >= 0, isOpen[Int(inLink[arc])], from < first || from >= end else { continue }
                ways += 1
                only = Int(inLink[arc]) - n
            }
            if ways == 1 { hangs[only] = first }
        }
        self.place = place
        self.nodeAt = nodeAt
        self.size = size
        hangsOnLink = hangs
    }

    /// The vertex with the smallest semidominator on the path from `v` up to what is not linked yet.
    private static func evaluate(
        _ start: Int32, _ lastLinked: Int32, _ ancestor: inout [Int32], _ label: inout [Int32], _ semi: [Int32],
        _ path: inout [Int32]
    ) -> Int32 {
        var v = Int(start)
        if ancestor[v] < lastLinked { return label[v] }
        path.removeAll(keepingCapacity: true)
        while ancestor[v] >= lastLinked {
            path.append(Int32(v))
            v = Int(ancestor[v])
        }
        var above = v
        for index in stride(from: path.count - 1, through: 0, by: -1) {
            let w = Int(path[index])
            ancestor[w] = ancestor[above]
            if semi[Int(label[above])] < semi[Int(label[w])] { label[w] = label[above] }
            above = w
        }
        return label[Int(start)]
    }
}
