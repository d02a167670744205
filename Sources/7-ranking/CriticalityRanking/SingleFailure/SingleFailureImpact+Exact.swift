public import CascadeModel
import Computation
public import NetworkModel

extension SingleFailureImpact {
    /// C of every single failure, exactly, without running the city once per asset.
    ///
    /// What a node takes down in its own network is its subtree in the dominator tree of the supply graph, and the
    /// failure of a link is that of what hangs on it alone; who loses a service then is summed over subtrees for all
    /// places at once (`PlainLosses`). Where failures reach other networks, the cascade runs once for each group of places
    /// that reach the same (`CarriedLosses`).
    /// - Parameter horizonHours: C counts hours up to here.
    /// - Complexity: O(model · log model), and one run of the cascade for each group.
    public init(
        _ model: CityModel, _ cascade: Cascade, base: ServiceBase, horizonHours: Double, threads: Int = 0
    ) {
        let failures = FailureTree(model, cascade, horizonHours: horizonHours)
        let plain = PlainLosses(failures, model, cascade, base, horizonHours: horizonHours)
        let carried = CarriedLosses(failures, plain, model, cascade, base, horizonHours: horizonHours)
        self.init(
            consequence: Array(repeating: 0, count: model.assetCount),
            byService: Array(repeating: Array(repeating: 0, count: model.assetCount), count: model.services.count),
            facilitiesOut: Array(repeating: 0, count: model.assetCount), horizonHours: horizonHours)
        networkAssetCount = model.facilities.lowerBound

        // Rare features that the tree knows nothing of: every asset is run.
        guard !cascade.hasRareFeatures else {
            let all = parallelMap(count: model.assetCount, threads: threads, chunk: 64, scratch: { CascadeState(for: cascade) }) {
                carried.run($0, place: -1, &$1).cost
            }
            for (asset, cost) in all.enumerated() { set(asset, cost.sums, cost.facilities, plain.services) }
            return
        }

        var carriedAt = [Int32](repeating: -1, count: failures.tree.size.count)
        let costs = carried.costs(threads: threads)
        for (i, cost) in costs.enumerated() { carriedAt[Int(cost.place)] = Int32(i) }
        for asset in 0..<model.facilities.lowerBound {
            let place = asset < model.nodeCount ? failures.tree.place[asset] : failures.tree.hangsOnLink[asset - model.nodeCount]
            if place <= 0 { continue }
            if carriedAt[Int(place)] >= 0 {
                let cost = costs[Int(carriedAt[Int(place)])]
                set(asset, cost.sums, cost.facilities, plain.services)
            } else if plain.facilityCount(place) > 0 {
                set(asset, plain.cost(of: place), plain.facilityCount(place), plain.services)
            }
        }
        setFacilities(model, cascade, base, carried, plain.services, threads)
    }

    /// A facility that fails loses all its services, and those who depend on it what they get from it.
    private mutating func setFacilities(
        _ model: CityModel, _ cascade: Cascade, _ base: ServiceBase, _ carried: CarriedLosses, _ services: [Int],
        _ threads: Int
    ) {
        let suppliers = model.facilities.filter { !cascade.dependents(of: $0).isEmpty && cascade.isOnAtBaseline($0) }
        let costs = parallelMap(count: suppliers.count, threads: threads, scratch: { CascadeState(for: cascade) }) {
            carried.run(suppliers[$0], place: -1, &$1).cost
        }
        for facility in model.facilities {
            var sums = [ExactSum](repeating: ExactSum(), count: services.count), isOut = false
            for p in cascade.pairs(ofFacility: facility) where !cascade.isFaulty(pair: p) {
                guard let slot = services.firstIndex(of: Int(cascade.pairs[p].service)) else { continue }
                sums[slot].add(base.weight(of: facility, in: model) * horizonHours)
                isOut = true
            }
            set(facility, sums, isOut ? 1 : 0, services)
        }
        for (facility, cost) in zip(suppliers, costs) { set(facility, cost.sums, cost.facilities, services) }
    }

    private mutating func set(_ asset: Int, _ sums: [ExactSum], _ facilities: Int32, _ services: [Int]) {
        var total = ExactSum()
        for (service, sum) in zip(services, sums) {
            byService[service][asset] = sum.value
            total.add(sum)
        }
        consequence[asset] = total.value
        facilitiesOut[asset] = facilities
    }
}
