import Computation

/// Supply with a limit of travel time: Dijkstra's algorithm (1959, Numer. Math. 1, doi:10.1007/BF01386390), kept up to
/// date as roads close and open.
///
/// Every supplied node of the layer has the least travel time over all routes, added from the source onwards; a node
/// further away than the limit is not supplied. Only what hung below a lost asset is searched again, and only what a
/// restored one makes nearer (Ramalingam and Reps 1996, J. Algorithms 21(2), doi:10.1006/jagm.1996.0046). Adding a time
/// never reverses an order, so that the times do not depend on the way they were found, to the last bit.
extension CascadeState {
    /// Before onset: every source that is on.
    mutating func supplyFromTimedSources(_ c: Cascade) {
        for v in 0..<c.nodeCount where c.isTimed[v] && c.isSource[v] && on[v] { arrive(v, 0, fromNode: -1, link: -1, c) }
        settleArrivals(c)
    }

    /// Gives the nodes of the region that are near enough by another route their supply back.
    mutating func reattachTimedRegion(_ c: Cascade) {
        for i in region.indices where c.isTimed[Int(region[i])] { seconds[Int(region[i])] = .infinity }
        for i in region.indices {
            let v = Int(region[i])
            if c.isTimed[v] && on[v] { arriveByAnyWay(v, c) }
        }
        settleArrivals(c)
    }

    /// A node or link of the layer has come on: it may bring others nearer, supplied or not.
    mutating func openTimed(_ asset: Int, _ c: Cascade) {
        if asset < c.nodeCount {
            arriveByAnyWay(asset, c)
        } else {
            let link = asset - c.nodeCount
            let from = Int(c.linkFrom[link]), to = Int(c.linkTo[link])
            pass(from, to, Int32(asset), c)
            if !c.linkDirected[link] { pass(to, from, Int32(asset), c) }
        }
        settleArrivals(c)
    }

    private mutating func arriveByAnyWay(_ v: Int, _ c: Cascade) {
        if c.isSource[v] { arrive(v, 0, fromNode: -1, link: -1, c) }
        for arc in Int(c.inFirst[v])..<Int(c.inFirst[v + 1]) where on[Int(c.inLink[arc])] {
            pass(Int(c.inTail[arc]), v, c.inLink[arc], c)
        }
    }

    @inline(__always)
    private mutating func pass(_ u: Int, _ v: Int, _ link: Int32, _ c: Cascade) {
        if supplied[u] && on[v] {
            arrive(v, seconds[u] + c.secondsOfLink[Int(link) - c.nodeCount], fromNode: Int32(u), link: link, c)
        }
    }

    @inline(__always)
    private mutating func arrive(_ v: Int, _ time: Double, fromNode node: Int32, link: Int32, _ c: Cascade) {
        guard time < seconds[v], time <= c.limitSeconds else { return }
        touch(asset: v)
        seconds[v] = time
        parentNode[v] = node
        parentLink[v] = link
        if !supplied[v] {
            supplied[v] = true
            queueReached.append(Int32(v))
        }
        arrivals.insert(time, Int32(truncatingIfNeeded: v))
    }

    private mutating func settleArrivals(_ c: Cascade) {
        while let (time, node) = arrivals.removeNearest() {
            let v = Int(node)
            guard time == seconds[v] else { continue }
            for arc in Int(c.outFirst[v])..<Int(c.outFirst[v + 1]) where on[Int(c.outLink[arc])] {
                pass(v, Int(c.outHead[arc]), c.outLink[arc], c)
            }
        }
    }
}
