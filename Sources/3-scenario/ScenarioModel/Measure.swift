public import Diagnostics
public import MarkupReading
public import NetworkModel

/// Something the city could do: a change of the model, made before the same event strikes again.
public protocol Measure: Sendable {
    /// The element that stands for it in a scenario, such as `harden`.
    static var element: String { get }
    /// One line for `--help` and the format's documentation.
    static var summary: String { get }
    init(_ element: MarkupElement) throws(InputError)
    /// What to call it in a report, such as “Raise Substation West by 1.5 m”.
    var title: Phrase { get }
    /// Cost in euros, when the scenario states one.
    var costEuros: Double? { get }
    /// Whether it adds an asset, so that the hazard has to be looked up anew; otherwise the places stay as they are.
    static var addsAssets: Bool { get }
    /// What it changes, so that many measures can be tried without making a city for each.
    static var reach: MeasureReach { get }
    /// The assets that it is applied to, in order; empty where there are none in particular.
    func targets(in model: CityModel) throws(InputError) -> [Int]
    /// Changes the model. Throws when it names an asset that does not exist.
    func apply(to model: inout CityModelBuilder) throws(InputError)
    /// Changes the scenario's repair crews. Most measures leave them alone.
    func apply(to crews: inout [CrewPool]) throws(InputError)
    /// The hours after onset in which the assets that it adds are there; the end may be infinite.
    var presence: (fromHours: Double, untilHours: Double) { get }
}

extension Measure {
    public static var addsAssets: Bool { false }
    public static var reach: MeasureReach { .everything }
    public func targets(in model: CityModel) throws(InputError) -> [Int] { [] }
    public func apply(to crews: inout [CrewPool]) throws(InputError) {}
    public var presence: (fromHours: Double, untilHours: Double) { (0, .infinity) }
}

extension Measure {
    /// The hours in which what it adds is not there.
    public var absences: [Range<Double>] {
        [0..<max(0, presence.fromHours), presence.untilHours..<max(presence.untilHours, .infinity)].filter { !$0.isEmpty }
    }
}

/// How far a measure's changes go.
public enum MeasureReach: Sendable {
    /// What the event does to its targets, nothing else.
    case damage
    /// The requirements of its targets: their reserves, and who supplies them.
    case requirements
    /// It adds assets beside those that are there.
    case additions
    /// Anything.
    case everything
}
