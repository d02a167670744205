import CascadeModel
import Computation
import DamageModel
import NetworkModel

/// What failures cost that reach beyond their own network: a pump, a plant, a hospital that others depend on.
///
/// Places whose subtrees hold the same suppliers of such assets set off the same failures elsewhere, whatever else hangs
/// on them. The cascade runs once for each such group, for its lowest place; for the places above it only what they take
/// down in their own network is added. Where the failures elsewhere come back to that network, or to services that both
/// sides feed, the sides cannot be told apart and every place of the group is run.
/// - Complexity: one run, O(what it changes), for each group; there are fewer than twice as many as suppliers of such
///   assets.
struct CarriedLosses: Sendable {
    struct Cost: Sendable {
        var place: Int32
        /// By slot of `PlainLosses.services`.
        var sums: [ExactSum]
        var facilities: Int32
    }
    private let model: CityModel
    private let cascade: Cascade
    private let failures: FailureTree
    private let plain: PlainLosses
    private let horizonHours: Double
    private let weight: [Double]
    private let slot: [Int]

    init(
        _ failures: FailureTree, _ plain: PlainLosses, _ model: CityModel, _ cascade: Cascade, _ base: ServiceBase,
        horizonHours: Double
    ) {
        self.model = model
        self.cascade = cascade
        self.failures = failures
        self.plain = plain
        self.horizonHours = horizonHours
        weight = model.facilities.map { base.weight(of: $0, in: model) }
        var slot = [Int](repeating: 0, count: model.services.count)
        for (i, service) in plain.services.enumerated() { slot[service] = i }
        self.slot = slot
    }

    /// Every place that sets off failures elsewhere, with what it costs.
    func costs(threads: Int) -> [Cost] {
        let groups = groups()
        return parallelMap(count: groups.rowCount, threads: threads, scratch: { CascadeState(for: cascade) }) { group, state in
            costs(ofGroup: groups[group], &state)
        }.flatMap { $0 }
    }

    /// Places by the suppliers in their subtrees, the lowest place of each group first.
    private func groups() -> CompressedRows {
        let size = failures.tree.size, carrying = failures.carryingPlaces
        var before = [Int32](repeating: 0, count: size.count + 1)
        for place in carrying { before[Int(place) + 1] += 1 }
        for i in 1...size.count { before[i] += before[i - 1] }
        // Groups are ranges of the sorted suppliers; of the places with the same range, the highest number is lowest.
        var groupOf = [Int32](repeating: -1, count: size.count), groupOfRange: [UInt64: Int32] = [:]
        for place in stride(from: size.count - 1, to: 0, by: -1) {
            let low = before[place], high = before[place + Int(size[place])]
            if low == high { continue }
            let range = UInt64(UInt32(low)) << 32 | UInt64(UInt32(high))
            let group = groupOfRange[range] ?? Int32(groupOfRange.count)
            groupOfRange[range] = group
            groupOf[size.count - 1 - place] = group
        }
        return CompressedRows(rowCount: groupOfRange.count, rowOf: groupOf)
    }

    private func costs(ofGroup members: ArraySlice<Int32>, _ state: inout CascadeState) -> [Cost] {
        let last = Int32(failures.tree.size.count - 1)
        let places = members.map { last - $0 }
        guard let lowest = places.first else { return [] }
        let (cost, out) = run(Int(failures.tree.nodeAt[Int(lowest)]), place: lowest, &state)
        if places.count == 1 { return [cost] }
        if comesBack(from: lowest, state.lostAssets(cascade)) {
            return [cost] + places.dropFirst().map { run(Int(failures.tree.nodeAt[Int($0)]), place: $0, &state).cost }
        }
        let counted = Marks(out.filter { failures.isPlain[$0] }, failures, facilityStart: model.facilities.lowerBound)
        let below = plain.cost(of: lowest)
        return [cost] + places.dropFirst().map { place in
            var sums = plain.cost(of: place)
            for i in sums.indices {
                sums[i].subtract(below[i])
                sums[i].add(cost.sums[i])
            }
            let more = plain.facilityCount(place) - plain.facilityCount(lowest)
            let twice = counted.count(in: place, failures.tree) - counted.count(in: lowest, failures.tree)
            return Cost(place: place, sums: sums, facilities: cost.facilities + more - twice)
        }
    }

    /// Runs the failure of one asset; with the facilities, counted from 0, that lose a service.
    func run(_ asset: Int, place: Int32, _ state: inout CascadeState) -> (cost: Cost, facilities: [Int]) {
        let outage = cascade.run(
            [Disturbance(asset: Int32(asset), fromHours: 0, untilHours: .infinity, cause: .outOfService)],
            horizonHours: horizonHours, explaining: false, state: &state)
        var sums = [ExactSum](repeating: ExactSum(), count: plain.services.count), facilities: [Int] = []
        for interval in outage.services where interval.state == .out {
            let facility = Int(interval.facility) - model.facilities.lowerBound
            sums[slot[Int(interval.service)]].add(weight[facility] * (interval.untilHours - interval.fromHours))
            if facility != facilities.last { facilities.append(facility) }
        }
        return (Cost(place: place, sums: sums, facilities: Int32(facilities.count)), facilities)
    }

    /// Whether failures elsewhere reach the network of a place again beyond its subtree, or a service that it feeds too.
    private func comesBack(from place: Int32, _ lost: [Int32]) -> Bool {
        let part = failures.partOfNode[Int(failures.tree.nodeAt[Int(place)])], facilityStart = model.facilities.lowerBound
        var nodesOfPart: Int32 = 0
        for asset32 in lost {
            let asset = Int(asset32)
            if asset < model.nodeCount && failures.partOfNode[asset] == part {
                nodesOfPart += 1
                continue
            }
            if model.links.contains(asset) {
                if failures.partOfNode[Int(model.from[asset - model.nodeCount])] == part { return true }
                continue
            }
            for r in cascade.dependents(of: asset) {
                guard let pair = cascade.pair(ofNeed: Int(r)),
                    failures.isPlain[Int(model.requirements.asset[Int(r)]) - facilityStart]
                else { continue }
                if failures.partOfPair[pair] == part || failures.partOfPair[pair] < 0 { return true }
            }
        }
        return nodesOfPart != failures.tree.size[Int(place)]
    }

    /// Some facilities, marked where they lose a service.
    private struct Marks {
        private var places: [Int32] = []
        /// Running totals; one more than places.
        private var totals: [Int32] = [0]

        init(_ facilities: [Int], _ failures: FailureTree, facilityStart: Int) {
            var marks: [(place: Int32, change: Int32)] = [], points: [Int32] = []
            for facility in facilities {
                failures.points(ofFacility: facilityStart + facility, into: &points)
                failures.paths.forEachMark(of: points) { marks.append(($0, $1 ? 1 : -1)) }
            }
            marks.sort { $0.place < $1.place }
            for mark in marks {
                places.append(mark.place)
                totals.append((totals.last ?? 0) + mark.change)
            }
        }

        func count(in place: Int32, _ tree: DominatorTree) -> Int32 {
            totals[index(of: place + tree.size[Int(place)])] - totals[index(of: place)]
        }

        /// How many marks lie before a place.
        private func index(of place: Int32) -> Int {
            var low = 0, high = places.count
            while low < high {
                let middle = (low + high) / 2
                if places[middle] < place { low = middle + 1 } else { high = middle }
            }
            return low
        }
    }
}
