import AccessModel
import CascadeModel
import DamageModel
import Diagnostics
import HazardModel
import NetworkModel
import RandomTowns
import ScenarioModel
import Testing

/// Random towns, in which every drive is found anew at every moment by going over all roads until nothing gets nearer.
@Suite struct AgainstPlainSearch {
    private func town(_ random: inout SeededGenerator) throws -> CityModel {
        var options = RandomTownOptions()
        options.facilities = 3...7
        var builder = CityModelBuilder(editing: try randomTown(&random, options))
        for (row, rowClass) in builder.rowClass.enumerated() where builder.strings[builder.layer[row] < 0 ? 0 : builder.layer[row]] == "road" {
            if rowClass == .link {
                builder.set(.length, Double(Int.random(in: 0...2500, using: &random)), ofRow: row)
                if random.chance(70) { builder.set(.speedLimit, random.pick([7, 30, 50, 80.5]), ofRow: row) }
                builder.kind[row] = builder.strings.intern(random.chance(80) ? "road" : "bridge")
            } else {
                builder.kind[row] = builder.strings.intern("roadJunction")
            }
        }
        for (row, rowClass) in builder.rowClass.enumerated() where rowClass == .facility {
            builder.kind[row] = builder.strings.intern(random.pick(["hospital", "ambulancePost", "building", "building"]))
        }
        var log = IssueLog()
        return try builder.freeze(&log)
    }

    private func water(_ random: inout SeededGenerator, _ model: CityModel) -> HazardField {
        var field = HazardField(
            title: Phrase(data: "water"), method: [],
            median: [.floodDepth: (0..<model.assetCount).map { _ in random.chance(30) ? random.pick([0.05, 0.2, 0.26, 0.4]) : 0 }])
        field.arrivalHours = (0..<model.assetCount).map { _ in Double(Int.random(in: 0...16, using: &random)) / 4 }
        field.recessionHours = field.arrivalHours.map { $0 + Double(Int.random(in: 0...24, using: &random)) / 4 }
        return field
    }

    @Test(arguments: 0..<4)
    func `standing, hours and drives are those of a search over everything`(block: Int) throws {
        var seen = [EmergencyAccess.Standing: Int]()
        for seed in (block * 80)..<(block * 80 + 80) {
            var random = SeededGenerator(seed: UInt64(seed) + 77)
            let model = try town(&random), cascade = Cascade(model), catalogue = try FragilityCatalogue.standard()
            let fields = [water(&random, model), water(&random, model)]
            let damage = try DamageAssessment(model: model, fields: fields, catalogue: catalogue)
            let event = damage.deterministic() + randomDamage(&random, on: model)
            let pools = randomPools(&random, on: model, roads: false)
            var state = CascadeState(for: cascade)
            let outage = cascade.run(event, horizonHours: 12, crews: try CrewPlan(pools, model, cascade), state: &state)
            let vehicle = random.pick(RoadSpeed.Vehicle.standard)
            let norms = Streets.norms(ambulance: random.pick([0.5, 1, 2]), hospital: random.pick([0.5, 1, 2]))
            let access = EmergencyAccess(
                model, cascade, outage, water: try RoadWater(model, fields, catalogue), norms: norms, vehicle: vehicle)
            guard let access, let sites = RoadSites(model, cascade) else { continue }
            #expect(access.hoursUncertain == 0)
            for service in access.services {
                let plain = PlainAccess(model, cascade, outage, fields, vehicle, service, sites)
                try #require(plain.before == service.before, "seed \(seed)")
                try #require(plain.steps == service.steps, "seed \(seed) \(service.way)")
                try #require(plain.places == service.places, "seed \(seed) \(service.way)")
                for place in service.places { seen[place.worstStanding, default: 0] += 1 }
            }
        }
        for standing in [EmergencyAccess.Standing.late, .noHelp, .isolated, .hit] { #expect(seen[standing, default: 0] > 0, "\(standing)") }
    }
}

/// Every drive anew at every quarter of an hour at which anything can happen.
struct PlainAccess {
    private(set) var before = EmergencyAccess.Census(residents: [])
    private(set) var steps: [EmergencyAccess.Step] = []
    private(set) var places: [EmergencyAccess.Place] = []

