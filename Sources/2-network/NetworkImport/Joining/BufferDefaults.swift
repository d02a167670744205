public import NetworkModel

/// Hours that an asset carries on without a service when the data does not say.
///
/// A table of design defaults, every one marked `assumed` in the model and named in the import's log. No binding
/// norm in hours was found for Dutch hospitals (24 and 72 h are both quoted); fuel on site typically lasts one or
/// two days, and US practice asks hospitals to *know* what they can do for 96 h, not to store it (Joint Commission
/// EM.02.01.01). Replace them by the city's own figures.
public enum BufferDefaults {
    /// One row of the table.
    public struct Row: Sendable, Equatable {
        public let kind: AssetKind
        public let service: Layer
        public let hours: Double
        /// Why this value.
        public let reason: String
        public init(kind: AssetKind, service: Layer, hours: Double, reason: String) {
            self.kind = kind
            self.service = service
            self.hours = hours
            self.reason = reason
        }
    }

    public static let table: [Row] = [
        Row(kind: .hospital, service: .power, hours: 24, reason: "emergency generator with a day of fuel"),
        Row(kind: .careHome, service: .power, hours: 4, reason: "upper end of 0 to 4 h for homes with a small generator or batteries"),
        Row(kind: .hospital, service: .water, hours: 0, reason: "a tank of its own is not assumed"),
        Row(kind: .pumpingStation, service: .power, hours: 0, reason: "fixed generators are the exception"),
        Row(kind: .well, service: .power, hours: 0, reason: "fixed generators are the exception"),
        Row(kind: .treatmentPlant, service: .power, hours: 0, reason: "a generator is not assumed unless the data names one"),
    ]

    /// The buffer of a kind of asset; 0 h when the table has no row for it.
    public static func hours(of kind: AssetKind, without service: Layer) -> Double {
        buffer(of: kind, without: service).hours
    }

    /// The buffer of a kind of asset and where it comes from: the city's own table, whose last row counts, goes before
    /// this one; what it says of a whole kind is `derived` for each of them.
    static func buffer(
        of kind: AssetKind, without service: Layer, own: [Row] = []
    ) -> (hours: Double, provenance: Provenance) {
        if let row = own.last(where: { $0.kind == kind && $0.service == service }) { return (row.hours, .derived) }
        return (table.first { $0.kind == kind && $0.service == service }?.hours ?? 0, .assumed)
    }

    /// Kinds in a network that cannot work without power.
    public static let needsPower: [AssetKind] = [.pumpingStation, .well, .treatmentPlant]
}
