/// What people lose in one run, summed from an `Outage`.
public struct ServiceOutcome: Sendable, Equatable {
    /// One service at one facility that was on reserve or out at some time.
    public struct FacilityLoss: Sendable, Equatable {
        /// Asset number.
        public var facility: Int
        /// Position in `CityModel.services`.
        public var service: Int
        /// Hours after onset at which suppliers first failed to deliver (reserve or outage begins).
        public var firstLossHours: Double
        /// Hours after onset at which the service was first out; infinite when reserve held to the horizon.
        public var firstOutHours: Double
        public var onReserveHours: Double
        public var outHours: Double
        /// Hours after onset from which it is served again for good; infinite when not before the horizon.
        public var restoredHours: Double
        /// Asset number of what stopped delivering, or of the facility itself; −1 when unknown.
        public var causedBy: Int

        public init(
            facility: Int, service: Int, firstLossHours: Double, firstOutHours: Double,
            onReserveHours: Double, outHours: Double, restoredHours: Double, causedBy: Int
        ) {
            self.facility = facility
            self.service = service
            self.firstLossHours = firstLossHours
            self.firstOutHours = firstOutHours
            self.onReserveHours = onReserveHours
            self.outHours = outHours
            self.restoredHours = restoredHours
            self.causedBy = causedBy
        }
    }

    /// One service over the whole city.
    public struct ServiceTotals: Sendable, Equatable {
        public var service: String
        /// Residents of facilities that were out at any time, and the most at one time.
        public var residentsAffected: Double
        public var residentsOutPeak: Double
        public var residentHoursLost: Double
        /// Beds times hours out, hospitals only.
        public var hospitalBedHoursLost: Double
        /// Facilities that were out at any time, by kind name, sorted.
        public var facilitiesOutByKind: [String: Int]
        /// Share of residents served: steps (hours, share), starting at 0; each share holds until the next step.
        public var resilienceCurve: [CurveStep]
        /// Area above the resilience curve up to the horizon, in hours of full service lost.
        public var resilienceLossHours: Double

        public init(
            service: String, residentsAffected: Double, residentsOutPeak: Double,
            residentHoursLost: Double, hospitalBedHoursLost: Double, facilitiesOutByKind: [String: Int],
            resilienceCurve: [CurveStep], resilienceLossHours: Double
        ) {
            self.service = service
            self.residentsAffected = residentsAffected
            self.residentsOutPeak = residentsOutPeak
            self.residentHoursLost = residentHoursLost
            self.hospitalBedHoursLost = hospitalBedHoursLost
            self.facilitiesOutByKind = facilitiesOutByKind
            self.resilienceCurve = resilienceCurve
            self.resilienceLossHours = resilienceLossHours
        }
    }
    public struct CurveStep: Sendable, Equatable {
        public var hours: Double
        public var shareServed: Double

        public init(
            hours: Double, shareServed: Double
        ) {
            self.hours = hours
            self.shareServed = shareServed
        }
    }

    /// The consequence C: sum over facilities and services of weight × hours out up to the horizon.
    public var consequence: Double
    /// Residents of the model, the base of all shares.
    public var residents: Double
    /// One entry for each service that facilities require, in the order of `CityModel.services`.
    public var services: [ServiceTotals]
    /// Sorted by facility, then service.
    public var losses: [FacilityLoss]
    /// What the losses hang on, the most resident-hours first; empty for a run that does not explain.
    public var origins: [LossOrigin] = []

    public init(consequence: Double, residents: Double, services: [ServiceTotals], losses: [FacilityLoss]) {
        self.consequence = consequence
        self.residents = residents
        self.services = services
        self.losses = losses
    }
}
