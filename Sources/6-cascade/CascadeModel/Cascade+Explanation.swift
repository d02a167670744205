/// Why an asset is down, from the event that stopped it to the one that brings it back.
///
/// The explanation is found when an asset goes down. When what explained it comes back and the asset does not, another
/// one is looked for, so that at every hour the chain of causes begins at something that the event keeps down. Where
/// there is none, the asset is starting again, or waits for others that wait for it: then what brought it down stands.
extension Cascade {
    /// A node delivers nothing when it is not supplied; a link or facility is down when it is not operational.
    func isDown(_ a: Int, _ s: CascadeState) -> Bool { a < nodeCount ? !s.supplied[a] : !s.on[a] }

    /// The first cause of an asset that is itself down, or was until now: what fell and came back within one event
    /// explains nothing.
    func standingCause(of asset: Int, _ s: CascadeState) -> Int32 {
        var cause = s.cause[asset], steps = 0
        while cause >= 0 && !isDown(Int(cause), s) && s.downSince[Int(cause)] == .infinity && steps < assetCount {
            cause = s.cause[Int(cause)]
            steps += 1
        }
        return cause
    }

    /// Looks for another explanation of what is still down although its cause has returned.
    func explainAnew(_ returned: [Int32], at hours: Double, _ s: inout CascadeState, _ outage: inout Outage) {
        var open = s.unexplained
        s.unexplained.removeAll(keepingCapacity: true)
        for cause in returned {
            for a in s.explains.removeValue(forKey: cause) ?? [] where s.causeNow[Int(a)] == cause { open.append(a) }
        }
        for a32 in open {
            let a = Int(a32)
            guard s.downSince[a] < .infinity else { continue }
            guard let cause = presentCause(of: a, s) else {
                s.unexplained.append(a32)
                continue
            }
            s.causeNow[a] = cause
            if cause >= 0 { s.explains[cause, default: []].append(a32) }
            if hours > s.downSince[a] { outage.causeChanges.append(.init(asset: a32, fromHours: hours, causedBy: cause)) }
        }
    }

    /// What keeps an asset down now; −1 for the event itself, nil when that leads to nothing that the event keeps down.
    private func presentCause(of a: Int, _ s: CascadeState) -> Int32? {
        if s.disturbed[a] > 0 { return -1 }
        let cause: Int32?
        if s.on[a] {
            cause = lostOnFormerWay(to: a, s)
        } else {
            cause = (Int(assetNeedFirst[a])..<Int(assetNeedFirst[a + 1])).lazy
                .filter { s.delivering[$0] < needAtLeast[$0] }
                .compactMap { s.nearestLostSupplier(of: $0, self) }.first.map { Int32($0) }
        }
        guard let cause else { return nil }
        var root = cause, steps = 0
        while s.disturbed[Int(root)] == 0 {
            guard isDown(Int(root), s), s.causeNow[Int(root)] >= 0, Int(root) != a, steps < assetCount else { return nil }
            root = s.causeNow[Int(root)]
            steps += 1
        }
        return cause
    }

    /// Of the lost assets on the path by which supply came before the event, the one nearest to the source.
    private func lostOnFormerWay(to node: Int, _ s: CascadeState) -> Int32? {
        var lost: Int32?, v = Int32(node)
        while v >= 0, !s.supplied[Int(v)] {
            if !s.on[Int(v)] { lost = v }
            let link = baseline.parentLink[Int(v)]
            if link >= 0, !s.on[Int(link)] { lost = link }
            v = baseline.parentNode[Int(v)]
        }
        return lost
    }
}
