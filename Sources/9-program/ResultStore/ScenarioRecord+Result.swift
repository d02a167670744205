import CascadeModel
import Computation
import DamageModel
import NetworkModel
import ReportWriting
public import StudyRunner

extension ScenarioRecord {
    /// - Complexity: O(losses + outages), with one walk along the chain for each distinct cause.
    public init(_ result: ScenarioResult) {
        let event = result.event, drawn = result.samples.estimates
        let number = Renumbering(from: event.model, to: result.network.model)
        var causes = Causes(event.outage)
        self.init(
            consequence: event.outcome.consequence, consequenceDrawn: drawn?.consequence,
            services: Self.services(event.outcome, drawn),
            measures: result.measures.map { Self.measure($0, without: event.outcome) }, facilities: [], outHours: [],
            vulnerable: Self.vulnerable(event, drawn, number, &causes), assets: Self.assets(event, number), origins: [],
            draws: result.samples.samples.map(\.consequence),
            firstFacility: result.network.model.facilities.lowerBound)
        add(event, number, &causes)
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

    /// A curve of at most 200 steps: the share at each of 200 hours at equal distances where there are more.
    private static func thinned(_ curve: [ServiceOutcome.CurveStep]) -> [ServiceOutcome.CurveStep] {
        guard curve.count > 200, let last = curve.last?.hours, last > 0 else { return curve }
        var thin: [ServiceOutcome.CurveStep] = [], next = 0
        for i in 0..<200 {
            let hours = last * Double(i) / 199
            while next + 1 < curve.count, curve[next + 1].hours <= hours { next += 1 }
            if thin.last?.shareServed != curve[next].shareServed { thin.append(.init(hours: hours, shareServed: curve[next].shareServed)) }
        }
        return thin
    }

    private static func measure(_ run: MeasureRun, without: ServiceOutcome) -> MeasureFigures {
        MeasureFigures(
            title: run.result.title, costEuros: run.result.costEuros, consequence: run.result.outcome.consequence,
            avoided: without.consequence - run.result.outcome.consequence, avoidedDrawn: run.result.consequenceAvoided,
            services: services(run.result.outcome, run.samples.estimates), draws: run.samples.samples.map(\.consequence))
    }

    /// The facilities, and what their longest outages begin with.
    private mutating func add(_ event: EventRun, _ number: Renumbering, _ causes: inout Causes) {
        let losses = event.outcome.losses, width = services.count
        let place = event.model.services.indices.map { event.base.place(ofService: $0) }
        var begun: [Int: (hours: ExactSum, facilities: Int)] = [:]
        facilities.reserveCapacity(losses.count / max(1, width))
        outHours.reserveCapacity(losses.count)
        var index = 0
        while index < losses.count {
            let facility = losses[index].facility
            var own = FacilityFigures(
                asset: number[facility], weightedHours: 0, firstOutHours: .nan, longestOutHours: 0, origin: -1)
            let start = outHours.count
            for _ in 0..<width { outHours.append(.nan) }
            var longest = index, total = ExactSum()
            while index < losses.count, losses[index].facility == facility {
                let loss = losses[index]
                if let slot = place[loss.service] { outHours[start + slot] = loss.outHours }
                if loss.outHours > 0 {
                    total.add(loss.outHours)
                    own.firstOutHours = own.firstOutHours.isNaN ? loss.firstOutHours : min(own.firstOutHours, loss.firstOutHours)
                    if loss.outHours > own.longestOutHours { (own.longestOutHours, longest) = (loss.outHours, index) }
                }
                index += 1
            }
            own.weightedHours = event.base.weight(of: facility, in: event.model) * total.value
            if own.longestOutHours > 0 { own.origin = number[causes.first(of: losses[longest])] }
            if own.origin >= 0 {
                begun[own.origin, default: (ExactSum(), 0)].hours.add(own.weightedHours)
                begun[own.origin, default: (ExactSum(), 0)].facilities += 1
            }
            facilities.append(own)
        }
        // Facilities keep their order under another numbering: measures add links only.
        origins = begun.map { OriginFigures(asset: $0.key, weightedHours: $0.value.hours.value, facilities: $0.value.facilities) }
            .sorted { $0.asset < $1.asset }
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
                asset: Int(hit.asset), fromHours: .nan, untilHours: .nan, downHours: .nan,
                repairedHours: hit.untilHours, reason: reason(hit.cause),
                damageState: Int(hit.state.rawValue), intensity: hit.cause == .outOfService ? .nan : hit.intensity,
                causedBy: -1)
        }
        var index = 0
        let outages = event.outage.assets
        while index < outages.count {
            let first = outages[index]
            while let asset = hits.first?.asset, asset < first.asset, let row = nextHit() { rows.append(row) }
            var own = AssetFigures(
                asset: Int(first.asset), fromHours: first.fromHours, untilHours: first.untilHours, downHours: 0,
                repairedHours: .nan, reason: .lostService, damageState: 0, intensity: .nan, causedBy: Int(first.causedBy))
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
                own.untilHours = outages[index].untilHours
                index += 1
            }
            rows.append(own)
        }
        while let row = nextHit() { rows.append(row) }
        if number.isIdentity { return rows }
        return rows.compactMap { row in
            var row = row
            row.asset = number[row.asset]
            row.causedBy = number[row.causedBy]
            return row.asset >= 0 ? row : nil
        }.sorted { $0.asset < $1.asset }
    }

    private static func reason(_ cause: Disturbance.Cause) -> Reason {
        switch cause {
        case .flooded: .flooded
        case .damaged: .damaged
        case .outOfService: .outOfService
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

/// Chains of causes, each walked once.
private struct Causes {
    private let outage: Outage
    private var known: [Key: [Int]] = [:]
    private struct Key: Hashable {
        var asset: Int
        var hours: Double
    }
    init(_ outage: Outage) { self.outage = outage }

    /// From the asset that was hit to what stopped delivering; the facility itself when it was hit.
    mutating func chain(of loss: ServiceOutcome.FacilityLoss) -> [Int] {
        guard loss.causedBy >= 0 else { return [] }
        let hours = loss.outHours > 0 && loss.firstOutHours.isFinite ? loss.firstOutHours : loss.firstLossHours
        let key = Key(asset: loss.causedBy, hours: hours)
        if let chain = known[key] { return chain }
        let chain = outage.causeChain(of: Int32(loss.causedBy), at: hours).map { Int($0) }
        known[key] = chain.isEmpty ? [loss.causedBy] : chain
        return known[key] ?? []
    }
    mutating func first(of loss: ServiceOutcome.FacilityLoss) -> Int { chain(of: loss).first ?? -1 }
}
