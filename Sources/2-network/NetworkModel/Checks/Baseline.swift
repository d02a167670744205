/// What works before any event: the greatest state in which every asset at work has its requirements met, every
/// buffer counted as empty.
///
/// Starts with everything at work, takes away what lacks a supplier, and repeats until nothing more falls.
struct Baseline: Sendable {
    /// Whether each asset is operational.
    private(set) var isOperational: [Bool]
    /// For each node: whether a path of operational assets leads to it from an operational source.
    private(set) var isSupplied: [Bool]

    init(of model: CityModel) {
        isOperational = Array(repeating: true, count: model.assetCount)
        isSupplied = Array(repeating: false, count: model.nodeCount)
        var isStale = Array(repeating: true, count: model.layers.count)
        var queue: [Int32] = []
        var somethingFell = true
        while somethingFell {
            supply(model, isStale, &queue)
            isStale = Array(repeating: false, count: model.layers.count)
            somethingFell = false
            for r in 0..<model.requirements.count {
                let asset = Int(model.requirements.asset[r])
                guard isOperational[asset], !isMet(r, model) else { continue }
                isOperational[asset] = false
                somethingFell = true
                if model.layer[asset] != 255 { isStale[Int(model.layer[asset])] = true }
            }
        }
    }

    /// Whether an asset gives its service to those who need it from it.
    ///
    /// A node does when it works and is supplied, a link when it works and one of its ends is supplied, a facility
    /// when it works.
    func delivers(_ asset: Int, _ model: CityModel) -> Bool {
        guard isOperational[asset] else { return false }
        if asset < model.nodeCount { return isSupplied[asset] }
        guard model.links.contains(asset) else { return true }
        let link = asset - model.nodeCount
        return isSupplied[Int(model.from[link])] || isSupplied[Int(model.to[link])]
    }

    /// Whether enough suppliers of requirement `r` deliver.
    func isMet(_ r: Int, _ model: CityModel) -> Bool {
        model.requirements.suppliers(r).count { delivers(Int($0), model) } >= Int(model.requirements.atLeast[r])
    }

    /// Walks the stale layers from their operational sources.
    private mutating func supply(_ model: CityModel, _ isStale: [Bool], _ queue: inout [Int32]) {
        queue.removeAll(keepingCapacity: true)
        for node in model.nodes where isStale[Int(model.layer[node])] {
            isSupplied[node] = model.isSource[node] && isOperational[node]
            if isSupplied[node] { queue.append(Int32(node)) }
        }
        var next = 0
        while next < queue.count {
            let node = Int(queue[next])
            next += 1
            for arc in Int(model.outgoing.first[node])..<Int(model.outgoing.first[node + 1]) {
                let head = Int(model.outgoing.head[arc])
                if !isSupplied[head], isOperational[head], isOperational[Int(model.outgoing.link[arc])] {
                    isSupplied[head] = true
                    queue.append(Int32(head))
                }
            }
        }
    }
}
