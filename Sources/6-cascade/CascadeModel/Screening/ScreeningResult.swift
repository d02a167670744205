/// Who is without what right after an event, over many draws of it.
public struct ScreeningResult: Sendable {
    /// One service of one facility.
    public struct Loss: Sendable {
        /// Asset number.
        public var facility: Int
        /// Position in `CityModel.services`.
        public var service: Int
        /// How likely the facility is without it.
        public var probability: Estimate

        public init(facility: Int, service: Int, probability: Estimate) {
            self.facility = facility
            self.service = service
            self.probability = probability
        }
    }
    /// One service over the whole city.
    public struct Service: Sendable {
        /// Position in `CityModel.services`.
        public var service: Int
        /// Residents of facilities without it.
        public var residentsOut: Estimate
        /// What a twentieth of the draws stay below, and what a twentieth exceed.
        public var range: (low: Double, high: Double)

        public init(service: Int, residentsOut: Estimate, range: (low: Double, high: Double)) {
            self.service = service
            self.residentsOut = residentsOut
            self.range = range
        }
    }
    /// Draws; 1 where the event leaves nothing to chance.
    public var samples: Int
    public var isRandom: Bool
    public var reserves: Screening.Reserves
    /// Services that some facility requires.
    public var services: [Service]
    /// Services that are out in some draw, by facility, then service.
    public var losses: [Loss]
    /// Whether travel times are limited, which a quick look does not follow.
    public var ignoresTravelLimit: Bool

    public init(
        samples: Int, isRandom: Bool, reserves: Screening.Reserves, services: [Service], losses: [Loss],
        ignoresTravelLimit: Bool
    ) {
        self.samples = samples
        self.isRandom = isRandom
        self.reserves = reserves
        self.services = services
        self.losses = losses
        self.ignoresTravelLimit = ignoresTravelLimit
    }
}
