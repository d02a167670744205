public import Geometry
public import NetworkModel

/// How files are joined into one city. The defaults are what `lifeline import` uses; each is stated in its help.
public struct JoinOptions: Sendable {
    /// Name of the place; nil for the first that a file gives.
    public var name: String?
    /// EPSG code of the joined model; nil for the first projected system among the files, or else a suitable plane.
    public var epsg: Int?
    /// EPSG codes of files that declare none or a wrong one, by file name.
    public var epsgOfFile: [String: Int] = [:]
    /// Ends of links of one layer that are no further apart than this are joined, in metres.
    public var snapMetres = 0.5
    /// Streets that end within this distance inside the area's border are taken to go on outside, in metres.
    public var gatewayMarginMetres = 100.0
    /// What buildings are by codes and words that the built-in table does not know or the user reads otherwise.
    public var functions = FunctionTable()
    /// When sources, suppliers, buffers and residents that the data leaves out are assumed.
    public var inference = Inference.automatic
    public var limits = InferenceLimits()
    /// Floor space per resident where residents are estimated from buildings, in m²; the same in every format.
    ///
    /// An assumption on the low side, so that people are rather counted than overlooked: in 2021 the Dutch had 53 m²
    /// of dwelling each on average (Statistics Netherlands 2022, "Alleenstaande oudere vrouwen wonen het grootst").
    public var squareMetresPerResident = BuildingDefaults.squareMetresPerResident

    /// Tables of requirements that go before what the files say.
    public var requirements: [RequirementTable] = []
    /// The city's own reserves by kind of asset, which go before `BufferDefaults`.
    public var reserves: [BufferDefaults.Row] = []
    /// Heights of the ground in the model's plane, for assets without an elevation; the first that knows a place counts.
    public var terrain: [Raster] = []

    /// When missing facts are assumed.
    public enum Inference: String, Sendable, CaseIterable {
        /// Unless every file is Lifeline network XML, which is taken to say all there is to say.
        case automatic
        case always
        case never
    }

    public init() {}
}

/// How far away an assumed supplier may be, in metres of straight line.
///
/// Design defaults, not measurements: a Dutch medium-voltage transformer serves its own neighbourhood, so that a
/// supplier beyond `near` is a sign that the right one is missing in the data; beyond `far` none is assumed.
public struct InferenceLimits: Sendable, Equatable {
    public struct Limit: Sendable, Equatable {
        /// Up to here a supplier is assumed without further ado.
        public var nearMetres: Double
        /// Up to here it is assumed with a warning.
        public var farMetres: Double
        public init(nearMetres: Double, farMetres: Double) {
            self.nearMetres = nearMetres
            self.farMetres = farMetres
        }

        /// How likely it is that an assumed supplier is the right one, 0 to 1, in hundredths.
        ///
        /// The product of *nearness* (1 at no distance, falling evenly to ½ at `nearMetres` and on to 0 at `farMetres`)
        /// and *distinctness* (the runner-up's distance as a share of both distances together: ½ when two are equally
        /// near, 1 when there is no other). An index of our own to sort guesses by, not a measured probability.
        public func confidence(atMetres distance: Double, runnerUpMetres: Double?) -> Double {
            let nearness =
                distance <= nearMetres
                ? 1 - 0.5 * (nearMetres > 0 ? distance / nearMetres : 0)
                : max(0, 0.5 * (farMetres - distance) / max(farMetres - nearMetres, 1e-9))
            var distinctness = 1.0
            if let runnerUpMetres {
                let sum = distance + runnerUpMetres
                distinctness = sum > 0 ? runnerUpMetres / sum : 0.5
            }
            return (nearness * distinctness * 100).rounded() / 100
        }
    }
    public var power = Limit(nearMetres: 1000, farMetres: 5000)
    public var water = Limit(nearMetres: 500, farMetres: 5000)
    public var road = Limit(nearMetres: 200, farMetres: 2000)

    public init() {}

    /// The limit for a layer; that of power for one that is not known by name.
    public func limit(for layer: Layer) -> Limit {
        switch layer {
        case .water: water
        case .road: road
        default: power
        }
    }
}
