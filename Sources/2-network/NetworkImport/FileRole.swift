/// What a file is to be taken for, when the user says so: only that part of it is used.
public enum FileRole: String, Sendable, CaseIterable {
    case power, water, road, buildings, requirements, reserves, terrain

    /// What the role means, for help and documentation.
    public var meaning: String {
        switch self {
        case .power: "only the power network of the file"
        case .water: "only its water network"
        case .road: "only its streets"
        case .buildings: "only its buildings and other places"
        case .requirements: "table (CSV) of who needs what: asset, service, suppliers, at least, buffer hours"
        case .reserves: "table (CSV) of hours of reserve by kind: kind, service, hours"
        case .terrain: "grid of ground heights (ESRI ASCII) in the network's plane, for what lacks an elevation"
        }
    }
    /// Whether the file is read by one of the network formats.
    var isNetwork: Bool { [.power, .water, .road, .buildings].contains(self) }
}

/// A file to import and what the user says about it.
public struct ImportFile: Sendable, Equatable {
    public var path: String
    /// nil to use everything in it.
    public var role: FileRole?
    public init(path: String, role: FileRole? = nil) {
        self.path = path
        self.role = role
    }

    /// A file as on the command line: `streets.osm`, or with its role `road=streets.osm`.
    public init(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1)
        if parts.count == 2, let role = FileRole(rawValue: String(parts[0])) {
            self.init(path: String(parts[1]), role: role)
        } else {
            self.init(path: argument)
        }
    }
}
