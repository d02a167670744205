public import AccessModel
public import CascadeModel
public import Diagnostics
import NetworkModel
import ReportWriting
import ScenarioModel
import StudyRunner

extension ScenarioRecord {
    /// How fast help reaches people, by one way to help.
    public struct AccessFigures: Sendable, Equatable {
        public var way: EmergencyAccess.Way
        public var limitMinutes: Double
        public var residents: Double
        /// Residents not within the limit: before the event, and most of them at one time, which begins at that hour.
        public var beyondBefore, beyondMost, beyondMostFromHours: Double
        /// At that time, by what stands in the way.
        public var late, noHelp, isolated, hit: Double
        /// Residents × hours not within the limit, beyond those of an ordinary day.
        public var beyondResidentHours: Double
        /// Ambulance posts or hospitals, and those that did not work at some time.
        public var origins, originsOut: Int
        /// Posts and hospitals that did not work, or whose people had a longer way or none.
        public var affectedOrigins: [AccessOriginFigures]
        /// Hospitals, care homes and the like that stood worse than before.
        public var places: [AccessPlaceFigures]
    }

    public struct AccessOriginFigures: Sendable, Equatable {
        public var asset: Int
        public var isOut: Bool
        /// Of a hospital: the residents for whom it is the nearest, how much longer their drive is at worst, and how many of
        /// them then reach no hospital; NaN for a post.
        public var residents, worstFactor, residentsCutOff: Double
    }

    public struct AccessPlaceFigures: Sendable, Equatable {
        public var asset: Int
        public var before, worst: EmergencyAccess.Standing
        /// Infinite where no road led there.
        public var driveBeforeMinutes, longestDriveMinutes: Double
        public var worseFromHours, backHours: Double
        /// Hours not within the limit.
        public var beyondHours: Double
    }

    /// One measure more of the best combination.
    public struct PortfolioFigures: Sendable, Equatable {
        public var title: Phrase
        public var costEuros, costSoFarEuros: Double?
        public var gain, avoided: Estimate
    }

    static func access(_ result: ScenarioResult, _ number: Renumbering) -> [AccessFigures] {
        (result.access?.services ?? []).map { service in
            let model = result.event.model
            func beyond(_ census: EmergencyAccess.Census) -> Double { census.residents.dropFirst().reduce(0, +) }
            let before = beyond(service.before)
            let worst = service.steps.max { beyond($0.census) < beyond($1.census) }
            var hours = 0.0
            for (place, step) in service.steps.enumerated() {
                let end = place + 1 < service.steps.count ? service.steps[place + 1].hours : result.scenario.horizonHours
                hours += max(0, beyond(step.census) - before) * max(0, end - step.hours)
            }
            func people(_ standing: EmergencyAccess.Standing) -> Double { worst?.census[standing] ?? 0 }
            let out = Set(service.originsOut)
            let origins = service.origins.compactMap { asset -> AccessOriginFigures? in
                let own = service.catchments.first { $0.hospital == asset }
                let isWorse = (own?.worstFactor ?? 1) > 1 || (own?.residentsCutOff ?? 0) > 0
                guard number[asset] >= 0, out.contains(asset) || isWorse else { return nil }
                return AccessOriginFigures(
                    asset: number[asset], isOut: out.contains(asset), residents: own?.residents ?? .nan,
                    worstFactor: own?.worstFactor ?? .nan, residentsCutOff: own?.residentsCutOff ?? .nan)
            }
            let isNamed = model.kinds.map { AssetKind.vulnerable.contains($0) }
            let places = service.places.compactMap { place -> AccessPlaceFigures? in
                guard isNamed[Int(model.kind[place.facility])], place.worstStanding > place.standingBefore,
                    number[place.facility] >= 0
                else { return nil }
                return AccessPlaceFigures(
                    asset: number[place.facility], before: place.standingBefore, worst: place.worstStanding,
                    driveBeforeMinutes: place.secondsBefore / 60, longestDriveMinutes: place.worstSeconds / 60,
                    worseFromHours: place.worseFromHours, backHours: place.backHours,
                    beyondHours: place.hours.dropFirst().reduce(0, +))
            }
            return AccessFigures(
                way: service.way, limitMinutes: service.norm.limitMinutes, residents: service.before.residents.reduce(0, +),
                beyondBefore: before, beyondMost: worst.map { beyond($0.census) } ?? before,
                beyondMostFromHours: worst?.hours ?? .nan, late: people(.late), noHelp: people(.noHelp),
                isolated: people(.isolated), hit: people(.hit), beyondResidentHours: hours, origins: service.origins.count,
                originsOut: out.count, affectedOrigins: origins, places: places)
        }
    }

    static func portfolio(_ result: ScenarioResult) -> [PortfolioFigures] {
        (result.portfolio?.steps ?? []).map {
            PortfolioFigures(
                title: $0.title, costEuros: $0.costEuros, costSoFarEuros: $0.costSoFarEuros, gain: $0.gain, avoided: $0.avoided)
        }
    }
}
