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
    ///   - tracing: also say what each service was lost with, and list the services in order; needed for explaining.
    ///   - state: scratch of this cascade, reused from run to run.
    /// - Complexity: in proportion to what changes, whatever the size of the model (deadlocks: one pass over it).
    public func run(
        _ disturbances: [Disturbance], horizonHours: Double, crews plan: CrewPlan? = nil, explaining: Bool = true,
        tracing: Bool = true, state s: inout CascadeState
    ) -> Outage {
        s.reset(self)
        s.isTracing = tracing || explaining
        var outage = Outage(assets: [], services: [], deadlocks: [], eventHours: [], horizonHours: horizonHours)
        var starts = disturbances.filter { $0.fromHours < $0.untilHours && $0.fromHours < horizonHours }
            .sorted {
                ($0.fromHours, $0.asset, $0.untilHours, $0.repairFromHours, $0.crewHours)
                    < ($1.fromHours, $1.asset, $1.untilHours, $1.repairFromHours, $1.crewHours)
            }
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
                s.noteLost(asset)
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
                case .job: continue
                }
            }
            s.fall(at: now, self)
            s.rise(at: now, self)
            for begun in crews?.assign(at: now, s, self) ?? [] {
                s.timers.insert(.init(hours: begun.endHours, kind: .repairEnds, index: begun.job))
            }
            record(at: now, &s, &outage, explaining)
        }

        if explaining || crews != nil {
            for job in crews?.jobs ?? [] { starts[Int(job.disturbance)].untilHours = job.startedHours + job.hours }
            outage.disturbances = starts.sorted {
                ($0.asset, $0.fromHours, $0.untilHours, $0.crewHours) < ($1.asset, $1.fromHours, $1.untilHours, $1.crewHours)
            }
        }
        if explaining {
            outage.isExplained = true
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
}
