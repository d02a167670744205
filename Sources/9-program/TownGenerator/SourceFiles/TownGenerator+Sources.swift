import Geometry
import GridReading
import NetworkModel

extension TownGenerator {
    /// Names of the files that `writeSources` writes.
    public static let sourceFiles = ["buildings.gml", "power.gml", "water.gml", "streets.osm", "dependencies.xml", "terrain.asc"]

    /// Writes a town the way a city has it: buildings as CityGML, power and water as Utility Network ADE, streets as
    /// OpenStreetMap XML, agreements between them as Lifeline network XML, and the terrain as an ESRI ASCII grid.
    ///
    /// The files appear together when all have been written; files of the same names are replaced.
    /// - Parameter folder: made when it does not exist.
    /// - Throws: `FailureError` when a file cannot be written.
    public static func writeSources(of town: Town, to folder: String) throws {
        let model = try town.model()
        var files = try SourceFolder(folder)
        do {
            try files.add("buildings.gml", BuildingSource.text(model))
            try files.add("power.gml", UtilitySource.text(model, .power))
            try files.add("water.gml", UtilitySource.text(model, .water))
            try files.add("streets.osm", StreetSource.text(model, .rijksDriehoek))
            try files.add("terrain.asc") { try ESRIASCIIGrid.write(town.terrain, to: $0, decimals: 2) }
            try files.publish()
        } catch {
            files.abandon()
            throw error
        }
    }
}
