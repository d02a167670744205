import Computation

/// Shortest ways from one node to all others and how many there are, then what share of them passes where. Reused from
/// source to source.
///
/// Nodes wait in buckets no wider than the shortest arc, so that all in a bucket are final when their turn comes, and no
/// heap is needed (Denardo, Fox 1979, "Shortest-route methods: 1. Reaching, pruning, and buckets", Oper. Res. 27(1),
/// doi:10.1287/opre.27.1.161). Where arcs are shorter than a bucket, the places of one bucket are sorted in a heap.
///
/// Mostly one shortest way leads to a place: then all that lies behind it passes the place before it, and nothing needs to
/// be counted. Only places at which shortest ways meet look at all their arcs again.
struct PathCounter: Sendable {
    struct Place: Sendable, BitwiseCopyable {
        var distance = Double.infinity
        /// The place before it on the shortest way; `none` for the start, `several` where shortest ways meet.
        var before = none
        var isFinal: Int32 = 0

        static let none: Int32 = -1, several: Int32 = -2
    }
    private struct Entry: Sendable, BitwiseCopyable { var place: Int32 = 0, next: Int32 = -1 }

    private var places: [Place]
    /// Places in the order in which they became final, `reached` of them.
    private var order: [Int32]
    private var reached = 0
    /// Chains of entries, one for each bucket.
    private var firstEntry: [Int32], entries: [Entry]
    /// The arc by which the one shortest way arrives; empty when sums for arcs are not wanted.
    private var arcBefore: [Int32]
    private var ways = WayCounts()
    /// What share of the ways from the start passes each place, summed over where they lead; 0 between sources.
    private var dependency: [Double]

    init(_ graph: ArcGraph, _ lengths: PathLengths, links: Bool) {
        let n = graph.placeCount
        places = Array(repeating: Place(), count: n)
        order = Array(repeating: 0, count: n)
        firstEntry = Array(repeating: -1, count: lengths.bucketCount)
        entries = Array(repeating: Entry(), count: graph.arcCount + 1)
        arcBefore = Array(repeating: -1, count: links ? n : 0)
        dependency = Array(repeating: 0, count: n)
    }

    /// Adds what share of the shortest ways from a place passes each place and arc.
    mutating func addWays(from start: Int, to sums: inout DependencySums, _ graph: ArcGraph, _ lengths: PathLengths) {
        places[start] = Place(distance: 0)
        let hasMeetings: Bool
        (reached, hasMeetings) = Self.search(
            from: start, graph.first, lengths, &places, &order, &firstEntry, &entries, &arcBefore)
        if hasMeetings { ways.count(order[..<reached], places, graph, lengths) }
        Self.addDependencies(to: &sums, order, reached, arcBefore, ways, graph, lengths, &places, &dependency)
    }

    /// Dijkstra's algorithm; how many places were reached, and whether shortest ways meet anywhere.
    private static func search(
        from start: Int, _ firsts: [Int32], _ lengths: PathLengths, _ knownPlaces: inout [Place], _ orders: inout [Int32],
        _ firstEntries: inout [Int32], _ allEntries: inout [Entry], _ arcsBefore: inout [Int32]
    ) -> (reached: Int, hasMeetings: Bool) {
        let first = firsts.span, arcs = lengths.arcs.span, notesArcs = !arcsBefore.isEmpty
        var known = knownPlaces.mutableSpan, order = orders.mutableSpan, arcBefore = arcsBefore.mutableSpan
        var firstEntry = firstEntries.mutableSpan, entries = allEntries.mutableSpan
        let mask = lengths.bucketCount - 1, inverseWidth = lengths.inverseWidth, mustSort = lengths.mustSort
        var sorted = DistanceQueue(), hasMeetings = false

        entries[0] = Entry(place: Int32(start))
        firstEntry[0] = 0
        var entryCount = 1, waiting = 1, bucket = 0, reached = 0
        while waiting > 0 {
            var entry = firstEntry[bucket & mask]
            firstEntry[bucket & mask] = -1
            while true {
                var place = -1
                if mustSort {
                    while entry >= 0 {
                        sorted.insert(known[Int(entries[Int(entry)].place)].distance, entries[Int(entry)].place)
                        entry = entries[Int(entry)].next
                    }
                    place = sorted.removeNearest().map { Int($0.1) } ?? -1
                } else if entry >= 0 {
                    place = Int(entries[Int(entry)].place)
                    entry = entries[Int(entry)].next
                }
                if place < 0 { break }
                waiting -= 1
                if known[place].isFinal != 0 { continue }
                known[place].isFinal = 1
                order[reached] = Int32(truncatingIfNeeded: place)
                reached += 1
                let here = known[place].distance
                for a in Int(first[place])..<Int(first[place + 1]) {
                    let arc = arcs[a], head = arc.head, distance = here + arc.length, old = known[head].distance
                    if distance < old {
                        known[head] = Place(distance: distance, before: Int32(truncatingIfNeeded: place))
                        if notesArcs { arcBefore[head] = Int32(truncatingIfNeeded: a) }
                        let slot = Int(distance * inverseWidth) & mask
                        entries[entryCount] = Entry(place: Int32(truncatingIfNeeded: head), next: firstEntry[slot])
                        firstEntry[slot] = Int32(truncatingIfNeeded: entryCount)
                        entryCount += 1
                        waiting += 1
                    } else if distance == old {
                        known[head].before = Place.several
                        hasMeetings = true
                    }
                }
                if mustSort {
                    entry = firstEntry[bucket & mask]
                    firstEntry[bucket & mask] = -1
                }
            }
            bucket += 1
        }
        return (reached, hasMeetings)
    }

