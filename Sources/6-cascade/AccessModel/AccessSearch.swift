import CascadeModel
import Computation
import NetworkModel
import ScenarioModel

/// One way to help, followed through the moments of an event.
struct AccessSearch: Sendable {
    typealias Standing = EmergencyAccess.Standing

    private let way: EmergencyAccess.Way
    private let norm: AccessNorms.Norm
    private let origins: [Int]
    private let roads: RoadConditions
    private let stopped, hits: [EmergencyAccess.Stretch]
    private let nearest: NearestSource
    /// The origin, by position, of each source of `nearest`: an origin may meet the roads at several nodes.
    private let originOfSource: [Int32]
    /// Road nodes of facility f: `site[first[f] ..< first[f + 1]]`, counted from the first facility.
    private let first: [Int32]
    private let site: [Int32]
    private let residents: [Double]

    init(
        _ way: EmergencyAccess.Way, _ norm: AccessNorms.Norm, _ origins: [Int], _ roads: RoadConditions,
        _ sites: RoadSites, layer: Int, stopped: [EmergencyAccess.Stretch], hits: [EmergencyAccess.Stretch]
    ) {
        self.way = way
        self.norm = norm
        self.origins = origins
        self.roads = roads
        self.stopped = stopped
        self.hits = hits
        let model = roads.model
        var sourceNodes: [Int32] = [], originOfSource: [Int32] = []
        for (number, origin) in origins.enumerated() {
            for node in sites.of(origin) where roads.isOpenBefore[Int(node)] {
                sourceNodes.append(node)
                originOfSource.append(Int32(number))
            }
        }
        self.originOfSource = originOfSource
        nearest = NearestSource(
            ArcGraph(model, layer: layer, reversed: way == .emergencyDepartment), secondsOfLink: roads.secondsBefore,
            sourceNodes: sourceNodes)
        var first: [Int32] = [0], site: [Int32] = []
        for facility in model.facilities {
            site += sites.of(facility)
            first.append(Int32(site.count))
        }
        self.first = first
        self.site = site
        residents = model.facilities.map { model.value(.residents, of: $0) ?? 0 }
    }

    /// - Parameter hours: the moments, rising, the first at onset.
    func run(_ hours: [Double], horizonHours: Double) -> EmergencyAccess.Service {
        let start = roads.model.facilities.lowerBound
        var working = TravelTimes(for: nearest), anyOrigin = TravelTimes(for: nearest)
        var course = RoadConditions.Course(roads)
        var stopped = Stretches(stopped, itemCount: roads.model.assetCount)
        var hit = Stretches(hits, itemCount: roads.model.assetCount)
        // A post or hospital that works is at hand for those who are in it, whatever the roads.
        var isOrigin = [Bool](repeating: false, count: residents.count)
        for origin in origins { isOrigin[origin - start] = true }
        var ledger = AccessLedger(
            seconds: (0..<residents.count).map { isOrigin[$0] ? 0 : seconds(ofFacility: $0, working) }, residents: residents,
            limitSeconds: norm.drivingMinutes * 60)
        var catchments = CatchmentLedger(
            origin: (0..<residents.count).map { origin(ofFacility: $0, working) }, ledger.secondsBefore, residents,
            originCount: way == .emergencyDepartment ? origins.count : 0)
        var wasStopped = [Bool](repeating: false, count: origins.count)
        for (i, moment) in hours.enumerated() {
            stopped.advance(to: moment)
            hit.advance(to: moment)
            var changes = course.changes(at: moment, roads)
            anyOrigin.apply(changes, to: nearest)
            for (number, origin) in origins.enumerated() where stopped.count[origin] > 0 { wasStopped[number] = true }
            changes.lostSources = originOfSource.indices.filter { stopped.count[origins[Int(originOfSource[$0])]] > 0 }
                .map { Int32($0) }
            let allWork = changes.lostSources.isEmpty
            if !allWork { working.apply(changes, to: nearest) }
            let until = i + 1 < hours.count ? hours[i + 1] : horizonHours
            ledger.begin(at: moment, until: until)
            for facility in residents.indices {
                let isHelp = isOrigin[facility] && stopped.count[start + facility] == 0
                let byAnyOrigin = self.seconds(ofFacility: facility, anyOrigin)
                let seconds = isHelp ? 0 : allWork ? byAnyOrigin : self.seconds(ofFacility: facility, working)
                let standing: Standing =
                    hit.count[start + facility] > 0 ? .hit
                    : seconds < .infinity ? ledger.standing(seconds) : byAnyOrigin < .infinity ? .noHelp : .isolated
                ledger.note(facility, seconds, standing)
                catchments.note(facility, seconds, isHit: standing == .hit)
            }
            ledger.end()
            catchments.end(at: moment)
        }
        return EmergencyAccess.Service(
            way: way, norm: norm, origins: origins, originsOut: origins.indices.filter { wasStopped[$0] }.map { origins[$0] },
            before: ledger.before, steps: ledger.steps, places: ledger.places(firstFacility: start),
            catchments: catchments.results(origins))
    }

    private func seconds(ofFacility facility: Int, _ times: TravelTimes) -> Double {
        var least = Double.infinity
        for i in Int(first[facility])..<Int(first[facility + 1]) { least = min(least, times.seconds(to: site[i], nearest.graph)) }
        return least
    }

    /// The nearest origin, by position; −1 where none leads.
    private func origin(ofFacility facility: Int, _ times: TravelTimes) -> Int32 {
        var least = Double.infinity, origin: Int32 = -1
        for i in Int(first[facility])..<Int(first[facility + 1]) {
            let seconds = times.seconds(to: site[i], nearest.graph)
            if seconds < least, let source = times.source(of: site[i], nearest.graph) {
                least = seconds
                origin = originOfSource[source]
            }
        }
        return origin
    }
}
