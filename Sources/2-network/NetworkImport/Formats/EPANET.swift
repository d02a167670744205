import Diagnostics
import FileReading
public import NetworkModel

/// EPANET input files (`.inp`): a water network with its reservoirs, tanks, pumps and valves.
///
/// After the input format of EPANET 2.2 (Rossman et al. 2020, EPANET 2.2 User Manual, EPA/600/R-20/133, appendix C).
/// Reservoirs are sources. A tank is a source too, with a requirement on what fills it and the hours its content
/// lasts as buffer (`EPANETAssembly+Storage`). Pumps are links of kind `pumpingStation`, check valves, pumps and
/// pressure valves are one-way. Closed links that no control opens are left out and named in the log.
public enum EPANET: NetworkFormat {
    public static let name = "EPANET input"


    public static func recognises(_ head: FileHead) -> Bool {
        if head.isMarkup { return false }
        return head.text.split(whereSeparator: \.isNewline).contains { line in
            let text = line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
            return text.first == "[" && EPANETData.Section(text) != nil
        }
    }

    /// Coordinates are taken as they stand: an EPANET file declares no coordinate system.
    /// - Throws: `InputError` with file and line for a number that is none, a missing field, an unknown unit,
    ///   an identifier given twice, or one that is referred to and not defined.
    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        var reader = EPANETReader(path)
        try reader.read()
        let file = path.split(separator: "/").last.map(String.init) ?? path
        builder.beginFile(path)
        var assembly = EPANETAssembly(reader.data, file: path, into: builder)
        try assembly.assemble()
        builder = assembly.city
        builder.sources.append(DataSource(file: file, format: name))
        log.add(assembly.log)
        for (what, count) in reader.data.skipped { log.skip(what, in: file, count: count) }
    }
}
