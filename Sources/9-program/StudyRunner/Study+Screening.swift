public import CascadeModel
import Computation
import CriticalityRanking
import DamageModel
import NetworkModel
import ScenarioModel

extension Study {
    /// Draws the event many times and follows each draw through all networks at once, without time: everything that it
    /// puts out of use is out together, nothing is repaired, reserves count as asked.
    /// - Parameter samples: draws.
    public func screen(
        samples: Int, reserves: Screening.Reserves, threads: Int = 0, progress: (String) -> Void = { _ in }
    ) throws -> ScreeningResult {
        let event = try strike(progress)
        progress("samples")
        let model = event.model, damage = event.damage, seed = scenario.seed, scheme = scenario.draws
        let horizon = scenario.horizonHours
        let count = damage.isRandom ? samples : 1
        let screening = Screening(event.cascade, reserves: reserves)
        let size = Screening.samplesAtOnce
        let totals = parallelSum(
            over: 0..<((count + size - 1) / size), threads: threads, scratch: { ScreenedSamples(for: screening) },
            from: ScreeningTotals(model, screening)
        ) { block, screened, totals in
            screened.begin(screening)
            let draws = (block * size)..<min(count, (block + 1) * size)
            for draw in draws {
                let disturbances = damage.isRandom ? damage.sample(draw, seed: seed, draws: scheme) : event.disturbances
                let hit = disturbances.lazy.filter { $0.fromHours < horizon && $0.fromHours < $0.untilHours }.map(\.asset)
                screened.fail(Array(hit), inSample: draw - draws.lowerBound, screening)
            }
            screened.settle(screening)
            totals.add(screened, draws, screening)
        } merging: {
            $0.merge($1)
        }
        return totals.result(event, screening, isRandom: damage.isRandom)
    }
}

/// What is kept while draws are screened: counts and exact sums, whose size does not grow with the number of draws.
private struct ScreeningTotals: Sendable {
    private var tally: ScreeningTally
    private var residentsOut: [ReplicateSums]
    private var distribution: [LossDistribution]
    private var sizes = Array(repeating: 0, count: Replicates.count)

    init(_ model: CityModel, _ screening: Screening) {
        tally = ScreeningTally(model, screening)
        residentsOut = Array(repeating: ReplicateSums(), count: model.services.count)
        distribution = Array(repeating: LossDistribution(), count: model.services.count)
    }

    mutating func add(_ screened: ScreenedSamples, _ draws: Range<Int>, _ screening: Screening) {
        let residents = tally.add(screened, samples: draws.count, screening)
        for draw in draws { sizes[Replicates.group(ofSample: draw)] += 1 }
        for service in residents.indices {
            for (draw, figure) in zip(draws, residents[service]) {
                residentsOut[service].add(figure, ofSample: draw)
                distribution[service].add(figure)
            }
        }
    }

    mutating func merge(_ other: Self) {
        tally.merge(other.tally)
        for i in sizes.indices { sizes[i] += other.sizes[i] }
        for s in residentsOut.indices {
            residentsOut[s].merge(other.residentsOut[s])
            distribution[s].merge(other.distribution[s])
        }
    }

    func result(_ event: EventRun, _ screening: Screening, isRandom: Bool) -> ScreeningResult {
        let losses = zip(event.cascade.pairs, tally.outCount(screening)).filter { $1 > 0 }.map { pair, count in
            ScreeningResult.Loss(
                facility: Int(pair.facility), service: Int(pair.service),
                probability: isRandom ? Estimate(successes: count, of: tally.samples) : .init(mean: 1, lower: 1, upper: 1, samples: 1))
        }
        let services = Set(event.cascade.pairs.map { Int($0.service) }).sorted().map { service in
            let range = distribution[service].quantile(0.05).flatMap { low in
                distribution[service].quantile(0.95).map { (low, $0) }
            }
            return ScreeningResult.Service(
                service: service, residentsOut: residentsOut[service].estimate(sizes), range: range ?? (0, 0))
        }
        return ScreeningResult(
            samples: tally.samples, isRandom: isRandom, reserves: screening.reserves, services: services,
            losses: losses, ignoresTravelLimit: event.cascade.hasTravelLimit)
    }
}
