import CascadeModel
import DamageModel
import Diagnostics
import NetworkModel
import ScenarioModel

extension Study {
    /// The cascade with reserves that last as long as was seen.
    ///
    /// Seen on reserve at hour t with h hours left, a requirement whose suppliers failed at hour L in the median event
    /// lasts until t + h: it is given t + h − L hours. One observation after the other in the order of time, as each may
    /// change what the next one finds. Where the model has supply at t nothing is changed, and the report shows that both
    /// differ; neither is anything changed where a measure has given the place another reserve.
    /// - Throws: `InputError` `observation-service` for an asset that does not need the service that is named.
    func observingReserves(
        _ cascade: Cascade, on city: CityModel, _ disturbances: [Disturbance], _ crews: CrewPlan?
    ) throws -> Cascade {
        let seen = scenario.observations.assets.filter { $0.reserveHours != nil }.sorted { ($0.hours, $0.asset) < ($1.hours, $1.asset) }
        guard !seen.isEmpty else { return cascade }
        var cascade = cascade, state = CascadeState(for: cascade)
        for observation in seen {
            guard let asset = city.asset(named: observation.asset), let left = observation.reserveHours else { continue }
            let outage = cascade.run(
                disturbances, horizonHours: scenario.horizonHours, crews: crews, state: &state)
            for need in try needs(of: asset, meant: observation, in: city) where isAsInNetwork(need, city) {
                guard let lost = Self.unmetSince(need, at: observation.hours, city, outage) else { continue }
                cascade = cascade.withReserve(observation.hours + left - lost, ofNeed: need)
            }
        }
        return cascade
    }

    private func needs(
        of asset: Int, meant observation: Observations.AssetObservation, in city: CityModel
    ) throws(InputError) -> [Int] {
        let all = Array(city.requirements.ofAsset(asset))
        // No service named: what the network gives a reserve. A road, say, cannot be meant.
        guard let service = observation.service else { return all.filter { city.requirements.bufferHours[$0] > 0 } }
        let meant = all.filter { city.services[Int(city.requirements.service[$0])] == service }
        guard meant.isEmpty else { return meant }
        let names = Set(all.map { city.services[Int(city.requirements.service[$0])] }).sorted()
        throw InputError(
            "observation-service", at: observation.position, "'\(observation.asset)' needs no service called '\(service)'",
            remedy: suggestion(for: service, among: names)
                + (names.isEmpty ? "it needs none in the network" : "it needs \(names.joined(separator: ", "))"))
    }

    /// Whether a requirement has the reserve that the network states, and not one from a measure.
    private func isAsInNetwork(_ need: Int, _ city: CityModel) -> Bool {
        let needs = city.requirements, own = model.requirements
        guard let asset = model.asset(named: city.id(Int(needs.asset[need]))) else { return true }
        let service = city.services[Int(needs.service[need])]
        return own.ofAsset(asset).contains {
            model.services[Int(own.service[$0])] == service && own.bufferHours[$0] == needs.bufferHours[need]
        }
    }

    /// The hour from which a requirement is unmet without a break up to some hour; nil when it is met then.
    private static func unmetSince(_ need: Int, at hours: Double, _ city: CityModel, _ outage: Outage) -> Double? {
        let suppliers = Set(city.requirements.suppliers(need)), atLeast = Int(city.requirements.atLeast[need])
        let failures = outage.assets.filter { suppliers.contains($0.asset) }
        func isUnmet(_ moment: Double) -> Bool {
            let down = failures.filter { $0.fromHours <= moment && (moment < $0.untilHours || $0.untilHours == outage.horizonHours) }
            return suppliers.count - Set(down.map(\.asset)).count < atLeast
        }
        guard isUnmet(hours) else { return nil }
        var since = hours
        let changes = Set(failures.flatMap { [$0.fromHours, $0.untilHours] }).filter { $0 <= hours }.sorted(by: >)
        for change in changes {
            guard isUnmet(change) else { break }
            since = change
        }
        return since
    }
}
