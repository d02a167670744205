import Diagnostics
import MarkupReading
public import NetworkModel

/// CIM RDF/XML (IEC 61970-552), such as CGMES deliveries: a power network with its lines, transformers and switches.
///
/// One delivery is spread over several files, the profiles: EQ equipment, SSH switch positions, TP topology, GL
/// places, DL drawings, SV results. Objects are merged over all CIM files of one import by `rdf:ID`, `rdf:about` and
/// `rdf:resource`. Nodes are the connectivity nodes of a node-breaker model or else the topological nodes of a
/// bus-branch model; `xPosition` is the longitude.
public enum CIM: NetworkFormat {
    public static let name = "CIM RDF/XML"
    static let rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

    public static var filesBelongTogether: Bool { true }

    public static func recognises(_ head: FileHead) -> Bool {
        head.rootName == "RDF" && head.rootNamespace == rdf
            && ["CIM-schema-cim", "/CIM100", "/61970-"].contains { head.text.contains($0) }
    }

    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        try read(together: [path], into: &builder, &log)
    }

    /// - Throws: `InputError` `profile-missing` when the equipment or what connects it is not among the files,
    ///   `dangling-reference`, `not-a-number`, with file and line.
    public static func read(
        together paths: [String], into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws {
        let reader = CIMReader()
        for path in paths {
            reader.begin(path)
            try MarkupReader.stream(path, to: reader)
            builder.beginFile(path)
        }
        var assembly = CIMAssembly(reader.data, into: builder)
        try assembly.assemble()
        builder = assembly.city
        for path in paths {
            let file = path.split(separator: "/").last.map(String.init) ?? path
            builder.sources.append(DataSource(file: file, format: name, date: reader.data.dates[path] ?? ""))
        }
        log.add(assembly.log)
        let file = paths[0].split(separator: "/").last.map(String.init) ?? paths[0]
        for (what, count) in assembly.skipped { log.skip(what, in: file, count: count) }
    }
}