    init(
        _ model: CityModel, _ cascade: Cascade, _ outage: Outage, _ fields: [HazardField], _ vehicle: RoadSpeed.Vehicle,
        _ service: EmergencyAccess.Service, _ sites: RoadSites
    ) {
        let limit = (service.norm.limitMinutes - service.norm.beforeMinutes) * 60
        let isTowards = service.way == .emergencyDepartment
        func holds(_ from: Double, _ until: Double, _ t: Double) -> Bool { from <= t && t < until }
        func isHit(_ asset: Int, _ t: Double) -> Bool {
            outage.disturbances.contains { Int($0.asset) == asset && holds($0.fromHours, $0.untilHours, t) }
        }
        func isOpen(_ asset: Int, _ t: Double?) -> Bool {
            guard cascade.isOnAtBaseline(asset), let t else { return cascade.isOnAtBaseline(asset) }
            let stops = asset < model.nodeCount
                ? outage.stoppedNodes.filter { Int($0.node) == asset }.map { ($0.fromHours, $0.untilHours) }
                : outage.assets.filter { Int($0.asset) == asset }.map { ($0.fromHours, $0.untilHours) }
            return !stops.contains { holds($0.0, $0.1, t) }
        }
        func depth(_ asset: Int, _ t: Double?) -> Double {
            guard let t, model.kindName(asset) != "bridge" else { return 0 }
            return fields.map { field in
                holds(field.arrivalHours[asset], field.recessionHours[asset], t) ? field.median[.floodDepth]?[asset] ?? 0 : 0
            }.max() ?? 0
        }
        func seconds(_ l: Int, _ t: Double?) -> Double {
            let link = model.nodeCount + l
            let limit = model.value(.speedLimit, of: link) ?? 50
            guard isOpen(link, t) else { return .infinity }
            guard let speed = RoadSpeed.inWater(depthMetres: depth(link, t), limitKmh: limit, vehicle: vehicle) else { return .infinity }
            let dry = (model.value(.length, of: link) ?? 0) * 3.6 / limit
            return speed < limit ? dry * limit / speed : dry
        }
        func passes(_ v: Int, _ t: Double?) -> Bool {
            isOpen(v, t) && RoadSpeed.inWater(depthMetres: depth(v, t), limitKmh: 50, vehicle: vehicle) != nil
        }
        func works(_ origin: Int, _ t: Double) -> Bool {
            let delay = model.requirements.ofAsset(origin).map { model.requirements.restartDelayHours[$0] }.max() ?? 0
            let road = model.service(named: "road")
            return !outage.disturbances.contains { Int($0.asset) == origin && holds($0.fromHours, $0.untilHours + delay, t) }
                && !outage.services.contains {
                    Int($0.facility) == origin && $0.state == .out && Int($0.service) != road
                        && holds($0.fromHours, $0.untilHours + delay, t)
                }
        }
        func drives(_ t: Double?, from origins: [Int]) -> [Double] {
            let road = model.layers.firstIndex(of: .road)
            var times = Array(repeating: Double.infinity, count: model.nodeCount)
            for origin in origins { for v in sites.of(origin) where passes(Int(v), t) { times[Int(v)] = 0 } }
            let arcs = (0..<model.linkCount).flatMap { l -> [(Int, Int, Double)] in
                guard Int(model.layer[model.nodeCount + l]) == road else { return [] }
                let (a, b) = (Int(model.from[l]), Int(model.to[l])), w = seconds(l, t)
                let arcs = [isTowards ? (b, a, w) : (a, b, w)] + (model.isDirected[l] ? [] : [isTowards ? (a, b, w) : (b, a, w)])
                return arcs.filter { passes($0.0, t) && passes($0.1, t) }
            }
            var grew = true
            while grew {
                grew = false
                for (a, b, w) in arcs where times[a] + w < times[b] { times[b] = times[a] + w; grew = true }
            }
            return model.facilities.map { f in sites.of(f).map { times[Int($0)] }.min() ?? .infinity }
        }
        func census(_ standings: [EmergencyAccess.Standing]) -> EmergencyAccess.Census {
            .init(residents: EmergencyAccess.Standing.allCases.map { wanted in
                zip(model.facilities, standings).reduce(0) { $0 + ($1.1 == wanted ? model.value(.residents, of: $1.0) ?? 0 : 0) }
            })
        }
        let start = model.facilities.lowerBound
        var dry = drives(nil, from: service.origins)
        for origin in service.origins { dry[origin - start] = 0 }
        let first = dry.map { $0 <= limit ? EmergencyAccess.Standing.inTime : $0 < .infinity ? .late : .isolated }
        before = census(first)
        var hours = Array(repeating: [0.0, 0, 0, 0, 0], count: dry.count)
        var worst = first, longest = dry.map { $0 < .infinity ? $0 : 0 }
        var from = Array(repeating: Double.infinity, count: dry.count), back = from
        for quarter in 0..<48 {
            let t = Double(quarter) / 4
            let any = drives(t, from: service.origins), working = service.origins.filter { works($0, t) }
            var now = drives(t, from: working)
            for origin in working { now[origin - start] = 0 }
            let standings = now.indices.map { f -> EmergencyAccess.Standing in
                if isHit(start + f, t) { return .hit }
                return now[f] <= limit ? .inTime : now[f] < .infinity ? .late : any[f] < .infinity ? .noHelp : .isolated
            }
            for (f, standing) in standings.enumerated() {
                hours[f][standing.rawValue] += 0.25
                worst[f] = max(worst[f], standing)
                if standing != .hit, now[f] < .infinity { longest[f] = max(longest[f], now[f]) }
                if standing > first[f] {
                    from[f] = min(from[f], t)
                    back[f] = .infinity
                } else if from[f] < .infinity, back[f] == .infinity { back[f] = t }
            }
            if steps.last?.census != census(standings) { steps.append(.init(hours: t, census: census(standings))) }
        }
        places = dry.indices.filter { worst[$0] > first[$0] || longest[$0] > dry[$0] && dry[$0] < .infinity }.map {
            .init(
                facility: start + $0, secondsBefore: dry[$0], standingBefore: first[$0], worstSeconds: longest[$0],
                worstStanding: worst[$0], worseFromHours: from[$0], backHours: back[$0], hours: hours[$0])
        }
    }
}
