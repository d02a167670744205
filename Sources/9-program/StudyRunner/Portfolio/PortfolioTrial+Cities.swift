import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel
import ScenarioModel

extension PortfolioTrial {
    /// A city with what is remembered of its samples.
    struct World {
        let city: PortfolioWorld
        /// Disturbances of the first samples, as many as fit.
        var kept: [[Disturbance]]
        /// For each candidate that hardens: the samples in which that changes something, with the disturbances of its
        /// targets then.
        var replaced: [[(sample: Int, disturbances: [Disturbance])]]
        /// The set tried last, and what it leaves lost in each sample; nil where that is not known.
        var chosen: [Int] = []
        var losses: [SampleLosses?]
        /// What candidates add to that set in each sample; NaN where it is not known.
        var gains: [Int: [Double]] = [:]

        /// The clusters of losses that some candidates could change in a sample, ascending.
        func clusters(_ candidates: [Int], in sample: Int) -> [Int32] {
            guard let losses = losses[sample] else { return [] }
            if candidates.count == 1 { return Array(losses.clusters(of: candidates[0])) }
            return Set(candidates.flatMap { losses.clusters(of: $0) }).sorted()
        }

        /// What a candidate makes of its targets in a sample; nil where it changes nothing.
        func replaced(_ candidate: Int, in sample: Int) -> [Disturbance]? {
            let entries = replaced[candidate]
            var low = 0, high = entries.count
            while low < high {
                let middle = (low + high) / 2
                if entries[middle].sample < sample { low = middle + 1 } else { high = middle }
            }
            return low < entries.count && entries[low].sample == sample ? entries[low].disturbances : nil
        }
    }

    /// Disturbances of samples that are kept, in bytes.
    static let mostKept = 400_000_000

    /// The members of a set that have to be part of the city: those that change anything, and those that harden an asset
    /// together, whose effects cannot be taken from events with one of them.
    mutating func fixed(_ chosen: [Int]) -> [Int]? {
        if sharing == nil {
            guard let world = world([]) else { return nil }
            var hardenedBy: [Int32: [Int]] = [:]
            for (i, effect) in world.city.effects.enumerated() {
                if case .damage(let targets, _) = effect { for target in targets { hardenedBy[target, default: []].append(i) } }
            }
            var sharing = candidates.map { _ in Set<Int>() }
            for group in hardenedBy.values where group.count > 1 { for i in group { sharing[i].formUnion(group) } }
            self.sharing = sharing
        }
        guard let sharing, let effects = worlds[[]]?.city.effects else { return nil }
        let set = Set(chosen)
        return set.filter { i in effects[i] == nil || sharing[i].contains { other in other != i && set.contains(other) } }
            .sorted()
    }

    mutating func world(_ fixed: [Int]) -> World? {
        if let known = worlds[fixed] { return known }
        guard failure == nil else { return nil }
        do {
            let world = prepared(try makeWorld(fixed))
            // Two cities at a time are enough: that of the set, and that with one more candidate.
            if worlds.count > 2 { worlds = worlds.filter { $0.key.isEmpty } }
            worlds[fixed] = world
            return world
        } catch {
            failure = error
            return nil
        }
    }

    private func prepared(_ city: PortfolioWorld) -> World {
        let draws = draws, damage = city.run.damage
        let size = max(1, draws.disturbances(damage, 0).count) * MemoryLayout<Disturbance>.stride
        let keeping = min(count, Self.mostKept / size)
        var hardening: [[(candidate: Int, targets: [Int32])]] = city.hardened.map { _ in [] }
        for (i, effect) in city.effects.enumerated() {
            if case .damage(let targets, let number) = effect { hardening[number].append((i, targets)) }
        }
        let wanted = hardening
        let samples = parallelMap(count: count, threads: threads, scratch: {}) { number, _ in
            let before = draws.disturbances(damage, number)
            var changed: [(candidate: Int, disturbances: [Disturbance])] = []
            for (hardened, members) in zip(city.hardened, wanted) where !members.isEmpty {
                let after = draws.disturbances(hardened, number)
                for (candidate, targets) in members {
                    let old = targets.flatMap { before.of($0) }, new = targets.flatMap { after.of($0) }
                    if old != new { changed.append((candidate, new)) }
                }
            }
            return (kept: number < keeping ? before : [], changed: changed)
        }
        var replaced: [[(sample: Int, disturbances: [Disturbance])]] = city.effects.map { _ in [] }
        for (number, sample) in samples.enumerated() {
            for change in sample.changed { replaced[change.candidate].append((number, change.disturbances)) }
        }
        return World(
            city: city, kept: samples.prefix(keeping).map(\.kept), replaced: replaced,
            losses: Array(repeating: nil, count: count))
    }
}

extension [Disturbance] {
    /// Those of one asset; the list is sorted by asset.
    fileprivate func of(_ asset: Int32) -> ArraySlice<Disturbance> {
        var low = 0, high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].asset < asset { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < count && self[end].asset == asset { end += 1 }
        return self[low..<end]
    }
}
