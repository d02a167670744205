public import Diagnostics
public import MarkupReading

/// The measures that a scenario can hold; a new one is one file in `Measures` and one word here.
public enum Measures {
    public static let all: [any Measure.Type] = [
        Harden.self, Raise.self, Backup.self, AddLink.self, AddFeeder.self, MobileGenerator.self, MoreCrews.self,
    ]

    /// Reads one measure from its element.
    public static func read(_ element: MarkupElement) throws(InputError) -> any Measure {
        guard let type = all.first(where: { $0.element == element.name }) else {
            throw InputError(
                "element-unknown", at: element.position, "there is no measure called <\(element.name)>",
                remedy: suggestion(for: element.name, among: all.map { $0.element })
                    + "the measures are \(all.map { $0.element }.joined(separator: ", "))")
        }
        return try type.init(element)
    }
}

/// A number without a trailing ".0".
func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int64(value)) : String(value)
}
