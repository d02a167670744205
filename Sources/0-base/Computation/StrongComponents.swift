/// Groups of vertices that lead to each other, in an order in which no group leads to an earlier one.
///
/// Tarjan 1972, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1(2), doi:10.1137/0201010; with its own
/// stack.
/// - Complexity: O(vertices + edges).
public struct StrongComponents: Sendable {
    /// The members of each group, ascending; the groups in topological order.
    public private(set) var groups: [[Int32]] = []
    /// Whether each group has an edge within it.
    public private(set) var isCyclic: [Bool] = []

    /// - Parameters first, head: the edges of vertex v lead to `head[first[v] ..< first[v + 1]]`.
    public init(first: [Int32], head: [Int32]) {
        let count = first.count - 1
        var index = [Int32](repeating: -1, count: count), low = index
        var isOpen = [Bool](repeating: false, count: count)
        var next = first, open: [Int32] = [], path: [Int32] = []
        var entered: Int32 = 0
        func enter(_ v: Int) {
            index[v] = entered
            low[v] = entered
            entered += 1
            isOpen[v] = true
            open.append(Int32(v))
            path.append(Int32(v))
        }
        for root in 0..<count where index[root] < 0 {
            enter(root)
            while let v32 = path.last {
                let v = Int(v32)
                if next[v] < first[v + 1] {
                    let w = Int(head[Int(next[v])])
                    next[v] += 1
                    if index[w] < 0 { enter(w) } else if isOpen[w] { low[v] = min(low[v], index[w]) }
                    continue
                }
                path.removeLast()
                if let above = path.last { low[Int(above)] = min(low[Int(above)], low[v]) }
                guard low[v] == index[v] else { continue }
                var members: [Int32] = []
                while let member = open.popLast() {
                    isOpen[Int(member)] = false
                    members.append(member)
                    if member == v32 { break }
                }
                groups.append(members.sorted())
            }
        }
        groups.reverse()
        var groupOf = [Int32](repeating: 0, count: count)
        for (g, members) in groups.enumerated() { for v in members { groupOf[Int(v)] = Int32(g) } }
        isCyclic = groups.indices.map { g in
            groups[g].contains { v in
                head[Int(first[Int(v)])..<Int(first[Int(v) + 1])].contains { groupOf[Int($0)] == Int32(g) }
            }
        }
    }
}
