import Diagnostics
import FileReading
public import NetworkModel

/// MATPOWER case files (`.m`, version 2): a power network of buses, branches and generators.
///
/// After "MATPOWER case format: version 2" (MATPOWER User's Manual, appendix B). Buses become nodes, branches links,
/// generators in service make their bus a source. A case says nothing of places: a table with the columns
/// `bus, x, y` named in the same import gives them; without one the network is only drawn.
public enum MATPOWER: NetworkFormat {
    public static let name = "MATPOWER case"

    public static var filesBelongTogether: Bool { true }

    public static func recognises(_ head: FileHead) -> Bool {
        !head.isMarkup && (isCase(head) || isPlaceTable(head))
    }

    private static func isCase(_ head: FileHead) -> Bool {
        head.text.split(whereSeparator: \.isNewline).contains { line in
            let text = line.filter { !$0.isWhitespace }
            return text.hasPrefix("functionmpc=") || ["version", "baseMVA", "bus", "gen", "branch"].contains {
                text.hasPrefix("mpc.\($0)=")
            }
        }
    }

    private static func isPlaceTable(_ head: FileHead) -> Bool {
        guard let first = head.text.split(whereSeparator: \.isNewline).first(where: { !$0.hasPrefix("#") }) else { return false }
        let cells = first.split { ",;\t".contains($0) }.map { $0.filter { $0.isLetter }.lowercased() }
        return ["bus", "x", "y"].allSatisfy { cells.contains($0) }
    }

    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        try read(together: [path], into: &builder, &log)
    }

    /// - Throws: `InputError` with file and line for a table that is missing or malformed, a branch at a bus that is
    ///   not in the case, code that changes the tables in a way that is not understood, or more than one case.
    public static func read(
        together paths: [String], into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws {
        var cases: [String] = [], tables: [String] = []
        for path in paths {
            if isCase(try FileHead(of: path)) { cases.append(path) } else { tables.append(path) }
        }
        guard let path = cases.first else {
            throw InputError(
                "case-missing", at: SourcePosition(file: paths.first ?? "", line: 1),
                "the table gives places of buses, but no power case is among the files",
                remedy: "name the MATPOWER case as well")
        }
        if cases.count > 1 {
            throw InputError(
                "cases-several", at: SourcePosition(file: cases[1], line: 1),
                "there are \(cases.count) power cases, and their bus numbers mean different buses",
                remedy: "import them one by one")
        }
        var reader = MATPOWERReader(path)
        try reader.read()
        builder.beginFile(path)
        var assembly = MATPOWERAssembly(reader.data, file: path, into: builder)
        for table in tables { try assembly.readPlaces(DelimitedTable(path: table)) }
        try assembly.assemble()
        builder = assembly.city
        for source in cases + tables {
            let file = source.split(separator: "/").last.map(String.init) ?? source
            builder.sources.append(DataSource(file: file, format: name))
        }
        log.add(assembly.log)
        let file = path.split(separator: "/").last.map(String.init) ?? path
        for (what, count) in reader.data.skipped { log.skip(what, in: file, count: count) }
    }
}
