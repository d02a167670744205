/// The kinds of event that a scenario can hold; a new one is one file in `Hazards` and one word here.
public enum Hazards {
    public static let all: [any Hazard.Type] = [Flood.self, DepthGrid.self, Earthquake.self]
}
