extension CascadeState {
    // MARK: before onset

    /// The greatest fixed point with every buffer empty: everything that may be on stays on.
    mutating func settleBeforeOnset(_ c: Cascade) {
        for v in 0..<c.nodeCount where c.isSource[v] && on[v] && !(c.hasTravelLimit && c.isTimed[v]) {
            supply(v, parentNode: -1, parentLink: -1)
        }
        extendSupply(c)
        if c.hasTravelLimit { supplyFromTimedSources(c) }
        for v in 0..<c.nodeCount { delivers[v] = supplied[v] }
        for a in c.facilityStart..<c.assetCount { delivers[a] = on[a] }
        if c.hasLinkSuppliers {
            for link in c.nodeCount..<c.facilityStart { delivers[link] = linkDelivers(link, c) }
        }
        for a in 0..<c.assetCount where delivers[a] {
            for d in c.dependentFirst[a]..<c.dependentFirst[a + 1] { delivering[Int(c.dependentNeed[Int(d)])] += 1 }
        }
        for r in 0..<delivering.count where delivering[r] < c.needAtLeast[r] && on[Int(c.needAsset[r])] {
            switchOff(Int(c.needAsset[r]))
        }
        fall(at: 0, c, ignoringReserves: true)
    }

    // MARK: loss

    /// Loss: removes what the rules no longer allow until nothing more falls. `failing` holds what is off already.
    ///
    /// Supply is taken back along the supply tree: only what hung below a lost asset is looked at again, and what
    /// finds another way keeps its supply. The result is the greatest fixed point below the previous state.
    mutating func fall(at hours: Double, _ c: Cascade, ignoringReserves: Bool = false) {
        while !failing.isEmpty {
            cutRoots.removeAll(keepingCapacity: true)
            for i in failing.indices {
                let a = Int(failing[i])
                if a < c.nodeCount {
                    if supplied[a] { cutRoots.append(failing[i]) }
                } else if a < c.facilityStart {
                    let link = a - c.nodeCount
                    for end in [c.linkFrom[link], c.linkTo[link]]
                    where supplied[Int(end)] && parentLink[Int(end)] == failing[i] { cutRoots.append(end) }
                }
            }
            collectRegion(c)
            reattachRegion(c)

            let fallen = failing
            failing.removeAll(keepingCapacity: true)
            for a32 in fallen where Int(a32) >= c.nodeCount && delivers[Int(a32)] {
                stopDelivering(Int(a32), at: hours, c, ignoringReserves)
            }
            for i in region.indices {
                let v = Int(region[i])
                inRegion[v] = false
                if !supplied[v] { stopDelivering(v, at: hours, c, ignoringReserves) }
            }
            if c.hasLinkSuppliers { refreshSupplierLinks(at: hours, c, ignoringReserves) }
        }
    }

    /// All nodes whose supply came through the cut roots, parents before children.
    private mutating func collectRegion(_ c: Cascade) {
        region.removeAll(keepingCapacity: true)
        for i in cutRoots.indices where !inRegion[Int(cutRoots[i])] {
            inRegion[Int(cutRoots[i])] = true
            region.append(cutRoots[i])
            var next = region.count - 1
            while next < region.count {
                let v = Int(region[next])
                next += 1
                touch(asset: v)
                for arc in Int(c.outFirst[v])..<Int(c.outFirst[v + 1]) {
                    let w = Int(c.outHead[arc])
                    if supplied[w] && !inRegion[w] && parentNode[w] == Int32(v) && parentLink[w] == c.outLink[arc] {
                        inRegion[w] = true
                        region.append(Int32(w))
                    }
                }
            }
        }
        for i in region.indices { supplied[Int(region[i])] = false }
    }

    /// What cut a node off: of the lost assets on the path by which supply came, the one nearest to the source, which
    /// has to work again first; a nearer one when that makes the explanation shorter.
    private mutating func explainLoss(of v: Int) {
        let link = Int(parentLink[v]), before = Int(parentNode[v])
        guard before >= 0 else { return }
        let nearest = !on[link] ? link : !on[before] ? before : -1
        var lost = supplied[before] ? -1 : Int(upstream[before])
        if lost < 0 { lost = !on[before] ? before : nearest }
        if nearest >= 0 && (lost < 0 || depth[nearest] < depth[lost]) { lost = nearest }
        upstream[v] = Int32(lost)
        guard on[v], lost >= 0 else { return }
        cause[v] = Int32(lost)
        depth[v] = depth[lost] + 1
    }

