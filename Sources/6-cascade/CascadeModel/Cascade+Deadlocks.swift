extension Cascade {
    /// Groups of assets that could all work but each wait for another of the group.
    ///
    /// Found by comparing the state with the greatest fixed point of everything that is undisturbed: what is in
    /// that but off cannot be started from below. Of these, each strongly connected group of the relation
    /// "waits for" that a requirement closes is named. O(model) once when anything undisturbed is off, else O(1).
    func deadlocks(_ s: CascadeState) -> [[Int32]] {
        let waiting = s.touchedAssets.filter {
            !s.on[Int($0)] && s.disturbed[Int($0)] == 0 && s.restartAt[Int($0)] == .infinity && baseline.on[Int($0)]
        }
        guard !waiting.isEmpty else { return [] }
        var together = CascadeState(blankFor: self)
        for a in 0..<assetCount { together.on[a] = s.disturbed[a] == 0 && baseline.on[a] }
        together.settleBeforeOnset(self)
        let stuck = waiting.filter { together.on[Int($0)] }.sorted()
        guard !stuck.isEmpty else { return [] }

        /// What an asset that does not deliver waits for, and whether it is a requirement that asks for it.
        func waitsFor(_ a: Int) -> [(Int, Bool)] {
            var result: [(Int, Bool)] = []
            if !s.on[a] {
                for r in Int(assetNeedFirst[a])..<Int(assetNeedFirst[a + 1]) where s.delivering[r] < needAtLeast[r] {
                    for i in Int(needSupplierFirst[r])..<Int(needSupplierFirst[r + 1]) {
                        let supplier = Int(needSupplier[i])
                        if !s.delivers[supplier] && together.delivers[supplier] { result.append((supplier, true)) }
                    }
                }
            } else if a < nodeCount {
                for arc in Int(inFirst[a])..<Int(inFirst[a + 1]) {
                    let tail = Int(inTail[arc]), link = Int(inLink[arc])
                    if !s.on[link] && together.on[link] { result.append((link, false)) }
                    if !s.supplied[tail] && together.supplied[tail] { result.append((tail, false)) }
                }
            } else if a < facilityStart {
                // A link that somebody names as a supplier delivers when a node that it can be entered from does.
                let link = a - nodeCount
                for end in [linkFrom[link], linkTo[link]].prefix(linkDirected[link] ? 1 : 2)
                where !s.supplied[Int(end)] && together.supplied[Int(end)] { result.append((Int(end), false)) }
            }
            return result
        }
        return Self.cycles(from: stuck, waitsFor).map { $0.filter { !s.on[Int($0)] }.sorted() }
            .filter { !$0.isEmpty }.sorted { $0[0] < $1[0] }
    }

    /// Strongly connected components with a requirement inside, by Tarjan's algorithm (1972, SIAM J. Comput. 1(2)),
    /// with its own stack.
    private static func cycles(from roots: [Int32], _ edges: (Int) -> [(Int, Bool)]) -> [[Int32]] {
        struct Frame {
            var vertex: Int
            var edges: [(Int, Bool)]
            var next = 0
        }
        var index: [Int: Int] = [:], low: [Int: Int] = [:], component: [Int: Int] = [:]
        var stack: [Int] = [], frames: [Frame] = [], found: [[Int32]] = []
        var allEdges: [(Int, Int, Bool)] = []
        func enter(_ v: Int) {
            index[v] = index.count
            low[v] = index[v]
            stack.append(v)
            let out = edges(v)
            for (w, isNeed) in out { allEdges.append((v, w, isNeed)) }
            frames.append(Frame(vertex: v, edges: out))
        }
        for root in roots where index[Int(root)] == nil {
            enter(Int(root))
            while var frame = frames.popLast() {
                if frame.next < frame.edges.count {
                    let w = frame.edges[frame.next].0
                    frame.next += 1
                    frames.append(frame)
                    if index[w] == nil {
                        enter(w)
                    } else if component[w] == nil {
                        low[frame.vertex] = min(low[frame.vertex] ?? 0, index[w] ?? 0)
                    }
                    continue
                }
                if let parent = frames.last?.vertex {
                    low[parent] = min(low[parent] ?? 0, low[frame.vertex] ?? 0)
                }
                guard low[frame.vertex] == index[frame.vertex] else { continue }
                var members: [Int32] = []
                while let v = stack.popLast() {
                    component[v] = found.count
                    members.append(Int32(v))
                    if v == frame.vertex { break }
                }
                found.append(members)
            }
        }
        var closedByNeed = Set<Int>()
        for (v, w, isNeed) in allEdges where isNeed {
            if let c = component[v], c == component[w] { closedByNeed.insert(c) }
        }
        return found.indices.filter { closedByNeed.contains($0) }.map { found[$0] }
    }
}
