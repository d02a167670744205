import Diagnostics

/// The ground-motion models that a scenario can choose; a new one is one file in `GroundMotionModels` and one word here.
public enum GroundMotionModels {
    /// The first is taken when a scenario names none.
    public static let all: [any GroundMotionModel] = [
        BooreEtAl2014(), AkkarEtAl2014(), Atkinson2015(.standard), Atkinson2015(.alternative),
        DostEtAl2004(.original), DostEtAl2004(.bommer2013),
    ]

    /// - Parameter key: such as `akkar-2014`; nil for the default.
    static func named(_ key: String?, at position: SourcePosition) throws -> any GroundMotionModel {
        guard let key else { return all[0] }
        guard let model = all.first(where: { $0.key == key }) else {
            throw InputError(
                "model-unknown", at: position, "model=\"\(key)\" is no ground-motion model known here",
                remedy: suggestion(for: key, among: all.map(\.key)) + "use \(all.map(\.key).joined(separator: ", "))")
        }
        return model
    }
}
