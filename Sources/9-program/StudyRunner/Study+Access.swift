import AccessModel
import DamageModel
import Diagnostics
import ScenarioModel

extension Study {
    /// Ambulance and emergency department in the median event; nil where the model lacks roads, or posts and hospitals.
    func access(in event: EventRun, _ threads: Int, _ progress: (String) -> Void) throws -> EmergencyAccess? {
        progress("access")
        let norms = scenario.access, known = catalogue.vehicles
        guard let vehicle = known.first(where: { $0.id == norms.vehicle }) else {
            throw InputError(
                "access-vehicle", at: norms.position, "no vehicle is called '\(norms.vehicle)'",
                remedy: suggestion(for: norms.vehicle, among: known.map(\.id))
                    + "the vehicles are \(known.map(\.id).joined(separator: ", "))")
        }
        return EmergencyAccess(
            event.model, event.cascade, event.outage, water: try RoadWater(event.model, event.fields, catalogue, try fragilities(of: city)),
            norms: norms, vehicle: vehicle, threads: threads)
    }
}
