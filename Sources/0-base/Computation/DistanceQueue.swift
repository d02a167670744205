/// Vertices by distance, nearest first: a heap with four branches, in which a vertex may be queued more than once.
///
/// What was queued with a distance that has become shorter since is skipped by who takes it out. Four branches halve the
/// depth, and the children of one parent lie together in memory (Johnson 1975, "Priority queues with update and finding
/// minimum spanning trees", Inf. Process. Lett. 4(3), doi:10.1016/0020-0190(75)90001-0).
/// - Complexity: O(log n) for each insertion and removal.
public struct DistanceQueue: Sendable {
    @usableFromInline var distance: [Double] = []
    @usableFromInline var vertex: [Int32] = []

    @inlinable public init() {}

    @inlinable public mutating func insert(_ newDistance: Double, _ newVertex: Int32) {
        distance.append(newDistance)
        vertex.append(newVertex)
        var child = distance.count - 1
        while child > 0 {
            let parent = (child - 1) / 4
            if distance[parent] <= newDistance { break }
            (distance[child], vertex[child]) = (distance[parent], vertex[parent])
            child = parent
        }
        (distance[child], vertex[child]) = (newDistance, newVertex)
    }

    @inlinable public mutating func removeNearest() -> (Double, Int32)? {
        guard let last = distance.popLast(), let lastVertex = vertex.popLast() else { return nil }
        if distance.isEmpty { return (last, lastVertex) }
        let nearest = (distance[0], vertex[0])
        let count = distance.count
        var parent = 0
        while true {
            let children = 4 * parent + 1
            if children >= count { break }
            var least = children
            for child in children..<min(children + 4, count) where distance[child] < distance[least] { least = child }
            if distance[least] >= last { break }
            (distance[parent], vertex[parent]) = (distance[least], vertex[least])
            parent = least
        }
        (distance[parent], vertex[parent]) = (last, lastVertex)
        return nearest
    }
}