    /// Gives supply back to the part of the region that another path reaches.
    private mutating func reattachRegion(_ c: Cascade) {
        if isTracing { for i in region.indices { upstream[Int(region[i])] = -1 } }
        if c.hasTravelLimit {
            // Some will come back by a longer way that is too long for those behind them: explained by the old way.
            if isTracing { for i in region.indices where c.isTimed[Int(region[i])] { explainLoss(of: Int(region[i])) } }
            reattachTimedRegion(c)
        }
        for i in region.indices {
            let v = Int(region[i])
            if !on[v] || supplied[v] || c.hasTravelLimit && c.isTimed[v] { continue }
            attach(v, c)
            extendSupply(c)
        }
        if isTracing {
            for i in region.indices where !supplied[Int(region[i])] && !(c.hasTravelLimit && c.isTimed[Int(region[i])]) {
                explainLoss(of: Int(region[i]))
            }
        }
        for i in region.indices where !supplied[Int(region[i])] {
            parentNode[Int(region[i])] = -2
            parentLink[Int(region[i])] = -2
        }
    }

    private mutating func stopDelivering(_ a: Int, at hours: Double, _ c: Cascade, _ ignoringReserves: Bool) {
        guard delivers[a] else { return }
        delivers[a] = false
        noteLost(a)
        for d in Int(c.dependentFirst[a])..<Int(c.dependentFirst[a + 1]) {
            let r = Int(c.dependentNeed[d])
            touch(need: r)
            delivering[r] -= 1
            if delivering[r] == c.needAtLeast[r] - 1 { becomeUnmet(r, at: hours, c, ignoringReserves) }
        }
    }

    /// A requirement has just lost its last needed supplier: the reserve starts to drain, or the asset falls.
    private mutating func becomeUnmet(_ r: Int, at hours: Double, _ c: Cascade, _ ignoringReserves: Bool) {
        let asset = Int(c.needAsset[r])
        if ignoringReserves {
            if on[asset] { switchOff(asset) }
            return
        }
        if c.needRecharge[r] == .infinity {
            level[r] = c.needBuffer[r]
        } else if hours > levelAt[r] {
            level[r] = min(c.needBuffer[r], level[r] + c.needRecharge[r] * (hours - levelAt[r]))
        }
        levelAt[r] = hours
        exhaustedAt[r] = hours + level[r]
        // A reserve that may start the asset keeps a pending restart alive.
        if !(c.needBlackStart[r] && level[r] > 0) { restartAt[asset] = .infinity }
        if c.pairOfNeed[r] >= 0 { touch(pair: Int(c.pairOfNeed[r])) }
        if level[r] > 0 {
            timers.insert(.init(hours: exhaustedAt[r], kind: .reserveEnds, index: Int32(r)))
        } else if on[asset] {
            fail(asset, forWantOf: r, c)
        }
    }

    /// An asset stops because a requirement is unmet and its reserve is gone.
    mutating func fail(_ asset: Int, forWantOf r: Int, _ c: Cascade) {
        if isTracing { explainFailure(of: asset, r, c) }
        switchOff(asset)
    }

    private mutating func explainFailure(of asset: Int, _ r: Int, _ c: Cascade) {
        let supplier = nearestLostSupplier(of: r, c)
        let steps = supplier.map { depth[$0] + 1 } ?? 1
        if isExplained(asset, within: steps, c) { return }
        cause[asset] = supplier.map { Int32($0) } ?? -1
        depth[asset] = steps
    }

    /// Whether a node that lost its supply before is explained by that in no more steps.
    private func isExplained(_ asset: Int, within steps: Int32, _ c: Cascade) -> Bool {
        guard asset < c.nodeCount, !supplied[asset], c.baseline.supplied[asset], cause[asset] >= 0 else { return false }
        let lost = Int(cause[asset])
        return depth[asset] <= steps && (lost < c.nodeCount ? !supplied[lost] : !on[lost])
    }

    /// The supplier that does not deliver and is fewest steps from the damage; the first by number among equals.
    func nearestLostSupplier(of r: Int, _ c: Cascade) -> Int? {
        var best: Int?
        for s in Int(c.needSupplierFirst[r])..<Int(c.needSupplierFirst[r + 1]) {
            let supplier = Int(c.needSupplier[s])
            guard !delivers[supplier], c.baseline.delivers[supplier] else { continue }
            if best.map({ depth[supplier] < depth[$0] }) ?? true { best = supplier }
        }
        return best
    }

    mutating func switchOff(_ asset: Int) {
        touch(asset: asset)
        noteLost(asset)
        on[asset] = false
        failing.append(Int32(asset))
    }

    // MARK: restart

    /// Restart: from below, switches on what is undisturbed and has its requirements met, until nothing more rises.
    mutating func rise(at hours: Double, _ c: Cascade) {
        var next = 0
        while next < starting.count {
            let asset = Int(starting[next])
            next += 1
            guard !on[asset], disturbed[asset] == 0, mayStart(asset, at: hours, c) else { continue }
            if c.restartDelay[asset] > 0 && restartAt[asset] != hours {
                if restartAt[asset] == .infinity {
                    touch(asset: asset)
                    restartAt[asset] = hours + c.restartDelay[asset]
                    timers.insert(.init(hours: restartAt[asset], kind: .restart, index: Int32(asset)))
                }
                continue
            }
            switchOn(asset, at: hours, c)
        }
        starting.removeAll(keepingCapacity: true)
    }

