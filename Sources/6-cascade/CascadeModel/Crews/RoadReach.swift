import Diagnostics
import NetworkModel

/// Which assets a crew can drive to: those of whose road nodes one is open (`RoadSites`).
///
/// Without a depot that is one that has road access at that moment; a way into the network (a source) is always reached.
/// With a depot it is one to which operational roads lead from there. So a crew works its way into what is closed from
/// where it is open.
struct RoadReach: Sendable {
    let sites: RoadSites
    /// The road nodes where crews start; empty for wherever the network is entered.
    private let depot: [Int32]
    private let isAlwaysReached: [Bool]

    /// - Parameter depot: an asset; nil for none.
    init(_ model: CityModel, _ sites: RoadSites, depot: Int?) {
        self.sites = sites
        if let depot {
            let isJunction = depot < model.nodeCount && sites.isRoad[depot]
            self.depot = isJunction ? [Int32(depot)] : Array(sites.of(depot))
            isAlwaysReached = []
        } else {
            self.depot = []
            isAlwaysReached = model.nodes.map { model.isSource[$0] && sites.isRoad[$0] }
        }
    }

    /// Whether open roads lead to an asset now.
    /// - Parameter driven: what can be driven to from the depot now; not looked at without a depot.
    func isReached(_ asset: Int32, _ s: CascadeState, driven: [Bool]) -> Bool {
        let a = Int(asset)
        if depot.isEmpty {
            if a < isAlwaysReached.count && isAlwaysReached[a] { return true }
            return sites.of(a).contains { s.supplied[Int($0)] }
        }
        return depot.contains(asset) || sites.of(a).contains { driven[Int($0)] }
    }

    var hasDepot: Bool { !depot.isEmpty }

    /// The nodes to which operational roads lead from the depot. O(roads).
    func drive(_ s: CascadeState, _ c: Cascade, into driven: inout [Bool]) {
        driven = Array(repeating: false, count: c.nodeCount)
        var queue = depot.filter { s.on[Int($0)] }
        for v in queue { driven[Int(v)] = true }
        var next = 0
        while next < queue.count {
            let v = Int(queue[next])
            next += 1
            for arc in Int(c.outFirst[v])..<Int(c.outFirst[v + 1]) {
                let w = Int(c.outHead[arc])
                if !driven[w] && s.on[w] && s.on[Int(c.outLink[arc])] {
                    driven[w] = true
                    queue.append(Int32(w))
                }
            }
        }
    }

    /// Whether one of the changed assets is part of the roads.
    func isTouched(by changed: [Int32]) -> Bool {
        changed.contains { Int($0) < sites.isRoad.count && sites.isRoad[Int($0)] }
    }
}
