import Computation

/// Shortest ways from one node to all others and how many there are, then what share of them passes where. Reused from
/// source to source.
///
/// Nodes wait in buckets no wider than the shortest arc, so that all in a bucket are final when their turn comes, and no
/// heap is needed (Denardo, Fox 1979, "Shortest-route methods: 1. Reaching, pruning, and buckets", Oper. Res. 27(1),
/// doi:10.1287/opre.27.1.161).
struct PathCounter: Sendable {
    private var distance: [Double]
    /// Shortest ways to each place; in units of 2⁵⁰⁰ to the power of `scale` where there are very many.
    private var ways: [Double]
    private var scale: [Int16]
    private var isScaled = false
    /// (1 + dependency) / ways of each place.
    private var share: [Double]
    /// Places in the order in which they became final.
    private var order: [Int32] = []
    private var isFinal: [Bool]

    // Buckets: chains of entries.
    private var firstEntry: [Int32]
    private var entryPlace: [Int32], nextEntry: [Int32]
    private var sorted = DistanceQueue()

    private static let many = 0x1p500

    init(_ graph: ArcGraph, _ lengths: PathLengths) {
        let n = graph.placeCount
        distance = Array(repeating: .infinity, count: n)
        ways = Array(repeating: 0, count: n)
        scale = Array(repeating: 0, count: n)
        share = ways
        isFinal = Array(repeating: false, count: n)
        order.reserveCapacity(n)
        firstEntry = Array(repeating: -1, count: lengths.bucketCount)
        entryPlace = Array(repeating: 0, count: graph.arcCount + 1)
        nextEntry = entryPlace
    }

    mutating func count(from start: Int, _ graph: ArcGraph, _ lengths: PathLengths) {
        clear()
        if !search(from: start, graph, lengths) {
            // Too many ways for one number: once more, with exponents of their own.
            clear()
            isScaled = true
            _ = search(from: start, graph, lengths)
        }
    }

    private mutating func clear() {
        for place in order {
            distance[Int(place)] = .infinity
            isFinal[Int(place)] = false
            if isScaled { scale[Int(place)] = 0 }
        }
        order.removeAll(keepingCapacity: true)
        isScaled = false
    }

    /// Dijkstra's algorithm; whether the numbers of ways could be held.
    private mutating func search(from start: Int, _ graph: ArcGraph, _ lengths: PathLengths) -> Bool {
        let mask = lengths.bucketCount - 1
        var entries = 0, waiting = 1, bucket = 0, fits = true
        distance[start] = 0
        ways[start] = 1
        push(start, 0, &entries)
        while waiting > 0 {
            if firstEntry[bucket & mask] < 0 {
                bucket += 1
                continue
            }
            waiting += lengths.mustSort
                ? emptySorted(bucket, &entries, graph, lengths) : empty(bucket, &entries, graph, lengths)
        }
        if !isScaled { fits = !order.contains { ways[Int($0)] > Self.many } }
        return fits
    }

    @inline(__always) private mutating func push(_ place: Int, _ bucket: Int, _ entries: inout Int) {
        entryPlace[entries] = Int32(truncatingIfNeeded: place)
        nextEntry[entries] = firstEntry[bucket]
        firstEntry[bucket] = Int32(truncatingIfNeeded: entries)
        entries += 1
    }

    /// Makes all places of a bucket final and looks on from each; by how many the number of waiting entries changes.
    private mutating func empty(_ bucket: Int, _ entries: inout Int, _ graph: ArcGraph, _ lengths: PathLengths) -> Int {
        let slot = bucket & (lengths.bucketCount - 1)
        var entry = firstEntry[slot], change = 0
        firstEntry[slot] = -1
        while entry >= 0 {
            let place = Int(entryPlace[Int(entry)])
            entry = nextEntry[Int(entry)]
            change -= 1
            if isFinal[place] { continue }
            change += makeFinal(place, &entries, graph, lengths)
        }
        return change
    }

    /// The same where ways within the bucket may follow one another.
    private mutating func emptySorted(_ bucket: Int, _ entries: inout Int, _ graph: ArcGraph, _ lengths: PathLengths) -> Int {
        let slot = bucket & (lengths.bucketCount - 1)
        var change = 0
        while true {
            var entry = firstEntry[slot]
            firstEntry[slot] = -1
            while entry >= 0 {
                let place = entryPlace[Int(entry)]
                sorted.insert(distance[Int(place)], place)
                entry = nextEntry[Int(entry)]
            }
            guard let (_, place) = sorted.removeNearest() else { return change }
            change -= 1
            if isFinal[Int(place)] { continue }
            change += makeFinal(Int(place), &entries, graph, lengths)
        }
    }

