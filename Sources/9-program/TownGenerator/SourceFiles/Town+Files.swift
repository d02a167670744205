import FileReading
import Geometry
import GridReading
import NetworkImport
import NetworkModel

/// One of the files in which a city keeps its data.
public struct TownFile: Sendable {
    /// Name within the town's folder.
    public let path: String
    public let bytes: [UInt8]
}

extension Town {
    /// The town the way a city has it: buildings as CityGML, power and water as Utility Network ADE, streets as
    /// OpenStreetMap XML, agreements between their owners as Lifeline network XML, the terrain as ESRI ASCII grid.
    public func files() throws -> [TownFile] {
        let model = try model()
        return [
            TownFile(path: "buildings.gml", bytes: BuildingSource.text(model).bytes),
            TownFile(path: "dependencies.xml", bytes: DependencySource.text(model).bytes),
            TownFile(path: "power.gml", bytes: UtilitySource.text(model, .power).bytes),
            TownFile(path: "streets.osm", bytes: try StreetSource.text(model, .rijksDriehoek).bytes),
            TownFile(path: "terrain.asc", bytes: ESRIASCIIGrid.bytes(of: terrain, decimals: 2)),
            TownFile(path: "water.gml", bytes: UtilitySource.text(model, .water).bytes),
        ]
    }
}

extension TownGenerator {
    /// Writes a town's files (see `Town.files`) into a folder, which is made when it does not exist.
    ///
    /// They appear together when all have been written; files of the same names are replaced.
    /// - Throws: `FailureError` when a file cannot be written.
    public static func writeSources(of town: Town, to folder: String) throws {
        try AtomicFile.write(town.files().map { ("\(folder)/\($0.path)", $0.bytes) })
    }

    /// Writes a town as one Lifeline network XML file, whole or not at all.
    /// - Throws: `FailureError` when the file cannot be written.
    public static func writeNetwork(of town: Town, to path: String) throws {
        try AtomicFile.write(NetworkXML.bytes(of: town.model()), to: path)
    }
}
