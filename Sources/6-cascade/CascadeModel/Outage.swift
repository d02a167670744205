public import DamageModel

/// What an event did to the city: every outage with its times and its reason. See `Cascade.run`.
public struct Outage: Sendable, Equatable {
    /// Why an asset does not work.
    public enum Reason: UInt8, Sendable, BitwiseCopyable {
        /// The hazard itself: flooded, damaged or put out of service.
        case hazard
        /// A requirement of it was not met and its buffer had run out.
        case cascade
        /// It works, but no supply reaches it through its own layer.
        case unsupplied
        /// Undisturbed and restorable, but each of a group waits for another of it.
        case deadlock
    }

    /// A stretch in which a node or link delivers nothing, or a facility is not operational.
    public struct AssetOutage: Sendable, Equatable, BitwiseCopyable {
        public var asset: Int32
        public var fromHours: Double
        /// The horizon when it lasts beyond it.
        public var untilHours: Double
        public var reason: Reason
        /// The asset that explains how this outage began, one step nearer to the damage; −1 for the hazard itself.
        public var causedBy: Int32

        public init(
            asset: Int32, fromHours: Double, untilHours: Double, reason: Reason, causedBy: Int32
        ) {
            self.asset = asset
            self.fromHours = fromHours
            self.untilHours = untilHours
            self.reason = reason
            self.causedBy = causedBy
        }
    }

    /// The state of one service at one facility, where it is not simply served.
    public enum ServiceState: UInt8, Sendable, BitwiseCopyable { case onReserve, out }
    public struct ServiceOutage: Sendable, Equatable, BitwiseCopyable {
        public var facility: Int32
        /// Position in `CityModel.services`.
        public var service: UInt8
        public var state: ServiceState
        public var fromHours: Double
        /// The horizon when it lasts beyond it.
        public var untilHours: Double
        /// The supplier that stopped delivering, or the facility itself when it was hit; −1 when unknown.
        public var causedBy: Int32

        public init(
            facility: Int32, service: UInt8, state: ServiceState, fromHours: Double, untilHours: Double,
            causedBy: Int32
        ) {
            self.facility = facility
            self.service = service
            self.state = state
            self.fromHours = fromHours
            self.untilHours = untilHours
            self.causedBy = causedBy
        }
    }

    /// One repair by a crew.
    public struct Repair: Sendable, Equatable, BitwiseCopyable {
        public var asset: Int32
        /// Position in `CrewPlan.pools`.
        public var pool: Int
        /// From when it could have begun.
        public var waitingFromHours: Double
        /// Infinite when no crew took it up before the horizon.
        public var startedHours: Double
        /// May lie beyond the horizon.
        public var finishedHours: Double
        /// How long of its wait no open road led there, where a road is needed.
        public var withoutRoadHours: Double
        /// Whether it was not begun, and at no time before the horizon an open road led there.
        public var isNeverReached: Bool
    }

    /// From when on something else explains an outage than what began it, because that has returned.
    public struct CauseChange: Sendable, Equatable, BitwiseCopyable {
        public var asset: Int32
        public var fromHours: Double
        /// As in `AssetOutage`.
        public var causedBy: Int32
    }

    /// A stretch in which a node is not operational, whether or not supply would reach it.
    public struct NodeStop: Sendable, Equatable, BitwiseCopyable {
        public var node: Int32
        public var fromHours: Double
        public var untilHours: Double
    }

    /// Sorted by asset, then time.
    public var assets: [AssetOutage]
    /// Sorted by facility, service, then time. Faults of the data (see `Cascade.baselineFaults`) are left out.
    public var services: [ServiceOutage]
    /// Groups of assets that wait for each other at the horizon, each sorted.
    public var deadlocks: [[Int32]]
    /// The times at which anything changed, ascending.
    public var eventHours: [Double]
    public var horizonHours: Double

    /// What the event did before the horizon, with the hours at which repairs really end; by asset, then start. Empty for a
    /// run that neither explains nor has crews.
    public var disturbances: [Disturbance] = []

    // Known only where the run explains.
    public var isExplained = false
    /// What limited crews did, by asset, then time.
    public var repairs: [Repair] = []
    /// Sorted by asset, then time.
    public var causeChanges: [CauseChange] = []
    /// Sorted by node, then time.
    public var stoppedNodes: [NodeStop] = []

    public init(
        assets: [AssetOutage], services: [ServiceOutage], deadlocks: [[Int32]], eventHours: [Double],
        horizonHours: Double
    ) {
        self.assets = assets
        self.services = services
        self.deadlocks = deadlocks
        self.eventHours = eventHours
        self.horizonHours = horizonHours
    }
}
