public import CascadeModel
public import ScenarioModel

/// How fast help reaches people, and people reach help, in the course of an event.
///
/// Driving times are those of empty roads at their speed limits; water slows and closes them by the depth that the vehicle
/// passes. Four things are kept apart: a place that the event itself has hit; one that no open road joins to any post or
/// hospital (isolated); one that is joined, but to none that works (no help); one that is reached too late.
public struct EmergencyAccess: Sendable, Equatable {
    /// The two ways to help.
    public enum Way: Sendable, Hashable {
        /// From an ambulance post to the place.
        case ambulance
        /// From the place to a hospital.
        case emergencyDepartment
    }

    /// How a place stands at one moment. The order is that of gravity.
    public enum Standing: Int, Sendable, CaseIterable, Comparable {
        /// Reached within the limit.
        case inTime
        /// Reached, but later than the limit.
        case late
        /// Roads lead to a post or hospital, but to none that works.
        case noHelp
        /// No open road leads to any post or hospital.
        case isolated
        /// The event itself has hit the place.
        case hit
        public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    }

    /// Residents by standing, in the order of `Standing`.
    public struct Census: Sendable, Equatable {
        public var residents: [Double]
        public init(residents: [Double]) { self.residents = residents }
        public subscript(_ standing: Standing) -> Double { residents[standing.rawValue] }
    }

    public struct Step: Sendable, Equatable {
        /// Hours after onset from which it holds, until the next step.
        public var hours: Double
        public var census: Census
        public init(hours: Double, census: Census) {
            self.hours = hours
            self.census = census
        }
    }

    /// A place whose standing became worse, or whose drive became longer.
    public struct Place: Sendable, Equatable {
        /// Asset number.
        public var facility: Int
        /// Seconds to drive before the event; infinite when no road led there.
        public var secondsBefore: Double
        public var standingBefore: Standing
        /// The longest drive while it could be reached.
        public var worstSeconds: Double
        public var worstStanding: Standing
        /// From when it stood worse than before, and from when on no more; infinite when never, or not before the horizon.
        public var worseFromHours, backHours: Double
        /// Hours in each standing, in the order of `Standing`.
        public var hours: [Double]

        public init(
            facility: Int, secondsBefore: Double, standingBefore: Standing, worstSeconds: Double, worstStanding: Standing,
            worseFromHours: Double, backHours: Double, hours: [Double]
        ) {
            self.facility = facility
            self.secondsBefore = secondsBefore
            self.standingBefore = standingBefore
            self.worstSeconds = worstSeconds
            self.worstStanding = worstStanding
            self.worseFromHours = worseFromHours
            self.backHours = backHours
            self.hours = hours
        }
    }

    /// The drive of those for whom a hospital is the nearest before the event.
    public struct Catchment: Sendable, Equatable {
        /// Asset number of the hospital.
        public var hospital: Int
        public var residents: Double
        /// Mean over its residents, weighted by them.
        public var secondsBefore: Double
        /// At the worst moment: mean drive to a hospital that works, over how much it was for the same people before.
        public var worstFactor: Double
        public var worstHours: Double
        /// Residents at that moment who reach no hospital.
        public var residentsCutOff: Double
    }

    /// One way to help over the whole period.
    public struct Service: Sendable, Equatable {
        public var way: Way
        public var norm: AccessNorms.Norm
        /// Asset numbers of the posts or hospitals.
        public var origins: [Int]
        /// Those that did not work at some time.
        public var originsOut: [Int]
        public var before: Census
        /// From onset; the first step is at hour 0.
        public var steps: [Step]
        /// By facility.
        public var places: [Place]
        /// For hospitals, by asset; empty for ambulances.
        public var catchments: [Catchment] = []
    }

    /// The ways for which the model has posts or hospitals.
    public var services: [Service]
    /// Word of the vehicle whose depth of water counts, that depth in metres, and whether it is assumed.
    public var vehicle: String
    public var closingDepthMetres: Double
    public var isClosingDepthAssumed: Bool
    public var freeFlow: RoadSpeeds
    /// How places were joined to the roads.
    public var mapping: RoadSites.Mapping
    /// Hours at which something changed, and at how many of them times were computed.
    public var changeCount: Int
    public var momentCount: Int
    /// How far an hour may be off because not every change was computed; 0 when all were.
    public var hoursUncertain: Double

    /// Speeds that were not in the data.
    public struct RoadSpeeds: Sendable, Equatable {
        public struct Assumed: Sendable, Equatable {
            /// Nil where it is not known.
            public var roadClass: String?
            public var speedKmh: Double
            public var roads: Int
        }
        public var roads: Int
        public var assumed: [Assumed]
        public init(roads: Int, assumed: [Assumed]) {
            self.roads = roads
            self.assumed = assumed
        }
    }
}
