import Diagnostics
public import NetworkModel
import MarkupReading

/// CityGML 1.0, 2.0 and 3.0, with the Utility Network extension and the Japanese one (i-UR), in one pass.
///
/// - Buildings become facilities with footprint, height, function, residents and flood records; the parts of a
///   building are merged into it.
/// - Roads become nodes and links of layer `road`, from centre lines or from the areas that touch; bridges and
///   tunnels turn the parts of roads that they carry into links of their own kind (`RoadAssembly`).
/// - Pipes and cables without topology become links whose ends the joiner finds; networks with topology are read as
///   `UtilityNetwork` says.
/// - Terrain of triangles and flood surfaces are kept for the joiner, which reads heights and depths off them.
///
/// Textures and materials are passed over; whatever else is met is counted by its name.
public enum CityGML: NetworkFormat {
    public static let name = "CityGML"

    public static func recognises(_ head: FileHead) -> Bool {
        head.rootName == "CityModel" && CityGMLSpace.core.uris.contains(head.rootNamespace)
    }

    /// - Throws: `InputError` `position-not-a-number`, `dangling-reference`, `crs-unknown`, `crs-mixed` and those of
    ///   the XML reader and of `UtilityNetwork`, with file and line.
    public static func read(_ path: String, into builder: inout CityModelBuilder, _ log: inout ImportLog) throws {
        let reader = CityGMLReader(path, builder, log)
        builder = CityModelBuilder()
        defer { (builder, log) = (reader.builder, reader.log) }
        try MarkupReader.stream(path, to: reader)
        try reader.finish()
    }
}
