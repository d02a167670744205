import Diagnostics
import GridReading
public import NetworkModel

/// Reads a city's files and joins them into one model.
public enum NetworkImporter {
    /// Reads each file by the format that recognises it and joins them: one coordinate system, identifiers distinct,
    /// ends of links snapped, and what the data leaves out assumed (see `JoinOptions`).
    ///
    /// Lifeline network XML alone is taken as it stands. The same files in the same order give the same model.
    /// - Parameter log: gets every change and assumption, and what no format understands.
    /// - Throws: `InputError` for a file or a model that cannot be used.
    public static func load(
        paths: [String], options: JoinOptions = JoinOptions(), log: inout ImportLog
    ) throws -> CityModel {
        try load(paths.map { ImportFile(path: $0) }, options: options, log: &log)
    }

    /// The same for files of which some have a role: of a network only that part is used, tables and terrain go into
    /// the joining.
    public static func load(
        _ files: [ImportFile], options: JoinOptions = JoinOptions(), log: inout ImportLog
    ) throws -> CityModel {
        var options = options
        for file in files {
            switch file.role {
            case .requirements: options.requirements.append(try RequirementTable(path: file.path))
            case .reserves: options.reserves += try BufferDefaults.rows(path: file.path)
            case .terrain: options.terrain.append(try ESRIASCIIGrid.read(path: file.path))
            default: break
            }
        }
        let networks = files.filter { $0.role?.isNetwork ?? true }
        guard !networks.isEmpty else {
            throw InputError(
                "no-files", at: nil, "no file was named", remedy: "name at least one file of: \(formatList)")
        }
        var parts: [Joiner.Part] = []
        for group in try groups(of: networks) {
            var builder = CityModelBuilder(), own = ImportLog()
            // What the user says of a file goes before what it declares, also in telling which axis comes first.
            builder.epsg = group.paths.lazy.compactMap {
                options.epsgOfFile[$0.split(separator: "/").last.map(String.init) ?? $0]
            }.first
            try group.format.read(together: group.paths, into: &builder, &own)
            if builder.rowCount == 0 && builder.requirements.isEmpty {
                own.add(
                    Issue(
                        .warning, "file-without-assets", at: SourcePosition(file: group.paths[0]),
                        "nothing in the file is part of a network or a facility",
                        remedy: "check that it is the right file"))
            }
            var part = Joiner.Part(
                path: group.paths[0], isComplete: group.format == NetworkXML.self, builder: builder, log: own)
            if let role = group.role { part.restrict(to: role) }
            parts.append(part)
        }
        return try join(parts, options, &log)
    }

    private struct Group {
        let format: any NetworkFormat.Type
        let role: FileRole?
        var paths: [String]
    }

    /// The files that are read together: each alone, unless its format spreads a whole over several.
    private static func groups(of files: [ImportFile]) throws -> [Group] {
        var groups: [Group] = []
        for file in files {
            let format = try NetworkFormats.format(of: file.path)
            let same = groups.firstIndex { $0.format == format && $0.role == file.role }
            if format.filesBelongTogether, let same {
                groups[same].paths.append(file.path)
            } else {
                groups.append(Group(format: format, role: file.role, paths: [file.path]))
            }
        }
        return groups
    }

    static func join(_ parts: [Joiner.Part], _ options: JoinOptions, _ log: inout ImportLog) throws -> CityModel {
        var joiner = Joiner(options: options)
        try joiner.join(parts)
        var own = joiner.earlier
        own.add(joiner.log)
        joiner.city.repairs = RepairLog.sum(joiner.city.repairs + RepairLog.tallies(own.repairs))
        log.repairs += own.repairs
        log.issues.add(contentsOf: own.issues)
        log.skipped.merge(own.skipped) { $0.merging($1, uniquingKeysWith: +) }
        if let name = options.name { joiner.city.name = name }
        return try joiner.city.freeze(&log.issues)
    }

    private static var formatList: String { NetworkFormats.all.map { $0.name }.joined(separator: ", ") }
}

extension ImportLog {
    fileprivate mutating func add(_ issue: Issue) {
        var one = IssueLog()
        one.add(issue)
        add(one)
    }
}