    /// From the far end back; leaves all places as they were before the search.
    private static func addDependencies(
        to sums: inout DependencySums, _ orders: [Int32], _ reached: Int, _ arcsBefore: [Int32], _ ways: WayCounts,
        _ graph: ArcGraph, _ lengths: PathLengths, _ places: inout [Place], _ dependencies: inout [Double]
    ) {
        let order = orders.span, arcBefore = arcsBefore.span, notesArcs = !arcsBefore.isEmpty
        for i in stride(from: reached - 1, through: 1, by: -1) {
            let place = Int(order[i]), before = places[place].before, own = dependencies[place]
            if before >= 0 {
                dependencies[Int(before)] += 1 + own
                if notesArcs { sums.add(1 + own, arc: Int(arcBefore[place])) }
            } else {
                graph.forEachShortest(to: place, places, lengths) { tail, arc in
                    let part = (1 + own) * ways.share(of: tail, in: place)
                    dependencies[tail] += part
                    if notesArcs { sums.add(part, arc: arc) }
                }
            }
            sums.add(own, place: place)
            dependencies[place] = 0
            places[place] = Place()
        }
        if reached > 0 {
            dependencies[Int(order[0])] = 0
            places[Int(order[0])] = Place()
        }
    }
}

/// How many shortest ways lead to each place, as a number times 2⁵⁰⁰ to the power of a scale: there may be very many.
private struct WayCounts: Sendable {
    private var number: [Double] = []
    private var scale: [Int16] = []
    private static let many = 0x1p500

    /// - Parameter order: the places reached, nearest first.
    mutating func count(_ order: ArraySlice<Int32>, _ places: [PathCounter.Place], _ graph: ArcGraph, _ lengths: PathLengths) {
        if number.isEmpty {
            number = Array(repeating: 0, count: places.count)
            scale = Array(repeating: 0, count: places.count)
        }
        for place32 in order {
            let place = Int(place32), before = places[place].before
            if before >= 0 {
                (number[place], scale[place]) = (number[Int(before)], scale[Int(before)])
                continue
            }
            (number[place], scale[place]) = (before == PathCounter.Place.none ? 1 : 0, 0)
            if before == PathCounter.Place.none { continue }
            graph.forEachShortest(to: place, places, lengths) { tail, _ in
                if scale[tail] > scale[place] {
                    // What was there before is less than 2⁻⁵⁰⁰ of it.
                    (number[place], scale[place]) = (number[tail], scale[tail])
                } else if scale[tail] == scale[place] {
                    number[place] += number[tail]
                }
            }
            if number[place] > Self.many {
                number[place] /= Self.many
                scale[place] += 1
            }
        }
    }

    /// What share of the ways to a place comes from the one before it.
    func share(of before: Int, in place: Int) -> Double {
        let ratio = number[before] / number[place]
        return scale[before] == scale[place] ? ratio : scale[before] + 1 == scale[place] ? ratio / Self.many : 0
    }
}

extension ArcGraph {
    /// The arcs by which shortest ways arrive at a place.
    @inline(__always) fileprivate func forEachShortest(
        to place: Int, _ places: [PathCounter.Place], _ lengths: PathLengths, _ body: (_ tail: Int, _ arc: Int) -> Void
    ) {
        let distance = places[place].distance
        if isOneWay {
            for i in Int(inFirst[place])..<Int(inFirst[place + 1]) {
                let arc = Int(inArc[i]), before = Int(tail[arc])
                if places[before].distance + lengths.arcs[arc].length == distance { body(before, arc) }
            }
        } else {
            for i in Int(first[place])..<Int(first[place + 1]) {
                let arc = Int(opposite[i]), before = Int(head[i])
                if places[before].distance + lengths.arcs[arc].length == distance { body(before, arc) }
            }
        }
    }
}
