public import Diagnostics
import MarkupReading

/// `<crews>`: the repair crews of one layer. A layer without any repairs everything at once.
public struct CrewPool: Sendable, Equatable {
    /// The layer whose nodes and links they repair, or `facility` for the places that people depend on.
    public var layer: String
    /// How many jobs they do at the same time.
    public var count: Int
    public var rule: CrewRule
    /// Whether a job can only begin where open roads lead.
    public var needsRoad: Bool
    /// Identifier of the asset where they start from; nil for wherever help comes from into the road network.
    public var depot: String?
    public var position: SourcePosition

    /// What stands for facilities in place of a layer.
    public static let facilities = "facility"

    public init(
        layer: String, count: Int, rule: CrewRule = .firstDamaged, needsRoad: Bool = false, depot: String? = nil,
        position: SourcePosition
    ) {
        self.layer = layer
        self.count = count
        self.rule = rule
        self.needsRoad = needsRoad
        self.depot = depot
        self.position = position
    }

    /// Far more than any city has.
    static let maximumCount = 1_000_000

    init(_ element: MarkupElement) throws(InputError) {
        let needsRoad = try element.flag("needsRoad")
        if element.attributes["from"] != nil, !needsRoad {
            throw InputError(
                "crews-from", at: element.position, "<crews> names where crews start from, but they need no road",
                remedy: "add needsRoad=\"true\", or leave from out")
        }
        self.init(
            layer: try element.required("layer"), count: try Self.count("count", element),
            rule: try CrewRule(element), needsRoad: needsRoad, depot: element.attributes["from"],
            position: element.position)
    }

    static func count(_ name: String, _ element: MarkupElement) throws(InputError) -> Int {
        let text = try element.required(name)
        if let number = Int(text), (0...maximumCount).contains(number) { return number }
        throw InputError(
            "crews-count", at: element.position,
            "\(name)=\"\(text)\" in <\(element.name)> is no whole number from 0 to \(maximumCount)",
            remedy: "write how many crews there are, such as 3")
    }
}

/// Which of the jobs that wait a free crew takes first. Equal ones go by the identifier of the asset.
///
/// A new rule is one case here and one line in `CrewPlan.urgency`.
public enum CrewRule: String, CaseIterable, Sendable {
    /// In the order in which things were damaged.
    case firstDamaged
    /// The fewest crew-hours first.
    case shortestFirst
    /// The most residents first who were supplied by way of the asset before the event.
    case mostPeople
    /// What supplied the most hospitals before the event; equal ones as for `mostPeople`.
    case hospitalsFirst

    init(_ element: MarkupElement) throws(InputError) {
        guard let word = element.attributes["rule"] else {
            self = .firstDamaged
            return
        }
        let known = Self.allCases.map(\.rawValue)
        guard let rule = Self(rawValue: word) else {
            throw InputError(
                "crew-rule", at: element.position, "there is no rule for crews called '\(word)'",
                remedy: suggestion(for: word, among: known) + "the rules are \(known.joined(separator: ", "))")
        }
        self = rule
    }
}
