import Computation
public import NetworkModel

/// What losses hang on: an asset that the event hit, and what people lose by the cause chains that begin at it.
///
/// Each stretch in which a service is out belongs to the asset at which its cause chain begins (`Outage.causeChain`): the
/// shortest one in the hour in which the service went out. What else would have stopped it, or keeps it out later, is not
/// asked; what repairing an asset would save is another question, which the ranking and the measures answer.
public struct LossOrigin: Sendable, Equatable {
    public struct ServiceLoss: Sendable, Equatable {
        /// Position in `CityModel.services`.
        public var service: Int
        /// Residents of places that were out at some time, each counted once.
        public var residents: Double
        public var residentHours: Double

        public init(service: Int, residents: Double, residentHours: Double) {
            self.service = service
            self.residents = residents
            self.residentHours = residentHours
        }
    }
    /// Asset number; −1 for losses that no chain explains.
    public var asset: Int
    /// Places that were out of something at some time.
    public var facilities: Int
    /// Residents of these, each place counted once over all services.
    public var residents: Double
    /// Summed over services.
    public var residentHours: Double
    /// By service; those without loss are left out.
    public var services: [ServiceLoss]

    public init(asset: Int, facilities: Int, residents: Double, residentHours: Double, services: [ServiceLoss]) {
        self.asset = asset
        self.facilities = facilities
        self.residents = residents
        self.residentHours = residentHours
        self.services = services
    }
}

extension Outage {
    /// What the losses of this run hang on, the most resident-hours first, then by asset. For runs that explain.
    /// - Complexity: O(n log n) in service outages, and the length of each chain that is not yet known.
    public func lossOrigins(on model: CityModel) -> [LossOrigin] {
        struct Moment: Hashable {
            var asset: Int32
            var hours: Double
        }
        var rootAt: [Moment: Int32] = [:]
        var tallies: [Int32: Tally] = [:]
        for i in services.indices where services[i].state == .out {
            let stretch = services[i]
            var root = stretch.causedBy
            if root >= 0, root != stretch.facility {
                let moment = Moment(asset: root, hours: stretch.fromHours)
                root = rootAt[moment] ?? causeChain(of: root, at: stretch.fromHours).first ?? root
                rootAt[moment] = root
            }
            let people = model.value(.residents, of: Int(stretch.facility)) ?? 0
            tallies[root, default: Tally()].add(stretch, residents: people)
        }
        return tallies.map { root, tally in
            LossOrigin(
                asset: Int(root), facilities: tally.facilities, residents: tally.residents.value,
                residentHours: tally.services.values.reduce(into: ExactSum()) { $0.add($1.residentHours) }.value,
                services: tally.services.sorted { $0.key < $1.key }.map {
                    .init(
                        service: Int($0.key), residents: $0.value.residents.value,
                        residentHours: $0.value.residentHours.value)
                })
        }.sorted { ($1.residentHours, $0.asset) < ($0.residentHours, $1.asset) }
    }

    /// Sums of one origin; stretches arrive by facility, then service.
    private struct Tally {
        var facilities = 0
        var residents = ExactSum()
        var services: [UInt8: (last: Int32, residents: ExactSum, residentHours: ExactSum)] = [:]
        private var last: Int32 = -1

        mutating func add(_ stretch: ServiceOutage, residents people: Double) {
            if stretch.facility != last {
                last = stretch.facility
                facilities += 1
                residents.add(people)
            }
            var sums = services[stretch.service] ?? (-1, ExactSum(), ExactSum())
            if sums.last != stretch.facility {
                sums.last = stretch.facility
                sums.residents.add(people)
            }
            sums.residentHours.add(people * (stretch.untilHours - stretch.fromHours))
            services[stretch.service] = sums
        }
    }
}
