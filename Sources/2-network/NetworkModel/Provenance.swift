/// Where a value comes from. Reports count and name what was assumed.
public enum Provenance: UInt8, Sendable, CaseIterable, BitwiseCopyable {
    /// It came from the data.
    case measured
    /// It was computed from the data.
    case derived
    /// It is a default or a nearest-neighbour guess.
    case assumed

    /// The word used in files and reports.
    public var name: String {
        switch self {
        case .measured: "measured"
        case .derived: "derived"
        case .assumed: "assumed"
        }
    }
    public init?(name: some StringProtocol) {
        switch name {
        case "measured": self = .measured
        case "derived": self = .derived
        case "assumed": self = .assumed
        default: return nil
        }
    }
}

/// A file that the model was made from.
public struct DataSource: Sendable, Equatable {
    /// File name without its folder, so that a model does not depend on where it was made.
    public var file: String
    /// Name of the format it was read as, such as `OpenStreetMap XML`.
    public var format: String
    /// Licence or attribution, when the file states one; otherwise empty.
    public var licence: String
    /// Date of the data as the file states it; otherwise empty.
    public var date: String
    public init(file: String, format: String, licence: String = "", date: String = "") {
        self.file = file
        self.format = format
        self.licence = licence
        self.date = date
    }
}
