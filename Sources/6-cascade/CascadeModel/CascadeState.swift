import Computation

/// The moving part of a run: what works now. Reused from run to run; `reset` costs what the last run changed.
public struct CascadeState: Sendable {
    struct Snapshot: Sendable {
        var on: [Bool] = []
        var supplied: [Bool] = []
        var parentNode: [Int32] = []
        var parentLink: [Int32] = []
        var delivering: [Int32] = []
        var delivers: [Bool] = []
        var seconds: [Double] = []
    }

    /// Operational: undisturbed, and every requirement met or on reserve.
    var on: [Bool]
    /// Per node: operational and reached from an operational source.
    var supplied: [Bool]
    /// Per node: from where supply reaches it; −1 for a source, −2 when it is not supplied.
    var parentNode, parentLink: [Int32]
    /// Per node: travel time from its source, infinite when it is not supplied; empty when no layer limits it.
    var seconds: [Double]
    /// Per requirement: how many of its suppliers deliver.
    var delivering: [Int32]
    /// Per asset: whether it delivers. A node when it is supplied, a facility when it is operational, a link when
    /// it is operational and a node it can be entered from is supplied (followed only where one is a supplier).
    var delivers: [Bool]
    /// Per asset: how many disturbances hold it down now.
    var disturbed: [Int32]
    /// Per requirement: hours of reserve at `levelAt`.
    var level, levelAt: [Double]
    /// Per requirement: when its reserve ends, infinite while it is met.
    var exhaustedAt: [Double]
    /// Per asset: when it will restart, infinite when nothing is scheduled.
    var restartAt: [Double]

    /// Whether what follows is kept up: times and states come out the same without.
    var isTracing = true
    // Explanation: what brought an asset down, how many steps from the damage, and the outage under way.
    var cause: [Int32]
    var depth: [Int32]
    /// Per node that was cut off: the lost asset that explains it, whether or not it is lost itself.
    var upstream: [Int32]
    /// Since when an asset delivers nothing, infinite while it works; why and through what it began.
    var downSince: [Double]
    /// Since when a node is not operational, whether or not supply would reach it.
    var offSince: [Double]
    var downReason: [Outage.Reason]
    var downCause: [Int32]
    /// What explains it now, which of the assets that are down each asset explains, and those that nothing explains any more.
    var causeNow: [Int32]
    var explains: [Int32: [Int32]] = [:]
    var unexplained: [Int32] = []
    /// Per pair: the state last recorded and since when.
    var pairState: [UInt8]
    var pairSince: [Double]
    var pairCause: [Int32]

    // Work lists, and what to reset.
    var failing: [Int32] = []
    var cutRoots: [Int32] = []
    var region: [Int32] = []
    var inRegion: [Bool]
    var queue: [Int32] = []
    /// Nodes that supply reached since this list was last emptied.
    var queueReached: [Int32] = []
    var starting: [Int32] = []
    var touchedAssets: [Int32] = []
    var assetTouched: [Bool]
    var touchedNeeds: [Int32] = []
    var needTouched: [Bool]
    var changedAssets: [Int32] = []
    var assetChanged: [Bool]
    var changedPairs: [Int32] = []
    var pairChanged: [Bool]
    var touchedPairs: [Int32] = []
    /// What stopped, ceased to deliver or was disturbed at some time, whether or not it works again.
    var everLost: [Int32] = []
    var wasLost: [Bool]
    var timers = EventHeap()
    /// Nodes whose travel time has become shorter, by that time in seconds.
    var arrivals = DistanceQueue()

    /// A state ready for runs on that cascade.
    public init(for cascade: Cascade) {
        self.init(blankFor: cascade)
        on = cascade.baseline.on
        supplied = cascade.baseline.supplied
        parentNode = cascade.baseline.parentNode
        parentLink = cascade.baseline.parentLink
        delivering = cascade.baseline.delivering
        delivers = cascade.baseline.delivers
        seconds = cascade.baseline.seconds
    }

    /// Everything on, nothing supplied yet.
    init(blankFor c: Cascade) {
        let needs = c.needAsset.count
        on = Array(repeating: true, count: c.assetCount)
        supplied = Array(repeating: false, count: c.nodeCount)
        parentNode = Array(repeating: -2, count: c.nodeCount)
        parentLink = parentNode
        seconds = Array(repeating: .infinity, count: c.isTimed.count)
        delivering = Array(repeating: 0, count: needs)
        delivers = Array(repeating: false, count: c.assetCount)
        disturbed = Array(repeating: 0, count: c.assetCount)
        level = c.needBuffer
        levelAt = Array(repeating: 0, count: needs)
        exhaustedAt = Array(repeating: .infinity, count: needs)
        restartAt = Array(repeating: .infinity, count: c.assetCount)
        cause = Array(repeating: -1, count: c.assetCount)
        depth = Array(repeating: 0, count: c.assetCount)
        upstream = parentNode
        downSince = Array(repeating: .infinity, count: c.assetCount)
        offSince = Array(repeating: .infinity, count: c.nodeCount)
        downReason = Array(repeating: .hazard, count: c.assetCount)
        downCause = cause
        causeNow = cause
        pairState = Array(repeating: 0, count: c.pairs.count)
        pairSince = Array(repeating: 0, count: c.pairs.count)
        pairCause = Array(repeating: -1, count: c.pairs.count)
        inRegion = Array(repeating: false, count: c.nodeCount)
        assetTouched = Array(repeating: false, count: c.assetCount)
        needTouched = Array(repeating: false, count: needs)
        assetChanged = assetTouched
        wasLost = assetTouched
        pairChanged = Array(repeating: false, count: c.pairs.count)
    }

