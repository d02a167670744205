public import DamageModel
public import NetworkModel

/// The rules of outages written down plainly: everything is recomputed at every event. Slow, and shares no code
/// with the engine that it checks.
public final class PlainCascade {
    let model: CityModel
    let needs: Requirements
    private let ends: [(link: Int, from: Int, to: Int, isDirected: Bool)]
    private let suppliers: [[Int]]
    private var on: [Bool]
    private var level: [Double]
    private var levelAt: [Double]
    private var unmet: [Bool]
    private var readyAt: [Double?]
    /// Travel time of each link and the limit, for one layer; nil for none.
    let limit: (layer: String, seconds: [Double], limit: Double)?

    public init(_ model: CityModel, limit: (layer: String, seconds: [Double], limit: Double)? = nil) {
        self.model = model
        self.limit = limit
        needs = model.requirements
        ends = model.links.enumerated().map { ($1, Int(model.from[$0]), Int(model.to[$0]), model.isDirected[$0]) }
        suppliers = (0..<model.requirements.count).map { model.requirements.suppliers($0).map { Int($0) } }
        on = Array(repeating: true, count: model.assetCount)
        level = needs.bufferHours
        levelAt = Array(repeating: 0, count: needs.count)
        unmet = Array(repeating: false, count: needs.count)
        readyAt = Array(repeating: nil, count: model.assetCount)
    }

    /// Which assets deliver when exactly these are operational.
    public func delivering(_ on: [Bool]) -> [Bool] {
        var reached = (0..<model.nodeCount).map { on[$0] && model.isSource[$0] }
        var grew = true
        while grew {
            grew = false
            for (link, a, b, isDirected) in ends where on[link] {
                if reached[a] && on[b] && !reached[b] { reached[b] = true; grew = true }
                if !isDirected && reached[b] && on[a] && !reached[a] { reached[a] = true; grew = true }
            }
        }
        if let limit {
            let times = travelTimes(on, limit.seconds)
            for v in model.nodes where model.layers[Int(model.layer[v])].name == limit.layer {
                reached[v] = times[v] <= limit.limit
            }
        }
        var delivers = reached
        for (link, a, b, isDirected) in ends { delivers.append(on[link] && (reached[a] || !isDirected && reached[b])) }
        return delivers + model.facilities.map { on[$0] }
    }

    /// Bellman (1958) and Ford: every link again and again, until no node comes nearer to a source.
    private func travelTimes(_ on: [Bool], _ seconds: [Double]) -> [Double] {
        var times = (0..<model.nodeCount).map { on[$0] && model.isSource[$0] ? 0 : Double.infinity }
        var changed = true
        while changed {
            changed = false
            for (i, (link, a, b, isDirected)) in ends.enumerated() where on[link] {
                if on[b], times[a] + seconds[i] < times[b] { times[b] = times[a] + seconds[i]; changed = true }
                if !isDirected, on[a], times[b] + seconds[i] < times[a] { times[a] = times[b] + seconds[i]; changed = true }
            }
        }
        return times
    }

    private func isMet(_ r: Int, _ delivers: [Bool]) -> Bool {
        suppliers[r].count { delivers[$0] } >= Int(needs.atLeast[r])
    }
    private func endOfReserve(_ r: Int) -> Double { levelAt[r] + level[r] }
    /// The reserve of a requirement at a time at which it has been met since `levelAt`.
    private func recharged(_ r: Int, _ t: Double) -> Double {
        if needs.rechargeRate[r] == .infinity { return needs.bufferHours[r] }
        return t > levelAt[r] ? min(needs.bufferHours[r], level[r] + needs.rechargeRate[r] * (t - levelAt[r])) : level[r]
    }

    public struct Result: Equatable {
        public var services: [[Double]] = []  // facility, service, state, from, until
        public var assets: [[Double]] = []  // asset, from, until
        public var repairs: [[Double]] = []  // asset, pool, waiting from, started, finished
        public var stops: [[Double]] = []  // node, from, until: not operational
        public init() {}
    }