    private func mayStart(_ asset: Int, at hours: Double, _ c: Cascade) -> Bool {
        for r in Int(c.assetNeedFirst[asset])..<Int(c.assetNeedFirst[asset + 1])
        where delivering[r] < c.needAtLeast[r] {
            guard c.needBlackStart[r], c.needBuffer[r] > 0, exhaustedAt[r] > hours else { return false }
        }
        return true
    }

    private mutating func switchOn(_ asset: Int, at hours: Double, _ c: Cascade) {
        touch(asset: asset)
        on[asset] = true
        restartAt[asset] = .infinity
        if asset >= c.facilityStart {
            startDelivering(asset, at: hours, c)
            return
        }
        queueReached.removeAll(keepingCapacity: true)
        if c.hasTravelLimit && c.isTimed[asset < c.nodeCount ? asset : Int(c.linkFrom[asset - c.nodeCount])] {
            openTimed(asset, c)
        } else if asset < c.nodeCount {
            if !supplied[asset] { attach(asset, c) }
        } else {
            let link = asset - c.nodeCount
            let from = Int(c.linkFrom[link]), to = Int(c.linkTo[link])
            if supplied[from] && on[to] && !supplied[to] {
                supply(to, parentNode: Int32(from), parentLink: Int32(asset))
            } else if !c.linkDirected[link] && supplied[to] && on[from] && !supplied[from] {
                supply(from, parentNode: Int32(to), parentLink: Int32(asset))
            }
        }
        extendSupply(c)
        for i in queueReached.indices {
            let v = Int(queueReached[i])
            touch(asset: v)
            startDelivering(v, at: hours, c)
        }
        if c.hasLinkSuppliers { refreshSupplierLinks(at: hours, c, false) }
    }

    private mutating func startDelivering(_ a: Int, at hours: Double, _ c: Cascade) {
        guard !delivers[a] else { return }
        delivers[a] = true
        for d in Int(c.dependentFirst[a])..<Int(c.dependentFirst[a + 1]) {
            let r = Int(c.dependentNeed[d])
            touch(need: r)
            delivering[r] += 1
            guard delivering[r] == c.needAtLeast[r] else { continue }
            // Met again: the reserve that is left starts to recharge.
            level[r] = max(0, level[r] - (hours - levelAt[r]))
            levelAt[r] = hours
            exhaustedAt[r] = .infinity
            if c.pairOfNeed[r] >= 0 { touch(pair: Int(c.pairOfNeed[r])) }
            if !on[Int(c.needAsset[r])] { starting.append(c.needAsset[r]) }
        }
    }

    // MARK: supply

    private mutating func supply(_ v: Int, parentNode node: Int32, parentLink link: Int32) {
        supplied[v] = true
        parentNode[v] = node
        parentLink[v] = link
        queue.append(Int32(v))
        queueReached.append(Int32(v))
    }

    /// Supplies an operational node that is a source or that an operational link joins to a supplied node.
    private mutating func attach(_ v: Int, _ c: Cascade) {
        if c.isSource[v] {
            supply(v, parentNode: -1, parentLink: -1)
            return
        }
        for arc in Int(c.inFirst[v])..<Int(c.inFirst[v + 1]) {
            let u = Int(c.inTail[arc])
            if supplied[u] && on[Int(c.inLink[arc])] {
                supply(v, parentNode: Int32(u), parentLink: c.inLink[arc])
                return
            }
        }
    }

    /// Breadth first from the nodes in `queue`.
    private mutating func extendSupply(_ c: Cascade) {
        var next = 0
        while next < queue.count {
            let v = Int(queue[next])
            next += 1
            for arc in Int(c.outFirst[v])..<Int(c.outFirst[v + 1]) {
                let w = Int(c.outHead[arc])
                if !supplied[w] && on[w] && on[Int(c.outLink[arc])] {
                    supply(w, parentNode: Int32(v), parentLink: c.outLink[arc])
                }
            }
        }
        queue.removeAll(keepingCapacity: true)
    }

    // MARK: links as suppliers

    private func linkDelivers(_ link: Int, _ c: Cascade) -> Bool {
        let l = link - c.nodeCount
        return on[link] && (supplied[Int(c.linkFrom[l])] || !c.linkDirected[l] && supplied[Int(c.linkTo[l])])
    }

    /// Follows the links that someone names as a supplier; rare, so all of them are looked at.
    private mutating func refreshSupplierLinks(at hours: Double, _ c: Cascade, _ ignoringReserves: Bool) {
        for link in c.supplierLinks {
            let a = Int(link), now = linkDelivers(a, c)
            if now == delivers[a] { continue }
            touch(asset: a)
            if now {
                startDelivering(a, at: hours, c)
            } else {
                let l = a - c.nodeCount
                if on[a] {
                    cause[a] = c.linkFrom[l]
                    depth[a] = depth[Int(c.linkFrom[l])]
                }
                stopDelivering(a, at: hours, c, ignoringReserves)
            }
        }
    }
}
