public import CascadeModel
public import Computation
public import CriticalityRanking
import DamageModel
import NetworkModel
public import ReportWriting
import ScenarioModel

/// What is kept of many samples: counts and exact sums, whose size depends on the city and not on the number of samples.
public struct SampleTotals: Sendable, Equatable {
    /// Draws in all, and in each replicate.
    public private(set) var count = 0
    public private(set) var sizes = Array(repeating: 0, count: Replicates.count)
    public let draws: DrawScheme

    /// C, weighted hours.
    public private(set) var consequence = ReplicateSums()
    public private(set) var distribution = LossDistribution()
    private var services: [Service]
    /// Vulnerable places by each service that they need: in how many samples they were out, and for how long in all.
    private var places: [Place]
    /// For each facility its first entry in `places`; −1 for one that is not vulnerable.
    private let firstPlace: [Int32]
    private let facilityStart: Int
    private let horizonHours: Double
    /// In how many samples each asset was hit by the event itself before the horizon.
    public private(set) var timesHit: [Int32]

    private struct Service: Sendable, Equatable {
        var name: String
        var residentHours = ReplicateSums(), residentsOutPeak = ReplicateSums(), bedHours = ReplicateSums()
        var band: ServiceBand
    }
    private struct Place: Sendable, Equatable {
        var facility: Int32
        var service: UInt8
        var timesOut = 0
        var hoursOut = ExactSum()
    }

    /// Nothing yet.
    public init(of event: EventRun, _ scenario: Scenario) {
        let model = event.model, vulnerable = model.kinds.map { AssetKind.vulnerable.contains($0) }
        draws = scenario.draws
        services = event.base.serviceNames.map {
            Service(name: $0, band: ServiceBand(horizonHours: scenario.horizonHours))
        }
        var places: [Place] = [], firstPlace = [Int32](repeating: -1, count: model.facilityCount)
        for (i, facility) in model.facilities.enumerated() where vulnerable[Int(model.kind[facility])] {
            firstPlace[i] = Int32(places.count)
            for pair in event.cascade.pairs(ofFacility: facility) {
                places.append(Place(facility: Int32(facility), service: event.cascade.pairs[pair].service))
            }
        }
        self.places = places
        self.firstPlace = firstPlace
        facilityStart = model.facilities.lowerBound
        horizonHours = scenario.horizonHours
        timesHit = Array(repeating: 0, count: model.assetCount)
    }

    mutating func add(_ outcome: ServiceOutcome, _ disturbances: [Disturbance], ofDraw number: Int) {
        count += 1
        sizes[Replicates.group(ofSample: number)] += 1
        consequence.add(outcome.consequence, ofSample: number)
        distribution.add(outcome.consequence)
        for (i, service) in outcome.services.enumerated() {
            services[i].residentHours.add(service.residentHoursLost, ofSample: number)
            services[i].residentsOutPeak.add(service.residentsOutPeak, ofSample: number)
            services[i].bedHours.add(service.hospitalBedHoursLost, ofSample: number)
            services[i].band.add(service.resilienceCurve)
        }
        for loss in outcome.losses where loss.outHours > 0 && firstPlace[loss.facility - facilityStart] >= 0 {
            var place = Int(firstPlace[loss.facility - facilityStart])
            while places[place].service != UInt8(loss.service) { place += 1 }
            places[place].timesOut += 1
            places[place].hoursOut.add(loss.outHours)
        }
        var last: Int32 = -1
        for disturbance in disturbances where disturbance.asset != last && disturbance.fromHours < horizonHours {
            last = disturbance.asset
            timesHit[Int(last)] += 1
        }
    }

    /// Joins the totals of other draws of the same event on the same city.
    public mutating func merge(_ other: Self) {
        count += other.count
        for i in sizes.indices { sizes[i] += other.sizes[i] }
        consequence.merge(other.consequence)
        distribution.merge(other.distribution)
        for i in services.indices {
            services[i].residentHours.merge(other.services[i].residentHours)
            services[i].residentsOutPeak.merge(other.services[i].residentsOutPeak)
            services[i].bedHours.merge(other.services[i].bedHours)
            services[i].band.merge(other.services[i].band)
        }
        for i in places.indices {
            places[i].timesOut += other.places[i].timesOut
            places[i].hoursOut.add(other.places[i].hoursOut)
        }
        for i in timesHit.indices { timesHit[i] += other.timesHit[i] }
    }

    /// Means with 95 % intervals; nil without samples.
    public var estimates: SampledOutcome? {
        guard count > 0 else { return nil }
        var outcome = SampledOutcome(
            consequence: consequence.estimate(sizes),
            services: services.map {
                SampledOutcome.ServiceEstimate(
                    service: $0.name, residentHoursLost: $0.residentHours.estimate(sizes),
                    residentsOutPeak: $0.residentsOutPeak.estimate(sizes),
                    hospitalBedHoursLost: $0.bedHours.estimate(sizes))
            },
            facilityOut: places.filter { $0.timesOut > 0 }.map {
                (
                    facility: Int($0.facility), service: Int($0.service),
                    probability: Estimate(successes: $0.timesOut, of: count),
                    meanOutHours: $0.hoursOut.value / Double(count)
                )
            })
        outcome.draws = draws
        outcome.bands = services.map(\.band.points)
        outcome.consequenceRange = distribution.quantile(0.05).flatMap { low in
            distribution.quantile(0.95).map { (low, $0) }
        }
        return outcome
    }

    /// Mean reduction of C on the same draws; nil without samples.
    public func consequenceAvoided(by other: Self) -> Estimate? {
        guard count > 0, sizes == other.sizes else { return nil }
        return consequence.estimate(less: other.consequence, sizes)
    }
}
