import Computation

/// Shortest ways from one node to all others and how many there are, then what share of them passes where. Reused from
/// source to source.
///
/// Nodes wait in buckets no wider than the shortest arc, so that all in a bucket are final when their turn comes, and no
/// heap is needed (Denardo, Fox 1979, "Shortest-route methods: 1. Reaching, pruning, and buckets", Oper. Res. 27(1),
/// doi:10.1287/opre.27.1.161). Where arcs are shorter than a bucket, the places of one bucket are sorted in a heap.
struct PathCounter: Sendable {
    private struct Place: Sendable, BitwiseCopyable {
        var distance = Double.infinity
        /// Shortest ways to it, in units of 2⁵⁰⁰ to the power of `scale` where there are very many; in the end
        /// (1 + dependency) / ways.
        var ways = 0.0
    }
    private var places: [Place]
    private var scale: [Int16]
    private var isScaled = false
    /// Places in the order in which they became final, `reached` of them.
    private var order: [Int32]
    private var reached = 0
    private var isFinal: [Bool]
    /// Chains of entries, one for each bucket.
    private var firstEntry: [Int32], entryPlace: [Int32], nextEntry: [Int32]

    private static let many = 0x1p500

    init(_ graph: ArcGraph, _ lengths: PathLengths) {
        let n = graph.placeCount
        places = Array(repeating: Place(), count: n)
        scale = Array(repeating: 0, count: n)
        order = Array(repeating: 0, count: n)
        isFinal = Array(repeating: false, count: n)
        firstEntry = Array(repeating: -1, count: lengths.bucketCount)
        entryPlace = Array(repeating: 0, count: graph.arcCount + 1)
        nextEntry = entryPlace
    }

    mutating func count(from start: Int, _ graph: ArcGraph, _ lengths: PathLengths) {
        isScaled = false
        search(from: start, graph, lengths)
        // Too many ways for one number: once more, with exponents of their own.
        if (0..<reached).contains(where: { places[Int(order[$0])].ways > Self.many }) {
            isScaled = true
            search(from: start, graph, lengths)
        }
    }

    private mutating func search(from start: Int, _ graph: ArcGraph, _ lengths: PathLengths) {
        for i in 0..<reached {
            let place = Int(order[i])
            places[place].distance = .infinity
            isFinal[place] = false
            scale[place] = 0
        }
        places[start] = Place(distance: 0, ways: 1)
        reached = Self.search(
            from: start, graph.first, lengths, isScaled, &places, &scale, &order, &isFinal, &firstEntry, &entryPlace, &nextEntry)
    }

    /// Dijkstra's algorithm; how many places were reached.
    private static func search(
        from start: Int, _ firsts: [Int32], _ lengths: PathLengths, _ isScaled: Bool, _ places: inout [Place],
        _ scales: inout [Int16], _ orders: inout [Int32], _ finals: inout [Bool], _ firstEntries: inout [Int32],
        _ entryPlaces: inout [Int32], _ nextEntries: inout [Int32]
    ) -> Int {
        let first = firsts.span, arcs = lengths.arcs.span
        var known = places.mutableSpan, scale = scales.mutableSpan, order = orders.mutableSpan, isFinal = finals.mutableSpan
        var firstEntry = firstEntries.mutableSpan, entryPlace = entryPlaces.mutableSpan, nextEntry = nextEntries.mutableSpan
        let mask = lengths.bucketCount - 1, inverseWidth = lengths.inverseWidth, mustSort = lengths.mustSort
        var sorted = DistanceQueue()

        entryPlace[0] = Int32(start)
        nextEntry[0] = -1
        firstEntry[0] = 0
        var entries = 1, waiting = 1, bucket = 0, reached = 0
        while waiting > 0 {
            var entry = firstEntry[bucket & mask]
            firstEntry[bucket & mask] = -1
            while true {
                var place = -1
                if mustSort {
                    while entry >= 0 {
                        sorted.insert(known[Int(entryPlace[Int(entry)])].distance, entryPlace[Int(entry)])
                        entry = nextEntry[Int(entry)]
                    }
                    place = sorted.removeNearest().map { Int($0.1) } ?? -1
                } else if entry >= 0 {
                    place = Int(entryPlace[Int(entry)])
                    entry = nextEntry[Int(entry)]
                }
                if place < 0 { break }
                waiting -= 1
                if isFinal[place] { continue }
                isFinal[place] = true
                order[reached] = Int32(truncatingIfNeeded: place)
                reached += 1
                if isScaled && known[place].ways > many {
                    known[place].ways /= many
                    scale[place] += 1
                }
                let here = known[place]
                for i in Int(first[place])..<Int(first[place + 1]) {
                    let arc = arcs[i], head = arc.head, distance = here.distance + arc.length, old = known[head].distance
                    if distance < old {
                        known[head] = Place(distance: distance, ways: here.ways)
                        if isScaled { scale[head] = scale[place] }
                        let slot = Int(distance * inverseWidth) & mask
                        entryPlace[entries] = Int32(truncatingIfNeeded: head)
                        nextEntry[entries] = firstEntry[slot]
                        firstEntry[slot] = Int32(truncatingIfNeeded: entries)
                        entries += 1
                        waiting += 1
                    } else if distance == old {
                        if !isScaled || scale[place] == scale[head] {
                            known[head].ways += here.ways
                        } else if scale[place] > scale[head] {
                            // What was there before is less than 2⁻⁵⁰⁰ of it.
                            known[head].ways = here.ways
                            scale[head] = scale[place]
                        }
                    }
                }
                if mustSort {
                    entry = firstEntry[bucket & mask]
                    firstEntry[bucket & mask] = -1
                }
            }
            bucket += 1
        }
        return reached
    }

    /// Adds what share of the ways from the last source passes each place and arc, from the far end back.
    mutating func addDependencies(to sums: inout DependencySums, _ graph: ArcGraph, _ lengths: PathLengths) {
        Self.addDependencies(to: &sums, graph.first, lengths, order, reached, scale, isScaled, &places)
    }

    private static func addDependencies(
        to sums: inout DependencySums, _ firsts: [Int32], _ lengths: PathLengths, _ orders: [Int32], _ reached: Int,
        _ scales: [Int16], _ isScaled: Bool, _ places: inout [Place]
    ) {
        let first = firsts.span, arcs = lengths.arcs.span, order = orders.span, scale = scales.span
        var known = places.mutableSpan
        let countsArcs = sums.countsArcs
        for i in stride(from: reached - 1, through: 0, by: -1) {
            let place = Int(order[i]), here = known[place]
            var dependency = 0.0
            for a in Int(first[place])..<Int(first[place + 1]) {
                let arc = arcs[a], head = known[arc.head]
                guard here.distance + arc.length == head.distance else { continue }
                // What was counted as ways is a share by now: the head is further away.
                var part = here.ways * head.ways
                if isScaled && scale[place] != scale[arc.head] { part = scale[place] + 1 == scale[arc.head] ? part / many : 0 }
                dependency += part
                if countsArcs { sums.add(part, arc: a) }
            }
            known[place].ways = (1 + dependency) / here.ways
            if here.distance > 0 { sums.add(dependency, place: place) }
        }
    }
}
