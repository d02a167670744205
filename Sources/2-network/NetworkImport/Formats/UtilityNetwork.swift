import Diagnostics
import Geometry
import MarkupReading
public import NetworkModel

/// The CityGML Utility Network ADE (versions 0.9.2, 0.9.3 and 0.9.9, also for CityGML 3.0): pipes, cables and devices with their topology.
///
/// A `FeatureGraph` gives the nodes and links of one component; `InterFeatureLink`s say which nodes of neighbouring
/// components are one and the same place, and those are joined here. Components lend their nodes and links what they
/// are (`ComponentKinds`) and what is known of them. A device becomes one asset: its interior node, or else the
/// first of its nodes. A terminal's `connectedCityObject` is kept as the node's `cityObject`, from which joining
/// makes the requirement of that building.
public enum UtilityNetwork: NetworkFormat {
    public static let name = "CityGML Utility Network ADE"
    /// What the namespace of every version begins with.
    static let namespacePrefix = "http://www.citygml.org/ade/utility/"

    public static func recognises(_ head: FileHead) -> Bool {
        head.rootName == "CityModel" && head.rootNamespace.hasPrefix("http://www.opengis.net/citygml/")
    }

    /// Reads the networks of a city model; what else the file holds is left to others.
    ///
    /// When `builder.epsg` is set already, it replaces whatever system the file declares, unless buildings of the same
    /// file have been read into the builder: then both must agree.
    /// - Throws: `InputError` `utility-network-missing` when there is no network in the file, `dangling-reference`,
    ///   `crs-unknown`, `crs-implausible`, `position-not-a-number` and others, with file and line.
    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        guard try readNetworks(path, into: &builder, &log) else {
            throw InputError(
                "utility-network-missing", at: SourcePosition(file: path, line: 1),
                "the city model holds no utility network (no FeatureGraph of \(namespacePrefix)…)",
                remedy: "give a file with the topology of a network; pipes that are only drawn cannot be followed")
        }
    }

    /// The same for a file that may hold other things: false, and nothing added, when no network is in it.
    static func readNetworks(
        _ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws -> Bool {
        let reader = UtilityNetworkReader(strings: builder.strings, file: path)
        try MarkupReader.stream(path, to: reader)
        guard !reader.data.graphs.isEmpty else { return false }
        try assemble(reader, path, into: &builder, &log)
        return true
    }

    /// Makes nodes and links of what has been read; numbers of strings are those of the reader's table.
    static func assemble(
        _ reader: UtilityNetworkReader, _ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog
    ) throws {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        for (element, count) in reader.skipped { log.skip(element, in: file, count: count) }
        guard !reader.data.graphs.isEmpty else {
            for component in reader.data.components {
                log.skip("\(component.element) without topology", in: file)
            }
            return
        }
        builder.strings = reader.data.strings
        if builder.files.last != path { builder.beginFile(path) }
        var assembly = UtilityNetworkAssembly(reader.data, file: path, into: builder)
        try assembly.assemble()
        builder = assembly.city
        builder.sources.append(DataSource(file: file, format: name))
        log.repairs += assembly.repairs
        log.issues.add(contentsOf: assembly.issues)
        for (element, count) in assembly.skipped { log.skip(element, in: file, count: count) }
    }

    /// The extension's namespaces by version.
    static let namespaces = ["0.9.0", "0.9.1", "0.9.2", "0.9.3", "0.9.9", "1.0"].map { namespacePrefix + $0 }
        + [prefixForVersion3 + "0.9.9"]
    /// What the namespace begins with where the extension is for CityGML 3.0.
    private static let prefixForVersion3 = "http://www.citygml.org/citygml/3.0/ade/utility/"

    static func isNamespace(_ uri: String) -> Bool { uri.hasPrefix(namespacePrefix) || uri.hasPrefix(prefixForVersion3) }

    /// Whether an element belongs to the extension, whatever its version.
    static func isNamespace(_ tag: StartTag, in vocabulary: MarkupVocabulary) -> Bool {
        guard tag.namespace < 0 else { return isNamespace(vocabulary.namespaces[tag.namespace]) }
        return isNamespace(tag.namespaceString)
    }
}
