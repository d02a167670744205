public import NetworkModel

/// The figures behind the damage stage: which asset breaks at what intensity, for how long, and who says so.
///
/// Read from XML (see `Catalogue/fragilities.xsd`), so that a city can bring its own figures.
public struct FragilityCatalogue: Sendable {
    public var title: String
    public var sources: [Source] = []
    public var fragilities: [Fragility] = []
    public var depthDamages: [DepthDamage] = []
    public var floodings: [Flooding] = []
    public var restorations: [Restoration] = []
    /// Of these three, the first that fits an asset is its own.
    public var collapses: [Collapse] = []
    public var scours: [Scour] = []
    public var values: [UnitValue] = []
    /// What stops vehicles in water.
    public var vehicles = RoadSpeed.Vehicle.standard
    /// The first rule that fits an asset is its own.
    public var rules: [Rule] = []
    /// What had to be read into a file, in sentences for the report.
    public var notes: [String] = []

    public init(title: String) { self.title = title }

    /// Where figures come from.
    public struct Source: Sendable, Equatable {
        public var id: String
        /// As reports print it.
        public var citation: String
    }

    /// What water costs: share of the replacement value that is lost, by depth.
    public struct DepthDamage: Sendable, Equatable {
        public var id: String
        public var title: String
        /// Rising depths above the ground (metres), and the share lost at each; straight lines between.
        public var depthsMetres: [Double]
        public var ratios: [Double]
        /// Position in `sources`; nil for shares that are assumed.
        public var source: Int?
        /// Share of the replacement value, 0 to 1; the last value beyond the last depth.
        public func ratio(depthMetres: Double) -> Double {
            depthMetres > 0 ? Fragility.interpolate(depthsMetres, ratios, at: depthMetres) : 0
        }
    }

    /// How water stops an asset.
    public struct Flooding: Sendable, Equatable {
        public var id: String
        /// Metres of water above the vulnerable parts at which it stops.
        public var thresholdMetres: Double
        /// Hours between the water's leaving and its working again; assumed in every catalogue.
        public var dryingHours: Double
        /// Position in `sources`; nil for a threshold that is assumed.
        public var source: Int?
        /// Position in `depthDamages`; nil where no source gives the cost.
        public var damage: Int?
    }

    /// How long repair takes, and what it costs.
    public struct Restoration: Sendable, Equatable {
        public var id: String
        /// Mean hours until it works again after slight, moderate, extensive and complete damage.
        public var hours: [Double]
        /// Standard deviations of those hours, drawn in samples; empty: the mean always.
        public var spreadHours: [Double] = []
        /// Hours are lognormal; normal, cut off at 0, otherwise.
        public var isLognormal = false
        /// Position in `sources`; nil for hours that are assumed.
        public var source: Int?
        /// Cost of repair as a share of the replacement value, for the four states; empty where no source gives it.
        public var costRatios: [Double] = []
        /// Position in `sources`; nil for shares that are assumed.
        public var costSource: Int?
    }

    /// Which assets an entry is for.
    public struct Selector: Sendable, Equatable {
        /// Only this kind; nil for every kind.
        public var kind: AssetKind?
        /// Only nodes, links or facilities; nil for all.
        public var rowClass: CityModelBuilder.RowClass?
        /// Conditions, all of which must hold.
        public var conditions: [Condition] = []
    }

    /// Which figures an asset gets.
    public struct Rule: Sendable {
        public var selector: Selector
        /// Positions in `fragilities`, `floodings`, `restorations`; nil where the asset is not affected.
        public var fragility, flooding, restoration: Int?
        /// Position in `floodings` of the one for salt water; nil where it is that of every water.
        public var saltFlooding: Int?
        /// Position in `fragilities` of the one for displaced ground, and of its restoration.
        public var groundFailure, groundRestoration: Int?
        /// What is assumed about shaking when it is used.
        public var assumption: String?
    }

    /// A condition on an attribute; it does not hold for an asset that lacks the attribute, unless the condition
    /// says which number absence stands for.
    public enum Condition: Sendable, Equatable {
        case number(NumericAttribute, from: Double, below: Double, absent: Double?)
        /// Words in the form of `FragilityCatalogue.plainWord`.
        case text(TextAttribute, Set<String>)

        var attributeName: String {
            switch self {
            case .number(let attribute, _, _, _): attribute.name
            case .text(let attribute, _): attribute.name
            }
        }
    }

    /// A word without what spellings differ in: small letters, no spaces, hyphens or underscores.
    static func plainWord(_ text: String) -> String {
        String(text.lowercased().filter { $0 != " " && $0 != "-" && $0 != "_" })
    }

    /// Position in `fragilities` of that name.
    public func fragility(named id: String) -> Int? { fragilities.firstIndex { $0.id == id } }
}
