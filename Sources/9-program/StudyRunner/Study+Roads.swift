import CascadeModel
import Diagnostics
import NetworkModel
import ScenarioModel

extension Scenario {
    /// The rules of a city's outages at the level of physics that the scenario asks for.
    func cascade(on model: CityModel) -> Cascade {
        guard case .travelTime(let limitMinutes) = roads else { return Cascade(model) }
        return Cascade(
            model,
            travelLimit: TravelLimit(limitSeconds: limitMinutes * 60, secondsOfLink: FreeFlow(model).seconds))
    }

    /// - Throws: `InputError` when it asks for travel times on a network without roads.
    func checkRoads(of model: CityModel) throws(InputError) {
        guard roads != .connectivity, !model.layers.contains(.road) else { return }
        throw InputError(
            "roads-missing", at: roadsPosition, "a limit of travel time is set, but the network has no layer called road",
            remedy: "add the roads to the network, or leave <roads> out")
    }
}
