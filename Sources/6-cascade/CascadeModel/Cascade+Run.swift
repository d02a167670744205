public import DamageModel

extension Cascade {
    /// Lets an event travel: hazard arrivals and recessions, losses, reserves that run out, restarts, in time order.
    ///
    /// All events of one time are one event: first the loss to the greatest fixed point below the previous state,
    /// then the restart to the least fixed point above what survived; after that, free crews take up work.
    /// - Parameters:
    ///   - disturbances: what the event itself does to assets, in any order; from < until.
    ///   - horizonHours: counting ends here; nothing at or after it is computed.
    ///   - crews: made for this cascade; nil for as many as there is work.
    ///   - explaining: also record every asset's outages and find deadlocks; the services come out the same.
    ///   - state: scratch of this cascade, reused from run to run.
    /// - Complexity: in proportion to what changes, whatever the size of the model (deadlocks: one pass over it).
    public func run(
        _ disturbances: [Disturbance], horizonHours: Double, crews plan: CrewPlan? = nil, explaining: Bool = true,
        state s: inout CascadeState
    ) -> Outage {
        s.reset(self)
        var outage = Outage(assets: [], services: [], deadlocks: [], eventHours: [], horizonHours: horizonHours)
        var starts = disturbances.filter { $0.fromHours < $0.untilHours && $0.fromHours < horizonHours }
            .sorted { ($0.fromHours, $0.asset) < ($1.fromHours, $1.asset) }
        var crews = plan.map { CrewWork($0, jobs(in: &starts, $0), explaining: explaining) }
        let ends = starts.filter { $0.untilHours < horizonHours }
            .sorted { ($0.untilHours, $0.asset) < ($1.untilHours, $1.asset) }
        var nextStart = 0, nextEnd = 0
        for r in blackStartFaults where needBuffer[Int(r)] > 0 {
            s.touch(need: Int(r))
            s.exhaustedAt[Int(r)] = needBuffer[Int(r)]
            s.timers.insert(.init(hours: needBuffer[Int(r)], kind: .reserveEnds, index: r))
            s.starting.append(needAsset[Int(r)])
        }

        while true {
            var now = s.starting.isEmpty ? s.timers.earliest : 0
            if nextStart < starts.count { now = min(now, starts[nextStart].fromHours) }
            if nextEnd < ends.count { now = min(now, ends[nextEnd].untilHours) }
            if let crews { now = min(now, crews.nextHours) }
            guard now < horizonHours else { break }
            outage.eventHours.append(now)

            while nextStart < starts.count && starts[nextStart].fromHours == now {
                let asset = Int(starts[nextStart].asset)
                nextStart += 1
                s.disturbed[asset] += 1
                s.restartAt[asset] = .infinity
                s.touch(asset: asset)
                touchPairs(of: asset, &s)
                if s.on[asset] {
                    s.cause[asset] = -1
                    s.depth[asset] = 0
                    s.switchOff(asset)
                }
            }
            while nextEnd < ends.count && ends[nextEnd].untilHours == now {
                restore(Int(ends[nextEnd].asset), &s)
                nextEnd += 1
            }
            while s.timers.earliest == now {
                let entry = s.timers.removeEarliest(), index = Int(entry.index)
                switch entry.kind {
                case .reserveEnds:
                    guard s.exhaustedAt[index] == now, s.delivering[index] < needAtLeast[index] else { continue }
                    let asset = Int(needAsset[index])
                    s.restartAt[asset] = .infinity
                    if pairOfNeed[index] >= 0 { s.touch(pair: Int(pairOfNeed[index])) }
                    if s.on[asset] { s.fail(asset, forWantOf: index, self) }
                case .restart:
                    if s.restartAt[index] == now { s.starting.append(Int32(index)) }
                case .repairEnds:
                    guard let job = crews?.finish(index) else { continue }
                    restore(Int(job.asset), &s)
                case .arrival, .job: continue
                }
            }
            s.fall(at: now, self)
            s.rise(at: now, self)
            for begun in crews?.assign(at: now, s, self) ?? [] {
                s.timers.insert(.init(hours: begun.endHours, kind: .repairEnds, index: begun.job))
            }
            record(at: now, &s, &outage, explaining)
        }

        if explaining {
            for job in crews?.jobs ?? [] { starts[Int(job.disturbance)].untilHours = job.startedHours + job.hours }
            outage.disturbances = starts
            outage.repairs = crews?.repairs(horizonHours: horizonHours) ?? []
            outage.deadlocks = deadlocks(s)
            closeAssets(&s, &outage)
        }
        closePairs(&s, &outage)
        return outage
    }

