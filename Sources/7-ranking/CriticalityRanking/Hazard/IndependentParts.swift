public import NetworkModel

/// Which parts of a city a change in one layer can matter with: the rest of an event need not be run to know the
/// difference that the change makes.
///
/// A layer reaches those whose assets need something from its assets, and so on. To know what happens in what it
/// reaches, everything that this depends on has to be run as well. Facilities are always run.
public struct IndependentParts: Sendable {
    /// For each layer the part that its changes are run in.
    public let partOfLayer: [Int]
    /// For each part and layer: whether its assets are run.
    private let holds: [[Bool]]
    private let layer: [UInt8]

    public var count: Int { holds.count }

    public init(of model: CityModel) {
        let layers = model.layers.count, needs = model.requirements
        // Groups: the layers, the facilities, then every set of groups on which some pair rests.
        func group(_ asset: Int) -> Int { asset < model.facilities.lowerBound ? Int(model.layer[asset]) : layers }
        var edges = Set<[Int]>(), sinks: [Set<Int>: Int] = [:]
        let facilitiesSupply = needs.supplier.contains { model.facilities.contains(Int($0)) }
        for asset in 0..<model.assetCount {
            let range = needs.ofAsset(asset)
            guard !range.isEmpty else { continue }
            if !model.facilities.contains(asset) || facilitiesSupply {
                for r in range { for s in needs.suppliers(r) { edges.insert([group(Int(s)), group(asset)]) } }
            }
            guard model.facilities.contains(asset) else { continue }
            var r = range.lowerBound
            while r < range.upperBound {
                var groups = Set<Int>()
                let service = needs.service[r]
                while r < range.upperBound && needs.service[r] == service {
                    for s in needs.suppliers(r) { groups.insert(group(Int(s))) }
                    r += 1
                }
                if sinks[groups] == nil { sinks[groups] = layers + 1 + sinks.count }
            }
        }
        for (groups, sink) in sinks { for group in groups { edges.insert([group, sink]) } }
        let total = layers + 1 + sinks.count
        func closure(_ start: [Bool], forward: Bool) -> [Bool] {
            var reached = start, grew = true
            while grew {
                grew = false
                for edge in edges {
                    let (from, to) = forward ? (edge[0], edge[1]) : (edge[1], edge[0])
                    if reached[from] && !reached[to] {
                        reached[to] = true
                        grew = true
                    }
                }
            }
            return reached
        }
        var parts: [[Bool]] = [], partOfLayer: [Int] = []
        for layer in 0..<layers {
            let affected = closure((0..<total).map { $0 == layer }, forward: true)
            let relevant = Array(closure(affected, forward: false).prefix(layers))
            let known = parts.firstIndex(of: relevant)
            if known == nil { parts.append(relevant) }
            partOfLayer.append(known ?? parts.count - 1)
        }
        // The whole city, for changes of facilities.
        if !parts.contains(where: { $0.allSatisfy { $0 } }) || layers == 0 { parts.append(Array(repeating: true, count: layers)) }
        self.partOfLayer = partOfLayer
        holds = parts
        layer = model.layer
    }

    /// The part that a change of an asset is run in.
    public func part(of asset: Int) -> Int {
        let layer = layer[asset]
        return layer == 255 ? whole : partOfLayer[Int(layer)]
    }
    /// The part that is the whole city.
    public var whole: Int { holds.firstIndex { $0.allSatisfy { $0 } } ?? 0 }
    /// The smallest part that holds both.
    public func joined(_ a: Int, _ b: Int) -> Int {
        if a == b { return a }
        let wanted = zip(holds[a], holds[b]).map { $0 || $1 }
        return holds.indices.filter { part in zip(holds[part], wanted).allSatisfy { $0 || !$1 } }
            .min { holds[$0].count { $0 } < holds[$1].count { $0 } } ?? whole
    }
    /// Whether an asset is run in a part.
    public func holds(_ asset: Int32, in part: Int) -> Bool {
        layer[Int(asset)] == 255 || holds[part][Int(layer[Int(asset)])]
    }
}
