public import CascadeModel
import DamageModel
import Geometry
import NetworkModel
public import ScenarioModel

/// The rules of repair crews written down plainly: every waiting job is looked at again at every event.
public struct PlainCrews {
    let pools: [CrewPool]
    /// Whom each asset supplied before the event; what the two rules for people go by.
    let dependence: SupplyDependence

    public init(_ pools: [CrewPool], _ dependence: SupplyDependence) {
        self.pools = pools
        self.dependence = dependence
    }

    struct Job {
        var asset: Int
        var pool: Int
        var fromHours, available, hours: Double
        var started = Double.infinity
        var finished: Double { started + hours }
    }

    struct Work {
        let crews: PlainCrews
        var jobs: [Job] = []

        /// Takes from the disturbances those that a pool repairs.
        init(_ crews: PlainCrews, _ disturbances: inout [Disturbance], _ model: CityModel) {
            self.crews = crews
            var others: [Disturbance] = []
            for d in disturbances {
                let asset = Int(d.asset)
                let layer = asset < model.facilities.lowerBound ? model.layers[Int(model.layer[asset])].name : "facility"
                let pool = crews.pools.firstIndex { $0.layer == layer }
                if let pool, d.crewHours > 0, d.crewHours < .infinity {
                    jobs.append(.init(asset: asset, pool: pool, fromHours: d.fromHours, available: d.repairFromHours, hours: d.crewHours))
                } else {
                    others.append(d)
                }
            }
            disturbances = others
        }

        mutating func assign(_ t: Double, on: [Bool], delivers: [Bool], before: [Bool], _ model: CityModel) {
            for (number, pool) in crews.pools.enumerated() {
                let driven = pool.depot == nil ? nil : drive(from: depots(pool, before, model), on, model)
                let order = jobs.indices.filter { jobs[$0].pool == number && jobs[$0].available <= t && jobs[$0].started > t }
                    .sorted { key(jobs[$0], pool.rule).lexicographicallyPrecedes(key(jobs[$1], pool.rule)) }
                var free = pool.count - jobs.count { $0.pool == number && $0.started <= t && t < $0.finished }
                for i in order where free > 0 {
                    if pool.needsRoad, !isReached(jobs[i].asset, pool, driven, delivers, before, model) { continue }
                    jobs[i].started = t
                    free -= 1
                }
            }
        }

        private func key(_ job: Job, _ rule: CrewRule) -> [Double] {
            let people = -crews.dependence.residents[job.asset], hospitals = -crews.dependence.hospitals[job.asset]
            let first: [Double] = switch rule {
            case .firstDamaged: [job.fromHours]
            case .shortestFirst: [job.hours]
            case .mostPeople: [people]
            case .hospitalsFirst: [hospitals, people]
            }
            return first + [Double(job.asset), job.available, job.hours]
        }

        // MARK: roads

        private func isRoad(_ asset: Int, _ model: CityModel) -> Bool {
            asset < model.facilities.lowerBound && model.layers[Int(model.layer[asset])] == .road
        }

        /// The road nodes of an asset: one of them reached is enough.
        private func sites(_ asset: Int, _ before: [Bool], _ model: CityModel) -> [Int] {
            if isRoad(asset, model) {
                if asset >= model.nodeCount { return [Int(model.from[asset - model.nodeCount]), Int(model.to[asset - model.nodeCount])] }
                return (0..<model.linkCount).flatMap { l -> [Int] in
                    let ends = [Int(model.from[l]), Int(model.to[l])]
                    return ends[0] == asset ? [ends[1]] : ends[1] == asset ? [ends[0]] : []
                }
            }
            var own: [Int] = []
            for r in model.requirements.ofAsset(asset) where model.services[Int(model.requirements.service[r])] == "road" {
                own += model.requirements.suppliers(r).map { Int($0) }.filter { $0 < model.nodeCount && isRoad($0, model) }
            }
            if !own.isEmpty { return own }
            let places = asset >= model.nodeCount && asset < model.facilities.lowerBound
                ? [model.position[Int(model.from[asset - model.nodeCount])], model.position[Int(model.to[asset - model.nodeCount])]]
                : [model.position[asset]]
            var best: (Double, Int)?
            for place in places {
                for v in model.nodes where isRoad(v, model) && before[v] {
                    let distance = place.distance(to: model.position[v])
                    if best.map({ distance < $0.0 }) ?? true { best = (distance, v) }
                }
            }
            return best.map { [$0.1] } ?? []
        }

        private func isReached(
            _ asset: Int, _ pool: CrewPool, _ driven: Set<Int>?, _ delivers: [Bool], _ before: [Bool], _ model: CityModel
        ) -> Bool {
            let sites = sites(asset, before, model)
            guard let driven else {
                if asset < model.nodeCount && isRoad(asset, model) && model.isSource[asset] { return true }
                return sites.contains { delivers[$0] }
            }
            return depots(pool, before, model).contains(asset) || sites.contains { driven.contains($0) }
        }

        private func depots(_ pool: CrewPool, _ before: [Bool], _ model: CityModel) -> [Int] {
            guard let depot = pool.depot.flatMap({ model.asset(named: $0) }) else { return [] }
            return depot < model.nodeCount && isRoad(depot, model) ? [depot] : sites(depot, before, model)
        }

        private func drive(from depots: [Int], _ on: [Bool], _ model: CityModel) -> Set<Int> {
            var driven = Set(depots.filter { on[$0] })
            while true {
                let size = driven.count
                for (l, link) in model.links.enumerated() where on[link] && isRoad(link, model) {
                    let a = Int(model.from[l]), b = Int(model.to[l])
                    if driven.contains(a), on[b] { driven.insert(b) }
                    if !model.isDirected[l], driven.contains(b), on[a] { driven.insert(a) }
                }
                if driven.count == size { return driven }
            }
        }
    }
}
