import Diagnostics
public import MarkupReading

/// The kinds of event that a scenario can hold; a new one is one file in `Hazards` and one word here.
public enum Hazards {
    public static let all: [any Hazard.Type] = [
        Flood.self, DepthGrid.self, DepthAreas.self, RecordedFlood.self, Inundation.self, Earthquake.self, ShakeMap.self,
        ShakingGrid.self, ShakingPoints.self,
    ]

    /// Reads one hazard from its element of a scenario.
    /// - Parameter folder: the scenario's folder, against which file names are resolved.
    /// - Throws: `InputError` for an element that stands for no hazard, or that its hazard cannot use.
    public static func read(_ element: MarkupElement, folder: InputFolder) throws -> any Hazard {
        guard let type = all.first(where: { $0.element == element.name }) else {
            throw InputError(
                "element-unknown", at: element.position, "there is no hazard called <\(element.name)>",
                remedy: suggestion(for: element.name, among: all.map { $0.element })
                    + "the hazards are \(all.map { $0.element }.joined(separator: ", "))")
        }
        return try type.init(element, folder: folder)
    }
}
