import CascadeModel

/// The hours at which roads, posts, hospitals or places change, thinned where there are too many.
struct Moments {
    let hours: [Double]
    let changeCount: Int
    let hoursUncertain: Double

    /// So many moments are computed in any case: enough to see a week by the hour and a half.
    static let least = 112
    /// Work that may be spent: each moment costs a search of the roads and a look at every place.
    static let affordable = 40_000_000

    /// - Parameters:
    ///   - changes: hours of change in any order; what lies outside the period does not count.
    ///   - size: road nodes and places of the model.
    init(_ changes: some Sequence<Double>, horizonHours: Double, size: Int) {
        let most = max(Self.least, Self.affordable / max(1, size))
        let all = Set(changes.filter { $0 > 0 && $0 < horizonHours }).union([0]).sorted()
        changeCount = all.count
        guard all.count > most else {
            hours = all
            hoursUncertain = 0
            return
        }
        // The last change of each stretch of equal length, so that what it leaves behind is what counts; and onset.
        let length = horizonHours / Double(most - 1)
        var kept = [0.0]
        for hour in all {
            let isSameStretch = kept.count > 1 && (hour / length).rounded(.down) == (kept[kept.count - 1] / length).rounded(.down)
            if isSameStretch { kept[kept.count - 1] = hour } else if hour > 0 { kept.append(hour) }
        }
        hours = kept
        hoursUncertain = length
    }
}

/// Stretches of time in which something is so, looked up by moments that only go forward.
struct Stretches {
    private var starts: [(hours: Double, item: Int32)]
    private var ends: [(hours: Double, item: Int32)]
    private var nextStart = 0, nextEnd = 0
    /// How many stretches of each item hold now.
    private(set) var count: [Int32]

    init(_ stretches: [(item: Int32, fromHours: Double, untilHours: Double)], itemCount: Int) {
        let real = stretches.filter { $0.fromHours < $0.untilHours }
        starts = real.map { ($0.fromHours, $0.item) }.sorted { ($0.hours, $0.item) < ($1.hours, $1.item) }
        ends = real.map { ($0.untilHours, $0.item) }.sorted { ($0.hours, $0.item) < ($1.hours, $1.item) }
        count = Array(repeating: 0, count: itemCount)
    }

    /// - Parameter hours: not before those of the last call.
    mutating func advance(to hours: Double) {
        while nextStart < starts.count, starts[nextStart].hours <= hours {
            count[Int(starts[nextStart].item)] += 1
            nextStart += 1
        }
        while nextEnd < ends.count, ends[nextEnd].hours <= hours {
            count[Int(ends[nextEnd].item)] -= 1
            nextEnd += 1
        }
    }

    var hoursOfChange: [Double] { starts.map(\.hours) + ends.map(\.hours) }
    /// Items that have a stretch at all, ascending.
    var items: [Int32] { Set(starts.map(\.item)).sorted() }
}