    /// The repairs among the disturbances that wait for a crew; these end when it has done them.
    private func jobs(in starts: inout [Disturbance], _ plan: CrewPlan) -> [CrewJob] {
        var jobs: [CrewJob] = []
        for i in starts.indices where starts[i].crewHours > 0 && starts[i].crewHours < .infinity {
            let pool = plan.pool(of: starts[i].asset)
            guard pool >= 0 else { continue }
            jobs.append(
                CrewJob(
                    asset: starts[i].asset, disturbance: Int32(i), pool: pool, damagedHours: starts[i].fromHours,
                    availableHours: starts[i].repairFromHours, hours: starts[i].crewHours))
            starts[i].untilHours = .infinity
        }
        return jobs
    }

    private func restore(_ asset: Int, _ s: inout CascadeState) {
        s.disturbed[asset] -= 1
        s.touch(asset: asset)
        touchPairs(of: asset, &s)
        if s.disturbed[asset] == 0 { s.starting.append(Int32(asset)) }
    }

    private func touchPairs(of asset: Int, _ s: inout CascadeState) {
        guard asset >= facilityStart else { return }
        for p in pairs(ofFacility: asset) { s.touch(pair: p) }
    }

    // MARK: records

    private func record(at now: Double, _ s: inout CascadeState, _ outage: inout Outage, _ explaining: Bool) {
        for i in s.changedAssets.indices {
            let a = Int(s.changedAssets[i])
            s.assetChanged[a] = false
            guard explaining else { continue }
            if a < nodeCount { recordStop(ofNode: a, at: now, &s, &outage) }
            let isDown = isDown(a, s)
            let wasUp = a < nodeCount ? baseline.supplied[a] : baseline.on[a]
            if isDown && s.downSince[a] == .infinity && wasUp {
                s.downSince[a] = now
                s.downCause[a] = standingCause(of: a, s)
                s.downReason[a] = s.disturbed[a] > 0 ? .hazard : s.on[a] ? .unsupplied : .cascade
            } else if !isDown && s.downSince[a] < .infinity {
                closeAsset(a, at: now, &s, &outage)
            }
        }
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
        guard let supplier = s.nearestLostSupplier(of: worst, self) else { return (state, -1) }
        return (state, isDown(supplier, s) ? Int32(supplier) : standingCause(of: supplier, s))
    }

    /// A node delivers nothing when it is not supplied; a link or facility is down when it is not operational.
    private func isDown(_ a: Int, _ s: CascadeState) -> Bool { a < nodeCount ? !s.supplied[a] : !s.on[a] }

    /// The first cause of an asset that is itself down: what fell and came back within one event explains nothing.
    private func standingCause(of asset: Int, _ s: CascadeState) -> Int32 {
        var cause = s.cause[asset], steps = 0
        while cause >= 0 && !isDown(Int(cause), s) && steps < assetCount {
            cause = s.cause[Int(cause)]
            steps += 1
        }
        return cause
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

    private func closeAssets(_ s: inout CascadeState, _ outage: inout Outage) {
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
    }

    private func closePairs(_ s: inout CascadeState, _ outage: inout Outage) {
        for p in s.touchedPairs {
            closePair(Int(p), at: outage.horizonHours, &s, &outage)
            s.pairState[Int(p)] = 0
        }
        outage.services.sort {
            ($0.facility, $0.service, $0.fromHours) < ($1.facility, $1.service, $1.fromHours)
        }
    }
}
