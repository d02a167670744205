/// A number that an asset may carry. The raw value is the column; the name is the element in network XML.
///
/// Every value is stored with its provenance; a missing value is missing, never zero.
public enum NumericAttribute: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case elevation, length, diameter, voltage, capacity, pressure
    case speedLimit, lanes, roadLevel, towers
    case residents, beds, weight
    case storeys, height, footprintArea, constructionYear
    case floorHeight, floodThreshold, fragilityFactor, outageHours
    case demand, storage, roughness, reactance
    case burialDepth
    case replacementValue, spans, scourIndex

    /// Element name in network XML, column name in tables.
    public var name: String { definition.name }
    /// Unit symbol as written in `uom`; empty for counts and factors.
    public var unit: String { definition.unit }
    /// One sentence for the format's documentation and for `check`.
    public var meaning: String { definition.meaning }
    /// Values outside are reported as absurd by the validator.
    public var plausible: ClosedRange<Double> { definition.plausible }

    private var definition: (name: String, unit: String, meaning: String, plausible: ClosedRange<Double>) {
        switch self {
        case .elevation: ("elevation", "m", "Height of the ground at the asset above the vertical datum.", -500...9000)
        case .length: ("length", "m", "Length of a link along its course.", 0...500_000)
        case .diameter: ("diameter", "mm", "Inner diameter of a pipe.", 5...5000)
        case .voltage: ("voltage", "kV", "Nominal voltage.", 0.01...1200)
        case .capacity: ("capacity", "", "Capacity in the layer's own unit: MVA for power, m3/h for water.", 0...1e7)
        case .pressure: ("pressure", "bar", "Nominal pressure.", 0...1000)
        case .speedLimit: ("speedLimit", "km/h", "Legal speed on a road.", 1...200)
        case .lanes: ("lanes", "", "Lanes in both directions together.", 1...20)
        case .roadLevel: ("roadLevel", "", "Level of a road above (bridge) or below (tunnel) the ground.", -10...10)
        case .towers: ("towers", "", "Towers or poles that carry a power line, those at its ends included.", 1...10_000)
        case .residents: ("residents", "", "People who live or are normally present there at night.", 0...1e6)
        case .beds: ("beds", "", "Beds of a hospital or care home.", 0...10_000)
        case .weight: ("weight", "", "Weight in the consequence C; residents when absent.", 0...1e7)
        case .storeys: ("storeys", "", "Storeys above ground.", 1...200)
        case .height: ("height", "m", "Height of the building above the ground.", 1...1000)
        case .footprintArea: ("footprintArea", "m2", "Area of the building's footprint.", 1...1e6)
        case .constructionYear: ("constructionYear", "", "Year of construction.", 1000...2100)
        case .floorHeight:
            ("floorHeight", "m", "Height of the vulnerable parts above the ground; raised by a measure.", 0...50)
        case .floodThreshold:
            ("floodThreshold", "m", "Water depth above the vulnerable parts at which the asset stops.", 0...50)
        case .fragilityFactor:
            ("fragilityFactor", "", "Factor on the median capacity of the asset's fragility; raised by a measure.", 0.01...1000)
        case .outageHours:
            ("outageHours", "h", "Hours needed after the hazard before the asset works again.", 0...1e5)
        case .demand:
            ("demand", "", "Average demand in the layer's own unit: MW for power, m3/h for water.", -1e6...1e6)
        case .storage: ("storage", "m3", "Usable content of a tank when nothing is wrong.", 0...1e7)
        case .roughness:
            ("roughness", "", "Roughness of a pipe: Hazen-Williams C, Darcy-Weisbach in mm or Manning's n, as its model has it.", 0...1000)
        case .reactance: ("reactance", "ohm", "Series reactance of a line or transformer, seen from where it starts.", -1e5...1e5)
        case .burialDepth:
            ("burialDepth", "m", "Depth of a cable or pipe below the ground.", 0...100)
        case .replacementValue:
            ("replacementValue", "EUR", "What it costs to replace the asset, contents included.", 0...1e11)
        case .spans: ("spans", "", "Spans of a bridge.", 1...1000)
        case .scourIndex:
            ("scourIndex", "", "How prone a bridge is to scour, as Hazus counts: 1 most, 3 least.", 1...3)
        }
    }

    public init?(name: some StringProtocol) {
        guard let found = Self.byName[String(name)] else { return nil }
        self = found
    }
    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.name, $0) })
}

/// A word or a line of text that an asset may carry.
public enum TextAttribute: UInt8, CaseIterable, Sendable, BitwiseCopyable {
    case material, function, usage, address, district, roadClass, surface, anchored, fragilityClass, cityObject, remark

    /// Element name in network XML, column name in tables.
    public var name: String {
        switch self {
        case .material: "material"
        case .function: "function"
        case .usage: "usage"
        case .address: "address"
        case .district: "district"
        case .roadClass: "roadClass"
        case .surface: "surface"
        case .anchored: "anchored"
        case .fragilityClass: "fragilityClass"
        case .cityObject: "cityObject"
        case .remark: "remark"
        }
    }
    /// One sentence for the format's documentation.
    public var meaning: String {
        switch self {
        case .material: "Material of a pipe, line or structure."
        case .function: "Function as the source coded it."
        case .usage: "Usage as the source coded it."
        case .address: "Street, number and place."
        case .district: "District or neighbourhood, used to group the report."
        case .roadClass: "Class of a road, as OpenStreetMap's highway values."
        case .surface: "What a road is paved with, as OpenStreetMap's surface values."
        case .anchored: "yes or no: whether equipment is anchored against shaking."
        case .fragilityClass: "Name of a fragility in the catalogue; overrides the rule by kind."
        case .cityObject: "Identifier of the building or other object that houses the asset."
        case .remark: "Free text."
        }
    }
    public init?(name: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// One numeric attribute of every asset. `NaN` stands for missing.
public struct NumericColumn: Sendable, Equatable {
    public var values: [Double]
    public var provenance: [Provenance]

    public static func == (a: Self, b: Self) -> Bool {
        a.values.count == b.values.count
            && zip(a.values, b.values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
            && zip(zip(a.values, a.provenance), b.provenance).allSatisfy { $0.0.isNaN || $0.1 == $1 }
    }
}

/// One text attribute of every asset: a number in the model's string table, −1 for missing.
public struct TextColumn: Sendable, Equatable {
    public var strings: [Int32]
    public var provenance: [Provenance]
}