    @inline(__always)
    private mutating func makeFinal(_ place: Int, _ entries: inout Int, _ graph: ArcGraph, _ lengths: PathLengths) -> Int {
        isFinal[place] = true
        order.append(Int32(truncatingIfNeeded: place))
        if isScaled && ways[place] > Self.many {
            ways[place] /= Self.many
            scale[place] += 1
        }
        let here = distance[place], mask = lengths.bucketCount - 1
        var added = 0
        for arc in Int(graph.first[place])..<Int(graph.first[place + 1]) {
            let head = Int(graph.head[arc]), length = here + lengths.ofArc[arc]
            if length < distance[head] {
                distance[head] = length
                ways[head] = ways[place]
                if isScaled { scale[head] = scale[place] }
                push(head, Int(length * lengths.inverseWidth) & mask, &entries)
                added += 1
            } else if length == distance[head] {
                addWays(of: place, to: head)
            }
        }
        return added
    }

    @inline(__always) private mutating func addWays(of place: Int, to head: Int) {
        if !isScaled || scale[place] == scale[head] {
            ways[head] += ways[place]
        } else if scale[place] > scale[head] {
            // What was there before is less than 2⁻⁵⁰⁰ of it.
            ways[head] = ways[place]
            scale[head] = scale[place]
        }
    }

    /// Adds what share of the ways from the last source passes each place and arc, from the far end back.
    mutating func addDependencies(to sums: inout DependencySums, _ graph: ArcGraph, _ lengths: PathLengths) {
        for place32 in order.reversed() {
            let place = Int(place32)
            let here = distance[place]
            var dependency = 0.0
            for arc in Int(graph.first[place])..<Int(graph.first[place + 1]) {
                let head = Int(graph.head[arc])
                guard here + lengths.ofArc[arc] == distance[head] else { continue }
                var part = ways[place] * share[head]
                if isScaled && scale[place] != scale[head] { part = scale[place] + 1 == scale[head] ? part / Self.many : 0 }
                dependency += part
                sums.add(part, arc: arc)
            }
            share[place] = (1 + dependency) / ways[place]
            if here > 0 { sums.add(dependency, place: place) }
        }
    }
}

/// Dependencies summed over sources, in whole numbers of a unit so fine that rounding does not show.
struct DependencySums: Sendable {
    private var ofPlace: [Int64], ofArc: [Int64]
    /// Of the squares, as shares of the most that a source can give.
    private var squares: [Int64]
    private let unit: Double, largest: Double

    init(_ graph: ArcGraph) {
        ofPlace = Array(repeating: 0, count: graph.placeCount)
        ofArc = Array(repeating: 0, count: graph.arcCount)
        squares = ofPlace
        largest = Double(max(1, graph.placeCount))
        // At most n from each of n sources: the sum stays below 2⁶².
        unit = pow2(62 - 2 * bits(graph.placeCount))
    }

    @inline(__always) mutating func add(_ dependency: Double, place: Int) {
        ofPlace[place] &+= Int64((dependency * unit).rounded())
        let part = dependency / largest
        squares[place] &+= Int64((part * part * 0x1p40).rounded())
    }
    @inline(__always) mutating func add(_ dependency: Double, arc: Int) {
        ofArc[arc] &+= Int64((dependency * unit).rounded())
    }
    mutating func merge(_ other: Self) {
        for i in ofPlace.indices {
            ofPlace[i] &+= other.ofPlace[i]
            squares[i] &+= other.squares[i]
        }
        for i in ofArc.indices { ofArc[i] &+= other.ofArc[i] }
    }

    func value(_ place: Int) -> Double { Double(ofPlace[place]) / unit }
    func value(arc: Int) -> Double { Double(ofArc[arc]) / unit }
    /// Of the sum over so many sources drawn from n.
    func standardError(_ place: Int, sources k: Double, of n: Double) -> Double {
        guard k > 1 else { return .infinity }
        let mean = value(place) / k, square = Double(squares[place]) * 0x1p-40 * largest * largest / k
        return (max(0, square - mean * mean) * k / (k - 1) * k * max(0, 1 - k / n)).squareRoot()
    }
}

private func bits(_ n: Int) -> Int { Int.bitWidth - n.leadingZeroBitCount }
private func pow2(_ exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: 1) }
