import CascadeModel
import Computation
import NetworkModel

/// Which pairs of assets may cost more together than one by one, found without running every pair.
///
/// Two parts that back each other up cost nothing alone, so that no list of the worst holds both. For each of some assets
/// (those that cost most, and those through which most supply comes, whether or not there is another way) the city
/// without it is looked at once, and all others with it (`SnapshotEffects`).
struct PairScreen {
    private let network: SupplyNetwork
    private let moment: Double
    private let alone: [ExactSum]

    init(_ model: CityModel, _ cascade: Cascade, base: ServiceBase, horizonHours: Double) {
        network = SupplyNetwork(model, cascade, base)
        moment = horizonHours
        var snapshot = Snapshot(network), effects = SnapshotEffects(network)
        snapshot.settle(at: moment, [], network)
        effects.measure(&snapshot, network)
        alone = effects.added
    }

    /// The most promising pairs that hold one of the assets, at most so many.
    /// - Complexity: near-linear in the model for each of `assets`.
    func pairs(with assets: [Int], most: Int, threads: Int) -> [(Int, Int)] {
        struct Scratch {
            var snapshot: Snapshot
            var effects: SnapshotEffects
        }
        let network = network, moment = moment, alone = alone
        let found = parallelMap(
            count: assets.count, threads: threads,
            scratch: { Scratch(snapshot: Snapshot(network), effects: SnapshotEffects(network)) }
        ) { i, scratch in
            scratch.snapshot.settle(at: moment, [(0, Int32(assets[i]))], network)
            scratch.effects.measure(&scratch.snapshot, network)
            var more: [(synergy: Double, other: Int)] = []
            for other in alone.indices where other != assets[i] {
                var synergy = scratch.effects.added[other]
                synergy.subtract(alone[other])
                if synergy.value > 0 { more.append((synergy.value, other)) }
            }
            // Of parts in a row, which cost the same, two tell enough.
            var kept: [(synergy: Double, other: Int)] = []
            for entry in more.sorted(by: { ($1.synergy, $0.other) < ($0.synergy, $1.other) }) {
                if kept.suffix(2).filter({ $0.synergy == entry.synergy }).count < 2 { kept.append(entry) }
                if kept.count == Self.partners { break }
            }
            return kept
        }
        var seen = Set<[Int]>(), pairs: [(synergy: Double, first: Int, second: Int)] = []
        for (asset, others) in zip(assets, found) {
            for entry in others where seen.insert([min(asset, entry.other), max(asset, entry.other)]).inserted {
                pairs.append((entry.synergy, min(asset, entry.other), max(asset, entry.other)))
            }
        }
        return pairs.sorted { ($1.synergy, $0.first, $0.second) < ($0.synergy, $1.first, $1.second) }.prefix(most)
            .map { ($0.first, $0.second) }
    }
    private static let partners = 6

    /// The nodes and links through which most of what people need comes before the event, by one way of supply.
    func mostLoaded(_ count: Int) -> [Int] {
        let load = network.load()
        return WeakNodes.first(count, of: load.count) { load[$0] }
    }
}

extension SupplyNetwork {
    /// Weight that is supplied by way of each node and link, along the tree of supply before the event; what pumps and the
    /// like pass on counts for those who supply them.
    func load() -> [Double] {
        var children = [Int32](repeating: 0, count: nodeCount), order: [Int32] = []
        for v in 0..<nodeCount where parentNode[v] >= 0 { children[Int(parentNode[v])] += 1 }
        order = (0..<Int32(nodeCount)).filter { parentNode[Int($0)] != -2 && children[Int($0)] == 0 }
        var next = 0
        while next < order.count {
            let parent = parentNode[Int(order[next])]
            next += 1
            guard parent >= 0 else { continue }
            children[Int(parent)] -= 1
            if children[Int(parent)] == 0 { order.append(parent) }
        }
        var load = [Double](repeating: 0, count: facilityStart)
        // Each round lets demand pass one network further; cities have few in a row.
        for _ in 0..<4 {
            var own = [Double](repeating: 0, count: facilityStart)
            for need in needAsset.indices where delivering[need] > 0 {
                let pair = Int(pairOfNeed[need])
                let weight = pair >= 0 ? pairWeight[pair] : load[Int(needAsset[need])]
                guard weight > 0, weight.isFinite else { continue }
                for slot in suppliers(of: need) where Int(needSupplier[slot]) < facilityStart && delivers[Int(needSupplier[slot])] {
                    own[Int(needSupplier[slot])] += weight / Double(delivering[need])
                }
            }
            for v in order {
                let parent = Int(parentNode[Int(v)])
                guard parent >= 0 else { continue }
                own[parent] += own[Int(v)]
                own[Int(parentLink[Int(v)])] += own[Int(v)]
            }
            load = own
        }
        return load
    }
}
