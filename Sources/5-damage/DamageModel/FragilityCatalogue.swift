public import NetworkModel

/// The figures behind the damage stage: which asset breaks at what intensity, for how long, and who says so.
///
/// Read from XML (see `Catalogue/fragilities.xsd`), so that a city can bring its own figures.
public struct FragilityCatalogue: Sendable {
    public var title: String
    /// Citations of the sources, as reports print them.
    public var sources: [String] = []
    public var fragilities: [Fragility] = []
    public var floodings: [Flooding] = []
    public var restorations: [Restoration] = []
    /// The first rule that fits an asset is its own.
    public var rules: [Rule] = []

    /// How water stops an asset.
    public struct Flooding: Sendable, Equatable {
        public var id: String
        /// Metres of water above the vulnerable parts at which it stops.
        public var thresholdMetres: Double
        /// Hours between the water's leaving and its working again; assumed in every catalogue.
        public var dryingHours: Double
        /// Position in `sources`; nil for a threshold that is assumed.
        public var source: Int?
    }

    /// How long repair takes.
    public struct Restoration: Sendable, Equatable {
        public var id: String
        /// Mean hours until it works again after slight, moderate, extensive and complete damage.
        public var hours: [Double]
        /// Position in `sources`; nil for hours that are assumed.
        public var source: Int?
    }

    /// Which figures an asset gets.
    public struct Rule: Sendable {
        /// Only this kind; nil for every kind.
        public var kind: AssetKind?
        /// Only nodes, links or facilities; nil for all.
        public var rowClass: CityModelBuilder.RowClass?
        /// Conditions, all of which must hold.
        public var conditions: [Condition]
        /// Positions in `fragilities`, `floodings`, `restorations`; nil where the asset is not affected.
        public var fragility, flooding, restoration: Int?
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
