public import Diagnostics
public import Geometry
public import MarkupReading
public import NetworkModel

/// A number that says how hard a place is hit.
public enum IntensityMeasure: String, CaseIterable, Sendable, BitwiseCopyable {
    /// Water above the ground, metres.
    case floodDepth
    /// Years after which a flood is reached or exceeded once on average; `HazardField.returnPeriodYears`, never a
    /// column of `median`.
    case returnPeriod
    /// Peak ground acceleration, g.
    case pga
    /// Peak ground velocity, cm/s.
    case pgv
    /// Spectral acceleration at 0.3 s and 1.0 s, 5 % damping, g.
    case sa03, sa10
    /// Permanent displacement of ground that has failed, metres; drawn from `HazardField.groundFailure`, never a
    /// column of `median`.
    case pgd

    /// What an earthquake's shaking is measured by.
    public static let shaking: [IntensityMeasure] = [.pga, .pgv, .sa03, .sa10]

    /// As in a sentence.
    public var inWords: Phrase {
        switch self {
        case .floodDepth: Phrase("water depth", nl: "waterdiepte")
        case .returnPeriod: Phrase("return period", nl: "herhalingstijd")
        case .pga: Phrase("peak ground acceleration", nl: "piekgrondversnelling")
        case .pgv: Phrase("peak ground velocity", nl: "piekgrondsnelheid")
        case .sa03: Phrase("spectral acceleration at 0.3 s", nl: "spectrale versnelling bij 0,3 s")
        case .sa10: Phrase("spectral acceleration at 1.0 s", nl: "spectrale versnelling bij 1,0 s")
        case .pgd: Phrase("permanent ground displacement", nl: "blijvende grondverplaatsing")
        }
    }
}

/// What the water of a flood is: salt water ruins what fresh water only stops.
public enum FloodWater: String, CaseIterable, Sendable {
    case fresh, salt

    /// The sentence for the report.
    var sentence: Phrase {
        switch self {
        case .fresh: Phrase("The water is fresh, as stated.", nl: "Het water is zoet, zoals opgegeven.")
        case .salt: Phrase("The water is salt, as stated.", nl: "Het water is zout, zoals opgegeven.")
        }
    }
}

extension Phrase {
    /// Says that a value was assumed, where it was.
    static func assumed(_ isAssumed: Bool) -> Phrase { isAssumed ? Phrase(" (assumed)", nl: " (aangenomen)") : .nothing }

    /// How much land is under water, and how deep.
    static func underWater(hectares: Double, deepestMetres: Double) -> Phrase {
        let area = Phrase(hectares, hectares < 10 ? 2 : 1)
        return Phrase(
            "\(area) ha are under water, \(deepestMetres, 2) m at the deepest.",
            nl: "Er staat \(area) ha onder water, op het diepste punt \(deepestMetres, 2) m.")
    }

    /// What every flood does with bridges and tunnels.
    static let bridgesStayDry = Phrase(
        "Bridges stay dry unless they have a flood threshold of their own; tunnels flood by their mouths.",
        nl: "Bruggen blijven droog, tenzij ze een eigen overstromingsdrempel hebben; tunnels lopen vol door hun ingang.")
}

/// When the water of a flood comes to each cell of a raster, and goes: hours after onset, as meant where it is wet.
public struct FootprintHours: Sendable {
    public var arrival, recession: [Float]

    public init(arrival: [Float], recession: [Float]) { (self.arrival, self.recession) = (arrival, recession) }

    /// The same hours everywhere.
    init(_ hours: FloodHours, cells: Int) {
        arrival = Array(repeating: Float(hours.arrival), count: cells)
        recession = Array(repeating: Float(hours.recession), count: cells)
    }
}

/// What the event does to each place: flat columns, one value per asset of the model.
public struct HazardField: Sendable {
    /// One line, such as "Flood: river at 4.20 m".
    public var title: Phrase
    /// Formula, parameters, source and what is left out, in sentences for the report.
    public var method: [Phrase]
    /// Median intensity per asset; 0 where untouched.
    public var median: [IntensityMeasure: [Double]]
    /// Standard deviations of the natural logarithm per asset; empty for a flood.
    public var withinEventSigma: [IntensityMeasure: [Double]] = [:]
    public var betweenEventSigma: [IntensityMeasure: [Double]] = [:]
    /// The distance in km at which the correlation between the within-event residuals of two places has fallen to 5 %,
    /// ρ(d) = exp(−3 d / range); places are independent for a measure that is not in here.
    public var correlationRangeKilometres: [IntensityMeasure: Double] = [:]
    /// Where the ground can fail; nil when that is left out.
    public var groundFailure: GroundFailure?
    /// Hours after onset at which the hazard reaches each asset, and leaves it; empty: at 0, and at once.
    public var arrivalHours: [Double] = []
    public var recessionHours: [Double] = []
    /// Depths between arrival and recession; nil where only the greatest depth is known.
    public var depthHistory: DepthHistory?
    /// Greatest speed of the water at each asset, m/s; empty where the hazard does not know it.
    public var metresPerSecond: [Double] = []
    /// Depths in metres for the map; nil for an earthquake.
    public var footprint: Raster?
    /// Hours after onset at which the water reaches each cell of `footprint`, and leaves it; nil when unknown.
    public var footprintHours: FootprintHours?
    /// For water that is followed over time: its greatest speed in each cell of `footprint`, m/s.
    public var speedMap: Raster?
    /// What the water of a flood is, and after how many years such a flood comes; nil when the scenario does not say.
    public var water: FloodWater?
    public var returnPeriodYears: Double?
    /// Median peak ground acceleration in g over the town, for the map; nil for a flood, and where rings tell it.
    public var shakingMap: Raster?
    public var epicentre: Point?
    /// Rings around the epicentre for the map: radius in metres and PGA in g.
    public var rings: [(radiusMetres: Double, pga: Double)] = []
    /// What a reader must know, such as a magnitude outside the model's range.
    public var warnings: [Phrase] = []
    public var citations: [Phrase] = []

    public init(title: Phrase, method: [Phrase], median: [IntensityMeasure: [Double]]) {
        self.title = title
        self.method = method
        self.median = median
    }
}

/// A kind of event, read from its own element of a scenario.
public protocol Hazard: Sendable {
    static var element: String { get }
    /// One line for `--help` and the format's documentation.
    static var summary: String { get }
    /// - Parameter folder: the scenario's folder, against which file names are resolved.
    init(_ element: MarkupElement, folder: InputFolder) throws
    /// Files it reads, for the report's list of inputs.
    var inputFiles: [String] { get }
    /// - Parameter progress: told now and then how far a long computation has come.
    func field(on model: CityModel, progress: (String) -> Void) throws -> HazardField
}

extension Hazard {
    public func field(on model: CityModel) throws -> HazardField { try field(on: model, progress: { _ in }) }
}
