import Computation

/// What works at one moment of an event, and what one asset more or less would change at that moment.
///
/// The rules are those of the cascade for a moment: an asset works when nothing holds it down now and none of its
/// requirements has been unmet for longer than its reserve. What was repaired before the moment counts as never
/// damaged, restart delays and the recharging of reserves are left out, and what rises, rises from what already works.
/// For cities without reserves, restart delays and rings of mutual support that is the cascade itself.
///
/// Every change is logged, so that anything tried can be undone at the cost of what it changed.
struct Snapshot: Sendable {
    /// Hours after onset.
    private(set) var moment = 0.0

    private(set) var isOn, delivers, isDown: [Bool]
    /// Per requirement: unmet, and its reserve gone.
    private(set) var isExhausted: [Bool]
    private(set) var delivering: [Int32]
    /// −2 for a node without supply.
    private(set) var parentNode, parentLink: [Int32]
    private(set) var isPairOut: [Bool]
    /// Weight of the pairs that are out.
    private(set) var lossRate = ExactSum()

    private enum Field: UInt8 { case on, delivers, down, exhausted, delivering, parentNode, parentLink, pair }
    private struct Change {
        var field: Field
        var index, before: Int32
    }
    private var log: [Change] = []
    // Work lists.
    private var failing: [Int32] = [], fallen: [Int32] = [], region: [Int32] = [], queue: [Int32] = []
    private var reached: [Int32] = [], starting: [Int32] = []
    private var isInRegion: [Bool]
    private var reserves: [(hours: Double, need: Int32)] = []
    /// Visits of nodes so far: how much work was done.
    private(set) var visits = 0

    init(_ network: SupplyNetwork) {
        isOn = network.isOn
        delivers = network.delivers
        isDown = Array(repeating: false, count: network.assetCount)
        isExhausted = network.isMet.map { !$0 }
        delivering = network.delivering
        parentNode = network.parentNode
        parentLink = network.parentLink
        isPairOut = Array(repeating: false, count: network.pairWeight.count)
        isInRegion = Array(repeating: false, count: network.nodeCount)
    }

    /// Where the log stands now; `undo(to:, n)` comes back to it.
    var mark: Int { log.count }

    mutating func undo(to mark: Int, _ n: SupplyNetwork) {
        while log.count > mark {
            let change = log.removeLast(), i = Int(change.index)
            switch change.field {
            case .on: isOn[i].toggle()
            case .delivers: delivers[i].toggle()
            case .down: isDown[i].toggle()
            case .exhausted: isExhausted[i].toggle()
            case .delivering: delivering[i] = change.before
            case .parentNode: parentNode[i] = change.before
            case .parentLink: parentLink[i] = change.before
            case .pair:
                isPairOut[i].toggle()
                if isPairOut[i] { lossRate.add(n.pairWeight[i]) } else { lossRate.subtract(n.pairWeight[i]) }
            }
        }
    }

    /// The state at a moment of an event, from the state before onset.
    /// - Parameter downs: what holds assets down at that moment and since when, sorted by time.
    mutating func settle(at moment: Double, _ downs: [(hours: Double, asset: Int32)], _ n: SupplyNetwork) {
        undo(to: 0, n)
        self.moment = moment
        fall(downs, n)
    }

    /// What would be out in addition if the asset were down from onset on. The state stays as it is.
    mutating func lossAdded(byFailureOf asset: Int, _ n: SupplyNetwork) -> ExactSum {
        let mark = mark, before = lossRate
        fall([(0, Int32(asset))], n)
        var added = lossRate
        added.subtract(before)
        undo(to: mark, n)
        return added
    }

    /// What would be served in addition if nothing held the asset down. The state stays as it is.
    mutating func lossSpared(byIntactness asset: Int, _ n: SupplyNetwork) -> ExactSum {
        let mark = mark
        var spared = lossRate
        restore(asset, n)
        spared.subtract(lossRate)
        undo(to: mark, n)
        return spared
    }

    // MARK: falling

    /// What falls until the moment, in order of time: the assets taken down, and those whose reserves end.
    private mutating func fall(_ downs: [(hours: Double, asset: Int32)], _ n: SupplyNetwork) {
        reserves.removeAll(keepingCapacity: true)
        var next = 0
        while true {
            let now = min(next < downs.count ? downs[next].hours : .infinity, reserves.first?.hours ?? .infinity)
            guard now <= moment else { return }
            while next < downs.count && downs[next].hours == now {
                takeDown(Int(downs[next].asset), n)
                next += 1
            }
            while reserves.first?.hours == now { exhaust(Int(removeFirstReserve()), n) }
            settleFall(at: now, n)
        }
    }

    private mutating func takeDown(_ asset: Int, _ n: SupplyNetwork) {
        guard !isDown[asset] else { return }
        isDown[asset] = true
        log.append(.init(field: .down, index: Int32(asset), before: 0))
        if asset >= n.facilityStart { for p in n.pairs(ofFacility: asset) { setPair(p, out: true, n) } }
        if isOn[asset] { switchOff(asset) }
    }

