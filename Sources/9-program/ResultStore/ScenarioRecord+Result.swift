import CascadeModel
import Computation
import DamageModel
import HazardModel
import NetworkModel
import ReportWriting
public import StudyRunner

extension ScenarioRecord {
    /// - Complexity: O(losses + outages), with one walk along the chain for each distinct cause.
    public init(_ result: ScenarioResult) {
        let event = result.event, drawn = result.samples.estimates
        let number = Renumbering(from: event.model, to: result.network.model)
        var causes = Causes(event.outage, assets: event.model.assetCount)
        self.init(
            consequence: event.outcome.consequence, consequenceDrawn: drawn?.consequence,
            services: Self.services(event.outcome, drawn),
            measures: result.measures.map { Self.measure($0, without: event.outcome) }, facilities: [], outHours: [],
            vulnerable: Self.vulnerable(event, drawn, number, &causes), assets: Self.assets(event, number), origins: [],
            draws: DrawSums(result.samples), access: [], portfolio: [], yearlyFrequency: Self.yearlyFrequency(event),
            firstFacility: result.network.model.facilities.lowerBound)
        add(event, number, &causes)
        access = Self.access(result, number)
        portfolio = Self.portfolio(result)
    }

    /// Of the one event that the scenario consists of, where it states after how many years it returns.
    private static func yearlyFrequency(_ event: EventRun) -> Double? {
        event.fields.count == 1 ? event.fields[0].returnPeriodYears.map { 1 / $0 } : nil
    }

    private static func services(_ outcome: ServiceOutcome, _ drawn: SampledOutcome?) -> [ServiceFigures] {
        outcome.services.enumerated().map { place, totals in
            ServiceFigures(
                service: totals.service, residentsAffected: totals.residentsAffected,
                residentsOutPeak: totals.residentsOutPeak, residentHoursLost: totals.residentHoursLost,
                bedHoursLost: totals.hospitalBedHoursLost, resilienceLossHours: totals.resilienceLossHours,
                outByKind: totals.facilitiesOutByKind, curve: thinned(totals.resilienceCurve),
                residentHoursDrawn: drawn?.services[place].residentHoursLost)
        }
    }

    /// A curve of at most 100 steps: the share at each of 100 hours at equal distances where there are more.
    private static func thinned(_ curve: [ServiceOutcome.CurveStep]) -> [ServiceOutcome.CurveStep] {
        guard curve.count > 100, let last = curve.last?.hours, last > 0 else { return curve }
        var thin: [ServiceOutcome.CurveStep] = [], next = 0
        for i in 0..<100 {
            let hours = last * Double(i) / 99
            while next + 1 < curve.count, curve[next + 1].hours <= hours { next += 1 }
            if thin.last?.shareServed != curve[next].shareServed { thin.append(.init(hours: hours, shareServed: curve[next].shareServed)) }
        }
        return thin
    }

    private static func measure(_ run: MeasureRun, without: ServiceOutcome) -> MeasureFigures {
        MeasureFigures(
            title: run.result.title, costEuros: run.result.costEuros, consequence: run.result.outcome.consequence,
            avoided: without.consequence - run.result.outcome.consequence, avoidedDrawn: run.result.consequenceAvoided,
            services: services(run.result.outcome, run.samples.estimates), draws: DrawSums(run.samples))
    }

    /// The facilities, and what their longest outages begin with.
    private mutating func add(_ event: EventRun, _ number: Renumbering, _ causes: inout Causes) {
        let losses = event.outcome.losses, width = services.count
        let place = event.model.services.indices.map { event.base.place(ofService: $0) ?? -1 }
        var begun = [ExactSum](repeating: ExactSum(), count: event.model.assetCount)
        var facilitiesBegun = [Int32](repeating: 0, count: event.model.assetCount)
        facilities.reserveCapacity(losses.count / max(1, width))
        outHours.reserveCapacity(losses.count)
        var index = 0
        while index < losses.count {
            let facility = losses[index].facility
            var own = FacilityFigures(
                asset: number[facility], weight: event.base.weight(of: facility, in: event.model), firstOutHours: .nan,
                longestOutHours: 0, allOutHours: 0, origin: -1)
            let start = outHours.count
            for _ in 0..<width { outHours.append(.nan) }
            var longest = index
            while index < losses.count, losses[index].facility == facility {
                let hours = losses[index].outHours, slot = place[losses[index].service]
                if slot >= 0 { outHours[start + slot] = hours }
                if hours > 0 {
                    own.allOutHours += hours
                    own.firstOutHours = own.firstOutHours.isNaN ? losses[index].firstOutHours : min(own.firstOutHours, losses[index].firstOutHours)
                    if hours > own.longestOutHours { (own.longestOutHours, longest) = (hours, index) }
                }
                index += 1
            }
            if own.longestOutHours > 0 {
                let first = causes.first(of: losses[longest])
                if first >= 0 {
                    begun[first].add(own.weight * own.allOutHours)
                    facilitiesBegun[first] += 1
                    own.origin = number[first]
                }
            }
            facilities.append(own)
        }
        // What a facility loses because it is hit itself begins nowhere else. Assets keep their order under another
        // numbering: measures add links only.
        for asset in 0..<event.model.facilities.lowerBound where facilitiesBegun[asset] > 0 && number[asset] >= 0 {
            origins.append(
                OriginFigures(asset: number[asset], weightedHours: begun[asset].value, facilities: Int(facilitiesBegun[asset])))
        }
    }

