public import CascadeModel
public import Diagnostics

/// What is kept of one scenario: everything that a question about it may need, none of its words.
///
/// Assets are numbers of the network as its file has it, also where the scenario has measures built.
public struct ScenarioRecord: Sendable, Equatable {
    /// The consequence C of the median event: weighted hours.
    public var consequence: Double
    /// The same over the draws; nil without.
    public var consequenceDrawn: Estimate?
    /// The median event without the measures to be compared.
    public var services: [ServiceFigures]
    public var measures: [MeasureFigures]
    /// Facilities that were on reserve or out, ascending.
    public var facilities: [FacilityFigures]
    /// Hours out of each service, `services.count` for each facility; NaN for one that was neither out nor on reserve.
    public var outHours: [Double]
    /// Services at vulnerable places that were on reserve or out, or may be by the draws; by facility, then service.
    public var vulnerable: [VulnerableFigures]
    /// Assets that stopped or were hit, ascending.
    public var assets: [AssetFigures]
    /// Nodes and links with which losses begin, ascending.
    public var origins: [OriginFigures]
    /// C over the draws; nil without.
    public var draws: DrawSums?
    /// How fast help comes; empty where that was not asked, or the network has no roads, or neither posts nor hospitals.
    public var access: [AccessFigures] = []
    /// The best combination of measures, in the order to take them; empty where it was not asked for.
    public var portfolio: [PortfolioFigures] = []
    /// How often a year an event at least this strong is expected; nil when the scenario does not say.
    public var yearlyFrequency: Double?
    /// Number of the network's first facility; nodes and links come before it.
    public var firstFacility: Int

    /// What all people lose of one service.
    public struct ServiceFigures: Sendable, Equatable {
        public var service: String
        public var residentsAffected, residentsOutPeak, residentHoursLost, bedHoursLost, resilienceLossHours: Double
        /// Facilities that were out at any time, by kind.
        public var outByKind: [String: Int]
        /// Share of residents served: (hours, share), each until the next.
        public var curve: [ServiceOutcome.CurveStep]
        /// Resident-hours over the draws; nil without.
        public var residentHoursDrawn: Estimate?
    }

    public struct MeasureFigures: Sendable, Equatable {
        public var title: Phrase
        public var costEuros: Double?
        public var consequence: Double
        /// Reduction of C: of the median event, and over the draws with its interval.
        public var avoided: Double
        public var avoidedDrawn: Estimate?
        public var services: [ServiceFigures]
        public var draws: DrawSums?
    }

    public struct FacilityFigures: Sendable, Equatable {
        public var asset: Int
        /// What an hour out of it counts for.
        public var weight: Double
        /// NaN when nothing was out.
        public var firstOutHours: Double
        /// Of the service that was out longest, and of all services together.
        public var longestOutHours, allOutHours: Double
        /// The asset with which the longest of its outages begins; −1 when unknown.
        public var origin: Int
    }

    public struct VulnerableFigures: Sendable, Equatable {
        public var asset: Int
        public var service: String
        public var firstLossHours, firstOutHours, onReserveHours, outHours, restoredHours: Double
        /// From the asset that was hit to what stopped delivering to the facility: identifiers.
        public var chain: [String]
        /// Share of the draws in which it was out, and hours out in the mean of them; nil without draws.
        public var outDrawn: Estimate?
        public var meanOutHours: Double
    }

    public struct AssetFigures: Sendable, Equatable {
        public var asset: Int
        /// The hour in which it first stood still, and how many in all; NaN when it was hit and kept working.
        public var fromHours, downHours: Double
        /// When what the event itself did to it is over: dried, repaired, back; infinite when never, NaN when nothing.
        public var repairedHours: Double
        /// Why it first stopped: see `Reason`.
        public var reason: Reason
        /// Damage by shaking, 0 to 4.
        public var damageState: Int
        /// What hit it, metres of water or g and the like; NaN when nothing did.
        public var intensity: Double
    }

    /// Why an asset stands still.
    public enum Reason: Int, Sendable, CaseIterable {
        case flooded = 1, damaged, outOfService, observed, lostService, lostSupply, deadlock
    }

    /// An asset with which chains of outages begin.
    public struct OriginFigures: Sendable, Equatable {
        public var asset: Int
        /// Of all facilities whose outages begin here, the longest of each.
        public var weightedHours: Double
        public var facilities: Int
    }
}
