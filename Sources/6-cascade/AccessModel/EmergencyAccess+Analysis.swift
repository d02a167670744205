public import CascadeModel
import Computation
public import DamageModel
public import NetworkModel
public import ScenarioModel

extension EmergencyAccess {
    /// Follows both ways to help through an event.
    ///
    /// Before the event and whenever something changes, one search finds the drive from the nearest working post to every
    /// place, and another, against the direction of the roads, from every place to the nearest working hospital.
    /// Where changes are too many, the last of each stretch of time is computed (`hoursUncertain`).
    /// A post or hospital works unless the event has hit it or a service other than road access is out there: whether it
    /// can be reached is what is asked. One that stopped is back after its restart delay.
    /// - Parameters:
    ///   - outage: of a run that explains.
    ///   - vehicle: whose depth of water counts.
    /// - Returns: nil for a model that has no roads, or neither posts nor hospitals.
    /// - Complexity: per moment O(k log k) in the roads whose times change, and O(places).
    public init?(
        _ model: CityModel, _ cascade: Cascade, _ outage: Outage, water: RoadWater, norms: AccessNorms,
        vehicle: RoadSpeed.Vehicle, threads: Int = 0
    ) {
        guard let sites = RoadSites(model, cascade), let layer = model.layers.firstIndex(of: .road) else { return nil }
        let ways: [(Way, AccessNorms.Norm, AssetKind)] = [
            (.ambulance, norms.ambulance, .ambulancePost), (.emergencyDepartment, norms.emergencyDepartment, .hospital),
        ]
        let asked = ways.compactMap { way, norm, kind in
            let origins = model.facilities.filter { model.isKind($0, kind) && !sites.of($0).isEmpty }
            return origins.isEmpty ? nil : (way: way, norm: norm, origins: origins)
        }
        if asked.isEmpty { return nil }
        let roads = RoadConditions(model, cascade, outage, water, vehicle: vehicle)
        let hits = Self.hits(model, outage)
        let stopped = Self.stopped(asked.flatMap(\.origins), model, outage, hits)
        let moments = Moments(
            roads.hoursOfChange + hits.flatMap { [$0.fromHours, $0.untilHours] }
                + stopped.flatMap { [$0.fromHours, $0.untilHours] }, horizonHours: outage.horizonHours,
            size: roads.nodeCount + model.facilityCount)

        services = parallelMap(count: asked.count, threads: threads, scratch: {}) { i, _ in
            AccessSearch(
                asked[i].way, asked[i].norm, asked[i].origins, roads, sites, layer: layer, stopped: stopped, hits: hits
            ).run(moments.hours, horizonHours: outage.horizonHours)
        }
        self.vehicle = vehicle.id
        closingDepthMetres = vehicle.closingDepthMetres
        isClosingDepthAssumed = vehicle.isAssumed
        freeFlow = RoadSpeeds(
            roads: roads.freeFlow.roadCount,
            assumed: roads.freeFlow.assumed.map { .init(roadClass: $0.roadClass, speedKmh: $0.speedKmh, roads: $0.roads) })
        mapping = sites.mapping(of: model.facilities)
        changeCount = moments.changeCount
        momentCount = moments.hours.count
        hoursUncertain = moments.hoursUncertain
    }

    typealias Stretch = (item: Int32, fromHours: Double, untilHours: Double)

    /// When the event itself keeps a facility from working.
    private static func hits(_ model: CityModel, _ outage: Outage) -> [Stretch] {
        outage.disturbances.filter { model.facilities.contains(Int($0.asset)) }
            .map { ($0.asset, $0.fromHours, $0.untilHours) }
    }

    /// When posts and hospitals do not work, whether or not they can be reached.
    private static func stopped(
        _ origins: [Int], _ model: CityModel, _ outage: Outage, _ hits: [Stretch]
    ) -> [Stretch] {
        let wanted = Set(origins.map { Int32($0) })
        let road = model.service(named: Layer.road.name)
        let unserved: [Stretch] = outage.services.filter {
            $0.state == .out && Int($0.service) != road && wanted.contains($0.facility)
        }.map { ($0.facility, $0.fromHours, $0.untilHours) }
        return (hits.filter { wanted.contains($0.item) } + unserved).map { stretch in
            let needs = model.requirements.ofAsset(Int(stretch.item))
            let delay = needs.map { model.requirements.restartDelayHours[$0] }.max() ?? 0
            return (stretch.item, stretch.fromHours, stretch.untilHours + delay)
        }
    }
}