    private mutating func switchOff(_ asset: Int) {
        isOn[asset] = false
        log.append(.init(field: .on, index: Int32(asset), before: 0))
        failing.append(Int32(asset))
    }

    private mutating func exhaust(_ need: Int, _ n: SupplyNetwork) {
        guard !isExhausted[need] else { return }
        setExhausted(need, true)
        if n.pairOfNeed[need] >= 0 { setPair(Int(n.pairOfNeed[need]), out: true, n) }
        let asset = Int(n.needAsset[need])
        if isOn[asset] { switchOff(asset) }
    }

    private mutating func settleFall(at now: Double, _ n: SupplyNetwork) {
        while !failing.isEmpty {
            region.removeAll(keepingCapacity: true)
            for i in failing.indices {
                let a = Int(failing[i])
                if a < n.nodeCount {
                    collect(a, n)
                } else if a < n.facilityStart {
                    let link = a - n.nodeCount
                    if parentLink[Int(n.linkFrom[link])] == failing[i] { collect(Int(n.linkFrom[link]), n) }
                    if parentLink[Int(n.linkTo[link])] == failing[i] { collect(Int(n.linkTo[link]), n) }
                }
            }
            for i in region.indices {
                let v = Int(region[i])
                guard isOn[v], parentNode[v] == -2 else { continue }
                attach(v, n)
                extendSupply(n)
            }
            reached.removeAll(keepingCapacity: true)
            swap(&failing, &fallen)
            failing.removeAll(keepingCapacity: true)
            for i in fallen.indices where Int(fallen[i]) >= n.facilityStart { stopDelivering(Int(fallen[i]), at: now, n) }
            for i in region.indices {
                let v = Int(region[i])
                isInRegion[v] = false
                if parentNode[v] == -2 { stopDelivering(v, at: now, n) }
            }
            for link in n.supplierLinks where delivers[Int(link)] && !linkDelivers(Int(link), n) {
                stopDelivering(Int(link), at: now, n)
            }
        }
    }

    /// Takes the supply from a node and all that it passes it on to.
    private mutating func collect(_ root: Int, _ n: SupplyNetwork) {
        guard !isInRegion[root], parentNode[root] != -2 else { return }
        isInRegion[root] = true
        var next = region.count
        region.append(Int32(root))
        while next < region.count {
            let v = Int(region[next])
            next += 1
            visits += 1
            for arc in Int(n.outFirst[v])..<Int(n.outFirst[v + 1]) {
                let w = Int(n.outHead[arc])
                if parentNode[w] == Int32(v) && parentLink[w] == n.outLink[arc] && !isInRegion[w] {
                    isInRegion[w] = true
                    region.append(Int32(w))
                }
            }
            setParent(v, -2, -2)
        }
    }

    private mutating func stopDelivering(_ asset: Int, at now: Double, _ n: SupplyNetwork) {
        guard delivers[asset] else { return }
        setDelivers(asset, false)
        for d in n.dependents(of: asset) {
            let need = Int(n.dependentNeed[d])
            setDelivering(need, delivering[need] - 1)
            guard delivering[need] == n.needAtLeast[need] - 1 else { continue }
            let end = now + n.needBuffer[need]
            if end == now { exhaust(need, n) } else if end <= moment { insertReserve(end, Int32(need)) }
        }
    }

    // MARK: rising

    /// Holds the asset down no more, and lets rise what can.
    private mutating func restore(_ asset: Int, _ n: SupplyNetwork) {
        guard isDown[asset] else { return }
        isDown[asset] = false
        log.append(.init(field: .down, index: Int32(asset), before: 0))
        if asset >= n.facilityStart { for p in n.pairs(ofFacility: asset) { refreshPair(p, n) } }
        starting.append(Int32(asset))
        var next = 0
        while next < starting.count {
            let a = Int(starting[next])
            next += 1
            if !isOn[a] && !isDown[a] && !n.needs(of: a).contains(where: { isExhausted[$0] }) { switchOn(a, n) }
        }
        starting.removeAll(keepingCapacity: true)
    }

    private mutating func switchOn(_ asset: Int, _ n: SupplyNetwork) {
        isOn[asset] = true
        log.append(.init(field: .on, index: Int32(asset), before: 0))
        if asset >= n.facilityStart { return startDelivering(asset, n) }
        reached.removeAll(keepingCapacity: true)
        if asset < n.nodeCount {
            attach(asset, n)
        } else {
            let link = asset - n.nodeCount, from = Int(n.linkFrom[link]), to = Int(n.linkTo[link])
            if parentNode[from] != -2 && isOn[to] && parentNode[to] == -2 {
                supply(to, from: Int32(from), by: Int32(asset))
            } else if !n.linkDirected[link] && parentNode[to] != -2 && isOn[from] && parentNode[from] == -2 {
                supply(from, from: Int32(to), by: Int32(asset))
            }
        }
        extendSupply(n)
        for i in reached.indices { startDelivering(Int(reached[i]), n) }
        for link in n.supplierLinks where !delivers[Int(link)] && linkDelivers(Int(link), n) {
            startDelivering(Int(link), n)
        }
    }

