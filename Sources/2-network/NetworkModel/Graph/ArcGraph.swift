import Computation
public import Geometry

/// A layer as arcs in flat arrays, its nodes renumbered so that neighbours lie close together in memory.
///
/// Within the graph a node is called by its *place*, 0 ..< placeCount; `nodeAt` and `place` lead from one to the
/// other. An undirected link gives an arc each way; links from a node to itself and links that name no included node
/// give none. Several links between two nodes stay apart.
public struct ArcGraph: Sendable {
    /// The node at each place.
    public let nodeAt: [Int32]
    /// The place of each node; −1 for a node that is left out.
    public let place: [Int32]
    /// The arcs that leave place p are `first[p] ..< first[p + 1]`.
    public let first: [Int32]
    /// The place each arc leads to.
    public let head: [Int32]
    /// The link of each arc, counted from 0 (not its asset number).
    public let link: [Int32]
    /// The arcs of each link: from its `from` to its `to`, and back; −1 where there is none.
    public let forwardArc, backwardArc: [Int32]
    /// For each arc the one that leads back along the same link; −1 where a link is one-way.
    let opposite: [Int32]
    /// The arcs that arrive at place p are `inArc[inFirst[p] ..< inFirst[p + 1]]`, by number of the arc that leaves;
    /// both empty when every link goes both ways: then they are the opposites of the arcs that leave.
    let inFirst, inArc, tail: [Int32]

    public var placeCount: Int { nodeAt.count }
    public var arcCount: Int { head.count }
    public var linkCount: Int { forwardArc.count }

    /// - Parameters:
    ///   - positions: of the nodes; they decide only the order in memory, and with it no result.
    ///   - from, to: the end nodes of each link.
    public init(positions: [Point], isIncluded: [Bool], from: [Int32], to: [Int32], isDirected: [Bool]) {
        let included = isIncluded.indices.filter { isIncluded[$0] }
        let nodeAt = HilbertCurve.order(of: included.map { positions[$0] }).map { Int32(included[Int($0)]) }
        var place = [Int32](repeating: -1, count: isIncluded.count)
        for (p, node) in nodeAt.enumerated() { place[Int(node)] = Int32(p) }

        // Arc 2 l runs along link l, arc 2 l + 1 back; then both in the order of their tails.
        var tails = [Int32](repeating: -1, count: 2 * from.count), heads = tails
        for l in from.indices {
            let a = place[Int(from[l])], b = place[Int(to[l])]
            guard a >= 0, b >= 0, a != b else { continue }
            (tails[2 * l], heads[2 * l]) = (a, b)
            if !isDirected[l] { (tails[2 * l + 1], heads[2 * l + 1]) = (b, a) }
        }
        let rows = CompressedRows(rowCount: nodeAt.count, rowOf: tails)
        var arcOf = [Int32](repeating: -1, count: tails.count)
        for (arc, number) in rows.item.enumerated() { arcOf[Int(number)] = Int32(arc) }
        self.nodeAt = nodeAt
        self.place = place
        first = rows.first
        head = rows.item.map { heads[Int($0)] }
        link = rows.item.map { $0 / 2 }
        opposite = rows.item.map { arcOf[Int($0 ^ 1)] }
        forwardArc = from.indices.map { arcOf[2 * $0] }
        backwardArc = from.indices.map { arcOf[2 * $0 + 1] }
        if opposite.contains(-1) {
            let arriving = CompressedRows(rowCount: nodeAt.count, rowOf: head)
            (inFirst, inArc) = (arriving.first, arriving.item)
            tail = rows.item.map { tails[Int($0)] }
        } else {
            (inFirst, inArc, tail) = ([], [], [])
        }
    }
}
