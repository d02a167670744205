/// What share of ways passes each place and arc, summed over sources in whole numbers of a unit so fine that rounding does
/// not show; sums of parts of the sources add up in any order.
struct DependencySums: Sendable {
    private var ofPlace: [Int64], ofArc: [Int64]
    /// Of the squares, as shares of the most that a source can give; empty when no scatter is wanted.
    private var squares: [Int64]
    private let unit: Double, largest: Double

    /// - Parameters:
    ///   - links: whether sums for arcs are wanted.
    ///   - squares: whether the scatter over sources is wanted.
    init(_ graph: ArcGraph, links: Bool, squares hasSquares: Bool) {
        let n = max(1, graph.placeCount)
        ofPlace = Array(repeating: 0, count: n)
        ofArc = Array(repeating: 0, count: links ? graph.arcCount : 0)
        squares = hasSquares ? ofPlace : []
        largest = 1 / Double(n)
        // At most n from each of n sources: the sum stays below 2⁶².
        unit = Double(sign: .plus, exponent: 62 - 2 * (Int.bitWidth - n.leadingZeroBitCount), significand: 1)
    }

    @inline(__always) mutating func add(_ dependency: Double, place: Int) {
        ofPlace[place] &+= Int64(dependency * unit + 0.5)
        if squares.isEmpty { return }
        let part = dependency * largest
        squares[place] &+= Int64(part * part * 0x1p40 + 0.5)
    }
    @inline(__always) mutating func add(_ dependency: Double, arc: Int) { ofArc[arc] &+= Int64(dependency * unit + 0.5) }

    mutating func merge(_ other: Self) {
        for i in ofPlace.indices { ofPlace[i] &+= other.ofPlace[i] }
        for i in squares.indices { squares[i] &+= other.squares[i] }
        for i in ofArc.indices { ofArc[i] &+= other.ofArc[i] }
    }

    func value(_ place: Int) -> Double { Double(ofPlace[place]) / unit }
    func value(arc: Int) -> Double { Double(ofArc[arc]) / unit }

    /// Standard error of the sum over so many sources drawn from n, with the correction for drawing none twice.
    func standardError(_ place: Int, sources k: Double, of n: Double) -> Double {
        guard k > 1, !squares.isEmpty else { return .infinity }
        let mean = value(place) / k, square = Double(squares[place]) * 0x1p-40 / (largest * largest) / k
        return (max(0, square - mean * mean) * k / (k - 1) * k * max(0, 1 - k / n)).squareRoot()
    }
}