    private static func vulnerable(
        _ event: EventRun, _ drawn: SampledOutcome?, _ number: Renumbering, _ causes: inout Causes
    ) -> [VulnerableFigures] {
        let model = event.model
        let isVulnerable = model.kinds.map { AssetKind.vulnerable.contains($0) }
        var rows: [Int: VulnerableFigures] = [:]
        func key(_ facility: Int, _ service: Int) -> Int { facility * 256 + service }
        for loss in event.outcome.losses where isVulnerable[Int(model.kind[loss.facility])] {
            rows[key(loss.facility, loss.service)] = VulnerableFigures(
                asset: number[loss.facility], service: model.services[loss.service], firstLossHours: loss.firstLossHours,
                firstOutHours: loss.firstOutHours, onReserveHours: loss.onReserveHours, outHours: loss.outHours,
                restoredHours: loss.restoredHours, chain: causes.chain(of: loss).map { model.id($0) }, outDrawn: nil,
                meanOutHours: .nan)
        }
        for out in drawn?.facilityOut ?? [] {
            var row = rows[key(out.facility, out.service)]
                ?? VulnerableFigures(
                    asset: number[out.facility], service: model.services[out.service], firstLossHours: .nan,
                    firstOutHours: .nan, onReserveHours: 0, outHours: 0, restoredHours: .nan, chain: [], outDrawn: nil,
                    meanOutHours: .nan)
            (row.outDrawn, row.meanOutHours) = (out.probability, out.meanOutHours)
            rows[key(out.facility, out.service)] = row
        }
        return rows.keys.sorted().compactMap { rows[$0] }.filter { $0.asset >= 0 }
    }

    private static func assets(_ event: EventRun, _ number: Renumbering) -> [AssetFigures] {
        var rows: [AssetFigures] = []
        rows.reserveCapacity(event.outage.assets.count)
        var hits = event.disturbances[...]
        /// The first thing that the event itself did to the next asset it hit.
        func nextHit() -> AssetFigures? {
            guard let hit = hits.first else { return nil }
            hits = hits.drop { $0.asset == hit.asset }
            return AssetFigures(
                asset: Int(hit.asset), fromHours: .nan, downHours: .nan, repairedHours: hit.untilHours, reason: reason(hit.cause),
                damageState: Int(hit.state.rawValue), intensity: [.outOfService, .observed].contains(hit.cause) ? .nan : hit.intensity)
        }
        var index = 0
        let outages = event.outage.assets
        while index < outages.count {
            let first = outages[index]
            while let asset = hits.first?.asset, asset < first.asset, let row = nextHit() { rows.append(row) }
            var own = AssetFigures(
                asset: Int(first.asset), fromHours: first.fromHours, downHours: 0, repairedHours: .nan,
                reason: .lostService, damageState: 0, intensity: .nan)
            if hits.first?.asset == first.asset, let hit = nextHit() {
                (own.reason, own.damageState, own.intensity) = (hit.reason, hit.damageState, hit.intensity)
                own.repairedHours = hit.repairedHours
            }
            switch first.reason {
            case .hazard: break
            case .cascade: own.reason = .lostService
            case .unsupplied: own.reason = .lostSupply
            case .deadlock: own.reason = .deadlock
            }
            while index < outages.count, outages[index].asset == first.asset {
                own.downHours += outages[index].untilHours - outages[index].fromHours
                index += 1
            }
            rows.append(own)
        }
        while let row = nextHit() { rows.append(row) }
        if number.isIdentity { return rows }
        return rows.compactMap { row in
            var row = row
            row.asset = number[row.asset]
            return row.asset >= 0 ? row : nil
        }.sorted { $0.asset < $1.asset }
    }

    private static func reason(_ cause: Disturbance.Cause) -> Reason {
        switch cause {
        case .flooded: .flooded
        case .damaged: .damaged
        case .outOfService: .outOfService
        case .observed: .observed
        }
    }
}

/// The numbers that assets have in the network's own model; −1 for those that a measure added.
struct Renumbering {
    private let numbers: [Int]
    var isIdentity: Bool { numbers.isEmpty }

    init(from changed: CityModel, to model: CityModel) {
        let isSame = changed.assetCount == model.assetCount
        numbers = isSame ? [] : (0..<changed.assetCount).map { model.asset(named: changed.id($0)) ?? -1 }
    }
    subscript(asset: Int) -> Int { asset < 0 ? -1 : numbers.isEmpty ? asset : numbers[asset] }
}
