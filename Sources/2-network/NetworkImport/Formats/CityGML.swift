import Diagnostics
public import NetworkModel
import MarkupReading

/// CityGML 1.0, 2.0 and 3.0: buildings, as facilities with footprint, height, function and residents.
///
/// The parts of a building are merged into it. Features other than buildings are counted as skipped; those of an
/// application domain extension that `extensions` lists are read by it in a second pass.
public enum CityGML: NetworkFormat {
    public static let name = "CityGML"

    /// Readers of domain extensions inside a `CityModel`, such as utility networks; each reads only its own features.
    static let extensions: [any NetworkFormat.Type] = [UtilityNetwork.self]
    /// How the namespaces of such extensions begin.
    static let extensionNamespace = "http://www.citygml.org/ade/utility/"

    public static func recognises(_ head: FileHead) -> Bool {
        head.rootName == "CityModel" && CityGMLSpace.core.uris.contains(head.rootNamespace)
    }

    /// - Throws: `InputError` `position-not-a-number`, `dangling-reference`, `crs-unknown`, `crs-mixed` and those of
    ///   the XML reader, with file and line.
    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        let reader = CityGMLReader(path, builder, log)
        builder = CityModelBuilder()
        defer { (builder, log) = (reader.builder, reader.log) }
        try MarkupReader.stream(path, to: reader)
        try reader.finish()
        guard reader.extensionFeatures > 0 else { return }
        for format in extensions { try format.read(path, into: &reader.builder, &reader.log) }
    }
}
