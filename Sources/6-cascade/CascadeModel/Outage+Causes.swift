extension Outage {
    /// The chain of assets that explains why `asset` is out at `hours`: the damaged one first, `asset` last.
    ///
    /// Each step is caused by the step before it. Where one has already returned, and what it stopped is only starting
    /// again, its last outage before that hour stands. Empty when the asset was not out at that time.
    public func causeChain(of asset: Int32, at hours: Double) -> [Int32] {
        var chain: [Int32] = []
        var current = asset, hours = hours
        while !chain.contains(current), let outage = outage(of: current, at: hours, orBefore: !chain.isEmpty) {
            chain.append(current)
            if outage.untilHours <= hours, outage.untilHours < horizonHours { hours = outage.untilHours.nextDown }
            let cause = cause(of: outage, at: hours)
            guard cause >= 0 else { break }
            current = cause
        }
        return chain.reversed()
    }

    /// The outage of an asset that contains that time, if any. O(log n).
    /// - Parameter orBefore: if there is none, the last one before that time.
    public func outage(of asset: Int32, at hours: Double, orBefore: Bool = false) -> AssetOutage? {
        var found: AssetOutage?
        var i = Self.first(in: assets) { $0.asset >= asset }
        while i < assets.count, assets[i].asset == asset, assets[i].fromHours <= hours {
            let contains = hours < assets[i].untilHours || assets[i].untilHours == horizonHours
            if contains || orBefore { found = assets[i] }
            i += 1
        }
        return found
    }

    /// What explains an outage at one of its hours.
    private func cause(of outage: AssetOutage, at hours: Double) -> Int32 {
        var cause = outage.causedBy
        var i = Self.first(in: causeChanges) { ($0.asset, $0.fromHours) > (outage.asset, outage.fromHours) }
        while i < causeChanges.count, causeChanges[i].asset == outage.asset, causeChanges[i].fromHours <= hours {
            cause = causeChanges[i].causedBy
            i += 1
        }
        return cause
    }

    /// The first place in a sorted list from which on a condition holds.
    private static func first<T>(in list: [T], where holds: (T) -> Bool) -> Int {
        var low = 0, high = list.count
        while low < high {
            let middle = (low + high) / 2
            if holds(list[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
