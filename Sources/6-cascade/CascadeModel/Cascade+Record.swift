/// What a run writes down: the outages of assets, the states of services, and when each began and ended.
extension Cascade {
    func record(at now: Double, _ s: inout CascadeState, _ outage: inout Outage, _ explaining: Bool) {
        if explaining {
            for a in s.changedAssets { recordStart(of: Int(a), at: now, &s, &outage) }
            let returned = s.changedAssets.filter { !isDown(Int($0), s) && s.downSince[Int($0)] < .infinity }
            for a in returned { closeAsset(Int(a), at: now, &s, &outage) }
            explainAnew(returned, at: now, &s, &outage)
        }
        for a in s.changedAssets { s.assetChanged[Int(a)] = false }
        s.changedAssets.removeAll(keepingCapacity: true)

        for i in s.changedPairs.indices {
            let p = Int(s.changedPairs[i])
            s.pairChanged[p] = false
            let (state, cause) = currentState(ofPair: p, at: now, s)
            if state == s.pairState[p] || pairFaulty[p] { continue }
            if s.pairState[p] == 0 { s.touchedPairs.append(Int32(p)) }
            closePair(p, at: now, &s, &outage)
            s.pairState[p] = state
            s.pairSince[p] = now
            s.pairCause[p] = cause
        }
        s.changedPairs.removeAll(keepingCapacity: true)
    }

    /// 0 served, 1 on reserve, 2 out; with what stopped delivering.
    private func currentState(ofPair p: Int, at now: Double, _ s: CascadeState) -> (UInt8, Int32) {
        let pair = pairs[p]
        if s.disturbed[Int(pair.facility)] > 0 { return (2, pair.facility) }
        var state: UInt8 = 0, worst = -1
        for r in Int(pair.firstNeed)..<Int(pair.endNeed) where s.delivering[r] < needAtLeast[r] {
            let stateOfNeed: UInt8 = s.exhaustedAt[r] <= now ? 2 : 1
            if stateOfNeed > state {
                state = stateOfNeed
                worst = r
            }
        }
        guard worst >= 0 else { return (0, -1) }
        guard s.isTracing, let supplier = s.nearestLostSupplier(of: worst, self) else { return (state, -1) }
        return (state, isDown(supplier, s) ? Int32(supplier) : standingCause(of: supplier, s))
    }

    private func recordStart(of a: Int, at now: Double, _ s: inout CascadeState, _ outage: inout Outage) {
        if a < nodeCount { recordStop(ofNode: a, at: now, &s, &outage) }
        let wasUp = a < nodeCount ? baseline.supplied[a] : baseline.on[a]
        guard wasUp, isDown(a, s), s.downSince[a] == .infinity else { return }
        s.downSince[a] = now
        s.downReason[a] = s.disturbed[a] > 0 ? .hazard : s.on[a] ? .unsupplied : .cascade
        s.downCause[a] = standingCause(of: a, s)
        s.causeNow[a] = s.downCause[a]
        if s.causeNow[a] >= 0 { s.explains[s.causeNow[a], default: []].append(Int32(a)) }
    }

    private func closeAsset(_ a: Int, at hours: Double, _ s: inout CascadeState, _ outage: inout Outage) {
        if hours > s.downSince[a] {
            outage.assets.append(
                .init(
                    asset: Int32(a), fromHours: s.downSince[a], untilHours: hours, reason: s.downReason[a],
                    causedBy: s.downCause[a]))
        }
        s.downSince[a] = .infinity
    }

    private func recordStop(ofNode v: Int, at hours: Double, _ s: inout CascadeState, _ outage: inout Outage) {
        if !s.on[v] && s.offSince[v] == .infinity && baseline.on[v] {
            s.offSince[v] = hours
        } else if s.on[v] && s.offSince[v] < .infinity {
            closeStop(ofNode: v, at: hours, &s, &outage)
        }
    }

    private func closeStop(ofNode v: Int, at hours: Double, _ s: inout CascadeState, _ outage: inout Outage) {
        if hours > s.offSince[v] {
            outage.stoppedNodes.append(.init(node: Int32(v), fromHours: s.offSince[v], untilHours: hours))
        }
        s.offSince[v] = .infinity
    }

    private func closePair(_ p: Int, at hours: Double, _ s: inout CascadeState, _ outage: inout Outage) {
        guard s.pairState[p] != 0, hours > s.pairSince[p] else { return }
        outage.services.append(
            .init(
                facility: pairs[p].facility, service: pairs[p].service, state: s.pairState[p] == 1 ? .onReserve : .out,
                fromHours: s.pairSince[p], untilHours: hours, causedBy: s.pairCause[p]))
    }

    func closeAssets(_ s: inout CascadeState, _ outage: inout Outage) {
        let stuck = Set(outage.deadlocks.joined())
        for a32 in s.touchedAssets where s.downSince[Int(a32)] < .infinity {
            if stuck.contains(a32) && s.downReason[Int(a32)] != .hazard { s.downReason[Int(a32)] = .deadlock }
            closeAsset(Int(a32), at: outage.horizonHours, &s, &outage)
        }
        outage.assets.sort { ($0.asset, $0.fromHours) < ($1.asset, $1.fromHours) }
        for v in s.touchedAssets where Int(v) < nodeCount && s.offSince[Int(v)] < .infinity {
            closeStop(ofNode: Int(v), at: outage.horizonHours, &s, &outage)
        }
        outage.stoppedNodes.sort { ($0.node, $0.fromHours) < ($1.node, $1.fromHours) }
        outage.causeChanges.sort { ($0.asset, $0.fromHours) < ($1.asset, $1.fromHours) }
    }

    func closePairs(_ s: inout CascadeState, _ outage: inout Outage) {
        for p in s.touchedPairs {
            closePair(Int(p), at: outage.horizonHours, &s, &outage)
            s.pairState[Int(p)] = 0
        }
        guard s.isTracing else { return }
        outage.services.sort {
            ($0.facility, $0.service, $0.fromHours) < ($1.facility, $1.service, $1.fromHours)
        }
    }
}