    /// Runs the event to the horizon.
    public func run(_ disturbances: [Disturbance], horizon: Double, crews: PlainCrews? = nil) -> Result {
        var real = disturbances.filter { $0.fromHours < $0.untilHours && $0.fromHours < horizon }
        var work = crews.map { PlainCrews.Work($0, &real, model) }
        // Before onset, with every buffer empty.
        while true {
            let delivers = delivering(on)
            let lost = (0..<needs.count).filter { on[Int(needs.asset[$0])] && !isMet($0, delivers) }
            if lost.isEmpty { break }
            for r in lost { on[Int(needs.asset[r])] = false }
        }
        let before = delivering(on), onBefore = on
        let faulty = (0..<needs.count).map { !isMet($0, before) }
        for r in 0..<needs.count { unmet[r] = faulty[r] }

        var result = Result()
        var assetDown = [Int: Double](), nodeOff = [Int: Double](), pairDown = [[Int]: (Double, Double)]()
        var t = 0.0
        while t < horizon {
            var disturbed = Set<Int>()
            for d in real where d.fromHours <= t && t < d.untilHours { disturbed.insert(Int(d.asset)) }
            for job in work?.jobs ?? [] where job.fromHours <= t && t < job.finished { disturbed.insert(job.asset) }
            // Loss.
            for a in disturbed { on[a] = false }
            while true {
                let delivers = delivering(on)
                var fell = false
                for r in 0..<needs.count where on[Int(needs.asset[r])] && !isMet(r, delivers) {
                    let end = unmet[r] ? endOfReserve(r) : t + recharged(r, t)
                    if end <= t { on[Int(needs.asset[r])] = false; fell = true }
                }
                if !fell { break }
            }
            noteReserves(t)
            let left = delivering(on)
            for a in on.indices where on[a] || disturbed.contains(a) || !mayStart(a, t, left) { readyAt[a] = nil }
            // Restart.
            while true {
                let delivers = delivering(on)
                var rose = false
                for a in on.indices where !on[a] && !disturbed.contains(a) && mayStart(a, t, delivers) {
                    let delay = needs.ofAsset(a).map { needs.restartDelayHours[$0] }.max() ?? 0
                    if readyAt[a] == nil { readyAt[a] = t + delay }
                    if let ready = readyAt[a], ready <= t { on[a] = true; readyAt[a] = nil; rose = true; break }
                }
                if !rose { break }
            }
            noteReserves(t)
            work?.assign(t, on: on, delivers: delivering(on), before: before, model)

            // Records.
            let delivers = delivering(on)
            for v in model.nodes where onBefore[v] {
                if !on[v] && nodeOff[v] == nil { nodeOff[v] = t }
                if on[v], let since = nodeOff.removeValue(forKey: v), since < t { result.stops.append([Double(v), since, t]) }
            }
            for a in on.indices {
                let isNode = a < model.nodeCount
                let isDown = isNode ? !delivers[a] : !on[a]
                guard isNode ? before[a] : onBefore[a] else { continue }
                if isDown && assetDown[a] == nil { assetDown[a] = t }
                if !isDown, let since = assetDown.removeValue(forKey: a), since < t {
                    result.assets.append([Double(a), since, t])
                }
            }
            for f in model.facilities {
                for s in Set(needs.ofAsset(f).map { Int(needs.service[$0]) }) {
                    let mine = needs.ofAsset(f).filter { Int(needs.service[$0]) == s }
                    if mine.contains(where: { faulty[$0] }) { continue }
                    var state = 0.0
                    for r in mine where unmet[r] { state = max(state, endOfReserve(r) <= t ? 2 : 1) }
                    if disturbed.contains(f) { state = 2 }
                    let old = pairDown[[f, s]]
                    if old?.0 ?? 0 != state {
                        if let old, old.0 > 0, old.1 < t { result.services.append([Double(f), Double(s), old.0, old.1, t]) }
                        pairDown[[f, s]] = (state, t)
                    }
                }
            }
            // Next event.
            var next = horizon
            for d in real { for time in [d.fromHours, d.untilHours] where time > t { next = min(next, time) } }
            for r in 0..<needs.count where unmet[r] && endOfReserve(r) > t { next = min(next, endOfReserve(r)) }
            for job in work?.jobs ?? [] {
                for time in [job.fromHours, job.available, job.finished] where time > t { next = min(next, time) }
            }
            for ready in readyAt { if let ready, ready > t { next = min(next, ready) } }
            t = next
        }
        for (v, since) in nodeOff { result.stops.append([Double(v), since, horizon]) }
        result.stops.sort { $0.lexicographicallyPrecedes($1) }
        for job in work?.jobs ?? [] where job.available < horizon {
            result.repairs.append([Double(job.asset), Double(job.pool), job.available, job.started, job.finished])
        }
        result.repairs.sort { $0.lexicographicallyPrecedes($1) }
        for (a, since) in assetDown where since < horizon { result.assets.append([Double(a), since, horizon]) }
        for (key, old) in pairDown where old.0 > 0 {
            result.services.append([Double(key[0]), Double(key[1]), old.0, old.1, horizon])
        }
        result.assets.sort { $0.lexicographicallyPrecedes($1) }
        result.services.sort { ($0[0], $0[1], $0[3]) < ($1[0], $1[1], $1[3]) }
        return result
    }

    private func mayStart(_ a: Int, _ t: Double, _ delivers: [Bool]) -> Bool {
        needs.ofAsset(a).allSatisfy { r in
            if isMet(r, delivers) { return true }
            return needs.blackStart[r] && (unmet[r] ? endOfReserve(r) : t + recharged(r, t)) > t
        }
    }

    /// Turns reserves over between draining and recharging where a requirement changed.
    private func noteReserves(_ t: Double) {
        let delivers = delivering(on)
        for r in 0..<needs.count {
            let now = !isMet(r, delivers)
            if now && !unmet[r] {
                level[r] = recharged(r, t)
                levelAt[r] = t
            } else if !now && unmet[r] {
                level[r] = max(0, level[r] - (t - levelAt[r]))
                levelAt[r] = t
            }
            unmet[r] = now
        }
    }
}

/// What the plain rules cost in C: weight × hours out.
public func plainConsequence(_ result: PlainCascade.Result, _ model: CityModel) -> Double {
    result.services.filter { $0[2] == 2 }.reduce(0) { $0 + model.weight(of: Int($1[0])) * ($1[4] - $1[3]) }
}