    private mutating func startDelivering(_ asset: Int, _ n: SupplyNetwork) {
        guard !delivers[asset] else { return }
        setDelivers(asset, true)
        for d in n.dependents(of: asset) {
            let need = Int(n.dependentNeed[d])
            setDelivering(need, delivering[need] + 1)
            guard delivering[need] == n.needAtLeast[need], isExhausted[need] else { continue }
            setExhausted(need, false)
            if n.pairOfNeed[need] >= 0 { refreshPair(Int(n.pairOfNeed[need]), n) }
            if !isOn[Int(n.needAsset[need])] { starting.append(n.needAsset[need]) }
        }
    }

    private mutating func refreshPair(_ pair: Int, _ n: SupplyNetwork) {
        guard isPairOut[pair], !isDown[Int(n.pairFacility[pair])] else { return }
        if !n.pairNeeds[pair].contains(where: { isExhausted[Int($0)] }) { setPair(pair, out: false, n) }
    }

    // MARK: supply

    private mutating func supply(_ v: Int, from node: Int32, by link: Int32) {
        setParent(v, node, link)
        queue.append(Int32(v))
        reached.append(Int32(v))
    }

    private mutating func attach(_ v: Int, _ n: SupplyNetwork) {
        if n.isSource[v] { return supply(v, from: -1, by: -1) }
        for arc in Int(n.inFirst[v])..<Int(n.inFirst[v + 1]) {
            let u = Int(n.inTail[arc])
            if parentNode[u] != -2 && isOn[Int(n.inLink[arc])] {
                return supply(v, from: Int32(u), by: n.inLink[arc])
            }
        }
    }

    private mutating func extendSupply(_ n: SupplyNetwork) {
        var next = 0
        while next < queue.count {
            let v = Int(queue[next])
            next += 1
            visits += 1
            for arc in Int(n.outFirst[v])..<Int(n.outFirst[v + 1]) {
                let w = Int(n.outHead[arc])
                if parentNode[w] == -2 && isOn[w] && isOn[Int(n.outLink[arc])] {
                    supply(w, from: Int32(v), by: n.outLink[arc])
                }
            }
        }
        queue.removeAll(keepingCapacity: true)
    }

    private func linkDelivers(_ link: Int, _ n: SupplyNetwork) -> Bool {
        let l = link - n.nodeCount
        return isOn[link]
            && (parentNode[Int(n.linkFrom[l])] != -2
                || !n.linkDirected[l] && parentNode[Int(n.linkTo[l])] != -2)
    }

    // MARK: logged changes

    private mutating func setParent(_ v: Int, _ node: Int32, _ link: Int32) {
        log.append(.init(field: .parentNode, index: Int32(v), before: parentNode[v]))
        log.append(.init(field: .parentLink, index: Int32(v), before: parentLink[v]))
        parentNode[v] = node
        parentLink[v] = link
    }
    private mutating func setDelivers(_ asset: Int, _ value: Bool) {
        log.append(.init(field: .delivers, index: Int32(asset), before: 0))
        delivers[asset] = value
    }
    private mutating func setDelivering(_ need: Int, _ value: Int32) {
        log.append(.init(field: .delivering, index: Int32(need), before: delivering[need]))
        delivering[need] = value
    }
    private mutating func setExhausted(_ need: Int, _ value: Bool) {
        log.append(.init(field: .exhausted, index: Int32(need), before: 0))
        isExhausted[need] = value
    }
    private mutating func setPair(_ pair: Int, out: Bool, _ n: SupplyNetwork) {
        guard isPairOut[pair] != out else { return }
        log.append(.init(field: .pair, index: Int32(pair), before: 0))
        isPairOut[pair] = out
        if out { lossRate.add(n.pairWeight[pair]) } else { lossRate.subtract(n.pairWeight[pair]) }
    }

    // MARK: reserves that end, earliest first

    private mutating func insertReserve(_ hours: Double, _ need: Int32) {
        var child = reserves.count
        reserves.append((hours, need))
        while child > 0, reserves[(child - 1) / 2].hours > reserves[child].hours {
            reserves.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    private mutating func removeFirstReserve() -> Int32 {
        reserves.swapAt(0, reserves.count - 1)
        let first = reserves.removeLast().need
        var parent = 0
        while true {
            let left = 2 * parent + 1
            var least = parent
            if left < reserves.count && reserves[left].hours < reserves[least].hours { least = left }
            if left + 1 < reserves.count && reserves[left + 1].hours < reserves[least].hours { least = left + 1 }
            if least == parent { return first }
            reserves.swapAt(parent, least)
            parent = least
        }
    }
}
