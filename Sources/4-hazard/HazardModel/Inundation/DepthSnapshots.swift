/// The depths of all cells at some hours of a run, in millimetres so that they take little memory.
struct DepthSnapshots: Sendable {
    private(set) var hours: [Double] = []
    private var millimetres: [[UInt16]] = []

    /// At most so many, at least so far apart, and no more than 200 MB of them.
    private static let most = 96.0, leastHours = 1.0 / 12, mostValues = 100_000_000.0

    /// Hours between two of them.
    static func interval(hours: Double, cells: Int) -> Double {
        let count = min(most, max(1, (mostValues / Double(max(1, cells))).rounded(.down)))
        return max(hours / count, leastHours)
    }

    mutating func add(_ fields: FlowFields, at hour: Double) {
        hours.append(hour)
        millimetres.append((0..<fields.columns * fields.rows).map { cell in
            UInt16(min(65_535, (fields.depth[fields.index(ofCell: cell)] * 1000).rounded()))
        })
    }

    /// Metres of water in a cell from one snapshot to the next: the greater of both, and after the last that one.
    func depth(_ cell: Int, _ stretch: Int) -> Float {
        let end = min(stretch + 1, millimetres.count - 1)
        return Float(max(millimetres[stretch][cell], millimetres[end][cell])) / 1000
    }
}