    func snapshot() -> Snapshot {
        Snapshot(
            on: on, supplied: supplied, parentNode: parentNode, parentLink: parentLink, delivering: delivering,
            delivers: delivers, seconds: seconds)
    }

    /// Back to the state before onset with full buffers. O(what the last run changed).
    mutating func reset(_ c: Cascade) {
        for a32 in touchedAssets {
            let a = Int(a32)
            assetTouched[a] = false
            on[a] = c.baseline.on[a]
            delivers[a] = c.baseline.delivers[a]
            disturbed[a] = 0
            restartAt[a] = .infinity
            cause[a] = -1
            depth[a] = 0
            downSince[a] = .infinity
            if a < c.nodeCount {
                supplied[a] = c.baseline.supplied[a]
                parentNode[a] = c.baseline.parentNode[a]
                parentLink[a] = c.baseline.parentLink[a]
                offSince[a] = .infinity
                if c.hasTravelLimit { seconds[a] = c.baseline.seconds[a] }
            }
        }
        touchedAssets.removeAll(keepingCapacity: true)
        for a in everLost { wasLost[Int(a)] = false }
        everLost.removeAll(keepingCapacity: true)
        for r32 in touchedNeeds {
            let r = Int(r32)
            needTouched[r] = false
            delivering[r] = c.baseline.delivering[r]
            level[r] = c.needBuffer[r]
            levelAt[r] = 0
            exhaustedAt[r] = .infinity
        }
        touchedNeeds.removeAll(keepingCapacity: true)
        for p32 in touchedPairs {
            pairState[Int(p32)] = 0
            pairCause[Int(p32)] = -1
        }
        touchedPairs.removeAll(keepingCapacity: true)
        timers.removeAll()
        explains.removeAll(keepingCapacity: true)
        unexplained.removeAll(keepingCapacity: true)
    }

    @inline(__always) mutating func touch(asset a: Int) {
        if !assetTouched[a] {
            assetTouched[a] = true
            touchedAssets.append(Int32(truncatingIfNeeded: a))
        }
        if !assetChanged[a] {
            assetChanged[a] = true
            changedAssets.append(Int32(truncatingIfNeeded: a))
        }
    }
    @inline(__always) mutating func noteLost(_ a: Int) {
        if !wasLost[a] {
            wasLost[a] = true
            everLost.append(Int32(truncatingIfNeeded: a))
        }
    }
    @inline(__always) mutating func touch(need r: Int) {
        if !needTouched[r] {
            needTouched[r] = true
            touchedNeeds.append(Int32(truncatingIfNeeded: r))
        }
    }
    @inline(__always) mutating func touch(pair p: Int) {
        if !pairChanged[p] {
            pairChanged[p] = true
            changedPairs.append(Int32(truncatingIfNeeded: p))
        }
    }
}

/// Dated work of a run, earliest first: reserves that run out, restarts that fall due, repairs that end; and whatever
/// else is taken in order of a number.
struct EventHeap: Sendable {
    enum Kind: UInt8, Sendable, BitwiseCopyable { case reserveEnds, restart, repairEnds, job }
    struct Entry: Sendable, BitwiseCopyable {
        var hours: Double
        var kind: Kind
        /// Requirement, asset or job. An entry of the first two counts only while that still expects this very time.
        var index: Int32
    }
    private var entries: [Entry] = []

    var earliest: Double { entries.isEmpty ? .infinity : entries[0].hours }
    mutating func removeAll() { entries.removeAll(keepingCapacity: true) }

    mutating func insert(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            if entries[parent].hours <= entries[child].hours { break }
            entries.swapAt(parent, child)
            child = parent
        }
    }

    mutating func removeEarliest() -> Entry {
        entries.swapAt(0, entries.count - 1)
        let earliest = entries.removeLast()
        var parent = 0
        while true {
            let left = 2 * parent + 1
            var least = parent
            if left < entries.count && entries[left].hours < entries[least].hours { least = left }
            if left + 1 < entries.count && entries[left + 1].hours < entries[least].hours { least = left + 1 }
            if least == parent { return earliest }
            entries.swapAt(parent, least)
            parent = least
        }
    }
}
