import CascadeModel
import NetworkModel

/// What one vulnerable place needs in the event, from when and until when: a line of the crisis team's checklist.
struct PlaceNeeds: Sendable {
    /// What helps while a service is out.
    enum Need: Sendable, Equatable {
        /// It is hit itself: people must be out before that, and nothing else helps.
        case evacuation
        /// It has no reserve of the service, or none that lasts.
        case generator
        /// It has a reserve that runs out after so many hours.
        case fuel(reserveHours: Double)
        case water(litresPerDay: Double)
        /// No road leads there: people and goods must come before, or otherwise than by road.
        case access
        case other(service: String, reserveHours: Double)
    }
    var facility: Int
    /// When the first service that it needs is gone, in hours after onset; help that comes later is too late.
    var deadlineHours: Double
    /// When it has everything again; infinite when not before the horizon.
    var untilHours: Double
    var needs: [Need]
    /// Services that are out, in the order in which people ask.
    var services: [String]

    /// Every vulnerable place that goes without something, the most urgent first; hospitals first at equal urgency.
    static func all(_ f: Findings) -> [PlaceNeeds] {
        let hospitals = Set(f.hospitals)
        let places = (f.hospitals + f.otherVulnerable).compactMap { PlaceNeeds($0, f) }
        return places.sorted { a, b in
            if a.deadlineHours != b.deadlineHours { return a.deadlineHours < b.deadlineHours }
            let (isA, isB) = (hospitals.contains(a.facility), hospitals.contains(b.facility))
            return isA != isB ? isA : a.facility < b.facility
        }
    }

    private init?(_ facility: Int, _ f: Findings) {
        let out = f.losses(of: facility).filter { $0.outHours > 0 }.sorted {
            f.servicePlace(f.service($0.service)) < f.servicePlace(f.service($1.service))
        }
        guard !out.isEmpty else { return nil }
        self.facility = facility
        deadlineHours = out.map(\.firstOutHours).min() ?? 0
        untilHours = out.map(\.restoredHours).max() ?? .infinity
        services = out.map { f.service($0.service) }
        let isHit = f.disturbanceOf[facility] != nil
        needs = isHit ? [.evacuation] : out.map { loss -> Need in
            let service = f.service(loss.service), reserve = f.bufferHours(of: facility, service: loss.service)
            switch service {
            case Layer.power.name: return reserve > 0 ? .fuel(reserveHours: reserve) : .generator
            case Layer.water.name: return .water(litresPerDay: Self.litresPerDay(facility, f))
            case Layer.road.name: return .access
            default: return .other(service: service, reserveHours: reserve)
            }
        }
    }

    /// Water to bring: 60 litres for each hospital bed and 3 for each other person, a day.
    ///
    /// Beds: the upper end of 40 to 60 litres per in-patient a day (Sphere Association 2018, "The Sphere Handbook",
    /// water supply, appendix 3, minimum water quantities). People: at least 3 litres a day, the emergency ration of the
    /// Dutch water companies under the Drinkwaterwet, and the upper end of Sphere's 2.5 to 3 litres for survival.
    static let litresPerBed = 60.0, litresPerPerson = 3.0
    /// Residents served by one point where emergency water is handed out: the practice of the Dutch water companies
    /// (Dunea 2024, "Nooddrinkwater voor iedereen").
    static let residentsPerWaterPoint = 2500.0

    private static func litresPerDay(_ facility: Int, _ f: Findings) -> Double {
        let beds = f.model.isKind(facility, .hospital) ? f.model.value(.beds, of: facility) ?? 0 : 0
        let people = max(f.model.value(.residents, of: facility) ?? 0, f.model.value(.beds, of: facility) ?? 0)
        return beds * litresPerBed + max(0, people - beds) * litresPerPerson
    }
}
