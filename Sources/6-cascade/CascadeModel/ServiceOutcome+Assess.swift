import Computation
public import NetworkModel

extension ServiceOutcome {
    /// Sums what people lose in one run.
    ///
    /// Sums are exact integers underneath (`ExactSum`), so that they do not depend on the order of facilities.
    /// - Complexity: O(service outages), plus one pass over the facilities for the base of the shares.
    public init(_ outage: Outage, on model: CityModel, base: ServiceBase) {
        let horizon = outage.horizonHours
        var consequence = ExactSum()
        var totals = base.services.map { ServiceSums(service: $0) }
        var losses: [FacilityLoss] = []
        var index = 0
        while index < outage.services.count {
            let first = outage.services[index]
            var end = index
            while end < outage.services.count, outage.services[end].facility == first.facility,
                outage.services[end].service == first.service { end += 1 }
            let intervals = outage.services[index..<end]
            index = end

            let facility = Int(first.facility)
            var loss = FacilityLoss(
                facility: facility, service: Int(first.service), firstLossHours: first.fromHours,
                firstOutHours: .infinity, onReserveHours: 0, outHours: 0, restoredHours: .infinity,
                causedBy: Int(first.causedBy))
            for interval in intervals {
                let hours = interval.untilHours - interval.fromHours
                switch interval.state {
                case .onReserve: loss.onReserveHours += hours
                case .out:
                    loss.outHours += hours
                    if loss.firstOutHours == .infinity {
                        loss.firstOutHours = interval.fromHours
                        loss.causedBy = Int(interval.causedBy)
                    }
                }
            }
            if let last = intervals.last, last.untilHours < horizon { loss.restoredHours = last.untilHours }
            losses.append(loss)
            consequence.add(base.weight(of: facility, in: model) * loss.outHours)
            guard let slot = base.slot[Int(first.service)] else { continue }
            totals[slot].add(intervals, loss, model, base)
        }
        self.consequence = consequence.value
        residents = base.residents
        services = totals.map { $0.totals(residents: base.residents, horizon: horizon, base) }
        self.losses = losses
        if outage.isExplained { origins = outage.lossOrigins(on: model) }
    }
}

/// What all outcomes on one model are measured against; made once per model.
public struct ServiceBase: Sendable {
    /// Positions in `CityModel.services` of the services that facilities require.
    let services: [Int]
    let names: [String]
    let slot: [Int: Int]
    /// Residents of all facilities.
    public let residents: Double
    /// What one hospital bed counts for in C beside one resident.
    public let bedWeight: Double

    public init(_ model: CityModel, bedWeight: Double = 0) {
        var used = Set<Int>()
        var residents = ExactSum()
        for facility in model.facilities {
            residents.add(model.value(.residents, of: facility) ?? 0)
            for r in model.requirements.ofAsset(facility) { used.insert(Int(model.requirements.service[r])) }
        }
        services = used.sorted()
        names = model.services
        slot = Dictionary(uniqueKeysWithValues: services.enumerated().map { ($1, $0) })
        self.residents = residents.value
        self.bedWeight = bedWeight
    }

    /// The services that facilities require, in the order of `ServiceOutcome.services`.
    public var serviceNames: [String] { services.map { names[$0] } }

    /// Place in `serviceNames` of a service, by its position in `CityModel.services`; nil when no facility requires it.
    public func place(ofService service: Int) -> Int? { slot[service] }

    /// Weight of a facility in C: its own weight (residents by default) and its beds as the scenario counts them.
    public func weight(of facility: Int, in model: CityModel) -> Double {
        let beds = bedWeight == 0 ? 0 : bedWeight * (model.value(.beds, of: facility) ?? 0)
        return model.weight(of: facility) + beds
    }
}

/// Running sums of one service.
private struct ServiceSums {
    let service: Int
    var affected = ExactSum(), residentHours = ExactSum(), bedHours = ExactSum()
    var byKind: [String: Int] = [:]
    var changes: [(hours: Double, residents: Double)] = []

    init(service: Int) { self.service = service }

    mutating func add(
        _ intervals: ArraySlice<Outage.ServiceOutage>, _ loss: ServiceOutcome.FacilityLoss, _ model: CityModel,
        _ base: ServiceBase
    ) {
        guard loss.outHours > 0 else { return }
        let residents = model.value(.residents, of: loss.facility) ?? 0
        affected.add(residents)
        residentHours.add(residents * loss.outHours)
        if model.isKind(loss.facility, .hospital) {
            bedHours.add((model.value(.beds, of: loss.facility) ?? 0) * loss.outHours)
        }
        byKind[model.kindName(loss.facility), default: 0] += 1
        for interval in intervals where interval.state == .out && residents > 0 {
            changes.append((interval.fromHours, residents))
            changes.append((interval.untilHours, -residents))
        }
    }

    func totals(residents: Double, horizon: Double, _ base: ServiceBase) -> ServiceOutcome.ServiceTotals {
        var out = ExactSum()
        var peak = 0.0, lost = 0.0
        var curve = [ServiceOutcome.CurveStep(hours: 0, shareServed: 1)]
        let sorted = changes.sorted { $0.hours < $1.hours }
        var index = 0
        while index < sorted.count, sorted[index].hours < horizon {
            let now = sorted[index].hours
            while index < sorted.count && sorted[index].hours == now {
                out.add(sorted[index].residents)
                index += 1
            }
            peak = max(peak, out.value)
            let share = residents > 0 ? 1 - out.value / residents : 1
            if curve[curve.count - 1].hours == now { curve.removeLast() }
            if curve.last?.shareServed != share { curve.append(.init(hours: now, shareServed: share)) }
        }
        for (i, step) in curve.enumerated() {
            let until = i + 1 < curve.count ? curve[i + 1].hours : horizon
            lost += (1 - step.shareServed) * (until - step.hours)
        }
        return .init(
            service: base.names[service], residentsAffected: affected.value, residentsOutPeak: peak,
            residentHoursLost: residentHours.value, hospitalBedHoursLost: bedHours.value, facilitiesOutByKind: byKind,
            resilienceCurve: curve, resilienceLossHours: lost)
    }
}
