import NetworkModel

extension Joiner {
    /// Finds out which nodes and links come with connections that their own file states.
    ///
    /// A file's layer is connected when one of its nodes is the stated end of two of its links. Whoever drew it decided
    /// what is joined, so that two of its things that merely come near each other, or touch, are left apart. A file in
    /// which every link has ends of its own, or none, states no connections: there the geometry has to tell.
    mutating func findStatedConnections() {
        struct Network: Hashable {
            var part, layer: Int32
        }
        connectedPart = Array(repeating: -1, count: city.rowCount)
        let rows = rowOfIdentifier(), partOfRow = partOfRow
        var linksAt = [UInt8](repeating: 0, count: city.rowCount)
        var connected = Set<Network>()
        for row in city.rowClass.indices where city.rowClass[row] == .link {
            guard let (a, b) = statedEnds(ofLink: row, rows), a != b else { continue }
            for end in [a, b] where partOfRow[end] == partOfRow[row] && linksAt[end] < 2 {
                linksAt[end] += 1
                if linksAt[end] == 2 { connected.insert(Network(part: partOfRow[row], layer: city.layer[row])) }
            }
        }
        if connected.isEmpty { return }
        for row in city.rowClass.indices where [.node, .link].contains(city.rowClass[row]) {
            guard connected.contains(Network(part: partOfRow[row], layer: city.layer[row])) else { continue }
            if city.rowClass[row] == .node || statedEnds(ofLink: row, rows) != nil { connectedPart[row] = partOfRow[row] }
        }
    }

    /// Rows of the two end nodes, when the data names both.
    private func statedEnds(ofLink row: Int, _ rows: [Int32]) -> (Int, Int)? {
        guard city.from[row] >= 0, city.to[row] >= 0 else { return nil }
        let a = rows[Int(city.from[row])], b = rows[Int(city.to[row])]
        return a >= 0 && b >= 0 ? (Int(a), Int(b)) : nil
    }

    /// The file each row came from, counted in the order of joining.
    private var partOfRow: [Int32] {
        var part = [Int32](repeating: 0, count: city.rowCount)
        for (number, (first, next)) in zip(firstRowOfPart, firstRowOfPart.dropFirst() + [city.rowCount]).enumerated() {
            for row in first..<next { part[row] = Int32(number) }
        }
        return part
    }
}
