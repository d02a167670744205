import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel
import ScenarioModel

/// What sets of candidates avoid, on the same draws of an event: each run through the cascade, but only in the samples
/// and among the losses in which it can make a difference.
struct PortfolioTrial {
    let candidates: [any Measure]
    let draws: EventSeed
    let threads: Int
    /// Samples 0 ..< count of the seed.
    let count: Int
    /// Makes a city that some candidates are part of.
    let makeWorld: ([Int]) throws -> PortfolioWorld
    let progress: (String) -> Void
    var worlds: [[Int]: World] = [:]
    /// For each candidate those that harden an asset that it hardens too.
    var sharing: [Set<Int>]?
    /// The first thing that went wrong in making a city; values are 0 from then on.
    var failure: (any Error)?
    /// Runs of the cascade so far.
    var runsMade = 0

    /// Which draws: a seed and a way of drawing, or the median event alone.
    struct EventSeed: Sendable {
        var seed: UInt64
        var scheme: DrawScheme
        var isRandom: Bool
        func disturbances(_ damage: DamageAssessment, _ number: Int) -> [Disturbance] {
            isRandom ? damage.sample(number, seed: seed, draws: scheme) : damage.deterministic()
        }
    }

    init(
        _ candidates: [any Measure], draws: EventSeed, count: Int, threads: Int,
        progress: @escaping (String) -> Void = { _ in }, world: @escaping ([Int]) throws -> PortfolioWorld
    ) {
        self.candidates = candidates
        self.draws = draws
        self.count = draws.isRandom ? count : 1
        self.threads = threads
        makeWorld = world
        self.progress = progress
    }

    /// What a candidate adds to a set, by replicate.
    mutating func difference(of candidate: Int, beyond chosen: [Int]) -> ReplicateSums {
        differences(of: [candidate], beyond: chosen)[0]
    }

    /// The same for several candidates, each by itself.
    mutating func differences(of list: [Int], beyond chosen: [Int]) -> [ReplicateSums] {
        progress("portfolio: \(list.count) of \(candidates.count) candidates beside \(chosen.count) chosen, \(count) samples")
        var sums = list.map { _ in ReplicateSums() }
        guard let here = fixed(chosen), var world = world(here) else { return sums }
        var switched: [Int] = [], others: [(place: Int, fixed: [Int])] = []
        for place in list.indices {
            guard let there = fixed(chosen + [list[place]]) else { return sums }
            if there == here { switched.append(place) } else { others.append((place, there)) }
        }
        for (place, sum) in zip(switched, switchedDifferences(switched.map { list[$0] }, chosen, &world)) {
            sums[place] = sum
        }
        worlds[here] = world
        for (place, there) in others {
            guard let before = consequences(chosen, here), let after = consequences(chosen + [list[place]], there)
            else { return sums }
            for sample in 0..<count { sums[place].add(before[sample] - after[sample], ofSample: sample) }
        }
        return sums
    }

    /// C of every sample with a set.
    private mutating func consequences(_ chosen: [Int], _ fixed: [Int]) -> [Double]? {
        guard var world = world(fixed) else { return nil }
        remember(chosen, &world)
        learnLosses(Array(0..<count), chosen, &world)
        worlds[fixed] = world
        return world.losses.map { $0?.consequence ?? 0 }
    }
}

extension PortfolioTrial: PortfolioObjective {
    mutating func gains(of candidates: [Int], beyond chosen: [Int]) -> [Double] {
        differences(of: candidates, beyond: chosen).map(\.total)
    }

    mutating func value(of chosen: [Int]) -> Double {
        guard let fixed = fixed(chosen), let before = consequences([], []), let after = consequences(chosen, fixed)
        else { return 0 }
        var sum = ExactSum()
        for sample in 0..<count { sum.add(before[sample] - after[sample]) }
        return sum.value
    }
}
