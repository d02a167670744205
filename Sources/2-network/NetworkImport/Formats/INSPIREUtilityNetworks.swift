import Diagnostics
import MarkupReading
public import NetworkModel

/// INSPIRE Utility Networks 4.0 and what extends them: the Dutch IMKL (deliveries of KLIC) and its Belgian sister.
///
/// A cable or pipe takes its course from the `UtilityLink`s that it names and becomes one link for each of them; an
/// `Appurtenance` becomes a node. The layer is that of the element, or else of the network's theme. Where a link names
/// its end nodes they are kept; other ends are left to joining. Ducts and cable beds carry nothing by themselves and
/// stay outside of the networks, as does what is out of use or not built yet.
public enum INSPIREUtilityNetworks: NetworkFormat {
    public static let name = "INSPIRE utility networks (IMKL, KLIC)"
    /// What the namespaces that tell such a file from any other feature collection have in them.
    static let namespaceMarks = ["inspire.ec.europa.eu/schemas/us-net", "/imkl/", "xmlns/IMKL"]

    public static func recognises(_ head: FileHead) -> Bool {
        guard head.isMarkup, head.rootName != "CityModel" else { return false }
        let text = head.text
        return namespaceMarks.contains { text.contains($0) }
    }

    /// When `builder.epsg` is set already, it replaces whatever system the file declares.
    /// - Throws: `InputError` `crs-mixed`, `crs-unknown`, `crs-implausible`, `duplicate-identifier`,
    ///   `position-not-a-number`, `coordinates-incomplete` and those of the XML reader, with file and line.
    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        let reader = INSPIREReader(strings: builder.strings, file: path)
        try MarkupReader.stream(path, to: reader)
        builder.strings = reader.data.strings
        builder.beginFile(path)
        var assembly = INSPIREAssembly(reader.data, file: path, into: builder)
        try assembly.assemble()
        builder = assembly.city
        let file = path.split(separator: "/").last.map(String.init) ?? path
        builder.sources.append(DataSource(file: file, format: name))
        log.repairs += assembly.repairs
        log.issues.add(contentsOf: assembly.issues)
        for (element, count) in reader.skipped { log.skip(element, in: file, count: count) }
    }
}
