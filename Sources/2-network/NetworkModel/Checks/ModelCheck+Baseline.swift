import Diagnostics

extension CityModel {
    /// What is already out before any event: it is never counted as a loss of the event.
    func checkBaseline(_ baseline: Baseline, _ components: LayerComponents, _ log: inout IssueLog) {
        checkUnmet(baseline, components, &log)
        checkUnreached(baseline, components, &log)
    }

    private func checkUnmet(_ baseline: Baseline, _ components: LayerComponents, _ log: inout IssueLog) {
        for r in 0..<requirements.count {
            let suppliers = requirements.suppliers(r), wanted = Int(requirements.atLeast[r])
            // More than there are: reported as impossible.
            if wanted > suppliers.count || baseline.isMet(r, self) { continue }
            let asset = Int(requirements.asset[r]), service = services[Int(requirements.service[r])]
            let silent = suppliers.map { Int($0) }.filter { !baseline.delivers($0, self) }
            let delivering = suppliers.count - silent.count
            let found =
                wanted == 1
                ? "gets no \(service)" : "gets \(service) from only \(delivering) of the \(wanted) suppliers it needs"
            log.add(
                issue(
                    .warning, "unmet-before-event", about: asset,
                    "\(described(asset)) \(found) even before an event, because \(reason(silent, baseline, components))",
                    remedy: "mend the supply, or name a supplier that works; until then this is left out of every loss"))
        }
    }

    private func reason(_ silent: [Int], _ baseline: Baseline, _ components: LayerComponents) -> String {
        guard let first = silent.first else { return "its suppliers fail one another" }
        let why =
            if !baseline.isOperational[first] {
                "lacks something itself"
            } else if let part = components.part(ofAsset: first, in: self), components.hasSource[part] {
                "is not reached from a source"
            } else {
                "is connected to no source"
            }
        let more = silent.count > 1 ? " (and \(counted(silent.count - 1, "other supplier")))" : ""
        return "its supplier '\(label(first))' \(why)\(more)"
    }

    /// Nodes joined to a source that nevertheless get nothing: one-way links, or something on the way that is out.
    private func checkUnreached(_ baseline: Baseline, _ components: LayerComponents, _ log: inout IssueLog) {
        var count = [Int](repeating: 0, count: components.count), first = [Int](repeating: -1, count: components.count)
        for node in nodes where !baseline.isSupplied[node] && components.hasSource[Int(components.ofNode[node])] {
            let part = Int(components.ofNode[node])
            count[part] += 1
            if first[part] < 0 { first[part] = node }
        }
        for part in 0..<components.count where count[part] > 0 {
            let name = layers[Int(layer[first[part]])].name
            log.add(
                issue(
                    .warning, "unreached-before-event", about: first[part],
                    "\(count[part]) of \(counted(components.nodes[part], "node")) in a part of the \(name) network cannot be reached from its sources, the first being '\(id(first[part]))': links run one way only, or something on the way does not work",
                    remedy: "check one-way links and the requirements of what lies between"))
        }
    }

    /// Assets that need one another, directly or through the layers.
    func checkRequirementCycles(_ log: inout IssueLog) {
        let group = StrongGroups(count: assetCount) { asset, visit in
            for r in requirements.ofAsset(asset) {
                for supplier in requirements.suppliers(r) where Int(supplier) != asset { visit(Int(supplier)) }
            }
        }
        for members in group.cycles {
            let named = members.prefix(4).map { "'\(id($0))'" }.joined(separator: ", ")
            log.add(
                issue(
                    .note, "assets-need-each-other", about: members[0],
                    "\(members.count) assets need one another (\(named)\(members.count > 4 ? ", …" : "")): once all are off, none starts before another does",
                    remedy: "give one of them a supply of its own (blackStart) if there is one"))
        }
        // From layer to layer: does a node or link of one need the service of another?
        var needs = [[Int: Int]](repeating: [:], count: layers.count)
        for r in 0..<requirements.count {
            let asset = Int(requirements.asset[r])
            guard layer[asset] != 255, let other = layer(named: services[Int(requirements.service[r])]) else { continue }
            if other != Int(layer[asset]) { needs[Int(layer[asset])][other, default: 0] += 1 }
        }
        for a in layers.indices {
            for b in layers.indices where a < b {
                guard let ab = needs[a][b], let ba = needs[b][a] else { continue }
                log.add(
                    Issue(
                        .note, "layers-need-each-other",
                        "the \(layers[a].name) network needs \(layers[b].name) in \(counted(ab, "place")), and the \(layers[b].name) network needs \(layers[a].name) in \(counted(ba, "place")): an outage can lock itself in",
                        remedy: "nothing to mend; runs name the deadlocks that come of it"))
            }
        }
    }
}

/// Groups of numbers that reach each other along arcs: strongly connected parts with more than one member.
///
/// Tarjan 1972, "Depth-first search and linear graph algorithms", SIAM J. Comput. 1, doi:10.1137/0201010; with a
/// stack of its own, so that a chain of a million does not exhaust the program's.
struct StrongGroups {
    /// Members ascending, groups by their smallest member.
    let cycles: [[Int]]

    init(count: Int, arcs: (_ of: Int, _ visit: (Int) -> Void) -> Void) {
        var order = [Int32](repeating: -1, count: count), low = order
        var isOpen = [Bool](repeating: false, count: count)
        var open: [Int] = [], next: Int32 = 0, found: [[Int]] = []
        var path: [(node: Int, heads: [Int], next: Int)] = []
        func heads(_ node: Int) -> [Int] {
            var heads: [Int] = []
            arcs(node) { heads.append($0) }
            return heads
        }
        for root in 0..<count where order[root] < 0 {
            let rootHeads = heads(root)
            if rootHeads.isEmpty { continue }
            path.append((root, rootHeads, 0))
            while let top = path.last {
                let node = top.node
                if top.next == 0 {
                    order[node] = next
                    low[node] = next
                    next += 1
                    open.append(node)
                    isOpen[node] = true
                }
                if top.next < top.heads.count {
                    path[path.count - 1].next += 1
                    let head = top.heads[top.next]
                    if order[head] < 0 {
                        path.append((head, heads(head), 0))
                    } else if isOpen[head] {
                        low[node] = min(low[node], order[head])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
                guard low[node] == order[node] else { continue }
                var members: [Int] = []
                while let member = open.popLast() {
                    isOpen[member] = false
                    members.append(member)
                    if member == node { break }
                }
                if members.count > 1 { found.append(members.sorted()) }
            }
        }
        cycles = found.sorted { $0[0] < $1[0] }
    }
}
