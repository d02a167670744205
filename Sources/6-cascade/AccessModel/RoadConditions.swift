import CascadeModel
import DamageModel
import NetworkModel

/// The roads of one event: which are closed or under water, and how long a vehicle takes along them.
struct RoadConditions: Sendable {
    let model: CityModel
    let freeFlow: FreeFlow
    let vehicle: RoadSpeed.Vehicle
    /// Seconds along each link before the event; infinite where it cannot be driven even then.
    let secondsBefore: [Double]
    /// Per node whether it can be driven through before the event.
    let isOpenBefore: [Bool]
    /// Nodes and links that do not work, from when until when.
    let closed: [(item: Int32, fromHours: Double, untilHours: Double)]
    let water: RoadWater
    let nodeCount: Int

    init(
        _ model: CityModel, _ cascade: Cascade, _ outage: Outage, _ water: RoadWater, vehicle: RoadSpeed.Vehicle
    ) {
        self.model = model
        self.vehicle = vehicle
        self.water = water
        freeFlow = FreeFlow(model)
        let road = model.layers.firstIndex(of: .road)
        nodeCount = model.nodes.count { Int(model.layer[$0]) == road }
        let isOpen = model.nodes.map { cascade.isOnAtBaseline($0) }
        isOpenBefore = isOpen
        secondsBefore = freeFlow.seconds.enumerated().map { i, seconds in
            cascade.isOnAtBaseline(model.nodeCount + i) && isOpen[Int(model.from[i])] && isOpen[Int(model.to[i])]
                ? seconds : .infinity
        }
        closed = outage.stoppedNodes.filter { Int(model.layer[Int($0.node)]) == road }
            .map { ($0.node, $0.fromHours, $0.untilHours) }
            + outage.assets.filter { model.links.contains(Int($0.asset)) && Int(model.layer[Int($0.asset)]) == road }
            .map { ($0.asset, $0.fromHours, $0.untilHours) }
    }

    var hoursOfChange: [Double] {
        closed.flatMap { [$0.fromHours, $0.untilHours] } + water.stretches.flatMap { [$0.fromHours, $0.untilHours] }
    }

    /// What differs from the roads before the event, moment by moment.
    struct Course {
        private var closed: Stretches
        private let items: [Int32]

        init(_ conditions: RoadConditions) {
            closed = Stretches(conditions.closed, itemCount: conditions.model.links.upperBound)
            items = closed.items
        }

        /// - Parameter hours: not before those of the last call.
        mutating func changes(at hours: Double, _ conditions: RoadConditions) -> TravelTimes.Changes {
            closed.advance(to: hours)
            var changes = TravelTimes.Changes()
            for item in items where closed.count[Int(item)] > 0 { conditions.close(item, &changes) }
            let stretches = conditions.water.stretches
            var i = 0
            while i < stretches.count {
                let asset = stretches[i].asset
                var depth = 0.0
                while i < stretches.count, stretches[i].asset == asset {
                    if stretches[i].fromHours <= hours, hours < stretches[i].untilHours { depth = max(depth, stretches[i].depthMetres) }
                    i += 1
                }
                if depth > 0, closed.count[Int(asset)] == 0 { conditions.flood(asset, depth, &changes) }
            }
            return changes
        }
    }

    private func close(_ asset: Int32, _ changes: inout TravelTimes.Changes) {
        let link = Int(asset) - model.nodeCount
        if link < 0 { changes.closedNodes.append(asset) } else { changes.links.append((Int32(link), .infinity)) }
    }

    private func flood(_ asset: Int32, _ depth: Double, _ changes: inout TravelTimes.Changes) {
        let link = Int(asset) - model.nodeCount
        let limit = link < 0 ? FreeFlow.otherwiseKmh : freeFlow.speedKmh[link]
        guard let speed = RoadSpeed.inWater(depthMetres: depth, limitKmh: limit, vehicle: vehicle) else {
            close(asset, &changes)
            return
        }
        guard link >= 0, speed < limit, secondsBefore[link] < .infinity else { return }
        changes.links.append((Int32(link), secondsBefore[link] * limit / speed))
    }
}
