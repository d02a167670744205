extension CascadeState {
    /// What the last run left without its function: nodes without supply, links and facilities not operational, that were
    /// well before the event; in no order.
    /// - Complexity: O(what the run changed).
    public func lostAssets(_ c: Cascade) -> [Int32] {
        touchedAssets.filter { asset in
            let a = Int(asset)
            return a < c.nodeCount ? c.baseline.supplied[a] && !supplied[a] : c.baseline.on[a] && !on[a]
        }
    }
}
